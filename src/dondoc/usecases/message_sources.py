"""Where messages come from: a mailbox, a bot. A source offers each message until it is told that it was taken."""

from collections.abc import Iterator
from typing import Protocol

from dondoc.core.incoming import Arrival, Incoming


class MessageSource(Protocol):
    """A mailbox or a bot."""

    @property
    def name(self) -> str:
        """What it is called in logs: no password, no token."""
        ...

    def waiting(self) -> Iterator[Arrival]:
        """What waits, oldest first; Unavailable `inbound.unavailable` when the service does not answer."""
        ...

    def read(self, arrival: Arrival) -> bytes | None:
        """The message's bytes; None when it is gone meanwhile; Unavailable `inbound.unavailable`."""
        ...

    def take(self, arrival: Arrival) -> None:
        """It is kept: put it out of the way; Unavailable `inbound.unavailable`, `inbound.unmovable`."""
        ...


class MessageReader(Protocol):
    """Takes the kept bytes of a message of one channel apart."""

    def read(self, data: bytes) -> Incoming:
        """Whose it is, its words, its files; Unavailable `inbound.unavailable` when a file cannot be fetched yet."""
        ...


class Answerer(Protocol):
    """Writes one line back into a chat."""

    def say(self, chat: str, words: str) -> None:
        """Send it; Unavailable or BadInput when that fails."""
        ...
