"""config/outlines: the shipped ones, an office's own, what is refused, and that what is written is read as it was."""

from pathlib import Path

import pytest
from draft.asked import asked_outline

from dondoc.core.report import ReportKind
from dondoc.errors import BadInput, NotFound
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.outlines import load_outline, load_outlines, outline_names, outline_toml, read_outline
from dondoc.settings.report import load_report_office

AREAS = {area.code for area in load_lexicon().areas}
HEAD = """schema = 1
label = "Riêng"
document_type = "báo cáo"
symbol = "BC"
title = "Kết quả {period}"
lead = "{issuer} báo cáo {title}:"
closing = "Trên đây là báo cáo {title}./."
"""
ONE = '[[headings]]\nlevel = 1\nheading = "Kết quả"\nfill = ["results"]\n'


def file(folder: Path, text: str, name: str = "rieng") -> Path:
    path = folder / "outlines" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("name", ["co-quan-6-thang", "cong-doan-6-thang", "cong-doan-nam", "thong-bao-ket-luan"])
def test_the_shipped_outlines_are_sound(name: str) -> None:
    assert name in outline_names()
    assert load_outline(name, areas=AREAS).name == name
    assert name in [outline.name for outline in load_outlines()]


def test_an_office_adds_its_own_and_overrides_a_shipped_one(tmp_path: Path) -> None:
    file(tmp_path, HEAD + ONE)
    file(tmp_path, HEAD + ONE, "cong-doan-nam")
    assert "rieng" in outline_names(tmp_path)
    assert load_outline("rieng", tmp_path).document_type == "BÁO CÁO"
    assert load_outline("cong-doan-nam", tmp_path).label == "Riêng"


def test_the_outline_is_chosen_by_kind_of_report_and_by_unit(tmp_path: Path) -> None:
    (tmp_path / "report.toml").write_text(
        'schema = 1\n[outline.units.CD-X]\ninterim = "co-quan-6-thang"\n', encoding="utf-8"
    )
    chosen = {
        (kind, unit): load_report_office(tmp_path, kind=kind, unit=unit).outline.name
        for kind in ReportKind
        for unit in ("CD-X", "CD-Y")
    }
    assert chosen == {
        (ReportKind.INTERIM, "CD-X"): "co-quan-6-thang",
        (ReportKind.INTERIM, "CD-Y"): "cong-doan-6-thang",
        (ReportKind.ANNUAL, "CD-X"): "cong-doan-nam",
        (ReportKind.ANNUAL, "CD-Y"): "cong-doan-nam",
    }
    assert load_report_office(tmp_path, outline="thong-bao-ket-luan").outline.symbol == "TB"


@pytest.mark.parametrize("name", ["khong-co", "../report", "Cong doan"])
def test_an_unknown_outline_is_refused_with_those_that_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound, match=r"outline\.unknown.*cong-doan-nam"):
        load_outline(name, tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEAD, "headings"),
        (HEAD + ONE.replace("level = 1", "level = 2"), "thiếu mục cấp trên"),
        (HEAD + ONE + ONE.replace("level = 1", "level = 3"), "thiếu mục cấp trên"),
        (HEAD + ONE + ONE, "results đặt ở hai mục"),
        (HEAD + ONE + 'areas = ["women"]\n' + ONE + 'areas = ["women"]\n', "lĩnh vực women đặt ở hai mục"),
        (HEAD + ONE + 'areas = ["weather"]\n', "headings.0.areas: weather"),
        (HEAD + ONE.replace("results", "limits") + 'areas = ["women"]\n', "areas chỉ dùng cùng"),
        (HEAD + ONE.replace("results", "weather"), "headings.0.fill.0"),
        (HEAD + ONE + 'name = "x"\n' + ONE.replace("results", "limits") + 'name = "x"\n', "dùng cho hai mục"),
        (HEAD + ONE + 'name = "Kết quả"\n', "gạch nối"),
        (HEAD + ONE.replace("Kết quả", "Kết quả {year}"), "không biết {year}"),
        (HEAD.replace("{period}", "{unit}") + ONE, "không biết {unit}"),
        (HEAD + ONE + 'group = "owner"\n', "chỉ dùng cho plan"),
        (HEAD + ONE.replace('"results"', '"plan", "targets"'), "hai mục khác nhau"),
        (HEAD + ONE + "colour = 1\n", "value.unknown"),
        (HEAD.replace("schema = 1", "schema = 2") + ONE, "value.schema"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_outline(file(tmp_path, text), areas=AREAS)
    assert caught.value.message_code == "config.invalid"
    assert problem in str(caught.value.params["problem"]) + str(caught.value.params["place"])


def test_what_is_written_is_read_as_it_was(tmp_path: Path) -> None:
    told = asked_outline().outline
    path = file(tmp_path, outline_toml(told, {"m1": "mục lớn"}), "de-cuong")
    assert read_outline(path, areas=AREAS) == told
    assert "# mục lớn\n[[headings]]\nlevel = 0\n" in path.read_text("utf-8")
