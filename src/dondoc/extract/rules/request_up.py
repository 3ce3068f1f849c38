"""Ignores "Kiến nghị Ủy ban nhân dân tỉnh cấp kinh phí": what is asked of a superior."""

import re

from dondoc.extract.owners import is_unit
from dondoc.extract.rules.rule import Candidate, Finding, Rule

_ASKS = re.compile(r"^(?:đề nghị cấp trên|đề xuất cấp trên|xin ý kiến)(?!\w)")
#: Words that are only used upwards, wherever they stand in the sentence.
_HUMBLE = re.compile(
    r"(?<!\w)(?:kính đề nghị|kính mong|kính trình|kính xin|trân trọng đề nghị|rất mong|mong nhận được|mong được sự"
    r"|xin kiến nghị)(?!\w)"
)
_PROPOSES = re.compile(r"^kiến nghị(?: với| đến)?\s+")


def _apply(candidate: Candidate) -> Finding | None:
    if candidate.asks_superior:
        return Finding(rule=RULE.name, weight=-1, words="đề nghị")
    found = _ASKS.search(candidate.key) or _HUMBLE.search(candidate.sentence)
    proposed = _PROPOSES.match(candidate.key)
    if found is None and proposed and is_unit(candidate.key[proposed.end() :], candidate.lexicon):
        found = proposed
    return Finding(rule=RULE.name, weight=-1, words=found[0].strip()) if found else None


RULE = Rule(
    name="request_up",
    ignores=True,
    apply=_apply,
    must_find=("Kiến nghị Ủy ban nhân dân tỉnh cấp kinh phí", "Kính đề nghị Sở xét tặng Bằng khen"),
    must_ignore=("Giải quyết kiến nghị của đoàn viên", "kiến nghị xử lý trách nhiệm người vi phạm"),
)
