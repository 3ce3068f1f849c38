"""What `verify` needs of the database: the seals of rows, the files that rows speak of, the database's own check."""

from collections.abc import Iterable
from typing import Protocol

from dondoc.core.seal import NamedFile, RowFault, RowName
from dondoc.errors import DondocError


class Seals(Protocol):
    """What each row said when dondoc last wrote it."""

    def head(self) -> tuple[int, str]:
        """Number and hash of the newest sealing; (0, "") before the first."""
        ...

    def hash_of(self, seq: int) -> str | None:
        """The hash of a sealing, None when it is not there."""
        ...

    def first_broken(self) -> int | None:
        """Number of the first sealing that is not what was written, or None."""
        ...

    def faults(self) -> list[RowFault]:
        """Every row that is not what was sealed, by table and key."""
        ...

    def files(self) -> Iterable[NamedFile]:
        """Every kept file that a row speaks of."""
        ...

    def integrity(self) -> list[DondocError]:
        """What the database finds wrong with its own file."""
        ...

    def links_to_nothing(self) -> list[RowName]:
        """Rows that point to a row that is not there."""
        ...
