"""Settings of a workspace: the file, and the environment over it."""

from pathlib import Path

import pytest

from dondoc.errors import BadInput
from dondoc.messages import explain
from dondoc.settings.machine import FILE_NAME, Settings, read_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DONDOC_{name.upper()}", raising=False)


def workspace(folder: Path, text: str) -> Path:
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return folder


def test_without_file_and_environment_the_defaults_hold(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert (settings.database_url, settings.smtp_url, settings.simulate, settings.language) == (None, None, False, "vi")
    assert read_settings(None) == settings


def test_the_file_is_read_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path, 'schema = 1\nsender = "a@vi.du"\nsmtp_timeout = 5\nme = "lan"\n')
    monkeypatch.setenv("DONDOC_SENDER", "b@vi.du")
    monkeypatch.setenv("DONDOC_SIMULATE", "true")
    settings = read_settings(tmp_path)
    assert (settings.sender, settings.smtp_timeout, settings.me, settings.simulate) == ("b@vi.du", 5.0, "lan", True)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_can_come_from_the_environment_and_an_empty_one_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    given = {"simulate": "1", "smtp_timeout": "7", "imap_timeout": "7", "language": "en"}.get(name, "abc")
    monkeypatch.setenv(f"DONDOC_{name.upper()}", given)
    assert str(getattr(read_settings(tmp_path), name)) in {given, "True", "7.0"}
    monkeypatch.setenv(f"DONDOC_{name.upper()}", "")
    assert read_settings(tmp_path) == Settings()


def test_other_variables_of_ours_are_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_WORKSPACE", "/x")
    monkeypatch.setenv("DONDOC_ACTOR", "lan")
    assert read_settings(tmp_path) == Settings()


def test_blank_addresses_are_none(tmp_path: Path) -> None:
    workspace(tmp_path, 'smtp_url = "  "\nme = ""\n')
    assert (read_settings(tmp_path).smtp_url, read_settings(tmp_path).me) == (None, None)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("smtp_timeout = -1", "smtp_timeout", "lớn hơn 0"),
        ('language = "fr"', "language", "^(vi|en)$"),
        ('smpt_url = "x"', "smpt_url", "chính tả"),
        ('simulate = "perhaps"', "simulate", "true hoặc false"),
        ("schema = 9", "schema", "phiên bản 9"),
    ],
)
def test_a_fault_in_the_file_names_file_and_key(tmp_path: Path, text: str, place: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_settings(workspace(tmp_path, text))
    assert refused.value.params["place"] == place
    said = explain(refused.value)
    assert str(tmp_path / FILE_NAME) in said
    assert words in said


def test_a_fault_in_the_environment_names_the_variable_and_not_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace(tmp_path, "schema = 1\n")
    monkeypatch.setenv("DONDOC_SMTP_TIMEOUT", "lau")
    with pytest.raises(BadInput) as refused:
        read_settings(tmp_path)
    assert explain(refused.value) == "Biến môi trường DONDOC_SMTP_TIMEOUT: phải là một số."


def test_a_file_that_is_not_toml_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read_settings(workspace(tmp_path, "schema = 1\nsender = a@b\n"))
    assert refused.value.message_code == "config.syntax"
    assert "dòng 2" in explain(refused.value)


def test_every_setting_says_what_it_is_for_in_vietnamese() -> None:
    assert all(field.description for field in Settings.model_fields.values())
