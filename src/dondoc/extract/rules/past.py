"""Ignores "Công ty đã xây nhà để xe": what was done already."""

import re

from dondoc.extract.rules.rule import Candidate, Finding, Rule

_PAST = re.compile(r"(?<!\w)(?:đã|vừa qua|hiện có|hiện nay)(?!\w)")


#: Its subject has done something, and the later clauses tell on: "Hội nghị đã bầu …; cử 02 đại biểu …".
_TELLS = re.compile(r"[^,;:.]{3,60}?\s(?:đã|vừa)\s[^;]*;")


def _apply(candidate: Candidate) -> Finding | None:
    told = _TELLS.match(candidate.sentence)
    if told and not candidate.dated and not re.search(r"(?<!\w)(?:sẽ|phải|cần|tiếp tục)(?!\w)", candidate.key):
        return Finding(rule=RULE.name, weight=-1, words=told[0][:60])
    past = _PAST.search(candidate.key)
    if past is None or re.search(r"(?<!\w)(?:sẽ|phải|cần)(?!\w)", candidate.key):
        return None
    opener = candidate.lexicon.verbs.openers.search(candidate.body)
    begins = len(candidate.key) - len(candidate.body) + (opener[0] if opener else len(candidate.body))
    if opener and candidate.body[opener[0] + len(opener[1]) :].lstrip().startswith("đã "):
        begins = past.start()  # "Đại hội đã bầu …": a meeting, not the verb of that name
    return Finding(rule=RULE.name, weight=-1, words=past[0]) if past.start() <= begins and past.start() < 60 else None


RULE = Rule(
    name="past",
    ignores=True,
    apply=_apply,
    must_find=("Công ty đã xây nhà để xe",),
    must_ignore=("Triển khai các văn bản đã ban hành",),
)
