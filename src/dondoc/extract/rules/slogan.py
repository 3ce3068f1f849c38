"""Ignores "“Vì đàn em thân yêu”": a clause that is nothing but a quotation, a cry, or says what year it is."""

import re

from dondoc.extract.rules.rule import Candidate, Finding, Rule

#: "Năm 2031 là năm …" only says what year it is.
_YEAR = re.compile(r"(?:đây|năm(?: học)? \d{4}(?:\s*[-–]\s*\d{4})?) là năm(?!\w)")


def _apply(candidate: Candidate) -> Finding | None:
    key = candidate.key
    quoted = key.startswith('"') and key.find('"', 1) in {-1, len(key) - 1}
    cry = key.startswith(("hãy ", "chúc ", "kính chúc"))
    return Finding(rule=RULE.name, weight=-1) if quoted or cry or _YEAR.match(key) else None


RULE = Rule(
    name="slogan",
    ignores=True,
    apply=_apply,
    must_find=("“Vì đàn em thân yêu”", "Hãy chung tay vì môi trường", "Năm 2031 là năm bản lề của nhiệm kỳ"),
    must_ignore=("Tổ chức hội thi “Vì đàn em thân yêu”",),
)
