"""The Vietnamese encodings from before Unicode: each text in one of them, as it shows in a Western font, to Unicode.

Such files hold one or two bytes a letter, which a program that knows nothing of it shows as Western letters:
"C«ng ®oµn" (TCVN3), "Coâng ñoaøn" (VNI). Sources: TCVN 5712:1993 (VN3), RFC 1456 (VISCII, VIQR), and for the others
the charts of the fonts; the fonts of Vietware and VPS are rare.
"""

import re
import unicodedata
from collections.abc import Callable
from enum import Enum
from typing import Final, assert_never


class Encoding(Enum):
    """An old encoding; the value is its name as people know it."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    VISCII = "VISCII"
    VPS = "VPS"
    VIETWARE = "Vietware X"
    VIQR = "VIQR"
    #: UTF-8 that a program took for Windows-1252 and saved again: "Háº¡n".
    UTF8 = "UTF-8"


def to_unicode(text: str, encoding: Encoding) -> str:
    """The text in Unicode; what the encoding does not use stays as it is. For VIQR the meaning of "." is guessed.

    >>> to_unicode("C«ng ®oµn", Encoding.TCVN3), to_unicode("Coâng ñoaøn", Encoding.VNI)
    ('Công đoàn', 'Công đoàn')
    >>> to_unicode("Co^ng ddoa`n.", Encoding.VIQR), to_unicode("Háº¡n", Encoding.UTF8)
    ('Công đoàn.', 'Hạn')
    """
    match encoding:
        case Encoding.TCVN3 | Encoding.VISCII | Encoding.VPS:
            return text.translate(_LETTERS[encoding])
        case Encoding.VNI | Encoding.VIETWARE:
            return _PAIRS[encoding](text)
        case Encoding.VIQR:
            return _from_viqr(text)
        case Encoding.UTF8:
            return _from_utf8(text)
        case _:
            assert_never(encoding)


def as_western(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes that it leaves open stay control characters."""
    return data.decode("latin-1").translate(_WESTERN)


def joins_to_letter(encoding: Encoding, before: str, after: str) -> bool:
    """Whether `after` begins with a mark of the letter at the end of `before`, which a change of style parted."""
    return before[-1:] + after[:1] in _MARKED.get(encoding, {})


_WESTERN: Final = {
    code: chr(code).encode("latin-1").decode("cp1252", "ignore") or chr(code) for code in range(128, 160)
}
#: How the bytes 128 to 159 show in Windows-1252: as these signs, where it has one.
_SHOWN: Final = {ord(shown): code for code, shown in _WESTERN.items()}

#: First code of each run of letters, and the letters.
_TCVN3 = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_CONTROLS = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
# The table of VPS is that of viparse (MIT licence, copyright 2026 minhtridinh), who compared four sources for it.
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ\x91\x92ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    "\xa0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺß"
    "àáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ"
)
_VPS_CONTROLS = dict(zip(b"\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d", "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True))


def _by_code(letters: dict[int, str]) -> dict[int, str]:
    """A table for `str.translate`: by the code itself, and by the sign as which Windows-1252 shows it."""
    table = {code: letter for code, letter in letters.items() if letter.isalpha()}
    return {**table, **{sign: table[code] for sign, code in _SHOWN.items() if code in table}}


_LETTERS: Final = {
    Encoding.TCVN3: _by_code(
        {first + place: letter for first, letters in _TCVN3 for place, letter in enumerate(letters)}
    ),
    Encoding.VISCII: _by_code({**_VISCII_CONTROLS, **dict(enumerate(_VISCII, start=0x80))}),
    Encoding.VPS: _by_code({**_VPS_CONTROLS, **dict(enumerate(_VPS, start=0x80))}),
}


def _marked(*rows: tuple[str, str, str]) -> dict[str, str]:
    """Pairs of base and mark, in both cases; a mark may stand in either case, the base decides."""
    pairs = {}
    for base, marks, letters in rows:
        for mark, letter in zip(marks, letters, strict=True):
            for form in {mark, mark.upper()}:
                pairs[base + form] = letter
                pairs[base.upper() + form] = letter.upper()
    return pairs


def _both_cases(shown: str, letters: str) -> dict[str, str]:
    return dict(zip(shown + shown.upper(), letters + letters.upper(), strict=True))


_MARKED: Final = {
    Encoding.VNI: _marked(
        ("a", "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
        ("e", "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
        ("o", "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
        ("u", "ùøûõï", "úùủũụ"),
        ("y", "ùøûõï", "ýỳỷỹỵ"),
        ("ô", "ùøûõï", "ớờởỡợ"),
        ("ö", "ùøûõï", "ứừửữự"),
    ),
    Encoding.VIETWARE: _marked(
        ("a", "ïìíîû", "áàảãạ"),
        ("e", "ïìíîû", "éèẻẽẹ"),
        ("o", "ïìíîü", "óòỏõọ"),
        ("u", "ïìíîû", "úùủũụ"),
        ("y", "ïìíîñ", "ýỳỷỹỵ"),
        ("à", "õòóôû", "ắằẳẵặ"),
        ("á", "úöøùû", "ấầẩẫậ"),
        ("ã", "úöøùû", "ếềểễệ"),
        ("ä", "úöøùü", "ốồổỗộ"),
        ("å", "ïìíîü", "ớờởỡợ"),
        ("æ", "ïìíîû", "ứừửữự"),
    ),
}
_SINGLE: Final = {
    Encoding.VNI: _both_cases("ñæóòîôö", "đỉĩịỵơư"),
    Encoding.VIETWARE: _both_cases("àáâãäåæçêèéë", "ăâđêôơưìíỉĩị"),
}


def _pairs(encoding: Encoding) -> Callable[[str], str]:
    """Converts letters of one or two signs: each is taken with the sign after it, where the two are a letter."""
    marked, single = _MARKED[encoding], _SINGLE[encoding]
    bases = "".join({pair[0] for pair in marked})
    marks = "".join({pair[1] for pair in marked})
    pattern = re.compile(f"[{bases}][{marks}]|[{''.join(single)}]")

    def convert(text: str) -> str:
        return pattern.sub(lambda found: replaced(found[0]), text)

    def replaced(signs: str) -> str:
        if signs in marked:
            return marked[signs]
        # No letter together: each for itself; no mark is a base, so nothing is parted that belongs together.
        return "".join(single.get(sign, sign) for sign in signs)

    return convert


_PAIRS: Final = {encoding: _pairs(encoding) for encoding in (Encoding.VNI, Encoding.VIETWARE)}

_VIQR = re.compile(
    r"\\(?P<plain>[.?'`~^(+*\\dD])|(?<![A-Za-z])(?P<stroke>[dD])[dD]"
    r"|(?P<vowel>[aeiouyAEIOUY])(?P<shape>(?<=[aAeEoO])\^|(?<=[aA])\(|(?<=[oOuU])[+*])?(?P<tone>['`?~.])?"
)
_VIQR_MARKS: Final = str.maketrans(
    dict(zip("^(+*'`?~.", "\u0302\u0306\u031b\u031b\u0301\u0300\u0309\u0303\u0323", strict=True))
)


def _from_viqr(text: str) -> str:
    # Who escapes the stops that are none ("\\.") means every other one as a mark.
    is_exact = "\\." in text or "\\?" in text
    return _VIQR.sub(lambda found: _viqr_letter(found, is_exact=is_exact), text)


def _viqr_letter(found: re.Match[str], *, is_exact: bool) -> str:
    if found["plain"]:
        return found["plain"]
    if found["stroke"]:
        return "đ" if found["stroke"] == "d" else "Đ"
    shape, tone = found["shape"] or "", found["tone"] or ""
    stop = ""
    if tone in {".", "?"} and not is_exact and _is_stop(found.string, found.end()):
        tone, stop = "", tone
    return unicodedata.normalize("NFC", found["vowel"] + (shape + tone).translate(_VIQR_MARKS)) + stop


def _is_stop(text: str, place: int) -> bool:
    """Whether a "." or "?" before this place ends a sentence: a new line, a capital or a further stop comes after."""
    after = text[place : place + 3].lstrip(" ")
    return not text[place : place + 1].isalnum() and (not after or after[0] in "\r\n.?!\"')" or after[0].isupper())


_HIGH = re.compile("[\x80-\U0010ffff]+ ?")


def _from_utf8(text: str) -> str:
    return _HIGH.sub(lambda found: _read_anew(found[0]), text)


def _read_anew(signs: str) -> str:
    """The signs as the bytes that they were, read as UTF-8; a last "Ã " is an "à" whose second byte became a space."""
    codes = [_SHOWN.get(ord(sign), ord(sign)) for sign in signs]
    if max(codes) > 0xFF:
        return signs
    for data, after in (
        (bytes(codes).removesuffix(b" "), signs[len(signs.rstrip(" ")) :]),
        (bytes(codes[:-1]) + b"\xa0", ""),
    ):
        try:
            return data.decode("utf-8") + after
        except UnicodeDecodeError:
            continue
    return signs
