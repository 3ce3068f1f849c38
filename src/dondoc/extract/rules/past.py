"""Ignores "Công ty đã xây nhà để xe": what was done already."""

import re

from dondoc.extract.rules.rule import Candidate, Finding, Rule

_PAST = re.compile(r"(?<!\w)(?:đã|vừa qua|hiện có|hiện nay)(?!\w)")


#: "vận động được hơn 3,9 tấn gạo": so much was reached.
_GAINED = re.compile(r"(?<!phấn đấu )(?<!\w)[^\W\d]+ được (?:hơn |gần |trên |tổng số |tổng cộng )?\d")
_FAR = 60
#: Its subject has done something, and the later clauses tell on: "Hội nghị đã bầu …; cử 02 đại biểu …".
_TELLS = re.compile(r"[^,;:.]{3,60}?\s(?:đã|vừa)\s[^;]*;")


def _apply(candidate: Candidate) -> Finding | None:
    told = _TELLS.match(candidate.sentence) if ":" not in candidate.sentence else None
    if told and not candidate.dated and not re.search(r"(?<!\w)(?:sẽ|phải|cần|tiếp tục)(?!\w)", candidate.key):
        return Finding(rule=RULE.name, weight=-1, words=told[0][:60])
    past, gained = _PAST.search(candidate.key), _GAINED.search(candidate.key)
    if not (past or gained) or re.search(r"(?<!\w)(?:sẽ|phải|cần|phấn đấu)(?!\w)", candidate.key):
        return None
    if gained and gained.start() < _FAR:
        return Finding(rule=RULE.name, weight=-1, words=gained[0])
    if past is None:
        return None
    opener = candidate.lexicon.verbs.openers.search(candidate.body)
    begins = len(candidate.key) - len(candidate.body) + (opener[0] if opener else len(candidate.body))
    if opener and candidate.body[opener[0] + len(opener[1]) :].lstrip().startswith("đã "):
        begins = past.start()  # "Đại hội đã bầu …": a meeting, not the verb of that name
    return Finding(rule=RULE.name, weight=-1, words=past[0]) if past.start() <= begins and past.start() < _FAR else None


RULE = Rule(
    name="past",
    ignores=True,
    apply=_apply,
    must_find=("Công ty đã xây nhà để xe",),
    must_ignore=("Triển khai các văn bản đã ban hành",),
)
