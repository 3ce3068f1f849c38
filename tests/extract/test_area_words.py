from extract.reading import lexicon, only

from dondoc.extract.area_words import count

EXAMPLES = [
    ("trồng cây ven đường làng", (), ("environment",), "a"),
    ("trồng cây quanh sân trường", (), ("environment",), "b"),
    ("nộp đoàn phí về huyện", (), ("finance",), "a"),
    ("nộp đoàn phí quý hai", (), ("finance",), "c"),
    ("nộp cây giống về xã", (), ("economy", "environment"), "c"),
]


def best(scores):
    return max(scores, key=scores.get)


def test_an_area_is_known_by_the_words_that_stood_in_it_before():
    words = count(EXAMPLES)
    assert best(words.score("trồng cây dọc bờ kênh", ())) == "environment"
    assert best(words.score("nộp đoàn phí tháng sáu", ())) == "finance"


def test_a_word_of_one_document_alone_is_not_counted():
    words = count(EXAMPLES)
    assert "kênh" not in words.counts
    assert "đường" not in words.counts
    assert words.counts["đoàn phí"] == {"finance": 2.0}


def test_an_example_of_two_areas_counts_half_for_each():
    assert count(EXAMPLES).totals == {"environment": 2.5, "finance": 2.0, "economy": 0.5}


def test_a_heading_weighs_less_than_the_clause():
    scores = count(EXAMPLES).score("trồng cây", ("nộp đoàn phí",))
    assert scores["environment"] > scores["finance"]


def test_unknown_words_leave_the_areas_as_frequent_as_they_are():
    scores = count(EXAMPLES).score("xyz", ())
    assert scores["environment"] > scores["finance"] > scores["economy"]


def test_digits_are_no_words():
    assert count([("có 12 lớp", (), ("education",), one) for one in "ab"]).counts.keys() == {"có", "lớp", "có lớp"}


def test_the_shipped_counts_know_only_areas_of_the_shipped_list():
    known = {area.code for area in lexicon().areas}
    assert set(lexicon().area_words.totals) <= known
    assert len(lexicon().area_words.counts) > 1_000


def test_an_area_without_a_keyword_is_still_read():
    assert only("- Duy trì sĩ số học sinh các khối lớp.").area in {"education", "reform"}
