"""What time a run works for."""

import pytest

from flows._instant import read_instant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2017-07-03", "2017-07-03T08:00:00+07:00"),
        ("2017-07-03T14:30", "2017-07-03T14:30:00+07:00"),
        ("2017-07-02T19:00:00+00:00", "2017-07-03T02:00:00+07:00"),
    ],
)
def test_a_day_or_an_instant_is_the_offices(given: str, meant: str) -> None:
    assert read_instant(given).isoformat() == meant


@pytest.mark.parametrize("given", ["03/07/2017", "hôm qua", "", "2017-13-01"])
def test_anything_else_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        read_instant(given)
