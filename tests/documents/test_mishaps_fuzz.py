"""Files that met with mishaps (bits flipped, cut, spliced, swapped) are read or refused, and what is read holds true.

`make fuzz` does the same a hundred thousand times.
"""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.documents.reading import ENDINGS
from dondoc.messages import MESSAGES
from tools.fuzz import MISHAPS, damaged, outcome, seeds

QUICK = [one for one in seeds() if one[0] != ".doc"]
FILES = st.sampled_from(QUICK)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHANCES = st.randoms(use_true_random=False)


@settings(max_examples=500, deadline=None)
@given(file=FILES, other=FILES, chance=CHANCES)
def test_a_file_after_mishaps_is_read_or_refused(
    file: tuple[str, bytes], other: tuple[str, bytes], chance: random.Random
) -> None:
    ending, data = file
    code = outcome(f"bao-cao{ending}", damaged(chance, data, other[1]))
    assert code in {"", *MESSAGES}


@settings(max_examples=100, deadline=None)
@given(file=FILES, name=st.sampled_from([".txt", ".html", ".htm", ".docx", ".docm", ".pdf"]))
def test_a_file_under_another_ending_is_read_or_refused(file: tuple[str, bytes], name: str) -> None:
    code = outcome(f"bao-cao{name}", file[1])
    assert code in {"", "document.wrong_type", "document.damaged", "document.scanned"}


@settings(max_examples=150, deadline=None)
@given(
    data=st.binary(max_size=600),
    ending=st.sampled_from(sorted(ENDINGS)),
    magic=st.sampled_from(
        [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", OLE, b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00"]
    ),
)
def test_random_bytes_under_each_ending_are_read_or_refused(data: bytes, ending: str, magic: bytes) -> None:
    assert outcome(f"bao-cao{ending}", magic + data) in {"", *MESSAGES}


def test_an_old_word_file_after_mishaps_is_read_or_refused() -> None:
    data = next(data for ending, data in seeds() if ending == ".doc")
    chance = random.Random(7)  # noqa: S311 - no secret is made of it
    codes = {outcome("bao-cao.doc", damaged(chance, data, QUICK[0][1])) for _ in range(5)}
    assert codes <= {"", "document.not_converted", "document.damaged", "document.wrong_type", "document.empty"}


def test_every_mishap_takes_empty_and_short_files() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret is made of it
    short = [mishap(chance, data, b"xy") for mishap in MISHAPS for data in (b"", b"a") for _ in range(20)]
    assert all(isinstance(data, bytes) for data in short)
