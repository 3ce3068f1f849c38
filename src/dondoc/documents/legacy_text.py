"""Finds text in an old Vietnamese encoding and converts it; text of today, in whatever language, stays as it is.

A font name is believed where what it says gives Vietnamese syllables. Without one, the words of the whole document
decide: nearly all of those with Western signs ("C«ng", "ñoaøn") must become syllables in one encoding and in no other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from dondoc.core.extraction import Doubt
from dondoc.documents.legacy_fonts import LegacyFont
from dondoc.documents.legacy_tables import Encoding, joins_to_letter, to_unicode
from dondoc.documents.syllables import is_syllable


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph in one font; None for a font that says nothing."""

    text: str
    font: LegacyFont | None = None


@dataclass(frozen=True, slots=True)
class Mended:
    """Texts of the runs, paragraph by paragraph, and what was done."""

    texts: tuple[tuple[str, ...], ...]
    #: What was converted, the most used first.
    encodings: tuple[Encoding, ...] = ()
    #: Many words are no Vietnamese, and no encoding makes them so.
    is_unclear: bool = False


#: Letters that only Unicode has: text with one of them is of today.
_OF_TODAY = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_BREAK = re.compile(r"[ \t\r\n\f\v!-/:-@\[-`{-~]+")
_BREAK_AND_NBSP = re.compile(r"[ \t\r\n\f\v\xa0!-/:-@\[-`{-~]+")
#: A letter with a shape, or đ at the beginning: what English does not write.
_VIQR_SIGNS = re.compile(r"[aeoAEO]\^|[aA]\([`'?~.A-Za-z]|[ouOU]\+|\b[dD]{2}[aeiouyAEIOUY]")
_VIQR_SHARE = 0.2
_SAMPLE_OF_VIQR = 64 * 1024
_STOPS = ".,;:!?()\"'"
_WORD = re.compile(r"\S+")
_SMALL, _LARGE = re.compile("[a-z]"), re.compile("[A-Z]")
#: Signs round a word that are no part of it.
_QUOTES = "“”\u2018’„…–—•\xa0\ufeff\u200b"
_AROUND = _QUOTES + "·«»°§"
#: Fonts for symbols keep their codes in an area of their own.
_SYMBOLS = {0xF000 + code: code for code in range(0x20, 0x100)}
#: Encodings that are looked for without a font name. VPS reads much as VISCII does, and its files name their font.
_GUESSED = (Encoding.TCVN3, Encoding.VNI, Encoding.VISCII, Encoding.VPS, Encoding.VIETWARE, Encoding.UTF8)
#: Those in which the no-break space is part of a letter.
_NBSP_IN_LETTERS = frozenset({Encoding.VISCII, Encoding.VPS, Encoding.UTF8})
#: Words that evidence is made from; more do not make it better, only slower.
_SAMPLE = 8_000
#: Part of the words that an encoding must make syllables; from less on, it is told that one may be in use.
_SHARE, _SOME = 0.8, 0.5
_FEWEST_GAINED = 4
#: By how much the best encoding must be ahead of the text as it is, and of the second.
_GAIN, _AHEAD = 0.3, 0.1


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the words with Western signs read in one encoding."""

    words: int
    good: int
    #: Different words that are syllables only after conversion.
    gained: int

    @property
    def share(self) -> float:
        """Part of the words that are syllables."""
        return self.good / self.words if self.words else 0.0


def weigh(text: str, encoding: Encoding | None = None) -> Evidence:
    """Evidence for an encoding; None takes the text as it is.

    >>> weigh("C«ng ®oµn 2026", Encoding.TCVN3)
    Evidence(words=2, good=2, gained=2)
    """
    words, good = 0, 0
    gained: set[str] = set()
    for raw in _words(text, encoding):
        word = _core(to_unicode(raw, encoding) if encoding else raw)
        if not word or _is_acronym(word):
            continue
        words += 1
        if is_syllable(word) if encoding else _reads(word):
            good += 1
            if encoding and len(word) > 1 and not _reads(_core(raw)):
                gained.add(word)
    return Evidence(words, good, len(gained))


def converted(text: str, encoding: Encoding) -> str:
    """A text that is wholly in one encoding, line by line, with the capitals that its plain letters tell."""
    return "\n".join(_with_capitals(line, to_unicode(line, encoding), encoding) for line in text.split("\n"))


def is_viqr(text: str) -> bool:
    """Whether plain letters spell Vietnamese by VIQR ("Co^ng ddoa`n"): many words do, with signs that English lacks.

    >>> is_viqr("You're late: it's a (b+c)^2 address.")
    False
    >>> is_viqr("Co^ng ddoa`n co+ so+? to^? chu+'c ho^.i nghi. so+ ke^'t.")
    True
    """
    if not _VIQR_SIGNS.search(text):
        return False
    words = text[:_SAMPLE_OF_VIQR].split()
    strange = [word for word in words if _VIQR_SIGNS.search(word)]
    shaped = {word for word in strange if is_syllable(to_unicode(word, Encoding.VIQR).strip(_STOPS))}
    return len(shaped) >= _FEWEST_GAINED and len(strange) >= _VIQR_SHARE * len(words)


def doubts_of(encodings: Iterable[Encoding], *, is_unclear: bool = False) -> tuple[Doubt, ...]:
    """What a person should look at after a conversion, about the whole document."""
    used = list(dict.fromkeys(encodings))
    old = [encoding.value for encoding in used if encoding is not Encoding.UTF8]
    doubts = []
    if old:
        doubts.append(Doubt(code="document.converted", start=0, end=0, params=(("encoding", ", ".join(old)),)))
    if Encoding.UTF8 in used:
        doubts.append(Doubt(code="document.misencoded", start=0, end=0))
    if is_unclear:
        doubts.append(Doubt(code="document.encoding_unclear", start=0, end=0))
    return tuple(doubts)


def mend(paragraphs: Sequence[Sequence[Run]]) -> Mended:
    """Converts what is in an old encoding; runs keep their number, a letter that two runs part goes to the first."""
    texts = [[run.text.translate(_SYMBOLS) if run.font else run.text for run in paragraph] for paragraph in paragraphs]
    counted: Counter[Encoding] = Counter()
    fonts = {run.font.encoding for paragraph in paragraphs for run in paragraph if run.font}
    settled: set[tuple[int, int]] = set()
    for encoding in sorted(fonts, key=lambda encoding: encoding.value):
        for stretch in _believe_font(_stretches(paragraphs, texts, encoding), encoding):
            counted[encoding] += stretch.convert(encoding)
            settled.update((stretch.number, place) for place in stretch.places)
    rest = [
        replace(stretch, places=[place for place in stretch.places if (stretch.number, place) not in settled])
        for stretch in _stretches(paragraphs, texts, None)
    ]
    found, is_unclear = _guess((stretch.text for stretch in rest), proven=frozenset(+counted))
    if found is not None:
        counted[found] += sum(_believe_words(rest, found))
    used = tuple(encoding for encoding, count in counted.most_common() if count)
    return Mended(tuple(tuple(runs) for runs in texts), used, is_unclear)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Runs of one paragraph that are judged together; `texts` are those of the paragraph, changed in place."""

    number: int
    runs: Sequence[Run]
    texts: list[str]
    places: list[int]

    @property
    def text(self) -> str:
        """The words of the runs, as they stand now."""
        return "".join(self.texts[place] for place in self.places)

    def convert(self, encoding: Encoding) -> bool:
        """All runs, with the capitals that their fonts show; whether something changed."""
        before = self.text
        for place, after in pairwise(self.places):
            while after == place + 1 and joins_to_letter(encoding, self.texts[place], self.texts[after]):
                self.texts[place] += self.texts[after][0]
                self.texts[after] = self.texts[after][1:]
        for place in self.places:
            font = self.runs[place].font
            raw = self.texts[place]
            text = to_unicode(raw, encoding)
            capitals = font is not None and font.capitals
            self.texts[place] = text.upper() if capitals else _with_capitals(raw, text, encoding)
        return self.text != before

    def convert_words(self, encoding: Encoding) -> bool:
        """Only words that are no syllables as they stand, and are some after conversion; whether there were any."""
        before = self.text
        for place in self.places:
            self.texts[place] = _WORD.sub(lambda word: _mended_word(word[0], encoding), self.texts[place])
        return self.text != before


def _stretches(paragraphs: Sequence[Sequence[Run]], texts: list[list[str]], named: Encoding | None) -> list[_Stretch]:
    """The runs of each paragraph whose font names an encoding; for None, all runs."""
    found = []
    for number, runs in enumerate(paragraphs):
        places = [place for place, run in enumerate(runs) if named is None or (run.font and run.font.encoding is named)]
        if places:
            found.append(_Stretch(number=number, runs=runs, texts=texts[number], places=places))
    return found


def _believe_font(named: list[_Stretch], encoding: Encoding) -> list[_Stretch]:
    """The stretches in which the font is right: what was pasted in is Unicode, though the font still stands there."""
    texts = [stretch.text for stretch in named]
    old = [text for text in texts if not _OF_TODAY.search(text)]
    evidence = weigh("\n".join(_sample(old)), encoding)
    if evidence.words == 0 and len(old) < len(texts):
        return []
    if evidence.words and (evidence.share < 0.5 or evidence.good < weigh("\n".join(_sample(old))).good):
        return []
    return [
        stretch
        for stretch, text in zip(named, texts, strict=True)
        if not _OF_TODAY.search(text) and weigh(text, encoding).good >= weigh(text).good
    ]


def _guess(texts: Iterable[str], proven: frozenset[Encoding]) -> tuple[Encoding | None, bool]:
    """The encoding that the words betray, or None; and whether they are of an old one that is not clear.

    One that the fonts of the document have proven needs a single word.
    """
    sample = "\n".join(islice(_suspicious(texts), _SAMPLE))
    now = weigh(sample)
    ranked = sorted(((weigh(sample, encoding), encoding) for encoding in _GUESSED), key=lambda one: -one[0].share)
    (best, encoding), (second, _) = ranked[0], ranked[1]
    if (
        best.gained < (1 if encoding in proven else _FEWEST_GAINED)
        or best.share < _SOME
        or best.share - now.share < _GAIN
    ):
        return None, False
    if best.share < _SHARE or best.share - second.share < _AHEAD:
        return None, True
    return encoding, False


def _suspicious(texts: Iterable[str]) -> Iterator[str]:
    """Words of paragraphs that are not wholly of today: all of them, or those that are no syllables."""
    for text in texts:
        if text.isascii():
            continue
        words = [word for word in _words(text, None) if _core(word)]
        strange = [word for word in words if not _reads(_core(word)) and not _OF_TODAY.search(word)]
        if strange:
            yield from strange if _OF_TODAY.search(text) else words


def _believe_words(stretches: list[_Stretch], encoding: Encoding) -> Iterator[bool]:
    """Converts each stretch that is better so; what reads both ways goes with the one before it."""
    is_old = not any(_OF_TODAY.search(stretch.text) for stretch in stretches)
    for stretch in stretches:
        text = stretch.text
        if text.isascii():
            continue
        if _OF_TODAY.search(text):
            is_old = False
            yield stretch.convert_words(encoding)
            continue
        gain = weigh(text, encoding).good - weigh(text).good
        is_old = gain > 0 or (gain == 0 and is_old)
        if is_old:
            yield stretch.convert(encoding)


def _words(text: str, encoding: Encoding | None) -> list[str]:
    """Words with Western signs, as they stand."""
    if text.isascii():
        return []
    breaks = _BREAK if encoding in _NBSP_IN_LETTERS else _BREAK_AND_NBSP
    return [word for word in breaks.split(text) if not word.isascii() and not word.strip(_QUOTES).isascii()]


def _core(word: str) -> str:
    return word.strip(_AROUND)


def _reads(word: str) -> bool:
    """Whether a word is a syllable as it stands; a capital in its middle ("dÉn") is no letter of it."""
    return is_syllable(word) and (word[1:].islower() or word.isupper() or len(word) == 1)


def _is_acronym(word: str) -> bool:
    """Whether it is made of capitals and Đ ("LĐLĐ"), which proves nothing."""
    return word.isupper() and word.replace("Đ", "").isascii()


def _mended_word(word: str, encoding: Encoding) -> str:
    if word.isascii() or _OF_TODAY.search(word) or _reads(_core(word)):
        return word
    mended = _with_capitals(word, to_unicode(word, encoding), encoding)
    return mended if is_syllable(_core(mended)) else word


def _with_capitals(raw: str, text: str, encoding: Encoding) -> str:
    """TCVN3 has no capitals with tones; without its font they are told by the plain letters round them ("§OµN")."""
    if encoding is not Encoding.TCVN3 or raw == text:
        return text
    spans = [word.span() for word in _WORD.finditer(raw)]
    loud = [_is_loud(raw[start:end], text[start:end], plain=2) for start, end in spans]
    if any(loud) and not _SMALL.search(raw):
        return text.upper()
    pieces = list(text)
    for place, (start, end) in enumerate(spans):
        beside = any(loud[max(place - 1, 0) : place + 2])
        if loud[place] or (beside and _is_loud(raw[start:end], text[start:end], plain=0)):
            pieces[start:end] = text[start:end].upper()
    return "".join(pieces)


def _is_loud(raw: str, text: str, *, plain: int) -> bool:
    """Whether a word is in capitals as far as its plain letters tell, of which there are at least so many."""
    return not text.isupper() and not _SMALL.search(raw) and len(_LARGE.findall(raw)) >= plain


def _sample(texts: list[str]) -> Iterator[str]:
    """Texts up to a length that is enough to judge by."""
    left = _SAMPLE * 8
    for text in texts:
        if left <= 0:
            return
        left -= len(text)
        yield text
