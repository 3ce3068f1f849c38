"""Scores predictions against gold documents by the rules of the corpus's GUIDE: pairs, coverage, attributes, fields.

The corpus's own `score.py` decides where it is at hand; this one gives the same figures for the documents of this
repository, and those beside them: each attribute over the pairs where it is not null, and how far confidence holds.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ATTRIBUTES = ("kind", "target", "targets", "unit", "due", "due_explicit", "recurrence", "owner", "area", "refs")
FIELDS = ("issuer", "issued_on", "reporting_period", "plan_period")
#: Where most values are null, a guess of null scores well too: counted again over the pairs that are not null.
NULLABLE: dict[str, Callable[[dict[str, Any]], bool]] = {
    "recurrence": lambda item: bool(item.get("recurrence")),
    "refs": lambda item: bool(item.get("refs")),
    "owner": lambda item: bool(item.get("owner")),
    "due": lambda item: bool(item.get("due_explicit")),
    "targets": lambda item: bool(item.get("target")),
}
#: What a clerk must be able to trust of a confident line, beside its words.
TRUSTED = ("kind", "due", "target")
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)


@dataclass(slots=True)
class Tally:
    """Counts over one or more documents."""

    gold: int = 0
    predicted: int = 0
    hit: int = 0
    chars_gold: int = 0
    chars_predicted: int = 0
    chars_hit: int = 0
    documents: int = 0
    false_on_empty: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    #: (confidence, right in span, kind, due and target) of every prediction.
    confidences: list[tuple[float, bool]] = field(default_factory=list)

    def f1(self) -> float:
        """F1 of the commitments."""
        return _f1(self.hit, self.predicted, self.gold)

    def coverage(self) -> float:
        """F1 of the characters covered."""
        return _f1(self.chars_hit, self.chars_predicted, self.chars_gold)

    def share(self, name: str) -> float | None:
        """Share of right answers of an attribute, a field or "NAME not null"; None when it was never asked."""
        return self.right[name] / self.asked[name] if self.asked[name] else None


def read_text(path: Path) -> str:
    """The text that the offsets count in."""
    return unicodedata.normalize("NFC", path.read_bytes().decode("utf-8").replace("\r\n", "\n"))


def tally(gold_dir: Path, predicted: dict[str, dict[str, Any]]) -> Tally:
    """The counts over all documents of a folder that have gold; `predicted` by the name of the document."""
    total = Tally()
    for path in sorted(gold_dir.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        add(total, read_text(gold_dir / f"{name}.txt"), json.loads(path.read_text("utf-8")), predicted[name])
    return total


def add(total: Tally, text: str, gold: dict[str, Any], predicted: dict[str, Any]) -> None:
    """Count one document."""
    wanted, got = gold["commitments"], predicted["commitments"]
    spans = [resolve(text, item) for item in wanted]
    inside = [_chars(text, spans), _chars(text, [(one["start"], one["end"]) for one in got])]
    matched = pairs(text, spans, got)
    total.documents += 1
    total.gold += len(wanted)
    total.predicted += len(got)
    total.hit += len(matched)
    total.chars_gold += len(inside[0])
    total.chars_predicted += len(inside[1])
    total.chars_hit += len(inside[0] & inside[1])
    total.false_on_empty += 0 if wanted else len(got)
    for name in FIELDS:
        _count(total, name, right=bool(agree(name, gold, predicted)))
    for index, place in matched.items():
        _count_pair(total, wanted[index], got[place])
    of_prediction = {place: wanted[index] for index, place in matched.items()}
    for place, one in enumerate(got):
        item = of_prediction.get(place)
        right = item is not None and all(agree(name, item, one) is not False for name in TRUSTED)
        total.confidences.append((one["confidence"], right))


def _count_pair(total: Tally, wanted: dict[str, Any], got: dict[str, Any]) -> None:
    for name in ATTRIBUTES:
        agreed = agree(name, wanted, got)
        if agreed is not None:
            _count(total, name, right=agreed)
    for name, stands in NULLABLE.items():
        if stands(wanted) or stands(got):
            _count(total, f"{name} not null", right=bool(agree(name, wanted, got)))


def _count(total: Tally, name: str, *, right: bool) -> None:
    total.asked[name] += 1
    total.right[name] += right


def resolve(text: str, item: dict[str, Any]) -> tuple[int, int]:
    """Where a gold quotation stands."""
    quote, at = item["quote"], -1
    for _ in range(item.get("nth", 1)):
        at = text.index(quote, at + 1)
    return at, at + len(quote)


def pairs(text: str, spans: list[tuple[int, int]], got: list[dict[str, Any]]) -> dict[int, int]:
    """Gold to prediction, one to one, greedily by overlap; at 0.5 and more two can hardly contend."""
    found = [_chars(text, [(one["start"], one["end"])]) for one in got]
    options = []
    for index, span in enumerate(spans):
        wanted = _chars(text, [span])
        for place, chars in enumerate(found):
            ratio = len(wanted & chars) / len(wanted | chars) if wanted & chars else 0.0
            if ratio >= 0.5:
                options.append((ratio, index, place))
    result: dict[int, int] = {}
    for _, index, place in sorted(options, reverse=True):
        if index not in result and place not in result.values():
            result[index] = place
    return result


def agree(name: str, gold: dict[str, Any], predicted: dict[str, Any]) -> bool | None:
    """Whether one attribute agrees; None when it does not apply (a unit without targets on both sides)."""
    left, right = gold.get(name), predicted.get(name)
    match name:
        case "target":
            return _numbers({"target": left}) == _numbers({"target": right})
        case "targets":
            return _numbers(gold) == _numbers(predicted)
        case "unit":
            return _same_unit(gold.get("target"), predicted.get("target"))
        case "owner" | "issuer":
            return bool(left) == bool(right) and _overlap(left, right) >= 0.5
        case "area":
            return right in (left if isinstance(left, list) else [left])
        case "refs":
            return set(left or []) == set(right or [])
        case _:
            return bool(left == right)


def _same_unit(gold: dict[str, Any] | None, predicted: dict[str, Any] | None) -> bool | None:
    if not gold or not predicted:
        return None
    left, right = _words(gold["unit"]), _words(predicted["unit"])
    return bool(left and right) and (left <= right or right <= left or len(left & right) / len(left | right) >= 0.5)


def _numbers(item: dict[str, Any]) -> list[tuple[str, float, bool]]:
    many = item.get("targets") or [item.get("target")]
    return sorted((one["comparator"], one["value"], bool(one["percent"])) for one in many if one)


def _words(value: str | None) -> set[str]:
    return set(re.findall(r"\w+", (value or "").casefold()))


def _overlap(left: str | None, right: str | None) -> float:
    first, second = _words(left), _words(right)
    return len(first & second) / len(first | second) if first | second else 1.0


def _chars(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if not text[at].isspace()}


def _f1(hit: int, predicted: int, gold: int) -> float:
    return 2 * hit / (predicted + gold) if predicted + gold else 1.0
