"""Reported results for the tests: read from a text, and as the plain values that the gold files hold."""

import json
from functools import cache
from pathlib import Path

from extract.reading import document, lexicon

from dondoc.core.reported import ReportedResult
from dondoc.extract.export_results import export_result
from dondoc.extract.pipeline import extract
from dondoc.extract.reported import read_reported
from dondoc.extract.reported_words import ReportedWords
from dondoc.settings.reported import load_reported_words

GOLD = Path(__file__).parents[1] / "corpus" / "results"

HEAD = (
    "CÔNG ĐOÀN NGÀNH DỆT\nCÔNG ĐOÀN CƠ SỞ NHÀ MÁY SỢI HOA BAN\nSố: 19/BC-CĐCS\nHoa Ban, ngày 28 tháng 6 năm 2025\n\n"
    "BÁO CÁO\nKết quả hoạt động 6 tháng đầu năm 2025\n\nI. KẾT QUẢ HOẠT ĐỘNG\n"
)


@cache
def words() -> ReportedWords:
    return load_reported_words(None)


def reported(text: str) -> tuple[ReportedResult, ...]:
    """The results of a whole document."""
    one = document(text)
    return read_reported(one, extract(one, lexicon()), lexicon(), words())


def told(body: str) -> tuple[ReportedResult, ...]:
    """The results of the result part of a made-up yarn mill's report of 28 June 2025."""
    return reported(HEAD + body + "\n")


def only(body: str) -> ReportedResult:
    """The one result of a result part."""
    (one,) = told(body)
    return one


def quotes(body: str) -> list[str]:
    return [" ".join(one.text.split()) for one in told(body)]


def plain(one: ReportedResult) -> dict[str, object]:
    """A result as the gold files hold it: what says something, without offsets."""
    exported = export_result(one)
    kept = {
        key: value
        for key, value in exported.items()
        if key in {"role", "standing", "happened_on", "as_of", "owner"} and value is not None
    }
    figures, comparisons = exported["figures"], exported["comparisons"]
    assert isinstance(figures, list)
    assert isinstance(comparisons, list)
    return {
        "quote": " ".join(one.text.split()),
        **kept,
        "figures": [_told(figure) for figure in figures],
        "comparisons": [_told(comparison) for comparison in comparisons],
    }


def _told(values: dict[str, object]) -> dict[str, object]:
    silent = {"start", "end", "percent_of_plan"}
    common = {"comparator": "=", "precision": "exact", "percent": False, "is_change": False, "unit": ""}
    return {
        key: value
        for key, value in values.items()
        if key not in silent and value is not None and common.get(key, ...) != value
    }


def gold(name: str) -> list[dict[str, object]]:
    read = json.loads((GOLD / f"{name}.results.json").read_text(encoding="utf-8"))
    assert isinstance(read, list)
    return read


def source(name: str) -> str:
    return (GOLD / f"{name}.txt").read_text(encoding="utf-8")
