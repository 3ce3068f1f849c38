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
    "template.package": Text(
        "mẫu gọi gói {package}, mà dondoc không tải gói nào từ mạng về",
        "it asks for the package {package}, and dondoc fetches none from the network",
    ),
}
