"""config/letters.toml: what papers to sign say."""

from pathlib import Path

import pytest

from dondoc.errors import BadInput
from dondoc.settings.letters import load_paper_wording


def test_the_shipped_file_is_whole() -> None:
    wording = load_paper_wording()
    assert (wording.request, wording.answer_working_days, wording.slip_symbol) == ("đề nghị", 5, "PGV")
    assert wording.document_types["QĐ"] == "Quyết định"


def test_the_offices_own_lies_over_it(tmp_path: Path) -> None:
    (tmp_path / "letters.toml").write_text('schema = 1\n[late]\nrequest = "yêu cầu"\n', encoding="utf-8")
    wording = load_paper_wording(tmp_path)
    assert (wording.request, wording.answer_working_days) == ("yêu cầu", 5)


@pytest.mark.parametrize("words", ['request = "xin"', "answer_working_days = 0"])
def test_a_value_that_cannot_be_is_named(tmp_path: Path, words: str) -> None:
    (tmp_path / "letters.toml").write_text(f"schema = 1\n[late]\n{words}\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"config\.invalid"):
        load_paper_wording(tmp_path)
