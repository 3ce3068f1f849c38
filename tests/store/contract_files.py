"""What every store of file facts must hold."""

from dataclasses import replace
from datetime import UTC, datetime

from store.contract_activities import a_proof
from store.samples import NOW, an_activity, open_office

from dondoc.core.activity import EvidenceKind
from dondoc.core.file_facts import FileFacts
from dondoc.usecases.kept_files import blobs_of
from dondoc.usecases.ports import Begin

PHOTO = FileFacts(
    sha256="a" * 64,
    media_type="image/jpeg",
    width=4000,
    height=3000,
    taken_at=datetime(2026, 9, 15, 1, 30, tzinfo=UTC),
    latitude=21.028511,
    longitude=-105.804817,
    shown_sha256="1" * 64,
    thumbnail_sha256="2" * 64,
    likeness="00ff00ff00ff00ff",
    read_at=NOW,
)
PAPER = FileFacts(sha256="b" * 64, media_type="application/pdf", read_at=NOW)


class FilesContract:
    def test_a_file_is_looked_at_once(self, begin: Begin) -> None:
        with begin() as work:
            assert work.files.facts(PHOTO.sha256) is None
            assert work.files.add(PHOTO)
            assert work.files.add(PAPER)
            assert not work.files.add(replace(PHOTO, width=1, shown_sha256="9" * 64))
        with begin() as work:
            assert work.files.facts(PHOTO.sha256) == PHOTO
            assert work.files.facts_of([PAPER.sha256, "c" * 64]) == {PAPER.sha256: PAPER}
            assert list(work.files.facts_of().values()) == [PHOTO, PAPER]
            assert work.files.likenesses() == {PHOTO.sha256: PHOTO.likeness}
            assert work.files.facts_of([]) == {}

    def test_what_is_forgotten_is_gone(self, begin: Begin) -> None:
        with begin() as work:
            work.files.add(PHOTO)
            work.files.forget(PHOTO.sha256)
            work.files.forget("c" * 64)
            assert work.files.facts_of() == {}

    def test_the_blobs_of_a_file_are_its_own_and_those_of_its_copies(self, begin: Begin) -> None:
        with begin() as work:
            work.files.add(PHOTO)
            work.files.add(PAPER)
            assert blobs_of(work, PHOTO.sha256) == (PHOTO.sha256, "1" * 64, "2" * 64)
            assert blobs_of(work, PAPER.sha256) == (PAPER.sha256,)
            assert blobs_of(work, "c" * 64) == ("c" * 64,)

    def test_a_copy_that_serves_another_file_is_no_blob_of_the_first(self, begin: Begin) -> None:
        with begin() as work:
            twin = replace(PHOTO, sha256="d" * 64, taken_at=None, thumbnail_sha256="3" * 64)
            work.files.add(PHOTO)
            work.files.add(twin)
            assert work.files.naming("1" * 64) == [PHOTO, twin]
            assert blobs_of(work, PHOTO.sha256) == (PHOTO.sha256, "2" * 64)
            activity = work.activities.add(an_activity(open_office(work).unit))
            sent_back = a_proof(activity.id, kind=EvidenceKind.FILE, label="anh.jpg", sha256="2" * 64, size=1)
            assert work.activities.add_evidence(sent_back) is not None
            assert blobs_of(work, PHOTO.sha256) == (PHOTO.sha256,)
            # Nor may the bytes go with the proof that was sent back, as long as the photo shows them.
            assert blobs_of(work, "2" * 64) == ()
