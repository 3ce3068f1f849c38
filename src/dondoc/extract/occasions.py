"""Days that work honours: "nhân dịp 20/10", "chào mừng ngày Nhà giáo Việt Nam", and which of several binds."""

import re
from datetime import timedelta

from dondoc.core.period import DateRange
from dondoc.extract.mention import Mention

OCCASION_HERE = re.compile(
    r"(?<!\w)(?:nhân dịp|nhân ngày|vào dịp|dịp|chào mừng|kỷ niệm|hưởng ứng|mừng)\s+(?:(?:các |những )?ngày\s+)?$"
)
#: What it ends with: cheaper to look for.
OCCASION_ENDS = ("dịp", "ngày", "mừng", "niệm", "ứng")
_OCCASION = re.compile(r"(?<!\w)(?:nhân dịp|nhân ngày|dịp|chào mừng|kỷ niệm|hưởng ứng|mừng|hướng tới)(?!\w)")
_MANY = re.compile(r"(?:các|những) ngày lễ|các sự kiện")
#: How far behind the word its day may stand.
_REACH = 110
_STOP = re.compile(r"[.;]\s")
#: Days before an occasion in which it is honoured, where the config says nothing (domain 31).
_DAYS_BEFORE = (7, 0)


def honoured(key: str, candidates: list[Mention]) -> dict[int, bool]:
    """For each day that stands behind a word of occasion, by its place: whether it binds the work.

    `candidates` are days and feasts that no firmer word binds, in order. One day binds, two days in a row by the
    later; several do not (corpus GUIDE).
    """
    found: dict[int, bool] = {}
    if not candidates:
        return found
    index, free = 0, 0
    for word in _OCCASION.finditer(key):
        if word.start() < free:
            continue
        stop = _STOP.search(key, word.end(), word.end() + _REACH)
        end = stop.start() if stop else word.end() + _REACH
        while index < len(candidates) and candidates[index].start < word.end():
            index += 1
        group = []
        while index < len(candidates) and candidates[index].start < end:
            group.append(candidates[index])
            index += 1
        free = max(word.end(), group[-1].end) if group else word.end()
        last_days = sorted(one.days.last for one in group)
        several = bool(group) and last_days[-1] - last_days[0] > timedelta(days=1)
        many = _MANY.search(key, word.start(), end) is not None
        binding = next((one for one in group if one.days.last == last_days[-1]), None)
        for one in group:
            found[one.start] = one is binding and not several and not many
    return found


def honoured_from(mention: Mention) -> DateRange:
    """The days in which an occasion is honoured: as the config says of it, else the week up to it."""
    occasion = mention.occasion
    if mention.days.start != mention.days.last:
        return mention.days  # a month or a week of action
    first, last = occasion.days_before if occasion is not None else _DAYS_BEFORE
    return DateRange.through(mention.days.last - timedelta(days=first), mention.days.last - timedelta(days=last))
