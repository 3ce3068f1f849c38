"""config/evidence.toml: which proof suffices."""

from pathlib import Path

import pytest

from dondoc.core.activity import EvidenceKind
from dondoc.errors import BadInput
from dondoc.settings.evidence import load_evidence_rules, load_note_words


def test_shipped_a_statement_alone_does_not_suffice() -> None:
    rules = load_evidence_rules(None)
    assert rules.sufficient == set(EvidenceKind) - {EvidenceKind.STATEMENT}
    assert rules.accepted_on_arrival == {EvidenceKind.DOCUMENT_NUMBER}
    assert (rules.max_file_size, rules.settle_seconds) == (25_000_000, 10)
    assert {"application/pdf", "image/jpeg", "text/plain"} <= rules.media_types


def test_an_office_may_be_stricter(tmp_path: Path) -> None:
    (tmp_path / "evidence.toml").write_text('sufficient = ["file"]\naccepted_on_arrival = []\n', encoding="utf-8")
    rules = load_evidence_rules(tmp_path)
    assert (rules.sufficient, rules.accepted_on_arrival) == ({EvidenceKind.FILE}, frozenset())


def test_nothing_that_suffices_is_refused(tmp_path: Path) -> None:
    (tmp_path / "evidence.toml").write_text("sufficient = []\n", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        load_evidence_rules(tmp_path)
    assert refused.value.params["place"] == "sufficient"


def test_the_words_of_denial_are_the_office_s_own(tmp_path: Path) -> None:
    assert "tạm hoãn" in load_note_words(None).not_yet
    (tmp_path / "evidence.toml").write_text('[notes]\nnot_yet = ["Xin khất"]\n', encoding="utf-8")
    notes = load_note_words(tmp_path)
    assert "lớp xin khất sang tháng" in notes.not_yet
    assert "tạm hoãn" not in notes.not_yet
    assert "theo kế hoạch" in notes.harmless
