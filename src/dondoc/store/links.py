"""Links that were given out; the row is what can be revoked, the signature stands outside."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dondoc.core.answer import AnswerLink, LinkPurpose
from dondoc.errors import NotFound
from dondoc.store import tables as t
from dondoc.store.batches import add_rows, fields_from, fields_of, fields_to, rows_in, update_rows

_FIELDS = fields_of(AnswerLink)
_OWN_FIELDS = fields_of(AnswerLink, without=("id",))


class SqlLinks:
    """`link_ports.Links` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_many(self, links: Sequence[AnswerLink]) -> list[AnswerLink]:
        """Store new ones in order."""
        ids = add_rows(self._connection, t.answer_links, [fields_to(link, _OWN_FIELDS) for link in links])
        return [replace(link, id=link_id) for link, link_id in zip(links, ids, strict=True)]

    def update_many(self, links: Sequence[AnswerLink]) -> None:
        """Replace by id; NotFound `link.unknown`."""
        rows = {link.id: fields_to(link, _OWN_FIELDS) for link in links}
        update_rows(self._connection, t.answer_links, rows, unknown="link.unknown")

    def get(self, link_id: int) -> AnswerLink:
        """One link; NotFound `link.unknown`."""
        row = self._connection.execute(select(t.answer_links).where(t.answer_links.c.id == link_id)).one_or_none()
        if row is None:
            raise NotFound(code="link.unknown", id=link_id)
        return _link(row)

    def alive(
        self,
        now: datetime,
        *,
        person_id: int | None = None,
        purpose: LinkPurpose | None = None,
        subject_ids: Iterable[int] | None = None,
    ) -> list[AnswerLink]:
        """Links neither revoked nor expired, of a person, for a purpose, about some subjects; all where None."""
        columns = t.answer_links.c
        statement = select(t.answer_links).where(columns.revoked_at.is_(None), columns.expires_at > now)
        if person_id is not None:
            statement = statement.where(columns.person_id == person_id)
        if purpose is not None:
            statement = statement.where(columns.purpose == purpose)
        rows = rows_in(self._connection, statement, columns.subject_id, subject_ids)
        return sorted(map(_link, rows), key=lambda link: link.id)


def _link(row: Row[Any]) -> AnswerLink:
    return AnswerLink(**fields_from(row, _FIELDS))
