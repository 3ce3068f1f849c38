"""Font names that tell in which old encoding the text set in them is: ".VnTime", ".VnTimeH" (capitals), "VNI-Times"."""

import re
from dataclasses import dataclass

from dondoc.documents.legacy_tables import Encoding


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """What a font makes of its bytes."""

    encoding: Encoding
    #: The font shows every letter as a capital, whatever was typed.
    capitals: bool = False


#: A PDF names the part of a font that it packs "ABCDEF+.VnTime".
_SUBSET = re.compile(r"[A-Z]{6}\+")
_VISCII = re.compile(r"vi[ -](?:times|arial|helve|courier)")


def legacy_font(name: str | None) -> LegacyFont | None:
    """The encoding that a font name stands for, or None for the fonts of today.

    >>> legacy_font(".VnTimeH")
    LegacyFont(encoding=<Encoding.TCVN3: 'TCVN3 (ABC)'>, capitals=True)
    >>> legacy_font("VNtimes new roman").encoding.value, legacy_font("Times New Roman")
    ('Vietware X', None)
    """
    plain = _SUBSET.sub("", (name or "").strip(" '\""), count=1)
    family = plain.partition(",")[0].casefold().rstrip()
    if family.startswith(("vni", ".vni")):
        return LegacyFont(Encoding.VNI)
    # Some programs drop the point of ".VnTime"; the fonts of Vietware are written with a small letter after "VN".
    if family.startswith(".vn") or re.match("Vn[A-Z]", plain):
        return LegacyFont(Encoding.TCVN3, capitals=family.endswith("h"))
    if re.match("VN[a-z]", plain):
        return LegacyFont(Encoding.VIETWARE)
    if family.startswith("vps"):
        return LegacyFont(Encoding.VPS, capitals="hoa" in family)
    if _VISCII.match(family):
        return LegacyFont(Encoding.VISCII, capitals=family.endswith((" hoa", " h")))
    return None
