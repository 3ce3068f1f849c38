"""The parts that tell what was done: the overview, the results by areas of work, and the same in brief."""

from collections.abc import Iterable, Iterator, Sequence, Set

from dondoc.core.activity import Activity
from dondoc.core.progress import Headline
from dondoc.core.snapshot import Standing
from dondoc.draft.figures import day_text
from dondoc.draft.limits import waived_ways
from dondoc.draft.outline import Fill, GroupBy, Heading
from dondoc.draft.outline_facts import Content, Facts, Told, count, under_headings
from dondoc.draft.report_context import Figure, Line
from dondoc.draft.trace_origins import activity_origin, commitment_origin
from dondoc.draft.wording import DONE, Account, result_lines

_HEADLINE_WORDS = (
    ("done_on_time", "hoàn thành đúng hạn"),
    ("done_late", "hoàn thành chậm"),
    ("partly_done", "hoàn thành một phần"),
    ("not_done", "chưa thực hiện được"),
    ("overdue", "quá thời hạn"),
    ("in_time", "đang thực hiện trong hạn"),
    ("suspended", "tạm dừng"),
    ("waived", "được cho phép không thực hiện"),
)
#: What a summary names beside what is done.
_REST_WORDS = (
    (Standing.PARTLY_DONE, "hoàn thành một phần"),
    (Standing.UNDER_WAY, "đang thực hiện trong hạn"),
    (Standing.NOT_DONE, "chưa thực hiện được"),
    (Standing.OVERDUE, "quá thời hạn"),
    (Standing.SUSPENDED, "tạm dừng"),
    (Standing.WAIVED, "được cho phép không thực hiện"),
)


#: What is said of directions.
_FOLLOWED = "theo dõi thường xuyên"


def overview(facts: Facts) -> Content:
    """How much is followed, and where it stands."""
    headline = facts.snapshot.headline
    directions = sum(1 for a in facts.accounts if a.is_direction)
    cut_off = day_text(facts.snapshot.plan.cut_off)
    tracked = len(facts.accounts) - directions
    paragraphs: list[Line] = []
    if tracked:
        words = f"Tính đến ngày {cut_off}, {facts.issuer} theo dõi {count(tracked)} cam kết có thời hạn"
        paragraphs.append(Line(text=f"{words} với {count(headline.total)} đầu việc: {_headline_text(headline)}."))
    if directions:
        also = "Ngoài ra có" if tracked else f"Trong kỳ, {facts.issuer} có"
        paragraphs.append(Line(text=f"{also} {count(directions)} nội dung định hướng, theo dõi thường xuyên."))
    if attested := sum(1 for a in facts.accounts for w in a.of_standing(*DONE) if w.slot.attestation is not None):
        text = f"Trong số đầu việc hoàn thành, {count(attested)} đầu việc tính theo xác nhận, chưa có minh chứng."
        paragraphs.append(Line(text=text))
    if facts.snapshot.unplanned:
        number = count(len(facts.snapshot.unplanned))
        paragraphs.append(Line(text=f"Ngoài kế hoạch đã phát sinh và thực hiện {number} hoạt động."))
    below = facts.merged.overview if facts.merged is not None else ()
    return Content(lines=(*(paragraphs if facts.accounts or not below else ()), *below))


def _headline_text(headline: Headline) -> str:
    counts = [(getattr(headline, name), words) for name, words in _HEADLINE_WORDS]
    return ", ".join(f"{words} {count(number)}" for number, words in counts if number)


def results(facts: Facts, heading: Heading, elsewhere: Set[str]) -> Content:
    """The results of the heading's areas; without any, of all areas that stand under no other heading.

    What stands under one heading is written together.
    """
    known = [area.code for area in facts.areas]
    met = [
        *(a.terms.area for a in facts.accounts),
        *(a.area for a, _ in facts.snapshot.unplanned),
        *_areas_below(facts),
    ]
    order = heading.areas or [code for code in dict.fromkeys([*known, *met]) if code not in elsewhere]
    if heading.group is not GroupBy.AREA:
        return Content(lines=tuple(_result_lines(facts, order)))
    headed: dict[str, list[str]] = {}
    for code in order:
        headed.setdefault(facts.label_of(code), []).append(code)
    groups = ((label, tuple(_result_lines(facts, codes))) for label, codes in headed.items())
    return Content(groups=tuple((label, lines) for label, lines in groups if lines))


def _areas_below(facts: Facts) -> list[str]:
    return [area for area, _ in facts.merged.results] if facts.merged is not None else []


def _result_lines(facts: Facts, areas: Sequence[str]) -> list[Line]:
    """What was done in some areas and is under way, the directions, the unplanned, and what the units below did."""
    places = {area: place for place, area in enumerate(areas)}
    own = [account for account in facts.accounts if account.terms.area in places]
    accounts = sorted(own, key=lambda account: places[account.terms.area])
    unplanned = sorted(
        (row for row in facts.snapshot.unplanned if row[0].area in places), key=lambda row: places[row[0].area]
    )
    below = facts.merged.results if facts.merged is not None else ()
    return [
        *result_lines(accounts, unplanned, facts.voice, others=list(_waived(accounts, facts))),
        *(line for area, line in below if area in places),
    ]


def summary(facts: Facts, heading: Heading, elsewhere: Set[str]) -> Content:
    """One sentence for each area: how much of its work is done."""
    areas: dict[str, list[Account]] = {}
    for account in facts.accounts:
        areas.setdefault(account.terms.area, []).append(account)
    unplanned: dict[str, list[Activity]] = {}
    for activity, _ in facts.snapshot.unplanned:
        unplanned.setdefault(activity.area, []).append(activity)
    rows = [
        Told(line=_brief_line(facts, area, areas.get(area, []), unplanned.get(area, [])), area=area)
        for area in dict.fromkeys([*areas, *unplanned])
    ]
    return under_headings(_of_areas(rows, heading, elsewhere), heading.group, heading.areas, facts)


def _brief_line(facts: Facts, area: str, accounts: Sequence[Account], unplanned: Sequence[Activity]) -> Line:
    origins = tuple(commitment_origin(a.view.promised) for a in accounts)
    parts = _in_brief(accounts)
    told = [Figure(text=number, meaning=words, origins=origins) for words, number in parts if number]
    written = [f"{words} {number}{noun}".strip() for (words, number), noun in zip(parts, _nouns(parts), strict=True)]
    if unplanned:
        number = count(len(unplanned))
        written.append(f"thực hiện ngoài kế hoạch {number} hoạt động")
        extra = tuple(activity_origin(activity) for activity in unplanned)
        told.append(Figure(text=number, meaning="hoạt động ngoài kế hoạch", origins=extra))
    return Line(
        text=f"- {facts.label_of(area)}: {', '.join(written)}.",
        codes=tuple(a.view.code for a in accounts),
        activities=tuple(activity.id for activity in unplanned),
        figures=tuple(told),
    )


def _nouns(parts: Sequence[tuple[str, str]]) -> list[str]:
    """The noun of each number: it stands with the first, and where something else is counted."""
    return [
        " nội dung định hướng" if words == _FOLLOWED else " đầu việc" if place == 0 else ""
        for place, (words, _) in enumerate(parts)
    ]


def _in_brief(accounts: Sequence[Account]) -> list[tuple[str, str]]:
    """(what became of it, how much) for the work of one area."""
    works = sum(len(a.works) for a in accounts)
    done = sum(len(a.of_standing(*DONE)) for a in accounts)
    counts = [(words, sum(len(a.of_standing(standing)) for a in accounts)) for standing, words in _REST_WORDS]
    parts = [("hoàn thành", f"{count(done)}/{count(works)}")] if done else []
    parts += [(words, count(number)) for words, number in counts if number]
    if directions := sum(1 for a in accounts if a.is_direction):
        parts.append((_FOLLOWED, count(directions)))
    return parts


def _of_areas(rows: Iterable[Told], heading: Heading, elsewhere: Set[str]) -> list[Told]:
    if heading.areas:
        return [told for told in rows if told.area in heading.areas]
    return [told for told in rows if told.area not in elsewhere]


def _waived(accounts: Iterable[Account], facts: Facts) -> Iterator[tuple[list[str], Line]]:
    """What somebody was released from is no shortcoming; where limits are grouped by standing it stands there."""
    for account in accounts if Fill.STANDINGS not in facts.outline.fills() else ():
        for ways in waived_ways(account, facts.voice):
            yield ways, Line(text="", codes=(account.view.code,))


def marked(heading: Heading) -> Content:
    """The mark where a person has to write."""
    return Content(lines=(Line(text=heading.mark, is_open=True),))
