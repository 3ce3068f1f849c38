"""Whether two photos show the same: a difference hash of 64 bits, the same after a chat program shrank the photo."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

#: Pixels of the small grey picture that is looked at: each is compared with the one to its right.
COLUMNS: Final = 9
ROWS: Final = 8
#: The same photo shrunk and pressed anew differs in two bits at most, two photos of two things in ten and more.
_MOST_BITS: Final = 3
#: A white page, a wall or an evening sky has no shape to be known by: so many steps up and down must be clear.
_FEWEST_CLEAR: Final = 8
_CLEAR: Final = 4
#: With one band more than bits may differ, two like photos have a band in common.
_BAND_DIGITS: Final = 16 // (_MOST_BITS + 1)


def likeness_of(greys: Sequence[int]) -> str:
    """The hash of a picture of 9 by 8 shades of grey, 16 hexadecimal digits; "" for one without a shape.

    >>> likeness_of([0, 255] * 36), likeness_of([255] * 72)
    ('aa55aa55aa55aa55', '')
    """
    steps = [
        greys[row * COLUMNS + column + 1] - greys[row * COLUMNS + column]
        for row in range(ROWS)
        for column in range(COLUMNS - 1)
    ]
    rising, falling = (sum(sign * step >= _CLEAR for step in steps) for sign in (1, -1))
    if min(rising, falling) < _FEWEST_CLEAR:
        return ""
    return f"{int(''.join('1' if step > 0 else '0' for step in steps), 2):016x}"


def alike(wanted: Iterable[str], known: Mapping[str, str]) -> dict[str, list[str]]:
    """Of each file wanted, the other files that look like it; `known` has the hash of each file's picture, by file.

    >>> alike(["a"], {"a": "00000000000000ff", "b": "00000000000000fe", "c": "ffffffffffffffff", "d": ""})
    {'a': ['b']}
    """
    bands: dict[tuple[int, str], list[str]] = {}
    for file, likeness in known.items():
        for band in _bands(likeness):
            bands.setdefault(band, []).append(file)
    found: dict[str, list[str]] = {}
    for file in wanted:
        likeness = known.get(file, "")
        near = sorted({other for band in _bands(likeness) for other in bands[band]} - {file})
        like = [other for other in near if _distance(likeness, known[other]) <= _MOST_BITS]
        if like:
            found[file] = like
    return found


def _bands(likeness: str) -> list[tuple[int, str]]:
    return [(start, likeness[start : start + _BAND_DIGITS]) for start in range(0, len(likeness), _BAND_DIGITS)]


def _distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()
