"""What to look at before accepting a proof ("cần xem"): worked out anew each time, never stored, never a bar.

A flag is a sentence, not a fault: the same photo may rightly prove two things, a camera's clock may be wrong. A photo
without its own date, or a small one, is not flagged: chat programs strip and shrink what they send.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.core.activity import Activity, Evidence
from dondoc.core.file_facts import FileFacts
from dondoc.core.instants import local_date
from dondoc.core.period import DateRange
from dondoc.errors import BadInput, DondocError


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a task that an activity counts for."""

    code: str
    #: Up to the promised day, where that was put off beyond the window.
    days: DateRange
    unit_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An activity with what it counts for, and whose it is in words."""

    activity: Activity
    parts: tuple[Part, ...] = ()
    unit_name: str = ""

    @property
    def units(self) -> frozenset[int]:
        """Who did it: those whom its parts were handed to, of what is unplanned the unit that tells of it."""
        return frozenset(part.unit_id for part in self.parts) or frozenset({self.activity.unit_id})

    @property
    def where(self) -> DondocError:
        """What it counts for, as words inside a sentence."""
        if not self.parts:
            return BadInput(code="flag.unplanned")
        return BadInput(code="flag.for_task", task=", ".join(part.code for part in self.parts))


def flags_of(
    proof: Evidence,
    deed: Deed,
    facts: FileFacts | None,
    elsewhere: Sequence[tuple[Evidence, Deed]],
    *,
    picture_days: int,
    alike: Sequence[tuple[Evidence, Deed]] = (),
) -> list[DondocError]:
    """What is to be looked at: the same file elsewhere, a photo of another day, an activity outside its time.

    `elsewhere` are the other proofs with the same file, `alike` those of other activities whose photo looks the same;
    `picture_days` is how far the day of a photo may be from that of its activity.
    """
    same = [*_same_file(deed, elsewhere)]
    return [*same, *(() if same else _alike(alike)), *_days(deed, facts, picture_days), *_unseen(proof, facts)]


def _same_file(deed: Deed, elsewhere: Sequence[tuple[Evidence, Deed]]) -> Iterable[DondocError]:
    if not elsewhere:
        return
    # The farthest first: another unit says more than another day.
    other, there = max(elsewhere, key=lambda pair: (_distance(deed, pair[1]), -pair[0].id))
    told = {"other": other.id, "on": there.activity.happened_on, "where": there.where}
    match _distance(deed, there):
        case 2:
            yield BadInput(code="flag.same_file_unit", unit=there.unit_name, **told)
        case 1:
            yield BadInput(code="flag.same_file_period", **told)
        case _:
            yield BadInput(code="flag.same_file", **told)
    if len(elsewhere) > 1:
        yield BadInput(code="flag.more_places", count=len(elsewhere) - 1)


def _alike(alike: Sequence[tuple[Evidence, Deed]]) -> Iterable[DondocError]:
    if alike:
        other, there = min(alike, key=lambda pair: pair[0].id)
        on, unit = there.activity.happened_on, there.unit_name
        yield BadInput(code="flag.alike", other=other.id, on=on, where=there.where, unit=unit)
    if len(alike) > 1:
        yield BadInput(code="flag.more_alike", count=len(alike) - 1)


def _distance(here: Deed, there: Deed) -> int:
    """2 for another unit, 1 for another period, 0 for another activity of both."""
    if not here.units & there.units:
        return 2
    is_apart = not any(one.days.overlaps(other.days) for one in here.parts for other in there.parts)
    return 1 if here.parts and there.parts and is_apart else 0


def _days(deed: Deed, facts: FileFacts | None, picture_days: int) -> Iterable[DondocError]:
    on = deed.activity.happened_on
    outside = _first_outside(on, deed.parts)
    if outside is not None:
        yield BadInput(code="flag.happened_outside", on=on, **_of(outside))
    if facts is None or facts.taken_at is None:
        return
    taken = local_date(facts.taken_at)
    apart = abs((taken - on).days)
    if apart > picture_days:
        yield BadInput(code="flag.taken_apart", taken=taken, on=on, days=apart)
    elif outside is None and (part := _first_outside(taken, deed.parts)) is not None:
        yield BadInput(code="flag.taken_outside", taken=taken, **_of(part))


def _first_outside(day: date, parts: Sequence[Part]) -> Part | None:
    """The first part when a day lies in the time of none of them; None when it does, or there are no parts."""
    return parts[0] if parts and not any(day in part.days for part in parts) else None


def _of(part: Part) -> dict[str, str | date]:
    return {"task": part.code, "start": part.days.start, "end": part.days.last}


def _unseen(proof: Evidence, facts: FileFacts | None) -> Iterable[DondocError]:
    if facts is not None and proof.media_type.startswith("image/") and not facts.thumbnail_sha256:
        yield BadInput(code="flag.no_preview")
