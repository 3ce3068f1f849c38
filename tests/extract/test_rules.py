import pytest
from extract.reading import lexicon

from dondoc.extract.anchor import Anchor
from dondoc.extract.fields import measure, past_modals
from dondoc.extract.heads import verb_start
from dondoc.extract.owners import find_subject
from dondoc.extract.passages import passage
from dondoc.extract.rules import load_rules
from dondoc.extract.rules.rule import Candidate, Rule
from dondoc.extract.sections import Role

RULES = {rule.name: rule for rule in load_rules()}


def candidate(text: str) -> Candidate:
    listed = text.startswith("- ")
    text = text.removeprefix("- ")
    one = passage(text, [(0, len(text))])
    words = lexicon()
    begin = verb_start(one, 0, len(text), words)
    subject = find_subject(text, one.key, begin, len(text), words)
    measures = measure(text, Anchor(), words)
    body = past_modals(one.key, subject.verb_at if subject else begin, len(text), words)
    return Candidate(
        key=one.key, body=one.key[body:], role=Role.PLAN, certain=True, has_subject=subject is not None,
        counts=bool(measures.targets), dated="trước ngày" in one.key, begins_item=listed,
        is_name=text.istitle(),
        sentence=one.key, lexicon=words,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "sentence"), [(rule, sentence) for rule in RULES.values() for sentence in rule.must_find]
)
def test_a_rule_finds_its_sentences(rule: Rule, sentence: str):
    assert rule.apply(candidate(sentence)) is not None


@pytest.mark.parametrize(
    ("rule", "sentence"), [(rule, sentence) for rule in RULES.values() for sentence in rule.must_ignore]
)
def test_a_rule_leaves_other_sentences_alone(rule: Rule, sentence: str):
    assert rule.apply(candidate(sentence)) is None


def test_every_rule_has_sentences_of_both_kinds_and_a_name_of_its_own():
    assert len(RULES) == len(load_rules())
    assert all(rule.must_find and rule.must_ignore for rule in RULES.values())
