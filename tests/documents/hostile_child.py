"""Reads hostile files in a process of its own, within 1 GB, and says for each what came of it.

Takes a folder of ordinary files and one of hostile files, and prints lines of JSON. What would run a program, open a
connection or write a file is stopped and told.
"""

import json
import resource
import sys
import time
from pathlib import Path

from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_document
from dondoc.errors import DondocError
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon

_GIGABYTE = 1024 * 1024 * 1024
#: Seconds of work that one file may take; the machine may be slow, so it is not the clock that counts.
_SECONDS = 30
_FORBIDDEN = (
    *("socket.connect", "socket.getaddrinfo", "socket.bind", "urllib.Request", "ctypes.dlopen"),
    *("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile", "subprocess.Popen"),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "shutil."),
)
#: The processes that readers start for hostile files, each bounded by itself.
_OWN = ("dondoc.documents.pdf_worker",)
#: Without programs for scanned pages, which are there or not.
LIMITS = Limits(ocr_pages=0)
acts: list[str] = []
watching = False


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Stops and notes what a reader has no business to do."""
    if not watching:
        return
    on_disk = event == "open" and not isinstance(arguments[0], int) and isinstance(arguments[1], str)
    writes = on_disk and set(str(arguments[1])) & set("wax+")
    own = event == "subprocess.Popen" and isinstance(arguments[1], list) and set(_OWN) & set(arguments[1])
    if writes or (event.startswith(_FORBIDDEN) and not own):
        acts.append(f"{event} {arguments[0]!r}"[:200])
        raise PermissionError(event)


def bound() -> None:
    """So many seconds of work for the next file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + _SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def read(path: Path) -> dict[str, object]:
    global watching  # noqa: PLW0603 - an audit hook cannot be taken off again
    started = time.process_time()
    told: dict[str, object] = {"file": path.name, "code": ""}
    acts.clear()
    watching = True
    try:
        document = read_document(path, limits=LIMITS)
        extract(document, LEXICON)
        told |= {"chars": len(document.text), "text": document.text[:300]}
    except DondocError as refusal:
        told["code"] = refusal.message_code
    finally:
        watching = False
    return told | {"seconds": round(time.process_time() - started, 2), "peak": peak(), "acts": list(acts)}


def peak() -> int:
    """Megabytes that this process took at most so far."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


LEXICON = load_lexicon()
if __name__ == "__main__":
    warm = Path(sys.argv[1])
    for known in sorted(warm.iterdir()):  # the libraries load before they are watched
        extract(read_document(known, limits=LIMITS), LEXICON)
    sys.addaudithook(watch)
    resource.setrlimit(resource.RLIMIT_DATA, (_GIGABYTE, _GIGABYTE))
    for path in sorted(Path(sys.argv[2]).iterdir()):
        sys.stdout.write(json.dumps({"file": path.name, "begins": True}) + "\n")
        sys.stdout.flush()
        bound()
        sys.stdout.write(json.dumps(read(path)) + "\n")
        sys.stdout.flush()
