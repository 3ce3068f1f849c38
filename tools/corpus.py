"""Scores extraction on the commitments corpus and on the documents of tests/corpus, each group apart."""

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from dondoc.documents.reading import read_document
from dondoc.extract.export import export
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.extract.scoring import NULLABLE, Attribute, HeadField, Tally, answers_of, compare
from dondoc.settings.lexicon import load_lexicon
from dondoc.usecases.gold_file import parse_gold

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "corpus"
Predictions = dict[str, dict[str, Any]]
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--errors", action="store_true", help="list the errors of every document")
    parser.add_argument("--only", nargs="+", metavar="GROUP", help="score these groups alone (seeds, dev, corpus, …)")
    args = parser.parse_args()
    lexicon = load_lexicon()
    scorer = args.corpus / "score.py"
    shared = [args.corpus / name for name in ("seeds", "dev") if (args.corpus / name).is_dir()]
    if scorer.is_file() and not args.only:
        print(f"== {args.corpus}: seeds and dev together, by its own score.py")
        official(_load(scorer), shared, lexicon, errors=args.errors)
    elif not scorer.is_file():
        print(f"No corpus at {args.corpus} (give its folder with --corpus); only tests/corpus is scored.")
        shared = []
    groups = {folder.name: folder for folder in (*shared, OWN, *sorted(OWN.glob("unseen*"))) if any_gold(folder)}
    groups = {name: folder for name, folder in groups.items() if not args.only or name in args.only}
    tallies = {name: count(folder, lexicon) for name, folder in groups.items()}
    print("\n== each group apart (tests/corpus: own documents; unseen*: written by people who knew none of the rules)")
    table(tallies)
    print("\n== reliability: of the predictions given a confidence, how many are right in span, kind, due and target")
    reliability(tallies)
    if args.errors and scorer.is_file():
        for folder in groups.values():
            official(_load(scorer), [folder], lexicon, errors=True, quiet=True)
    return 0


def any_gold(folder: Path) -> bool:
    return next(folder.glob("*.gold.json"), None) is not None


def predict(folder: Path, lexicon: Lexicon) -> Predictions:
    """What the engine finds in every text of a folder."""
    found: Predictions = {}
    for path in sorted(folder.glob("*.txt")):
        document = read_document(path)
        found[path.stem] = json.loads(json.dumps(export(document, extract(document, lexicon))))
    return found


def count(folder: Path, lexicon: Lexicon) -> Tally:
    """Counts over all documents of a folder that have gold."""
    total = Tally()
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        document = read_document(folder / f"{name}.txt")
        gold = parse_gold(path.read_text("utf-8"), document.text, name)
        total.add(compare(document.text, gold, answers_of(extract(document, lexicon))))
    return total


def table(tallies: dict[str, Tally]) -> None:
    """One column a group."""
    rows: list[tuple[str, list[str]]] = [
        ("documents", [str(one.documents) for one in tallies.values()]),
        ("commitments (gold)", [str(one.gold) for one in tallies.values()]),
        ("precision", [_share(one.hit, one.found) for one in tallies.values()]),
        ("recall", [_share(one.hit, one.gold) for one in tallies.values()]),
        ("F1", [f"{one.f1():.3f}" for one in tallies.values()]),
        ("coverage F1", [f"{one.coverage():.3f}" for one in tallies.values()]),
        ("false on documents without", [str(one.false_on_empty) for one in tallies.values()]),
    ]
    for name in (*Attribute, *(f"{name} not null" for name in NULLABLE), *HeadField):
        rows.append((name, [_share(one.right[name], one.asked[name]) for one in tallies.values()]))
    print(f"{'':27}" + "".join(f"{name:>16}" for name in tallies))
    for label, cells in rows:
        print(f"{label:27}" + "".join(f"{cell:>16}" for cell in cells))


def reliability(tallies: dict[str, Tally]) -> None:
    """Right of all in each bin of confidence, and the share of all that is given 0.9 or more."""
    print(f"{'confidence':27}" + "".join(f"{name:>16}" for name in tallies))
    for low, high in pairwise(BINS):
        cells = []
        for one in tallies.values():
            inside = [right for value, right in one.confidences if low <= value < high]
            cells.append(_share(sum(inside), len(inside)))
        print(f"{f'{low:.1f} to {min(high, 1):.1f}':27}" + "".join(f"{cell:>16}" for cell in cells))
    sure = [_share(sum(v >= 0.9 for v, _ in one.confidences), len(one.confidences)) for one in tallies.values()]
    print(f"{'given 0.9 or more':27}" + "".join(f"{cell:>16}" for cell in sure))


def official(scorer: ModuleType, folders: list[Path], lexicon: Lexicon, *, errors: bool, quiet: bool = False) -> None:
    """Print the score of the corpus's own scorer over the folders together."""
    with tempfile.TemporaryDirectory() as temp:
        gold, predicted = Path(temp, "gold"), Path(temp, "predicted")
        gold.mkdir()
        predicted.mkdir()
        for folder in folders:
            for name, found in predict(folder, lexicon).items():
                shutil.copy(folder / f"{name}.txt", gold)
                shutil.copy(folder / f"{name}.gold.json", gold)
                (predicted / f"{name}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        if quiet:
            print(f"\n== errors in {folders[0].name}")
        scorer.show(scorer.score(gold, predicted), errors)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} {part:>4}/{whole:<4}" if whole else "–"


def _load(path: Path) -> ModuleType:
    """The corpus's own scorer, by its path."""
    spec = importlib.util.spec_from_file_location("corpus_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
