"""Feeds damaged, spliced and random files to the readers and to extraction: each must give a result or one refusal.

`make fuzz` runs 100,000 cases (`CASES=…` for another number) in a process of its own, with 30 seconds of work a case
and 1 GB. A case is told by its number and the seed, so that any can be run again: `tools/fuzz.py --only 4711`.
"""

import argparse
import importlib
import io
import json
import random
import resource
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dondoc.documents.limits import Limits
from dondoc.documents.reading import ENDINGS, read_bytes
from dondoc.errors import DondocError
from dondoc.extract.pipeline import extract
from dondoc.messages import MESSAGES
from dondoc.settings.lexicon import load_lexicon

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "fuzz"
SECONDS = 30
GIGABYTE = 1024 * 1024 * 1024
#: Every so many cases the worker says how far it is.
STEP = 200
#: A .doc starts a process each time, so it comes seldom: one case in so many.
SELDOM = 400
#: Without programs that may be there or not.
LIMITS = Limits(ocr_pages=0)
#: What formats and rules have a meaning for.
TOKENS = (
    *(b"\x00", b"\xff", b"\n", b"\r", b"\t", b" ", b"-1", b"0", b"1", b"99999999999", b"1e999", b"%", b"&", b"<", b">"),
    *(
        b'"',
        b"'",
        b"/",
        b"(",
        b")",
        b"[",
        b"]",
        b"<<",
        b">>",
        b"obj",
        b"endobj",
        b"stream",
        b"endstream",
        b"R",
        b"<!--",
    ),
    *(
        b"<w:p>",
        b"</w:p>",
        b"<w:tbl>",
        b"<w:tr>",
        b"<w:tc>",
        b"</w:tc>",
        b"<w:r><w:t>",
        b'w:val="999999999"',
        b"<table>",
    ),
    *(
        b"<tr><td colspan=99>",
        b"</table>",
        b"<pre>",
        b"<ol start=-1>",
        b"&#0;",
        b"&#x110000;",
        b"\xef\xbb\xbf",
        b"\xfe\xff",
    ),
    *(
        word.encode()
        for word in ("trong đó ", "trước ngày ", "31/2", "II. NHIỆM VỤ\n", "\u0301", "“", "đề nghị ", "MẬT\n")
    ),
)


# --- cases


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Ordinary files of each ending, made by the builders of the tests."""
    sys.path.insert(0, str(ROOT / "tests"))
    make = importlib.import_module("documents.builders")
    pdf = importlib.import_module("documents.pdf_builder")
    old = importlib.import_module("documents.doc_files")
    texts = importlib.import_module("extract.hostile_texts")
    lists = make.abstract_list(7, make.level(0, "decimal", "%1.")) + make.list_instance(1, 7)
    text = texts.HEAD + "02 hội nghị.\n" + texts.PLAN
    rows = [["TT", "Nội dung", "Thời hạn"], ["1", "Mở 02 lớp", "Quý III"], ["2", "Trồng 50 cây", "Tháng 9"]]
    html = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in one)}</tr>" for one in rows)
    pages = [pdf.flowing("Mục", f"{number}. Tổ chức 02 lớp.", top=600) for number in range(4)]
    menu = "<nav><ul><li><a href='/'>Trang chủ</a></li></ul></nav>"
    word = make.body(
        *(make.paragraph(line) for line in text.split("\n")),
        make.numbered("Mở tủ sách", list_id=1),
        make.table(*(make.row(*one) for one in rows)),
        numbering=lists,
    )
    return (
        (".txt", text.encode()),
        (".txt", text.encode("utf-16")),
        (".txt", unicodedata.normalize("NFD", text).encode()),
        (
            ".html",
            f"<html><head><title>Tin</title></head><body>{menu}{html}<table>{cells}</table></body></html>".encode(),
        ),
        (".htm", f"<meta charset=windows-1258>{html}".encode()),
        (".docx", word),
        (".docm", old.plan()),
        (".docx", make.word_bytes(lambda document: document.add_paragraph("Tổ chức 02 lớp."))),
        (".pdf", pdf.pdf_bytes(pdf.grid(pdf.flowing(*text.split("\n")[:20]), rows, top=300, widths=[60, 200, 120]))),
        (".pdf", pdf.pdf_bytes(*pages, pdf.Page(picture=True))),
        (".doc", (old.FILES / "ke-hoach.doc").read_bytes()),
    )


def case(number: int, seed: int) -> tuple[str, bytes]:
    """Name and bytes of a case; the same for the same numbers."""
    chance = random.Random(f"{seed}/{number}")
    known = seeds()
    ending, data = chance.choice(known if number % SELDOM == 0 else known[:-1])
    if chance.random() < 0.05:
        data = chance.randbytes(chance.randrange(1, 3_000))
        data = chance.choice((b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) + data
    else:
        data = damaged(chance, data, chance.choice(known)[1])
    if chance.random() < 0.05:
        ending = chance.choice([one for one in sorted(ENDINGS) if one != ".doc"])
    return f"bao-cao{ending}", data


def damaged(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The file after some mishaps; most Word files suffer inside, where the zip's sums do not see it."""
    if data.startswith(b"PK") and chance.random() < 0.85:
        return _inside(chance, data, other)
    is_text = not data.startswith((b"PK", b"%PDF", b"\xd0\xcf", b"\xff\xfe"))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = chance.choice(MISHAPS)(chance, data, other)
    # Text with half a letter is told at once to be damaged; most shall come further.
    return data.decode(errors="ignore").encode() if is_text and chance.random() < 0.8 else data


def _inside(chance: random.Random, data: bytes, other: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        wanted = chance.choice([name for name in old.namelist() if name.endswith((".xml", ".rels"))])
        for name in old.namelist():
            content = old.read(name)
            if name == wanted or (name == "word/document.xml" and chance.random() < 0.5):
                for _ in range(chance.randrange(1, 4)):
                    content = chance.choice(MISHAPS)(chance, content, other)
                content = content.decode(errors="ignore").encode()
            new.writestr(name, content)
    return stream.getvalue()


def _stretch(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 30, 300, 3_000)))


def _flip(chance: random.Random, data: bytes, _: bytes) -> bytes:
    changed = bytearray(data)
    for _time in range(chance.choice((1, 2, 8, 40))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: random.Random, data: bytes, _: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(chance: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _stretch(chance, data)
    return data[:start] + data[end:]


def _repeat(chance: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _stretch(chance, data)
    return data[:end] + data[start:end] * chance.choice((1, 2, 20, 100)) + data[end:]


def _swap(chance: random.Random, data: bytes, _: bytes) -> bytes:
    one, two, three, four = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:one] + data[three:four] + data[two:three] + data[one:two] + data[four:]


def _splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _stretch(chance, other)
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[start:end] + (data[at:] if chance.random() < 0.5 else b"")


def _put(chance: random.Random, data: bytes, _: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 3, 200)) + data[at + chance.choice((0, 0, 1, 5)) :]


def _noise(chance: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _stretch(chance, data)
    return data[:start] + chance.randbytes(end - start) + data[end:]


MISHAPS: Sequence[Callable[[random.Random, bytes, bytes], bytes]] = (
    *(_flip, _cut, _drop, _repeat, _swap, _splice, _put, _put, _noise),
)


# --- trying one


def outcome(name: str, data: bytes) -> str:
    """Code of the refusal, or "" when the file was read and all that was read keeps its promises.

    Any exception but a refusal, and a refusal without a sentence, is a fault of the program.
    """
    try:
        document = read_bytes(data, name, limits=LIMITS)
    except DondocError as refusal:
        require(refusal.message_code in MESSAGES, f"no sentence for {refusal.message_code}")
        return refusal.message_code
    end = 0
    for block in document.blocks:
        require(end <= block.start < block.end <= len(document.text), "blocks overlap")
        end = block.end
    require(unicodedata.is_normalized("NFC", document.text), "text is not NFC")
    found, end = extract(document, load_lexicon_once()), 0
    for one in found.commitments:
        require(end <= one.start < one.end, "commitments overlap")
        require(document.text[one.start : one.end] == one.text, "a commitment is no slice")
        end = one.end
    return ""


def require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)


load_lexicon_once = cache(load_lexicon)


# --- many


@dataclass(slots=True)
class Tally:
    """What came of the cases."""

    cases: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    peak: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, line: dict[str, Any]) -> None:
        """Take in what the worker says after each step."""
        self.cases += line["cases"]
        self.codes.update(line["codes"])
        self.slowest = max(self.slowest, (line["slowest"][0], line["slowest"][1]))
        self.peak = max(self.peak, line["peak"])
        self.faults += line["faults"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="run this case alone, and let it fail loudly")
    parser.add_argument("--as-worker", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.only is not None:
        print(outcome(*case(args.only, args.seed)) or "read")
        return 0
    if args.as_worker is not None:
        return work(args.as_worker, args.cases, args.seed)
    started = time.monotonic()
    tally = run(args.cases, args.seed)
    show(tally, time.monotonic() - started)
    return 1 if tally.faults else 0


def run(cases: int, seed: int) -> Tally:
    """All cases, in workers that follow each other when one dies."""
    tally, first = Tally(), 0
    while first < cases:
        command = [sys.executable, __file__, "--as-worker", str(first), "--cases", str(cases), "--seed", str(seed)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
            for line in worker.stdout or ():
                told = json.loads(line)
                if "begins" in told:
                    first = told["begins"]
                else:
                    tally.add(told)
                    print(f"{tally.cases:>8} cases, {len(tally.faults)} faults", end="\r", file=sys.stderr, flush=True)
        if worker.returncode == 0:
            break
        keep(first, seed)
        tally.cases += 1
        tally.faults.append(
            f"case {first}: the process died ({worker.returncode}): too much time or memory, or a crash"
        )
        first += 1
    return tally


def work(first: int, cases: int, seed: int) -> int:
    """The cases from `first` on; says which one begins where a death would be hard to place, and what came of them."""
    seeds(), load_lexicon_once()
    resource.setrlimit(resource.RLIMIT_DATA, (GIGABYTE, GIGABYTE))
    for start in range(first, cases, STEP):
        say(told(range(start, min(start + STEP, cases)), seed))
    return 0


def told(numbers: range, seed: int) -> dict[str, Any]:
    codes: Counter[str] = Counter()
    slowest, faults = (0.0, 0), []
    for number in numbers:
        say({"begins": number})
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(
            resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + SECONDS, resource.RLIM_INFINITY)
        )
        name, data = case(number, seed)
        started = time.perf_counter()
        try:
            codes[outcome(name, data)] += 1
        except Exception as error:  # whatever it is, it is what is looked for
            keep(number, seed)
            faults.append(f"case {number}: {error!r}")
        slowest = max(slowest, (round(time.perf_counter() - started, 2), number))
    return {"cases": len(numbers), "codes": codes, "slowest": slowest, "peak": peak(), "faults": faults}


def say(line: dict[str, Any]) -> None:
    print(json.dumps(line), flush=True)


def keep(number: int, seed: int) -> None:
    """Lay a case by, for those who mend it."""
    name, data = case(number, seed)
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{seed}-{number}-{name}").write_bytes(data)


def peak() -> int:
    """Megabytes that this process took at most so far."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)
    return int(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")).split()[1]) // 1024


def show(tally: Tally, seconds: float) -> None:
    print(f"{tally.cases} cases in {seconds:.0f} s, {tally.cases / max(seconds, 0.001):.0f} a second")
    for code, times in tally.codes.most_common():
        print(f"  {times:>8}  {code or 'a result'}")
    print(f"slowest case {tally.slowest[0]:.2f} s (number {tally.slowest[1]}), peak {tally.peak} MB")
    for fault in tally.faults[:20]:
        print(f"FAULT {fault}")
    print(f"{len(tally.faults)} faults" + (f", kept in {KEPT.relative_to(ROOT)}" if tally.faults else ""))


if __name__ == "__main__":
    sys.exit(main())
