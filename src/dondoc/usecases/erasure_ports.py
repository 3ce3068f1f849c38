"""What forgetting a person needs of the store."""

from collections.abc import Mapping
from typing import Protocol

from dondoc.core.erasure import Traces


class Erasure(Protocol):
    """Takes one person out of the tables."""

    def written_to(self, person_id: int) -> set[str]:
        """Addresses to which letters to the person went, former ones too."""
        ...

    def drop_rows(self, person_id: int) -> Mapping[str, int]:
        """Delete the rows that only served to reach the person or noted what he has seen; how many by table."""
        ...

    def clean_words(self, traces: Traces) -> Mapping[str, int]:
        """Clean every column of words; how many fields by `table.column`."""
        ...

    def payloads_naming(self, traces: Traces) -> list[tuple[str, int]]:
        """Streams and numbers of the events whose payload names the person."""
        ...

    def kept_words(self, traces: Traces) -> Mapping[str, int]:
        """How many rows of what stays by law name the person, by table."""
        ...
