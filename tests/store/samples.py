"""Small values to fill a database with, and strategies that make many of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from dondoc.core.activity import Activity
from dondoc.core.commitment import Commitment
from dondoc.core.document import hash_text
from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import DateRange, Period
from dondoc.core.report import SourceDocument
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.core.task import Assignee, Attestation, Slot, Status
from dondoc.core.unit import Person, Unit
from dondoc.usecases.ports import Work

NOW = datetime(2024, 7, 1, 8, 30, 15, 123456, tzinfo=TIME_ZONE)
#: Tokens of two who want the same lease.
MINE, THEIRS = "mine", "theirs"
SEPTEMBER = DateRange.through(date(2024, 9, 1), date(2024, 9, 30))


@dataclass(frozen=True, slots=True)
class Office:
    """One unit, one person, one document, one commitment, one slot."""

    unit: Unit
    person: Person
    document: SourceDocument
    commitment: Commitment
    slot: Slot


def open_office(work: Work) -> Office:
    unit = work.units.add(Unit(id=0, code="CDX", name="Công đoàn xưởng Mẫu"))
    person = work.units.add_person(Person(id=0, code="thu-ky", name="Người Theo Dõi"))
    document = work.documents.add(a_document(unit))
    commitment = work.commitments.add_many([a_commitment(unit, document_id=document.id)])[0]
    slot = work.slots.add_many([a_slot(commitment)])[0]
    return Office(unit, person, document, commitment, slot)


def a_document(unit: Unit, text: str = "Báo cáo thử", **fields: object) -> SourceDocument:
    values: dict[str, object] = {
        "id": 0,
        "unit_id": unit.id,
        "name": "bao-cao.docx",
        "text_sha256": hash_text(text),
        "text": text,
        "file_sha256": "f" * 64,
        "media_type": "text/plain",
        "ingested_at": NOW,
    }
    return SourceDocument(**values | fields)


def a_commitment(unit: Unit, **fields: object) -> Commitment:
    values: dict[str, object] = {
        "id": 0,
        "unit_id": unit.id,
        "document_id": None,
        "period": Period(2024, 6, 2),
        "text": "trồng 12 cây",
        "display": "Trồng 12 cây",
        "kind": Kind.COUNTABLE,
    }
    return Commitment(**values | fields)


def a_slot(commitment: Commitment, **fields: object) -> Slot:
    values: dict[str, object] = {
        "id": 0,
        "commitment_id": commitment.id,
        "ordinal": 1,
        "window": SEPTEMBER,
        "assignee": Assignee(unit_id=commitment.unit_id),
        "due": SEPTEMBER.last,
    }
    return Slot(**values | fields)


def an_activity(unit: Unit, **fields: object) -> Activity:
    values: dict[str, object] = {
        "id": 0,
        "unit_id": unit.id,
        "happened_on": date(2024, 9, 12),
        "words": "Đã trồng 5 cây",
        "received_at": NOW,
    }
    return Activity(**values | fields)


# PostgreSQL keeps no NUL in text, and no database keeps half a surrogate pair.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
WINDOWS = st.builds(lambda start, days: DateRange(start, start + timedelta(days=days)), DAYS, st.integers(1, 400))
INSTANTS = st.builds(
    lambda microseconds, zone: (datetime(1950, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)).astimezone(
        zone
    ),
    st.integers(0, 150 * 365 * 86_400 * 10**6),
    st.sampled_from([UTC, TIME_ZONE]),
)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**24), max_value=10**24)
PERIODS = st.sampled_from([Period(2024), Period(2017, 6, 2), Period(2020, 3, 4), Period(2020, 1, 12)])
TARGETS = st.builds(
    Target,
    comparator=st.sampled_from(Comparator),
    value=AMOUNTS,
    unit=WORDS,
    percent=st.booleans(),
    aggregate=st.sampled_from(Aggregate),
    per=st.sampled_from(Per),
    role=st.sampled_from(Role),
)


def commitments(unit_id: int) -> st.SearchStrategy[Commitment]:
    return st.builds(
        Commitment,
        id=st.just(0),
        code=st.just(""),
        unit_id=st.just(unit_id),
        document_id=st.none(),
        period=st.none() | PERIODS,
        start=st.integers(0, 10**6),
        end=st.integers(0, 10**6),
        text=WORDS,
        display=WORDS,
        heading=WORDS,
        kind=st.sampled_from(Kind),
        targets=st.lists(TARGETS, max_size=3).map(tuple),
        due=st.none() | DAYS,
        due_nominal=st.none() | DAYS,
        window=st.none() | WINDOWS,
        recurrence=st.none() | st.sampled_from(Recurrence),
        rrule=WORDS,
        owner=st.none() | WORDS,
        refs=st.lists(WORDS, max_size=3).map(tuple),
        confidence=st.floats(0, 1),
        reasons=st.lists(WORDS, max_size=3).map(tuple),
        parent_id=st.none(),
        status=st.sampled_from(Status),
        continues_id=st.none(),
        confirmed_at=st.none() | INSTANTS,
    )


def slots(commitment: Commitment, partner_id: int) -> st.SearchStrategy[Slot]:
    return st.builds(
        Slot,
        id=st.just(0),
        commitment_id=st.just(commitment.id),
        ordinal=st.integers(1, 99),
        window=WINDOWS,
        assignee=st.just(Assignee(unit_id=commitment.unit_id)),
        partners=st.sampled_from([(), (partner_id,), (partner_id, commitment.unit_id)]),
        due=DAYS,
        planned_for=st.none() | DAYS,
        status=st.sampled_from(Status),
        done_on=st.none() | DAYS,
        decided_at=st.none() | INSTANTS,
        reason=WORDS,
        decided_by=WORDS,
        attestation=st.none() | st.builds(Attestation, by=WORDS, on=DAYS, words=WORDS),
        is_history=st.booleans(),
        opened_at=st.none() | INSTANTS,
        settled_in=st.none(),
    )


def activities(unit_id: int) -> st.SearchStrategy[Activity]:
    return st.builds(
        Activity,
        id=st.just(0),
        unit_id=st.just(unit_id),
        happened_on=DAYS,
        words=WORDS,
        place=WORDS,
        quantity=st.none() | AMOUNTS,
        denominator=st.none() | AMOUNTS,
        people=st.none() | st.integers(0, 10**6),
        money=st.none() | AMOUNTS,
        is_unplanned=st.booleans(),
        received_at=INSTANTS,
        links=st.just(()),
        is_unclear=st.booleans(),
    )
