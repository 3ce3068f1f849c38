"""The column types change no value on its way, and refuse what they could not keep."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from store.samples import MINE, NOW, a_commitment, a_document, an_activity, open_office

from dondoc.store.columns import NotStorable
from dondoc.store.database import Database
from dondoc.usecases.ports import Begin, Work

NAIVE = datetime(2024, 7, 1, 8)  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    "act",
    [
        lambda work, office: work.documents.add(a_document(office.unit, "x", ingested_at=NAIVE)),
        lambda work, office: work.commitments.add_many([a_commitment(office.unit, confirmed_at=NAIVE)]),
        lambda work, office: work.activities.add(an_activity(office.unit, received_at=NAIVE)),
        lambda work, office: work.notices.claim(1, token=MINE, now=NAIVE, lease=NOW - NOW),
        lambda work, office: work.jobs.claim("job", "slot", "all", token=MINE, now=NAIVE, lease=NOW - NOW),
    ],
)
def test_a_naive_datetime_is_refused_everywhere(begin: Begin, act: Callable[[Work, Any], object]) -> None:
    with begin() as work:
        office = open_office(work)
        with pytest.raises(NotStorable, match="naive datetime"):
            act(work, office)


@pytest.mark.parametrize("digits", ["0.1", "0.10", "100", "123456789012345678901234.0001", "-7.25", "0"])
def test_a_decimal_keeps_every_digit(begin: Begin, digits: str) -> None:
    with begin() as work:
        added = work.activities.add(an_activity(open_office(work).unit, quantity=Decimal(digits)))
    with begin() as work:
        assert str(work.activities.get(added.id).quantity) == digits


@pytest.mark.parametrize("value", [0.1, 3, Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_exact_number_is_refused(begin: Begin, value: object) -> None:
    with begin() as work:
        unit = open_office(work).unit
        with pytest.raises(NotStorable, match="Decimal"):
            work.activities.add(an_activity(unit, quantity=value))


def test_an_unknown_word_of_an_enum_is_refused_by_value_and_by_the_database(database: Database) -> None:
    with database.begin() as work:
        unit = open_office(work).unit
        with pytest.raises(Exception, match="sometimes"):
            work.commitments.add_many([a_commitment(unit, kind="sometimes")])
    with database.engine.connect() as connection, pytest.raises(Exception, match="ck_commitments_kind"):
        connection.execute(text("UPDATE commitments SET kind = 'sometimes'"))


def test_accents_and_emoji_are_kept_as_they_are(begin: Begin) -> None:
    words = "hoà / hòa – “Đ” 🌳 \t\n cuối"
    with begin() as work:
        added = work.commitments.add_many([a_commitment(open_office(work).unit, text=words, refs=(words, ""))])[0]
    with begin() as work:
        stored = work.commitments.get(added.id)
        assert (stored.text, stored.refs) == (words, (words, ""))


def test_the_words_of_a_commitment_are_folded_for_searching(database: Database) -> None:
    with database.begin() as work:
        office = open_office(work)
        work.commitments.add_many([a_commitment(office.unit, display="Đẩy mạnh ĐÔN ĐỐC; hoà giải")])
    with database.engine.connect() as connection:
        folded = connection.execute(text("SELECT display_folded FROM commitments ORDER BY id")).scalars().all()
    assert folded == ["trong 12 cay", "day manh don doc; hoa giai"]
