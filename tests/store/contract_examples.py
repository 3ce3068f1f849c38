"""What every store of readings and judgements must hold."""

from dataclasses import replace
from datetime import timedelta

from store.samples import NOW, a_commitment, a_document, open_office

from dondoc.core.example import Judgement, Reading
from dondoc.usecases.ports import Begin


def a_reading(document_id: int, **fields: object) -> Reading:
    values: dict[str, object] = {"document_id": document_id, "engine": "0.1.0", "found": "{}", "read_at": NOW}
    return Reading(**values | fields)


def a_judgement(document_id: int, commitment_id: int, **fields: object) -> Judgement:
    values: dict[str, object] = {
        "document_id": document_id,
        "commitment_id": commitment_id,
        "start": 4,
        "end": 16,
        "was_seen": True,
        "at": NOW,
    }
    return Judgement(**values | fields)


class ExamplesContract:
    def test_a_reading_comes_back_as_it_was_given_and_is_never_replaced(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            assert work.examples.reading(office.document.id) is None
            first = a_reading(office.document.id, found='{"commitments":[],"ghi":"đủ dấu"}')
            work.examples.keep_reading(first)
            work.examples.keep_reading(replace(first, engine="0.2.0"))
        with begin() as work:
            assert work.examples.reading(office.document.id) == first
            assert work.examples.reading(99) is None

    def test_a_later_judgement_replaces_the_earlier(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            first = a_judgement(office.document.id, office.commitment.id, was_seen=False)
            later = replace(first, was_seen=True, end=20, at=NOW + timedelta(days=1))
            work.examples.judge([first])
            work.examples.judge([later])
            work.examples.judge([])
            assert work.examples.judgements() == {office.document.id: [later]}

    def test_judgements_stand_by_document_in_the_order_of_its_text(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            other = work.documents.add(a_document(office.unit, "Kế hoạch khác"))
            more = work.commitments.add_many([a_commitment(office.unit, document_id=office.document.id)] * 2)
            added = a_judgement(office.document.id, more[0].id, start=0, end=0)
            late = a_judgement(office.document.id, more[1].id, start=40, end=60)
            early = a_judgement(office.document.id, office.commitment.id)
            elsewhere = a_judgement(other.id, office.commitment.id)
            work.examples.judge([late, elsewhere, early, added])
            assert work.examples.judgements([office.document.id]) == {office.document.id: [added, early, late]}
            assert work.examples.judgements([]) == {}
            assert added.is_addition
            assert not early.is_addition
            assert work.examples.judgements()[other.id] == [elsewhere]

    def test_what_is_forgotten_is_gone_and_the_rest_stays(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            other = work.documents.add(a_document(office.unit, "Kế hoạch khác"))
            for document in (office.document, other):
                work.examples.keep_reading(a_reading(document.id))
                work.examples.judge([a_judgement(document.id, office.commitment.id)])
            assert work.examples.forget(office.document.id)
            assert not work.examples.forget(office.document.id)
        with begin() as work:
            assert work.examples.reading(office.document.id) is None
            assert list(work.examples.judgements()) == [other.id]
            assert work.examples.reading(other.id) is not None
