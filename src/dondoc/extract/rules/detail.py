"""Ignores "Địa điểm: hội trường tầng hai": a line that only describes the work above it."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    label = candidate.lexicon.cues.detail.match(candidate.sentence, 0)
    after = candidate.sentence[len(label) :].lstrip() if label else ""
    return Finding(rule=RULE.name, weight=-1, words=label or "") if after.startswith(":") else None


RULE = Rule(
    name="detail",
    ignores=True,
    apply=_apply,
    must_find=("Địa điểm: hội trường tầng hai", "Thời gian: 8 giờ ngày 06/3"),
    must_ignore=("Thời gian tới, mở lớp nấu ăn", "Sản lượng: 1.200 tấn"),
)
