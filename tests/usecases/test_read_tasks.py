"""Reading tasks: by code, with a fixed number of queries."""

from datetime import date

import pytest
from ledger_office import Ledger, Line
from sqlalchemy import event

from dondoc.core.extraction import Recurrence
from dondoc.errors import BadInput, NotFound
from dondoc.usecases.read_tasks import find_task, find_view, load_views

MONTHLY = Line("Họp hằng tháng", recurrence=Recurrence.MONTHLY)


@pytest.mark.parametrize("code", ["", "KHONGCO", ".1", "CDCSXGM-2026-H2-01.", "CDCSXGM-2026-H2-01.x"])
def test_a_code_that_does_not_exist(ledger: Ledger, code: str) -> None:
    ledger.confirm(MONTHLY)
    with ledger.begin() as work, pytest.raises(NotFound) as refused:
        find_task(work, code)
    assert refused.value.params == {"task": code}


def test_drafts_and_rejected_ones_are_no_tasks(ledger: Ledger) -> None:
    ledger.ingest(MONTHLY)
    with ledger.begin() as work:
        assert load_views(work) == []


def test_a_part_is_named_by_its_number(ledger: Ledger) -> None:
    (code,) = ledger.confirm(MONTHLY)
    with ledger.begin() as work:
        _, found = find_task(work, f"{code}.3")
        assert found is not None
        assert found.slot.due == date(2026, 9, 30)
        assert find_view(work, code)[1] is None
        with pytest.raises(BadInput):
            find_task(work, code)
        with pytest.raises(NotFound):
            find_task(work, f"{code}.7")


def test_views_are_in_order_of_code_and_cost_the_same_queries_however_many(ledger: Ledger) -> None:
    def queries() -> tuple[int, list[str]]:
        seen: list[str] = []
        listen = lambda *args: seen.append(args[2])  # noqa: E731 - one listener, removed again
        event.listen(ledger.database.engine, "before_cursor_execute", listen)
        with ledger.begin() as work:
            codes = [view.code for view in load_views(work)]
        event.remove(ledger.database.engine, "before_cursor_execute", listen)
        return len(seen), codes

    ledger.confirm(MONTHLY)
    few, _ = queries()
    ledger.confirm(*(Line(f"Việc {n}") for n in range(30)), number="2/BC")
    many, codes = queries()
    assert many == few
    assert codes == sorted(codes)
    assert len(codes) == 31
