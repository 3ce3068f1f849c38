"""config/form.toml: an office changes what it asks; what makes no sense is refused with its place."""

from pathlib import Path

import pytest

from dondoc.core.form import Component
from dondoc.errors import BadInput
from dondoc.settings.form import load_form_rules


def write(folder: Path, text: str) -> Path:
    (folder / "form.toml").write_text(f"schema = 1\n{text}", encoding="utf-8")
    return folder


def test_an_office_changes_one_size_and_keeps_the_rest(tmp_path: Path) -> None:
    rules = load_form_rules(write(tmp_path, "[parts.body]\nsize = [14, 14]\n[page]\nleft_mm = [25, 35]\n"))
    assert rules.look(Component.BODY).size == (14, 14)
    assert rules.look(Component.BODY).bold is False
    assert rules.page.left_mm == (25, 35)
    assert rules.look(Component.HEADING).size == (13, 14)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[parts.body]\nsize = [14, 13]", "parts.body.size"),
        ("[parts.body]\nweight = 3", "parts.body.weight"),
        ('[parts.body]\nalign = "middle"', "parts.body.align"),
        ('[parts.colophon]\nname = "x"\narticle = "x"\nsource = "V"', "parts.colophon"),
        ("[page]\ntop_mm = [30, 20]", "page.top_mm"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        load_form_rules(write(tmp_path, text))
    assert caught.value.params["place"].startswith(place)
