"""Evidence kits: what papers a kind of activity usually leaves, which of them are there, and which are missing.

A kit never decides whether something is done: that is the rule of config/evidence.toml. It only says what to ask for.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise

from dondoc.core.activity import Activity, Evidence, EvidenceKind, EvidenceState
from dondoc.core.commitment import Commitment
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.words import fold
from dondoc.errors import BadInput

_WORD = re.compile(r"[^\W_]+")
#: Names of files run words and numbers together: "KH12".
_NUMBERED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
#: A phrase so long may stand inside a word without spaces ("danhsachkynhan"), a shorter one by chance.
_SQUEEZED = 6
#: What is done stands in front; words of who and why come later and count less.
_FRONT, _FRONT_WEIGHT = 3, 2.0
_FAR = 40
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionClass:
    """How long papers are kept."""

    key: str
    name: str
    #: None: for ever.
    years: int | None

    def first_free_day(self, happened_on: date) -> date | None:
        """The first day on which they may be destroyed; the years count from the end of the year of the work.

        >>> RetentionClass(key="x", name="05 năm", years=5).first_free_day(date(2026, 9, 12))
        datetime.date(2032, 1, 1)
        """
        return None if self.years is None else date(happened_on.year + self.years + 1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceKind:
    """A sort of paper or file, and how one is recognised."""

    key: str
    #: As a clerk asks for it: "biên bản", "danh sách ký nhận".
    name: str
    #: Words of a file's name, a document's number, or a link.
    words: tuple[str, ...] = ()
    #: Media types or kinds of proof, asked only when no words say what it is, and of what is expected; a family of
    #: types ("image/") says it of any task.
    types: tuple[str, ...] = ()
    #: Papers that stand for it: who sent a decision need not send another "văn bản có số, ký hiệu".
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPiece:
    """A paper that a kind of activity usually leaves."""

    piece: PieceKind
    #: Asked for in letters; what is only usual is named on the page alone.
    is_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKit:
    """What one kind of activity usually leaves."""

    key: str
    #: As a clerk calls it: "hội nghị, đối thoại".
    name: str
    pieces: tuple[KitPiece, ...]
    retention: RetentionClass
    #: Words of a promise or a report by which the kind is recognised.
    words: tuple[str, ...] = ()
    #: Areas of work in which it is taken where no words speak.
    areas: tuple[str, ...] = ()
    #: Taken for what is promised in per cent, where no words speak.
    of_rates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKits:
    """All kits of an office, its sorts of papers and its retention classes."""

    kits: tuple[EvidenceKit, ...]
    #: What is taken where nothing speaks for another.
    fallback: EvidenceKit
    pieces: Mapping[str, PieceKind]
    classes: Mapping[str, RetentionClass]
    _phrases: "_Index" = field(init=False, repr=False, compare=False)
    _names: "_Index" = field(init=False, repr=False, compare=False)
    #: A promise never changes, and is asked for with every letter.
    _told: dict[tuple[str, str, bool], EvidenceKit] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_phrases", _Index.of((kit.key, kit.words) for kit in self.kits))
        object.__setattr__(self, "_names", _Index.of((piece.key, piece.words) for piece in self.pieces.values()))

    def kit_for(self, words: str, *, area: str = "other", is_rate: bool = False) -> EvidenceKit:
        """The kit of what some words speak of: by the words, else by the area, else the fallback.

        The longest phrase at a place counts, the more words the more, and what stands in front most ("tập huấn công
        tác kiểm tra" is a training, "kiểm tra việc tập huấn" an inspection).
        """
        asked = words, area, is_rate
        if asked not in self._told:
            if len(self._told) >= _REMEMBERED:
                self._told.clear()
            self._told[asked] = self._recognised(words, area, is_rate=is_rate)
        return self._told[asked]

    def _recognised(self, words: str, area: str, *, is_rate: bool) -> EvidenceKit:
        weights: dict[str, float] = {}
        for place, size, owners in self._phrases.find(words):
            weight = size * (_FRONT_WEIGHT if place < _FRONT else 1 - min(place, _FAR) / (2 * _FAR))
            for key in owners:
                weights[key] = weights.get(key, 0.0) + weight
        best = max(weights.values(), default=0.0)
        if best:
            return next(kit for kit in self.kits if weights.get(kit.key) == best)
        if is_rate and (found := next((kit for kit in self.kits if kit.of_rates), None)):
            return found
        return next((kit for kit in self.kits if area in kit.areas), self.fallback)

    def named(self, name: str) -> PieceKind:
        """The paper of this key or name, however it is accented; BadInput `evidence.no_piece`."""
        wanted = fold(name)
        found = next((p for p in self.pieces.values() if wanted in {p.key, fold(p.name)}), None)
        if found is None:
            known = "; ".join(p.name for p in self.pieces.values())
            raise BadInput(code="evidence.no_piece", piece=name, known=known)
        return found

    def piece_of(self, evidence: Evidence, kit: EvidenceKit) -> PieceKind | None:
        """Which paper a proof is: as a person said, else by its label, else by its media type; None when unknown."""
        if evidence.piece:
            return self.pieces.get(evidence.piece)
        return self.guess(evidence.kind, evidence.label, evidence.media_type, kit)

    def guess(self, kind: EvidenceKind, label: str, media_type: str, kit: EvidenceKit) -> PieceKind | None:
        """Which paper it is by the longest words of its label, else by its media type; the kit's own pieces first."""
        if kind is EvidenceKind.STATEMENT:
            return None
        own = [p.piece.key for p in kit.pieces]
        order = [*own, *(key for key in self.pieces if key not in own)]
        found = [
            (size, key in own, -place, -order.index(key), key)
            for place, size, owners in self._names.find(label)
            for key in owners
        ]
        if found:
            return self.pieces[max(found)[-1]]
        form = media_type or kind.value
        expected = next((p.piece for p in kit.pieces if form.startswith(p.piece.types)), None)
        return expected or next((p for p in self.pieces.values() if form.startswith(_families(p))), None)


def kit_of_task(terms: Commitment, kits: EvidenceKits) -> EvidenceKit:
    """The kit of a promise."""
    return kits.kit_for(terms.display, area=terms.area, is_rate=any(target.percent for target in terms.targets))


def retention_of(activity: Activity, tasks: Iterable[Commitment], kits: EvidenceKits) -> RetentionClass:
    """How long proofs of an activity are kept: as the tasks it counts for want it, the longest of several.

    What is unplanned is kept as its own words say.
    """
    classes = [kit_of_task(task, kits).retention for task in tasks]
    own = kits.kit_for(activity.words, area=activity.area).retention
    return max(classes or [own], key=lambda c: (c.years is None, c.years or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class KitStanding:
    """How the papers of one task, or one activity, stand against its kit."""

    kit: EvidenceKit
    #: Papers that came, in the order of the kit, those outside the kit after them.
    there: tuple[PieceKind, ...] = ()
    #: Needed ones that did not come.
    missing: tuple[PieceKind, ...] = ()
    #: Usual ones that did not come; nobody has to have them.
    also_usual: tuple[PieceKind, ...] = ()
    #: How many proofs came of which nobody knows what they are.
    unknown: int = 0

    @property
    def missing_names(self) -> tuple[str, ...]:
        """What to ask for."""
        return tuple(piece.name for piece in self.missing)


def standing_of(kit: EvidenceKit, proofs: Iterable[Evidence], kits: EvidenceKits) -> KitStanding:
    """Which pieces of a kit are there and which are missing; what was rejected is not there."""
    pieces = [kits.piece_of(proof, kit) for proof in proofs if proof.state is not EvidenceState.REJECTED]
    came = {piece.key: piece for piece in pieces if piece is not None}
    own = [p.piece for p in kit.pieces]
    there = [p for p in own if p.key in came] + [p for key, p in came.items() if all(key != o.key for o in own)]
    open_ = [p for p in kit.pieces if came.keys().isdisjoint({p.piece.key, *p.piece.also})]
    return KitStanding(
        kit=kit,
        there=tuple(there),
        missing=tuple(p.piece for p in open_ if p.is_needed),
        also_usual=tuple(p.piece for p in open_ if not p.is_needed),
        unknown=sum(piece is None for piece in pieces),
    )


def _families(piece: PieceKind) -> tuple[str, ...]:
    return tuple(type_ for type_ in piece.types if type_.endswith("/"))


def standing_of_slot(view: TaskView, work: SlotWork, kits: EvidenceKits) -> KitStanding:
    """How the papers of one part of a task stand, over all that happened for it."""
    proofs = [proof for activity in work.activities for proof in work.evidence.get(activity.id, ())]
    return standing_of(kit_of_task(view.terms, kits), proofs, kits)


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A word without accents, and as it is spelled, its tone at its end: "hoà" and "hòa" are one word."""

    plain: str
    toned: str


@dataclass(frozen=True, slots=True)
class _Index:
    """Phrases by their first word without accents, with the keys that they speak for, the longest first."""

    by_first: Mapping[str, tuple[tuple[tuple[_Spelled, ...], tuple[str, ...]], ...]]
    squeezed: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, owners: Iterable[tuple[str, Sequence[str]]]) -> "_Index":
        keys: dict[tuple[_Spelled, ...], tuple[str, ...]] = {}
        for key, phrases in owners:
            for phrase in phrases:
                spelled = _spell(phrase)
                if spelled:
                    keys[spelled] = (*keys.get(spelled, ()), key)
        by_first: dict[str, list[tuple[tuple[_Spelled, ...], tuple[str, ...]]]] = {}
        for spelled in sorted(keys, key=len, reverse=True):
            by_first.setdefault(spelled[0].plain, []).append((spelled, keys[spelled]))
        squeezed = {
            joined: keys[spelled]
            for spelled in sorted(keys, key=len)
            if len(spelled) > 1 and len(joined := "".join(word.plain for word in spelled)) >= _SQUEEZED
        }
        return cls({first: tuple(many) for first, many in by_first.items()}, squeezed)

    def find(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """(place, size, keys) of the longest phrase at each place, without overlap; both in words.

        A text without any accent, as names of files often are, is compared without them.
        """
        words = _spell(text)
        is_plain = all(word.plain == word.toned for word in words)
        found: list[tuple[int, int, tuple[str, ...]]] = []
        place = 0
        while place < len(words):
            size, owners = self._longest(words, place, is_plain=is_plain)
            if size:
                found.append((place, size, owners))
            place += size or 1
        return found or self._inside(words)

    def _longest(self, words: tuple[_Spelled, ...], place: int, *, is_plain: bool) -> tuple[int, tuple[str, ...]]:
        for phrase, owners in self.by_first.get(words[place].plain, ()):
            there = words[place : place + len(phrase)]
            if len(there) == len(phrase) and all(
                one.plain == other.plain and (is_plain or one.toned == other.toned)
                for one, other in zip(there, phrase, strict=True)
            ):
                return len(phrase), owners
        return 0, ()

    def _inside(self, words: tuple[_Spelled, ...]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Phrases inside words that were written without spaces."""
        return [
            (place, len(joined), owners)
            for place, word in enumerate(words)
            if len(word.plain) >= _SQUEEZED
            for joined, owners in self.squeezed.items()
            if joined in word.plain
        ]


@lru_cache(maxsize=2048)
def _spell(text: str) -> tuple[_Spelled, ...]:
    composed = _NUMBERED.sub(" ", unicodedata.normalize("NFC", text))
    return tuple(_spell_word(word) for token in _WORD.findall(composed) for word in _parted(token))


def _parted(token: str) -> list[str]:
    """The words of a token that was written without spaces.

    >>> _parted("BienBanHop"), _parted("BIÊN"), _parted("Biên")
    (['Bien', 'Ban', 'Hop'], ['BIÊN'], ['Biên'])
    """
    if token.isupper() or token[1:].islower():
        return [token]
    starts = [0, *(at for at in range(1, len(token)) if token[at].isupper() and token[at - 1].islower()), len(token)]
    return [token[start:end] for start, end in pairwise(starts)]


@lru_cache(maxsize=8192)
def _spell_word(word: str) -> _Spelled:
    letters = unicodedata.normalize("NFD", word.casefold().replace("đ", "d\u0335"))
    tones = "".join(c for c in letters if c in _TONES)
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return _Spelled(plain, "".join(c for c in letters if c not in _TONES) + tones)
