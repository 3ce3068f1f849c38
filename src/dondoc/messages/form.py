"""Sentences about the form of a document: what is there, what is asked, and what to do about it in Word."""

from collections.abc import Mapping

from dondoc.core.form import Component, Deviation, Place, Where
from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "form.not_docx": Text(
        "Chỉ soát được thể thức của tệp .docx, “{file}” không phải. Mở tệp trong Word, nhấn F12, chọn loại .docx rồi "
        "soát lại.",
        "Only the form of a .docx file can be checked, which “{file}” is not. Save it as .docx and try again.",
    ),
    "form.missing": Text("không thấy; thêm vào đúng chỗ.", "not found; put it in its place."),
    "form.font": Text(
        "phông chữ {found}, cần {asked}; bôi đen rồi chọn lại phông chữ.",
        "the font is {found}, {asked} is asked; select it and choose the font.",
    ),
    "form.colour": Text(
        "chữ có màu, cần màu đen; bôi đen rồi chọn màu chữ đen.",
        "the text has a colour, black is asked; select it and choose black.",
    ),
    "form.size": Text(
        "cỡ chữ {found}, cần {asked}; bôi đen rồi gõ lại cỡ chữ.",
        "the size is {found}, {asked} is asked; select it and set the size.",
    ),
    "form.bold": Text(
        "chưa đậm, cần chữ đậm; bôi đen rồi nhấn Ctrl+B.", "not bold, bold is asked; select it and press Ctrl+B."
    ),
    "form.not_bold": Text(
        "đang đậm, cần chữ không đậm; bôi đen rồi nhấn Ctrl+B.",
        "bold, which is not asked; select it and press Ctrl+B.",
    ),
    "form.italic": Text(
        "chưa nghiêng, cần chữ nghiêng; bôi đen rồi nhấn Ctrl+I.",
        "not italic, italic is asked; select it and press Ctrl+I.",
    ),
    "form.not_italic": Text(
        "đang nghiêng, cần chữ đứng; bôi đen rồi nhấn Ctrl+I.",
        "italic, upright is asked; select it and press Ctrl+I.",
    ),
    "form.upper": Text(
        "chưa in hoa hết; bôi đen rồi nhấn Shift+F3 đến khi thành chữ in hoa.",
        "not all capitals; select it and press Shift+F3 until it is.",
    ),
    "form.lower": Text(
        "đang in hoa hết, cần chữ in thường; bôi đen, nhấn Shift+F3 rồi sửa lại chữ hoa đầu câu và tên riêng.",
        "all capitals, small letters are asked; select it, press Shift+F3 and mend the capitals of names.",
    ),
    "form.align": Text(
        "đang {found}, cần {asked}; đặt con trỏ vào đoạn rồi căn lại.",
        "it stands {found}, {asked} is asked; put the cursor into it and align it.",
    ),
    "form.side": Text(
        "đứng sai bên, cần ở {asked} trang; dùng bảng hai cột không viền cho phần đầu và phần ký.",
        "on the wrong half, {asked} of the page is asked; use a table of two columns without borders.",
    ),
    "form.wrapped": Text(
        "bị ngắt thành nhiều dòng, cần nằm trên một dòng; nới rộng ô hoặc giảm cỡ chữ trong mức cho phép.",
        "broken into several lines, one is asked; widen the cell or take the smaller size.",
    ),
    "form.indent": Text(
        "chữ đầu dòng lùi vào {found} mm, cần {asked} mm; sửa ở hộp thoại Đoạn, mục Dòng đầu.",
        "the first line goes in {found} mm, {asked} mm is asked; set it under paragraph, first line.",
    ),
    "form.left_indent": Text(
        "cả đoạn lùi vào {found} mm, cần sát lề trái; sửa lề trái của đoạn về 0.",
        "the whole paragraph goes in {found} mm, none is asked; set its left indent to 0.",
    ),
    "form.gap": Text(
        "cách đoạn trên {found} pt, cần ít nhất {asked} pt; sửa khoảng cách trước của đoạn.",
        "{found} pt below the paragraph above, at least {asked} pt is asked; set the space before it.",
    ),
    "form.gap_wide": Text(
        "cách dòng trên {found} pt, hai dòng này cần sát nhau; sửa khoảng cách trước và sau về 0.",
        "{found} pt below the line above, the two belong together; set the space before and after to 0.",
    ),
    "form.line": Text(
        "giãn dòng {found}, cần {asked}; sửa giãn dòng của đoạn.",
        "line spacing {found}, {asked} is asked; set the line spacing.",
    ),
    "form.underlined": Text(
        "đang gạch chân, không được gạch chân; bôi đen rồi nhấn Ctrl+U.",
        "underlined, which is not asked; select it and press Ctrl+U.",
    ),
    "form.rule_missing": Text(
        "thiếu đường kẻ ngang nét liền bên dưới; vẽ bằng Chèn, Hình, Đường thẳng.",
        "the solid line below is missing; draw one.",
    ),
    "form.rule_underline": Text(
        "dùng gạch chân thay cho đường kẻ; bỏ gạch chân (Ctrl+U) rồi vẽ đường kẻ ngang bên dưới.",
        "underlined in place of a line; take the underline away (Ctrl+U) and draw a line below.",
    ),
    "form.rule_typed": Text(
        "gõ dấu gạch thay cho đường kẻ; xóa các dấu ấy rồi vẽ đường kẻ ngang nét liền.",
        "typed dashes in place of a line; delete them and draw a solid line.",
    ),
    "form.rule_dashed": Text(
        "đường kẻ không phải nét liền đơn; chọn đường kẻ rồi đổi sang nét liền.",
        "the line is not a single solid one; select it and make it solid.",
    ),
    "form.rule_length": Text(
        "đường kẻ dài {found} mm, cần {asked} mm; kéo lại cho đúng độ dài.",
        "the line is {found} mm long, {asked} mm is asked; drag it to its length.",
    ),
    "form.rule_off": Text(
        "đường kẻ lệch so với dòng chữ; kéo vào giữa.", "the line is not below the middle of its text; move it."
    ),
    "form.words": Text("viết chưa đúng, cần “{asked}”.", "not the right words, “{asked}” is asked."),
    "form.number_word": Text(
        "cần viết “Số:”, chữ S hoa, dấu hai chấm liền sau.", "“Số:” is asked, with a colon right behind it."
    ),
    "form.number_spaces": Text(
        "số, ký hiệu không được có dấu cách; viết liền như “15/BC-CĐCS”.",
        "no spaces are allowed in the number; write it like “15/BC-CĐCS”.",
    ),
    "form.number_zero": Text(
        "số nhỏ hơn 10 phải thêm số 0 phía trước: {asked}.", "a number below 10 takes a leading zero: {asked}."
    ),
    "form.number_upper": Text(
        "ký hiệu phải in hoa, các nhóm chữ nối bằng gạch nối.", "the letters of the symbol must be capitals."
    ),
    "form.date_words": Text(
        "ngày tháng phải viết đủ: “ngày … tháng … năm …”.", "the date must be written “ngày … tháng … năm …”."
    ),
    "form.date_comma": Text("sau địa danh phải có dấu phẩy.", "a comma must stand behind the place."),
    "form.date_zero": Text(
        "ngày nhỏ hơn 10 và tháng 1, 2 phải thêm số 0 phía trước.",
        "days below 10 and months 1 and 2 take a leading zero.",
    ),
    "form.date_extra_zero": Text(
        "chỉ tháng 1 và 2 thêm số 0 phía trước; bỏ số 0.", "only months 1 and 2 take a leading zero."
    ),
    "form.addressee_colon": Text("sau “Kính gửi” phải có dấu hai chấm.", "a colon must stand behind “Kính gửi”."),
    "form.addressee_lines": Text(
        "nhiều nơi nhận phải xuống dòng, mỗi nơi một dòng có gạch đầu dòng.",
        "several addressees stand on a line each, with a dash.",
    ),
    "form.list_dash": Text("dòng phải bắt đầu bằng gạch đầu dòng “- ”.", "the line must begin with “- ”."),
    "form.list_end": Text("cuối dòng cần dấu “{asked}”.", "the line must end with “{asked}”."),
    "form.authority_mark": Text(
        "chữ viết tắt quyền hạn cần dấu chấm và một dấu cách: “{asked}”.",
        "a full stop and a space follow the abbreviation: “{asked}”.",
    ),
    "form.academic_title": Text(
        "trước họ tên người ký không ghi học hàm, học vị; bỏ “{found}”.",
        "no academic title stands before the name; delete “{found}”.",
    ),
    "form.roman": Text("số thứ tự “{found}” phải là chữ số La Mã.", "the number “{found}” must be Roman."),
    "form.arabic": Text("số thứ tự “{found}” phải là chữ số Ả Rập.", "the number “{found}” must be Arabic."),
    "form.no_title": Text(
        "chưa có tiêu đề; viết tiêu đề in hoa, đậm, canh giữa ngay dưới.",
        "it has no title; write one below in bold capitals.",
    ),
    "form.basis_end": Text(
        "cuối căn cứ cần dấu “{asked}” (chấm phẩy, căn cứ cuối cùng chấm).",
        "a basis ends with “{asked}” (a semicolon, the last one a full stop).",
    ),
    "form.recipients_line": Text(
        "“Nơi nhận:” phải đứng riêng một dòng, mỗi nơi nhận một dòng bên dưới.",
        "“Nơi nhận:” stands alone on its line, with a line for each recipient below.",
    ),
    "form.recipients_colon": Text("sau “Nơi nhận” phải có dấu hai chấm.", "a colon must stand behind “Nơi nhận”."),
    "form.recipients_level": Text(
        "phải ngang hàng với dòng quyền hạn, chức vụ của người ký; đặt cả hai vào một hàng của bảng không viền.",
        "it must be level with the first line of who signs; put both into one row of a table.",
    ),
    "form.recipients_archive": Text("dòng cuối phải là “- Lưu: VT, …”.", "the last line must be “- Lưu: VT, …”."),
    "form.recipients_above": Text(
        "văn bản có “Kính gửi” thì dòng đầu phải là “- Như trên;”.",
        "with “Kính gửi” the first line must be “- Như trên;”.",
    ),
    "form.merged": Text(
        "dính chung một dòng với thành phần khác; tách ra dòng hoặc ô riêng.",
        "on one line with another part; put it on a line or into a cell of its own.",
    ),
    "form.paper": Text(
        "khổ giấy {found} mm, cần {asked} mm (A4); chọn lại khổ giấy.",
        "the paper is {found} mm, {asked} mm (A4) is asked; choose the paper.",
    ),
    "form.landscape": Text(
        "trang nằm ngang, cần trang đứng; chỉ bảng, biểu và phụ lục được nằm ngang.",
        "the page lies, it must stand; only tables and annexes may lie.",
    ),
    "form.margin_top": Text(
        "lề trên {found} mm, cần {asked} mm.", "the top margin is {found} mm, {asked} mm is asked."
    ),
    "form.margin_bottom": Text(
        "lề dưới {found} mm, cần {asked} mm.", "the bottom margin is {found} mm, {asked} mm is asked."
    ),
    "form.margin_left": Text(
        "lề trái {found} mm, cần {asked} mm.", "the left margin is {found} mm, {asked} mm is asked."
    ),
    "form.margin_right": Text(
        "lề phải {found} mm, cần {asked} mm.", "the right margin is {found} mm, {asked} mm is asked."
    ),
    "form.page_number_missing": Text(
        "chưa đánh số trang; chèn số trang ở giữa lề trên.",
        "no page number; put one into the middle of the top margin.",
    ),
    "form.page_number_below": Text(
        "số trang ở chân trang, phải ở lề trên; bỏ ở chân trang rồi chèn ở đầu trang.",
        "the page number is at the foot, it must stand at the top.",
    ),
    "form.page_number_first": Text(
        "trang thứ nhất hiện số trang; đánh dấu chọn “trang đầu khác biệt” và bỏ số ở trang đầu.",
        "the first page shows its number; let the first page differ and take it away there.",
    ),
    "form.page_number_arabic": Text(
        "số trang phải là chữ số Ả Rập; sửa ở định dạng số trang.", "page numbers must be Arabic; set their format."
    ),
    "form.page_number_start": Text(
        "số trang bắt đầu từ {found}, cần từ {asked}; sửa ở định dạng số trang.",
        "page numbers begin with {found}, {asked} is asked; set their format.",
    ),
    "form.annex_section": Text(
        "phụ lục chưa sang phần riêng nên không đánh số trang riêng được; chèn ngắt phần (trang mới) trước phụ lục.",
        "the annex is no section of its own and cannot count its pages; put a section break before it.",
    ),
    "form.annex_restart": Text(
        "số trang của phụ lục phải đánh lại từ 1; sửa ở định dạng số trang.",
        "the pages of an annex count from 1 again; set the format of the page number.",
    ),
    "form.annex_roman": Text(
        "có từ hai phụ lục trở lên thì đánh số bằng chữ số La Mã: “Phụ lục I”, “Phụ lục II”.",
        "two or more annexes have Roman numbers: “Phụ lục I”, “Phụ lục II”.",
    ),
    "form.annex_unmentioned": Text(
        "trong văn bản chưa có chỉ dẫn về phụ lục; thêm câu như “(có Phụ lục kèm theo)”.",
        "the text does not mention its annex; add “(có Phụ lục kèm theo)”.",
    ),
}

_VALUES: Mapping[str, Mapping[str, Text]] = {
    "form.align": {
        "left": Text("canh trái (Ctrl+L)", "left (Ctrl+L)"),
        "center": Text("canh giữa (Ctrl+E)", "in the middle (Ctrl+E)"),
        "right": Text("canh phải (Ctrl+R)", "right (Ctrl+R)"),
        "justify": Text("canh đều hai lề (Ctrl+J)", "justified (Ctrl+J)"),
        "off": Text("lệch khỏi giữa", "off the middle"),
    },
    "form.side": {"left": Text("nửa trái", "the left half"), "right": Text("nửa phải", "the right half")},
}
_HEAD = frozenset(
    {Component.NATION, Component.MOTTO, Component.SUPERIOR, Component.ISSUER, Component.NUMBER, Component.PLACE_DATE,
     Component.KIND, Component.SUBJECT, Component.LETTER_SUBJECT, Component.ADDRESSEE, Component.URGENCY}
)  # fmt: skip
_END = frozenset(
    {Component.AUTHORITY, Component.POSITION, Component.SIGNER, Component.RECIPIENTS_WORD, Component.RECIPIENTS,
     Component.DRAFTER}
)  # fmt: skip
_ANNEX = frozenset({Component.ANNEX_LABEL, Component.ANNEX_TITLE, Component.ANNEX_REFERENCE})
_PAGES = frozenset({Component.PAGE, Component.PAGE_NUMBER})
_PAPER = Text("Trang giấy", "Paper")


def form_params(deviation: Deviation, language: str = "vi") -> dict[str, str]:
    """What fills the holes of a deviation's sentence."""
    values = _VALUES.get(deviation.code, {})

    def shown(one: str) -> str:
        text = values.get(one)
        if text is None:
            return one
        # The key that sets it is told of what is asked only.
        return text.vi if language == "vi" else text.en

    return {"found": shown(deviation.found).partition(" (")[0], "asked": shown(deviation.asked)}


def form_place(component: Component, place: Place | None, language: str = "vi") -> str:
    """Where in a document a part stands, as its reader finds it."""
    vi = language == "vi"
    if component in _PAGES:
        return "Trang" if vi else "Page"
    if component in _HEAD:
        return "Phần đầu" if vi else "Head"
    if component in _END:
        return "Phần ký" if vi else "Signature"
    if component in _ANNEX:
        return "Phụ lục" if vi else "Annex"
    if place is None:
        return "Nội dung" if vi else "Text"
    if place.where is Where.TABLE:
        return f"Bảng {place.table}, hàng {place.row}" if vi else f"Table {place.table}, row {place.row}"
    return f"Nội dung, đoạn {place.paragraph} của tệp" if vi else f"Text, paragraph {place.paragraph} of the file"


def form_name(component: Component, name: str, language: str = "vi") -> str:
    """What a part is called; `name` is what config/form.toml calls it."""
    if component is Component.PAGE:
        return _PAPER.vi if language == "vi" else _PAPER.en
    return name
