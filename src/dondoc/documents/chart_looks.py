"""How a series of a chart looks by what it tells: a colour dark enough on white, and a pattern for who sees none."""

from collections.abc import Mapping
from dataclasses import dataclass

from dondoc.draft.report_context import Tone

#: Words and axes.
INK = "#1a1a1a"
GUIDE = "#767676"
#: Side of the tile that a pattern repeats, in pixels.
_TILE = 8


@dataclass(frozen=True, slots=True)
class Look:
    """The colour of lines and edges, that of the ground, and the marks on the ground as an SVG path ("" for none)."""

    line: str
    ground: str
    marks: str = ""
    #: Width of the lines of the marks; 0 fills them.
    stroke: float = 1.6


_UPWARDS = "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"
_DOWNWARDS = "M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4"
_FLAT = "M0,2 h8 M0,6 h8"
_UPRIGHT = "M2,0 v8 M6,0 v8"
_DOTS = "M1,1 h2 v2 h-2 z M5,5 h2 v2 h-2 z"

LOOKS: Mapping[Tone, Look] = {
    Tone.GOOD: Look("#14532d", "#2e7d4f"),
    Tone.LATE: Look("#7a4b00", "#ffe3a3", _UPWARDS),
    Tone.PARTLY: Look("#0b4a8f", "#d3e5fa", _DOTS, 0),
    Tone.MISSED: Look("#6b1b6f", "#f4dcf5", _UPWARDS + _DOWNWARDS),
    Tone.OVERDUE: Look("#8f0f0f", "#fbd5d2", _UPRIGHT, 2),
    Tone.OPEN: Look("#33424f", "#e3eaf0", _FLAT, 1),
    Tone.RELEASED: Look("#4d4d4d", "#ffffff"),
    Tone.EARLIER: Look("#5c4a00", "#f3e7b8", _DOWNWARDS),
    Tone.PRESENT: Look("#0b4a8f", "#1f66b3"),
}


def pattern(tone: Tone, name: str) -> str:
    """The ground and marks of a tone as an SVG pattern of that id; "" where the ground is plain."""
    look = LOOKS[tone]
    if not look.marks:
        return ""
    paint = f'fill="none" stroke="{look.line}" stroke-width="{look.stroke}"' if look.stroke else f'fill="{look.line}"'
    return (
        f'<pattern xmlns="http://www.w3.org/2000/svg" id="{name}" width="{_TILE}" height="{_TILE}" '
        f'patternUnits="userSpaceOnUse"><rect width="{_TILE}" height="{_TILE}" fill="{look.ground}"/>'
        f'<path d="{look.marks}" {paint}/></pattern>'
    )
