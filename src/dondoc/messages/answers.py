"""Sentences about links, wishes for another day, and the pages on which people answer."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "deed.no_file": Text("Chưa chọn tệp nào để gửi.", "No file was chosen."),
    "deed.no_task": Text(
        "Chưa đánh dấu việc nào để tính hoạt động này vào.", "No task is ticked for this activity to count for."
    ),
    "link.unknown": Text("Không có liên kết số {id}.", "There is no link number {id}."),
    "link.dead": Text("Liên kết không còn dùng được.", "The link can no longer be used."),
    "link.none": Text("“{who}” không có liên kết nào đang dùng được.", "There is no living link of “{who}”."),
    "unit.no_secretary": Text(
        "{unit} chưa có cán bộ theo dõi. Thêm bằng: dondoc people add … --role secretary",
        "{unit} has no secretary. Add one with: dondoc people add … --role secretary",
    ),
    "secret_key.open": Text(
        "Tệp khóa {file} đang để người khác trên máy đọc được. Chạy: chmod 600 {file}, rồi thu hồi các liên kết đã gửi "
        "bằng dondoc links revoke.",
        "The key file {file} can be read by others on this machine. Run: chmod 600 {file}, then revoke the links that "
        "were given out with dondoc links revoke.",
    ),
    "secret_key.unusable": Text(
        "Không dùng được tệp khóa {file}: {problem}.", "The key file {file} cannot be used: {problem}."
    ),
    "secret_key.short": Text(
        "Khóa ở {place} quá ngắn: cần ít nhất 32 ký tự ngẫu nhiên.",
        "The key in {place} is too short: it needs at least 32 random characters.",
    ),
    "answer.settled": Text(
        "Việc {task} đã kết thúc hoặc đã chuyển sang kỳ sau nên không nhận thêm trả lời. Có gì cần sửa, xin báo cán bộ "
        "theo dõi.",
        "Task {task} is settled or was carried over, so no more answers are taken. Tell the secretary what to mend.",
    ),
    "answer.no_kind": Text("Xin chọn một câu trả lời.", "Choose one of the answers."),
    "answer.no_day": Text("Xin ghi ngày thực hiện.", "Give the day on which it was done."),
    "answer.no_figure": Text(
        "Việc này có chỉ tiêu: xin ghi kết quả bằng số.", "This task has a target: give the result as a number."
    ),
    "answer.no_whole": Text(
        "Chỉ tiêu tính theo tỷ lệ: xin ghi cả hai số, ví dụ 38 trên 40.",
        "The target is a share: give both numbers, say 38 of 40.",
    ),
    "answer.no_reason": Text("Xin ghi lý do.", "Give the reason."),
    "answer.no_deed": Text(
        "Tệp {files} chưa được nhận: tệp chỉ gửi kèm khi báo kết quả (đã làm xong, hoặc một phần). Xin gửi lại câu trả "
        "lời không kèm tệp; văn bản xin lùi hạn thì gửi cho cán bộ theo dõi.",
        "{files} not kept: files go with a result (done, or in part). Send the answer without them; a letter that asks "
        "for another day goes to the secretary.",
    ),
    "answer.no_until": Text("Xin ghi ngày.", "Give the day."),
    "link.no_right": Text(
        "Việc {task} không giao cho {person}, và {person} cũng không theo dõi hay phụ trách đơn vị được giao, "
        "nên không cấp liên kết trả lời.",
        "{task} is not {person}'s, nor is {person} its tracker or head: no link to answer it is given.",
    ),
    "request.no_reason": Text("Xin ghi lý do lùi hạn.", "Give the reason for another day."),
    "request.not_later": Text(
        "Ngày xin lùi ({until}) phải sau hạn hiện nay ({due}) và không ở trong quá khứ.",
        "The day asked for ({until}) must be after the present one ({due}) and not in the past.",
    ),
    "request.settled": Text(
        "Việc {task} đã kết thúc nên không cần lùi hạn.", "Nothing is owed of {task}: no other day is needed."
    ),
    "request.own": Text(
        "Đề nghị lùi hạn của {task} là của đồng chí {person} nên phải do người khác quyết định; "
        "nếu chủ tịch đã đồng ý, xin ghi tên sau --by.",
        "The wish about {task} is {person}'s own: somebody else decides. If the chair granted it, name him with --by.",
    ),
    "request.decided": Text(
        "Đề nghị lùi hạn của {task} đã được trả lời hoặc đã rút.", "The wish about {task} was decided or withdrawn."
    ),
    "request.no_refusal_reason": Text(
        "Xin ghi lý do không đồng ý, để người đề nghị biết.", "Give the reason, so that the asker knows."
    ),
    "form.foreign": Text(
        "Trang này đã cũ hoặc biểu mẫu không gửi từ trang của dondoc. Xin mở lại liên kết rồi gửi lại.",
        "This page is old, or the form was not sent from a page of dondoc. Open the link again and send it anew.",
    ),
    "form.no_document": Text("Xin chọn tệp báo cáo.", "Choose the file of the report."),
    "form.broken": Text(
        "Không đọc được biểu mẫu vừa gửi. Xin thử lại.", "The form could not be read. Please try again."
    ),
    "form.too_large": Text(
        "Các tệp gửi kèm quá lớn: mỗi lần gửi không quá {limit_mb} MB. Xin bớt tệp và gửi làm nhiều lần.",
        "The files are too large: {limit_mb} MB at most at once. Send fewer at a time.",
    ),
    "form.too_many_files": Text(
        "Gửi {count} tệp một lần là quá nhiều: nhiều nhất {most} tệp. Xin gửi làm nhiều lần.",
        "{count} files at once are too many: {most} at most. Send them in several goes.",
    ),
    "form.too_long": Text("Nội dung quá dài: nhiều nhất {most} chữ cái.", "Too long: at most {most} characters."),
    "form.too_often": Text(
        "Trang được mở quá nhiều lần trong một phút. Xin đợi một phút rồi thử lại.",
        "The page was opened too often within a minute. Wait a minute and try again.",
    ),
    "web.fault": Text(
        "Máy chủ gặp lỗi ngoài dự kiến; nếu vừa gửi, xin mở lại liên kết để xem đã ghi chưa.",
        "The server met an unexpected fault; if you sent something, open the link again to see if it was kept.",
    ),
    "web.port_taken": Text(
        "Cổng {port} ở {host} đang có chương trình khác dùng. Chọn cổng khác: dondoc serve --port {free}",
        "Port {port} at {host} is taken by another program. Choose another: dondoc serve --port {free}",
    ),
    "web.running": Text(
        "Đã có một dondoc serve đang chạy cho {folder}; mỗi không gian làm việc chỉ chạy một. Dừng tiến trình kia "
        "trước.",
        "Another dondoc serve runs for {folder}; a workspace has one at a time. Stop that one first.",
    ),
    "web.no_address": Text(
        "Không mở được cổng {port} ở {host}: {problem}.", "Port {port} at {host} cannot be opened: {problem}."
    ),
    "tray.unwritable": Text("Không lưu tạm được ảnh: {problem}.", "The pictures cannot be kept: {problem}."),
    "tray.gone": Text(
        "Ảnh này không còn trong khay: đã gắn hoặc đã quá 14 ngày.",
        "This picture is no longer in the tray: it was handed out or is too old.",
    ),
    "tray.no_picture": Text("“{file}” không phải là ảnh.", "“{file}” is no picture."),
    "tray.none_chosen": Text("Xin đánh dấu ít nhất một ảnh.", "Tick at least one picture."),
    "tray.files_known": Text(
        "Các ảnh này đã là minh chứng của việc {task}. Nếu là hoạt động khác, xin chọn thêm ảnh khác; "
        "nếu không, xin gắn vào hoạt động đã ghi.",
        "These pictures prove {task} already. For another activity tick another picture as well, "
        "else hand them to the one that was recorded.",
    ),
    "tray.no_activity": Text("Xin chọn hoạt động để gắn ảnh.", "Choose the activity to hand the pictures to."),
    "request.unknown": Text("Không có đề nghị lùi hạn số {id}.", "There is no wish for another day number {id}."),
}
