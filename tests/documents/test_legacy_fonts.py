"""Font names that tell an old encoding."""

import pytest

from dondoc.documents.legacy_fonts import LegacyFont, legacy_font
from dondoc.documents.legacy_tables import Encoding


@pytest.mark.parametrize(
    ("name", "font"),
    [
        (".VnTime", LegacyFont(Encoding.TCVN3)),
        (".VNTIME", LegacyFont(Encoding.TCVN3)),
        (".VnArial NarrowH", LegacyFont(Encoding.TCVN3, capitals=True)),
        (".VnTimeH,Bold", LegacyFont(Encoding.TCVN3, capitals=True)),
        ("ABCDEF+.VnTime", LegacyFont(Encoding.TCVN3)),
        ("VnTime", LegacyFont(Encoding.TCVN3)),
        ("'.VnTime'", LegacyFont(Encoding.TCVN3)),
        ("VNI-Times", LegacyFont(Encoding.VNI)),
        ("Vni-Helve-Condense", LegacyFont(Encoding.VNI)),
        ("VNtimes new roman", LegacyFont(Encoding.VIETWARE)),
        ("VPS Times Hoa", LegacyFont(Encoding.VPS, capitals=True)),
        ("VI Times", LegacyFont(Encoding.VISCII)),
    ],
)
def test_old_fonts_are_known(name: str, font: LegacyFont) -> None:
    assert legacy_font(name) == font


@pytest.mark.parametrize(
    "name", [None, "", "+", "Times New Roman", "Arial", "UVN Thoi Nay", "UTM Avo", "SVN-Gilroy", "Verdana", "Vijaya"]
)
def test_fonts_of_today_are_none(name: str | None) -> None:
    assert legacy_font(name) is None
