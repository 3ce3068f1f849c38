"""What is wrong with a template of the office, and which form was used in its place."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "template.stood_in": Text(
        "Mẫu {file} của đơn vị bị lỗi: {problem}. Bản .{form} đã được in bằng mẫu kèm theo dondoc; sửa mẫu (kiểm tra "
        "bằng dondoc templates check) rồi lập lại báo cáo.",
        "The office's template {file} is faulty: {problem}. The .{form} was printed by the shipped one; mend the "
        "template (dondoc templates check) and write the report again.",
    ),
    "form.failed": Text(
        "Không in được bản .{form}: {problem} Các bản khác vẫn được ghi.",
        "The .{form} could not be printed: {problem} The other forms are written.",
    ),
    "form.characters": Text(
        "phông chữ của bản .{form} không có các ký tự {characters}; đã thay bằng ký tự gần giống hoặc ô □.",
        "the font of the .{form} lacks the characters {characters}; near ones or a box □ stand for them.",
    ),
    "form.pdf_built_in": Text(
        "bản .pdf in theo mẫu kèm theo dondoc, không theo mẫu {file} của đơn vị: {problem}",
        "the .pdf has the shipped form, not that of the office's template {file}: {problem}",
    ),
    "form.no_libreoffice": Text(
        "máy chưa cài LibreOffice. Cài LibreOffice, hoặc mở bản .docx rồi in ra .pdf.",
        "LibreOffice is not installed. Install it, or print the .docx to .pdf yourself.",
    ),
    "form.libreoffice": Text(
        "LibreOffice không chuyển được tệp Word sang PDF ({problem}). Mở bản .docx rồi in ra .pdf.",
        "LibreOffice could not print the Word file to PDF ({problem}). Print the .docx to .pdf yourself.",
    ),
    # Where in a template.
    "template.in_paragraph": Text("đoạn {number} (“{words}”)", "paragraph {number} (“{words}”)"),
    "template.in_cell": Text(
        "bảng {table}, hàng {row}, ô {cell} (“{words}”)", "table {table}, row {row}, cell {cell} (“{words}”)"
    ),
    "template.in_margin": Text(
        "đầu trang hoặc chân trang, đoạn {number} (“{words}”)",
        "head or foot of the page, paragraph {number} (“{words}”)",
    ),
    "template.in_line": Text("dòng {number} (“{words}”)", "line {number} (“{words}”)"),
    # What is wrong with it.
    "template.no_word": Text(
        "tệp không phải tệp Word .docx dùng được; mở bằng Word rồi lưu lại dạng .docx",
        "it is no .docx that can be used; open it in Word and save it as .docx",
    ),
    "template.half_tag": Text(
        "{place}: có dấu {mark} mà thiếu nửa kia của thẻ; thẻ phải nằm trọn trong một đoạn, như {{{{ title }}}}",
        "{place}: {mark} without the other half of its tag; a tag stands within one paragraph, as {{{{ title }}}}",
    ),
    "template.crowded": Text(
        "{place}: thẻ {tag} phải đứng một mình; chữ đứng cùng sẽ không được in ra",
        "{place}: the tag {tag} has to stand alone; the words beside it would not be printed",
    ),
    "template.unclosed": Text(
        "{place}: thẻ {tag} chưa được đóng, thiếu {end}", "{place}: the tag {tag} is not closed, {end} is missing"
    ),
    "template.unopened": Text(
        "{place}: thẻ {tag} không khớp với thẻ mở nào đứng trước", "{place}: the tag {tag} closes nothing before it"
    ),
    "template.unknown_tag": Text("{place}: không có thẻ tên “{name}”{near}", "{place}: there is no tag “{name}”{near}"),
    "template.unknown_filter": Text(
        "{place}: không có phép “{name}”{near}", "{place}: there is no filter “{name}”{near}"
    ),
    "template.unknown_name": Text("{place}: không có biến “{name}”{near}", "{place}: there is no name “{name}”{near}"),
    "template.near": Text(", có thể là “{near}”", ", perhaps “{near}”"),
    "template.syntax": Text(
        "{place}: thẻ {tag} viết sai, không đọc được ({problem})",
        "{place}: the tag {tag} is not well formed ({problem})",
    ),
    "template.trial": Text(
        "in thử một báo cáo đủ các phần thì hỏng ({problem})", "it fails on a report that has every part ({problem})"
    ),
    "template.loses": Text(
        "mẫu không in “{path}”: các cam kết nằm ở đó sẽ mất khỏi báo cáo",
        "it does not print “{path}”: the commitments that stand there would be lost",
    ),
    "template.leaves_out": Text("mẫu không in “{path}”", "it does not print “{path}”"),
    "template.unused": Text(
        "tên tệp không phải tên mẫu nào nên không được dùng; xem tên các mẫu: dondoc templates list",
        "it has the name of no template and is not used; see their names: dondoc templates list",
    ),
    # The commands.
    "template.unknown": Text(
        "Không có mẫu “{name}”. Xem tên các mẫu: dondoc templates list",
        "There is no template “{name}”. See their names: dondoc templates list",
    ),
    "template.exists": Text(
        "Đơn vị đã có mẫu {file}; không ghi đè. Muốn lấy lại mẫu gốc thì đổi tên tệp đó trước.",
        "The office has its own {file} already; it is not overwritten. Rename it first to have the shipped one again.",
    ),
    "template.package": Text(
        "mẫu gọi gói {package}, mà dondoc không tải gói nào từ mạng về",
        "it asks for the package {package}, and dondoc fetches none from the network",
    ),
}
