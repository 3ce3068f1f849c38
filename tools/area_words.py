"""Counts the words of annotated commitments by area of work and writes config/area_words.toml."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dondoc.core.extraction import FoundCommitment
from dondoc.documents.reading import read_document
from dondoc.extract.area_words import AreaWords, count
from dondoc.extract.areas import find_area
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold
from dondoc.extract.pipeline import extract
from dondoc.extract.scoring import find_quote
from dondoc.settings.lexicon import load_lexicon

ROOT = Path(__file__).resolve().parents[1]
HEAD = """\
# How often each word, or pair of words, stood in annotated commitments of an area of work: made by `make areas` from
# the documents of tests/corpus and, where it is at hand, the shared corpus. Not written by hand: what an office wants
# to say itself stands in areas.toml.
schema = 1
"""
Example = tuple[str, tuple[str, ...], tuple[str, ...], str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--out", type=Path, default=ROOT / "config" / "area_words.toml")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="FOLDER", help="names of folders not to count")
    parser.add_argument("--held-out", action="store_true", help="only show how well each document is read by the rest")
    args = parser.parse_args()
    own = ROOT / "tests" / "corpus"
    folders = [args.corpus / "seeds", args.corpus / "dev", own, *sorted(own.glob("unseen*"))]
    folders = [folder for folder in folders if folder.is_dir() and folder.name not in args.leave_out]
    lexicon = load_lexicon()
    examples = [
        one for folder in folders for path in sorted(folder.glob("*.txt")) for one in examples_of(path, lexicon)
    ]
    if args.held_out:
        held_out(examples, lexicon)
        return 0
    words = count(examples)
    args.out.write_text(HEAD + "".join(_lines(words)), encoding="utf-8")
    print(f"{len(examples)} commitments of {', '.join(folder.name for folder in folders)}: {len(words.counts)} words")
    return 0


def held_out(examples: list[Example], lexicon: Lexicon) -> None:
    """Print the share of areas read right when each document's own counts are left out, and by keywords alone."""
    plain = replace(lexicon, area_words=AreaWords({}, {area.code: 1.0 for area in lexicon.areas}))
    by_rest = by_keywords = 0
    for document in dict.fromkeys(one[3] for one in examples):
        rest = replace(lexicon, area_words=count([one for one in examples if one[3] != document]))
        for words, headings, areas, name in examples:
            if name == document:
                by_rest += find_area(words, headings, rest) in areas
                by_keywords += find_area(words, headings, plain) in areas
    print(f"areas right, every document read without its own counts: {by_rest}/{len(examples)}", end=" ")
    print(f"{by_rest / len(examples):.3f}; by keywords alone: {by_keywords / len(examples):.3f}")


def examples_of(path: Path, lexicon: Lexicon) -> Iterator[Example]:
    """Each gold commitment that the engine found, with its folded words and the heading above it."""
    document = read_document(path)
    found = extract(document, lexicon).commitments
    gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text("utf-8"))["commitments"]
    for item in gold:
        where = find_quote(document.text, item["quote"], item.get("nth"))
        one = max(found, key=lambda commitment: _overlap(where, commitment), default=None) if where else None
        if where and one and _overlap(where, one) >= 0.5:
            areas = item["area"] if isinstance(item["area"], list) else [item["area"]]
            yield fold(one.text), (fold(one.heading),), tuple(areas), path.stem


def _overlap(where: tuple[int, int] | None, one: FoundCommitment) -> float:
    """Shared characters of all characters."""
    start, end = where or (0, 0)
    shared = max(0, min(end, one.end) - max(start, one.start))
    return shared / (end - start + one.end - one.start - shared)


def _lines(words: AreaWords) -> Iterator[str]:
    yield "\n[totals]\n"
    for area, times in sorted(words.totals.items()):
        yield f"{area} = {times:.4g}\n"
    yield "\n[words]\n"
    for word, seen in sorted(words.counts.items()):
        inside = " ".join(f"{area}:{times:.3g}" for area, times in sorted(seen.items()))
        yield f'{json.dumps(word, ensure_ascii=False)} = "{inside}"\n'


if __name__ == "__main__":
    sys.exit(main())
