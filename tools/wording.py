"""How the promises of a corpus read as results: the share that turns for certain, and with --print every line.

Nothing of a corpus is kept: the sentences are printed to be read aloud.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from dondoc.core.snapshot import Snapshot
from dondoc.documents.reading import read_document
from dondoc.draft.context import build_context
from dondoc.draft.next_plan import plan_next
from dondoc.draft.office import Area
from dondoc.draft.report_context import ReportContext
from dondoc.draft.wording import Account, Voice, certain_clause, result_sentence
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.report import load_report_office
from tools.lived import lived

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "corpus"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--print", action="store_true", dest="shown", help="print promise and sentence")
    parser.add_argument("--reports", action="store_true", help="print a report on each document, as it might be lived")
    args = parser.parse_args()
    total = certain = 0
    for name, snapshot in _cycles([args.corpus / "seeds", args.corpus / "dev", OWN], all_done=not args.reports):
        if args.reports:
            _print_report(name, snapshot)
            continue
        good, all_of = _judge(snapshot, shown=args.shown)
        print(f"{name:<40} {good:>4}/{all_of}")
        total, certain = total + all_of, certain + good
    if total:
        print(f"past clause certain: {certain}/{total} = {certain / total:.3f}")
    return 0


def _cycles(folders: list[Path], *, all_done: bool) -> Iterator[tuple[str, Snapshot]]:
    lexicon = load_lexicon()
    for folder in (f for f in folders if f.is_dir()):
        for path in sorted(folder.glob("*.txt")):
            snapshot = lived(extract(read_document(path), lexicon), all_done=all_done)
            if snapshot is not None:
                yield f"{folder.name}/{path.stem}", snapshot


def _voice(snapshot: Snapshot) -> Voice:
    return Voice(verbs=load_report_office().verbs, units={1: "Công đoàn cơ sở"}, cut_off=snapshot.plan.cut_off)


def _judge(snapshot: Snapshot, *, shown: bool) -> tuple[int, int]:
    """How many commitments with something to tell turn into a past clause, of how many."""
    voice, accounts = _voice(snapshot), [a for a in Account.all_of(snapshot) if a.works]
    told = [(account, certain_clause(account, voice)) for account in accounts]
    for account, clause in told if shown else ():
        print(f"   {account.terms.display}\n   {'=>' if clause else '--'} {result_sentence(account, voice)}")
    return sum(1 for _, clause in told if clause), len(told)


def _print_report(name: str, snapshot: Snapshot) -> None:
    print(f"\n======== {name}")
    for section in _context(snapshot).sections:
        print(f"\n{section.number} {section.heading}")
        for line in section.paragraphs:
            print(line.text)
        for group in section.groups:
            print(f"  {group.number} {group.heading}")
            for line in group.lines:
                print(f"    {line.text}")


def _context(snapshot: Snapshot) -> ReportContext:
    office = load_report_office()
    items = plan_next(snapshot, snapshot.plan.period.next(), verbs=office.verbs)
    areas = [Area(a.code, a.vi) for a in sorted(load_lexicon().areas, key=lambda a: a.order)]
    return build_context(snapshot, office=office, areas=areas, next_plan=items, units={1: "Công đoàn cơ sở"})


if __name__ == "__main__":
    raise SystemExit(main())
