"""An Extraction as the JSON of `dondoc extract` (docs: contract): plain dicts, lists, strings, numbers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction, FoundCommitment
from dondoc.core.reported import ReportedResult
from dondoc.core.target import Target
from dondoc.extract.export_results import export_result


def export(
    document: Document,
    extraction: Extraction,
    *,
    with_text: bool = False,
    results: Sequence[ReportedResult] | None = None,
) -> dict[str, object]:
    """The JSON-ready contract; `with_text` adds the text that the offsets count in, `results` what was reported."""
    header = extraction.header
    exported: dict[str, object] = {
        "issuer": header.issuer,
        "issued_on": _iso(header.issued_on),
        "reporting_period": header.reporting_period.code if header.reporting_period else None,
        "plan_period": header.plan_period.code if header.plan_period else None,
        "title": header.title,
        "source": {
            "name": document.name,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "chars": len(document.text),
        },
        "commitments": [export_commitment(one) for one in extraction.commitments],
        "doubts": [
            {"code": one.code, "start": one.start, "end": one.end, "params": dict(one.params)}
            for one in extraction.doubts
        ],
    }
    if results is not None:
        exported["results"] = [export_result(one) for one in results]
    if with_text:
        exported["text"] = document.text
    return exported


def export_commitment(one: FoundCommitment) -> dict[str, object]:
    """One commitment with all keys of the contract."""
    targets = [export_target(target) for target in one.targets]
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "display": one.display,
        "parent": one.parent,
        "action": one.action,
        "kind": one.kind.value,
        "target": targets[0] if targets else None,
        "targets": targets,
        "due": _iso(one.due),
        "due_nominal": _iso(one.due_nominal),
        "due_explicit": one.due_explicit,
        "window": {"start": _iso(one.window.start), "end": _iso(one.window.last)} if one.window else None,
        "recurrence": one.recurrence.value if one.recurrence else None,
        "rrule": one.rrule or None,
        "owner": one.owner,
        "owner_plural": one.owner_plural,
        "fan_out": one.fan_out.value if one.owner_plural else None,
        "direction": one.direction,
        "area": one.area,
        "refs": list(one.refs),
        "confidence": round(one.confidence, 2),
        "reasons": list(one.reasons),
        "marks": [{"field": mark.field.value, "start": mark.start, "end": mark.end} for mark in one.marks],
    }


def export_target(target: Target) -> dict[str, object]:
    """A target; whole numbers as int."""
    return {
        "comparator": target.comparator.value,
        "value": _number(target.value),
        "unit": target.unit,
        "percent": target.percent,
        "aggregate": target.aggregate.value,
        "per": target.per.value,
        "role": target.role.value,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
