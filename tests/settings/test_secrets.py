"""Tokens come from the environment or from a file that others cannot read, and are never repeated."""

from pathlib import Path

import pytest

from dondoc.errors import BadInput
from dondoc.messages import explain
from dondoc.settings.secrets import read_secrets

FILE = '[zalo]\ntoken = "tu-tep"\n[slack.phong]\nurl = "https://hooks.vi.du/bi-mat"\n'


def write(folder: Path, text: str = FILE, mode: int = 0o600) -> Path:
    path = folder / "secrets.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def refused(folder: Path, environment: dict[str, str] | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_secrets(folder, environment or {})
    assert "bi-mat" not in str(caught.value) + explain(caught.value) + repr(caught.value.__cause__)
    return caught.value


def test_a_file_of_ones_own_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    write(tmp_path)
    secrets = read_secrets(tmp_path, {"DONDOC_ZALO_TOKEN": " tu-moi-truong ", "DONDOC_SMS_URL": "https://sms.vi.du"})
    assert secrets.zalo is not None
    assert secrets.zalo.token.get_secret_value() == "tu-moi-truong"
    assert secrets.sms is not None
    assert secrets.sms.token is None
    assert secrets.slack["phong"].url.get_secret_value() == "https://hooks.vi.du/bi-mat"
    assert secrets.telegram is None
    for words in (repr(secrets), str(secrets), secrets.model_dump_json()):
        assert "bi-mat" not in words
        assert "tu-moi-truong" not in words


def test_nothing_is_set_without_a_file(tmp_path: Path) -> None:
    secrets = read_secrets(tmp_path, {})
    assert (secrets.zalo, secrets.telegram, secrets.sms, secrets.slack, secrets.webhook) == (None, None, None, {}, {})


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o602])
def test_a_file_that_others_can_open_is_not_read(tmp_path: Path, mode: int) -> None:
    path = write(tmp_path, mode=mode)
    error = refused(tmp_path)
    assert error.message_code == "secrets.open"
    assert f"chmod 600 {path}" in explain(error)
    path.chmod(0o600)
    assert read_secrets(tmp_path, {}).zalo is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[zalo]\ntoken = "bi-mat\n', "config.syntax"),
        ('[zalo]\ntokens = "bi-mat"\n', "config.invalid"),
        ('[zalo]\ntoken = ["bi-mat"]\n', "config.invalid"),
        ('[slack."Phòng bi-mat x"]\nurl = "x"\n', "config.invalid"),
        ('[zalo]\ntoken = ""\n', "config.invalid"),
        ("[sms]\ntoken = 'bi-mat'\n", "config.invalid"),
    ],
)
def test_a_mistake_names_its_place_and_no_value(tmp_path: Path, text: str, code: str) -> None:
    write(tmp_path, text.replace("Phòng bi-mat x", "Phòng x"))
    assert refused(tmp_path).message_code == code
