"""Whether a part looks as it is asked to: font, size, weight, case, alignment, indents, gaps, spacing."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from dondoc.core.form import Align, Component, Deviation, Found, Letters, Piece
from dondoc.core.form_body import is_free_title
from dondoc.core.form_rules import Case, FormRules, Look, Side, Source

#: So far may a length differ (millimetres), a size and a gap (points), a line spacing.
_HAIR_MM, _HAIR_PT, _HAIR_LINE = 0.5, 0.1, 0.03
#: Spacing given in points may be so far from the multiple that is asked.
_HAIR_POINTS = 0.15
#: So far may a text that a tab sets stand from the middle of what it stands under.
_OFF_CENTRE = 6.0
_SINGLE = 1.15
_WORDS = 60
#: Parts that stand in one block, under its first: their middles agree.
_BLOCKS: Mapping[Component, tuple[Component, ...]] = {
    Component.MOTTO: (Component.NATION,),
    Component.PLACE_DATE: (Component.NATION,),
    Component.SUPERIOR: (Component.ISSUER,),
    Component.NUMBER: (Component.ISSUER,),
    Component.POSITION: (Component.AUTHORITY,),
    Component.SIGNER: (Component.AUTHORITY, Component.POSITION),
}
_PAGE_WIDE = frozenset(
    {Component.KIND, Component.SUBJECT, Component.PART, Component.PART_TITLE, Component.DIVISION,
     Component.DIVISION_TITLE, Component.ANNEX_LABEL, Component.ANNEX_TITLE, Component.ANNEX_REFERENCE}
)  # fmt: skip


def deviation(
    code: str,
    part: Found,
    rules: FormRules,
    *,
    found: str = "",
    asked: str = "",
    words: str | None = None,
    article: str | None = None,
    source: Source | None = None,
) -> Deviation:
    """A deviation of a recognised part, with its words and the article of its look."""
    look = rules.look(part.component)
    return Deviation(
        code=code,
        component=part.component,
        words=shortened(part.text if words is None else words),
        place=part.first.place,
        found=found,
        asked=asked,
        article=look.article if article is None else article,
        by_custom=(look.source if source is None else source) is Source.CUSTOM,
    )


def shortened(words: str) -> str:
    """The beginning of a text."""
    text = " ".join(words.split())
    return text if len(text) <= _WORDS else f"{text[:_WORDS].rstrip()}…"


def amount(number: float) -> str:
    """A size as it is written.

    >>> amount(13.0), amount(12.5)
    ('13', '12,5')
    """
    return f"{number:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def span(pair: tuple[float, float]) -> str:
    """What lies between two sizes.

    >>> span((12, 13)), span((13, 13))
    ('12–13', '13')
    """
    return amount(pair[0]) if pair[0] == pair[1] else f"{amount(pair[0])}–{amount(pair[1])}"


def check_letters(part: Found, rules: FormRules) -> Iterator[Deviation]:
    """Font, colour, size, weight, slant and case of a part."""
    look = rules.look(part.component)
    letters = [one for one in part.letters() if any(letter.isalnum() for letter in one.text)]
    known = frozenset(rules.fonts)
    if wrong := next((one for one in letters if not known.issuperset(one.fonts)), None):
        name = next(font for font in wrong.fonts if font not in known)
        yield deviation("form.font", part, rules, found=name, asked=", ".join(rules.fonts), words=wrong.text,
                        article=rules.font_article)  # fmt: skip
    coloured = next((one for one in letters if not one.black), None)
    if coloured is not None and part.component is not Component.URGENCY:
        yield deviation("form.colour", part, rules, words=coloured.text, article=rules.font_article)
    yield from check_size(part, letters, look, rules)
    yield from _check_weight(part, letters, look, rules)
    if look.case is Case.UPPER and part.text != part.text.upper():
        yield deviation("form.upper", part, rules)
    if look.case is Case.LOWER and part.text.isupper() and not _is_free_heading(part):
        yield deviation("form.lower", part, rules)


def _is_free_heading(part: Found) -> bool:
    """Whether a paragraph of the text is a title without a number, which the decree does not speak of."""
    return part.component is Component.BODY and is_free_title(part.first)


def check_size(part: Found, letters: list[Letters], look: Look, rules: FormRules) -> Iterator[Deviation]:
    """Size of the letters."""
    if look.size is None:
        return
    low, high = look.size[0] - _HAIR_PT, look.size[1] + _HAIR_PT
    if wrong := next((one for one in letters if not low <= one.size <= high), None):
        yield deviation("form.size", part, rules, found=amount(wrong.size), asked=span(look.size), words=wrong.text)


def _check_weight(part: Found, letters: list[Letters], look: Look, rules: FormRules) -> Iterator[Deviation]:
    for name, asked in (("bold", look.bold), ("italic", look.italic)):
        if asked is None or not letters:
            continue
        switches = [one.bold if name == "bold" else one.italic for one in letters]
        # A word may be stressed in running text, a short title without a number may be bold.
        is_wrong = all(switches) if part.component in {Component.BODY, Component.ADDRESSEE} else any(switches)
        if asked and not all(switches):
            words = next(one.text for one, on in zip(letters, switches, strict=True) if not on)
            yield deviation(f"form.{name}", part, rules, words=words)
        elif not asked and is_wrong and not _is_free_heading(part):
            words = next(one.text for one, on in zip(letters, switches, strict=True) if on)
            yield deviation(f"form.not_{name}", part, rules, words=words)


def check_stand(
    part: Found, rules: FormRules, blocks: Mapping[Component, Found], page_mm: float
) -> Iterator[Deviation]:
    """Alignment, side, indents, lines of a part."""
    look = rules.look(part.component)
    first = part.first
    if look.align is not None:
        yield from _check_align(part, look, rules, blocks)
    if look.side is not None and (first.centre_mm < page_mm / 2) != (look.side is Side.LEFT):
        yield deviation("form.side", part, rules, asked=look.side.value)
    if look.is_one_line and (first.lines > 1 or len(part.pieces) > 1):
        yield deviation("form.wrapped", part, rules)
    if look.indents_mm and first.is_first:
        yield from _check_indent(part, look, rules)
    if look.line is not None:
        yield from _check_line(part, look, rules)


def _check_align(part: Found, look: Look, rules: FormRules, blocks: Mapping[Component, Found]) -> Iterator[Deviation]:
    for piece in part.pieces:
        if piece.by_tabs and look.align is Align.CENTER:
            model = next((blocks[one] for one in _BLOCKS.get(part.component, ()) if one in blocks), None)
            middle = model.first.centre_mm if model is not None else None
            if middle is None and part.component in _PAGE_WIDE:
                middle = piece.centre_mm - piece.start_mm - piece.width_mm / 2 + piece.room_mm / 2
            if middle is not None and abs(piece.centre_mm - middle) > _OFF_CENTRE:
                yield deviation("form.align", part, rules, found="off", asked=Align.CENTER.value, words=piece.text)
                return
        elif not piece.by_tabs and not _stands_well(piece, look):
            asked = look.align.value if look.align is not None else ""
            yield deviation("form.align", part, rules, found=piece.shape.align.value, asked=asked, words=piece.text)
            return


def _stands_well(piece: Piece, look: Look) -> bool:
    if piece.shape.align is look.align:
        return True
    # Of one short line it is not seen whether it is justified.
    is_short = piece.lines == 1 and {piece.shape.align, look.align} == {Align.LEFT, Align.JUSTIFY}
    return is_short and look.align is Align.LEFT


def _check_indent(part: Found, look: Look, rules: FormRules) -> Iterator[Deviation]:
    asked = " / ".join(amount(indent) for indent in look.indents_mm)
    first = part.first
    if part.component is Component.BODY and first.shape.align is Align.CENTER and is_free_title(first):
        return
    start = first.start_mm
    if all(abs(start - indent) > _HAIR_MM for indent in look.indents_mm):
        yield deviation("form.indent", part, rules, found=amount(start), asked=asked)
    elif abs(first.shape.left_mm) > 1 and max(look.indents_mm) > 0:
        yield deviation("form.left_indent", part, rules, found=amount(first.shape.left_mm), asked="0")


def _check_line(part: Found, look: Look, rules: FormRules) -> Iterator[Deviation]:
    if look.line is None:
        return
    low, high = look.line
    for piece in part.pieces:
        shape = piece.shape
        if shape.line is not None:
            ratio, hair = shape.line, _HAIR_LINE
        elif shape.line_pt is not None and piece.letters:
            size = max(one.size for one in piece.letters)
            ratio, hair = shape.line_pt / (size * _SINGLE), _HAIR_POINTS
            ratio = max(ratio, 1.0) if shape.may_grow else ratio
        else:
            continue
        if not low - hair <= ratio <= high + hair:
            spacing = f"{ratio:.2f}".replace(".", ",")
            yield deviation("form.line", part, rules, found=spacing, asked=span(look.line))
            return


def check_gaps(found: tuple[Found, ...], rules: FormRules) -> Iterator[Deviation]:
    """Room between paragraphs: at least so much in the text, at most so much between lines that belong together."""
    for above, part in pairwise(found):
        look = rules.look(part.component)
        last, first = above.pieces[-1], part.first
        if first.place.paragraph != last.place.paragraph + 1 or first.place.cell != last.place.cell:
            continue
        gap = _gap(last, first)
        if look.gap_pt is not None and gap < look.gap_pt - _HAIR_PT:
            yield deviation("form.gap", part, rules, found=amount(gap), asked=amount(look.gap_pt))
        if look.gap_most_pt is not None and gap > look.gap_most_pt + _HAIR_PT:
            yield deviation("form.gap_wide", part, rules, found=amount(gap), asked=amount(look.gap_most_pt))


def _gap(above: Piece, below: Piece) -> float:
    joined = above.shape.style == below.shape.style
    after = 0.0 if joined and above.shape.joins else above.shape.after_pt
    before = 0.0 if joined and below.shape.joins else below.shape.before_pt
    return after + before
