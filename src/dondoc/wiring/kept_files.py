"""How the files of a workspace are looked at: types by content, pictures by Pillow, known ones by the ledger."""

from dondoc.core.file_facts import FileFacts
from dondoc.usecases.file_proofs import FileReader
from dondoc.wiring.office import Office


def file_reader(office: Office) -> FileReader:
    """One for all ways in."""
    from dondoc.documents.pictures import read_picture
    from dondoc.documents.sniff import media_type

    def known(sha256: str) -> FileFacts | None:
        with office.work() as work:
            return work.files.facts(sha256)

    return FileReader(blobs=office.blobs, media_type_of=media_type, read_picture=read_picture, known=known)
