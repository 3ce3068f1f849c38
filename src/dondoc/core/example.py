"""What is kept of a review so that the reading can be scored by it: the reading as it was, and who looked at what."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the engine found in a document when it was brought in; the commitments change later, this does not."""

    document_id: int
    #: Version of the program that read it.
    engine: str
    #: The JSON of `dondoc extract`.
    found: str
    read_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That somebody decided on a commitment of a document; what was decided stands in the commitment itself."""

    document_id: int
    commitment_id: int
    #: The span that was read; both 0 for one that was added by hand.
    start: int
    end: int
    #: Somebody decided on this very line; False where it was accepted in bulk (`--accept-above`).
    was_seen: bool
    at: datetime

    @property
    def is_addition(self) -> bool:
        """Whether the reading had missed it."""
        return self.end == 0
