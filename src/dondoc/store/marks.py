"""Small facts of the workspace, by name."""

from sqlalchemy import Connection, select

from dondoc.store import tables as t
from dondoc.store.batches import upsert


class SqlMarks:
    """`ports.Marks` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """The value, or None."""
        return self._connection.execute(select(t.marks.c.value).where(t.marks.c.name == name)).scalar_one_or_none()

    def set(self, name: str, value: str) -> None:
        """Write it."""
        statement = upsert(self._connection, t.marks)
        writing = statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})
        self._connection.execute(writing, [{"name": name, "value": value}])
