"""Scores extraction on the commitments corpus and on tests/corpus."""

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType

from dondoc.core.document import Document
from dondoc.documents.reading import read_document
from dondoc.extract.export import export
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("seeds", "dev")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--errors", action="store_true", help="list the errors of every document")
    args = parser.parse_args()
    lexicon = load_lexicon()
    own = ROOT / "tests" / "corpus"
    scorer = args.corpus / "score.py"
    if scorer.is_file():
        folders = [args.corpus / name for name in FOLDERS if (args.corpus / name).is_dir()]
        print(f"== {args.corpus}: {', '.join(folder.name for folder in folders)}")
        run(_load(scorer), folders, lexicon, errors=args.errors)
        print(f"\n== {own}")
        run(_load(scorer), [own], lexicon, errors=args.errors)
        return 0
    print(f"No corpus at {args.corpus} (give its folder with --corpus); only tests/corpus is scored.")
    run(_load(ROOT / "tests" / "extract" / "scoring.py"), [own], lexicon, errors=args.errors)
    return 0


def run(scorer: ModuleType, folders: list[Path], lexicon: Lexicon, *, errors: bool) -> None:
    """Extract every text of the folders and print the score of all together."""
    with tempfile.TemporaryDirectory() as temp:
        gold, predicted = Path(temp, "gold"), Path(temp, "predicted")
        gold.mkdir()
        predicted.mkdir()
        slowest = 0.0
        for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
            shutil.copy(path, gold)
            shutil.copy(path.with_suffix(".gold.json"), gold)
            document: Document = read_document(path)
            started = time.perf_counter()
            result = export(document, extract(document, lexicon))
            slowest = max(slowest, time.perf_counter() - started)
            text = json.dumps(result, ensure_ascii=False)
            (predicted / f"{path.stem}.json").write_text(text, encoding="utf-8")
        scorer.show(scorer.score(gold, predicted), errors)
        print(f"slowest          {slowest * 1000:.0f} ms")


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
