"""What a kept file says of itself: size of a picture, when and where it was taken, and the copies that are shown."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dondoc.core.instants import local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as read from its bytes, with the copies that may be shown: upright JPEGs without what a camera notes.

    Nothing is wrong with a picture whose EXIF is missing, or that is small: chat programs send them so.
    """

    #: Pixels, upright.
    width: int
    height: int
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    #: By which the same photo is known when it was shrunk or pressed anew (`core.likeness`); "" without a shape.
    likeness: str = ""
    shown: bytes
    thumbnail: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """Read once from the bytes; the original stays as it came, what is shown has no EXIF."""

    sha256: str
    media_type: str
    #: Pixels, upright; 0 for what is no picture that can be opened here.
    width: int = 0
    height: int = 0
    #: As the camera's clock said; without a zone in the file taken as Asia/Ho_Chi_Minh; None where it is missing.
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    #: The copy without EXIF, and the small one, as blobs; "" where there is none.
    shown_sha256: str = ""
    thumbnail_sha256: str = ""
    #: By which a photo is known again; "" for what is none, or has no shape.
    likeness: str = ""
    read_at: datetime

    @property
    def copies(self) -> tuple[str, ...]:
        """Hashes of the copies that there are."""
        return tuple(copy for copy in (self.shown_sha256, self.thumbnail_sha256) if copy)


class KeepingState(StrEnum):
    """Whether a proof's bytes are still kept."""

    KEPT = "kept"
    #: Decided and logged; the bytes are removed after that, by whichever run comes next.
    DESTROYING = "destroying"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long a proof is kept (config/evidence_kits.toml names the classes), and whether it was destroyed."""

    evidence_id: int
    retention: str
    #: First day on which it may be destroyed; None for what is kept for ever.
    keep_until: date | None = None
    state: KeepingState = KeepingState.KEPT
    destroyed_at: datetime | None = None
    destroyed_by: str = ""
    reason: str = ""
    law: str = ""

    @property
    def destroyed_on(self) -> date | None:
        """The day by the office's calendar; None for what is kept."""
        return local_date(self.destroyed_at) if self.destroyed_at is not None else None

    @property
    def is_destroyed(self) -> bool:
        """Whether nothing but the row is left, or is about to be."""
        return self.state is not KeepingState.KEPT

    def is_due(self, today: date) -> bool:
        """Whether its time is over.

        >>> kept = Keeping(evidence_id=1, retention="routine", keep_until=date(2032, 1, 1))
        >>> kept.is_due(date(2031, 12, 31)), kept.is_due(date(2032, 1, 1))
        (False, True)
        """
        return self.state is KeepingState.KEPT and self.keep_until is not None and self.keep_until <= today
