"""Ignores "“Vì đàn em thân yêu”": a clause that is nothing but a quotation, or a cry."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    key = candidate.key
    quoted = key.startswith('"') and key.find('"', 1) in {-1, len(key) - 1}
    cry = key.startswith(("hãy ", "chúc ", "kính chúc"))
    return Finding(rule=RULE.name, weight=-1) if quoted or cry else None


RULE = Rule(
    name="slogan",
    ignores=True,
    apply=_apply,
    must_find=("“Vì đàn em thân yêu”", "Hãy chung tay vì môi trường"),
    must_ignore=("Tổ chức hội thi “Vì đàn em thân yêu”",),
)
