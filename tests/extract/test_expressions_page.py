"""docs/grammar.md says what the grammar does."""

import doctest
import re
from pathlib import Path

import pytest
from extract.test_expressions import EXPRESSIONS

from dondoc.extract import refs
from dondoc.messages.dates import MESSAGES

PAGE = Path(__file__).parents[2] / "docs" / "grammar.md"
TEXT = PAGE.read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| `(.+?)` \|", TEXT, re.MULTILINE)
REFERENCES = re.findall(r"^\| ([^|`]+?) \| `([^`]+)` \| ([^|`]+?) \|$", TEXT, re.MULTILINE)


def test_the_page_has_every_expression_once():
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 117))


@pytest.mark.parametrize(("number", "words", "form"), ROWS)
def test_a_row_of_the_page_is_what_the_tests_read(number: str, words: str, form: str):
    assert (words, form) in {(said, read) for other, _, said, read in EXPRESSIONS if other == int(number)}


def test_the_documents_of_the_page_are_read_so():
    found = [(one.number, one.kind) for words, _, _ in REFERENCES for one in refs.parse(words)]
    assert found == [(number, kind) for _, number, kind in REFERENCES]
    assert len(found) == 4


def test_every_doubt_of_the_grammar_stands_on_the_page():
    assert set(re.findall(r"`((?:date|recurrence|number)\.\w+)`", TEXT)) == set(MESSAGES)


def test_the_example_of_the_page_runs():
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (result.failed, result.attempted) == (0, 4)
