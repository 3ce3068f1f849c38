"""What `dondoc doctor` says of a workspace: how it stands and what to do."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "doctor.failed": Text("{problem}", "{problem}"),
    "doctor.settings": Text("Cài đặt: đọc được {file}.", "Settings: {file} is read."),
    "doctor.settings_open": Text(
        "Cài đặt: {file} có mật khẩu máy chủ thư mà người khác đọc được. Chạy: chmod 600 {file}, hoặc đặt "
        "DONDOC_SMTP_URL.",
        "Settings: {file} holds the mail server's password and others can read it. Run: chmod 600 {file}, or set "
        "DONDOC_SMTP_URL.",
    ),
    "doctor.config_shipped": Text("Quy định: dùng các tệp kèm theo chương trình.", "Rules: as shipped."),
    "doctor.config_own": Text(
        "Quy định: {file} của cơ quan thay {count} mục ({places}).", "Rules: {file} changes {count} ({places})."
    ),
    "doctor.config_unknown": Text(
        "Quy định: config/{file} không phải tên tệp quy định nào nên không được dùng. Sửa tên, hoặc bỏ đi.",
        "Rules: config/{file} is no file of rules and is not used. Rename it, or take it away.",
    ),
    "doctor.config_broken": Text("Quy định: {problem}", "Rules: {problem}"),
    "doctor.papers": Text(
        "Văn bản: in được công văn đôn đốc, phiếu giao việc, bản kiểm tra tháng.",
        "Papers: those to sign and the month's page can be printed.",
    ),
    "doctor.papers_broken": Text(
        "Văn bản: {problem} Thư vẫn gửi, không kèm văn bản này.",
        "Papers: {problem} Letters leave without this paper.",
    ),
    "doctor.templates": Text(
        "Mẫu văn bản: {count} mẫu của đơn vị dùng được; còn lại là mẫu kèm theo.",
        "Templates: {count} of the office's own are sound; the others are the shipped ones.",
    ),
    "doctor.template_broken": Text(
        "Mẫu {name} của đơn vị bị lỗi: {problem}. Sửa đúng chỗ đó rồi chạy: dondoc templates check",
        "The office's template {name} is faulty: {problem}. Mend it there, then run: dondoc templates check",
    ),
    "doctor.template_look": Text("Mẫu {name} của đơn vị: {problem}.", "The office's template {name}: {problem}."),
    "doctor.database": Text("Cơ sở dữ liệu: đúng phiên bản {have}.", "Database: version {have}, as needed."),
    "doctor.database_old": Text(
        "Cơ sở dữ liệu: là phiên bản {have}, chương trình cần {need}. Chạy: dondoc upgrade",
        "Database: version {have}, the program needs {need}. Run: dondoc upgrade",
    ),
    "doctor.disk": Text("Ổ đĩa: còn trống {free} GB.", "Disk: {free} GB free."),
    "doctor.disk_little": Text(
        "Ổ đĩa: chỉ còn trống {free} GB. Dọn bớt tệp, hoặc chuyển không gian làm việc sang ổ lớn hơn.",
        "Disk: only {free} GB free. Make room, or move the workspace.",
    ),
    "doctor.disk_full": Text(
        "Ổ đĩa: còn trống {free} GB, sắp không ghi sổ được. Dọn ngay.", "Disk: {free} GB free, nearly full. Make room."
    ),
    "doctor.secrets": Text("Mã truy cập: {names}; người khác không đọc được.", "Tokens: {names}; nobody else reads."),
    "doctor.secrets_open": Text(
        "Mã truy cập: người khác đọc được {file}. Chạy: chmod 600 {file}",
        "Tokens: others can read {file}. Run: chmod 600 {file}",
    ),
    "doctor.no_mail": Text(
        "Thư: chưa đặt smtp_url, thư nằm ở {folder} chờ mở bằng chương trình thư.",
        "Mail: no smtp_url; letters lie in {folder}.",
    ),
    "doctor.mail_set": Text(
        "Thư: máy chủ {host}; thêm --online để thử kết nối.", "Mail: server {host}; add --online to try it."
    ),
    "doctor.mail": Text("Thư: máy chủ {host} trả lời.", "Mail: server {host} answers."),
    "doctor.mail_away": Text(
        "Thư: máy chủ {host} không dùng được. {problem}", "Mail: server {host} cannot be used. {problem}"
    ),
    "doctor.channel": Text("Kênh {channel}: đã thiết lập.", "Channel {channel}: set up."),
    "doctor.channel_answers": Text("Kênh {channel}: dịch vụ trả lời.", "Channel {channel}: the service answers."),
    "doctor.channel_away": Text("Kênh {channel}: {problem}", "Channel {channel}: {problem}"),
    "doctor.channel_missing": Text(
        "Kênh {channel}: có người nhận tin qua kênh này nhưng chưa thiết lập. Xem docs/channels.md.",
        "Channel {channel}: people are to be reached by it, and it is not set up. See docs/channels.md.",
    ),
    "doctor.channel_failing": Text(
        "Kênh {channel}: hỏng {count} lần liền, thử lại sau {at}. Kiểm tra mã truy cập và mạng: dondoc doctor --online",
        "Channel {channel}: failed {count} times in a row, tried again after {at}. Check token and network: dondoc "
        "doctor --online",
    ),
    "doctor.no_url": Text(
        "Trang web: chưa đặt public_url nên tin không có đường dẫn.", "Pages: no public_url, messages have no links."
    ),
    "doctor.replies": Text("Trả lời thư về: {address}.", "Answers go to: {address}."),
    "doctor.reply_to": Text(
        "Đã có hộp thư nhận trả lời (imap_url) nhưng thư nhắc vẫn mời trả lời về cán bộ theo dõi: đặt reply_to trong "
        "dondoc.toml là địa chỉ của hộp thư ấy.",
        "There is a mailbox for answers (imap_url), but letters still ask to answer to the secretary: set reply_to in "
        "dondoc.toml to the address of that mailbox.",
    ),
    "doctor.url": Text("Trang web: {url}.", "Pages: {url}."),
    "doctor.url_bad": Text(
        "Trang web: public_url “{url}” không phải địa chỉ. Viết như https://dondoc.donvi.vn",
        "Pages: public_url “{url}” is no address. Write https://dondoc.office.vn",
    ),
    "doctor.url_local": Text(
        "Trang web: “{url}” chỉ mở được trên chính máy này. Đặt public_url là địa chỉ mà điện thoại mở được.",
        "Pages: “{url}” opens on this machine only. Set public_url to what a telephone can open.",
    ),
    "doctor.url_open": Text(
        "Trang web: “{url}” không mã hóa (http). Dùng https nếu ở ngoài mạng nội bộ.",
        "Pages: “{url}” is not encrypted (http). Use https outside the office's network.",
    ),
    "doctor.url_other": Text(
        "Trang web: {url} mở ra trang khác, không phải trang của không gian làm việc này. Kiểm tra public_url và máy "
        "chủ phía trước.",
        "Pages: {url} opens other pages than those of this workspace. Check public_url and the server before it.",
    ),
    "doctor.url_away": Text(
        "Trang web: không mở được {url}. Kiểm tra dondoc serve và máy chủ phía trước.",
        "Pages: {url} does not open. Check dondoc serve and the server before it.",
    ),
    "doctor.backlog": Text("Hàng đợi: {count} tin đang chờ.", "Queue: {count} messages wait."),
    "doctor.backlog_stuck": Text(
        "Hàng đợi: {count} tin dở dang do lần gửi trước bị ngắt. Chạy: dondoc remind",
        "Queue: {count} messages were left by a run that broke off. Run: dondoc remind",
    ),
    "doctor.backlog_old": Text(
        "Hàng đợi: {count} tin chờ nhiều ngày, cũ nhất từ {day}. Sửa kênh báo hỏng ở trên rồi chạy: dondoc remind",
        "Queue: {count} messages have waited for days, since {day}. Mend the channel above, then run: dondoc remind",
    ),
}
