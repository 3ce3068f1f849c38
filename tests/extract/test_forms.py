"""The same text in every form gives the same commitments."""

from collections.abc import Callable
from pathlib import Path

import pytest
from extract.file_forms import page, pdf, word
from extract.forms import BROKEN, TYPED, essence
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

DOCUMENTS = sorted((Path(__file__).resolve().parents[1] / "corpus").glob("*.txt"))
FILES = {"word": word, "page": page, "pdf": pdf}
#: One document in four for each single form; the combinations draw from all of them.
SOME = DOCUMENTS[::4]
TEXTS = {path.stem: path.read_text("utf-8") for path in DOCUMENTS}
NAMED = [path.stem for path in SOME]


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("change", [*TYPED, *BROKEN])
def test_typing_it_otherwise_changes_no_commitment(change: str, name: str):
    text, typed = TEXTS[name], {**TYPED, **BROKEN}[change]
    assert essence(typed(text).encode(), "bao-cao.txt") == essence(text.encode(), "bao-cao.txt")


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("form", FILES)
def test_another_kind_of_file_changes_no_commitment(form: str, name: str):
    data, file_name = FILES[form](TEXTS[name])
    assert essence(data, file_name) == essence(TEXTS[name].encode(), "bao-cao.txt")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(TEXTS)),
    first=st.sampled_from(["decomposed", "old_tones", "no_break_spaces", "curly_quotes", "double_spaces"]),
    second=st.sampled_from(["windows_lines", "trailing_spaces", "invisible", "indented"]),
)
def test_two_habits_of_typing_together_change_no_commitment(name: str, first: str, second: str):
    change: list[Callable[[str], str]] = [TYPED[first], TYPED[second]]
    text = TEXTS[name]
    typed = change[1](change[0](text))
    assert essence(typed.encode(), "bao-cao.txt") == essence(text.encode(), "bao-cao.txt")
