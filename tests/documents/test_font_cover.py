"""What the fonts of the PDF can print."""

import struct

import pytest

from dondoc.documents import font_cover
from dondoc.documents.font_cover import FONT_DIR, fitted


def test_every_vietnamese_letter_and_sign_of_money_is_there() -> None:
    marks = "\u031b\u0323\u0309\u0303\u0301\u0300\u0302\u0306"
    letters = {base + one + two for base in "aeiouyAEIOUYdD" for one in ("", *marks) for two in ("", *marks)}
    words = " ".join(sorted(letters)) + " đĐ ₫ ≥ ≤ % ‰ – — … “ ” ’ § ² ³ ½ →"
    assert fitted(words)[1] == ()


def test_the_four_faces_print_the_same_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    covers = set()
    for face in sorted(FONT_DIR.glob("*.ttf")):
        monkeypatch.setattr(font_cover, "_FACE", face)
        font_cover._covered.cache_clear()
        covers.add(font_cover._covered())
    font_cover._covered.cache_clear()
    assert len(covers) == 1
    assert len(covers.pop()) > 3000


def test_letters_of_other_forms_become_plain_ones_and_unseen_ones_go() -> None:
    wide = "\uff21"
    assert fitted(f"{wide}①\u200d\ufeff\x07\n汉") == ("A1 □", (wide, "①", "汉"))


def test_the_licence_stands_beside_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONT_DIR / "LICENSE.txt").read_text(encoding="utf-8").upper()
    assert all(struct.unpack(">I", face.read_bytes()[:4])[0] == 0x00010000 for face in FONT_DIR.glob("*.ttf"))
