"""Opening the workspace that a command works on, and the text files that people name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from dondoc.clock import SystemClock
from dondoc.core.entry import parse_day, parse_number, parse_share
from dondoc.core.instants import TIME_ZONE
from dondoc.errors import BadInput, NotFound

if TYPE_CHECKING:
    from dondoc.wiring import Office

__all__ = ["office_config", "open_workspace", "parse_day", "parse_number", "parse_share", "read_text", "require_area"]


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
