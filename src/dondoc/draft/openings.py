"""The sentences of a group put together so that they read well aloud: alike ones merged, no opening again and again.

Every choice follows from the facts alone: the same facts give the same sentences.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from dondoc.draft.account import Voice
from dondoc.draft.clause import lower_first, upper_first
from dondoc.draft.result_clause import ResultShape
from dondoc.draft.told import Told

#: Remarks that are said once for all parts of a merged sentence.
_SHARED = frozenset({"đúng thời hạn", "đạt kế hoạch"})
#: A merged sentence has at most so many parts and letters; a longer part stands alone.
_PARTS, _LETTERS, _PART_LETTERS = 3, 420, 150
_HAS_VERB = re.compile(r"\s(?:có|được|đạt|tham gia|hoàn thành|đăng ký|xây dựng|thực hiện|duy trì)\s", re.IGNORECASE)
#: Subjects that are no names: small inside a sentence.
_NO_NAMES = ("Các ", "Mỗi ", "Từng ", "Những ", "Toàn thể ", "Trưởng các ")
#: How much it weighs that a line begins as the two before it, as more than half of its group, as the line before it.
_THIRD, _HALF, _AGAIN, _AGAIN_WORD = 1000, 100, 10, 4


def end(words: str) -> str:
    """The words as a sentence."""
    return upper_first(words.rstrip(" .;,")) + "."


def sentences_of(told: Told, voice: Voice) -> list[str]:
    """The ways in which a result can be put, the plainest first; all of them say the same."""
    match told.shape:
        case ResultShape.ACTION:
            ways = _named_ways(told, voice) if told.is_named else _action_ways(told, voice)
        case ResultShape.FIGURE:
            ways = [f"đã có {told.words}{_tail(told)}", f"có {told.words}{_tail(told)}"]
            if _HAS_VERB.search(told.words):  # "có 100% tổ công đoàn có sổ" reads badly
                ways = [f"{told.words}{_tail(told)}", ways[0]]
            if told.days.startswith("ngày ") and " và " not in told.days:
                ways.append(f"đến {told.days}, đã có {told.words}{_tail(told, with_days=False)}")
        case ResultShape.LEVEL:
            ways = [f"{told.words}{_tail(told)}"]
            if told.is_named:
                ways.append(f"đối với {ways[0]}")
            if told.days.startswith("ngày ") and " và " not in told.days:
                ways.append(f"đến {told.days}, {lower_first(told.words)}{_tail(told, with_days=False)}")
        case ResultShape.AVOIDED:
            ways = [
                f"trong kỳ, {_before(_inside(told.subject))}{told.words}{_tail(told)}",
                f"{_before(told.subject)}{told.words} trong kỳ{_tail(told)}",
            ]
    return [end(words) for words in ways]


def _action_ways(told: Told, voice: Voice) -> list[str]:
    tail = _tail(told)
    if told.lead:
        return [f"{told.lead}, {_before(_inside(told.subject))}đã {told.words}{tail}"]
    ways = [f"{_before(told.subject)}đã {told.words}{tail}"]
    if told.days:
        ways.append(
            f"{_days_first(told.days)}, {_before(_inside(told.subject))}đã {told.words}{_tail(told, with_days=False)}"
        )
    if told.figure:
        ways.append(f"{told.figure} đã được {told.verb}{tail}")
    if not told.subject and voice.unit:
        ways.append(f"{voice.unit} đã {told.words}{tail}")
    return [*ways, f"trong kỳ, {_before(_inside(told.subject))}đã {told.words}{tail}"]


def _named_ways(told: Told, voice: Voice) -> list[str]:
    tail = _tail(told)
    if not told.verb:
        story = f"{told.words}{_brackets([told.days, *told.details])}: {', '.join(told.remarks)}{told.note}"
        return [story, f"đối với {story}", f"về {story}"]
    if told.verb.startswith("mới "):
        ways = [f"{told.words} {told.verb}{tail}", f"{told.verb} {told.words}{tail}"]
        return ways if not told.subject else [f"{told.subject} {told.verb} {told.words}{tail}", *ways]
    if told.verb == "thực hiện":
        who = _before(_inside(told.subject))
        return [f"{told.words} được thực hiện trong kỳ{tail}", f"trong kỳ, {who}đã thực hiện {told.words}{tail}"]
    ways = [f"{told.words} đã hoàn thành{tail}", f"{_before(told.subject)}đã hoàn thành {told.words}{tail}"]
    if told.days:
        without = _tail(told, with_days=False)
        ways.append(f"{_days_first(told.days)}, {_before(_inside(told.subject))}đã hoàn thành {told.words}{without}")
    if not told.subject and voice.unit:
        ways.append(f"{voice.unit} đã hoàn thành {told.words}{tail}")
    return ways


def _tail(told: Told, *, with_days: bool = True) -> str:
    # After "Luật Thi đua, khen thưởng (sửa đổi)" a second pair of brackets reads badly.
    parts = [told.days if with_days else "", *told.details]
    inside = "".join(f", {part}" for part in parts if part) if told.words.endswith(")") else _brackets(parts)
    return f"{inside}{''.join(f', {remark}' for remark in told.remarks)}{told.note}"


def _brackets(parts: Sequence[str]) -> str:
    known = [part for part in parts if part]
    return f" ({', '.join(known)})" if known else ""


def _before(subject: str) -> str:
    return f"{subject} " if subject else ""


def _inside(subject: str) -> str:
    """A subject as it stands inside a sentence."""
    return lower_first(subject) if subject.startswith(_NO_NAMES) else subject


def _days_first(days: str) -> str:
    return f"các {days}" if days.startswith("ngày ") and (" và " in days or ", " in days) else days


def merged(rows: Sequence[Told]) -> list[Told]:
    """The rows in their order; those of the same person with the same verb, or that were all in time, in one."""
    by_verb = _joined(rows, lambda told: (told.subject, told.verb))
    return _joined(by_verb, lambda told: (told.subject, "") if told.remarks == ("đúng thời hạn",) else None)


def _joined(rows: Sequence[Told], key_of: Callable[[Told], tuple[str, str] | None]) -> list[Told]:
    keys = [key_of(told) if _can_join(told) else None for told in rows]
    out: list[Told] = []
    taken: set[int] = set()
    for place, told in enumerate(rows):
        if place in taken:
            continue
        later = [n for n in range(place + 1, len(rows)) if n not in taken and keys[n] == keys[place] is not None]
        group = [place, *_that_fit(told, [(n, rows[n]) for n in later])]
        taken.update(group)
        out.append(_one([rows[n] for n in group]) if len(group) > 1 else told)
    return out


def _can_join(told: Told) -> bool:
    is_short = _length(told) <= _PART_LETTERS and ";" not in told.words
    return told.shape is ResultShape.ACTION and told.is_plain and not told.lead and is_short


def _that_fit(first: Told, later: Sequence[tuple[int, Told]]) -> list[int]:
    """The places of the next ones that fit into one sentence with the first."""
    places: list[int] = []
    letters = _length(first)
    for place, told in later:
        letters += _length(told)
        if len(places) + 1 < _PARTS and letters <= _LETTERS:
            places.append(place)
    return places


def _length(told: Told) -> int:
    return len(told.words) + len(_tail(told))


def _one(group: Sequence[Told]) -> Told:
    """Several results in one sentence; a verb that all of them have stands once."""
    first = group[0]
    shared = first.remarks if all(t.remarks == first.remarks and set(t.remarks) <= _SHARED for t in group) else ()
    words = [f"{told.words}{_tail(replace(told, remarks=()) if shared else told)}" for told in group]
    head = f"{first.verb} "
    if first.is_named and all(told.is_named for told in group):
        head, cut = "hoàn thành các nhiệm vụ ", len("nhiệm vụ ")
    elif not any(told.is_named for told in group) and all(told.verb == first.verb for told in group):
        cut = len(head)
    else:
        words = [f"hoàn thành {text}" if told.is_named else text for told, text in zip(group, words, strict=True)]
        head, cut = "", 0
    return Told(
        codes=tuple(code for told in group for code in told.codes),
        shape=ResultShape.ACTION,
        subject=first.subject,
        verb=first.verb,
        words=head + "; ".join(text[cut:] for text in words),
        remarks=tuple(f"đều {remark}" for remark in shared),
    )


def chosen(ways: Sequence[Sequence[str]]) -> list[str]:
    """One way for each line of a group, so that its lines do not begin alike."""
    total = len(ways)
    written: list[str] = []
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for candidates in ways:
        costs = [(_cost(text, written, words, pairs, total) + place, place) for place, text in enumerate(candidates)]
        text = candidates[min(costs)[1]]
        written.append(text)
        words[_opening(text, 1)] += 1
        pairs[_opening(text, 2)] += 1
    return written


def _opening(text: str, count: int) -> str:
    return " ".join(text.lower().split()[:count])


def _cost(text: str, written: Sequence[str], words: Counter[str], pairs: Counter[str], total: int) -> int:
    word, pair = _opening(text, 1), _opening(text, 2)
    cost = _THIRD if [_opening(t, 2) for t in written[-2:]] == [pair, pair] else 0
    half = max(total // 2, 1)
    cost += _HALF * ((words[word] >= half) + (pairs[pair] >= half))
    if written:
        cost += _AGAIN * (_opening(written[-1], 2) == pair) + _AGAIN_WORD * (_opening(written[-1], 1) == word)
    return cost
