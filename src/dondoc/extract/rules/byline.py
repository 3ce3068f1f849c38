"""Ignores "Thu Hằng": the name under an article, though it looks like a verb and its object."""

from dondoc.extract.rules.rule import Candidate, Finding, Rule


def _apply(candidate: Candidate) -> Finding | None:
    named = candidate.is_name and not candidate.counts and candidate.key.count(" ") < 5
    return Finding(rule=RULE.name, weight=-1) if named else None


RULE = Rule(
    name="byline",
    ignores=True,
    apply=_apply,
    must_find=("Thu Hằng", "Ban Biên Tập"),
    must_ignore=("Thu hội phí của hội viên",),
)
