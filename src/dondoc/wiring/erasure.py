"""Forgetting a person in a whole workspace: the database, the kept bytes, the letters that lie in the outbox."""

from email.parser import BytesHeaderParser
from email.utils import getaddresses
from pathlib import Path

from dondoc.usecases.forget_person import Forgotten, finish_forgetting, forget_person
from dondoc.wiring.office import Office


def forget(office: Office, code: str, *, reason: str, law: str, dry_run: bool = False) -> Forgotten:
    """Erase what names a person; the letters to him that lie in the outbox go, too."""
    found = forget_person(
        office.begin,
        office.blobs,
        code,
        reason=reason,
        law=law,
        actor=office.actor,
        now=office.clock.now(),
        dry_run=dry_run,
    )
    if not dry_run:
        addresses = {*found.addresses, *([found.person.email] if found.person.email else [])}
        for path in _letters_to(office.folder / "outbox", {address.casefold() for address in addresses}):
            path.unlink(missing_ok=True)
    return found


def scrub(office: Office) -> None:
    """Leave no byte of what was erased in the files of the database.

    Raises:
        Unavailable: `store.locked` while another process works with the database.
    """
    finish_forgetting(office.begin, office.blobs)
    office.database.shrink()


def old_copies(office: Office) -> list[Path]:
    """Copies of the database that upgrades left beside it; they hold what was there then."""
    source = office.database.engine.url.database
    if office.database.engine.dialect.name != "sqlite" or not source:
        return []
    path = Path(source)
    return sorted(path.parent.glob(f"{path.stem}-*{path.suffix}"))


def _letters_to(folder: Path, addresses: set[str]) -> list[Path]:
    found: list[Path] = []
    for path in sorted(folder.glob("*.eml")):
        with path.open("rb") as file:
            headers = BytesHeaderParser().parse(file)
        if any(address.casefold() in addresses for _, address in getaddresses(headers.get_all("To", []))):
            found.append(path)
    return found
