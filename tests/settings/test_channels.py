"""The rules of channels as an office writes them."""

from datetime import timedelta
from pathlib import Path

import pytest

from dondoc.core.notice import Channel
from dondoc.errors import BadInput
from dondoc.settings.channels import load_channels


def test_the_shipped_rules_know_every_channel_but_mail() -> None:
    rules = load_channels()
    assert set(rules.lengths) == set(Channel) - {Channel.EMAIL}
    assert rules.to_rest().first == timedelta(minutes=5)
    assert rules.pairing_valid == timedelta(hours=72)


def test_an_office_changes_one_value_and_keeps_the_rest(tmp_path: Path) -> None:
    (tmp_path / "channels.toml").write_text("schema = 1\n[longest]\nzalo = 500\n", encoding="utf-8")
    rules = load_channels(tmp_path)
    assert (rules.lengths[Channel.ZALO], rules.lengths[Channel.TELEGRAM]) == (500, 4096)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schema = 1\n[longest]\nfax = 500\n", "longest.fax"),
        ("schema = 1\n[rest]\nfailures = 0\n", "rest.failures"),
        ("schema = 1\n[pairing]\nvalid_hours = 0\n", "pairing.valid_hours"),
    ],
)
def test_a_mistake_names_its_place(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "channels.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_channels(tmp_path)
    assert caught.value.params["place"] == place
