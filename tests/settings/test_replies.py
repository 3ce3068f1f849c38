"""config/replies.toml: own words and meanings."""

from pathlib import Path

import pytest

from dondoc.errors import BadInput
from dondoc.settings.replies import load_reply_rules


def test_shipped_mail_goes_to_a_folder_of_its_own() -> None:
    rules = load_reply_rules(None)
    assert rules.processed_folder == "Đã xử lý"
    assert (rules.max_mail_size, rules.max_parts, rules.max_logo_size) == (40_000_000, 300, 20_000)
    assert "out of office: nghỉ" in rules.automatic_subjects


def test_an_office_adds_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "replies.toml").write_text('[cut]\nsign_offs = ["Chào quyết thắng"]\n', encoding="utf-8")
    cut = load_reply_rules(tmp_path).cut
    assert cut.sign_offs.words == ("chào quyết thắng",)
    assert "thư gốc" in cut.separators


def test_a_mailbox_without_a_folder_to_move_to_is_refused(tmp_path: Path) -> None:
    (tmp_path / "replies.toml").write_text('processed_folder = ""\n', encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        load_reply_rules(tmp_path)
    assert refused.value.params["place"] == "processed_folder"
