"""Ignores "Tin tưởng rằng tập thể sẽ hoàn thành thắng lợi nhiệm vụ": praise, slogans and closing formulas."""

import re

from dondoc.extract.rules.rule import Candidate, Finding, Rule

_STRONG = re.compile(
    r"^(?:trên đây là|với tinh thần|với truyền thống|xin trân trọng|trân trọng|tin tưởng|tin rằng|nhiệt liệt)"
)


def _apply(candidate: Candidate) -> Finding | None:
    cue = candidate.lexicon.cues.closing.search(candidate.key)
    if cue is None:
        return None
    if candidate.counts or candidate.dated:
        return Finding(rule=RULE.name, weight=-1, words=cue[1]) if _STRONG.match(candidate.key) else None
    return Finding(rule=RULE.name, weight=-1, words=cue[1])


RULE = Rule(
    name="closing",
    ignores=True,
    apply=_apply,
    must_find=("Tin tưởng rằng tập thể sẽ hoàn thành thắng lợi nhiệm vụ", "Trên đây là báo cáo của Ban Chấp hành"),
    must_ignore=("Tổ chức hội thao tại huyện",),
)
