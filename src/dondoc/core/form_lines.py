"""Whether the line under a part is there, drawn, solid, long enough, and in the middle."""

from collections.abc import Iterator

from dondoc.core.form import Deviation, Found, Stroke, StrokeKind
from dondoc.core.form_looks import amount, deviation
from dondoc.core.form_rules import FormRules, Rule, Source

#: Shares of the text that "one third to one half" and "as long as the text" allow, with a hair's breadth.
_PART = (1 / 3 - 0.02, 1 / 2 + 0.02)
_EQUAL = (0.95, 1.05)
#: So far may the middle of a line stand from that of its text (millimetres).
_OFF_CENTRE = 4.0


def check_line_below(part: Found, rules: FormRules) -> Iterator[Deviation]:
    """The line under a part, or that nothing is underlined where none is asked."""
    look = rules.look(part.component)
    source = Source.CUSTOM if look.rule_source is Source.CUSTOM else None
    if look.rule is Rule.NONE:
        if any(stroke.kind is StrokeKind.UNDERLINE for piece in part.pieces for stroke in piece.strokes):
            yield deviation("form.underlined", part, rules)
        return
    drawn = [stroke for stroke in part.strokes if stroke.kind in {StrokeKind.BORDER, StrokeKind.DRAWN}]
    kinds = {stroke.kind for stroke in part.strokes}
    if not drawn:
        code = "form.rule_missing"
        if StrokeKind.UNDERLINE in kinds:
            code = "form.rule_underline"
        elif StrokeKind.TYPED in kinds:
            code = "form.rule_typed"
        yield deviation(code, part, rules, source=source)
        return
    if StrokeKind.UNDERLINE in kinds:
        yield deviation("form.underlined", part, rules)
    yield from _check_drawn(drawn[0], part, rules, source)


def _check_drawn(stroke: Stroke, part: Found, rules: FormRules, source: Source | None) -> Iterator[Deviation]:
    if not stroke.solid:
        yield deviation("form.rule_dashed", part, rules, source=source)
    width = max(piece.width_mm for piece in part.pieces)
    low, high = _EQUAL if rules.look(part.component).rule is Rule.EQUAL else _PART
    if width and not low <= stroke.length_mm / width <= high:
        asked = amount(width) if low == _EQUAL[0] else f"{amount(width / 3)}–{amount(width / 2)}"
        yield deviation("form.rule_length", part, rules, found=amount(stroke.length_mm), asked=asked, source=source)
    elif stroke.centre_mm is not None and abs(stroke.centre_mm - part.first.centre_mm) > _OFF_CENTRE:
        yield deviation("form.rule_off", part, rules, source=source)
