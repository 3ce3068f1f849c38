"""What may be wrong with one value of a file: the problem inside a larger sentence, so without a full stop."""

import errno
import os
from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "value.missing": Text("còn thiếu, phải ghi thêm", "it is missing"),
    "value.unknown": Text(
        "không có mục nào tên như vậy; kiểm tra chính tả", "there is no such key; check its spelling"
    ),
    "value.no_area": Text(
        "không có mảng công tác này; chọn một trong: {known}", "no such area; choose one of: {known}"
    ),
    "value.not_listed": Text(
        "danh sách ấy không có “{word}” để bỏ; kiểm tra chính tả, hoặc xóa mục này",
        "that list has no “{word}” to take out; check its spelling, or delete the entry",
    ),
    "value.whole_number": Text("phải là số nguyên", "it must be a whole number"),
    "value.number": Text("phải là một số", "it must be a number"),
    "value.true_false": Text("phải là true hoặc false", "it must be true or false"),
    "value.words": Text("phải là chữ, đặt trong dấu ngoặc kép", "it must be text in quotes"),
    "value.pattern": Text("không đúng dạng {pattern}", "it does not fit {pattern}"),
    "value.choice": Text("chỉ nhận một trong: {expected}", "it must be one of: {expected}"),
    "value.above": Text("phải lớn hơn {limit}", "it must be greater than {limit}"),
    "value.at_least": Text("phải từ {limit} trở lên", "it must be at least {limit}"),
    "value.below": Text("phải nhỏ hơn {limit}", "it must be less than {limit}"),
    "value.at_most": Text("không được quá {limit}", "it must be at most {limit}"),
    "value.too_few": Text("cần ít nhất {limit} phần tử", "it needs at least {limit} items"),
    "value.a_list": Text("phải là một danh sách [ … ]", "it must be a list"),
    "value.a_table": Text("phải là một bảng có các mục con", "it must be a table"),
    "value.a_day": Text("phải là ngày dạng yyyy-mm-dd", "it must be a date, yyyy-mm-dd"),
    "value.json": Text("không đúng cú pháp JSON ({detail})", "it is not JSON ({detail})"),
    "value.other": Text("không dùng được ({detail})", "it cannot be used ({detail})"),
    "value.toml_at": Text("sai ở dòng {line}, cột {column}", "wrong at line {line}, column {column}"),
    "value.toml": Text(
        "tệp kết thúc giữa chừng hoặc sai cú pháp ({detail})", "it ends too early or is wrong ({detail})"
    ),
    "value.not_utf8": Text(
        "không phải văn bản UTF-8; trong Notepad chọn “Save as”, Encoding: UTF-8",
        "it is not UTF-8 text; in Notepad choose “Save as”, encoding UTF-8",
    ),
    "value.mail_login": Text(
        "máy chủ không nhận tên đăng nhập hoặc mật khẩu (mục smtp_url)",
        "the server does not take the user name or the password (smtp_url)",
    ),
    "value.mail_hung_up": Text("máy chủ ngắt kết nối giữa chừng", "the server hung up"),
    "value.mail_no_tls": Text(
        "máy chủ không mã hóa (STARTTLS) nên không gửi mật khẩu; dùng smtps:// hoặc bỏ tên đăng nhập",
        "the server offers no encryption (STARTTLS), so no password is sent; use smtps:// or no login",
    ),
    "value.mail_certificate": Text(
        "chứng thư số của máy chủ không đáng tin, hoặc kênh mã hóa bị lỗi",
        "the server's certificate is not trusted, or the encrypted channel failed",
    ),
    "value.no_certificate": Text("trong tệp không có chứng thư số (dạng PEM)", "there is no certificate in it (PEM)"),
    "value.mail_no_host": Text("không tìm thấy máy chủ có tên này", "no server has this name"),
    "value.mail_talk": Text("máy chủ trả lời không đúng cách", "the server answers in a way that is not understood"),
    "value.mail_later": Text("máy chủ tạm thời chưa nhận (mã {number})", "the server asks to come again ({number})"),
    "value.no_day": Text("chưa có ngày", "no day"),
    "value.row_twice": Text("dòng này đã có", "the row is there already"),
    "value.row_link": Text("có chỗ trỏ tới dòng không còn", "something points to a row that is not there"),
    "value.row_rule": Text("giá trị trái quy định của bảng", "a value breaks a rule of its table"),
    "value.database_full": Text("ổ đĩa đã đầy", "the disk is full"),
    "value.database_read_only": Text("cơ sở dữ liệu chỉ cho đọc", "the database is read-only"),
    "value.database_other_file": Text(
        "tệp này không phải cơ sở dữ liệu, hoặc đã hỏng", "the file is no database, or is damaged"
    ),
    "value.database_no_file": Text(
        "không mở được tệp: thiếu thư mục, hoặc không có quyền",
        "the file cannot be opened: no folder, or no permission",
    ),
    "value.database_disk": Text("ổ đĩa bị lỗi khi đọc hoặc ghi", "the disk failed in reading or writing"),
    "value.database_other": Text(
        "cơ sở dữ liệu không trả lời, hoặc báo lỗi lạ", "the database does not answer, or fails in an unknown way"
    ),
    "value.schema": Text(
        "phiên bản {have} không phải phiên bản {need} mà chương trình này đọc được",
        "version {have} is not version {need}, which this program reads",
    ),
}

#: What the operating system says, in its English, with our words for it.
SYSTEM_PROBLEMS: Mapping[str, Text] = {
    os.strerror(number): Text(vi, os.strerror(number))
    for number, vi in (
        (errno.ENOENT, "không có tệp hay thư mục này"),
        (errno.EACCES, "không có quyền"),
        (errno.EPERM, "không được phép"),
        (errno.EISDIR, "đây là thư mục, không phải tệp"),
        (errno.ENOTDIR, "một phần của đường dẫn không phải thư mục"),
        (errno.EEXIST, "đã có tệp cùng tên"),
        (errno.ENOSPC, "ổ đĩa đã đầy"),
        (errno.EROFS, "ổ đĩa chỉ cho đọc"),
        (errno.EIO, "ổ đĩa bị lỗi"),
        (errno.EBUSY, "chương trình khác đang dùng"),
        (errno.ENAMETOOLONG, "tên quá dài"),
        (errno.ECONNREFUSED, "máy chủ từ chối kết nối"),
        (errno.ETIMEDOUT, "hết thời gian chờ"),
        (errno.ENETUNREACH, "không có mạng"),
        (errno.EHOSTUNREACH, "không tới được máy chủ"),
        (errno.ECONNRESET, "máy chủ ngắt kết nối"),
        (errno.EPIPE, "máy chủ ngắt kết nối"),
        (errno.EADDRNOTAVAIL, "địa chỉ máy chủ không dùng được"),
    )
}
