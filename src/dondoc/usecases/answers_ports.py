"""What the use cases need of the store for what people say to reminders."""

from collections.abc import Iterable
from typing import Protocol

from dondoc.core.answer import Receipt


class Receipts(Protocol):
    """What was said, "đã nhận" or "nhắc lại sau"; nothing is ever changed or taken away."""

    def add(self, receipt: Receipt) -> Receipt:
        """Store one."""
        ...

    def of_slots(self, slot_ids: Iterable[int] | None = None) -> dict[int, list[Receipt]]:
        """Receipts by slot, oldest first; all of them when None; ids without any are absent."""
        ...
