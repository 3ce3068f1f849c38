"""The area of work of a clause: by its words, the earlier the heavier, then by its heading."""

from dondoc.extract.lexicon import Lexicon

_OTHER = "other"
#: What a keyword of a heading counts, from the nearest heading out to the title.
_NEAR = (0.45, 0.2, 0.1, 0.05)


def find_area(key: str, headings: tuple[str, ...], lexicon: Lexicon) -> str:
    """The code of the area with the most weight; "other" where no keyword stands."""
    best, most = _OTHER, 0.0
    for area in lexicon.areas:
        weight = sum(_weight(at, phrase, len(key)) for at, phrase in area.keywords.finditer(key))
        for distance, heading in enumerate(reversed(headings[-4:])):
            weight += sum(_size(phrase) for _, phrase in area.keywords.finditer(heading)) * _NEAR[distance]
        if weight > most + 1e-9:
            best, most = area.code, weight
    return best


def _size(phrase: str) -> int:
    return phrase.count(" ") + 1


def _weight(at: int, phrase: str, length: int) -> float:
    """Words of the keyword, up to half as much again at the head of the clause."""
    return (phrase.count(" ") + 1) * (1.5 - at / max(length, 60))
