"""What a person should look at: dates that cannot be, weekdays that do not fit, a plan that was not found."""

import re
from collections.abc import Iterator
from itertools import chain

from dondoc.core.document import Document
from dondoc.core.extraction import Doubt, FoundCommitment, Header
from dondoc.extract.anchor import Anchor
from dondoc.extract.dates import DateMention, read_calendar
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold

_YEAR = re.compile(r"\d{4}")
#: What is told wherever it stands; the other doubts of a date matter only where work hangs on it.
_EVERYWHERE = frozenset({"date.impossible", "date.weekday_mismatch"})


def find_doubts(
    document: Document, header: Header, commitments: tuple[FoundCommitment, ...], lexicon: Lexicon, *, has_plan: bool
) -> tuple[Doubt, ...]:
    """The doubts in the order of the text, those about the whole document first."""
    whole: list[Doubt] = []
    if not has_plan and not commitments:
        whole.append(_whole("document.no_plan"))
    elif not commitments:
        whole.append(_whole("document.no_commitment"))
    elif header.plan_period is None:
        whole.append(_whole("period.unknown"))
    anchor = Anchor(plan=header.plan_period, issued_on=header.issued_on)
    mentions = read_calendar(document.text, fold(document.text), anchor, lexicon)
    return (*whole, *sorted(_of_dates(mentions, commitments), key=lambda doubt: doubt.start))


def _whole(code: str) -> Doubt:
    return Doubt(code=code, start=0, end=0)


def _of_dates(mentions: list[DateMention], commitments: tuple[FoundCommitment, ...]) -> Iterator[Doubt]:
    """Doubts of dates: of those that bind a commitment all, elsewhere what cannot be in any calendar."""
    spans = chain(((one.start, one.end) for one in commitments), [(-1, -1)])
    start, end = next(spans)
    for mention in mentions:
        while 0 <= end <= mention.start:
            start, end = next(spans)
        inside = start <= mention.start < end
        for doubt in mention.doubts:
            if inside or (doubt.code in _EVERYWHERE and (_YEAR.search(mention.text) or not mention.window)):
                yield doubt
