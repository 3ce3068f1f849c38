"""What the use cases need to know of kept files: what each says of itself, and where its copies lie."""

from collections.abc import Iterable
from typing import Protocol

from dondoc.core.file_facts import FileFacts, Keeping, KeepingState


class Keepings(Protocol):
    """How long each proof is kept, a row for each."""

    def put(self, keepings: Iterable[Keeping]) -> None:
        """Store or replace by evidence."""
        ...

    def of(self, evidence_ids: Iterable[int] | None = None) -> dict[int, Keeping]:
        """By evidence; all of them when None; evidence without a row is absent."""
        ...

    def in_state(self, state: KeepingState) -> list[Keeping]:
        """Those in a state, by evidence."""
        ...


class Files(Protocol):
    """Facts of kept files, a row for each distinct content."""

    def facts(self, sha256: str) -> FileFacts | None:
        """What one file says of itself; None for one that was not looked at."""
        ...

    def facts_of(self, sha256s: Iterable[str] | None = None) -> dict[str, FileFacts]:
        """Facts by hash, in order of hashes; of all files when None; files that were not looked at are absent."""
        ...

    def likenesses(self) -> dict[str, str]:
        """Of each file that is a photo with a shape, what it is known by (`core.likeness`)."""
        ...

    def add(self, facts: FileFacts) -> bool:
        """Keep them; False when this file was looked at before, whose facts stay."""
        ...

    def forget(self, sha256: str) -> None:
        """Erase what is known of a file whose bytes are destroyed; nothing happens when nothing is known."""
        ...

    def naming(self, sha256: str) -> list[FileFacts]:
        """Facts of the files that have this as a copy: two files that differ in their EXIF only share theirs."""
        ...
