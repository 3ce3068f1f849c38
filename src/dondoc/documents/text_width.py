"""How wide a text is when it is printed: the advance widths of Tinos, which are those of Times New Roman."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

_FOLDER = Path(__file__).parent / "fonts" / "tinos"
_FACES = {
    (False, False): "Tinos-Regular.ttf",
    (True, False): "Tinos-Bold.ttf",
    (False, True): "Tinos-Italic.ttf",
    (True, True): "Tinos-BoldItalic.ttf",
}
#: Units of the fonts in one em: at this size widths are not rounded.
_EM = 2048
MM_PER_POINT = 25.4 / 72


@lru_cache(maxsize=4)
def _face(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FOLDER / _FACES[bold, italic], _EM, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _units(text: str, bold: bool, italic: bool) -> float:
    return float(_face(bold, italic).getlength(text))


def width_mm(text: str, *, size: float, bold: bool = False, italic: bool = False) -> float:
    """Width of a text on one line in millimetres, `size` in points.

    >>> round(width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True), 1)
    95.7
    """
    return _units(text, bold, italic) / _EM * size * MM_PER_POINT


def wrapped(text: str, room: float, *, size: float, bold: bool = False, italic: bool = False) -> tuple[str, ...]:
    """The lines in which a text is set where `room` millimetres are free; a word too long for them has its own line.

    >>> wrapped("CÔNG ĐOÀN CƠ SỞ TRƯỜNG TIỂU HỌC", 65, size=13, bold=True)
    ('CÔNG ĐOÀN CƠ SỞ', 'TRƯỜNG TIỂU HỌC')
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_mm(longer, size=size, bold=bold, italic=italic) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
