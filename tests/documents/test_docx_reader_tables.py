"""Tables of Word files: rows as lines, and an address for every cell."""

from documents.builders import (
    abstract_list,
    cell_of,
    level,
    list_instance,
    numbered,
    paragraph,
    read_word,
    row,
    table,
    word_lines,
)

from dondoc.core.document import BlockKind, Document


def cells(document: Document) -> dict[tuple[int | None, int | None, int | None], str]:
    return {
        (block.table, block.row, block.column): document.text[block.start : block.end]
        for block in document.blocks
        if block.kind is BlockKind.CELL
    }


def test_a_row_is_a_line_with_tabs_and_each_cell_has_its_address() -> None:
    document = read_word(
        paragraph("Trước"),
        table(row("TT", "Nội dung", "Thời hạn"), row("1", "Tổ chức\n hội thi", "")),
        paragraph("Sau"),
    )
    assert document.text == "Trước\nTT\tNội dung\tThời hạn\n1\tTổ chức  hội thi\t\nSau"
    assert cells(document) == {
        (0, 0, 0): "TT",
        (0, 0, 1): "Nội dung",
        (0, 0, 2): "Thời hạn",
        (0, 1, 0): "1",
        (0, 1, 1): "Tổ chức  hội thi",
    }


def test_merged_cells_keep_the_right_addresses() -> None:
    document = read_word(
        table(
            row(cell_of("Đầu bảng", properties='<w:gridSpan w:val="2"/>'), "Ba"),
            row(cell_of("Dọc", properties='<w:vMerge w:val="restart"/>'), "x", "y"),
            row(cell_of("", properties="<w:vMerge/>"), "z", "t"),
            row("một", "hai", properties='<w:gridBefore w:val="1"/>'),
        )
    )
    assert document.text == "Đầu bảng\t\tBa\nDọc\tx\ty\n\tz\tt\n\tmột\thai"
    assert cells(document)[0, 0, 2] == "Ba"
    assert cells(document)[0, 2, 1] == "z"
    assert cells(document)[0, 3, 2] == "hai"
    assert (0, 2, 0) not in cells(document)


def test_a_letterhead_puts_each_paragraph_on_its_own_line() -> None:
    document = read_word(
        table(row(cell_of("CÔNG ĐOÀN CẤP TRÊN", "CÔNG ĐOÀN TRƯỜNG"), cell_of("CỘNG HÒA", "Độc lập"))), paragraph("Hết")
    )
    assert document.text.split("\n") == ["CÔNG ĐOÀN CẤP TRÊN", "CÔNG ĐOÀN TRƯỜNG", "CỘNG HÒA", "Độc lập", "Hết"]
    assert [block.column for block in document.blocks] == [0, 0, 1, 1, None]


def test_a_manual_break_in_a_narrow_column_is_a_space() -> None:
    broken = "<w:p><w:r><w:t>Quý</w:t><w:br/><w:t>III</w:t></w:r></w:p>"
    assert read_word(table(row("1", "Tập huấn", cell_of(broken)))).text == "1\tTập huấn\tQuý III"


def test_nested_tables_are_tables_of_their_own() -> None:
    inner = table(row("trong 1", "trong 2"))
    document = read_word(table(row(cell_of("ngoài", inner, "sau"), "kề")))
    assert document.text.split("\n") == ["ngoài", "trong 1\ttrong 2", "sau", "kề"]
    assert cells(document)[1, 0, 1] == "trong 2"
    assert cells(document)[0, 0, 1] == "kề"


def test_rows_and_cells_in_content_controls_are_read_and_deleted_rows_are_not() -> None:
    document = read_word(
        table(
            f"<w:sdt><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>",
            row("xóa", "bỏ", properties="<w:del/>"),
            row(f"<w:sdt><w:sdtContent>{cell_of('c')}</w:sdtContent></w:sdt>", "d"),
        )
    )
    assert document.text == "a\tb\nc\td"
    assert cells(document)[0, 1, 0] == "c"


def test_an_automatic_number_fills_the_first_column() -> None:
    number = numbered("", list_id=1)
    assert word_lines(
        table(row(cell_of(number), "Việc một"), row(cell_of(number), "Việc hai")),
        numbering=abstract_list(7, level(0, "decimal", "%1")) + list_instance(1, 7),
    ) == ["1\tViệc một", "2\tViệc hai"]
