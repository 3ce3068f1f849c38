"""What differences between a reading and its gold say of the vocabulary."""

from dataclasses import replace

import pytest
from extract.reading import document, lexicon

from dondoc.core.document import Document
from dondoc.extract.learning import Clue, Clues, NewWord, find_clues, suggest
from dondoc.extract.pipeline import extract
from dondoc.extract.scoring import Answer, Answers, Attribute, Comparison, answers_of, compare

HEAD = """\
CÔNG ĐOÀN NGÀNH DỆT
CÔNG ĐOÀN CƠ SỞ NHÀ MÁY SỢI HOA BAN
Số: 09/BC-CĐCS
Hoa Ban, ngày 28 tháng 6 năm 2025

BÁO CÁO
Kết quả hoạt động quý II, nhiệm vụ quý III năm 2025

I. KẾT QUẢ QUÝ II
Đã mở 01 lớp dệt.

II. NHIỆM VỤ QUÝ III NĂM 2025
1. Tổ chức 01 hội thi dệt nhanh.
"""


def paper(tail: str) -> Document:
    return document(HEAD + tail)


def answer(text: str, words: str, **fields: object) -> Answer:
    start = text.index(words)
    values: dict[str, object] = {"kind": "deliverable", "areas": ("other",)}
    return Answer(start=start, end=start + len(words), **values | fields)


def differences(read: Document, *added: Answer, without: tuple[str, ...] = ()) -> Comparison:
    """The present reading against itself with some more, and without some."""
    found = answers_of(extract(read, lexicon()))
    kept = [one for one in found.items if not any(read.text[one.start :].startswith(words) for words in without)]
    gold = replace(found, items=tuple(sorted([*kept, *added], key=lambda one: one.start)))
    return compare(read.text, gold, found)


def clues(read: Document, one: Comparison) -> Clues:
    return find_clues(read, one, lexicon())


@pytest.mark.parametrize(
    ("words", "fields", "key", "options"),
    [
        ("Xe tơ thành cuộn nhỏ", {}, "verbs.hard", ("xe", "xe tơ")),
        ("Xe Tơ Vàng thành cuộn", {}, "verbs.hard", ("xe",)),
        ("tích cực xe tơ thành cuộn", {"kind": "ongoing"}, "verbs.soft", ("xe", "xe tơ")),
        ("Ban Nữ công xe tơ thành cuộn", {"owner": "Ban Nữ công"}, "verbs.hard", ("xe", "xe tơ")),
        ("Tổ chức phiên chợ sợi", {}, "", ()),
        ("30 cuộn tơ loại một", {}, "", ()),
    ],
)
def test_the_first_words_of_what_was_missed_may_be_a_verb(
    words: str, fields: dict[str, object], key: str, options: tuple[str, ...]
) -> None:
    read = paper(f"\nIII. CHỢ SỢI MÙA SAU\nÔng chủ nói {words}.\n")
    one = compare(read.text, Answers(items=(answer(read.text, words, **fields),)), Answers(items=()))
    verbs = [clue for clue in clues(read, one).clues if clue.key.startswith("verbs")]
    assert [(clue.key, clue.words) for clue in verbs] == ([(key, options)] if key else [])


def test_a_heading_over_what_was_missed_may_be_that_of_a_plan() -> None:
    read = paper("\nIII. CHỢ SỢI MÙA SAU NĂM 2026\n1. Dựng 12 gian hàng.\n2. Treo cờ phướn.\n")
    one = differences(read, answer(read.text, "Dựng 12 gian hàng"))
    found = [clue for clue in clues(read, one).clues if clue.key == "sections.plan"]
    assert [(clue.words, clue.quote) for clue in found] == [(("chợ sợi mùa sau",), "Dựng 12 gian hàng")]


def test_under_a_known_plan_no_heading_is_proposed() -> None:
    read = paper("Anh em cùng xe tơ.\n")
    one = compare(read.text, Answers(items=(answer(read.text, "cùng xe tơ"),)), Answers(items=()))
    assert not [clue for clue in clues(read, one).clues if clue.key.startswith("sections")]


def test_a_heading_whose_commitments_were_all_false_may_be_that_of_results() -> None:
    read = paper("2. Chuyện kể lại trong xưởng\n- Mở lớp xe tơ.\n- Thăm lò nhuộm.\n")
    without = ("Mở lớp xe tơ", "Thăm lò nhuộm")
    found = [clue for clue in clues(read, differences(read, without=without)).clues if clue.key == "sections.results"]
    assert [clue.words for clue in found] == [("chuyện kể lại trong xưởng",)] * 2
    half = clues(read, differences(read, without=without[:1]))
    assert not [clue for clue in half.clues if clue.key == "sections.results"]


@pytest.mark.parametrize(
    ("owner", "options"),
    [
        ("lò nhuộm Bắc", (("lò", "lò nhuộm"),)),
        ("các lò nhuộm", (("lò", "lò nhuộm"),)),
        ("Lò Bắc", (("lò",),)),
        ("Ban Nữ công", ()),
        ("12 nhà", ()),
    ],
)
def test_an_owner_whose_first_words_are_unknown_names_them(owner: str, options: tuple[tuple[str, ...], ...]) -> None:
    read = paper(f"2. Giao {owner} mở lớp xe tơ.\n")
    gold = answer(read.text, "mở lớp xe tơ", owner=owner)
    one = compare(read.text, Answers(items=(gold,)), Answers(items=(replace(gold, owner=None),)))
    assert tuple(clue.words for clue in clues(read, one).clues if clue.key == "owners.heads") == options


def area_clues(*lines: tuple[str, str, bool]) -> Clues:
    """(words, right area, whether the reading had another) of one document."""
    text = "\n".join(words for words, _, _ in lines)
    gold = [answer(text, words, areas=(area,)) for words, area, _ in lines]
    found = [
        replace(item, areas=("reporting",) if moved else item.areas)
        for item, (_, _, moved) in zip(gold, lines, strict=True)
    ]
    one = compare(text, Answers(items=tuple(gold)), Answers(items=tuple(found)))
    return find_clues(document(text), one, lexicon())


def suggested(*documents: Clues) -> list[str]:
    return [str(one.word) for one in suggest(documents, lexicon())]


def test_words_of_what_was_moved_to_an_area_may_be_its_keywords() -> None:
    first = area_clues(("Sửa guồng sợi số 1", "economy", True), ("Họp tổ dệt", "reporting", False))
    second = area_clues(("Lau guồng sợi số 2", "economy", True))
    assert suggested(first, second) == ["areas.economy.keywords: guồng sợi"]
    assert suggested(first) == []


def test_words_that_stand_in_another_area_too_are_no_keywords() -> None:
    first = area_clues(("Sửa guồng sợi số 1", "economy", True), ("Vẽ guồng sợi", "culture_sports", False))
    assert suggested(first, area_clues(("Lau guồng sợi số 2", "economy", True))) == []


def test_an_area_that_nobody_judged_says_nothing() -> None:
    text = "Sửa guồng sợi số 1\nLau guồng sợi số 2"
    gold = [answer(text, words, areas=("economy",), unjudged=frozenset({Attribute.AREA})) for words in text.split("\n")]
    found = [replace(item, areas=("reporting",)) for item in gold]
    one = compare(text, Answers(items=tuple(gold)), Answers(items=tuple(found)))
    assert find_clues(document(text), one, lexicon()).areas == ()


def verb(*words: str) -> Clue:
    return Clue(key="verbs.hard", words=words, quote=" ".join(words))


def test_the_longer_words_are_proposed_unless_several_begin_alike() -> None:
    alone = Clues(clues=(verb("xe", "xe tơ"), verb("xe", "xe tơ")))
    assert suggested(alone) == ["verbs.hard: xe tơ"]
    both = suggest([alone, Clues(clues=(verb("xe", "xe chỉ"),))], lexicon())
    assert [(one.word, one.count, one.documents) for one in both] == [(NewWord("verbs.hard", "xe"), 3, 2)]


def test_what_is_proposed_most_stands_first_with_an_example() -> None:
    found = suggest(
        [
            Clues(
                clues=(
                    verb("se", "se tơ"),
                    verb(
                        "guồng",
                    ),
                    verb(
                        "guồng",
                    ),
                )
            )
        ],
        lexicon(),
    )
    assert [(one.word.word, one.count, one.example) for one in found] == [
        ("guồng", 2, "guồng"),
        ("se tơ", 1, "se se tơ"),
    ]
