"""Reading `config/evidence_kits.toml`: what papers each kind of activity usually leaves, and how long they are kept."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from dondoc.core.evidence_kit import EvidenceKit, EvidenceKits, KitPiece, PieceKind, RetentionClass
from dondoc.errors import BadInput
from dondoc.settings.files import ConfigModel, read_config

_FILE = "evidence_kits.toml"

_Value = TypeVar("_Value")


class _Retention(ConfigModel):
    name: str = Field(min_length=1)
    years: int | None = Field(None, ge=1, le=200)
    forever: bool = False


class _Piece(ConfigModel):
    name: str = Field(min_length=1)
    words: list[str] = Field(default_factory=list)
    types: list[str] = Field(default_factory=list)
    also: list[str] = Field(default_factory=list)


class _Kit(ConfigModel):
    name: str = Field(min_length=1)
    needed: list[str]
    usual: list[str]
    retention: str
    words: list[str]
    areas: list[str] = Field(default_factory=list)
    rates: bool = False


class EvidenceKitsFile(ConfigModel):
    """The file as written."""

    schema_: Literal[1] = Field(alias="schema")
    fallback: str
    retention: dict[str, _Retention]
    pieces: dict[str, _Piece]
    kits: dict[str, _Kit]


def load_evidence_kits(office_dir: Path | None = None) -> EvidenceKits:
    """The kits in force, the office's own file laid over the shipped one; BadInput `config.*` when it is wrong."""
    file = read_config(_FILE, EvidenceKitsFile, office_dir)
    classes = {key: _retention(key, table) for key, table in file.retention.items()}
    pieces = {key: _piece(key, table, file.pieces) for key, table in file.pieces.items()}
    kits = {key: _kit(key, table, pieces, classes) for key, table in file.kits.items()}
    return EvidenceKits(
        kits=tuple(kits.values()),
        fallback=_one("fallback", file.fallback, kits),
        pieces=pieces,
        classes=classes,
    )


def _retention(key: str, table: _Retention) -> RetentionClass:
    # An office that ends a keeping for ever writes both: forever = false, years = 20.
    if not table.forever and table.years is None:
        raise _wrong(f"retention.{key}.years", BadInput(code="value.missing"))
    return RetentionClass(key=key, name=table.name, years=None if table.forever else table.years)


def _piece(key: str, table: _Piece, known: Mapping[str, _Piece]) -> PieceKind:
    for other in table.also:
        _one(f"pieces.{key}.also", other, known)
    types, also = tuple(table.types), tuple(table.also)
    return PieceKind(key=key, name=table.name, words=tuple(table.words), types=types, also=also)


def _kit(key: str, table: _Kit, pieces: Mapping[str, PieceKind], classes: Mapping[str, RetentionClass]) -> EvidenceKit:
    needed = _pieces(f"kits.{key}.needed", table.needed, pieces, is_needed=True)
    usual = _pieces(f"kits.{key}.usual", table.usual, pieces, is_needed=False)
    return EvidenceKit(
        key=key,
        name=table.name,
        pieces=(*needed, *(piece for piece in usual if piece.piece.key not in table.needed)),
        retention=_one(f"kits.{key}.retention", table.retention, classes),
        words=tuple(table.words),
        areas=tuple(table.areas),
        of_rates=table.rates,
    )


def _pieces(
    place: str, keys: Iterable[str], pieces: Mapping[str, PieceKind], *, is_needed: bool
) -> tuple[KitPiece, ...]:
    return tuple(KitPiece(piece=_one(place, key, pieces), is_needed=is_needed) for key in dict.fromkeys(keys))


def _one(place: str, key: str, known: Mapping[str, _Value]) -> _Value:
    if key not in known:
        raise _wrong(place, BadInput(code="value.choice", expected=", ".join(known)))
    return known[key]


def _wrong(place: str, problem: BadInput) -> BadInput:
    return BadInput(code="config.invalid", file=_FILE, place=place, problem=problem)
