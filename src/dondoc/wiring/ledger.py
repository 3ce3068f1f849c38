"""Checking the ledger of an open workspace, and moving out what nothing speaks of."""

from collections.abc import Sequence

from dondoc.clock import SystemClock
from dondoc.errors import DondocError
from dondoc.usecases.verify_ledger import Verified, set_aside_orphans, verify_ledger
from dondoc.wiring.office import Office

#: So many findings are told one by one; the rest is counted.
MOST_TOLD = 50


def check_ledger(office: Office) -> Verified:
    """Check everything; when all holds, remember how far the chains reach."""
    # Files are dated by the machine, whatever day a simulated office has.
    return verify_ledger(office.database.reading, office.blobs, disk_now=SystemClock().now(), keep=office.begin)


def set_orphans_aside(office: Office, names: Sequence[str]) -> list[str]:
    """Move files that nothing speaks of out of the store; where they are now."""
    return set_aside_orphans(office.begin, office.blobs, names, actor=office.actor, now=office.clock.now())


def told(office: Office, broken: Sequence[DondocError]) -> list[str]:
    """The findings as sentences; what is too much is counted in the last."""
    lines = [office.explain(error) for error in broken[:MOST_TOLD]]
    left = len(broken) - len(lines)
    return [*lines, office.say("ledger.more", {"count": left})] if left > 0 else lines
