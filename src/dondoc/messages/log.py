"""What the log's events are called; each type that is appended anywhere stands here."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "log.document.ingested": Text("đưa văn bản vào", "document brought in"),
    "log.document.moved": Text("chuyển văn bản sang đơn vị khác", "document given to another unit"),
    "log.commitment.confirmed": Text("xác nhận cam kết", "commitment confirmed"),
    "log.commitment.rejected": Text("không nhận cam kết", "commitment rejected"),
    "log.examples.forgotten": Text("xóa mẫu lấy từ việc xác nhận văn bản", "examples of a document erased"),
    "log.commitment.amended": Text("điều chỉnh cam kết", "commitment amended"),
    "log.slot.done": Text("ghi nhận hoàn thành", "marked done"),
    "log.slot.partly_done": Text("ghi nhận hoàn thành một phần", "marked partly done"),
    "log.slot.not_done": Text("ghi nhận không thực hiện được", "marked not done"),
    "log.slot.waived": Text("cho thôi thực hiện", "released"),
    "log.slot.suspended": Text("tạm dừng", "suspended"),
    "log.slot.reopened": Text("mở lại", "reopened"),
    "log.receipt.acknowledged": Text("báo đã nhận nhắc việc", "reminder acknowledged"),
    "log.receipt.snoozed": Text("hẹn nhắc lại sau", "reminder put off"),
    "log.activity.recorded": Text("ghi hoạt động", "activity recorded"),
    "log.activity.linked": Text("tính hoạt động cho việc", "activity linked"),
    "log.activity.mended": Text("sửa hoạt động", "activity corrected"),
    "log.evidence.received": Text("nhận minh chứng", "evidence received"),
    "log.evidence.accepted": Text("công nhận minh chứng", "evidence accepted"),
    "log.evidence.rejected": Text("từ chối minh chứng", "evidence rejected"),
    "log.unit.added": Text("thêm đơn vị", "unit added"),
    "log.unit.changed": Text("sửa đơn vị", "unit changed"),
    "log.unit.named": Text("đặt tên đơn vị", "unit named"),
    "log.person.added": Text("thêm người", "person added"),
    "log.person.changed": Text("sửa người", "person changed"),
    "log.person.left": Text("thôi nhiệm vụ", "person left"),
    "log.person.contacts": Text("sửa các kênh liên lạc", "ways to a person changed"),
    "log.pairing.made": Text("tạo mã ghép nối", "code for pairing made"),
    "log.person.paired": Text("ghép nối kênh liên lạc", "way to a person paired"),
    "log.slot.handed_over": Text("bàn giao việc", "handed over"),
    "log.links.given": Text("cấp liên kết trả lời", "links given"),
    "log.links.revoked": Text("thu hồi liên kết", "links revoked"),
    "log.reminders.started": Text("bắt đầu nhắc việc", "reminders started"),
    "log.report.drafted": Text("soạn báo cáo", "report drafted"),
}
