"""Folded keys of a text, of the same length as the text, so that every offset found in a key holds in the text."""

import re

# Look-alikes of typed files: Icelandic eth for đ, non-breaking and thin spaces, every dash, curly quotation marks.
_SAME = {
    "ð": "đ",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\t": " ",
    "\n": " ",
    "\r": " ",
    "\u200b": " ",
    "\ufeff": " ",
    "\u2010": "-",
    "\u2011": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "’": "'",
    "\u2018": "'",
    "„": '"',
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
}
_TABLE = str.maketrans(_SAME)
_ALIKE = re.compile(f"[{re.escape(''.join(_SAME))}]")

# NĐ 30/2020 writes "hòa, khỏe, ủy"; older files "hoà, khoẻ, uỷ". Only open syllables differ, and never after q.
_TONE_NEW = re.compile(r"(o(?<!qo)[àáảãạèéẻẽẹ]|u(?<!qu)[ỳýỷỹỵ])(?!\w)")
_TONE_OLD = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)


def fold(text: str) -> str:
    r"""The key of a text: lower case, one style of tone marks, plain dashes, quotes and spaces; the length is kept.

    >>> fold("CỘNG HOÀ – Uỷ ban")
    'cộng hòa - ủy ban'
    >>> len(fold("İ\u00a0x")) == 3
    True
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters ("İ") grow when lowered
        lowered = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    plain = lowered.translate(_TABLE) if _ALIKE.search(lowered) else lowered
    return _TONE_NEW.sub(lambda match: _TONE_OLD[match[1]], plain)


def squeeze(text: str) -> str:
    r"""Runs of white space as one space, none at the ends.

    >>> squeeze("  đầu \n tư ")
    'đầu tư'
    """
    return " ".join(text.split())
