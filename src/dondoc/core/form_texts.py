"""Whether the words of a part are written as asked: number, date, lists, endings, titles."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dondoc.core.form import Component, Deviation, Found, Where
from dondoc.core.form_looks import deviation
from dondoc.core.form_rules import FormRules
from dondoc.core.form_words import authority_mark, is_recipients_word, is_roman, numeral

_NUMBER = re.compile(
    r"(?P<word>số)(?P<gap>\s{0,9})(?P<colon>:?)\s{0,9}(?P<number>[\s.…_\d]*?)(?P<pad>\s{0,9})/(?P<code>.*)", re.I
)
_DATE = re.compile(r"ngày\s*(?P<day>[\d.…\s]*?)\s*tháng\s*(?P<month>[\d.…\s]*?)\s*năm", re.I)
_NEEDS_TITLE = frozenset({Component.PART, Component.DIVISION})
_DASH = re.compile(r"- ?\S")


def check_texts(found: Sequence[Found], rules: FormRules) -> Iterator[Deviation]:
    """The words of every part."""
    by_part: dict[Component, Found] = {}
    for one in found:
        by_part.setdefault(one.component, one)
    for place, part in enumerate(found):
        yield from _check_words(part, rules)
        if part.component in _NEEDS_TITLE:
            yield from _check_numbered(part, found[place + 1] if place + 1 < len(found) else None, rules)
    yield from _check_bases([one for one in found if one.component is Component.BASIS], rules)
    yield from _check_recipients(by_part, rules)
    yield from _check_merged(found, rules)


def _check_words(part: Found, rules: FormRules) -> Iterator[Deviation]:
    look = rules.look(part.component)
    if look.words and part.text.upper() not in {words.upper() for words in look.words}:
        yield deviation("form.words", part, rules, asked=look.words[0])
    match part.component:
        case Component.MOTTO if not part.text.isupper() and part.text.upper() == look.words[0].upper():
            if part.text != look.words[0]:
                yield deviation("form.words", part, rules, asked=look.words[0])
        case Component.NUMBER:
            yield from _check_number(part, rules)
        case Component.PLACE_DATE:
            yield from _check_date(part, rules)
        case Component.ADDRESSEE:
            yield from _check_addressee(part, rules)
        case Component.AUTHORITY:
            yield from _check_authority(part, rules)
        case Component.SIGNER:
            titles = {title.lower() for title in rules.academic_titles}
            first = part.text.split()[0].rstrip(".").lower()
            if first in titles or first.split(".")[0] in titles:
                yield deviation("form.academic_title", part, rules, found=part.text.split()[0])
        case _:
            return


def _check_number(part: Found, rules: FormRules) -> Iterator[Deviation]:
    form = _NUMBER.match(part.text)
    if form is None or form["word"] != "Số" or form["gap"] or not form["colon"]:
        yield deviation("form.number_word", part, rules)
        return
    number, code = form["number"].strip(), form["code"]
    is_parted = number.isdigit() and bool(form["pad"])
    if is_parted or " " in code.strip() or (number.isdigit() and code.startswith(" ")):
        yield deviation("form.number_spaces", part, rules)
    if number.isdigit() and len(number) == 1:
        yield deviation("form.number_zero", part, rules, asked=f"0{number}")
    groups = [group for group in re.split(r"[-–./\s]+", code) if group]
    if any(group.islower() or not (group[:1].isupper() or group in rules.mixed_codes) for group in groups):
        yield deviation("form.number_upper", part, rules)


def _check_date(part: Found, rules: FormRules) -> Iterator[Deviation]:
    form = _DATE.search(part.text)
    if form is None:
        yield deviation("form.date_words", part, rules)
        return
    if not part.text[: form.start()].rstrip().endswith(","):
        yield deviation("form.date_comma", part, rules)
    day, month = form["day"].strip(), form["month"].strip()
    if (day.isdigit() and len(day) == 1) or (month in {"1", "2"}):
        yield deviation("form.date_zero", part, rules)
    elif month.isdigit() and len(month) == 2 and month.startswith("0") and int(month) > 2:
        yield deviation("form.date_extra_zero", part, rules)


def _check_addressee(part: Found, rules: FormRules) -> Iterator[Deviation]:
    first = part.first.text
    if not first.lower().startswith("kính gửi:"):
        yield deviation("form.addressee_colon", part, rules)
    elif len(part.pieces) == 1 and ";" in first:
        yield deviation("form.addressee_lines", part, rules)
    elif len(part.pieces) > 1:
        yield from _check_listed([piece.text for piece in part.pieces[1:]], part, rules)


def _check_listed(lines: Sequence[str], part: Found, rules: FormRules) -> Iterator[Deviation]:
    """Every line begins with "-" and ends with ";", the last one with "."."""
    for line in lines:
        if not _DASH.match(line):
            yield deviation("form.list_dash", part, rules, words=line)
            return
    for place, line in enumerate(lines, 1):
        mark = "." if place == len(lines) else ";"
        if not line.endswith(mark):
            yield deviation("form.list_end", part, rules, words=line, asked=mark)
            return


def _check_authority(part: Found, rules: FormRules) -> Iterator[Deviation]:
    if asked := authority_mark(part.text):
        yield deviation("form.authority_mark", part, rules, asked=asked)


def _check_numbered(part: Found, following: Found | None, rules: FormRules) -> Iterator[Deviation]:
    number = numeral(part.text)
    if part.component is Component.PART and not is_roman(number.upper()):
        yield deviation("form.roman", part, rules, found=number)
    if part.component is Component.DIVISION and not number.isdigit():
        yield deviation("form.arabic", part, rules, found=number)
    if following is None or following.component not in {Component.PART_TITLE, Component.DIVISION_TITLE}:
        yield deviation("form.no_title", part, rules)


def _check_bases(bases: Sequence[Found], rules: FormRules) -> Iterator[Deviation]:
    for place, part in enumerate(bases, 1):
        mark = "." if place == len(bases) else ";"
        if not part.text.endswith(mark):
            yield deviation("form.basis_end", part, rules, asked=mark)


def _check_recipients(by_part: Mapping[Component, Found], rules: FormRules) -> Iterator[Deviation]:
    word, lines = by_part.get(Component.RECIPIENTS_WORD), by_part.get(Component.RECIPIENTS)
    if word is not None and not word.text.endswith(":"):
        code = "form.recipients_line" if not is_recipients_word(word.text) else "form.recipients_colon"
        yield deviation(code, word, rules)
    if word is not None:
        yield from _check_level(word, by_part, rules)
    if lines is None:
        return
    yield from _check_listed([piece.text for piece in lines.pieces], lines, rules)
    if not lines.pieces[-1].text.lstrip("-–+* ").lower().startswith("lưu"):
        yield deviation("form.recipients_archive", lines, rules, words=lines.pieces[-1].text)
    upwards = Component.ADDRESSEE in by_part
    if upwards and "như trên" not in lines.pieces[0].text.lower():
        yield deviation("form.recipients_above", lines, rules, article=rules.addressed_article)


def _check_level(word: Found, by_part: Mapping[Component, Found], rules: FormRules) -> Iterator[Deviation]:
    """Nơi nhận stands on one level with the first line of who signs."""
    signs = by_part.get(Component.AUTHORITY) or by_part.get(Component.POSITION)
    if signs is None:
        return
    here, there = word.first.place, signs.first.place
    is_level = here.paragraph == there.paragraph
    if here.where is Where.TABLE and there.where is Where.TABLE:
        is_level = (here.table, here.row) == (there.table, there.row)
    if not is_level and Where.BOX not in {here.where, there.where}:
        yield deviation("form.recipients_level", word, rules)


def _check_merged(found: Sequence[Found], rules: FormRules) -> Iterator[Deviation]:
    for part in found:
        if any(piece.is_run_on for piece in part.pieces):
            yield deviation("form.merged", part, rules)


def is_upward(found: Sequence[Found], rules: FormRules) -> bool:
    """Whether the document has to name whom it is addressed to: a report of a body that has a superior one."""
    kind = next((one.text.lower() for one in found if one.component is Component.KIND), "")
    return kind in rules.addressed_kinds and any(one.component is Component.SUPERIOR for one in found)
