"""report --print superior: what goes up, and what was left out by name."""

from console import Desk


def test_the_print_for_the_superior_stands_beside_the_internal_one(busy: Desk) -> None:
    code = busy.codes()[0]
    busy.ok("done", code, "--attest", "Đã tổ chức", "--as-of", "31/8/2026")
    rows = busy.ok("report", "2026-H2", "--explain", "--json", "--as-of", "31/8/2026").json()
    assert isinstance(rows, list)
    key = next(row["key"] for row in rows if row["key"].startswith("results") and code in str(row["promises"]))
    told = busy.ok("report", "2026-H2", "--print", "superior", "--without", key, "--as-of", "31/8/2026").out
    assert "-cap-tren.docx" in told
    assert f"Không đưa vào bản gửi cấp trên: [{key}]" in told
    assert code in told.partition(f"[{key}]")[2]
    (up,) = (busy.folder / "reports" / "2026-H2").glob("*-cap-tren.md")
    assert code not in up.read_text().partition("NHIỆM VỤ")[0]
    assert busy.run("report", "2026-H2", "--without", key).status == 2
    assert busy.run("report", "2026-H2", "--print", "superior", "--without", "x.y").status == 1
