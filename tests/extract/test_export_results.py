"""The JSON of `dondoc extract --results`: keys, numbers and offsets that another program may rely on."""

import json

from extract.reading import document, lexicon, plan
from extract.reported_reading import HEAD, told, words

from dondoc.extract.export import export
from dondoc.extract.export_results import export_matching, export_result
from dondoc.extract.matching import match_results
from dondoc.extract.pipeline import extract

BODY = "- Ngày 12/4, Ban Nữ công đã trao 30 suất quà (đạt 75% kế hoạch) tại xưởng kéo sợi, trị giá 22,5 triệu đồng.\n"


def test_a_result_has_these_keys_and_plain_values() -> None:
    (one,) = told(BODY)
    exported = export_result(one)
    assert json.loads(json.dumps(exported)) == exported
    assert {key: value for key, value in exported.items() if key not in {"figures", "comparisons", "reasons"}} == {
        "start": one.start,
        "end": one.end,
        "text": BODY[2:-2],
        "display": BODY[2:-2],
        "role": "result",
        "standing": "done",
        "action": "trao",
        "happened_on": "2025-04-12",
        "window": None,
        "as_of": None,
        "place": "xưởng kéo sợi",
        "owner": "Ban Nữ công",
        "area": one.area,
        "heading": "KẾT QUẢ HOẠT ĐỘNG",
        "refs": [],
        "confidence": 0.97,
    }


def test_figures_keep_what_is_written_beside_what_it_means() -> None:
    (one,) = told(BODY)
    gifts, money = export_result(one)["figures"]  # type: ignore[misc]
    text = one.text
    assert text[gifts["start"] - one.start : gifts["end"] - one.start] == gifts["text"] == "30 suất quà"
    assert (gifts["value"], gifts["unit"], gifts["money"]) == (30, "suất quà", None)
    assert (money["value"], money["unit"], money["money"]) == (22.5, "triệu đồng", 22_500_000)
    (comparison,) = export_result(one)["comparisons"]  # type: ignore[misc]
    assert (comparison["basis"], comparison["percent_of_plan"], comparison["figure"]) == ("plan", 75, 0)


def test_results_are_told_only_when_asked_for() -> None:
    one = document(HEAD + BODY)
    extraction = extract(one, lexicon())
    plain = export(one, extraction, with_text=True)
    asked = export(one, extraction, with_text=True, results=told(BODY))
    assert "results" not in plain
    assert {key: value for key, value in asked.items() if key != "results"} == plain
    (result,) = asked["results"]  # type: ignore[misc]
    assert one.text[result["start"] : result["end"]] == result["text"]


def test_a_comparison_names_results_by_their_place() -> None:
    promises, results = plan("- Tặng 40 suất quà.\n- Mở 02 lớp bơi."), told(BODY + "- Trồng 300 cây bàng.")
    exported = export_matching(match_results(promises, results, words()), promises, results)
    assert json.loads(json.dumps(exported)) == exported
    gifts, classes = exported["promises"]  # type: ignore[misc]
    assert gifts["target"] == {"value": 40, "unit": "suất quà", "percent": False}
    assert (gifts["reported"], gifts["reached"], gifts["candidates"][0]["result"]) == (30, "partly", 0)
    assert (classes["reported"], classes["reached"], classes["candidates"]) == (None, "unknown", [])
    assert exported["unplanned"] == [1]
