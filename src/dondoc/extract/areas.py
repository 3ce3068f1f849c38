"""The area of work of a clause: by its words, the earlier the heavier, then by its headings and the title.

Keywords (config/areas.toml) speak first; the counts of annotated commitments (config/area_words.toml) decide between
near ones and where no keyword stands.
"""

import re
from functools import lru_cache

from dondoc.core.extraction import Reason
from dondoc.extract.area_words import weigh
from dondoc.extract.lexicon import Area, Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.phrases import Phrases

_OTHER = "other"
#: A keyword among the first words, where the main verb stands, counts most.
_HEAD, _OPENING = 12, 1.9
#: What a keyword of a heading counts, from the nearest heading out to the title.
#: What the counts weigh beside the keywords: tried on documents that were not counted.
_COUNTS = 0.3
_NEAR = (0.45, 0.2, 0.1, 0.05)
#: A label of fewer spaces than this stands over anything ("Khác").
_TELLING = 2
_WORD = re.compile(r"[^\W_]+")
_INTRODUCED = re.compile(r"(?:(?:về|công tác|lĩnh vực|nội dung|nhiệm vụ|mảng)\s+)+")


def find_area(key: str, headings: tuple[str, ...], lexicon: Lexicon) -> str:
    """The code of the area with the most weight; "other" where nothing speaks for any.

    A heading that is an area's own label settles it: it was chosen by who wrote it.
    """
    if (labelled := _labelled(headings, lexicon)) is not None:
        return area_of_label(labelled, lexicon) or _OTHER
    weights = {area.code: 0.0 for area in lexicon.areas}
    owners, _ = _index(lexicon.areas)
    for at, phrase in _keywords(key, lexicon):
        for code in owners[phrase]:
            weights[code] += _size(phrase) * (_OPENING if at < _HEAD else 1.5 - at / max(len(key), 60))
    for distance, heading in enumerate(reversed(headings[-len(_NEAR) :])):
        for _, phrase in _keywords(heading, lexicon):
            for code in owners[phrase]:
                weights[code] += _size(phrase) * _NEAR[distance]
    evidence = lexicon.area_words.score(key, headings)
    unheard = min(evidence.values(), default=0.0)
    for code in weights:
        weights[code] += _COUNTS * evidence.get(code, unheard)
    return max(weights, key=lambda code: weights[code], default=_OTHER)


def area_of_label(key: str, lexicon: Lexicon) -> str | None:
    """The area whose label a folded heading is, with or without "công tác" before it; None for any other heading.

    >>> _plain("công tác tài chính, tài sản; ngân sách")
    'tài chính tài sản ngân sách'
    """
    return _labels(lexicon.areas).get(_plain(key)) if key else None


def _labelled(headings: tuple[str, ...], lexicon: Lexicon) -> str | None:
    """The nearest heading that is an area's label; "Công tác khác" says only that it is none of those above."""
    told = (one for one in reversed(headings) if _plain(one).count(" ") >= _TELLING and area_of_label(one, lexicon))
    return next(told, None)


@lru_cache(maxsize=8)
def _labels(areas: tuple[Area, ...]) -> dict[str, str]:
    return {_plain(fold(area.vi)): area.code for area in areas}


def _plain(key: str) -> str:
    """The words of a label or heading, marks and the words that only introduce it left out."""
    words = " ".join(_WORD.findall(key))
    return words[found.end() :] if (found := _INTRODUCED.match(words)) else words


def explain_area(code: str, key: str, headings: tuple[str, ...], lexicon: Lexicon) -> Reason:
    """By which keywords an area was found: the clause's own, else the nearest heading's."""
    if (labelled := _labelled(headings, lexicon)) is not None:
        return Reason("area:label", labelled)
    owners, _ = _index(lexicon.areas)
    for source, words in (("words", key), *(("heading", heading) for heading in reversed(headings))):
        found = dict.fromkeys(phrase for _, phrase in _keywords(words, lexicon) if code in owners[phrase])
        if found:
            return Reason(f"area:{source}", "; ".join(sorted(found, key=len, reverse=True)[:3]))
    known = sorted(
        (word for word in weigh(key, ()) if code in lexicon.area_words.counts.get(word, {})), key=len, reverse=True
    )
    return Reason("area:counts", "; ".join(known[:3])) if known else Reason("area:none")


@lru_cache(maxsize=64)
def _keywords(key: str, lexicon: Lexicon) -> tuple[tuple[int, str], ...]:
    """Keywords and their places: the same headings stand over many clauses."""
    return tuple(_index(lexicon.areas)[1].finditer(key))


@lru_cache(maxsize=8)
def _index(areas: tuple[Area, ...]) -> tuple[dict[str, tuple[str, ...]], Phrases]:
    """Areas of each keyword, and all keywords together: the longest at a place wins ("pháp luật" over "luật")."""
    owners: dict[str, tuple[str, ...]] = {}
    for area in areas:
        for phrase in area.keywords.words:
            owners[phrase] = (*owners.get(phrase, ()), area.code)
    return owners, Phrases(tuple(owners))


def _size(phrase: str) -> float:
    """Words of a keyword; from the fourth on they add little."""
    words = phrase.count(" ") + 1
    return float(words) if words <= 3 else 3 + 0.3 * (words - 3)


def areas_named(key: str, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Area → its keywords in the folded words of a heading, in order; several areas may stand in one heading."""
    owners, phrases = _index(lexicon.areas)
    found: dict[str, list[str]] = {}
    for _, phrase in phrases.finditer(key):
        for code in owners[phrase]:
            found.setdefault(code, []).append(phrase)
    return {code: tuple(words) for code, words in found.items()}
