"""Reads each document of the corpus, writes the report of its period, and reads the plan of that report back.

Every form is stripped of what is not seen on its pages, and read once as it is and once through plain text.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dondoc.core.document import Document
from dondoc.core.task_note import Label
from dondoc.errors import DondocError
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.messages import explain
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.report import load_report_office
from tools.round_trip_compare import Score, Wrong, compare
from tools.round_trip_office import Cycle, RoundTripOffice, printed
from tools.visible import as_text, visible

ROOT = Path(__file__).resolve().parents[1]
FORMS = ("docx", "pdf", "html", "md")


def main() -> int:
    """Exit status 1 when any task came back otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=FORMS)
    parser.add_argument("--outlines", nargs="+", default=[""], help="names of outlines in place of the usual one")
    args = parser.parse_args()
    folders = [args.corpus / "seeds", args.corpus / "dev", ROOT / "tests" / "corpus"]
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    if not paths:
        sys.exit(f"no documents below {args.corpus}")
    lexicon, status = load_lexicon(), 0
    for outline in args.outlines:
        tally = Tally(lexicon, outline)
        for path in paths:
            for works in (False, True):
                tally.read(path, works=works, forms=args.forms)
        status = max(status, tally.show())
    return status


class Tally:
    """What came back of reports by one outline, by form."""

    def __init__(self, lexicon: Lexicon, outline: str = "") -> None:
        self._lexicon, self._office = lexicon, load_report_office(lexicon=lexicon, outline=outline)
        self._outline = outline
        self._areas = frozenset(area.code for area in lexicon.areas)
        self._counts: Counter[tuple[str, str]] = Counter()
        self._wrong: list[tuple[str, str, Wrong]] = []
        self._heads: list[str] = []
        self._unwritten: list[str] = []
        self._refused: list[str] = []
        self._documents = self._noted = self._planned = 0

    def read(self, path: Path, *, works: bool, forms: tuple[str, ...]) -> None:
        """The report that follows a document, in all forms."""
        name = f"{path.stem} ({'some work' if works else 'no work'})"
        with tempfile.TemporaryDirectory() as folder:
            office = RoundTripOffice(Path(folder), self._office, self._lexicon)
            try:
                cycle = office.live(path.name, path.read_bytes(), works=works)
            except DondocError as error:  # a report that the office could not write
                self._unwritten.append(f"{name}: {explain(error)}")
                return
        if cycle is None:
            return
        items = cycle.drafted.next_plan
        self._documents += 1
        self._planned += len(items)
        self._noted += sum(1 for item in items if item.noted - {Label.AREA})
        self._refused += [f"{name}: {r.code} {dict(r.params)['task']}" for r in cycle.drafted.refused]
        for form, document in _readings(cycle, forms):
            found = extract(document, self._lexicon)
            if (told := _head_fault(cycle, found.header.plan_period, found.header.issuer)) is not None:
                self._heads.append(f"{name}, {form}: {told}")
            self._add(name, form, compare(items, found, areas=self._areas))

    def _add(self, name: str, form: str, score: Score) -> None:
        self._counts[form, "exact"] += score.exact
        self._counts[form, "wrong"] += len(score.wrong)
        self._wrong += [(name, form, one) for one in score.wrong]

    def show(self) -> int:
        """The table, what is wrong, and the closing figure; exit status."""
        refused = len(self._refused)
        if self._outline:
            print(f"== {self._outline}")
        print(f"{'form':12}{'planned':>10}{'exact':>10}{'refused':>10}{'wrong':>10}")
        for form in dict.fromkeys(form for form, _ in self._counts):
            exact, wrong = self._counts[form, "exact"], self._counts[form, "wrong"]
            print(f"{form:12}{self._planned:>10}{exact:>10}{refused:>10}{wrong:>10}")
        for name, form, one in self._wrong:
            print(f"{name}, {form}:\n{one.told()}")
        print(*(f"head: {told}" for told in self._heads), sep="\n", end="\n" if self._heads else "")
        print(*(f"refused: {told}" for told in self._refused), sep="\n", end="\n" if self._refused else "")
        print(*(f"not written: {told}" for told in self._unwritten), sep="\n", end="\n" if self._unwritten else "")
        read, exact = sum(self._counts.values()), sum(n for (_, kind), n in self._counts.items() if kind == "exact")
        share = f"{100 * exact / read:.2f} %" if read else "none"
        print(
            f"{exact} of {read} readings of {self._planned} planned tasks exact ({share}); {self._documents} reports;"
            f" {self._noted} tasks tell more in their note; {refused} refused ({refused / max(self._planned, 1):.2%})"
        )
        return 1 if self._wrong or self._heads or self._unwritten or not read else 0


def _readings(cycle: Cycle, forms: tuple[str, ...]) -> Iterator[tuple[str, Document]]:
    """Each form as it is seen, and through plain text."""
    for form in forms:
        document = visible(printed(cycle, form), form)
        yield form, document
        yield f"{form} → txt", as_text(document)


def _head_fault(cycle: Cycle, plan: object, issuer: str | None) -> str | None:
    if plan != cycle.following:
        return f"planned for {cycle.following}, read {plan}"
    if (issuer or "").casefold() != cycle.issuer.casefold():
        return f"of {cycle.issuer}, read {issuer}"
    return None


if __name__ == "__main__":
    sys.exit(main())
