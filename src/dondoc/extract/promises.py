"""A promise with "sẽ" among results or limits: "do đó, Công ty sẽ …", "cho biết nhà trường sẽ …"."""

import re

from dondoc.extract.clauses import Clause
from dondoc.extract.heads import speaker, strip_heads, verb_start
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.owners import find_subject
from dondoc.extract.passages import Passage
from dondoc.extract.sentences import trim

_WILL = re.compile(r"(?<!\w)sẽ(?!\w)")
_BEFORE = re.compile(r"(?:,|;|:|rằng|cho biết|khẳng định|cam kết)\s+")
_WORDS = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\s+và\s+(?:khẳng định|bày tỏ|nhấn mạnh|mong muốn|tin tưởng)(?!\w)|;")


def promise_clause(passage: Passage, start: int, end: int, lexicon: Lexicon) -> Clause | None:
    """The clause with "sẽ" and the unit that promises, or None; titles without a closing mark promise nothing."""
    key = passage.key
    will = _WILL.search(key, start, end)
    if will is None or key[max(0, end - 40) : end].rstrip()[-1:] not in {".", "!", ";", "…"}:
        return None
    breaks = list(_BEFORE.finditer(key, start, will.start()))
    begin = breaks[-1].end() if breaks else start
    spoken = bool(breaks) and breaks[-1][0].startswith(("cho biết", "khẳng định", "cam kết"))
    begin = strip_heads(passage, begin, end, lexicon).start
    if begin > will.start():
        return None
    if key[start : will.start()].endswith(" và ") and _doer_before(passage, begin, will.start(), lexicon):
        begin = will.start()  # "Hội đã báo cáo Đảng ủy và sẽ cùng Tổ trưởng …": its subject stands before
        first, last = trim(passage, begin, end)
        return Clause(start=first, end=last)
    verb_at = verb_start(passage, begin, end, lexicon)
    subject = find_subject(passage.text, key, verb_at, end, lexicon)
    if not (subject and subject.verb_at == will.start()) and not (spoken and verb_at <= will.start() + 1):
        return None
    aside = _ASIDE.search(key, will.end(), end)
    first, last = trim(passage, begin, aside.start() if aside else end)
    since = breaks[-2].end() if len(breaks) > 1 else start
    told = speaker(passage, since, breaks[-1].start(), lexicon) if spoken else None
    return Clause(start=first, end=last, told=None if subject else told) if first < last else None


def _doer_before(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a unit with its verb stands somewhere before: at the head, or behind a topic ("Việc này Hội đã …")."""
    return any(
        passage.text[word.start()].isupper() and find_subject(passage.text, passage.key, word.start(), end, lexicon)
        for word in _WORDS.finditer(passage.key, start, end)
    )
