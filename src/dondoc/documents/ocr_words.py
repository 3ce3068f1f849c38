"""Mends what tesseract often takes for something else in Vietnamese reports, where only one reading is possible."""

import re

#: Strokes of the letters that it sees in "I", "II", "III".
_STROKES = {"I": 1, "l": 1, "1": 1, "|": 1, "!": 1, "T": 1, "L": 1, "H": 2, "U": 2}
_QUARTERS = ("", "I", "II", "III")
_QUARTER = re.compile(r"([IVlv1|!TLHU]{1,4})([.,;:)/].*)?")
#: Width of "III" in heights, in the fonts of offices; "II" has 1, a stop after it a third.
_WIDTH_OF_THREE, _WIDTH_OF_STOP = 1.25, 0.35
_PART_LOOKS = str.maketrans({"l": "I", "|": "I", "H": "II"})
#: "IH. PHƯƠNG HƯỚNG" for "III. PHƯƠNG HƯỚNG": a number of a part at the beginning of a line.
_PART = re.compile(r"^([IVXHl|]{2,5})([.)]\s)(?=\S)")
_ROMAN = re.compile(r"X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2}")
#: What it makes of the round and square signs of lists.
_BULLET = re.compile(r"^(?=[\s_]*[«»®©¢°•■▪])[«»®©¢°•■▪_\s]+(?=\w)")
_ZERO = re.compile(r"(?<=\d)[OoQ](?=[\d/.%])|(?<![\w/])[Oo](?=\d[/.\s])")
_ONE = re.compile(r"(?<=\d)[lI|](?=[\d/.%])|(?<=\d[/.])[lI|](?=\d)|(?<![\w|])[lI|](?=\d[/.])")


def mend_line(text: str) -> str:
    """The line with sure mistakes mended; "" for one of strokes and stains only.

    >>> mend_line("« _ Trồng cây"), mend_line("+ Thăm hỏi")
    ('• Trồng cây', '+ Thăm hỏi')
    >>> mend_line("IH. PHƯƠNG HƯỚNG"), mend_line("trước ngày l5/9/2O26"), mend_line("— + |")
    ('III. PHƯƠNG HƯỚNG', 'trước ngày 15/9/2026', '')
    """
    if not any(letter.isalnum() for letter in text):
        return ""
    text = _BULLET.sub("• ", text)
    text = _PART.sub(_part, text)
    return _ONE.sub("1", _ZERO.sub("0", text))


def mend_quarter(word: str, width: float) -> str:
    """The Roman number of a quarter as it must be; `width` is that of the word in heights.

    >>> mend_quarter("IH", 1.4), mend_quarter("II", 1.4), mend_quarter("TV/2026", 3), mend_quarter("thầy", 3)
    ('III', 'III', 'IV/2026', 'thầy')
    """
    found = _QUARTER.fullmatch(word)
    if found is None or word[:2].rstrip(".,;:)/").isdecimal():
        return word
    number, after = found[1].upper(), found[2] or ""
    if "V" in number:
        return "IV" + after if number.index("V") == len(number) - 1 > 0 else word
    if len(after) < 2 and width >= _WIDTH_OF_THREE + _WIDTH_OF_STOP * len(after):
        return "III" + after
    strokes = sum(_STROKES.get(letter, 1) for letter in found[1])
    return (_QUARTERS[strokes] if strokes < len(_QUARTERS) else found[1]) + after


def _part(found: re.Match[str]) -> str:
    looks = found[1].translate(_PART_LOOKS)
    return looks + found[2] if _ROMAN.fullmatch(looks) else found[0]
