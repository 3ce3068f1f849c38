"""Examples as the files of the commitments corpus: the text, what should be found, what was found and said of it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import PurePath
from typing import Any

from dondoc.core.words import fold
from dondoc.extract.scoring import Answer, Number, occurrences
from dondoc.usecases.quote_places import stands_in
from dondoc.usecases.read_examples import Example, Line

README = "README.md"
ENDINGS = (".txt", ".gold.json", ".found.json")

_README = """\
# Mẫu trích cam kết, lấy từ việc xác nhận của cơ quan

**Các tệp này chứa nguyên văn văn bản của cơ quan và có thể có tên người. Không công bố, không gửi ra ngoài khi chưa
được phép.** Xóa cả thư mục là hết; sổ của dondoc không đổi.

Mỗi văn bản đã được người xác nhận xem hết từng dòng có ba tệp cùng tên:
- `TÊN.txt`: nguyên văn (UTF-8) mà các vị trí tham chiếu.
- `TÊN.gold.json`: các cam kết đúng, gồm dòng được nhận (kể cả đã sửa) và dòng được thêm tay, theo thứ tự của văn bản.
- `TÊN.found.json`: máy đã trích được gì khi đưa văn bản vào (`engine`: phiên bản), và ở `review` người xác nhận nói gì
  về từng dòng: `confirmed` nhận nguyên, `mended` đã sửa (trường nào, từ gì thành gì), `rejected` không nhận (kèm lý do
  nếu có); `added` là các dòng được thêm tay.

Cần biết khi đọc:
- Dòng không ai thêm tay thì không ai biết là máy bỏ sót: số liệu về bỏ sót chỉ đúng đến mức người xác nhận đã đọc kỹ.
- Đầu văn bản (đơn vị, ngày, kỳ) chép theo máy đọc, vì lúc xác nhận không hỏi.
- Dòng thêm tay chỉ được hỏi lời văn, hạn, chỉ tiêu, mảng công tác; trường nào không nêu thì ghi ở `unjudged` của
  `found.json` và `dondoc corpus score` không chấm trường ấy.
- Người chủ trì được sửa thành tên không có trong văn bản thì ghi trống; lời văn thêm tay không có trong văn bản thì
  không vào mẫu.

Chấm lại bằng máy đang dùng: `dondoc corpus score THƯ_MỤC`. Gợi ý từ vựng: `dondoc corpus suggest`.
"""


def corpus_files(examples: Sequence[Example]) -> dict[str, str]:
    """All files of an export by name."""
    files = {README: _README}
    for one in examples:
        name = name_of(one)
        files[f"{name}.txt"] = one.document.text
        files[f"{name}.gold.json"] = _json(gold_of(one))
        files[f"{name}.found.json"] = _json(found_of(one))
    return files


def is_corpus_file(name: str) -> bool:
    """Whether a file of this name may come from an export, and so be replaced by the next."""
    return name == README or name.endswith(ENDINGS)


def name_of(example: Example) -> str:
    """Number and name of the document, in plain letters: "0007-bao-cao-so-ket"."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(PurePath(example.document.name).stem)).strip("-")
    return f"{example.document.id:04}-{words[:60] or 'van-ban'}"


def gold_of(example: Example) -> dict[str, Any]:
    """The `.gold.json` of a document, valid by the corpus's own checks."""
    text, gold = example.document.text, example.gold
    issuer = gold.issuer if gold.issuer is not None and stands_in(gold.issuer, text) else None
    return {
        "issuer": issuer,
        "issued_on": gold.issued_on,
        "reporting_period": gold.reporting_period,
        "plan_period": gold.plan_period,
        "commitments": [_gold_commitment(one, text) for one in gold.items],
    }


def found_of(example: Example) -> dict[str, Any]:
    """The `.found.json`: the reading as it was, with what the review said of each line and what it added."""
    found: dict[str, Any] = json.loads(example.reading.found)
    commitments = [
        {**row, "review": _review(line)} for row, line in zip(found["commitments"], example.lines, strict=True)
    ]
    text = example.document.text
    added = [
        {"text": text[one.start : one.end], "start": one.start, "end": one.end, "unjudged": sorted(one.unjudged)}
        for one in example.gold.items
        if one.unjudged
    ]
    lost: list[dict[str, Any]] = [
        {"text": one.words, "start": None, "end": None, "unjudged": []} for one in example.added if not one.answer
    ]
    head = {"engine": example.reading.engine, "read_at": example.reading.read_at.isoformat()}
    return {**head, **found, "commitments": commitments, "added": [*added, *lost]}


def _review(line: Line) -> dict[str, Any]:
    review: dict[str, Any] = {"outcome": line.outcome.value}
    if line.changes:
        review["changes"] = [{"field": name, "from": _plain(old), "to": _plain(new)} for name, old, new in line.changes]
    if line.reason:
        review["reason"] = line.reason
    return review


def _gold_commitment(one: Answer, text: str) -> dict[str, Any]:
    quote = text[one.start : one.end]
    places = occurrences(text, quote)
    targets = [_target(target) for target in one.targets]
    row: dict[str, Any] = {"quote": quote}
    if len(places) > 1:
        row["nth"] = places.index(one.start) + 1
    row |= {"kind": one.kind, "target": targets[0] if targets else None}
    if len(targets) > 1:
        row["targets"] = targets
    return row | {
        "due": one.due,
        "due_explicit": one.due_explicit,
        "recurrence": one.recurrence,
        "owner": one.owner,
        "area": one.areas[0],
        "refs": list(one.refs),
    }


def _target(one: Number) -> dict[str, Any]:
    value = int(one.value) if one.value.is_integer() else one.value
    return {"comparator": one.comparator, "value": value, "unit": one.unit or "lần", "percent": one.percent}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
