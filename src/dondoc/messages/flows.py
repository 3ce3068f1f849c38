"""Sentences about schedules, the embedded Prefect and the letters that leave."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "job.unknown": Text(
        "Không có luồng “{job}”. Xem danh sách: dondoc flows list", "There is no flow “{job}”. See: dondoc flows list"
    ),
    "job.busy": Text(
        "Luồng {job} của {slot} đang chạy ở nơi khác; lần này không làm gì.",
        "Flow {job} for {slot} is running elsewhere; nothing was done.",
    ),
    "schedule.cron": Text(
        "Tệp {file}, luồng {job}: lịch “{cron}” sai ở trường {field}. Lịch có năm trường: phút giờ ngày tháng thứ.",
        "File {file}, flow {job}: the schedule “{cron}” is wrong at {field}. It has five fields: minute hour day "
        "month weekday.",
    ),
    "prefect.running": Text(
        "Prefect của không gian này đang chạy rồi (tiến trình {pid}, lệnh {command}). Dừng nó trước khi chạy lại.",
        "Prefect runs for this workspace already (process {pid}, command {command}). Stop it first.",
    ),
    "prefect.order": Text(
        "Yêu cầu chạy luồng không đúng: {problem}. Xem tên luồng bằng: dondoc flows list",
        "The order to run a flow is wrong: {problem}. See the names with: dondoc flows list",
    ),
    "prefect.start": Text(
        "Máy chủ Prefect kèm theo không khởi động được. Xem nhật ký {log}; trong khi chờ, dùng: dondoc flows run TÊN",
        "The embedded Prefect server did not start. See {log}; meanwhile use: dondoc flows run NAME",
    ),
    "prefect.ended": Text(
        "Máy chủ Prefect kèm theo đã dừng bất thường. Xem nhật ký {log} rồi chạy lại: dondoc up",
        "The embedded Prefect server ended by itself. See {log}, then run again: dondoc up",
    ),
    "prefect.port": Text(
        "Cổng {port} đang có chương trình khác dùng. Chọn cổng khác bằng --port.",
        "Port {port} is in use. Choose another with --port.",
    ),
    "demo.prefect": Text(
        "Prefect kèm theo không chạy được ({problem}). Xem data/logs/ trong không gian mô phỏng.",
        "The embedded Prefect did not run ({problem}). See data/logs/ in the simulated workspace.",
    ),
    "mail.unavailable": Text(
        "Không gửi được thư qua {host}: {problem}. Thư vẫn chờ trong hàng đợi và sẽ được gửi lại.",
        "Cannot send mail through {host}: {problem}. The message waits and is sent again later.",
    ),
    "mail.in_doubt": Text(
        "Máy chủ thư {host} không trả lời sau khi đã nhận nội dung: {problem}. Thư có thể đã tới; lần gửi lại mang "
        "cùng mã thư.",
        "The mail server {host} did not answer after it was given the content: {problem}. The message may have "
        "arrived; it is sent again under the same Message-ID.",
    ),
    "mail.refused": Text(
        "Máy chủ thư từ chối gửi cho {address}: {reason}. Kiểm tra địa chỉ bằng: dondoc people list",
        "The mail server refuses {address}: {reason}. Check the address with: dondoc people list",
    ),
    "mail.bad_url": Text(
        "Địa chỉ máy chủ thư không dùng được ({scheme}, máy chủ {host}). Viết như smtp://người_dùng@máy_chủ:587 "
        "(mục smtp_url, hoặc biến DONDOC_SMTP_URL).",
        "The mail server's address cannot be used ({scheme}, host {host}). Write smtp://user@host:587 (smtp_url, or "
        "DONDOC_SMTP_URL).",
    ),
    "mail.bad_ca": Text(
        "Không dùng được tệp chứng thư số {file} (mục smtp_ca): {problem}.",
        "The file of certificates {file} (smtp_ca) cannot be used: {problem}.",
    ),
    "mail.address": Text(
        "“{address}” không phải địa chỉ thư. Sửa trong danh sách người (dondoc units import), "
        "hoặc mục sender của dondoc.toml.",
        "“{address}” is no mail address. Mend it in the list of people (dondoc units import), or sender in "
        "dondoc.toml.",
    ),
    "mail.failed": Text(
        "Chương trình gặp lỗi khi soạn thư này ({problem}); các thư khác vẫn gửi. Xin báo người phát triển, kèm nhật "
        "ký.",
        "A fault of the program kept this letter from being written ({problem}); the others leave. Report it with the "
        "log.",
    ),
    "mail.template": Text(
        "Mẫu thư {template} bị lỗi: {problem}. Sửa hoặc bỏ tệp đó trong config/templates/mail.",
        "The letter template {template} is faulty: {problem}. Mend it or take it out of config/templates/mail.",
    ),
    "mail.none_sent": Text(
        "Không gửi được thư nào trong {count} thư: {problem}", "None of {count} letters could be sent: {problem}"
    ),
    "report.template_missing": Text(
        "Thiếu mẫu báo cáo {name}; hãy cài lại dondoc.", "The report template {name} is missing; install dondoc again."
    ),
    "report.template_broken": Text(
        "Mẫu báo cáo {file} bị lỗi: {problem}. Sửa lại, hoặc bỏ tệp đó để dùng mẫu kèm theo.",
        "The report template {file} is faulty: {problem}. Mend it, or take it away to use the shipped one.",
    ),
    "prefect.failed": Text(
        "Luồng chạy bị lỗi ngoài dự kiến: {problem}. Xem data/logs/prefect.log trong không gian làm việc.",
        "The flow failed unexpectedly: {problem}. See data/logs/prefect.log in the workspace.",
    ),
}
