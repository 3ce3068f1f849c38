"""The report as JSON: the context that all forms print, for programs; docs/templates.md lists its fields."""

import json
from dataclasses import asdict

from dondoc.core.fact_sheet import plain
from dondoc.draft.report_context import ReportContext

MEDIA_TYPE = "application/json"
#: Grows when a field changes its meaning or goes; new fields may come without.
SCHEMA = 1


def render_json(context: ReportContext) -> bytes:
    """`{"schema": 1, "report": {…}}` in UTF-8, indented; the same context gives the same bytes."""
    values = {"schema": SCHEMA, "report": asdict(context)}
    return (json.dumps(values, ensure_ascii=False, indent=1, default=plain) + "\n").encode()
