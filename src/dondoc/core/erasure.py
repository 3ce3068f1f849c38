"""Finding and taking away what names one person: his name, and the addresses under which he was reached."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

#: A single word ("Lan") stands in too many other names; a short number in too many other numbers.
_LEAST_WORDS, _LEAST_ADDRESS = 2, 5


def neutral_name(person_id: int) -> str:
    """What stands for somebody from then on.

    >>> neutral_name(7)
    'Người đã được xóa thông tin #7'
    """
    return f"Người đã được xóa thông tin #{person_id}"


@dataclass(frozen=True, slots=True)
class Traces:
    """What names a person, and what stands there afterwards."""

    name: str
    addresses: frozenset[str]
    label: str
    #: Another person has the same name: words that hold it may be about either, and stay.
    has_namesake: bool = False
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        needles = [_words(a) for a in sorted(self.addresses, key=len, reverse=True) if len(a) >= _LEAST_ADDRESS]
        if len(self.name.split()) >= _LEAST_WORDS and not self.has_namesake:
            needles.insert(0, _words(self.name))
        joined = "|".join(needles)
        pattern = re.compile(rf"(?<![\w@.+-])(?:{joined})(?![\w@-])", re.IGNORECASE) if needles else None
        object.__setattr__(self, "_pattern", pattern)

    def clean(self, text: str) -> str:
        """The text with the label where something named the person; a field that is nothing but his name, too.

        >>> lan = Traces("Trần Thị Lan", frozenset({"lan@vi.du"}), "ai đó")
        >>> lan.clean("đ/c TRẦN THỊ LAN (lan@vi.du) và Trần Thị Lan Anh")
        'đ/c ai đó (ai đó) và ai đó Anh'
        >>> Traces("Lan", frozenset(), "ai đó").clean("Hoa Lan"), Traces("Lan", frozenset(), "ai đó").clean("lan")
        ('Hoa Lan', 'ai đó')
        """
        plain = unicodedata.normalize("NFC", text)
        if not self.has_namesake and plain.strip().casefold() == self.name.casefold():
            return self.label
        if self._pattern is None or self._pattern.search(plain) is None:
            return text
        return self._pattern.sub(lambda _: self.label, plain)

    def are_in(self, text: str) -> bool:
        """Whether a text names the person."""
        return self.clean(text) != text


def _words(needle: str) -> str:
    """Spaces of any number between the words."""
    return r"\s+".join(re.escape(word) for word in unicodedata.normalize("NFC", needle).split())


def addresses_of(*groups: Iterable[str | None]) -> frozenset[str]:
    """All that are any."""
    return frozenset(address.strip() for group in groups for address in group if address and address.strip())
