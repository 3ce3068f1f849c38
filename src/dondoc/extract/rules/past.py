"""Ignores "Công ty đã xây nhà để xe": what was done already."""

import re

from dondoc.extract.rules.rule import Candidate, Finding, Rule

_PAST = re.compile(r"(?<!\w)(?:đã|vừa qua|hiện có|hiện nay)(?!\w)")


def _apply(candidate: Candidate) -> Finding | None:
    past = _PAST.search(candidate.key)
    if past is None or re.search(r"(?<!\w)(?:sẽ|phải|cần)(?!\w)", candidate.key):
        return None
    opener = candidate.lexicon.verbs.openers.search(candidate.body)
    begins = len(candidate.key) - len(candidate.body) + (opener[0] if opener else len(candidate.body))
    return Finding(rule=RULE.name, weight=-1, words=past[0]) if past.start() <= begins and past.start() < 60 else None


RULE = Rule(
    name="past",
    ignores=True,
    apply=_apply,
    must_find=("Công ty đã xây nhà để xe",),
    must_ignore=("Triển khai các văn bản đã ban hành",),
)
