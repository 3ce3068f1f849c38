"""The report as JSON."""

import json
from dataclasses import fields

from documents.report_samples import sample_context

from dondoc.documents.json_writer import SCHEMA, render_json
from dondoc.draft.report_context import ReportContext


def test_the_file_has_a_schema_and_every_field_of_the_report() -> None:
    context = sample_context()
    data = render_json(context)
    values = json.loads(data)
    assert values["schema"] == SCHEMA == 1
    assert set(values["report"]) == {field.name for field in fields(ReportContext)}
    assert values["report"]["title"] == context.title
    assert values["report"]["annexes"][0]["rows"][0]["cells"] == list(context.annexes[0].rows[0].cells)
    assert context.title.encode() in data
    assert render_json(context) == data
