import json
from pathlib import Path

import pytest
from extract.reading import lexicon, only, plan

from dondoc.extract.confidence import SIGNS, ConfidenceWeights, fit

FIRST = sorted((Path(__file__).resolve().parents[1] / "corpus" / "first").glob("*.json"))


def signs(**given):
    return {name: float(given.get(name, 0.0)) for name in SIGNS}


def test_a_fitted_rate_is_the_share_that_was_right():
    rows = [(signs(item=1), index < 9, 1.0) for index in range(10)] + [(signs(), index < 5, 1.0) for index in range(10)]
    weights = fit(rows * 40)
    assert weights.rate(signs(item=1)) == pytest.approx(0.9, abs=0.02)
    assert weights.rate(signs()) == pytest.approx(0.5, abs=0.02)


def test_a_row_of_double_weight_counts_as_two():
    once = [(signs(dated=1), True, 1.0), (signs(dated=1), False, 1.0)] * 50
    twice = [(signs(dated=1), True, 2.0), (signs(dated=1), False, 1.0)] * 50
    assert fit(twice).rate(signs(dated=1)) > fit(once).rate(signs(dated=1)) + 0.1


def test_nothing_is_certain_and_nothing_that_was_found_is_worthless():
    assert ConfidenceWeights(50.0, {}).rate(signs()) == 0.99
    assert ConfidenceWeights(-50.0, {}).rate(signs()) == 0.05


def test_a_dated_item_under_a_plan_heading_is_surer_than_a_vague_sentence_of_running_text():
    sure = only("- Tổ chức hội thao trước ngày 15/9.").confidence
    vague = plan("Do đó, công đoàn sẽ có những việc làm thiết thực.", heading="I. NHẬN XÉT")
    assert all(one.confidence < sure for one in vague)
    assert sure > 0.85


def test_the_shipped_weights_are_those_of_the_recorded_first_predictions():
    # a file edited by hand would no longer say what it claims to say
    weighed = {"unseen1": 0.25, "public_pages1": 0.25, "public_pages2": 0.5, "unseen2": 0.5}
    rows = [
        (signs(**row["signs"]), row["right"], weighed.get(path.stem, 1.0))
        for path in FIRST
        for row in json.loads(path.read_text("utf-8"))
    ]
    fitted, shipped = fit(rows), lexicon().confidence
    assert shipped.base == pytest.approx(fitted.base, abs=0.006)
    assert {name: round(fitted.weights[name], 2) for name in SIGNS} == dict(shipped.weights)
