"""Who may accept a proof: the rule of four eyes over the people and roles of the day."""

from dataclasses import dataclass
from datetime import date, datetime

from dondoc.core.activity import Activity, Evidence, EvidenceRules
from dondoc.core.event import FOLDER, Actor
from dondoc.core.four_eyes import FourEyes, Hand, Objection, objection
from dondoc.core.instants import local_date
from dondoc.core.unit import Person, PersonRole, RoleTerm
from dondoc.errors import NotAllowed
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Work

#: Who accepts for an office.
_ACCEPTING = frozenset({PersonRole.SECRETARY, PersonRole.CHAIR})


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """The people, their roles on one day, and the rule, read once for many proofs."""

    work: Work
    rule: FourEyes
    own: int
    people: tuple[Person, ...]
    terms: tuple[RoleTerm, ...]

    @classmethod
    def on(cls, work: Work, rules: EvidenceRules, day: date) -> "SecondPerson":
        """As they stand on a day."""
        if rules.four_eyes is FourEyes.OFF:
            return cls(work, rules.four_eyes, 0, (), ())
        terms = tuple(t for t in work.units.roles() if t.holds_on(day))
        return cls(work, rules.four_eyes, own_unit(work).id, tuple(work.units.people()), terms)

    def objection(self, activity: Activity, sender: Actor, acceptor: Actor) -> Objection | None:
        """Why one may not accept a proof of an activity that another handed in; both by code or name."""
        if self.rule is FourEyes.OFF:
            return None
        return self._objection(activity, self._giver(activity, sender), self._hand(acceptor.name))

    def who_may(self, activity: Activity, sender: Actor) -> list[Person]:
        """The secretaries and chairs of the own unit who may accept it, in the order of the list."""
        giver = self._giver(activity, sender)
        roles = {t.person_id for t in self.terms if t.unit_id == self.own and t.role in _ACCEPTING}
        known = (p for p in self.people if p.id in roles)
        return [p for p in known if self._objection(activity, giver, self._hand(p.code)) is None]

    def refusal(self, evidence: Evidence, activity: Activity, actor: Actor) -> NotAllowed | None:
        """Why the actor may not accept, and who may; None when he may.

        Its code is `evidence.second_person`, or `evidence.nobody_else` where there is nobody who may.
        """
        sender = Actor(name=evidence.by, via=evidence.via)
        why = self.objection(activity, sender, actor)
        if why is None:
            return None
        person = self._title(actor.name)
        reason = NotAllowed(code="evidence.his_own", person=person)
        if why is Objection.OF_HIS_UNIT:
            reason = NotAllowed(code="evidence.of_his_unit", person=person)
        who = ", ".join(f"{p.name} (--as {p.code})" for p in self.who_may(activity, sender))
        if not who:
            return NotAllowed(code="evidence.nobody_else", evidence=evidence.id, reason=reason)
        return NotAllowed(code="evidence.second_person", evidence=evidence.id, reason=reason, who=who)

    def _objection(self, activity: Activity, sender: Hand, acceptor: Hand) -> Objection | None:
        doers = self._doers(activity)
        return objection(self.rule, sender=sender, acceptor=acceptor, doers=doers, own_unit=self.own)

    def _doers(self, activity: Activity) -> set[int]:
        return {self.work.slots.get(link.slot_id).assignee.unit_id for link in activity.links} or {activity.unit_id}

    def _giver(self, activity: Activity, sender: Actor) -> Hand:
        """Whoever laid a file into the inbox is of the unit whose task the folder names; "always" trusts nobody."""
        if sender.via == FOLDER and self.rule is FourEyes.BETWEEN_UNITS:
            return Hand("", units=frozenset(self._doers(activity)))
        return self._hand(sender.name)

    def _hand(self, name: str) -> Hand:
        return Hand.of(name, self.people, self.terms)

    def _title(self, name: str) -> str:
        ids = self._hand(name).people
        return next((p.name for p in self.people if p.id in ids), name)


def wrongly_accepted(work: Work, rules: EvidenceRules, activity: Activity, evidence: Evidence) -> NotAllowed | None:
    """Why the acceptance of a proof does not count, by the roles of that day; None when it does.

    What was accepted by one person for work of the own unit may come to count for another unit's task later.
    """
    if evidence.decided_at is None:
        return None
    second = SecondPerson.on(work, rules, local_date(evidence.decided_at))
    return second.refusal(evidence, activity, Actor(name=evidence.decided_by, via=evidence.via))


def may_accept(
    work: Work, rules: EvidenceRules, activity: Activity, *, sender: Actor, acceptor: Actor, now: datetime
) -> bool:
    """Whether one may accept a proof that another hands in; both by code or name."""
    return SecondPerson.on(work, rules, local_date(now)).objection(activity, sender, acceptor) is None
