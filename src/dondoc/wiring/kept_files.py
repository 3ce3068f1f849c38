"""How the files of a workspace are looked at: types by content, pictures by Pillow, known ones by the ledger."""

from collections.abc import Iterable

from dondoc.core.activity import Evidence
from dondoc.core.file_facts import FileFacts
from dondoc.usecases.file_proofs import FileReader, look_at_older
from dondoc.wiring.office import Office


def file_reader(office: Office) -> FileReader:
    """One for all ways in."""
    from dondoc.documents.pictures import read_picture
    from dondoc.documents.sniff import media_type

    def known(sha256: str) -> FileFacts | None:
        with office.work() as work:
            return work.files.facts(sha256)

    return FileReader(blobs=office.blobs, media_type_of=media_type, read_picture=read_picture, known=known)


def look_at_older_files(office: Office, proofs: Iterable[Evidence]) -> None:
    """Look at the files of proofs that came before files were looked at; nothing is done for any other."""
    files = [(proof.sha256, proof.media_type) for proof in proofs if proof.sha256 is not None]
    with office.work() as work:
        known = work.files.facts_of(sha256 for sha256, _ in files)
    left = [(sha256, kind) for sha256, kind in files if sha256 not in known]
    if left:
        look_at_older(office.begin, office.file_reader, left, now=office.clock.now())
