"""Sentences about workspaces and the command line."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "error": Text("Không làm được việc này. Xem lại lệnh bằng --help.", "This cannot be done. See --help."),
    "input.bad": Text("Dữ liệu đưa vào không dùng được. Xem lại lệnh bằng --help.", "The input is no use. See --help."),
    "not_found": Text("Không tìm thấy điều được nêu. Xem danh sách: dondoc list", "Not found. See: dondoc list"),
    "conflict": Text("Trái với điều đã ghi; không thay đổi gì.", "It contradicts what is recorded; nothing changed."),
    "not_allowed": Text("Quy định của đơn vị không cho phép.", "The rules of the office forbid it."),
    "unavailable": Text("Một dịch vụ cần dùng chưa trả lời; hãy thử lại sau.", "A service does not answer; try later."),
    "workspace.missing": Text(
        "Không thấy không gian làm việc ở “{folder}” hay các thư mục cha. Tạo mới bằng: dondoc init THƯ_MỤC, "
        "hoặc chỉ rõ bằng --workspace.",
        "No workspace at “{folder}” or above it. Make one with: dondoc init FOLDER, or name it with --workspace.",
    ),
    "workspace.exists": Text(
        "Thư mục “{folder}” đã là một không gian làm việc; không thay đổi gì.",
        "“{folder}” is a workspace already; nothing was changed.",
    ),
    "workspace.not_empty": Text(
        "Thư mục “{folder}” không trống. Chọn thư mục khác để không lẫn với tệp sẵn có.",
        "“{folder}” is not empty. Choose another folder, so that nothing of yours is mixed up.",
    ),
    "workspace.empty": Text(
        "Không gian làm việc chưa có đơn vị nào; hãy tạo lại bằng: dondoc init",
        "The workspace has no unit; make it anew with: dondoc init",
    ),
    "workspace.started": Text(
        "Cơ sở dữ liệu này đã thuộc một không gian làm việc khác. Đổi database_url (DONDOC_DATABASE_URL) rồi tạo lại.",
        "This database belongs to another workspace. Change database_url (DONDOC_DATABASE_URL) and try again.",
    ),
    "workspace.unwritable": Text("Không ghi được vào “{folder}”: {problem}.", "Cannot write to “{folder}”: {problem}."),
    "clock.future": Text(
        "Ngày --as-of {day} ở sau hôm nay, mà lệnh này có ghi vào sổ. Chỉ dùng được với lệnh xem (list, show, "
        "remind --dry-run) hoặc trong không gian mô phỏng (init --simulate).",
        "--as-of {day} lies in the future, and this command writes. That is for commands that look (list, show, "
        "remind --dry-run), or a simulated workspace (init --simulate).",
    ),
    "clock.bad_date": Text(
        "Không hiểu ngày “{text}”. Viết dd/mm/yyyy hoặc yyyy-mm-dd.", "Cannot read the date “{text}”. Write yyyy-mm-dd."
    ),
    "area.unknown": Text(
        "Không có mảng công tác “{area}”. Chọn một trong: {known} (config/areas.toml).",
        "There is no area of work “{area}”. Choose one of: {known} (config/areas.toml).",
    ),
    "number.bad": Text("Không hiểu số “{text}”.", "Cannot read the number “{text}”."),
    "folder.taken": Text(
        "Thư mục “{folder}” còn chứa “{file}”, không phải do lệnh này ghi. Chọn một thư mục mới hoặc thư mục trống.",
        "The folder “{folder}” holds “{file}”, which this command did not write. Choose a new or an empty folder.",
    ),
    "file.unwritable": Text("Không ghi được tệp “{file}”: {problem}.", "Cannot write “{file}”: {problem}."),
    "file.unreadable": Text("Không đọc được tệp “{file}”: {problem}.", "Cannot read “{file}”: {problem}."),
    "report.unaccounted": Text(
        "Báo cáo bỏ sót {tasks} nên không được ghi ra. Đây là lỗi của dondoc, hãy báo người quản trị.",
        "The report leaves out {tasks} and was not written. This is a fault of dondoc: tell the administrator.",
    ),
    "held.settled": Text("đã kết luận hoặc chưa xác nhận", "settled, or not confirmed yet"),
    "held.continued": Text(
        "đã chuyển sang kỳ sau, theo dõi bằng mã mới", "continued by a later task, followed under its code"
    ),
    "held.suspended": Text("đang tạm dừng", "suspended"),
    "held.history": Text("đã quá hạn trước khi xác nhận, chỉ ghi nhận", "was due before it was confirmed"),
    "held.nobody": Text("chưa có người nhận", "there is nobody to tell"),
    "held.not_yet": Text("chưa đến ngày nhắc", "no rung is reached yet"),
    "held.not_digest_day": Text("chờ ngày gửi thư tổng hợp", "waits for the digest day"),
    "held.day_off": Text("hôm nay là ngày nghỉ", "today is a day off"),
    "held.quiet": Text("trong dịp Tết", "the quiet time around Tết"),
    "held.already_told": Text("đã nhắc", "told already"),
    "held.acknowledged": Text("đã nhận, không nhắc lại bậc này", "acknowledged; this rung is not told"),
    "held.snoozed": Text("người nhận hẹn nhắc lại sau", "put off by the receiver"),
    "held.week_full": Text("đã đủ số thư tổng hợp trong tuần", "the week's digests have been sent"),
    "held.quiet_hours": Text(
        "đang trong giờ không gửi thư (mục quiet_hours của config/reminders.toml)",
        "in the hours in which nothing leaves (quiet_hours in config/reminders.toml)",
    ),
    "held.after_digest": Text("thư hôm nay đã gửi, chờ thư sau", "today's letter has left; waits for the next"),
    "held.himself": Text("người nhận chính là người thực hiện", "the receiver is the one who does it"),
    "held.not_started": Text("chưa bắt đầu nhắc việc (dondoc remind --start)", "reminders were not started"),
    "held.taken": Text("một tiến trình khác đang gửi", "another process is sending it"),
    "held.nothing": Text("chưa có việc nào để báo cáo", "there is nothing to tell of"),
    "held.nothing_left": Text("không còn gì để nhắc", "nothing is left to say"),
    "report.backwards": Text(
        "Khoảng ngày ngược: từ {first} đến {last}.", "The days run backwards: from {first} to {last}."
    ),
    "clock.past": Text(
        "Ngày --as-of {day} ở trước hôm nay, mà việc ghi vào sổ và gửi thư luôn theo ngày hôm nay. Bỏ --as-of; muốn "
        "xem lại ngày đó thì dùng lệnh xem (list, show, remind --dry-run).",
        "--as-of {day} lies in the past, but what is recorded or sent bears today's date. Leave out --as-of; to look "
        "at that day use a command that looks (list, show, remind --dry-run).",
    ),
}
