"""Texts made to keep a reader busy, each a short piece said over and over; run as a program, it reads them all.

`python hostile_texts.py FIRST` reads them from number FIRST on, each within 30 seconds of work (7 for those that
are shorter in the small size) and 1 GB, and prints a line of JSON for each.
"""

import hashlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from itertools import pairwise

from sizes import size

from dondoc.core.document import Block, Document
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon

MEGABYTE = 1_000_000
#: Long enough for what grows with the square of the text, or faster: half the text has a quarter of the seconds.
SHORT = size(60_000, small=30_000)
_SECONDS = 30
_FEW_SECONDS = size(_SECONDS, small=7)
_GIGABYTE = 1024 * 1024 * 1024
HEAD = "CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM\nSố: 07/KH-CĐCS\nKẾ HOẠCH\nCông tác năm 2025\n\nII. NHIỆM VỤ NĂM 2025\n- Tổ chức "

#: Pieces that say nothing: a megabyte of each (in the small size of every sixth).
IDLE = {
    "letters": "a",
    "capitals": "Đ",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "tabs": "\t",
    "line ends": "\n",
    "digits": "1",
    "1.1.1.1": "1.",
    "1,1,1": "1,",
    "slashes between digits": "1/",
    "commas": ",",
    "commas and spaces": ", ",
    "semicolons": "; ",
    "colons": ": ",
    "full stops": ".",
    "dots apart": ". ",
    "ellipses": "…",
    "quotation marks": '"',
    "curly quotation marks": "“",
    "round brackets": "(",
    "square brackets": "[",
    "brackets with a word": "(a ",
    "dashes": "-",
    "dashes and spaces": "- ",
    "rules": "_",
    "bars": "| ",
    "marks without letters": "\u0301",
    "letters with marks": "a\u0323\u0302",
    "spaces of no width": "\u200b",
    "letters that grow when lowered": "İ",
    "smileys": "😀",
}
#: Pieces that almost say something, over and over without a full stop.
BUSY = {
    "và": "và ",
    "a, a": "a, ",
    "a và a": "a và ",
    "trong đó": "trong đó ",
    "trong đó 5 người": "trong đó 5 người ",
    "đề nghị": "đề nghị ",
    "đề nghị Ban Nữ công": "đề nghị Ban Nữ công ",
    "giao chủ trì": "giao Ban Nữ công chủ trì ",
    "các xã": "các xã, ",
    "Công đoàn": "Công đoàn ",
    "từ ngày": "từ ngày ",
    "từ ngày đến ngày": "từ ngày 1/2 đến ngày ",
    "ngày 1/2": "ngày 1/2, ",
    "tháng 5": "tháng 5 ",
    "quý I": "quý I, ",
    "trước ngày": "trước ngày ",
    "Tết": "Tết ",
    "hằng tháng": "hằng tháng ",
    "năm 2025": "năm 2025 ",
    "6 tháng cuối năm": "6 tháng cuối năm ",
    "05": "05 ",
    "100%": "100% ",
    "50% đoàn viên": "50% đoàn viên ",
    "1,5": "1,5 ",
    "5 -": "5 - ",
    "từ 5 đến 7": "từ 5 đến 7 ",
    "không quá": "không quá ",
    "số 5/KH-A": "số 5/KH-A ",
    "1/A-A-A": "1/A-",
    "Căn cứ": "Căn cứ a, ",
    "sẽ": "sẽ ",
    "tiếp tục": "tiếp tục ",
    "thống nhất phương hướng": "Hội nghị thống nhất phương hướng ",
    "an unclosed quotation": 'ông Tám yêu cầu: "phải ',
    "TP.": "TP. ",
    "v.v.": "v.v. ",
    "tổ chức 02 lớp,": "tổ chức 02 lớp, ",
    "tổ chức 02 lớp và": "tổ chức 02 lớp và ",
    "tổ chức 02 lớp;": "tổ chức 02 lớp; ",
    "sentences": "Tổ chức 02 lớp. ",
    "I. I. I.": "I. ",
    "1. 1. 1.": "1. ",
    "lines": "- Tổ chức 02 lớp.\n",
    "lines of a letter": "a\n",
    "items of a letter": "- a\n",
    "headings": "I. A\n",
    "headings in capitals": "PHẦN THỨ HAI\n",
    "rows": "1\tMở 01 lớp\tQuý III\n",
    "heads of tables": "TT\tNội dung\tThời hạn\n",
    "signatures": "Nơi nhận:\n",
    "kinds of documents": "BÁO CÁO\n",
    "cells parted by spaces": "a    ",
}

PLAN = """1. Công tác tuyên truyền
- Phổ biến nội quy lao động mới cho 100% công nhân hai phân xưởng trong quý I; in 300 tờ rơi, 12 băng rôn trước 15/4.
- Tiếp tục duy trì góc báo tường tại nhà ăn ca, mỗi tháng một số, do Tổ Nung phụ trách.
2. Chăm lo đời sống
- Thăm hỏi ít nhất 25 gia đình đoàn viên khó khăn nhân dịp Tết, trong đó có 05 gia đình được sửa nhà; hỗ trợ mỗi suất \
từ 500.000 đồng trở lên.
- Đề nghị các tổ công đoàn lập danh sách người thuê trọ, gửi Ban Đời sống chậm nhất ngày 28/02/2025.
a) Ban Nữ công tổ chức 02 buổi khám sức khỏe cho nữ công nhân vào tháng 3 và tháng 10, số người khám đạt trên 90%.
3. Phấn đấu kết nạp từ 40 đến 45 đoàn viên mới, không để xảy ra tai nạn lao động nặng.
"""


def over(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def texts() -> Iterator[tuple[str, str]]:
    """Every text with its name: bare, and as the plan of a report."""
    for name, piece in (IDLE | BUSY).items():
        yield f"{name}, bare", over(piece, SHORT)
    for number, (name, piece) in enumerate(IDLE.items()):
        long = MEGABYTE if number % 6 == 0 else size(MEGABYTE, small=100_000)
        yield f"{name}, in a plan", HEAD + over(piece, long)
    for name, piece in BUSY.items():
        yield f"{name}, in a plan", HEAD + over(piece, SHORT)
    yield "a plan of a megabyte", HEAD + over(PLAN, MEGABYTE)
    yield "a plan of a megabyte without a line end", HEAD + over(PLAN.replace("\n", " "), MEGABYTE)


def document(text: str) -> Document:
    """A text file with a block for each line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start=at, end=at + len(line)))
        at += len(line) + 1
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(name="a.txt", media_type="text/plain", sha256=sha256, text=text, blocks=tuple(blocks))


def bound(text: str) -> None:
    """So many seconds of work for the next text."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + (_SECONDS if len(text) >= MEGABYTE else _FEW_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def say(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(first: int) -> None:
    lexicon = load_lexicon()
    resource.setrlimit(resource.RLIMIT_DATA, (_GIGABYTE, _GIGABYTE))
    for number, (name, text) in enumerate(texts()):
        if number < first:
            continue
        say({"number": number, "name": name})
        bound(text)
        started = time.process_time()
        found = extract(document(text), lexicon)
        spans = [(one.start, one.end) for one in found.commitments]
        say(
            {
                "number": number,
                "name": name,
                "ordered": all(a[1] <= b[0] for a, b in pairwise(spans)),
                "found": len(spans),
                "seconds": round(time.process_time() - started, 2),
            }
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
