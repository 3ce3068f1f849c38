import json
from pathlib import Path

from extract.reading import lexicon
from extract.scoring import read_text, score

from dondoc.documents.reading import read_document
from dondoc.extract.export import export
from dondoc.extract.pipeline import extract

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def test_the_documents_of_this_repository_are_read_at_least_as_well_as_measured(tmp_path):
    for path in sorted(CORPUS.glob("*.txt")):
        document = read_document(path)
        (tmp_path / f"{path.stem}.json").write_text(
            json.dumps(export(document, extract(document, lexicon())), ensure_ascii=False), "utf-8"
        )
    result = score(CORPUS, tmp_path)
    floors = {
        "commitments": 0.985, "coverage": 0.985, "kind": 0.98, "targets": 0.98, "due": 0.98, "due_explicit": 0.98,
        "recurrence": 0.98, "owner": 0.98, "area": 0.95, "refs": 1.0, "issuer": 1.0, "issued_on": 1.0,
        "reporting_period": 1.0, "plan_period": 1.0,
    }  # fmt: skip
    assert {name: value for name, value in floors.items() if result[name] < value} == {}
    assert result["false_positives"] == 0


def test_every_gold_quotation_stands_in_its_document():
    for path in sorted(CORPUS.glob("*.gold.json")):
        text = read_text(path.with_name(path.name.replace(".gold.json", ".txt")))
        for item in json.loads(path.read_text("utf-8"))["commitments"]:
            assert text.count(item["quote"]) == 1 or "nth" in item
