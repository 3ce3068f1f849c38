"""Sentences about the reports that are read in: files that cannot be read, and what a person should look at."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "document.missing": Text(
        "Không thấy tệp “{file}”. Kiểm tra tên và thư mục; cần một tệp .docx, .doc, .pdf, .html hoặc .txt.",
        "There is no file “{file}”. Check its name and folder; a .docx, .doc, .pdf, .html or .txt file is needed.",
    ),
    "document.unreadable": Text(
        "Không được phép đọc “{file}”. Kiểm tra quyền của tệp, hoặc đóng chương trình đang mở tệp đó.",
        "“{file}” may not be read. Check its permissions, or close the program that holds it.",
    ),
    "document.too_large": Text(
        "Tệp “{file}” nặng {size} MB, vượt mức {limit} MB. Bỏ bớt hình ảnh hoặc tách phụ lục rồi đưa vào lại.",
        "“{file}” has {size} MB; the limit is {limit} MB. Take out pictures or annexes and try again.",
    ),
    "document.too_long": Text(
        "Nội dung “{file}” dài quá mức một báo cáo. Tách phần phương hướng, nhiệm vụ ra tệp riêng rồi đưa vào lại.",
        "“{file}” is longer than any report. Put the part with the plans into a file of its own and try again.",
    ),
    "document.empty": Text(
        "Tệp “{file}” không có chữ nào. Kiểm tra xem đã gửi đúng tệp chưa.",
        "“{file}” holds no text. Check that it is the right file.",
    ),
    "document.unsupported": Text(
        "Không đọc được loại tệp của “{file}” ({ending}). Trong Word chọn “Lưu thành” .docx, hoặc xuất ra .pdf, "
        "rồi đưa vào lại.",
        "Files like “{file}” ({ending}) cannot be read. Save it as .docx or .pdf and try again.",
    ),
    "document.wrong_type": Text(
        "Tệp “{file}” mang đuôi {ending} nhưng bên trong là {found}. Mở bằng đúng chương trình rồi lưu lại.",
        "“{file}” ends in {ending} but is {found} inside. Open it with its own program and save it again.",
    ),
    "document.encrypted": Text(
        "Tệp “{file}” có mật khẩu. Gỡ mật khẩu rồi đưa vào lại.",
        "“{file}” is locked with a password. Remove the password and try again.",
    ),
    "document.scanned": Text(
        "Tệp “{file}” chỉ có ảnh chụp, không có chữ. Dùng bản Word gốc; hoặc nhờ người quản trị cài chương trình nhận "
        "dạng chữ tesseract kèm tiếng Việt (gói tesseract-ocr-vie) rồi đưa vào lại.",
        "“{file}” holds pictures of pages and no text. Use the original, or install tesseract with Vietnamese (package "
        "tesseract-ocr-vie) and try again.",
    ),
    "document.unrecognised": Text(
        "Không nhận ra chữ nào trong ảnh của “{file}”. Dùng bản Word gốc, hoặc quét lại ngay ngắn, rõ nét "
        "(từ 200 dpi trở lên).",
        "No letters were recognised in the pictures of “{file}”. Use the original, or scan again, straight and sharp "
        "(200 dpi or more).",
    ),
    "document.ocr": Text(
        "Trang {pages} là ảnh chụp, chữ do máy nhận dạng nên có thể sai. Đối chiếu số liệu, ngày tháng và tên riêng "
        "với bản giấy.",
        "Page {pages} is a picture; its letters were recognised by a program and may be wrong. Compare figures, dates "
        "and names with the paper.",
    ),
    "document.pages_unread": Text(
        "Trang {pages} là ảnh chụp, chưa nhận dạng được chữ, nên có thể thiếu cam kết. Đọc trang đó và thêm bằng tay "
        "khi xác nhận.",
        "Page {pages} is a picture that was not read, so promises may be missing. Read it and add them by hand at the "
        "review.",
    ),
    "document.garbled": Text(
        "Chữ trong “{file}” không đọc ra tiếng Việt (phông chữ cũ hoặc bị mã hóa). Dùng bản Word gốc, phông Unicode.",
        "The letters of “{file}” do not give readable text (an old or coded font). Use the original, in Unicode.",
    ),
    "document.not_converted": Text(
        "Không đọc được tệp Word cũ “{file}”. Mở bằng Word, chọn “Lưu thành” .docx rồi đưa vào lại.",
        "The old Word file “{file}” cannot be read. Open it in Word, save it as .docx and try again.",
    ),
    "document.encoding_unknown": Text(
        "Không rõ “{file}” gõ bằng bảng mã tiếng Việt nào. Mở bằng Word, chọn “Lưu thành” .docx (Unicode) rồi đưa vào "
        "lại.",
        "It is not clear in which Vietnamese encoding “{file}” is. Open it in Word, save it as .docx and try again.",
    ),
    "document.encoding_unclear": Text(
        "Nhiều chữ gõ bằng một bảng mã cũ mà không nhận ra được nên giữ nguyên. Đổi sang Unicode rồi đưa vào lại.",
        "Many words are in an old encoding that was not recognised and stand as they were. Convert them to Unicode.",
    ),
    "document.converted": Text(
        "Văn bản gõ bằng bảng mã cũ {encoding}, đã đổi sang Unicode. So lại tên riêng, chữ hoa và ký hiệu với bản gốc.",
        "The text was in the old encoding {encoding} and is now Unicode. Compare names and capitals with the original.",
    ),
    "document.misencoded": Text(
        "Tệp từng bị lưu sai bảng mã nên chữ bị vỡ; đã ghép lại thành tiếng Việt. So lại với bản gốc.",
        "The file was once saved in a wrong encoding; the letters were put together again. Compare with the original.",
    ),
    "document.damaged": Text(
        "Tệp “{file}” bị hỏng hoặc chưa chép xong. Mở thử, lưu lại rồi đưa vào lần nữa.",
        "“{file}” is damaged or was not copied whole. Open it, save it and try again.",
    ),
    "document.secret": Text(
        "“{file}” đóng dấu {stamp}. Theo Luật Bảo vệ bí mật nhà nước (số 117/2025/QH15), tài liệu mật không được lưu "
        "giữ trên máy có nối mạng: văn bản không được nhận và không lưu lại gì. Chuyển tệp cho người giữ tài liệu mật "
        "của cơ quan và xóa khỏi máy này.",
        "“{file}” is stamped {stamp}. By the law on the protection of state secrets (117/2025/QH15) it may not be kept "
        "on a machine that is on a network: it was refused, and nothing of it was kept. Hand it to whoever keeps "
        "secret documents in your office, and delete it from this machine.",
    ),
    "document.secret_file": Text("văn bản đóng dấu độ mật", "a document with a stamp of secrecy"),
    "document.secret_left": Text(
        "không nhận, không lưu, theo Luật Bảo vệ bí mật nhà nước; lý do và tên ghi bên cạnh tệp trong thư mục",
        "refused and not kept, by the law on state secrets; reason and name stand beside the file in its folder",
    ),
    "document.exists": Text(
        "Văn bản “{name}” đã có trong sổ; không ghi lại.", "The document “{name}” is known already; nothing was kept."
    ),
    "document.unknown": Text("Không có văn bản số {id}.", "There is no document number {id}."),
    "document.no_plan": Text(
        "Không thấy phần phương hướng, nhiệm vụ. Nếu văn bản có phần này, thêm cam kết bằng tay khi xác nhận "
        "(dondoc review).",
        "No part with plans or tasks was found. If there is one, add its promises by hand (dondoc review).",
    ),
    "document.no_commitment": Text(
        "Có phần phương hướng nhưng không thấy cam kết nào trong đó; xem lại, hoặc thêm bằng tay khi xác nhận.",
        "There is a plan, but no promise was found in it; look at it, or add some by hand at the review.",
    ),
    "period.unknown": Text(
        "Không rõ kế hoạch này thuộc kỳ nào; xem lại hạn của từng cam kết khi xác nhận.",
        "It is not clear which period this plan is for; look at each due date at the review.",
    ),
    "document.unit_settled": Text(
        "Văn bản “{document}” là của {unit} và đã có cam kết được xác nhận nên không chuyển sang đơn vị khác được. "
        "Chuyển giao từng việc bằng: dondoc amend MÃ --owner …",
        "“{document}” is of {unit} and has confirmed commitments, so it cannot be given to another unit. "
        "Hand over single tasks with: dondoc amend CODE --owner …",
    ),
}
