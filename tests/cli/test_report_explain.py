"""report --explain: where each sentence and each figure comes from."""

from console import Desk


def test_each_sentence_and_figure_says_where_it_comes_from(busy: Desk) -> None:
    code = busy.codes()[0]
    proof = busy.file("bien-ban.pdf", b"%PDF-1.4 bien ban")
    busy.ok("evidence", "add", code, proof, "-n", "2", "--on", "05/7/2026")
    told = busy.ok("report", "2026-H2", "--explain").out
    assert f"Cam kết {code}, 12/BC-CĐCS ngày 02/7/2026: “Tổ chức 02 lớp tập huấn an toàn lao động" in told
    assert "02: kết quả đạt được" in told
    assert "minh chứng “bien-ban.pdf”" in told
    rows = busy.ok("report", "2026-H2", "--explain", "--line", code, "--json").json()
    assert isinstance(rows, list)
    assert [row["key"] for row in rows] == [code]
    meanings = {figure["text"]: figure["meaning"] for figure in rows[0]["figures"]}
    assert "thời hạn" in meanings.values()
    refused = busy.run("report", "2026-H2", "--explain", "--line", "khong-co")
    assert refused.status == 1
    assert "khong-co" in refused.err
