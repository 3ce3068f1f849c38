"""Catches "- Sơn lại cổng trường": an item of a list under a heading of plan, though its verb is not known."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule

_LEAST_WORDS = 4


def _apply(candidate: Candidate) -> Finding | None:
    words = candidate.key.count(" ") + 1
    listed = candidate.certain and candidate.begins_item and words >= _LEAST_WORDS
    return Finding(rule=RULE.name, weight=0.05) if listed else None


RULE = Rule(
    name="plan_item",
    ignores=False,
    apply=_apply,
    must_find=("- Sơn lại cổng trường",),
    must_ignore=("Sơn lại cổng trường", "- Công tác khác"),
)
