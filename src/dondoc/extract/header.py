"""The head of a document: whose it is, its number, its day, its periods."""

import re
from collections.abc import Iterator
from datetime import date

from dondoc.core.document import Document
from dondoc.core.extraction import Header
from dondoc.extract.issuer import find_issuer, letterhead
from dondoc.extract.layout import Layout
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.passages import Passage
from dondoc.extract.periods import PeriodVotes
from dondoc.extract.sections import Placed, Role, is_part_of_plan
from dondoc.extract.written import Written, days_with_years

_NUMBER = re.compile(r"số\s*:?\s*(\d{1,5}\s*[-/]\s*[^\s,;]++(?:\s*[-/]\s*[^\s,;]++)*)", re.IGNORECASE)
#: How far before a date the words stand that make it another's.
_NEAR = 60
_CITED = re.compile(r"\d\s*[-/]\s*[^\W\d]\S*\s+ngày\s*$|(?:sinh|từ|đến)\s+(?:ngày\s+)?$")

_YEAR = re.compile(r"(?:^|[.;:\n]\s*)(?:[^\W\d]+[\s,]+){0,3}?(?P<year>năm 20\d\d)(?!\s*[-–]\s*20\d\d)\s*,?\s")
_AHEAD = re.compile(r"^[^.;:]*?(?<!\w)(?:tiếp tục|phấn đấu|sẽ|dự kiến|đặt mục tiêu|đề ra)(?!\w)")
_TODAY = re.compile(r"(?:vào )?hôm nay(?!\w)")
#: A day in brackets behind an anniversary ("kỷ niệm 90 năm … (28/7/1929 - 28/7/2019)") is no day of issue.
_REMEMBERED = re.compile(r"\((?:\s|ngày|\d|[/.–-])*$")
_SPAN = re.compile(r"\s*[-–]\s*\d")


def read_header(document: Document, layout: Layout, lexicon: Lexicon) -> Header:
    """The header without its periods, which need the sections (see `with_periods`)."""
    names = letterhead(layout, lexicon)
    return Header(
        issuer=find_issuer(layout, names, lexicon),
        superior=squeeze(names[0]) if len(names) > 1 else None,
        number=_number(layout),
        issued_on=_issued_on(document, layout),
        title=squeeze(layout.title) or None,
    )


def find_periods(
    layout: Layout, placed: list[Placed], cues: list[str], issued_on: date | None, lexicon: Lexicon
) -> PeriodVotes:
    """What title, headings, first paragraphs and the sentences that announce the plan say of the periods."""
    votes = PeriodVotes(issued_on.year if issued_on else None)
    start = ""
    if layout.kind:
        start = "plan" if layout.kind in lexicon.sections.plan_documents.words else "report"
    votes.read(_with_months(layout.title, lexicon), 4, start=start, years=True)
    if not layout.kind:
        for one in layout.head:
            if not one.is_upper or len(one.text) > 20:
                votes.read(one.text, 1, years=False)
    sides = {Role.PLAN: "plan", Role.RESULTS: "report", Role.LIMITS: "report"}
    for place in placed:
        heads = place.is_heading and place.role in sides and isinstance(place.element, Passage)
        if heads and not is_part_of_plan(place):
            votes.read(place.path[-1].text, 3, start=sides[place.role], years=True)
    paragraphs = [one for one in layout.body if isinstance(one, Passage)][:3]
    for one in paragraphs:
        votes.read(one.text[:900], 1)
    for cue in cues:
        votes.read(cue, 2, start="plan", cue=True)
    if not layout.kind:
        _read_years(layout, votes)
    return votes


def _with_months(title: str, lexicon: Lexicon) -> str:
    """A title with the months that have a name in figures: "Tháng Công nhân năm 2019" is tháng 5/2019."""
    key = fold(title)
    for occasion in lexicon.occasions:
        for name in occasion.names.words if occasion.month else ():
            key = re.sub(rf"(?<!\w){re.escape(name)}(?:,? năm)? (\d{{4}})", rf"tháng {occasion.month}/\1", key)
    return key


def _read_years(layout: Layout, votes: PeriodVotes) -> None:
    """Let "Năm 2021, công ty phấn đấu …" of an article vote for the year of its plan."""
    for one in layout.body:
        key = one.key if isinstance(one, Passage) else ""
        for match in _YEAR.finditer(key):
            if _AHEAD.search(key[match.end() : match.end() + 90]):
                votes.read(match["year"], 2, start="plan", years=True)


def named_year(layout: Layout) -> int | None:
    """The last year that the head names."""
    years = [int(match) for one in layout.head for match in re.findall(r"(?<!\d)20\d\d(?!\d)", one.text)]
    return years[-1] if years else None


def _number(layout: Layout) -> str | None:
    for one in layout.head:
        match = _NUMBER.search(one.text)
        if match and len(one.text) < 200:
            return re.sub(r"\s*([-/])\s*", r"\1", match[1]).rstrip(".")
    return None


def _issued_on(document: Document, layout: Layout) -> date | None:
    """The date under the letterhead, else the first date of an article's head, else the date of the signature."""
    for one in layout.head:
        day = _long(one.key)
        if day:
            return day
    for one in layout.head:
        day = next((day for _, _, day in _shorts(one.key)), None)
        if day:
            return day
    passages = [one for one in (*layout.body[:4], *layout.tail) if isinstance(one, Passage) and len(one.text) < 120]
    held = next((one.key for one in layout.body[:6] if isinstance(one, Passage) and _TODAY.match(one.key)), "")
    met = next((day for _, _, day in _shorts(held)), None) or _long(held)  # minutes: the day of the meeting
    return next((day for one in passages if (day := _long(one.key))), None) or met or _first_short(document, layout)


def _first_short(document: Document, layout: Layout) -> date | None:
    """A date alone in the first lines of a text that has no head."""
    if layout.head or layout.kind:
        return None
    key = fold(document.text[:600])
    for start, end, day in _shorts(key):
        if not (_REMEMBERED.search(key[:start]) or _SPAN.match(key, end)):
            return day
    return None


def _long(key: str) -> date | None:
    """The first date in the form "ngày … tháng … năm …"."""
    for word in days_with_years(key):
        before = key[: word.start].removesuffix(" ")
        long = "tháng" in key[word.start : word.end] and before.endswith("ngày")
        if long and not _CITED.search(before.removesuffix("ngày")[-_NEAR:]):
            return _day(word)
    return None


def _shorts(key: str) -> Iterator[tuple[int, int, date]]:
    """The dates in figures with their places, without those of cited documents and lives."""
    for word in days_with_years(key):
        if "tháng" not in key[word.start : word.end] and not _CITED.search(
            key[max(0, word.start - _NEAR) : word.start]
        ):
            yield word.start, word.end, _day(word)


def _day(word: Written) -> date:
    month, day = word.spans[0]
    return date(word.year or 1, month, day)
