"""Sentences about messages that come back, by mail and chat."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "inbound.unknown": Text(
        "Không có thư đến số {id}. Xem danh sách: dondoc inbox list --all",
        "There is no incoming message {id}. See: dondoc inbox list --all",
    ),
    "inbound.bad_url": Text(
        "Địa chỉ hộp thư (imap_url) không dùng được: {scheme}://…@{host}. Viết như "
        "imaps://tên:mật_khẩu@máy_chủ:993/INBOX (hoặc biến DONDOC_IMAP_URL).",
        "The mailbox address (imap_url) cannot be used: {scheme}://…@{host}. Write "
        "imaps://name:password@server:993/INBOX (or DONDOC_IMAP_URL).",
    ),
    "inbound.unavailable": Text(
        "Không nhận được thư, tin từ {source}: {problem}. Lần thu sau sẽ thử lại.",
        "Messages could not be had from {source}: {problem}. The next pass tries again.",
    ),
    "inbound.no_room": Text(
        "Không ghi được vào {folder}: {problem}. Chưa hỏi tin mới, vì tin đã lấy mà không giữ được thì mất.",
        "{folder} cannot be written: {problem}. No new messages are asked for: what cannot be kept would be lost.",
    ),
    "inbound.unmovable": Text(
        "Hộp thư {mailbox} không cho tạo thư mục “{folder}” để chuyển thư đã nhận vào. Tạo thư mục ấy trong hộp thư, "
        "hoặc đặt processed_folder trong config/replies.toml.",
        "The mailbox {mailbox} does not let the folder “{folder}” be made for what was taken. Make it there, or set "
        "processed_folder in config/replies.toml.",
    ),
    "inbound.bad_service": Text(
        "Địa chỉ dịch vụ của {source} trong config/channels.toml không dùng được.",
        "The address of {source} in config/channels.toml cannot be used.",
    ),
    "inbound.too_large": Text(
        "Thư lớn hơn {limit_mb} MB nên không đọc; bản gốc được giữ. Đề nghị người gửi chia nhỏ.",
        "The message is larger than {limit_mb} MB and was not read; its bytes are kept. Ask for smaller ones.",
    ),
    "inbound.too_many_parts": Text(
        "Thư có quá nhiều phần (trên {limit}) nên không đọc; bản gốc được giữ.",
        "The message has too many parts (more than {limit}) and was not read; its bytes are kept.",
    ),
    "inbound.unreadable": Text(
        "Thư bị hỏng, không đọc được; bản gốc được giữ.",
        "The message is damaged and could not be read; its bytes are kept.",
    ),
    "inbound.failed": Text(
        "Chưa đọc được thư này vì lỗi của chương trình ({problem}); bản gốc được giữ.",
        "This message could not be read by a fault of the program ({problem}); its bytes are kept.",
    ),
    "inbound.file_too_large": Text(
        "Tệp {file} lớn hơn mức mà dịch vụ cho tải ({limit_mb} MB). Đề nghị người gửi gửi qua thư điện tử.",
        "The file {file} is larger than the service lets be fetched ({limit_mb} MB). Ask for it by mail.",
    ),
    "inbound.file_gone": Text(
        "Không tải được tệp {file} từ dịch vụ: {problem}. Đề nghị người gửi gửi lại.",
        "The file {file} could not be fetched from the service: {problem}. Ask for it again.",
    ),
    "inbound.file_elsewhere": Text(
        "Tệp {file} nằm ở máy chủ {host}, ngoài các máy chủ được phép tải; không tải.",
        "The file {file} lies on {host}, which is not among the servers that may be asked; it was not fetched.",
    ),
    "inbound.repeated": Text(
        "Đã nhận từ trước (thư đến số {id}), không ghi lại.", "Taken before (message {id}); not recorded again."
    ),
    "inbound.automatic": Text(
        "Thư trả lời tự động, không có gì để ghi.", "An automatic answer; there is nothing to record."
    ),
    "inbound.list": Text("Thư của danh sách gửi chung, không phải trả lời.", "A letter of a mailing list, no answer."),
    "inbound.bounced": Text(
        "Thư nhắc ngày {on} không đến được {person}: {said}. Kiểm tra địa chỉ của người này.",
        "The reminder of {on} did not reach {person}: {said}. Check the address.",
    ),
    "inbound.bounce_unknown": Text(
        "Một máy chủ báo có thư không đến nơi, không rõ thư nào: {said}.",
        "A server says that a letter did not arrive, it is not known which: {said}.",
    ),
    "inbound.forged": Text(
        "Máy chủ thư báo thư không thật sự đến từ {sender} (dmarc=fail). Hỏi lại người gửi; nếu đúng thì cho qua: "
        "dondoc inbox release SỐ --person MÃ",
        "The mail server says that the letter is not really from {sender} (dmarc=fail). Ask; if it is, let it through: "
        "dondoc inbox release NUMBER --person CODE",
    ),
    "inbound.stranger": Text(
        "Người gửi {sender} không có trong danh sách. Cho qua bằng: dondoc inbox release SỐ --person MÃ",
        "The sender {sender} is not in the list. Let it through: dondoc inbox release NUMBER --person CODE",
    ),
    "inbound.other_sender": Text(
        "Thư trả lời thư nhắc gửi {person}, nhưng đến từ {sender}. Nếu là người được ủy nhiệm thì cho qua: "
        "dondoc inbox release SỐ --person MÃ",
        "It answers a reminder to {person} but comes from {sender}. If that is a deputy, let it through: "
        "dondoc inbox release NUMBER --person CODE",
    ),
    "inbound.shared_address": Text(
        "Nhiều người cùng dùng địa chỉ {sender}: {people}. Chọn người: dondoc inbox release SỐ --person MÃ",
        "Several people share the address {sender}: {people}. Choose: dondoc inbox release NUMBER --person CODE",
    ),
    "inbound.paired": Text(
        "Đã ghép nối với đồng chí {person}. Từ nay tin nhắn và ảnh gửi ở đây được ghi nhận.",
        "Paired with {person}. From now on messages and pictures sent here are taken.",
    ),
    "inbound.how_to_pair": Text(
        "Chào đồng chí. Tôi chưa biết đồng chí là ai nên chưa ghi nhận được tin này. Đề nghị xin cán bộ theo dõi một "
        "mã ghép nối rồi gửi mã ấy vào đây.",
        "I do not know yet who you are, so this message was not recorded. Ask the secretary for a pairing code and "
        "send it here.",
    ),
    "inbound.no_code": Text(
        "Không rõ là việc nào: lời trả lời không có mã việc, thư nhắc có {count} việc. Chọn việc: "
        "dondoc inbox assign SỐ MÃ",
        "It is not clear which task: there is no code in the answer, the reminder had {count} tasks. Choose: "
        "dondoc inbox assign NUMBER CODE",
    ),
    "inbound.several_codes": Text(
        "Một đoạn nói về nhiều việc ({codes}), không rõ số liệu của việc nào.",
        "One passage is about several tasks ({codes}); it is not clear whose figures these are.",
    ),
    "inbound.loose_words": Text(
        "Có số liệu không thuộc mã việc nào: “{words}”.", "There are figures that belong to no code: “{words}”."
    ),
    "inbound.files_unassigned": Text(
        "Thư nói về nhiều việc, không rõ tệp nào của việc nào: {files}.",
        "The message is about several tasks; it is not clear which files belong where: {files}.",
    ),
    "inbound.empty": Text(
        "Không có lời nào của người gửi, cũng không có tệp dùng được.",
        "There are no words of the sender and no usable files.",
    ),
    "inbound.which_day": Text(
        "Việc {task}: người gửi xin lùi hoặc xin nhắc lại nhưng không rõ đến ngày nào.",
        "Task {task}: another day is asked for, but it is not clear which.",
    ),
    "inbound.not_yet": Text(
        "Việc {task}: người gửi báo chưa làm hoặc không làm được. Ghi bằng: dondoc partly, dondoc not-done hoặc "
        "dondoc inbox dismiss",
        "Task {task}: the sender says that it is not done. Use: dondoc partly, dondoc not-done or dondoc inbox dismiss",
    ),
    "inbound.unclear": Text(
        "Việc {task}: không hiểu lời trả lời nói gì về kết quả.",
        "Task {task}: it is not clear what the answer says of a result.",
    ),
    "inbound.not_theirs": Text("Việc {task} không giao cho {person}.", "Task {task} is not the work of {person}."),
    "inbound.said_before": Text(
        "Việc {task}: đúng lời này đã được ghi ở hoạt động số {activity}.",
        "Task {task}: these very words were recorded as activity {activity}.",
    ),
    "inbound.files_known": Text(
        "Việc {task}: các tệp này đã là minh chứng của việc từ trước.",
        "Task {task}: these files were evidence of it before.",
    ),
    "inbound.files_beside": Text(
        "Việc {task}: đã ghi lời đề nghị về thời hạn; tệp kèm theo chưa ghi làm minh chứng ({files}). Lấy tệp bằng: "
        "dondoc inbox show SỐ --save THƯ_MỤC",
        "Task {task}: the wish about its time was taken; the files beside it are no evidence ({files}). To get them: "
        "dondoc inbox show NUMBER --save FOLDER",
    ),
    "inbound.look_again": Text(
        "Việc {task}: đã ghi hoạt động số {activity}, cần xem lại ngày hoặc số lượng.",
        "Task {task}: recorded as activity {activity}; look at its day or quantity.",
    ),
    "inbound.erased": Text(
        "Nội dung thư đến số {id} đã bị xóa theo quy định; chỉ còn dòng ghi nhận.",
        "The content of message {id} was erased by law; only its row is left.",
    ),
    "inbound.decided": Text(
        "Thư đến số {id} đã được ghi nhận hoặc gác lại rồi.", "Message {id} was recorded or put aside before."
    ),
    "inbound.not_held": Text(
        "Thư đến số {id} không bị giữ lại; dùng: dondoc inbox assign SỐ MÃ",
        "Message {id} is not held back; use: dondoc inbox assign NUMBER CODE",
    ),
    "inbound.whose": Text(
        "Không rõ là lời của ai. Nêu người: dondoc inbox release SỐ --person MÃ, hoặc --as MÃ",
        "It is not clear whose words these are. Name somebody: dondoc inbox release NUMBER --person CODE, or --as CODE",
    ),
    "inbound.no_bot": Text(
        "Tin số {id} đến từ một bot không còn được cài đặt, nên không đọc lại được.",
        "Message {id} came through a bot that is no longer set, so it cannot be read again.",
    ),
    "inbound.no_reason": Text(
        "Gác lại thư đến số {id} thì phải ghi lý do: --reason “…”",
        "To put message {id} aside a reason is needed: --reason “…”",
    ),
}
