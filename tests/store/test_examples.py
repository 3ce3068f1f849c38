"""The SQL store of examples keeps the contract, and a deleted document takes its examples with it."""

from sqlalchemy import delete, select
from store.contract_examples import ExamplesContract, a_judgement, a_reading
from store.samples import a_document, open_office

from dondoc.store import tables as t
from dondoc.store.database import Database


class TestSqlExamples(ExamplesContract):
    pass


def test_a_document_that_is_deleted_takes_its_examples_with_it(database: Database) -> None:
    with database.begin() as work:
        office = open_office(work)
        gone = work.documents.add(a_document(office.unit, "Văn bản phải xóa"))
        work.examples.keep_reading(a_reading(gone.id))
        work.examples.judge([a_judgement(gone.id, office.commitment.id)])
    with database.engine.begin() as connection:
        connection.execute(delete(t.renditions).where(t.renditions.c.document_id == gone.id))
        connection.execute(delete(t.documents).where(t.documents.c.id == gone.id))
        assert connection.execute(select(t.readings)).all() == []
        assert connection.execute(select(t.judgements)).all() == []
