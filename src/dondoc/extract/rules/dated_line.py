"""Catches "hồ sơ thi đua gửi trước ngày 20/10": a clause with a date of its own."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    return Finding(rule=RULE.name, weight=0.15) if candidate.dated else None


RULE = Rule(
    name="dated_line",
    ignores=False,
    apply=_apply,
    must_find=("hồ sơ nộp trước ngày 15/11",),
    must_ignore=("hồ sơ nộp về văn phòng",),
)
