"""Seals of rows: what a row said when dondoc last wrote it, as a salted hash; each act's seals are chained."""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dondoc.core.event import GENESIS, canonical_json

#: A value as the database keeps it: dates, instants, decimals and choices are text.
Stored = None | int | float | str | bytes
#: A row by its table and its key ("17", "CDX/3").
RowKey = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What is kept beside a row: the salt of its hash, and what helps to name the row and what differs in it."""

    salt: str
    #: One checksum a fact, in the order of their names.
    marks: str
    #: The values that name the row, as JSON; they outlive the row when it is lost.
    named: str
    #: The hash as the newest sealing tells it.
    digest: str


class FaultKind(StrEnum):
    """What is wrong with a row."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """A row that an act of ours found otherwise than it was sealed, before it wrote the row again."""

    row: RowKey
    what: FaultKind
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowName:
    """What a row is called: its table, its key, and the values that name it, links as the names of their rows."""

    table: str
    key: str
    values: Mapping[str, "RowName | Stored"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """A row that is not what the seals say."""

    name: RowName
    what: FaultKind
    #: Columns that differ; none when it is the seal itself that was touched.
    columns: tuple[str, ...] = ()
    #: It was met by an act of ours, which wrote the row again: the row now is what the act wrote.
    is_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """A kept file of which a row speaks."""

    sha256: str
    name: RowName
    #: Its bytes must be there; not those of a proof that was destroyed.
    is_required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """The seals of one transaction, chained by hash to the one before it."""

    seq: int
    #: Canonical JSON: `{table: {key: digest, or null for a row taken away}}`.
    rows: str
    #: Canonical JSON of the alterations that were met.
    altered: str
    prev: str
    hash: str


def make_seal(facts: Mapping[str, Stored], named: Mapping[str, Stored], salt: str) -> Seal:
    """The seal of a row by its facts and what names it."""
    marks = "".join(_marks(facts, salt))
    words = _json(dict(named))
    return Seal(salt=salt, marks=marks, named=words, digest=_digest(facts, salt, marks, words))


def holds(seal: Seal, facts: Mapping[str, Stored], digest: str) -> bool:
    """Whether a row still is what was sealed; `digest` is what the chain says."""
    return _digest(facts, seal.salt, seal.marks, seal.named) == digest


def differing(seal: Seal, facts: Mapping[str, Stored]) -> tuple[str, ...]:
    """Names of the facts that are not what was sealed; none when it is the seal that was touched."""
    kept = [seal.marks[start : start + _MARK] for start in range(0, len(seal.marks), _MARK)]
    if len(kept) != len(facts):
        return ()
    found = _marks(facts, seal.salt)
    return tuple(name for name, old, new in zip(sorted(facts), kept, found, strict=True) if old != new)


def hash_sealing(*, seq: int, rows: str, altered: str, prev: str) -> str:
    """SHA-256 of a sealing's canonical JSON."""
    text = canonical_json({"seq": seq, "rows": rows, "altered": altered, "prev": prev})
    return hashlib.sha256(text.encode()).hexdigest()


def next_sealing(last: Sealing | None, rows: Mapping[str, Mapping[str, str | None]], altered: str) -> Sealing:
    """The sealing that follows the last one.

    >>> next_sealing(None, {"units": {"1": "ab"}}, "[]").seq
    1
    """
    seq, prev = (last.seq + 1, last.hash) if last is not None else (1, GENESIS)
    words = canonical_json({table: dict(keys) for table, keys in rows.items()})
    return Sealing(
        seq=seq,
        rows=words,
        altered=altered,
        prev=prev,
        hash=hash_sealing(seq=seq, rows=words, altered=altered, prev=prev),
    )


def follows(sealing: Sealing, last: Sealing | None) -> bool:
    """Whether a sealing is the one that came after the last."""
    seq, prev = (last.seq + 1, last.hash) if last is not None else (1, GENESIS)
    expected = hash_sealing(seq=sealing.seq, rows=sealing.rows, altered=sealing.altered, prev=sealing.prev)
    return sealing.seq == seq and sealing.prev == prev and sealing.hash == expected


def pack_alterations(found: Sequence[Alteration]) -> str:
    """Alterations as canonical JSON; what names the rows is left out, since this is never erased."""
    return _json([[*one.row, one.what, list(one.columns)] for one in found])


def alterations_of(sealing: Sealing) -> list[Alteration]:
    """The alterations that a sealing tells; none where it is not what was written, which its hash says."""
    try:
        return [
            Alteration(row=(table, key), what=FaultKind(what), columns=tuple(columns))
            for table, key, what, columns in json.loads(sealing.altered)
        ]
    except (ValueError, TypeError):
        return []


def digests_of(sealing: Sealing) -> dict[str, dict[str, str | None]]:
    """The hashes that a sealing tells by table and key, None for a row taken away; none where it was altered."""
    try:
        told = json.loads(sealing.rows)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


#: Characters of one checksum.
_MARK = 8


def _marks(facts: Mapping[str, Stored], salt: str) -> list[str]:
    # They only tell which fact differs; that none differs is what the hash tells.
    start = zlib.crc32(salt.encode())
    return [f"{zlib.crc32(_bytes(facts[name]), start):08x}" for name in sorted(facts)]


def _bytes(value: Stored) -> bytes:
    # A lone surrogate can be stored and cannot be encoded.
    words = value if isinstance(value, str) else f"\0{value!r}"
    return words.encode("utf-8", "surrogatepass")


def _digest(facts: Mapping[str, Stored], salt: str, marks: str, named: str) -> str:
    return hashlib.sha256(
        "\n".join((salt, marks, named, _json([facts[name] for name in sorted(facts)]))).encode()
    ).hexdigest()


def _hex(value: object) -> str:
    # A blob never stands where text belongs, unless somebody put it there; then it must be found, not stumbled over.
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    raise TypeError(type(value))


_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_hex).encode
