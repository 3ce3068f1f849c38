"""Automatic list numbers stand in the text as Word prints them."""

from documents.builders import (
    abstract_list,
    level,
    list_instance,
    numbered,
    paragraph,
    read_word,
    word_lines,
)

OUTLINE = abstract_list(
    7,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "decimal", "%2.%4.", more="<w:isLgl/>"),
)


def test_list_numbers_stand_before_the_paragraph_and_in_its_block() -> None:
    document = read_word(
        numbered("Mở đầu", list_id=1),
        numbered("Việc đầu", list_id=1, level=1),
        numbered("Ý a", list_id=1, level=2),
        numbered("Ý b", list_id=1, level=2),
        numbered("Việc sau", list_id=1, level=1),
        numbered("Ý khác", list_id=1, level=2),
        numbered("Kết thúc", list_id=1),
        numbered("Lại từ đầu", list_id=1, level=1),
        numbered("Bậc bốn", list_id=1, level=3),
        numbering=OUTLINE + list_instance(1, 7),
    )
    assert document.text.split("\n") == [
        "I. Mở đầu",
        "1. Việc đầu",
        "a) Ý a",
        "b) Ý b",
        "2. Việc sau",
        "a) Ý khác",
        "II. Kết thúc",
        "1. Lại từ đầu",
        "1.1. Bậc bốn",
    ]
    assert [block.label for block in document.blocks][:3] == ["I.", "1.", "a)"]
    assert document.text[document.blocks[0].start : document.blocks[0].end] == "I. Mở đầu"


def test_a_start_override_restarts_and_lists_of_one_kind_go_on() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert word_lines(
        numbered("a", list_id=1),
        numbered("b", list_id=2),
        numbered("c", list_id=3),
        numbered("d", list_id=3),
        numbering=abstract_list(7, level(0, "decimal", "%1."))
        + list_instance(1, 7)
        + list_instance(2, 7)
        + list_instance(3, 7, override),
    ) == ["1. a", "2. b", "5. c", "6. d"]


def test_a_level_that_never_restarts_goes_on() -> None:
    kept = abstract_list(
        7, level(0, "upperLetter", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
    )
    assert word_lines(
        numbered("x", list_id=1),
        numbered("y", list_id=1, level=1),
        numbered("x", list_id=1),
        numbered("y", list_id=1, level=1),
        numbering=kept + list_instance(1, 7),
    ) == ["A. x", "1. y", "B. x", "2. y"]


def test_bullets_of_any_font_become_plain_ones() -> None:
    assert word_lines(
        numbered("gạch", list_id=1),
        numbered("chấm", list_id=1, level=1),
        numbering=abstract_list(7, level(0, "bullet", "-"), level(1, "bullet", "\uf0b7")) + list_instance(1, 7),
    ) == ["- gạch", "• chấm"]


def test_bullets_of_deeper_levels_differ_as_they_do_on_paper() -> None:
    word_default = abstract_list(
        7,
        level(0, "bullet", "\uf0b7"),
        level(1, "bullet", "o"),
        level(2, "bullet", "\uf0a7"),
        level(3, "bullet", "\uf0d8"),
    )
    assert word_lines(
        *(numbered("ý", list_id=1, level=place) for place in range(4)), numbering=word_default + list_instance(1, 7)
    ) == ["• ý", "◦ ý", "▪ ý", "➢ ý"]
    unknown = abstract_list(8, level(0, "bullet", "\uf123"), level(1, "bullet", "\uf124"))
    assert word_lines(
        numbered("ý", list_id=1), numbered("ý", list_id=1, level=1), numbering=unknown + list_instance(1, 8)
    ) == ["• ý", "◦ ý"]


STYLED = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Muc"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="MucCon"><w:name w:val="Muc con"/>'
    '<w:basedOn w:val="Muc"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Tieu"><w:name w:val="Tieu"/><w:basedOn w:val="Muc"/><w:pPr><w:numPr>'
    '<w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_lists_come_from_styles_and_the_styles_they_are_based_on() -> None:
    assert word_lines(
        paragraph("thứ nhất", properties='<w:pStyle w:val="Muc"/>'),
        paragraph("thứ hai", properties='<w:pStyle w:val="MucCon"/>'),
        paragraph("dưới", properties='<w:pStyle w:val="Tieu"/>'),
        paragraph("tắt số", properties='<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        numbering=abstract_list(7, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")) + list_instance(1, 7),
        styles=STYLED,
    ) == ["1. thứ nhất", "2. thứ hai", "2.1. dưới", "tắt số"]


def test_a_list_gives_its_level_to_the_style_that_it_names() -> None:
    own_level = level(1, "lowerLetter", "%2)", more='<w:pStyle w:val="Muc"/>')
    assert word_lines(
        paragraph("việc", properties='<w:pStyle w:val="Muc"/>'),
        numbering=abstract_list(7, level(0, "decimal", "%1."), own_level) + list_instance(1, 7),
        styles=STYLED,
    ) == ["a) việc"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    gone = numbered("x", list_id=1).replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>")
    gone = gone.replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")
    assert word_lines(
        numbered("a", list_id=1),
        gone,
        numbered("b", list_id=1),
        numbering=abstract_list(7, level(0, "decimal", "%1.")) + list_instance(1, 7),
    ) == ["1. a", "2. b"]


def test_monstrous_numbers_stay_short() -> None:
    text = read_word(
        numbered("a", list_id=1),
        numbering=abstract_list(7, level(0, "lowerLetter", "%1.", start=999_999_999)) + list_instance(1, 7),
    ).text
    assert text == "999999999. a"
