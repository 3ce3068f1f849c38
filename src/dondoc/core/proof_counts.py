"""Proofs that ask for a second look: accepted by whoever handed them in, or entered long after the day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dondoc.core.activity import Activity, Evidence, EvidenceState
from dondoc.core.event import FOLDER
from dondoc.core.four_eyes import Hand
from dondoc.core.instants import local_date
from dondoc.core.report import ReportPlan
from dondoc.core.words import fold
from dondoc.core.workdays import DayTest, working_days_between


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLook:
    """What is said of one proof."""

    is_self_accepted: bool
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofCounts:
    """How many proofs there are, and how many of them ask for a second look."""

    total: int = 0
    waiting: int = 0
    accepted: int = 0
    self_accepted: int = 0
    late: int = 0


@dataclass(slots=True)
class ProofEyes:
    """Judges proofs: knows the people, the working days and the cut-offs of reports."""

    #: Of each folded code and name, who it is.
    hands: Mapping[str, Hand]
    #: Reports written, by unit.
    plans: Mapping[int, Sequence[ReportPlan]]
    is_working_day: DayTest
    #: Entered more than so many working days after it happened is late.
    late_days: int
    _waited: dict[tuple[date, date], int] = field(default_factory=dict)

    def look(self, activity: Activity, evidence: Evidence) -> ProofLook:
        """What is said of one proof."""
        return ProofLook(
            is_self_accepted=self._is_self_accepted(evidence), is_late=self._is_late(activity, evidence.received_at)
        )

    def count(self, proofs: Iterable[tuple[Activity, Evidence]]) -> ProofCounts:
        """The counts; a proof that comes twice counts once."""
        once = {evidence.id: (activity, evidence) for activity, evidence in proofs}
        looks = {id_: self.look(*pair) for id_, pair in once.items()}
        states = [evidence.state for _, evidence in once.values()]
        return ProofCounts(
            total=len(once),
            waiting=states.count(EvidenceState.RECEIVED),
            accepted=states.count(EvidenceState.ACCEPTED),
            self_accepted=sum(look.is_self_accepted for look in looks.values()),
            late=sum(look.is_late for look in looks.values()),
        )

    def _is_self_accepted(self, evidence: Evidence) -> bool:
        # Who laid a file into the inbox is not known.
        if evidence.state is not EvidenceState.ACCEPTED or evidence.via == FOLDER:
            return False
        names = (fold(evidence.by), fold(evidence.decided_by))
        sender, acceptor = (self.hands.get(name, Hand(name)) for name in names)
        return sender.may_be(acceptor)

    def _is_late(self, activity: Activity, received_at: datetime) -> bool:
        received, happened = local_date(received_at), activity.happened_on
        closed = (p.cut_off for p in self.plans.get(activity.unit_id, ()) if happened in p.window)
        if any(happened <= cut_off < received for cut_off in closed):
            return True
        # Nobody waits as many working days in fewer days.
        if (received - happened).days <= self.late_days:
            return False
        key = (happened, received)
        if key not in self._waited:
            self._waited[key] = working_days_between(happened, received, self.is_working_day)
        return self._waited[key] > self.late_days
