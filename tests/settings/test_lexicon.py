from datetime import date

import pytest

from dondoc.core.period import DateRange
from dondoc.errors import BadInput
from dondoc.settings.lexicon import load_lexicon

AREAS = [
    "education",
    "representation",
    "emulation",
    "organization",
    "party_building",
    "women",
    "inspection",
    "finance",
    "culture_sports",
    "charity",
    "reform",
    "environment",
    "legislation",
    "economy",
    "reporting",
    "external",
    "other",
]


def test_the_shipped_areas_are_the_seventeen_of_the_guide_in_their_order():
    areas = load_lexicon(None).areas
    assert [area.code for area in sorted(areas, key=lambda area: area.order)] == AREAS
    assert all(area.vi and area.en for area in areas)


def test_lunar_feasts_fall_on_the_vietnamese_days():
    feasts = {occasion.code: occasion for occasion in load_lexicon(None).occasions}
    assert feasts["tet"].on(2007) == date(2007, 2, 17)  # the Chinese calendar has the 18th
    assert feasts["tet"].on(2026) == date(2026, 2, 17)
    assert feasts["hung_kings"].on(2026) == date(2026, 4, 26)
    assert feasts["mid_autumn"].on(2027) == date(2027, 9, 15)
    assert feasts["tet"].on(1999) is None
    assert feasts["workers_month"].on(2026) is None


def test_every_lunar_feast_has_a_day_in_each_year_of_its_table():
    for code in ("tet", "first_full_moon", "hung_kings", "buddha", "doan_ngo", "vu_lan", "mid_autumn", "kitchen_gods"):
        feast = next(one for one in load_lexicon(None).occasions if one.code == code)
        assert [day.year for day in feast.dates] == list(range(2000, 2051))


def test_a_week_of_action_and_the_days_before_a_feast_are_read(tmp_path):
    (tmp_path / "occasions.toml").write_text(
        '[occasions.mill]\nnames = ["Tuần lễ Nhà máy"]\nspan = ["01-08", "07-08"]\ndays_before = [14, 3]\n', "utf-8"
    )
    mill = next(one for one in load_lexicon(tmp_path).occasions if one.code == "mill")
    assert mill.days(2026) == DateRange.through(date(2026, 8, 1), date(2026, 8, 7))
    assert (mill.on(2026), mill.days_before) == (None, (14, 3))


def test_an_office_lays_its_own_words_over_the_shipped_ones(tmp_path):
    (tmp_path / "areas.toml").write_text('[areas.women]\nvi = "Công tác nữ"\n', "utf-8")
    (tmp_path / "occasions.toml").write_text(
        '[occasions.mill]\nnames = ["ngày truyền thống Nhà máy"]\nday = "14-08"\n', "utf-8"
    )
    lexicon = load_lexicon(tmp_path)
    assert next(area for area in lexicon.areas if area.code == "women").vi == "Công tác nữ"
    assert next(one for one in lexicon.occasions if one.code == "mill").on(2026) == date(2026, 8, 14)
    assert len(lexicon.areas) == 17


@pytest.mark.parametrize(
    "wrong",
    [
        'names = ["x"]',
        'names = ["x"]\nspan = ["07-08", "01-08"]',
        'names = ["x"]\nday = "01-08"\ndays_before = [1, 7]',
        'names = ["x"]\nday = "31-02"',
        'names = ["x"]\nday = "01-02"\nmonth = 3',
        'day = "01-02"',
    ],
)
def test_a_wrong_occasion_is_refused_with_its_place(tmp_path, wrong: str):
    (tmp_path / "occasions.toml").write_text(f"[occasions.mill]\n{wrong}\n", "utf-8")
    with pytest.raises(BadInput) as refused:
        load_lexicon(tmp_path)
    assert refused.value.message_code == "config.invalid"
    assert "mill" in str(refused.value.params["place"])
