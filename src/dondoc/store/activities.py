"""Activities, what they count for, and the evidence that proves them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from dondoc.core.activity import Activity, ActivityLink, Evidence
from dondoc.errors import NotFound
from dondoc.store import tables as t
from dondoc.store.batches import (
    Values,
    add_row,
    add_unless_known,
    fields_from,
    fields_of,
    fields_to,
    grouped,
    replace_children,
    rows_in,
    update_rows,
)


class SqlActivities:
    """`ports.Activities` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, activity: Activity) -> Activity:
        """Store one with its links."""
        added = replace(activity, id=add_row(self._connection, t.activities, _values(activity)))
        self._write_links(added, is_new=True)
        return added

    def update(self, activity: Activity) -> None:
        """Replace by id, its links too."""
        rows = {activity.id: _values(activity)}
        update_rows(self._connection, t.activities, rows, unknown="activity.unknown")
        self._write_links(activity)

    def link(self, activity_id: int, link: ActivityLink) -> bool:
        """Add one link; False when this activity already counts for that target of that slot."""
        values = _link_values(link) | {"activity_id": activity_id}
        return add_unless_known(self._connection, t.activity_links, values) is not None

    def get(self, activity_id: int) -> Activity:
        """One activity; NotFound `activity.unknown`."""
        rows = self._rows([activity_id])
        if not rows:
            raise NotFound(code="activity.unknown", id=activity_id)
        return self._values_of(rows)[0]

    def all(self, unit_ids: Iterable[int] | None = None) -> list[Activity]:
        """All activities by date, or those of some units."""
        rows = rows_in(self._connection, select(t.activities), t.activities.c.unit_id, unit_ids)
        return self._values_of(rows, every=unit_ids is None)

    def of_slots(self, slot_ids: Iterable[int] | None = None) -> dict[int, list[Activity]]:
        """Activities by slot and then date; all of them when None; ids without any are absent."""
        wanted = None if slot_ids is None else set(slot_ids)
        table = t.activity_links
        linking = rows_in(self._connection, select(table.c.activity_id).distinct(), table.c.slot_id, wanted)
        found: dict[int, list[Activity]] = {}
        for activity in self._values_of(self._rows(row.activity_id for row in linking)):
            # One activity may count for two targets of the same slot; it happened once.
            for slot_id in dict.fromkeys(link.slot_id for link in activity.links):
                if wanted is None or slot_id in wanted:
                    found.setdefault(slot_id, []).append(activity)
        return {slot_id: found[slot_id] for slot_id in sorted(found)}

    def add_evidence(self, evidence: Evidence) -> Evidence | None:
        """Store one; None when this activity has the same file (by hash), or for what is no file the same label."""
        evidence_id = add_unless_known(self._connection, t.evidence, _evidence_values(evidence))
        return None if evidence_id is None else replace(evidence, id=evidence_id)

    def update_evidence(self, evidence: Evidence) -> None:
        """Replace by id."""
        rows = {evidence.id: _evidence_values(evidence)}
        update_rows(self._connection, t.evidence, rows, unknown="evidence.unknown")

    def get_evidence(self, evidence_id: int) -> Evidence:
        """One piece; NotFound `evidence.unknown`."""
        row = self._connection.execute(select(t.evidence).where(t.evidence.c.id == evidence_id)).one_or_none()
        if row is None:
            raise NotFound(code="evidence.unknown", id=evidence_id)
        return _evidence(row)

    def evidence(self, activity_ids: Iterable[int] | None = None) -> dict[int, list[Evidence]]:
        """Evidence by activity; all of it when None; ids without any are absent."""
        table = t.evidence
        rows = rows_in(self._connection, select(table), table.c.activity_id, activity_ids)
        found: dict[int, list[Evidence]] = {}
        for row in sorted(rows, key=lambda row: (row.activity_id, row.id)):
            found.setdefault(row.activity_id, []).append(_evidence(row))
        return found

    def with_files(self, sha256s: Iterable[str]) -> dict[str, list[Evidence]]:
        """Evidence by the hash of its file, whatever it proves; hashes of no evidence are absent."""
        table = t.evidence
        found: dict[str, list[Evidence]] = {}
        for row in sorted(rows_in(self._connection, select(table), table.c.sha256, sha256s), key=lambda row: row.id):
            found.setdefault(row.sha256, []).append(_evidence(row))
        return found

    def _rows(self, activity_ids: Iterable[int]) -> list[Row[Any]]:
        return rows_in(self._connection, select(t.activities), t.activities.c.id, activity_ids)

    def _values_of(self, rows: Sequence[Row[Any]], *, every: bool = False) -> list[Activity]:
        table = t.activity_links
        ids = None if every else [row.id for row in rows]
        ordered = select(table).order_by(table.c.id)
        links = grouped(rows_in(self._connection, ordered, table.c.activity_id, ids), "activity_id")
        by_date = sorted(rows, key=lambda row: (row.happened_on, row.id))
        return [_activity(row, links.get(row.id, [])) for row in by_date]

    def _write_links(self, activity: Activity, *, is_new: bool = False) -> None:
        links = [_link_values(link) for link in activity.links]
        replace_children(self._connection, t.activity_links, "activity_id", {activity.id: links}, is_new=is_new)


#: Columns that are named and typed as the fields of `Activity`, of `ActivityLink`, of `Evidence`.
_ACTIVITY_FIELDS = fields_of(Activity, without=["id", "links"])
_LINK_FIELDS = fields_of(ActivityLink)
_EVIDENCE_FIELDS = fields_of(Evidence, without=["id"])


def _values(activity: Activity) -> Values:
    return fields_to(activity, _ACTIVITY_FIELDS)


def _link_values(link: ActivityLink) -> Values:
    return fields_to(link, _LINK_FIELDS)


def _activity(row: Row[Any], links: Iterable[Row[Any]]) -> Activity:
    return Activity(
        id=row.id,
        links=tuple(ActivityLink(**fields_from(link, _LINK_FIELDS)) for link in links),
        **fields_from(row, _ACTIVITY_FIELDS),
    )


def _evidence_values(evidence: Evidence) -> Values:
    return fields_to(evidence, _EVIDENCE_FIELDS)


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(id=row.id, **fields_from(row, _EVIDENCE_FIELDS))
