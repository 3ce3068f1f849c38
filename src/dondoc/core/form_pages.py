"""Whether paper, margins and page numbers are as asked, and annexes have pages of their own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dondoc.core.form import Component, Deviation, Found, Page, PageNumber, Piece, Sheets
from dondoc.core.form_looks import amount, deviation, span
from dondoc.core.form_rules import FormRules
from dondoc.core.form_words import annex_number, is_roman

_HAIR_MM = 1.0
_EDGE_MM = 0.5
#: What fills less than this share of a page is surely on one.
_SURE = 0.85
_SINGLE = 1.15
_MM_IN_POINT = 25.4 / 72
_EMPTY_LINE = 13.0
_SIDES = ("top", "bottom", "left", "right")


def check_pages(sheets: Sheets, found: Sequence[Found], rules: FormRules) -> Iterator[Deviation]:
    """Every section: paper, margins, page numbers."""
    annexed = {one.first.place.section for one in found if one.component is Component.ANNEX_LABEL}
    first_annex = min(annexed, default=None)
    for page in sheets.pages:
        is_annex = first_annex is not None and page.number >= first_annex
        yield from _check_paper(page, rules, may_lie=is_annex or _is_table_page(sheets, page))
        yield from _check_numbers(page, rules, is_long=not fits_one_page(sheets, page))
    yield from _check_count(sheets.pages[0], rules) if sheets.pages else ()


def _is_table_page(sheets: Sheets, page: Page) -> bool:
    """Whether a section holds a table that is wider than high paper allows."""
    return page.number > 1 and any(piece.place.table and piece.place.section == page.number for piece in sheets.pieces)


def _page_deviation(code: str, rules: FormRules, *, found: str = "", asked: str = "", words: str = "") -> Deviation:
    article = rules.page.article
    return Deviation(code=code, component=Component.PAGE, words=words, found=found, asked=asked, article=article)


def _check_paper(page: Page, rules: FormRules, *, may_lie: bool) -> Iterator[Deviation]:
    look = rules.page
    size = sorted((page.width_mm, page.height_mm))
    if any(abs(have - want) > _HAIR_MM for have, want in zip(size, sorted(look.paper_mm), strict=True)):
        have, asked = _both(page.width_mm, page.height_mm), _both(*look.paper_mm)
        yield _page_deviation("form.paper", rules, found=have, asked=asked, words=str(page.number))
        return
    if page.is_landscape and not may_lie:
        yield _page_deviation("form.landscape", rules, words=str(page.number))
        return
    turned = {"top": "left", "left": "bottom", "bottom": "right", "right": "top"}
    other = {"top": "right", "right": "bottom", "bottom": "left", "left": "top"}
    ways = [{side: side for side in _SIDES}, *([turned, other] if page.is_landscape else [])]
    tries = [list(_margins(page, rules, way)) for way in ways]
    yield from min(tries, key=len)


def _both(width: float, height: float) -> str:
    return f"{amount(width)} x {amount(height)}"


def _margins(page: Page, rules: FormRules, way: dict[str, str]) -> Iterator[Deviation]:
    """Margins out of bounds; a page that lies may have those of the standing page, turned with it."""
    for side in _SIDES:
        low, high = getattr(rules.page, f"{way[side]}_mm")
        have = getattr(page, f"{side}_mm")
        if not low - _EDGE_MM <= have <= high + _EDGE_MM:
            yield _page_deviation(
                f"form.margin_{side}", rules, found=amount(have), asked=span((low, high)), words=str(page.number)
            )


def _number_deviation(code: str, rules: FormRules, page: Page, *, found: str = "", asked: str = "") -> Deviation:
    look = rules.page_number
    return Deviation(
        code=code,
        component=Component.PAGE_NUMBER,
        words=str(page.number),
        found=found,
        asked=asked,
        article=look.article,
    )


def fits_one_page(sheets: Sheets, page: Page) -> bool:
    """Whether all that stands in a section surely fits on its first page, which shows no number."""
    heights: dict[tuple[int, int, int], float] = {}
    rows: dict[tuple[int, int], float] = {}
    text = 0.0
    for piece in sheets.pieces:
        place = piece.place
        if place.section != page.number:
            continue
        height = _height(piece)
        if not place.table:
            text += height
            continue
        cell = (place.table, place.row, place.column)
        heights[cell] = heights.get(cell, 0.0) + height
        rows[cell[:2]] = max(rows.get(cell[:2], 0.0), heights[cell])
    room = (page.height_mm - page.top_mm - page.bottom_mm) / _MM_IN_POINT
    return text + sum(rows.values()) <= _SURE * room


def _height(piece: Piece) -> float:
    """Height of a piece with the gaps around it, in points."""
    size = max((one.size for one in piece.letters), default=_EMPTY_LINE)
    line = piece.shape.line_pt if piece.shape.line is None else piece.shape.line * size * _SINGLE
    return piece.lines * (line or size * _SINGLE) + piece.shape.before_pt + piece.shape.after_pt


def _check_numbers(page: Page, rules: FormRules, *, is_long: bool) -> Iterator[Deviation]:
    look = rules.page_number
    later = [one for one in page.numbers if one.pages != "first"]
    above = [one for one in later if one.is_above]
    if not later:
        if look.is_required and is_long:
            yield _number_deviation("form.page_number_missing", rules, page)
        return
    if not above:
        yield _number_deviation("form.page_number_below", rules, page)
        return
    if page.own_even and {one.pages for one in above} != {"default", "even"}:
        yield _number_deviation("form.page_number_missing", rules, page)
    if any(one.pages == "first" for one in page.numbers) or not page.own_first:
        yield _number_deviation("form.page_number_first", rules, page)
    if page.form != "decimal":
        yield _number_deviation("form.page_number_arabic", rules, page, found=page.form)
    yield from _check_number_look(above, page, rules)


def _check_number_look(numbers: Iterable[PageNumber], page: Page, rules: FormRules) -> Iterator[Deviation]:
    look = rules.page_number
    for number in numbers:
        letters = number.letters
        if look.align is not None and number.align is not look.align:
            yield _number_deviation("form.align", rules, page, found=number.align.value, asked=look.align.value)
        if not frozenset(rules.fonts).issuperset(letters.fonts):
            yield _number_deviation("form.font", rules, page, found=letters.fonts[0], asked=", ".join(rules.fonts))
        if look.size is not None and not look.size[0] <= letters.size <= look.size[1]:
            yield _number_deviation("form.size", rules, page, found=amount(letters.size), asked=span(look.size))
        if look.bold is False and letters.bold:
            yield _number_deviation("form.not_bold", rules, page)
        if look.italic is False and letters.italic:
            yield _number_deviation("form.not_italic", rules, page)


def _check_count(page: Page, rules: FormRules) -> Iterator[Deviation]:
    if page.start not in {None, 0, 1}:
        yield _number_deviation("form.page_number_start", rules, page, found=str(page.start), asked="1")


def check_annexes(sheets: Sheets, found: Sequence[Found], rules: FormRules) -> Iterator[Deviation]:
    """Each annex: Roman numbers where there are several, pages counted from 1, a title, a reference, a mention."""
    starts = [place for place, one in enumerate(found) if one.component is Component.ANNEX_LABEL]
    labels = [found[place] for place in starts]
    article = rules.annex_article
    begun = {one.first.place.section for one in found[: starts[0]]} if starts else set()
    for start, end in pairwise([*starts, len(found)]):
        label = found[start]
        page = sheets.pages[min(label.first.place.section, len(sheets.pages)) - 1]
        if label.first.place.section in begun:
            yield deviation("form.annex_section", label, rules, article=f"{article} điểm đ")
        elif page.start != 1:
            yield deviation("form.annex_restart", label, rules, article=f"{article} điểm đ")
        number = annex_number(label.text) or ""
        if len(labels) > 1 and not is_roman(number):
            yield deviation("form.annex_roman", label, rules, article=f"{article} điểm a")
        begun.add(label.first.place.section)
        if not any(one.component is Component.ANNEX_REFERENCE for one in found[start:end]):
            yield _without_reference(label, rules)
    yield from _unlabelled(found, labels, rules)
    text = [one for one in found if one.component in {Component.BODY, Component.BASIS}]
    if labels and text and not any("phụ lục" in one.text.lower() for one in text):
        yield deviation("form.annex_unmentioned", labels[0], rules, article=f"{article} điểm a")


def _unlabelled(found: Sequence[Found], labels: Sequence[Found], rules: FormRules) -> Iterator[Deviation]:
    """References of annexes in whose section no label stands."""
    labelled = {one.first.place.section for one in labels}
    for one in found:
        if one.component is Component.ANNEX_REFERENCE and one.first.place.section not in labelled:
            yield Deviation(
                code="form.missing",
                component=Component.ANNEX_LABEL,
                words=one.text[:60],
                place=one.first.place,
                article=rules.look(Component.ANNEX_LABEL).article,
            )


def _without_reference(label: Found, rules: FormRules) -> Deviation:
    return Deviation(
        code="form.missing",
        component=Component.ANNEX_REFERENCE,
        words=label.text,
        place=label.first.place,
        article=rules.look(Component.ANNEX_REFERENCE).article,
    )
