"""What the use cases need of notices and messages: who was told what, and the letters that carry it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from dondoc.core.notice import Channel, Letter, Message, Notice, NoticeKey, NoticeState


class Notices(Protocol):
    """Notices (who was told what) and the messages that carry them."""

    def known(self) -> set[NoticeKey]:
        """Keys of all notices that are queued or sent (a withdrawn one may be planned anew)."""
        ...

    def queue(
        self, person_id: int, channel: Channel, send_on: date, kind: str, keys: Sequence[NoticeKey]
    ) -> Message | None:
        """Open (or find) the one message of that person, day and kind, and put new notices into it.

        A key that is already queued or sent is left out; a withdrawn one is taken up again. None when the message
        was already sent or may have been, or nothing new is left: what arises after today's digest waits for the next.
        """
        ...

    def of_message(self, message_id: int) -> list[Notice]:
        """The notices of a message that are not withdrawn."""
        ...

    def set_state(self, notice_ids: Iterable[int], state: NoticeState) -> None:
        """Record what became of notices."""
        ...

    def queued_for_slots(self, slot_ids: Iterable[int]) -> list[Notice]:
        """Notices still queued for these slots."""
        ...

    def pending(self, on_or_before: date, *, hold: bool = False) -> list[Message]:
        """Messages not yet sent nor withdrawn whose day has come, oldest first.

        With `hold` nobody claims or changes them until the transaction ends.
        """
        ...

    def claim(self, message_id: int, *, token: str, now: datetime, lease: timedelta) -> Message | None:
        """Take the message under a lease; None when it is sent, withdrawn, or another's lease still holds.

        One whose holder let his lease run out may have arrived: from then on it is doubtful.
        """
        ...

    def mark_sent(self, message_id: int, *, token: str, now: datetime, subject: str, internet_id: str) -> bool:
        """Mark it and its notices sent; False (and nothing changed) when the token no longer holds."""
        ...

    def aim(self, message_id: int, *, token: str, channel: Channel, address: str, until: datetime) -> bool:
        """Note to whom a send begins, and hold the message until then; False when the token no longer holds."""
        ...

    def forget_doubt(self, message_id: int, *, token: str) -> None:
        """The place where a held message may have arrived is dead: it is to be sent like any other."""
        ...

    def release(self, message_id: int, *, token: str, error: str, doubtful_since: datetime | None = None) -> None:
        """Give the claim back after a failure, with the reason; with an instant when it may have arrived all the same.

        What was doubtful before stays so.
        """
        ...

    def withdraw_message(self, message_id: int) -> None:
        """Nothing is left to say: the message will not be sent; its queued notices are withdrawn."""
        ...

    def messages(self) -> list[Message]:
        """Every message, oldest first."""
        ...

    def message(self, message_id: int) -> Message | None:
        """One message, or None."""
        ...

    def letters_since(self, kind: str, since: datetime) -> list[Letter]:
        """Messages of a kind that were sent since an instant, or may yet have been; oldest first."""
        ...
