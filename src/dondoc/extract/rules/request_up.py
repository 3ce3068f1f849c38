"""Ignores "Kiến nghị Ủy ban nhân dân tỉnh cấp kinh phí": what is asked of a superior."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    for word in ("kiến nghị", "đề nghị cấp trên", "xin ý kiến", "kính đề nghị", "kính mong"):
        if candidate.key.startswith(word):
            return Finding(rule=RULE.name, weight=-1, words=word)
    return None


RULE = Rule(
    name="request_up",
    ignores=True,
    apply=_apply,
    must_find=("Kiến nghị Ủy ban nhân dân tỉnh cấp kinh phí",),
    must_ignore=("Giải quyết kiến nghị của đoàn viên",),
)
