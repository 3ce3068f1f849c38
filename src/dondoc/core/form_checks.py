"""A document against what an office asks of the form of its documents: every deviation, with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.core.form import Component, Deviation, Found, Sheets
from dondoc.core.form_lines import check_line_below
from dondoc.core.form_looks import check_gaps, check_letters, check_stand
from dondoc.core.form_pages import check_annexes, check_pages
from dondoc.core.form_parts import recognise
from dondoc.core.form_rules import FormRules
from dondoc.core.form_texts import check_texts, is_upward

#: Without the name of a kind a document is a công văn, whose subject stands under its number.
_KIND_PARTS = frozenset({Component.KIND, Component.SUBJECT})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReport:
    """What was recognised, and every deviation in reading order."""

    parts: tuple[Found, ...]
    deviations: tuple[Deviation, ...]


def check_form(sheets: Sheets, rules: FormRules) -> FormReport:
    """Recognise the parts of a document and check each point by point."""
    parts = recognise(sheets, rules)
    blocks: dict[Component, Found] = {}
    for part in parts:
        blocks.setdefault(part.component, part)
    found: list[Deviation] = [*check_pages(sheets, parts, rules), *_missing(parts, rules)]
    width = sheets.pages[0].width_mm if sheets.pages else rules.page.paper_mm[0]
    for part in parts:
        found += check_letters(part, rules)
        found += check_stand(part, rules, blocks, width)
        found += check_line_below(part, rules)
    found += check_gaps(parts, rules)
    found += check_texts(parts, rules)
    found += check_annexes(sheets, parts, rules)
    return FormReport(parts=parts, deviations=tuple(sorted(found, key=_order)))


def _order(one: Deviation) -> tuple[int, str]:
    return (one.place.paragraph if one.place is not None else 0, one.code)


def _missing(parts: tuple[Found, ...], rules: FormRules) -> Iterator[Deviation]:
    present = {part.component for part in parts}
    is_letter = Component.LETTER_SUBJECT in present and Component.KIND not in present
    for component, look in rules.looks.items():
        if look.is_required and component not in present and not (is_letter and component in _KIND_PARTS):
            yield Deviation(code="form.missing", component=component, article=look.article)
    if Component.ADDRESSEE not in present and (is_letter or is_upward(parts, rules)):
        yield Deviation(code="form.missing", component=Component.ADDRESSEE, article=rules.addressed_article)
