"""The process that turns one Word 97-2003 file into a .docx: `python doc_worker.py IN OUT`; needs nothing of dondoc.

The converter is young and the files are hostile, so it runs alone: nothing is started, no connection is made.
"""

import sys

#: Exit status for a file that is locked, and for one that is no Word file as the converter knows them.
LOCKED, UNREADABLE = 3, 4
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ctypes.", "urllib.")


def main(source: str, destination: str) -> int:
    """Converts, and gives the exit status."""
    from doc2docx import convert  # noqa: PLC0415 - after the guard
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError  # noqa: PLC0415 - after the guard

    try:
        convert(source, destination)
    except EncryptedDocumentError:
        return LOCKED
    except (Doc2DocxError, OSError, ValueError, LookupError, ArithmeticError, MemoryError, RecursionError):
        return UNREADABLE
    return 0


def forbid(event: str, _: object) -> None:
    """Audit hook: the converter reads one file and writes another, and has no reason to do anything else."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


if __name__ == "__main__":
    sys.addaudithook(forbid)
    raise SystemExit(main(*sys.argv[1:3]))
