"""The terms after amendments: the newest holds, the promise stays."""

from datetime import date, datetime
from decimal import Decimal

from dondoc.core.commitment import Amendment, AmendmentKind, Commitment, current_terms
from dondoc.core.extraction import Kind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.target import Comparator, Target

PROMISE = Commitment(
    id=1, unit_id=1, document_id=None, period=None, text="x", display="x", kind=Kind.COUNTABLE,
    targets=(Target(comparator=Comparator.AT_LEAST, value=Decimal(2), unit="lớp"),),
    due=date(2026, 9, 30), due_nominal=date(2026, 10, 1), owner="Tổ 1",
)  # fmt: skip


def amendment(number: int, kind: AmendmentKind, **fields: object) -> Amendment:
    at = datetime(2026, 8, number, tzinfo=TIME_ZONE)
    values: dict[str, object] = {"id": number, "commitment_id": 1, "reason": "x", "approver": "y", "at": at}
    return Amendment(kind=kind, **values | fields)


def test_without_amendments_the_terms_are_the_promise() -> None:
    assert current_terms(PROMISE, []) is PROMISE


def test_the_newest_amendment_holds_in_whatever_order_they_come() -> None:
    extensions = [
        amendment(2, AmendmentKind.EXTEND, new_due=date(2026, 11, 30)),
        amendment(1, AmendmentKind.EXTEND, new_due=date(2026, 10, 31)),
    ]
    terms = current_terms(PROMISE, extensions)
    assert (terms.due, terms.due_explicit, terms.due_nominal) == (date(2026, 11, 30), True, None)
    assert PROMISE.due == date(2026, 9, 30)


def test_each_kind_changes_its_own_field() -> None:
    new = Target(comparator=Comparator.AT_LEAST, value=Decimal(3), unit="lớp")
    terms = current_terms(
        PROMISE,
        [
            amendment(1, AmendmentKind.RETARGET, new_targets=(new,)),
            amendment(2, AmendmentKind.REASSIGN, new_owner="Tổ 2"),
            amendment(3, AmendmentKind.CANCEL),
        ],
    )
    assert (terms.targets, terms.owner, terms.due) == ((new,), "Tổ 2", PROMISE.due)


def test_what_concerns_one_slot_leaves_the_terms_of_the_others() -> None:
    one = amendment(1, AmendmentKind.EXTEND, new_due=date(2026, 10, 31), slot_ordinal=2)
    assert current_terms(PROMISE, [one]) == PROMISE
