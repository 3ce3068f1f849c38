"""One activity that serves several tasks: what each takes of its quantity, and whether that is more than there was."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dondoc.core.activity import Activity, ActivityLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """How a quantity is handed out."""

    #: None where nothing was counted.
    quantity: Decimal | None
    #: What the shares add up to.
    shared: Decimal
    #: Slots that take a share, and those that take all of it.
    with_share: int
    with_all: int

    @property
    def is_over(self) -> bool:
        """Whether the shares are more than there was."""
        return self.quantity is not None and self.shared > self.quantity

    @property
    def is_twice(self) -> bool:
        """Whether some take a share and others all of it, so that the same thing counts more than once."""
        return self.with_share > 0 and self.with_all > 0

    @property
    def is_unmeasured(self) -> bool:
        """Whether shares are given of something that nobody counted."""
        return self.quantity is None and self.with_share > 0


def sharing_of(activity: Activity) -> Sharing:
    """How an activity's quantity is handed out.

    A share for a further target of the same task counts something else ("02 lớp", "60 người"), so only that of the
    first one is part of the quantity.

    >>> from datetime import date, datetime
    >>> links = (ActivityLink(slot_id=1, share=Decimal(20)), ActivityLink(slot_id=2))
    >>> one = Activity(
    ...     id=1, unit_id=1, happened_on=date(2026, 9, 1), words="", quantity=Decimal(30), links=links,
    ...     received_at=datetime(2026, 9, 1),
    ... )
    >>> sharing_of(one).is_over, sharing_of(one).is_twice
    (False, True)
    """
    firsts = _first_targets(activity.links)
    shares = [link.share for link in firsts if link.share is not None]
    return Sharing(
        quantity=activity.quantity,
        shared=sum(shares, Decimal(0)),
        with_share=len(shares),
        with_all=len(firsts) - len(shares),
    )


def _first_targets(links: Iterable[ActivityLink]) -> list[ActivityLink]:
    firsts: dict[int, ActivityLink] = {}
    for link in sorted(links, key=lambda link: (link.slot_id, link.target)):
        firsts.setdefault(link.slot_id, link)
    return list(firsts.values())
