"""Opening the workspace that a command works on, and reading the dates and numbers that people type."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from dondoc.clock import SystemClock
from dondoc.core.instants import TIME_ZONE
from dondoc.errors import BadInput, NotFound

if TYPE_CHECKING:
    from dondoc.wiring import Office

#: "1.250,5", "1250,5", "38": as Vietnamese writes it; "2.5" with a point is understood too.
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,\d{1,6})?", re.ASCII)
_POINT = re.compile(r"\d{1,15}\.\d{1,6}", re.ASCII)

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def parse_day(text: str) -> date:
    """A day as people type it: 05/9/2026, 5-9-2026 or 2026-09-05; BadInput `clock.bad_date`.

    >>> parse_day("05/9/2026")
    datetime.date(2026, 9, 5)
    """
    try:
        match = _DAY_FIRST.fullmatch(text.strip())
        if match:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput(code="clock.bad_date", text=text) from error


def parse_number(text: str) -> Decimal:
    """A number as people write it: "1.250,5", "02", "38"; BadInput `number.bad`.

    >>> parse_number("1.250,5")
    Decimal('1250.5')
    """
    plain = text.strip().removesuffix("%").strip()
    if _NUMBER.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(plain):
        return Decimal(plain)
    raise BadInput(code="number.bad", text=text)


def parse_share(text: str) -> tuple[Decimal, Decimal | None]:
    """A count, or a part of a whole ("38/40").

    >>> parse_share("38/40")
    (Decimal('38'), Decimal('40'))
    """
    part, slash, whole = text.partition("/")
    if slash and parse_number(whole) <= 0:
        raise BadInput(code="number.bad", text=text)
    return parse_number(part), parse_number(whole) if slash else None


def read_text(path: Path) -> str:
    """A text file that the user names; a byte order mark does no harm.

    Raises:
        BadInput: `file.unreadable` when it is not there, may not be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(code="file.unreadable", file=str(path), problem=error.strerror or "?") from error
    except UnicodeDecodeError as error:
        raise BadInput(code="file.unreadable", file=str(path), problem=BadInput(code="value.not_utf8")) from error


def require_area(office: "Office", area: str | None) -> None:
    """Pass for None and for an area of work of `config/areas.toml`; BadInput `area.unknown`."""
    if area is not None and area not in {a.code for a in office.areas}:
        raise BadInput(code="area.unknown", area=area, known=", ".join(a.code for a in office.areas))


def office_config() -> Path | None:
    """The config folder of the workspace that a command runs in; None outside one, for commands that need none."""
    from dondoc.wiring import find_workspace

    try:
        return find_workspace(None, Path.cwd()) / "config"
    except NotFound:
        return None


@contextmanager
def open_workspace(
    workspace: Path | None, *, as_of: str | None = None, actor: str | None = None, only_looks: bool = False
) -> "Iterator[Office]":
    """The office a command works on, closed afterwards.

    A command that `only_looks` may look at any day. One that writes does so today: outside a simulated workspace what
    is recorded keeps the machine's clock, and a day that it would not keep is refused.

    Raises:
        BadInput: `clock.future` or `clock.past` when a command that writes is given another day than today.
        NotFound: `workspace.missing`; `person.unknown` for a `--as` that is nobody in the list.
    """
    from dondoc.wiring import find_workspace, open_office

    instant = datetime.combine(parse_day(as_of), time(8), TIME_ZONE) if as_of else None
    office = open_office(find_workspace(workspace, Path.cwd()), as_of=instant, actor=actor)
    try:
        if instant is not None and not office.settings.simulate:
            if not only_looks:
                _require_today(instant.date())
            office.as_of = instant.date()
        if actor is not None:
            office.require_person(actor)
        yield office
    finally:
        office.close()


def _require_today(day: date) -> None:
    today = SystemClock().today()
    if day > today:
        raise BadInput(code="clock.future", day=day)
    if day < today:
        raise BadInput(code="clock.past", day=day)
