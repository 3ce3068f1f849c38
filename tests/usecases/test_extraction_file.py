"""The JSON of an earlier extraction is read back as the promises that it tells."""

import json
from datetime import date
from decimal import Decimal

import pytest
from console import REPORT
from extract.reading import document, lexicon

from dondoc.core.extraction import FoundCommitment
from dondoc.errors import BadInput
from dondoc.extract.export import export
from dondoc.extract.pipeline import extract
from dondoc.messages import explain
from dondoc.usecases.extraction_file import parse_promises


def written(text: str = REPORT) -> dict[str, object]:
    one = document(text)
    return export(one, extract(one, lexicon()), with_text=False)


def compared_by(one: FoundCommitment) -> tuple[object, ...]:
    """What a promise is compared with results by."""
    return one.display, one.action, one.kind, one.targets, one.due, one.owner, one.area, one.refs


def test_promises_are_what_was_extracted() -> None:
    found = extract(document(REPORT), lexicon()).commitments
    told = parse_promises(json.dumps(written()), "ky-truoc.json")
    assert [compared_by(one) for one in told] == [compared_by(one) for one in found]
    assert (told[0].due, told[0].targets[0].value) == (date(2026, 9, 29), Decimal(2))


def test_the_promises_of_several_reports_follow_each_other() -> None:
    assert len(parse_promises(json.dumps([written(), written()]), "ky-truoc.json")) == 6


def test_what_another_version_wrote_besides_is_left_alone() -> None:
    older = written() | {"later": {"than": "this"}}
    assert len(parse_promises(json.dumps(older), "ky-truoc.json")) == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", ""),
        ("[]x", ""),
        ('{"results": []}', "commitments"),
        ('{"commitments": [{"start": 0, "end": 4, "display": "Mở lớp"}]}', "commitments.0.kind"),
        ('[{"commitments": [{"start": 0, "end": 4, "display": "Mở lớp", "kind": "wish"}]}]', "0.commitments.0.kind"),
    ],
)
def test_a_file_that_is_no_extraction_is_refused_with_the_place(text: str, place: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_promises(text, "ky-truoc.json")
    assert refused.value.message_code == "extraction.invalid"
    assert refused.value.params["place"] == place or not place
    assert "ky-truoc.json" in explain(refused.value)


def test_an_empty_list_promises_nothing() -> None:
    assert parse_promises("[]", "trong.json") == ()
