"""Whether the totals of a report add up: its headline, its annexes, a total with its parts in a sentence, its shares.

Read from what is printed, so that a sentence that a person wrote is looked at like any other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from dondoc.core.progress import results
from dondoc.core.snapshot import Snapshot
from dondoc.draft.outline import Fill
from dondoc.draft.report_context import Annex, Line, ReportContext
from dondoc.draft.trace_tokens import Number, Percent, Share, Token, plain, tokens

#: What names a whole whose parts follow after a colon; "trong đó" names only some of them.
_WHOLE = re.compile(r"(?:tổng (?:số|cộng)|cả thảy|đầu việc|phần việc|nhiệm vụ|đơn vị|cam kết|hoạt động)", re.IGNORECASE)
_SOME = re.compile(r"trong đó|như|gồm có|nhất là|ví dụ", re.IGNORECASE)
_TOTAL_ROW = re.compile(r"^(?:tổng (?:cộng|số)|cộng|toàn đơn vị)$", re.IGNORECASE)
_PART = re.compile(r"[^,;]+")
#: The words of promises and what stands in brackets count nothing of a list: "Còn 02 nhiệm vụ: “Mở 03 lớp”; “Họp” (…)".
_ASIDE = re.compile(r"“[^”]*”|\([^()]*\)")
_SENTENCE = re.compile(r"[^.]+(?:\.(?=\d)[^.]+)*")
_HALF_POINT = Decimal("0.051")


@dataclass(frozen=True, slots=True, kw_only=True)
class SumFault:
    """A total that is not the sum of its parts, or a part that is more than its whole."""

    #: Key of the line, code of the row, or the name of what was counted.
    place: str
    total: str
    parts: str
    #: The part of a share is more than the whole, or the percentage is not that of its part and whole.
    is_share: bool = False


def sum_faults(snapshot: Snapshot, context: ReportContext) -> tuple[SumFault, ...]:
    """All that does not add up; empty for every report of sound facts."""
    lines = [line for section in context.sections for line in section.paragraphs]
    lines += [line for section in context.sections for group in section.groups for line in group.lines]
    return (
        *_headline(snapshot),
        *_rows(snapshot, context.annexes),
        *_areas(snapshot, context),
        *_recorded_shares(snapshot),
        *(fault for line in lines for fault in sentence_faults(line)),
        *(fault for annex in context.annexes for fault in table_faults(annex)),
    )


def _headline(snapshot: Snapshot) -> Iterator[SumFault]:
    headline = snapshot.headline
    names = [name for name in type(headline).__dataclass_fields__ if name != "total"]
    parts = sum(getattr(headline, name) for name in names)
    if parts != headline.total:
        yield SumFault(place="tổng số đầu việc", total=str(headline.total), parts=str(parts))


def _rows(snapshot: Snapshot, annexes: Sequence[Annex]) -> Iterator[SumFault]:
    """The slots behind the rows of the annexes are those of the headline, each once."""
    slots = {view.code: len(snapshot.works(view)) for view in snapshot.views}
    rows = Counter(row.code for annex in annexes for row in annex.rows if row.code in slots)
    counted = sum(slots[code] * times for code, times in rows.items())
    if rows and counted != snapshot.headline.total:
        yield SumFault(place="phụ lục", total=str(snapshot.headline.total), parts=str(counted))


def _areas(snapshot: Snapshot, context: ReportContext) -> Iterator[SumFault]:
    """The slots told under the headings of areas are those of the headline: no promise stands under two of them."""
    slots = {view.code: len(snapshot.works(view)) for view in snapshot.views}
    places: dict[str, set[str]] = {}
    for section in context.sections:
        for group in section.groups:
            part = group.key or section.key
            for line in group.lines if part != Fill.PLAN.value else ():
                for code in line.codes:
                    if code in slots:
                        places.setdefault(code, set()).add(group.heading if part == Fill.RESULTS.value else "")
    counted = sum(slots[code] * max(len(headings - {""}), 1) for code, headings in places.items())
    if places and counted != snapshot.headline.total:
        yield SumFault(place="các lĩnh vực", total=str(snapshot.headline.total), parts=str(counted))


def _recorded_shares(snapshot: Snapshot) -> Iterator[SumFault]:
    for view in snapshot.views:
        for result in results(view):
            part, whole = result.numerator, result.denominator
            if part is not None and whole is not None and part > whole:
                yield SumFault(place=view.code, total=f"{whole:f}", parts=f"{part:f}", is_share=True)


def sentence_faults(line: Line) -> Iterator[SumFault]:
    """A total with parts that are not its sum, and percentages that are not those of the share beside them.

    >>> [f.parts for f in sentence_faults(Line(text="Có 10 đầu việc: đã xong 06, chưa xong 03."))]
    ['9']
    >>> list(sentence_faults(Line(text="Đạt 95% (38/40), tổng số 7 cuộc: 04 cuộc ở cơ sở, 03 cuộc tại tổ.")))
    []
    """
    for sentence in _SENTENCE.findall(plain(line.text)):
        yield from _listed(sentence, line.key)
        row = tokens(sentence)
        for token, following in pairwise(row):
            yield from _share(token, following, sentence, line.key)


def _listed(sentence: str, place: str) -> Iterator[SumFault]:
    head, colon, tail = sentence.rpartition(":")
    whole = [t for t in tokens(head) if not t.quoted and _count(t) is not None]
    if not colon or not whole or not _WHOLE.search(head[max(whole[-1].start - 20, 0) :]) or _SOME.search(head + tail):
        return
    parts: list[Decimal] = []
    for segment in _PART.findall(_ASIDE.sub("", tail)):
        counts = [_count(token) for token in tokens(segment)]
        if len(counts) != 1 or counts[0] is None:
            return  # not a list of counts
        parts.append(counts[0])
    total = _count(whole[-1])
    if len(parts) > 1 and total is not None and sum(parts) != total:
        yield SumFault(place=place, total=f"{total:f}", parts=f"{sum(parts):f}")


def _count(token: Token) -> Decimal | None:
    values = [reading.value for reading in token.readings if isinstance(reading, Number)]
    return values[0] if values else None


def _share(token: Token, following: Token, sentence: str, place: str) -> Iterator[SumFault]:
    """Of "95% (38/40)" the part is no more than the whole, and the percentage is theirs."""
    between = sentence[token.end : following.start]
    percent = next((r.value for r in token.readings if isinstance(r, Percent)), None)
    share = next((r for r in following.readings if isinstance(r, Share)), None)
    if percent is None or share is None or between.strip() != "(" or token.quoted:
        return
    if share.part > share.whole or not share.whole:
        yield SumFault(place=place, total=f"{share.whole:f}", parts=f"{share.part:f}", is_share=True)
    elif abs(share.part * 100 / share.whole - percent) > _HALF_POINT:
        yield SumFault(place=place, total=token.text, parts=following.text, is_share=True)


def table_faults(annex: Annex) -> Iterator[SumFault]:
    """Columns of counts whose row of totals is not the sum of the other rows."""
    totals = [row for row in annex.rows if any(_TOTAL_ROW.match(cell.strip()) for cell in row.cells)]
    others = [row for row in annex.rows if row not in totals]
    if len(totals) != 1 or not others:
        return
    for index, cell in enumerate(totals[0].cells):
        total, parts = _cell(cell), [_cell(row.cells[index]) for row in others]
        known = [part for part in parts if part is not None]
        if total is not None and len(known) == len(parts) and sum(known) != total:
            place = f"{annex.label}, cột {annex.columns[index].title}"
            yield SumFault(place=place, total=f"{total:f}", parts=f"{sum(known):f}")


def _cell(text: str) -> Decimal | None:
    found = tokens(plain(text))
    return _count(found[0]) if len(found) == 1 and found[0].text == text.strip() else None
