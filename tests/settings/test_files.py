"""Config: the shipped file with the office's own over it; a fault names file, place and problem."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from dondoc.errors import BadInput
from dondoc.messages import explain
from dondoc.settings.evidence import EvidenceFile
from dondoc.settings.files import ConfigModel, merge, read_config, read_toml, shipped_dir

TREES = st.recursive(
    st.integers() | st.lists(st.integers(), max_size=3),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(st.sampled_from("abc"), TREES, max_size=3)


class Shape(ConfigModel):
    """A file with one value of each sort that goes wrong."""

    format: int = Field(1, alias="schema")
    count: int = Field(1, gt=0, le=9)
    name: str = "x"
    days: list[int] = Field(default_factory=list)
    table: dict[str, int] = Field(default_factory=dict)
    is_on: bool = True
    code: str = Field("a", pattern="^[a-z]$")


def own(folder: Path, text: str | bytes, name: str = "evidence.toml") -> Path:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def refusal(folder: Path, text: str | bytes) -> BadInput:
    with pytest.raises(BadInput) as refused:
        read_config("evidence.toml", EvidenceFile, own(folder, text))
    return refused.value


def test_without_an_own_file_the_shipped_one_holds(tmp_path: Path) -> None:
    shipped = read_config("evidence.toml", EvidenceFile)
    assert read_config("evidence.toml", EvidenceFile, tmp_path) == shipped
    assert (shipped_dir() / "evidence.toml").is_file()


def test_an_own_value_replaces_and_the_rest_stays(tmp_path: Path) -> None:
    shipped = read_config("evidence.toml", EvidenceFile)
    mine = read_config("evidence.toml", EvidenceFile, own(tmp_path, "schema = 1\nmax_file_mb = 3\n"))
    assert (mine.max_file_mb, mine.media_types) == (3, shipped.media_types)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    own(tmp_path, b"\xef\xbb\xbfmax_file_mb = 3\n")
    assert read_config("evidence.toml", EvidenceFile, tmp_path).max_file_mb == 3


@given(TABLES, TABLES)
def test_merging_keeps_what_was_not_named_and_takes_what_was(
    shipped: dict[str, object], mine: dict[str, object]
) -> None:
    merged = merge(shipped, mine)
    assert set(merged) == set(shipped) | set(mine)
    assert merge(shipped, {}) == shipped
    assert merge(merged, mine) == merged
    for key, value in mine.items():
        if not isinstance(value, dict):
            assert merged[key] == value


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("max_file_mb = 0", "max_file_mb", "lớn hơn 0"),
        ("max_file_mb = 2001", "max_file_mb", "không được quá 2000"),
        ('max_file_mb = "lớn"', "max_file_mb", "số nguyên"),
        ("max_file = 3", "max_file", "chính tả"),
        ('sufficient = ["photo"]', "sufficient.0", "chỉ nhận một trong"),
        ("sufficient = []", "sufficient", "ít nhất 1"),
        ('media_types = "pdf"', "media_types", "danh sách"),
        ("schema = 2", "schema", "phiên bản 2"),
    ],
)
def test_a_wrong_value_is_named_with_its_file_and_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    refused = refusal(tmp_path, text)
    assert (refused.message_code, refused.params["place"]) == ("config.invalid", place)
    said = explain(refused)
    assert str(tmp_path / "evidence.toml") in said
    assert words in said


@pytest.mark.parametrize(
    ("text", "words"),
    [("max_file_mb = = 3", "dòng 1, cột"), ("a = 1\n\nb = [", "kết thúc giữa chừng"), (b"\xff\xfea", "UTF-8")],
)
def test_what_is_not_toml_is_named_with_line_and_column(tmp_path: Path, text: str | bytes, words: str) -> None:
    refused = refusal(tmp_path, text)
    assert refused.message_code == "config.syntax"
    assert words in explain(refused)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"count": 0}, "lớn hơn 0"),
        ({"name": 3}, "dấu ngoặc kép"),
        ({"days": [1, "x"]}, "số nguyên"),
        ({"table": 3}, "bảng"),
        ({"is_on": "perhaps"}, "true hoặc false"),
        ({"code": "AB"}, "^[a-z]$"),
    ],
)
def test_each_sort_of_fault_is_told_in_vietnamese(values: dict[str, object], words: str) -> None:
    from pydantic import ValidationError

    from dondoc.usecases.border import first_problem

    with pytest.raises(ValidationError) as wrong:
        Shape.model_validate(values)
    assert words in explain(first_problem(wrong.value)[1])


def test_a_missing_file_and_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as missing:
        read_toml(tmp_path / "no.toml")
    with pytest.raises(BadInput) as unreadable:
        read_toml(tmp_path)
    assert (missing.value.message_code, unreadable.value.message_code) == ("config.missing", "config.unreadable")
    assert "đây là thư mục" in explain(unreadable.value)
