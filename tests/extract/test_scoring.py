"""Pairs by overlap, attributes by the rules of the corpus, and what nobody judged is left alone."""

from dataclasses import replace

import pytest

from dondoc.errors import BadInput
from dondoc.extract.scoring import Answer, Answers, Attribute, Number, Tally, agrees, compare, find_quote, occurrences
from dondoc.usecases.gold_file import parse_found, parse_gold

TEXT = "Mở 02 lớp học bơi cho trẻ em. Sơn lại cổng chào của xóm. Nạo vét mương số 4."
CLASSES = Answer(
    start=0,
    end=28,
    kind="countable",
    targets=(Number(comparator="=", value=2, unit="lớp học bơi"),),
    due="2026-09-30",
    due_explicit=True,
    areas=("culture_sports", "education"),
)
GATE = Answer(start=30, end=55, kind="deliverable", due="2026-12-31", areas=("other",))
GOLD = Answers(items=(CLASSES, GATE), issuer="UBND xã Mẫu", plan_period="2026-H2")


def test_what_is_found_alike_pairs_and_agrees() -> None:
    one = compare(TEXT, GOLD, GOLD)
    assert (one.pairs, one.missed, one.spurious, one.wrong) == ({0: 0, 1: 1}, [], [], ())
    assert one.chars_hit == one.chars_gold == one.chars_found


def test_a_span_that_shares_less_than_half_of_the_letters_is_another() -> None:
    shifted = replace(GATE, start=43, end=80)
    one = compare(TEXT, GOLD, Answers(items=(CLASSES, shifted)))
    assert (one.pairs, one.missed, one.spurious) == ({0: 0}, [1], [1])


def test_of_two_that_overlap_the_nearer_one_pairs() -> None:
    short, whole = replace(CLASSES, end=20), CLASSES
    assert compare(TEXT, GOLD, Answers(items=(short, whole))).pairs == {0: 1}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"kind": "deliverable"}, {Attribute.KIND}),
        ({"due": "2026-09-29"}, {Attribute.DUE}),
        ({"due_explicit": False}, {Attribute.DUE_EXPLICIT}),
        ({"recurrence": "monthly"}, {Attribute.RECURRENCE}),
        ({"owner": "Đoàn xã"}, {Attribute.OWNER}),
        ({"areas": ("education",)}, set()),
        ({"areas": ("economy",)}, {Attribute.AREA}),
        ({"refs": ("4/KH",)}, {Attribute.REFS}),
        ({"targets": ()}, {Attribute.TARGET, Attribute.TARGETS}),
        ({"targets": (Number(comparator="=", value=2, unit="lớp"),)}, set()),
        ({"targets": (Number(comparator="=", value=2, unit="buổi tập"),)}, {Attribute.UNIT}),
        ({"targets": (*CLASSES.targets, Number(comparator=">=", value=40, unit="em"))}, {Attribute.TARGETS}),
    ],
)
def test_an_attribute_that_differs_is_named(changes: dict[str, object], wrong: set[Attribute]) -> None:
    found = Answers(items=(replace(CLASSES, **changes),))
    assert {name for _, name in compare(TEXT, GOLD, found).wrong} == wrong


def test_an_owner_agrees_when_half_of_its_words_do() -> None:
    gold = replace(CLASSES, owner="Ban Nữ công xã")
    assert agrees(Attribute.OWNER, gold, replace(gold, owner="ban nữ công"))
    assert not agrees(Attribute.OWNER, gold, replace(gold, owner="Ban Tài chính"))


def test_what_nobody_judged_is_not_compared() -> None:
    gold = replace(CLASSES, unjudged=frozenset({Attribute.AREA, Attribute.DUE}))
    found = replace(CLASSES, areas=("economy",), due=None, kind="ongoing")
    one = compare(TEXT, Answers(items=(gold,)), Answers(items=(found,)))
    assert [name for _, name in one.wrong] == [Attribute.KIND]
    tally = Tally()
    tally.add(one)
    assert (tally.asked[Attribute.AREA], tally.asked[Attribute.KIND]) == (0, 1)


def test_counts_add_up_over_documents() -> None:
    tally = Tally()
    tally.add(compare(TEXT, GOLD, Answers(items=(replace(CLASSES, confidence=0.95),), issuer="xã mẫu")))
    tally.add(compare(TEXT, Answers(items=()), Answers(items=(GATE,))))
    assert (tally.documents, tally.gold, tally.found, tally.hit, tally.false_on_empty) == (2, 2, 2, 1, 1)
    assert (tally.precision(), tally.recall(), tally.f1()) == (0.5, 0.5, 0.5)
    assert (tally.share("issuer"), tally.share("plan_period"), tally.share("kind")) == (1.0, 0.5, 1.0)
    assert (tally.share("due not null"), tally.share("owner not null")) == (1.0, None)
    assert tally.confidences == [(0.95, True), (1.0, False)]
    assert tally.fields_right() == 10


def test_nothing_to_find_and_nothing_found_is_all_right() -> None:
    tally = Tally()
    tally.add(compare(TEXT, Answers(items=()), Answers(items=())))
    assert (tally.f1(), tally.coverage(), tally.precision(), tally.recall()) == (1.0, 1.0, 1.0, 1.0)


def test_a_quotation_that_stands_twice_needs_its_number() -> None:
    assert occurrences("ana ana", "ana") == [0, 4]
    assert occurrences("aaa", "aa") == [0, 1]
    assert occurrences("abc", "") == []
    assert find_quote("ana ana", "ana", None) is None
    assert find_quote("ana ana", "ana", 2) == (4, 7)
    assert find_quote("ana ana", "ana", 3) is None
    assert find_quote("ana", "ana", None) == (0, 3)


GOLD_JSON = """{"issuer": null, "issued_on": null, "reporting_period": null, "plan_period": "2026-H2", "commitments": [
 {"quote": "Sơn lại cổng chào của xóm", "kind": "deliverable", "target": null, "due": "2026-12-31",
  "due_explicit": false, "recurrence": null, "owner": null, "area": ["other", "economy"], "refs": []}]}"""


def test_gold_files_and_found_files_become_answers() -> None:
    gold = parse_gold(GOLD_JSON, TEXT, "xom")
    assert gold.items == (replace(GATE, areas=("other", "economy")),)
    found = parse_found(
        '{"commitments": [{"start": 0, "end": 28, "kind": "countable", "area": "other", "confidence": 0.7,'
        ' "target": {"comparator": "=", "value": 2, "unit": "lớp"}, "display": "Mở 02 lớp"}]}',
        "xom.json",
    )
    assert (found.items[0].targets, found.items[0].confidence) == (
        (Number(comparator="=", value=2, unit="lớp"),),
        0.7,
    )


def test_what_was_not_judged_is_told_by_the_found_file() -> None:
    found = '{"commitments": [], "added": [{"start": 30, "end": 55, "unjudged": ["area"]}]}'
    assert parse_gold(GOLD_JSON, TEXT, "xom", found=found).items[0].unjudged == {Attribute.AREA}


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ("không phải JSON", "corpus.invalid", "-"),
        ('{"commitments": [{"quote": "x"}]}', "corpus.invalid", "commitments.0.kind"),
        (GOLD_JSON.replace("cổng chào", "cổng làng"), "corpus.quote", None),
    ],
)
def test_a_wrong_gold_file_is_refused_with_its_place(data: str, code: str, place: str | None) -> None:
    with pytest.raises(BadInput) as refused:
        parse_gold(data, TEXT, "xom")
    assert refused.value.message_code == code
    assert refused.value.params["file"] == "xom.gold.json"
    assert refused.value.params.get("place") == place
