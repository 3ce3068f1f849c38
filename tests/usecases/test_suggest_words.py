"""Suggested words are tried out: what helps is chosen, what harms is not, and documents are held out for the choice."""

from collections.abc import Sequence

from extract.reading import document, lexicon

from dondoc.extract.learning import NewWord
from dondoc.extract.scoring import Answer, Answers
from dondoc.usecases.score_examples import Sample, score, score_then
from dondoc.usecases.suggest_words import Advised, Counts, advise

XE = NewWord("verbs.hard", "xe tơ")


def sample(name: str, *lines: str, right: Sequence[str]) -> Sample:
    """A text of some lines, of which those `right` are commitments."""
    text = "\n".join(lines) + "\n"
    items = [
        Answer(start=text.index(w), end=text.index(w) + len(w), kind="deliverable", areas=("other",)) for w in right
    ]
    return Sample(name=name, document=document(text), gold=Answers(items=tuple(items)))


def read(one: Sample, words: tuple[NewWord, ...]) -> Answers:
    """A reader that knows nothing but the words that it is given: each line with one of them is a commitment."""
    items, at = [], 0
    for line in one.document.text.split("\n"):
        if any(word.word in line.lower() for word in words):
            items.append(Answer(start=at, end=at + len(line), kind="deliverable", areas=("other",)))
        at += len(line) + 1
    return Answers(items=tuple(items))


def advised(*samples: Sample) -> Advised:
    return advise(samples, read, lexicon())


def by_word(found: Advised) -> dict[str, bool]:
    return {one.suggestion.word.word: one.is_good for one in found.words}


HELPS = [sample(f"vb{n}", f"Xe tơ đợt {n}", f"Ngủ trưa đợt {n}", right=[f"Xe tơ đợt {n}"]) for n in (1, 2, 3)]


def test_a_word_that_finds_what_was_missed_is_good_also_where_it_was_held_out() -> None:
    found = advised(*HELPS)
    assert found.good == [XE]
    [one] = found.words
    assert (one.suggestion.count, one.suggestion.documents) == (3, 3)
    assert one.effect == Counts(gold=0, hit=3, false=0, fields=27)
    assert one.held_out == one.effect
    assert (found.before.f1, found.after.f1) == (0.0, 1.0)
    assert found.held_out is not None
    assert [round(counts.f1, 3) for counts in found.held_out] == [0.0, 1.0]


def test_a_word_that_stands_in_one_document_alone_shows_nothing_when_that_is_held_out() -> None:
    others = [sample(f"x{n}", f"Ngủ trưa {n}", right=[]) for n in (1, 2)]
    found = advised(HELPS[0], *others)
    [one] = found.words
    assert one.is_good
    assert one.effect.hit == 1
    assert one.held_out == Counts()
    assert found.held_out is not None
    assert found.held_out[0] == found.held_out[1]


def test_a_word_that_makes_more_false_lines_than_right_ones_is_not_chosen() -> None:
    noisy = sample("on", "Xe tơ đợt 9", "Xe tơ hỏng rồi", "Đã xe tơ xong", right=["Xe tơ đợt 9"])
    found = advised(noisy)
    assert by_word(found) == {"xe tơ": False}
    assert found.words[0].effect == Counts(gold=0, hit=1, false=2, fields=9)
    assert found.before == found.after


def test_what_harms_the_documents_that_are_held_out_is_not_good() -> None:
    many = sample("nhieu", *(f"Xe tơ đợt {n}" for n in range(5)), right=[f"Xe tơ đợt {n}" for n in range(5)])
    harmed = [sample(f"hai{n}", f"Đã xe tơ xong {n}", right=[]) for n in (1, 2)]
    found = advised(many, *harmed)
    [one] = found.words
    assert one.effect.value > 0
    assert one.held_out is not None
    assert one.held_out.value < 0
    assert found.good == []


def test_with_two_documents_nothing_is_held_out() -> None:
    found = advised(*HELPS[:2])
    assert (found.held_out, found.words[0].held_out) == (None, None)
    assert found.good == [XE]


def test_of_two_words_that_do_the_same_one_is_enough() -> None:
    lines = ["Xe tơ đợt 1", "Xe tơ đợt 2"]
    whole = sample("ca-hai", *lines, "Guồng xe tơ tối", right=[*lines, "Guồng xe tơ tối"])
    found = advised(whole)
    assert by_word(found) == {"xe tơ": True, "guồng xe": False}
    assert found.after.hit == 3


def test_without_differences_nothing_is_suggested() -> None:
    assert advised(sample("x", "Ngủ trưa", right=[])).words == ()


def test_what_was_found_then_is_scored_only_where_all_have_a_note_of_it() -> None:
    bare = HELPS[0]
    noted = Sample(name="n", document=bare.document, gold=bare.gold, then=bare.gold)
    assert score_then([noted, bare]) is None
    scored = score_then([noted])
    assert scored is not None
    assert (scored.tally.hit, scored.comparisons[0].missed) == (1, [])
    assert score([bare], lambda one: read(one, ())).tally.hit == 0
