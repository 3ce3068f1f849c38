"""config/evidence_kits.toml: what each kind of activity leaves."""

from pathlib import Path

import pytest

from dondoc.errors import BadInput
from dondoc.settings.evidence_kits import load_evidence_kits
from dondoc.settings.lexicon import load_lexicon


def office(tmp_path: Path, text: str) -> Path:
    (tmp_path / "evidence_kits.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_shipped_no_kit_asks_for_more_than_a_line_can_say() -> None:
    kits = load_evidence_kits()
    assert kits.fallback.key == "other"
    assert max(sum(p.is_needed for p in kit.pieces) for kit in kits.kits) <= 3
    assert all(kit.words for kit in kits.kits if kit is not kits.fallback)


def test_shipped_kits_name_areas_that_there_are_each_once() -> None:
    named = [area for kit in load_evidence_kits().kits for area in kit.areas]
    assert set(named) <= {area.code for area in load_lexicon(None).areas}
    assert len(named) == len(set(named))


def test_an_office_changes_one_kit_and_keeps_the_others(tmp_path: Path) -> None:
    own = office(tmp_path, '[kits.visit]\nneeded = ["photo"]\n[retention.issued]\nforever = false\nyears = 20\n')
    kits = load_evidence_kits(own)
    visit = kits.kit_for("tặng quà")
    assert [p.piece.key for p in visit.pieces if p.is_needed] == ["photo"]
    assert kits.classes["issued"].years == 20
    assert kits.kit_for("kết nạp").pieces == load_evidence_kits().kit_for("kết nạp").pieces


def test_an_office_adds_a_kit_with_a_paper_of_its_own(tmp_path: Path) -> None:
    own = office(
        tmp_path,
        '[pieces.log]\nname = "sổ trực"\nwords = ["sổ trực"]\n'
        '[kits.watch]\nname = "trực"\nneeded = ["log"]\nusual = []\nretention = "routine"\nwords = ["ca trực"]\n',
    )
    kit = load_evidence_kits(own).kit_for("bảo đảm ca trực đêm")
    assert [p.piece.name for p in kit.pieces] == ["sổ trực"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('fallback = "nobody"\n', "fallback"),
        ('[kits.visit]\nneeded = ["nothing"]\n', "kits.visit.needed"),
        ('[kits.visit]\nretention = "never"\n', "kits.visit.retention"),
        ('[pieces.photo]\nalso = ["film"]\n', "pieces.photo.also"),
        ('[retention.short]\nname = "ngắn"\n', "retention.short.years"),
        ("[retention.routine]\nyears = 0\n", "retention.routine.years"),
    ],
)
def test_what_is_not_there_is_named_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(BadInput) as refused:
        load_evidence_kits(office(tmp_path, text))
    assert refused.value.params["place"] == place
