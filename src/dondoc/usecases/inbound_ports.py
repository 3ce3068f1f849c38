"""What the intake of messages needs of the store."""

from collections.abc import Iterable
from typing import Protocol

from dondoc.core.inbound import Inbound, InboundState


class Inbounds(Protocol):
    """Messages that came back, each once by source and key."""

    def add(self, inbound: Inbound) -> Inbound | None:
        """Store a new one; None when the source had this key before."""
        ...

    def update(self, inbound: Inbound) -> None:
        """Replace by id; NotFound `inbound.unknown`."""
        ...

    def get(self, inbound_id: int) -> Inbound:
        """One message; NotFound `inbound.unknown`."""
        ...

    def known(self, source: str, message_key: str) -> Inbound | None:
        """The message that the source gave under this key, or None."""
        ...

    def with_key_end(self, ending: str) -> list[Inbound]:
        """Messages whose key ends so, of all sources: those with one Message-ID."""
        ...

    def in_states(self, states: Iterable[InboundState] | None = None) -> list[Inbound]:
        """Messages in these states, all of them when None."""
        ...

    def has_file(self, sha256: str) -> bool:
        """Whether some evidence is a file with this hash: a picture that comes again and again is a logo."""
        ...
