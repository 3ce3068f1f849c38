"""Forms that were acted upon: the unique key makes a double tap or a reload act once."""

from datetime import datetime

from sqlalchemy import Connection

from dondoc.store import tables as t
from dondoc.store.batches import add_unless_known


class SqlForms:
    """`link_ports.Forms` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, form_key: str, at: datetime) -> bool:
        """Note that a form is acted upon in this transaction; False when it was before."""
        return add_unless_known(self._connection, t.handled_forms, {"form_key": form_key, "at": at}) is not None
