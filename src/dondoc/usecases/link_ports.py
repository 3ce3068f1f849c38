"""What the ways to answer keep: links that were given out, wishes for another day, forms that were acted upon."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from dondoc.core.answer import AnswerLink, ExtensionRequest, LinkPurpose, RequestState


class Links(Protocol):
    """Signed links by the row that makes them revocable."""

    def add_many(self, links: Sequence[AnswerLink]) -> list[AnswerLink]:
        """Store new ones in order."""
        ...

    def update_many(self, links: Sequence[AnswerLink]) -> None:
        """Replace by id; NotFound `link.unknown`."""
        ...

    def get(self, link_id: int) -> AnswerLink:
        """One link; NotFound `link.unknown`."""
        ...

    def alive(
        self,
        now: datetime,
        *,
        person_id: int | None = None,
        purpose: LinkPurpose | None = None,
        subject_ids: Iterable[int] | None = None,
    ) -> list[AnswerLink]:
        """Links neither revoked nor expired, of a person, for a purpose, about some subjects; all where None."""
        ...


class Requests(Protocol):
    """Wishes for another day."""

    def add(self, request: ExtensionRequest) -> ExtensionRequest:
        """Store a new one."""
        ...

    def update(self, request: ExtensionRequest) -> None:
        """Replace by id; NotFound `request.unknown`."""
        ...

    def get(self, request_id: int) -> ExtensionRequest:
        """One wish; NotFound `request.unknown`."""
        ...

    def all(self, state: RequestState | None = None) -> list[ExtensionRequest]:
        """All, or those in one state, oldest first."""
        ...

    def of_slots(self, slot_ids: Iterable[int]) -> dict[int, list[ExtensionRequest]]:
        """By slot, oldest first; ids without any are absent."""
        ...


class Forms(Protocol):
    """Keys of forms that were acted upon."""

    def take(self, form_key: str, at: datetime) -> bool:
        """Note that a form is acted upon in this transaction; False when it was before."""
        ...
