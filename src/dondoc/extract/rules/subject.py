"""Catches "Phòng Hành chính theo dõi việc thực hiện": a unit that does something."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    return Finding(rule=RULE.name, weight=0.15) if candidate.has_subject else None


RULE = Rule(
    name="subject",
    ignores=False,
    apply=_apply,
    must_find=("Phòng Hành chính theo dõi việc thực hiện",),
    must_ignore=("Theo dõi việc thực hiện", "Công tác cán bộ"),
)
