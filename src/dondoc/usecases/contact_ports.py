"""What the use cases need to know of the ways to people: contacts, how channels fare, codes for pairing with a bot."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from dondoc.core.contact import ChannelState, Contact, Pairing, Way
from dondoc.core.notice import Channel


class Contacts(Protocol):
    """Ways to people besides the address that stands with the person."""

    def of(self, person_ids: Iterable[int] | None = None) -> dict[int, list[Contact]]:
        """Contacts by person in their order; everybody's when None; people without any are absent."""
        ...

    def put(self, person_id: int, ways: Sequence[Way]) -> list[Contact]:
        """Make exactly these, in this order, the contacts of a person."""
        ...

    def by_address(self, channel: Channel, address: str) -> list[Contact]:
        """Whose contact this is, by person; more than one where people share a chat or a telephone."""
        ...

    def state(self, channel: Channel) -> ChannelState:
        """How a channel fares; one that was never used fares well."""
        ...

    def states(self) -> list[ChannelState]:
        """How the channels fare of which something is noted, in the order of `Channel`."""
        ...

    def set_state(self, state: ChannelState) -> None:
        """Write it."""
        ...

    def add_pairing(self, pairing: Pairing) -> bool:
        """Keep a code; codes of the same person and channel that were not used are void. False when it is taken."""
        ...

    def use_pairing(self, code: str, channel: Channel, now: datetime) -> Pairing | None:
        """Take a code that is good: it is used from now on; None for any other. Of two at once one gets it."""
        ...
