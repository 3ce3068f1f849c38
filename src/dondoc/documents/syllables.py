"""Whether letters can be a Vietnamese syllable, by its spelling: what tells right decoding from nonsense."""

import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
#: Tones that a syllable ending in a stop can bear: sắc and nặng.
_STOP_TONES: Final = ("\u0301", "\u0323")
_STOPS: Final = ("c", "ch", "p", "t")
_SHAPED: Final = frozenset("ăâêôơư")

#: "nghiêng".
_LONGEST = 7
_FRONT = "eêiy"
_ONSETS = (
    *("b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu"),
    *("r", "s", "t", "th", "tr", "v", "x"),
)
_RIMES = frozenset(
    " ".join(
        (
            "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây",
            "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu",
            "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y yêm yên yêng yêt yêu ych ynh yt yn",
            "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong",
            "ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt",
            "u ua uân uâng uât uây uc uê uênh uêch uêu ui um un ung uôc uôi uôm uôn uông uôt uơ up ut",
            "uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu",
        )
    ).split()
)
#: Endings by which a rime ends in a stop.
_STOPPED = frozenset(rime for rime in _RIMES if rime.endswith(_STOPS))


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Whether a word is spelt as a Vietnamese syllable can be: onset, rime, and a tone that fits both.

    >>> is_syllable("nghiệp"), is_syllable("QUYẾT"), is_syllable("cafộ"), is_syllable("càt")
    (True, True, False, False)
    """
    composed = unicodedata.normalize("NFC", word.lower())
    if not 0 < len(composed) <= _LONGEST:
        return False
    letters = [_parted(letter) for letter in composed]
    toned = [(letter, tone) for letter, tone in letters if tone]
    shaped = [letter for letter, _ in letters if letter in _SHAPED]
    # The tone sits on the last vowel that has a mark of its own ("iệ", "ướ"), where there is one.
    if len(toned) > 1 or (toned and shaped and toned[0][0] != shaped[-1]):
        return False
    tone = toned[0][1] if toned else ""
    return any(_fits(rime, tone) for rime in _rimes_after_onsets("".join(letter for letter, _ in letters)))


@lru_cache(maxsize=1 << 10)
def _parted(letter: str) -> tuple[str, str]:
    """The letter without its tone, and the tone or ""."""
    pieces = unicodedata.normalize("NFD", letter)
    tone = "".join(piece for piece in pieces if piece in _TONES)
    return unicodedata.normalize("NFC", "".join(piece for piece in pieces if piece not in _TONES)), tone


def _rimes_after_onsets(base: str) -> list[str]:
    """What is left of a word after each onset that it can begin with."""
    rimes = [base]
    for length in (1, 2, 3):
        onset, rime = base[:length], base[length:]
        if onset in _ONSETS and rime and _spells(onset, rime[0]):
            rimes.append(rime)
    return rimes


def _spells(onset: str, vowel: str) -> bool:
    """c, ng before back vowels; gh, ngh before front ones; g, k before both ("gì", "Đắk Lắk")."""
    if onset in {"gh", "ngh"}:
        return vowel in _FRONT
    return onset not in {"c", "ng"} or vowel not in _FRONT


def _fits(rime: str, tone: str) -> bool:
    return rime in _RIMES and (rime not in _STOPPED or tone in _STOP_TONES)
