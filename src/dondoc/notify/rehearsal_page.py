"""A rehearsal as files: one page with the load in charts and tables, and each letter as text, by day and person."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from markupsafe import Markup

from dondoc.core.reminder import week_of
from dondoc.draft.reminder_figures import count
from dondoc.draft.reminder_figures import day as written
from dondoc.errors import BadInput
from dondoc.notify.pages import print_page
from dondoc.usecases.deliver import Letter, address_of
from dondoc.usecases.rehearse_letters import Rehearsal, RehearsedLetter

#: People in the chart; the table has them all.
_CHARTED = 20

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    title: str
    alt: str
    svg: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    name: str
    letters: int
    people: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    name: str
    letters: int
    tasks: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    path: str
    person: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    name: str
    letters: tuple[_Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    title: str
    opening: str
    facts: tuple[str, ...]
    charts: tuple[_Chart, ...]
    weeks: tuple[_Week, ...]
    people: tuple[_Person, ...]
    days: tuple[_Day, ...]


def write_rehearsal(
    rehearsal: Rehearsal, folder: Path, text_of: Callable[[Letter], str], template_dirs: Sequence[Path], *, title: str
) -> Path:
    """Write `index.html` and `letters/<day>/<person>-<kind>.txt`; the same rehearsal gives the same bytes.

    Raises:
        BadInput: `file.unwritable`.
    """
    try:
        for one in rehearsal.letters:
            path = folder / path_of(one)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_with_head(one, text_of(one.letter)), encoding="utf-8", newline="\n")
        folder.mkdir(parents=True, exist_ok=True)
        page = folder / "index.html"
        page.write_text(page_of(rehearsal, template_dirs, title=title), encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadInput(code="file.unwritable", file=str(folder), problem=error.strerror or "?") from error
    return page


def path_of(one: RehearsedLetter) -> str:
    """Where a letter stands, from the page."""
    return f"letters/{one.day.isoformat()}/{one.person.code}-{one.kind}.txt"


def _with_head(one: RehearsedLetter, text: str) -> str:
    head = f"Ngày gửi: {written(one.day)}\nNgười nhận: {one.person.name} <{address_of(one.person)}>\n"
    return f"{head}Tiêu đề: {one.letter.subject}\n\n{text}"


def page_of(rehearsal: Rehearsal, template_dirs: Sequence[Path], *, title: str) -> str:
    """The page as HTML; BadInput `mail.template` for a template that cannot be printed."""
    return print_page(_page(rehearsal, title), template_dirs, kind="rehearsal")


def _page(rehearsal: Rehearsal, title: str) -> _Page:
    letters = rehearsal.letters
    assumed = "" if rehearsal.was_started else " Nhắc việc chưa bật: coi như bật cho mọi người từ hôm nay."
    return _Page(
        title=title,
        opening=f"Từ ngày {written(rehearsal.first)} đến ngày {written(rehearsal.last)}, nếu không ghi nhận thêm kết "
        f"quả nào, {count(len(letters))} thư sẽ được gửi cho {count(len({one.person.id for one in letters}))} người. "
        f"Chưa có thư nào được gửi, sổ không thay đổi.{assumed}",
        facts=_facts(letters),
        charts=(_day_chart(rehearsal), _person_chart(letters)) if letters else (),
        weeks=tuple(_weeks(letters)),
        people=tuple(_people(letters)),
        days=tuple(_days(letters)),
    )


def _facts(letters: Sequence[RehearsedLetter]) -> tuple[str, ...]:
    if not letters:
        return ("Không có thư nào.",)
    heaviest, most = max(Counter(one.day for one in letters).items(), key=lambda pair: (pair[1], -pair[0].toordinal()))
    weekly = max(week.most for week in _weeks(letters))
    tasks = sum(len(one.letter.codes) for one in letters)
    return (
        f"Ngày nhiều thư nhất: {written(heaviest)}, {count(most)} thư.",
        f"Một người nhận nhiều nhất {count(weekly)} thư trong một tuần.",
        f"Tổng cộng {count(tasks)} lượt việc được nhắc.",
    )


def _weeks(letters: Sequence[RehearsedLetter]) -> list[_Week]:
    by_week: dict[date, Counter[int]] = {}
    for one in letters:
        by_week.setdefault(week_of(one.day), Counter())[one.person.id] += 1
    return [
        _Week(
            name=f"{written(monday)} – {written(monday + timedelta(days=6))}",
            letters=counts.total(),
            people=len(counts),
            most=max(counts.values()),
        )
        for monday, counts in sorted(by_week.items())
    ]


def _people(letters: Sequence[RehearsedLetter]) -> list[_Person]:
    found: dict[int, list[RehearsedLetter]] = {}
    for one in letters:
        found.setdefault(one.person.id, []).append(one)
    rows = [
        _Person(
            name=own[0].person.name,
            letters=len(own),
            tasks=sum(len(one.letter.codes) for one in own),
            most=max(Counter(week_of(one.day) for one in own).values()),
        )
        for own in found.values()
    ]
    return sorted(rows, key=lambda row: (-row.letters, -row.tasks, row.name))


def _days(letters: Sequence[RehearsedLetter]) -> list[_Day]:
    by_day: dict[date, list[_Line]] = {}
    for one in letters:
        line = _Line(path=path_of(one), person=one.person.name, subject=one.letter.subject)
        by_day.setdefault(one.day, []).append(line)
    return [
        _Day(name=f"{_WEEKDAYS[day.weekday()]}, {written(day)}", letters=tuple(lines))
        for day, lines in sorted(by_day.items())
    ]


def _day_chart(rehearsal: Rehearsal) -> _Chart:
    counts = Counter(one.day for one in rehearsal.letters)
    days = [
        rehearsal.first + timedelta(days=k)
        for k in range((rehearsal.last - rehearsal.first).days + 1)
        if (rehearsal.first + timedelta(days=k)).weekday() < 5 or rehearsal.first + timedelta(days=k) in counts
    ]
    labels = [f"{day:%d/%m}" if day.weekday() == 0 else "" for day in days]
    heaviest = max(counts.values())
    return _Chart(
        title="Số thư mỗi ngày",
        alt=f"Biểu đồ cột: số thư mỗi ngày từ {written(rehearsal.first)} đến {written(rehearsal.last)}; "
        f"ngày nhiều nhất {count(heaviest)} thư, số liệu theo tuần ở bảng dưới.",
        svg=_bars("days", labels, [counts[day] for day in days], height=320),
    )


def _person_chart(letters: Sequence[RehearsedLetter]) -> _Chart:
    people = _people(letters)[:_CHARTED]
    return _Chart(
        title="Số thư mỗi người",
        alt=f"Biểu đồ thanh: {count(len(people))} người nhận nhiều thư nhất, từ {count(people[0].letters)} đến "
        f"{count(people[-1].letters)} thư; đủ mọi người ở bảng dưới.",
        svg=_bars(
            "people",
            [person.name for person in reversed(people)],
            [person.letters for person in reversed(people)],
            height=80 + 26 * len(people),
            is_lying=True,
        ),
    )


def _bars(name: str, labels: Sequence[str], values: Sequence[int], *, height: int, is_lying: bool = False) -> Markup:
    """A chart of bars as SVG, the same bytes each time, without scripts and without anything fetched."""
    import pygal  # noqa: PLC0415 - only a rehearsal draws
    from pygal.style import Style  # noqa: PLC0415

    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground="#1a1a1a",
        foreground_strong="#1a1a1a",
        foreground_subtle="#5c6470",
        colors=("#1d4f7c",),
        font_family="'Segoe UI', Roboto, Arial, sans-serif",
        label_font_size=13,
        major_label_font_size=13,
    )
    kind = pygal.HorizontalBar if is_lying else pygal.Bar
    chart = kind(
        js=[],
        style=style,
        width=900,
        height=height,
        show_legend=False,
        disable_xml_declaration=True,
        x_label_rotation=0 if is_lying else 60,
        show_minor_x_labels=True,
        print_values=is_lying,
        formatter=lambda value: f"{value:.0f}",
        margin=8,
    )
    # Drawn at random otherwise; it names the chart's own style.
    chart.uuid = name
    chart.x_labels = list(labels)
    chart.add("thư", list(values))
    svg = re.sub(r"<!--.*?-->|<script.*?</script>", "", str(chart.render(is_unicode=True)), flags=re.DOTALL)
    return Markup(svg)  # noqa: S704 - made by the library, which escapes the labels
