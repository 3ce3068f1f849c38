"""Fits the confidence of the extraction to first predictions, and shows how far it holds on documents left out.

`--record GROUP` keeps the predictions of tests/corpus/GROUP once, before anybody reads their errors: their signs, and
whether each was right. The files of tests/corpus/first whose names begin with "public_pages" were recorded so on
excerpts of public web pages, which are not kept here.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from dondoc.documents.reading import read_document
from dondoc.extract.confidence import SIGNS, fit, read_signs
from dondoc.extract.pipeline import extract
from dondoc.extract.scoring import Tally, answers_of, compare
from dondoc.settings.lexicon import load_lexicon
from dondoc.usecases.gold_file import parse_gold
from tools.corpus import BINS

ROOT = Path(__file__).resolve().parents[1]
FIRST = ROOT / "tests" / "corpus" / "first"
#: Groups recorded with an engine that has learnt much since count for less.
WEIGHTS = {"unseen1": 0.25, "public_pages1": 0.25, "public_pages2": 0.5, "unseen2": 0.5}
HEAD = """\
# Weights of the signs by which a commitment's confidence is rated: made by `make calibrate` from the first predictions
# on documents that no rule was tuned on (tests/corpus/first). Not written by hand.
schema = 1
"""
#: Groups of excerpts of web pages.
_PAGES = ("public_pages1", "public_pages2")
Row = dict[str, object]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", metavar="GROUP", help="keep the first predictions of a group")
    args = parser.parse_args()
    if args.record:
        record(args.record)
    rows = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FIRST.glob("*.json"))}
    show(rows)
    weights = fit(list(_weighed(rows)))
    lines = [f"{name} = {weights.weights[name]:.2f}\n" for name in SIGNS]
    text = f"{HEAD}base = {weights.base:.2f}\n\n[weights]\n{''.join(lines)}"
    (ROOT / "config" / "confidence.toml").write_text(text, encoding="utf-8")
    return 0


def record(group: str) -> None:
    """Keep the signs of every prediction of a group, and whether it was right in span, kind, due and target."""
    target, lexicon = FIRST / f"{group}.json", load_lexicon()
    if target.exists():
        raise SystemExit(f"{target} is there already: only the first predictions count")
    rows: list[Row] = []
    for path in sorted((FIRST.parent / group).glob("*.txt")):
        document = read_document(path)
        extraction = extract(document, lexicon)
        gold = parse_gold(path.with_name(f"{path.stem}.gold.json").read_text("utf-8"), document.text, path.stem)
        tally = Tally()
        tally.add(compare(document.text, gold, answers_of(extraction)))
        for found, (_, right) in zip(extraction.commitments, tally.confidences, strict=True):
            signs = read_signs(found, extraction.header)
            rows.append({"document": path.stem, "right": right, "signs": {k: v for k, v in signs.items() if v}})
    target.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n", encoding="utf-8")


def show(groups: dict[str, list[Row]]) -> None:
    """Right of all in each bin, every document and then every group rated by weights that were fitted without it."""
    for whole, left_out in ((False, "document"), (True, "group")):
        print(f"Reliability, each {left_out} rated by weights fitted without it: right / all")
        print(f"{'group':16}" + "".join(f"{f'{low:.1f}-{min(high, 1):.1f}':>16}" for low, high in pairwise(BINS)))
        rated = {name: rate_left_out(groups, name, whole=whole) for name in groups}
        newer = [one for name, rates in rated.items() if name not in {"unseen1", *_PAGES} for one in rates]
        for name, rates in (*rated.items(), ("unseen2 and on", newer)):
            _show_bins(name, rates)


def rate_left_out(groups: dict[str, list[Row]], name: str, *, whole: bool) -> list[tuple[float, bool]]:
    """Rate and truth of each row of a group, by weights fitted without its document, or without the whole group."""
    rated: list[tuple[float, bool]] = []
    for document in [None] if whole else dict.fromkeys(str(row["document"]) for row in groups[name]):
        weights = fit(list(_weighed(groups, without=(name, document))))
        rows = [row for row in groups[name] if document in {None, row["document"]}]
        rated += [(weights.rate(_signs(row)), bool(row["right"])) for row in rows]
    return rated


def _show_bins(name: str, rated: list[tuple[float, bool]]) -> None:
    cells = []
    for low, high in pairwise(BINS):
        inside = [right for rate, right in rated if low <= rate < high]
        cells.append(f"{sum(inside)}/{len(inside)} {sum(inside) / len(inside):.3f}" if inside else "–")
    sure = sum(rate >= 0.9 for rate, _ in rated) / len(rated)
    print(f"{name:16}" + "".join(f"{cell:>16}" for cell in cells) + f"   given 0.9 or more: {sure:.3f}")


def _weighed(
    groups: dict[str, list[Row]], without: tuple[str, str | None] | None = None
) -> Iterable[tuple[dict[str, float], bool, float]]:
    for name, rows in groups.items():
        for row in rows:
            if without not in {(name, row["document"]), (name, None)}:
                yield _signs(row), bool(row["right"]), WEIGHTS.get(name, 1.0)


def _signs(row: Row) -> dict[str, float]:
    signs = row["signs"]
    return {name: float(signs.get(name, 0.0)) for name in SIGNS} if isinstance(signs, dict) else {}


if __name__ == "__main__":
    sys.exit(main())
