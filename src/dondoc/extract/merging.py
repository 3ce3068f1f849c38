"""Sums over the reports of many units: one line for each thing counted, with what each unit reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dondoc.core.reported import Figure, Precision, ReportedResult, ResultRole
from dondoc.core.target import Comparator
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.owners import expand
from dondoc.extract.reported_words import ReportedWords

#: Words of a noun that do not make another thing of it.
_SAME = frozenset({"mới", "thêm", "ưu", "tú"})
_DONG = "đồng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one unit reported of a line."""

    #: Index of its report.
    source: int
    value: Decimal
    whole: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedLine:
    """One thing that was counted, over all reports."""

    area: str
    role: ResultRole
    #: The main verbs of one family that were used for it, in the order of the reports.
    action: str
    #: The noun as the first report writes it.
    unit: str
    total: Decimal
    #: The whole, where every share has one ("65/70").
    whole: Decimal | None
    is_money: bool
    #: Some report says only "trên", "khoảng" or "ước".
    is_rough: bool
    shares: tuple[Share, ...]


def merge_results(
    reports: Sequence[Sequence[ReportedResult]], lexicon: Lexicon, words: ReportedWords
) -> tuple[MergedLine, ...]:
    """The lines in the order of the areas, then of their first mention; rates, prices and parts are not summed."""
    lines: dict[tuple[str, ...], list[tuple[int, ReportedResult, Figure]]] = {}
    for source, results in enumerate(reports):
        for result in results:
            for figure in _summable(result):
                lines.setdefault(_key(result, figure, lexicon, words), []).append((source, result, figure))
    order = {area.code: area.order for area in lexicon.areas}
    merged = [_line(found, words) for found in lines.values()]
    return tuple(sorted(merged, key=lambda line: (order.get(line.area, len(order)), line.role.value)))


def _summable(result: ReportedResult) -> Iterable[Figure]:
    if result.role is ResultRole.LIMIT:
        return ()
    return (figure for figure in result.figures if figure.adds_up and figure.part_of is None)


def _key(result: ReportedResult, figure: Figure, lexicon: Lexicon, words: ReportedWords) -> tuple[str, ...]:
    """What makes two figures the same line: role, area, family of the verb, noun with its abbreviations written out."""
    family = next((name for name, verbs in words.families if result.action in verbs.words), result.action)
    named = [word for word in expand(_noun(result, figure, words), lexicon) if word not in _SAME]
    return result.role.value, result.area, family, " ".join(named)


def _noun(result: ReportedResult, figure: Figure, words: ReportedWords) -> str:
    """What is counted: đồng, the noun, or the label where the noun says no more than "người" ("Đảng viên: 18 đ/c")."""
    if figure.money is not None:
        return _DONG
    if not figure.of or fold(figure.unit) not in words.pronouns.words:
        return figure.unit or figure.of
    verb = result.action if fold(figure.of).startswith(f"{result.action} ") else ""
    return figure.of[len(verb) :].strip()


def _line(found: Sequence[tuple[int, ReportedResult, Figure]], words: ReportedWords) -> MergedLine:
    _, result, first = found[0]
    is_money = first.money is not None
    values: dict[int, Decimal] = {}
    wholes: dict[int, Decimal] = {}
    for source, _, figure in found:
        values[source] = values.get(source, Decimal(0)) + (figure.money if figure.money is not None else figure.value)
        if figure.whole is not None and not is_money:
            wholes[source] = wholes.get(source, Decimal(0)) + figure.whole
    complete = len(wholes) == len(values) and all(figure.whole is not None for _, _, figure in found)
    return MergedLine(
        area=result.area,
        role=result.role,
        action=", ".join(dict.fromkeys(one.action for _, one, _ in found if one.action)),
        unit=_noun(result, first, words),
        total=sum(values.values(), Decimal(0)),
        whole=sum(wholes.values(), Decimal(0)) if complete else None,
        is_money=is_money,
        is_rough=any(
            figure.comparator is not Comparator.EXACTLY or figure.precision is not Precision.EXACT
            for _, _, figure in found
        ),
        shares=tuple(
            Share(source=source, value=value, whole=wholes.get(source)) for source, value in sorted(values.items())
        ),
    )
