"""Mistakes that the year must find, planted one at a time."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from dondoc.core.workdays import LunarNewYear, WorkCalendar
from dondoc.usecases.gather_office import ReminderRules
from dondoc.wiring import Office
from tools.year_life import Life
from tools.year_office import Letter


@dataclass(frozen=True)
class _Forgetful:
    """A calendar that has forgotten the weekly rest, and one that has forgotten Tết."""

    inner: WorkCalendar
    #: "sunday" or "tet".
    forgotten: str

    def is_working_day(self, day: date) -> bool:
        return self.forgotten == "sunday" or self.inner.is_working_day(day)

    def lunar_new_year(self, year: int) -> LunarNewYear | None:
        return None if self.forgotten == "tet" else self.inner.lunar_new_year(year)


def _rules(change: Callable[[ReminderRules], ReminderRules]) -> Callable[[Life], None]:
    """Other rules for every office that is opened."""

    def plant_it(life: Life) -> None:
        def prepare(office: Office) -> None:
            vars(office)["letter_rules"] = change(office.letter_rules)

        life.house.prepare = prepare
        prepare(life.house.office)

    return plant_it


def _eager(rules: ReminderRules) -> ReminderRules:
    """A rung on each of fifteen days, and letters on all days of the week."""
    ladder = replace(rules.ladder, before=tuple(range(1, 16)), digest_weekdays=frozenset(range(7)), digests_a_week=9)
    return replace(rules, ladder=ladder)


def _forget(forgotten: str) -> Callable[[Life], None]:
    def change(rules: ReminderRules) -> ReminderRules:
        return replace(_eager(rules), calendar=_Forgetful(rules.calendar, forgotten))

    return _rules(change)


def _short(rules: ReminderRules) -> ReminderRules:
    """A ladder that has lost rungs before the day."""
    return replace(rules, ladder=replace(rules.ladder, before=(1,)))


def _tamper(how: Callable[[Letter], list[Letter]]) -> Callable[[Life], None]:
    def plant_it(life: Life) -> None:
        life.house.box.tamper = how

    return plant_it


def _doubled(letter: Letter) -> list[Letter]:
    return [letter, replace(letter, internet_id=letter.internet_id.replace("@", "b@"))]


def _misdirected(letter: Letter) -> list[Letter]:
    return [replace(letter, to="pt002@nam.example") if letter.to.startswith("pt001") else letter]


def _lost(letter: Letter) -> list[Letter]:
    return [] if letter.to.startswith("pt001") else [letter]


#: By name, and the rule that finds it.
FAULTS: Mapping[str, tuple[int, Callable[[Life], None]]] = MappingProxyType(
    {
        "lost": (1, _tamper(_lost)),
        "short_ladder": (1, _rules(_short)),
        "sunday": (2, _forget("sunday")),
        "tet": (2, _forget("tet")),
        "eager": (3, _rules(_eager)),
        "doubled": (6, _tamper(_doubled)),
        "misdirected": (6, _tamper(_misdirected)),
    }
)


def plant(fault: str, life: Life) -> None:
    """Let a mistake of that name be made from now on."""
    FAULTS[fault][1](life)


def _sql(*statements: str) -> Callable[[Path], None]:
    def harm(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            for statement in statements:
                if not connection.execute(statement).rowcount:
                    raise ValueError(f"nothing to harm: {statement}")
            connection.commit()

    return harm


def _without_row(file: Path) -> None:
    """The report that settled a task of one slot loses its row."""
    with closing(sqlite3.connect(file)) as connection:
        sql = """SELECT r.id, r.context_json, c.code FROM slots s JOIN commitments c ON c.id = s.commitment_id
                 JOIN written_reports r ON r.id = s.settled_in
                 WHERE (SELECT count(*) FROM slots o WHERE o.commitment_id = c.id) = 1"""
        key, text, code = connection.execute(sql).fetchone()
        context = json.loads(text)
        for annex in context["annexes"]:
            annex["rows"] = [row for row in annex["rows"] if row["code"] != code]
        connection.execute("UPDATE written_reports SET context_json = ? WHERE id = ?", (json.dumps(context), key))
        connection.commit()


#: Harm that is done to a ledger when the year is over, by name, and the rule that finds it.
HARM: Mapping[str, tuple[int, Callable[[Path], None]]] = MappingProxyType(
    {
        "status": (4, _sql("UPDATE slots SET status = 'open', done_on = NULL, settled_in = NULL WHERE id = "
                           "(SELECT id FROM slots WHERE status = 'done' LIMIT 1)")),
        "payload": (4, _sql("DELETE FROM event_payloads WHERE (stream, seq) IN "
                            "(SELECT stream, seq FROM events WHERE type = 'slot.done' LIMIT 1)")),
        "event": (4, _sql("DELETE FROM event_payloads WHERE (stream, seq) IN "
                          "(SELECT stream, seq FROM events WHERE type = 'slot.done' LIMIT 1)",
                          "DELETE FROM events WHERE id = (SELECT id FROM events WHERE type = 'slot.done' LIMIT 1)")),
        "unsettled": (5, _sql("UPDATE slots SET settled_in = NULL WHERE id = "
                              "(SELECT id FROM slots WHERE settled_in IS NOT NULL AND status = 'done' LIMIT 1)")),
        "row": (5, _without_row),
    }
)  # fmt: skip
