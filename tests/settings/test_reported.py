"""config/results.toml: the words by which results are read."""

from dataclasses import fields
from pathlib import Path

import pytest

from dondoc.errors import BadInput
from dondoc.extract.normalize import fold
from dondoc.extract.phrases import Phrases
from dondoc.settings.reported import load_reported_words


def test_every_shipped_list_has_words_in_the_form_that_is_compared() -> None:
    words = load_reported_words(None)
    for one in fields(words):
        phrases = getattr(words, one.name)
        if isinstance(phrases, Phrases):
            assert phrases.words, one.name
            assert all(word == fold(word) for word in phrases.words), one.name


def test_an_office_may_replace_one_list(tmp_path: Path) -> None:
    (tmp_path / "results.toml").write_text('[words]\nbeginning = ["Đổ móng"]\n', encoding="utf-8")
    words = load_reported_words(tmp_path)
    assert words.beginning.words == ("đổ móng",)
    assert words.done == load_reported_words(None).done


def test_an_office_may_add_a_family(tmp_path: Path) -> None:
    (tmp_path / "results.toml").write_text('[families]\nsalt = ["cào muối"]\n', encoding="utf-8")
    families = dict(load_reported_words(tmp_path).families)
    assert families["salt"].words == ("cào muối",)
    assert set(families) == {*dict(load_reported_words(None).families), "salt"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[words]\ndone = "đã"\n', "words.done"),
        ('[words]\ndoing = ["đang"]\n', "words.doing"),
        ("[families]\ngive = 3\n", "families.give"),
    ],
)
def test_a_wrong_file_is_refused_by_the_name_of_the_key(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "results.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        load_reported_words(tmp_path)
    assert refused.value.params["place"] == place
