import json
from pathlib import Path

import pytest
from extract.reading import lexicon

from dondoc.documents.reading import read_document
from dondoc.extract.pipeline import extract
from dondoc.extract.scoring import Tally, answers_of, compare
from dondoc.usecases.gold_file import parse_gold

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
FOLDERS = [CORPUS, *sorted(CORPUS.glob("unseen*"))]


def measured(folder):
    total = Tally()
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        document = read_document(folder / f"{name}.txt")
        gold = parse_gold(path.read_text("utf-8"), document.text, name)
        total.add(compare(document.text, gold, answers_of(extract(document, lexicon()))))
    return total


def test_the_documents_of_this_repository_are_read_at_least_as_well_as_measured():
    result = measured(CORPUS)
    floors = {
        "kind": 0.98, "targets": 0.98, "due": 0.98, "due_explicit": 0.98, "recurrence": 0.98, "owner": 0.98,
        "area": 0.95, "refs": 1.0, "issuer": 1.0, "issued_on": 1.0, "reporting_period": 1.0, "plan_period": 1.0,
    }  # fmt: skip
    assert {name: value for name, value in floors.items() if result.share(name) < value} == {}
    assert result.f1() >= 0.985
    assert result.coverage() >= 0.985
    assert result.false_on_empty == 0


@pytest.mark.parametrize("folder", FOLDERS[1:], ids=lambda folder: folder.name)
def test_the_documents_that_were_unseen_are_read_no_worse_than_their_errors_taught(folder):
    result = measured(folder)
    floors = {
        "kind": 0.92, "target": 0.95, "targets": 0.94, "due": 0.95, "due_explicit": 0.96, "recurrence": 0.98,
        "owner": 0.93, "area": 0.90, "refs": 0.99, "issuer": 0.99, "issued_on": 1.0, "reporting_period": 0.88,
        "plan_period": 1.0, "owner not null": 0.90, "recurrence not null": 0.90, "targets not null": 0.88,
        "due not null": 0.90,
    }  # fmt: skip
    assert {name: value for name, value in floors.items() if (result.share(name) or 0) < value} == {}
    assert result.f1() >= 0.95
    assert result.coverage() >= 0.97
    assert result.false_on_empty == 0


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_gold_quotation_stands_in_its_document(folder):
    for path in sorted(folder.glob("*.gold.json")):
        text = read_document(path.with_name(path.name.replace(".gold.json", ".txt"))).text
        for item in json.loads(path.read_text("utf-8"))["commitments"]:
            assert text.count(item["quote"]) == 1 or "nth" in item
