"""The key of a workspace, and the tokens that it signs."""

import stat
from pathlib import Path

import pytest

from dondoc.errors import BadInput
from dondoc.store.signing import TokenSigner, secret_key

KEY = "k" * 40


def test_what_was_signed_is_read_back() -> None:
    signer = TokenSigner(KEY, use="link")
    token = signer.sign("a12")
    assert signer.unsign(token) == "a12"
    assert token.startswith("a12.")
    assert len(token) < 50


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "a13" + t[3:], lambda t: "a12", lambda t: "", str.upper]
)
def test_a_changed_token_is_not_ours(change: object) -> None:
    signer = TokenSigner(KEY, use="link")
    assert callable(change)
    assert signer.unsign(change(signer.sign("a12"))) is None


def test_another_use_or_another_key_signs_otherwise() -> None:
    token = TokenSigner(KEY, use="link").sign("a12")
    assert TokenSigner(KEY, use="form").unsign(token) is None
    assert TokenSigner("x" * 40, use="link").unsign(token) is None


def test_letters_of_other_scripts_are_no_token() -> None:
    assert TokenSigner(KEY, use="link").unsign("việc-của-tôi.đ") is None


def test_the_key_is_made_once_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret.key"
    key = secret_key(file, None)
    assert len(key) >= 60
    assert secret_key(file, None) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [p.name for p in file.parent.iterdir()] == ["secret.key"]


def test_the_environment_has_its_say_first(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "secret.key", KEY) == KEY
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_short_open_or_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    with pytest.raises(BadInput) as short:
        secret_key(file, "abc")
    file.write_text(KEY)
    file.chmod(0o644)
    with pytest.raises(BadInput) as too_open:
        secret_key(file, None)
    file.chmod(0o600)
    file.write_bytes(b"\xff" * 40)
    with pytest.raises(BadInput) as broken:
        secret_key(file, None)
    codes = [e.value.message_code for e in (short, too_open, broken)]
    assert codes == ["secret_key.short", "secret_key.open", "secret_key.unusable"]
