"""Measures extraction: characters a second beside underthesea, how time grows with the text, memory for a megabyte.

`make bench` runs it whole; `--small` leaves underthesea out, for machines that have no time for it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dondoc.core.document import Document
    from dondoc.extract.lexicon import Lexicon

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "corpus"
ROUNDS, SMALL_ROUNDS = 5, 2
#: Times that the text of the plans is taken, to see how time grows.
STEPS = (1, 2, 4, 8)
STEP_CHARS = 25_000
MEGABYTE = 1_000_000
MEMORY_LIMIT = 200
AIM = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="folder with seeds/ and dev/, read beside tests/corpus")
    parser.add_argument("--peer", type=Path, help="Python that has underthesea")
    parser.add_argument("--small", action="store_true", help="without underthesea, two rounds")
    parser.add_argument("--as-peer", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--as-reader", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.as_peer:
        return serve_as_peer(args.as_peer)
    if args.as_reader:
        return read_and_weigh(args.as_reader)
    paths = documents(args.corpus)
    show_speed(paths, None if args.small else args.peer, SMALL_ROUNDS if args.small else ROUNDS)
    show_growth(paths, SMALL_ROUNDS if args.small else ROUNDS)
    return 0 if show_memory(paths) else 1


def documents(corpus: Path | None) -> list[Path]:
    """The texts of tests/corpus, and those of the corpus where there is one."""
    folders = [OWN] + ([corpus / "seeds", corpus / "dev"] if corpus else [])
    return sorted(path for folder in folders if folder.is_dir() for path in folder.glob("*.txt"))


# --- characters a second


def show_speed(paths: list[Path], peer: Path | None, rounds: int) -> None:
    """Extraction, reading with extraction, and underthesea, turn by turn on the same documents."""
    from dondoc.documents.reading import read_document
    from dondoc.settings.lexicon import load_lexicon

    lexicon = load_lexicon()
    read = [read_document(path) for path in paths]
    chars = sum(len(document.text) for document in read)
    print(f"== speed: {len(paths)} documents, {number(chars)} characters, median of {rounds} rounds")
    alone: list[float] = []
    whole: list[float] = []
    other: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Peer.start(peer, [d.text for d in read], Path(folder)) as pipeline:
        for _ in range(rounds):
            alone.append(timed(partial(extract_all, read, lexicon)))
            whole.append(timed(lambda: extract_all([read_document(path) for path in paths], lexicon)))
            if pipeline is not None:
                other.append(pipeline.round())
        version = pipeline.version if pipeline is not None else ""
    for label, seconds in (("extract", alone), ("read .txt and extract", whole)):
        print(f"{label:44}{number(chars / median(seconds)):>10} characters/s")
    if other:
        label = f"underthesea {version}: sentence, word, POS"
        print(f"{label:44}{number(chars / median(other)):>10} characters/s")
        for label, seconds in (("extract", alone), ("read and extract", whole)):
            print(f"{label + ' is faster by':44}{median(other) / median(seconds):>10.1f} times (aim {AIM})")


def extract_all(documents: "list[Document]", lexicon: "Lexicon") -> None:
    """Every document anew: nothing that an earlier round found out is still known."""
    from dondoc.extract.pipeline import extract

    forget()
    for document in documents:
        extract(document, lexicon)


def forget() -> None:
    """Empty all caches of functions, as at the first document of the day."""
    for name, module in list(sys.modules.items()):
        if name.startswith("dondoc.extract"):
            for function in vars(module).values():
                clear = getattr(function, "cache_clear", None)
                if clear is not None:
                    clear()


def timed(act: Callable[[], None]) -> float:
    """Seconds that the processor worked for it, so that what else the machine does counts little."""
    started = time.process_time()
    act()
    return time.process_time() - started


@dataclass(frozen=True, slots=True)
class Peer:
    """The other pipeline in a process of its own, with its models loaded."""

    process: "subprocess.Popen[str]"
    version: str

    @classmethod
    @contextmanager
    def start(cls, python: Path | None, texts: list[str], folder: Path) -> "Iterator[Peer | None]":
        if python is None:
            yield None
            return
        listed = folder / "texts.json"
        listed.write_text(json.dumps(texts), encoding="utf-8")
        # It makes a folder in the home of the user and would ask the network for models: neither is wanted.
        environment = os.environ | {"HOME": str(folder), "HF_HUB_OFFLINE": "1"}
        command = [str(python), __file__, "--as-peer", str(listed)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": environment}
        with subprocess.Popen(command, **pipes) as process:  # type: ignore[call-overload] # keywords in a dict
            peer = cls(process, "")
            yield cls(process, peer.answer())
            process.stdin.close()

    def round(self) -> float:
        """Seconds for all documents once."""
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return float(self.answer())

    def answer(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        if not line:
            raise SystemExit("underthesea gave no answer")
        return line


def serve_as_peer(listed: Path) -> int:
    """Runs under the Python that has underthesea: a round for each line on standard input."""
    from importlib.metadata import version

    from underthesea import pos_tag, sent_tokenize  # type: ignore[import-not-found] # in .venv-bench only

    texts: list[str] = json.loads(listed.read_text(encoding="utf-8"))
    pos_tag("Công đoàn tổ chức hội nghị.")
    print(version("underthesea"), flush=True)
    for _ in sys.stdin:
        # pos_tag cuts into words itself, so words are not asked for twice.
        print(timed(lambda: tag_all(texts, sent_tokenize, pos_tag)), flush=True)
    return 0


def tag_all(texts: list[str], split: Callable[[str], list[str]], tag: Callable[[str], object]) -> None:
    for text in texts:
        for sentence in split(text):
            tag(sentence)


# --- growth


def show_growth(paths: list[Path], rounds: int) -> None:
    """Time for one, two, four, eight times the text."""
    from dondoc.documents.reading import read_bytes
    from dondoc.settings.lexicon import load_lexicon

    lexicon = load_lexicon()
    print("\n== growth: the plans of the documents one after the other, under one letterhead")
    first = 0.0
    for step in STEPS:
        document = read_bytes(long_report(paths, step * STEP_CHARS).encode(), "bao-cao.txt")
        seconds = median(timed(partial(extract_all, [document], lexicon)) for _ in range(rounds))
        first = first or seconds
        print(
            f"{step}x {number(len(document.text)):>10} characters  {seconds:7.2f} s  {seconds / first:5.1f} times"
            f"  {number(len(document.text) / seconds):>9} characters/s"
        )


def long_report(paths: list[Path], chars: int) -> str:
    """A report of about so many characters: the head of one document, then the plans of all, again and again."""
    from dondoc.documents.reading import read_document
    from dondoc.extract.pipeline import extract
    from dondoc.settings.lexicon import load_lexicon

    lexicon = load_lexicon()
    plans: list[str] = []
    head = ""
    for path in paths:
        document = read_document(path)
        found = extract(document, lexicon).commitments
        if len(found) < 3:
            continue
        start = document.text.rfind("\n", 0, found[0].start) + 1
        head = head or document.text[:start]
        plans.append(document.text[start : found[-1].end])
    body = "\n".join(plans)
    return head + "\n".join([body] * (chars // len(body) + 1))[:chars]


# --- memory


def show_memory(paths: list[Path]) -> bool:
    """How much memory a megabyte of text takes; whether it stays under the limit."""
    print(f"\n== memory: a report of {number(MEGABYTE)} bytes, read and extracted in a process of its own")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bao-cao.txt")
        text = long_report(paths, MEGABYTE).encode()[:MEGABYTE].decode(errors="ignore")
        path.write_text(text, encoding="utf-8")
        told = subprocess.run(
            [sys.executable, __file__, "--as-reader", str(path)], check=True, capture_output=True, text=True
        )
    weight = json.loads(told.stdout)
    growth = weight["after"] - weight["before"]
    print(f"{number(weight['commitments'])} commitments, {weight['seconds']:.1f} s")
    print(f"peak {weight['after']:.0f} MB, of which {growth:.0f} MB for the text (limit {MEMORY_LIMIT})")
    return bool(growth < MEMORY_LIMIT)


def read_and_weigh(path: Path) -> int:
    """Reads one file and prints the peak of memory before and after, in MB."""
    from dondoc.documents.reading import read_bytes, read_document
    from dondoc.extract.pipeline import extract
    from dondoc.settings.lexicon import load_lexicon

    lexicon = load_lexicon()
    extract(read_bytes("Kế hoạch\nTổ chức 02 lớp.\n".encode(), "a.txt"), lexicon)
    before = peak()
    started = time.process_time()
    found = extract(read_document(path), lexicon)
    seconds = time.process_time() - started
    print(json.dumps({"before": before, "after": peak(), "seconds": seconds, "commitments": len(found.commitments)}))
    return 0


def peak() -> float:
    """Peak resident memory of this process in MB.

    Linux counts into ru_maxrss what the process had been before it became this program, so there it is not asked.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)


def number(value: float) -> str:
    """With spaces between the thousands."""
    return f"{value:,.0f}".replace(",", " ")


if __name__ == "__main__":
    sys.exit(main())
