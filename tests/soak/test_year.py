"""A year of an office in a small size; `make year` lives the whole one."""

from pathlib import Path

import pytest
from sizes import size

from tools.year import live
from tools.year_faults import FAULTS
from tools.year_life import Course, Life
from tools.year_town import Size

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("year")]


def lived(folder: Path, days: int, *, size: Size, fault: str = "", crash: float = 0.0) -> Life:
    return live(Course(size=size, seed=3, days=days, crash=crash, outages=2), folder, fault)


def test_a_year_with_crashes_and_outages_breaks_no_rule(tmp_path: Path) -> None:
    life = lived(tmp_path, size(270, small=100), size=Size(4, 24), crash=0.08)
    assert life.verdict.violations == []
    assert life.verdict.by_slot["reminded"] > 5
    assert sum(life.house.fate.deaths.values()) > 1
    assert life.verdict.figures["days of outage"] > 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_mistake_is_found_by_its_rule(fault: str, tmp_path: Path) -> None:
    rule, _ = FAULTS[fault]
    life = lived(tmp_path, 26, size=Size(2, 120), fault=fault)
    assert any(words.startswith(f"({rule})") for words in life.verdict.violations), life.verdict.violations[:5]
