"""Scores predictions against gold documents by the corpus's rules, in short: pairs by overlap, coverage, attributes."""

import json
import unicodedata
from pathlib import Path
from typing import Any

ATTRIBUTES = ("kind", "targets", "due", "due_explicit", "recurrence", "owner", "area", "refs")
FIELDS = ("issuer", "issued_on", "reporting_period", "plan_period")
Scores = dict[str, float]


def read_text(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_bytes().decode("utf-8").replace("\r\n", "\n"))


def score(gold_dir: Path, predicted_dir: Path) -> Scores:
    """F1 of the commitments, F1 of the characters covered, share of right attributes and header fields."""
    counts = dict.fromkeys(("gold", "predicted", "hit", "chars_gold", "chars_predicted", "chars_hit"), 0)
    right, asked = dict.fromkeys((*ATTRIBUTES, *FIELDS), 0), dict.fromkeys((*ATTRIBUTES, *FIELDS), 0)
    false = 0
    for path in sorted(gold_dir.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = read_text(gold_dir / f"{name}.txt")
        gold = json.loads(path.read_text("utf-8"))
        predicted = json.loads((predicted_dir / f"{name}.json").read_text("utf-8"))
        wanted, got = gold["commitments"], predicted["commitments"]
        spans = [_resolve(text, item) for item in wanted]
        inside = [_chars(text, spans), _chars(text, [(one["start"], one["end"]) for one in got])]
        pairs = _pairs(text, spans, got)
        false += 0 if wanted else len(got)
        for key, value in (
            ("gold", len(wanted)), ("predicted", len(got)), ("hit", len(pairs)), ("chars_gold", len(inside[0])),
            ("chars_predicted", len(inside[1])), ("chars_hit", len(inside[0] & inside[1])),
        ):  # fmt: skip
            counts[key] += value
        for index, one in pairs:
            for attribute in ATTRIBUTES:
                asked[attribute] += 1
                right[attribute] += _agree(attribute, wanted[index], one)
        for field in FIELDS:
            asked[field] += 1
            right[field] += _agree(field, gold, predicted)
    result = {name: right[name] / asked[name] if asked[name] else 1.0 for name in asked}
    result["commitments"] = _f1(counts["hit"], counts["predicted"], counts["gold"])
    result["coverage"] = _f1(counts["chars_hit"], counts["chars_predicted"], counts["chars_gold"])
    result["false_positives"] = float(false)
    return result


def show(result: Scores, errors: bool) -> None:
    """Print a score (`errors` is there to be called like the corpus's own scorer)."""
    for name, value in result.items():
        print(f"{name:16} {value:.3f}")  # noqa: T201 - printing is what it is for


def _resolve(text: str, item: dict[str, Any]) -> tuple[int, int]:
    quote, at = item["quote"], -1
    for _ in range(item.get("nth", 1)):
        at = text.index(quote, at + 1)
    return at, at + len(quote)


def _chars(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if not text[at].isspace()}


def _pairs(text: str, spans: list[tuple[int, int]], got: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    """One-to-one, greedily by overlap; at 0.5 and more two predictions cannot contend for long."""
    options = []
    for index, span in enumerate(spans):
        wanted = _chars(text, [span])
        for place, one in enumerate(got):
            found = _chars(text, [(one["start"], one["end"])])
            ratio = len(wanted & found) / len(wanted | found) if wanted & found else 0.0
            if ratio >= 0.5:
                options.append((ratio, index, place))
    taken_gold: set[int] = set()
    taken: set[int] = set()
    pairs = []
    for _, index, place in sorted(options, reverse=True):
        if index not in taken_gold and place not in taken:
            taken_gold.add(index)
            taken.add(place)
            pairs.append((index, got[place]))
    return pairs


def _agree(name: str, gold: dict[str, Any], predicted: dict[str, Any]) -> bool:
    left, right = gold.get(name), predicted.get(name)
    if name == "targets":
        return _numbers(gold) == _numbers(predicted)
    if name in {"owner", "issuer"}:
        return bool(left) == bool(right) and _overlap(left, right) >= 0.5
    if name == "area":
        return right in (left if isinstance(left, list) else [left])
    if name == "refs":
        return set(left or []) == set(right or [])
    return left == right


def _numbers(item: dict[str, Any]) -> list[tuple[str, float, bool]]:
    many = item.get("targets") or [item.get("target")]
    return sorted((one["comparator"], one["value"], one["percent"]) for one in many if one)


def _overlap(left: str | None, right: str | None) -> float:
    first, second = set((left or "").casefold().split()), set((right or "").casefold().split())
    return len(first & second) / len(first | second) if first | second else 1.0


def _f1(hit: int, predicted: int, gold: int) -> float:
    return 2 * hit / (predicted + gold) if predicted + gold else 1.0
