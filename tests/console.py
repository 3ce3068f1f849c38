"""The program in this process: a command line in, exit status and both streams out."""

import json
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from dondoc.cli.main import main

#: A report of an invented union, as text: two tasks of a half-year and one of each month.
REPORT = """\
LIÊN ĐOÀN LAO ĐỘNG HUYỆN LAM SƠN
CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM MẪU
Số: 12/BC-CĐCS
Lam Sơn, ngày 02 tháng 7 năm 2026

BÁO CÁO
Sơ kết hoạt động công đoàn 6 tháng đầu năm 2026, phương hướng nhiệm vụ 6 tháng cuối năm 2026

I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026
Đã tổ chức 01 hội nghị.

II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026
1. Tổ chức 02 lớp tập huấn an toàn lao động, hoàn thành trước ngày 30/9/2026.
2. Vận động quyên góp 50 suất quà cho công nhân khó khăn.
3. Khám sức khỏe định kỳ cho nữ công nhân trong tháng 10/2026.

Nơi nhận:
- Lưu VT.
"""


@dataclass(frozen=True)
class Outcome:
    """What one command left behind."""

    status: int
    out: str
    err: str

    def json(self) -> object:
        return json.loads(self.out)


def dondoc(*arguments: str, typed: str | None = None) -> Outcome:
    """Run one command line; `typed` is what stands on standard input."""
    with CliRunner().isolation(input=typed) as streams:
        status = main([str(argument) for argument in arguments])
        out, err = streams[0].getvalue().decode(), streams[1].getvalue().decode()
    return Outcome(status=status, out=out, err=err)


@dataclass(frozen=True)
class Desk:
    """A workspace and the commands on it."""

    folder: Path

    def run(self, *arguments: str, typed: str | None = None) -> Outcome:
        return dondoc(*arguments, "--workspace", str(self.folder), typed=typed)

    def ok(self, *arguments: str, typed: str | None = None) -> Outcome:
        outcome = self.run(*arguments, typed=typed)
        assert outcome.status == 0, outcome
        return outcome

    def file(self, name: str, text: str | bytes = REPORT) -> str:
        path = self.folder.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def codes(self) -> list[str]:
        rows = self.ok("list", "--json").json()
        assert isinstance(rows, list)
        return [row["code"] for row in rows]
