"""A gallery of reports: each seed of the corpus and the shipped sample live through a cycle, and the report is written.

    python -m tools.reports [--corpus FOLDER] [--out FOLDER] [--no-pictures] [FILE …]

With FILEs only these. Prints one line a document and a closing one; the status is 1 when a plan does not come back, a
form fails or the lint finds a fault.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from dondoc.core.report import Form
from dondoc.usecases.draft_report import Drafted
from tools.report_cycle import Cycle, live
from tools.report_gallery import Shown, pictures_of, write_index

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "src" / "dondoc" / "demo" / "sample" / "bao-cao-6-thang-dau-nam-2026.docx"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the gallery."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "reports")
    parser.add_argument("--no-pictures", action="store_true", help="without pictures of the pages")
    args = parser.parse_args(arguments)
    started = monotonic()
    documents = args.files or [*_seeds(args.corpus), SAMPLE]
    shutil.rmtree(args.out, ignore_errors=True)
    shown: list[Shown] = []
    is_well = True
    for seed, document in enumerate(documents):
        one, line, well = _document(document, args.out / document.stem, seed, with_pictures=not args.no_pictures)
        print(f"{document.stem}: {line}", flush=True)
        shown.append(one)
        is_well &= well
    index = write_index(shown, args.out)
    reports = sum(1 for one in shown if one.files)
    pictures = sum(len(one.pictures) for one in shown)
    state = "all plans come back, no form deviates" if is_well else "NOT ALL IS WELL"
    print(f"{reports} reports of {len(shown)} documents, {pictures} pictures, {state}; {monotonic() - started:.0f} s")
    print(index)
    return 0 if is_well else 1


def _seeds(corpus: Path) -> list[Path]:
    seeds = sorted((corpus / "seeds").glob("*.txt"))
    if not seeds:
        print(f"No corpus at {corpus}: only the shipped sample is shown (CORPUS=FOLDER names another place).")
    return seeds


def _document(document: Path, folder: Path, seed: int, *, with_pictures: bool) -> tuple[Shown, str, bool]:
    """What is shown of a document, its line, and whether all is well."""
    with TemporaryDirectory(prefix="dondoc-reports-") as scratch:
        cycle = live(document, Path(scratch) / "workspace", seed, forms=tuple(Form))
        files = _kept(cycle, folder)
    if cycle.drafted is None:
        remark = "Văn bản không nêu việc nào sẽ làm: không có gì để theo dõi, không có báo cáo."
        return Shown(name=document.stem, title=document.name, remark=remark), "promises nothing", True
    pictures = pictures_of(files, folder / "anh") if with_pictures else []
    shown = Shown(
        name=document.stem,
        title=cycle.drafted.context.title,
        figures=_figures(cycle, cycle.drafted),
        files=tuple(files),
        pictures=tuple(pictures),
    )
    well = not cycle.drafted.faults and not cycle.deviations and all(back.is_exact for back in cycle.returned.values())
    line = (
        f"{cycle.commitments} commitments, {cycle.drafted.headline.total} slots, {_words(cycle.drafted)} words; "
        f"back {_backs(cycle)}; lint {cycle.deviations}, {len(cycle.drafted.faults)} faults; "
        f"{len(files)} files, {len(pictures)} pictures"
    )
    return shown, line, well


def _figures(cycle: Cycle, drafted: Drafted) -> tuple[tuple[str, str], ...]:
    head = drafted.headline
    standing = (
        f"{head.total}: đúng hạn {head.done_on_time}, chậm {head.done_late}, một phần {head.partly_done}, "
        f"chưa thực hiện {head.not_done}, quá hạn {head.overdue}, trong hạn {head.in_time}, được miễn {head.waived}"
    )
    return (
        ("Cam kết", str(cycle.commitments)),
        ("Việc đã diễn ra", str(cycle.acts)),
        ("Đầu việc", standing),
        ("Chữ", str(_words(drafted))),
        ("Kế hoạch đọc lại đúng", _backs(cycle)),
        ("Điểm chưa đúng thể thức (dondoc lint)", str(cycle.deviations)),
        ("Cần viết lại", str(len(drafted.refused))),
        ("Lỗi", ", ".join(f"{form}: {fault}" for form, fault in drafted.faults.items()) or "không"),
    )


def _backs(cycle: Cycle) -> str:
    """How many of the planned tasks came back, by form."""
    strays = {form: f" (+{back.stray})" if back.stray else "" for form, back in cycle.returned.items()}
    return ", ".join(f"{form} {back.exact}/{back.planned}{strays[form]}" for form, back in cycle.returned.items())


def _words(drafted: Drafted) -> int:
    """Words of the parts; head, signature and annexes are not counted."""
    lines = (
        line
        for section in drafted.context.sections
        for line in (*section.paragraphs, *(one for group in section.groups for one in group.lines))
    )
    return sum(len(line.text.split()) for line in lines)


def _kept(cycle: Cycle, folder: Path) -> list[Path]:
    """The files of the report, under short names."""
    if cycle.files:
        folder.mkdir(parents=True)
    return [Path(shutil.copyfile(path, folder / f"bao-cao.{form}")) for form, path in cycle.files.items()]


if __name__ == "__main__":
    sys.exit(main())
