"""docs/results.md says what is read of results."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from extract.reported_reading import told

from dondoc.cli.results_screen import figure_lines
from dondoc.core.reported import Basis, Comparison, Figure, Precision, ReportedResult, ResultRole, Standing
from dondoc.extract.matching import Reached

TEXT = (Path(__file__).parents[2] / "docs" / "results.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([^|`]+\.) \| ([^|`]+) \|$", TEXT, re.MULTILINE)
NO_FIGURES = "(không có số liệu, vẫn là một kết quả)"


@pytest.mark.parametrize(("words", "figures"), ROWS)
def test_a_row_of_the_page_is_read_so(words: str, figures: str) -> None:
    (one,) = told(f"- {words}")
    assert "; ".join(line.strip() for line in figure_lines(one)) == ("" if figures == NO_FIGURES else figures)


def test_the_page_has_its_rows() -> None:
    assert len(ROWS) == 15


def test_the_page_names_the_fields_and_values() -> None:
    named = set(re.findall(r"`([a-z_]+)`", TEXT))
    for kind in (ReportedResult, Figure, Comparison):
        silent = {"start", "end", "text", "display", "unit", "of", "percent"}
        assert {field.name for field in fields(kind)} - silent <= named
    assert {one.value for kind in (ResultRole, Standing, Reached) for one in kind} <= named
    assert {one.value for one in (*Precision, *Basis)} - {"unstated"} <= named
