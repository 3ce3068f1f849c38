"""The process that reads .pdf files for another: questions on standard input, answers on standard output."""

import contextlib
import pickle
import sys
from typing import IO, Final

#: What may be asked, and how it may be answered.
READ: Final = "read"
DRAW: Final = "draw"
DONE: Final = "done"
REFUSED: Final = "refused"
_LENGTH = 8


def put(stream: IO[bytes], message: bytes) -> None:
    """Writes a message with its length before it."""
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


def take(stream: IO[bytes]) -> bytes | None:
    """The next message, or None at the end."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    message = stream.read(length)
    return message if len(message) == length else None


def answer(question: bytes) -> bytes:
    """What the readers say, or the code of their refusal."""
    from dondoc.documents.pdf_pages import draw_page, read_pages  # noqa: PLC0415 - after the bound on memory
    from dondoc.errors import BadInput  # noqa: PLC0415 - after the bound on memory

    function, data, name, limits, *numbers = pickle.loads(question)  # noqa: S301 - written by our own parent
    try:
        found = read_pages(data, name, limits) if function == READ else draw_page(data, name, numbers[0], limits)
    except BadInput as error:
        return _refused(error.message_code, error.__cause__ or error)
    except MemoryError as error:
        return _refused("document.too_long", error)
    except Exception as error:  # a hostile file may make the libraries raise anything, and all of it means "damaged"
        return _refused("document.damaged", error)
    return pickle.dumps((DONE, found))


def _refused(code: str, cause: BaseException) -> bytes:
    return pickle.dumps((REFUSED, (code, repr(cause))))


def bound(megabytes: int) -> None:
    """Bounds the memory of this process, where the system can."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - only where there are such bounds

        size = megabytes * 1024 * 1024
        # macOS knows the bound and refuses to set it.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (size, size))


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answers until there are no more questions."""
    while (question := take(questions)) is not None:
        put(answers, answer(question))


if __name__ == "__main__":
    bound(int(sys.argv[1]))
    serve(sys.stdin.buffer, sys.stdout.buffer)
