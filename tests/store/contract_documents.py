"""What every store of read documents must hold."""

from dataclasses import replace
from datetime import date

import pytest
from store.samples import NOW, a_document

from dondoc.core.document import hash_text
from dondoc.core.period import Period
from dondoc.core.unit import Unit
from dondoc.errors import Conflict, NotFound
from dondoc.usecases.ports import Begin, Work

ISSUED = {"number": "17/BC-CĐX", "issued_on": date(2024, 6, 20)}


def a_unit(work: Work) -> Unit:
    return work.units.add(Unit(id=0, code="CDX", name="Công đoàn xưởng Mẫu"))


class DocumentsContract:
    def test_a_document_comes_back_as_it_was_given(self, begin: Begin) -> None:
        with begin() as work:
            given = a_document(
                a_unit(work),
                "Dòng một\nDòng hai",
                title="Sơ kết",
                reporting_period=Period(2024, 6, 1),
                plan_period=Period(2024, 6, 2),
                **ISSUED,
            )
            added = work.documents.add(given)
        with begin() as work:
            assert work.documents.get(added.id) == replace(given, id=added.id)
            assert work.documents.by_text(given.text_sha256) == added
            assert work.documents.by_text(hash_text("khác")) is None
            assert work.documents.all() == [added]

    def test_the_same_text_is_stored_once(self, begin: Begin) -> None:
        with begin() as work:
            unit = a_unit(work)
            work.documents.add(a_document(unit))
            with pytest.raises(Conflict) as refused:
                work.documents.add(a_document(unit, name="ban-sao.pdf"))
            assert refused.value.message_code == "document.exists"
            assert refused.value.params == {"name": "ban-sao.pdf"}
            assert len(work.documents.all()) == 1

    def test_identity_finds_the_newest_revision(self, begin: Begin) -> None:
        with begin() as work:
            unit = a_unit(work)
            first = work.documents.add(a_document(unit, "một", **ISSUED))
            second = work.documents.add(a_document(unit, "hai", revision=2, revises_id=first.id, **ISSUED))
            assert work.documents.by_identity(unit.id, "17/BC-CĐX", date(2024, 6, 20)) == second
            assert work.documents.by_identity(unit.id, "18/BC-CĐX", date(2024, 6, 20)) is None
            assert work.documents.by_identity(unit.id, "17/BC-CĐX", date(2024, 6, 21)) is None
            with pytest.raises(Conflict):
                work.documents.add(a_document(unit, "ba", revision=2, **ISSUED))

    def test_another_file_of_the_same_text_is_noted_once(self, begin: Begin) -> None:
        with begin() as work:
            added = work.documents.add(a_document(a_unit(work)))

            def note(sha256: str) -> bool:
                return work.documents.add_rendition(
                    added.id, file_sha256=sha256, name="x.pdf", media_type="application/pdf", at=NOW
                )

            assert not note(added.file_sha256)
            assert note("a" * 64)
            assert not note("a" * 64)

    def test_an_update_leaves_text_and_hashes_alone(self, begin: Begin) -> None:
        with begin() as work:
            unit = a_unit(work)
            added = work.documents.add(a_document(unit))
            other = work.documents.add(a_document(unit, "khác"))
            work.documents.update(
                replace(added, text="đã sửa", text_sha256="0" * 64, file_sha256="1" * 64, title="Tên mới", **ISSUED)
            )
            assert work.documents.get(added.id) == replace(added, title="Tên mới", **ISSUED)
            assert work.documents.get(other.id) == other

    def test_an_unknown_document_is_named(self, begin: Begin) -> None:
        with begin() as work:
            missing = a_document(a_unit(work), id=99)
            for act in (lambda: work.documents.get(99), lambda: work.documents.update(missing)):
                with pytest.raises(NotFound) as refused:
                    act()
                assert (refused.value.message_code, refused.value.params) == ("document.unknown", {"id": 99})
