"""What governs a clause from outside it: the lead-in before its list, its owner and deadline, what it hangs on."""

from dataclasses import dataclass

from dondoc.core.extraction import Mark, Reason
from dondoc.core.target import Target
from dondoc.extract.dates import Deadline
from dondoc.extract.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A lead-in that governs what follows: who, its words, the numbering of its line, and how far it reaches."""

    owner: str | None = None
    words: str = ""
    style: str = ""
    #: The passage that it cannot leave: an order in passing ("Giao Phòng A chủ trì …") ends with its paragraph.
    within: Passage | None = None
    #: Where its words name the owner.
    marks: tuple[Mark, ...] = ()
    #: The commitment that it is itself; the items of the list below it hang on that.
    whole: int | None = None
    #: Running text orders several units to do what its list says.
    orders_many: bool = False
    #: Numberings of the headings that it stands under: the next of one of them ends it.
    open: frozenset[str] = frozenset()
    #: The lead-in that goes on when the list of this one is over: "… yêu cầu các huyện đoàn:" above "3. Tri ân:".
    outer: "Lead | None" = None

    @property
    def after(self) -> "Lead":
        """What governs behind it."""
        return self.outer or Lead()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who must do it, why, and where the words say so; no name where it is the issuer."""

    name: str | None = None
    reason: Reason | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The deadline that binds a clause, why, and where the words say so."""

    deadline: Deadline | None = None
    reason: Reason | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The commitment that a "trong đó" part or an item of a list hangs on: its index and its words."""

    index: int | None = None
    text: str = ""


@dataclass(slots=True)
class InSentence:
    """What earlier clauses of a sentence hand on to the later ones."""

    owner: Owner = Owner()
    #: The sentence names its own subject, so no lead-in speaks for it.
    has_subject: bool = False
    head_date: Due | None = None
    last_date: Due | None = None
    last_targets: tuple[Target, ...] = ()
    #: What a "trong đó" part hangs on, and what the items after a colon hang on.
    whole: Whole = Whole()
    list_of: Whole = Whole()
