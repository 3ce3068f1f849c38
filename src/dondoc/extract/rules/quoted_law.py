"""Ignores "Luật Thư viện quy định thư viện phải mở cửa hằng ngày": what a law asks, not what the issuer promises."""

import re

from dondoc.extract.rules.rule import Candidate, Finding, Rule

_LAW = re.compile(
    r"^(?:tại |theo )?(?:bộ luật|luật|nghị định|thông tư|điều lệ|quy chế"
    r"|điều \d+)(?!\w)[^;]{0,200}(?<!\w)(?:quy định|nêu rõ|ghi rõ)(?!\w)"
)


def _apply(candidate: Candidate) -> Finding | None:
    law = _LAW.match(candidate.key)
    return Finding(rule=RULE.name, weight=-1, words=law[0][:60]) if law else None


RULE = Rule(
    name="quoted_law",
    ignores=True,
    apply=_apply,
    must_find=("Luật Thư viện quy định thư viện phải mở cửa hằng ngày",),
    must_ignore=("Phổ biến Luật Thư viện và các quy định mới",),
)
