"""Wishes for another day, and what became of them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from dondoc.core.answer import ExtensionRequest, RequestState
from dondoc.errors import NotFound
from dondoc.store import tables as t
from dondoc.store.batches import add_row, fields_from, fields_of, fields_to, rows_in, update_rows

_FIELDS = fields_of(ExtensionRequest)
_OWN_FIELDS = fields_of(ExtensionRequest, without=("id",))


class SqlRequests:
    """`link_ports.Requests` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request: ExtensionRequest) -> ExtensionRequest:
        """Store a new one."""
        return replace(request, id=add_row(self._connection, t.extension_requests, fields_to(request, _OWN_FIELDS)))

    def update(self, request: ExtensionRequest) -> None:
        """Replace by id; NotFound `request.unknown`."""
        rows = {request.id: fields_to(request, _OWN_FIELDS)}
        update_rows(self._connection, t.extension_requests, rows, unknown="request.unknown")

    def get(self, request_id: int) -> ExtensionRequest:
        """One wish; NotFound `request.unknown`."""
        table = t.extension_requests
        row = self._connection.execute(select(table).where(table.c.id == request_id)).one_or_none()
        if row is None:
            raise NotFound(code="request.unknown", id=request_id)
        return _request(row)

    def all(self, state: RequestState | None = None) -> list[ExtensionRequest]:
        """All, or those in one state, oldest first."""
        statement = select(t.extension_requests).order_by(t.extension_requests.c.id)
        if state is not None:
            statement = statement.where(t.extension_requests.c.state == state)
        return [_request(row) for row in self._connection.execute(statement)]

    def of_slots(self, slot_ids: Iterable[int]) -> dict[int, list[ExtensionRequest]]:
        """By slot, oldest first; ids without any are absent."""
        columns = t.extension_requests.c
        rows = rows_in(self._connection, select(t.extension_requests), columns.slot_id, slot_ids)
        found: dict[int, list[ExtensionRequest]] = {}
        for request in sorted(map(_request, rows), key=lambda request: request.id):
            found.setdefault(request.slot_id, []).append(request)
        return found


def _request(row: Row[Any]) -> ExtensionRequest:
    return ExtensionRequest(**fields_from(row, _FIELDS))
