"""Files as proofs: every way in looks at them alike, by content, and keeps the bytes before any row names them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from dondoc.core.activity import EvidenceKind, EvidenceRules
from dondoc.core.file_facts import FileFacts, Picture
from dondoc.errors import Conflict, NotFound
from dondoc.usecases.ports import Begin, Blobs
from dondoc.usecases.record_activity import NewEvidence, require_usable

#: Files that came before files were looked at are looked at when they are first shown, so many in a transaction.
_AT_ONCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReader:
    """How the files of an office are looked at."""

    blobs: Blobs
    #: By content and name, as `documents.sniff` says.
    media_type_of: Callable[[bytes, str], str]
    #: None for what is no picture that can be opened.
    read_picture: Callable[[bytes, datetime], Picture | None]
    #: What is known of a file (by its hash) that came before.
    known: Callable[[str], FileFacts | None]

    def proof(self, data: bytes, name: str, rules: EvidenceRules, *, by: str = "") -> NewEvidence:
        """A file as a proof, its type by its content; nothing is kept yet.

        Raises:
            BadInput: `evidence.empty`, `evidence.too_large`, `evidence.type`, `evidence.disguised`.
        """
        kind = self.media_type_of(data, name)
        proof = NewEvidence(kind=EvidenceKind.FILE, label=name, data=data, media_type=kind, by=by)
        require_usable(proof, rules)
        return proof

    def looked_at(self, proofs: Iterable[NewEvidence], *, now: datetime) -> list[NewEvidence]:
        """The proofs with what their files say of themselves, the copies kept; takes a second for a large photo."""
        return [
            proof if proof.data is None else replace(proof, facts=self.facts(proof.data, proof.media_type, now=now))
            for proof in proofs
        ]

    def facts(self, data: bytes, media_type: str, *, now: datetime) -> FileFacts:
        """What a file says of itself; its bytes and its copies are kept."""
        sha256 = self.blobs.put(data)
        known = self.known(sha256)
        if known is not None:
            return known
        picture = self.read_picture(data, now) if media_type.startswith("image/") else None
        if picture is None:
            return FileFacts(sha256=sha256, media_type=media_type, read_at=now)
        return FileFacts(
            sha256=sha256,
            media_type=media_type,
            width=picture.width,
            height=picture.height,
            taken_at=picture.taken_at,
            latitude=picture.latitude,
            longitude=picture.longitude,
            shown_sha256=self.blobs.put(picture.shown),
            thumbnail_sha256=self.blobs.put(picture.thumbnail),
            likeness=picture.likeness,
            read_at=now,
        )


def look_at_older(begin: Begin, reader: FileReader, files: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Look at files (hash, media type) that came before files were looked at; those whose bytes are gone stay so.

    That is no act of anybody: the facts stand in the bytes, so no event tells of it.
    """
    wanted = dict(files)
    with begin() as work:
        left = [sha256 for sha256 in wanted if sha256 not in work.files.facts_of(wanted)]
    for start in range(0, len(left), _AT_ONCE):
        found = [facts for sha256 in left[start : start + _AT_ONCE] if (facts := _read(reader, sha256, wanted, now))]
        if found:
            with begin() as work:
                for facts in found:
                    work.files.add(facts)


def _read(reader: FileReader, sha256: str, wanted: dict[str, str], now: datetime) -> FileFacts | None:
    try:
        data = reader.blobs.get(sha256)
    except (NotFound, Conflict):
        return None
    return reader.facts(data, wanted[sha256], now=now)
