"""What every gold document of the commitments corpus must hold."""

from datetime import date
from typing import Any

from dondoc.core.period import Period
from dondoc.extract.scoring import find_quote

KEYS = {"quote", "kind", "target", "due", "due_explicit", "recurrence", "owner", "area", "refs"}
HEAD = {"issuer", "issued_on", "reporting_period", "plan_period", "commitments"}


def check_gold(text: str, gold: dict[str, Any]) -> None:
    """Fails at the first thing that is wrong with a document."""
    flat = " ".join(text.split()).casefold()
    assert set(gold) == HEAD
    assert (gold["issuer"] or "").casefold() in flat
    end = Period.parse(gold["plan_period"]).calendar.last.isoformat() if gold["plan_period"] else None
    last = 0
    for item in gold["commitments"]:
        assert set(item) - {"nth", "targets"} == KEYS
        assert ("nth" in item) == (text.count(item["quote"]) > 1)
        place = find_quote(text, item["quote"], item.get("nth"))
        assert place is not None, item["quote"]
        assert place[0] >= last, item["quote"]
        last = place[1]
        assert item["quote"] == item["quote"].strip(" \n\t-+*;,.…")
        assert (item["kind"] == "countable") == bool(item["target"])
        assert all(t["unit"] and set(t) == {"comparator", "value", "unit", "percent"} for t in _targets(item))
        assert "targets" not in item or (len(item["targets"]) > 1 and item["targets"][0] == item["target"])
        assert item["due"] is None or date.fromisoformat(item["due"])
        assert item["due_explicit"] or item["due"] == end
        assert " ".join((item["owner"] or "").split()).casefold() in flat
        assert all(ref in text for ref in item["refs"])


def _targets(item: dict[str, Any]) -> list[dict[str, Any]]:
    return item.get("targets") or [one for one in [item["target"]] if one]
