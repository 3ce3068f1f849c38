"""Reported results and their comparison with promises, as the JSON of `dondoc extract --results`."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from dondoc.core.extraction import FoundCommitment
from dondoc.core.reported import Comparison, Figure, ReportedResult
from dondoc.extract.matching import Matching


def export_result(one: ReportedResult) -> dict[str, object]:
    """One reported result; `start` and `end`, its own and those of its figures, count in the document's text."""
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "display": one.display,
        "role": one.role.value,
        "standing": one.standing.value,
        "action": one.action,
        "figures": [_figure(figure) for figure in one.figures],
        "comparisons": [_comparison(comparison) for comparison in one.comparisons],
        "happened_on": _iso(one.happened_on),
        "window": {"start": _iso(one.window.start), "end": _iso(one.window.last)} if one.window else None,
        "as_of": _iso(one.as_of),
        "place": one.place or None,
        "owner": one.owner,
        "area": one.area,
        "heading": one.heading or None,
        "refs": list(one.refs),
        "confidence": round(one.confidence, 2),
        "reasons": list(one.reasons),
    }


def export_matching(
    matching: Matching, commitments: Sequence[FoundCommitment], results: Sequence[ReportedResult]
) -> dict[str, object]:
    """The promises of the earlier report with what seems to be reported of them; indices are those of `results`."""
    return {
        "promises": [
            {
                "display": commitments[match.commitment].display,
                "target": None
                if match.target is None
                else {"value": _number(match.target.value), "unit": match.target.unit, "percent": match.target.percent},
                "reported": None if match.reported is None else _number(match.reported),
                "reached": match.reached.value,
                "candidates": [
                    {
                        "result": one.result,
                        "display": results[one.result].display,
                        "score": one.score,
                        "figure": one.figure,
                        "reasons": list(one.reasons),
                    }
                    for one in match.candidates
                ],
            }
            for match in matching.matches
        ],
        "unplanned": list(matching.unplanned),
    }


def _figure(one: Figure) -> dict[str, object]:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "value": _number(one.value),
        "unit": one.unit,
        "percent": one.percent,
        "comparator": one.comparator.value,
        "precision": one.precision.value,
        "whole": _optional(one.whole),
        "high": _optional(one.high),
        "before": _optional(one.before),
        "money": _optional(one.money),
        "per": one.per or None,
        "of": one.of or None,
        "part_of": one.part_of,
    }


def _comparison(one: Comparison) -> dict[str, object]:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "basis": one.basis.value,
        "value": _number(one.value),
        "percent": one.percent,
        "is_change": one.is_change,
        "percent_of_plan": _optional(one.percent_of_plan),
        "unit": one.unit or None,
        "of": one.of or None,
        "figure": one.figure,
    }


def _optional(value: Decimal | None) -> int | float | None:
    return None if value is None else _number(value)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
