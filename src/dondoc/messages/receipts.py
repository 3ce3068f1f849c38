"""Sentences about "đã nhận", "nhắc lại sau" and deputies."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "receipt.settled": Text(
        "Việc {task} không còn được nhắc nữa (đã kết luận, tạm dừng hoặc chỉ ghi nhận), nên không cần báo nhận.",
        "Task {task} is no longer reminded of (settled, suspended or history); there is nothing to acknowledge.",
    ),
    "receipt.not_told": Text(
        "{person} không phải người được nhắc về việc {task} (hiện là: {told}). Nêu đúng người ở --as.",
        "{person} is not the one who is reminded of task {task} (at present: {told}). Name that person with --as.",
    ),
    "receipt.who": Text(
        "Chưa rõ ai báo nhận: nêu mã người ở --as. Xem danh sách: dondoc people list",
        "It is not known who says so: name the person with --as. See: dondoc people list",
    ),
    "receipt.past": Text(
        "Ngày nhắc lại {until} phải sau hôm nay.", "The day to be reminded again, {until}, must lie ahead."
    ),
    "receipt.too_long": Text(
        "Chỉ hẹn nhắc lại được trong {days} ngày, chậm nhất ngày {latest}; ngày {until} xa quá.",
        "A reminder may be put off by {days} days, to {latest} at the latest; {until} is too far.",
    ),
    "receipt.too_late": Text(
        "Việc {task} chỉ hẹn nhắc lại chậm nhất ngày {latest}, trước ngày phải làm; ngày {until} muộn quá. Nếu không "
        "kịp thì xin lùi hạn.",
        "Task {task} may be put off to {latest} at the latest, before the day it is to be done; {until} is too late. "
        "If that cannot be met, ask for another date.",
    ),
    "receipt.too_near": Text(
        "Việc {task} (hạn {due}) đã sát hoặc quá ngày phải làm nên không hẹn nhắc lại được. Nếu không "
        "kịp thì xin lùi hạn.",
        "Task {task} (due {due}) is too near or overdue to be put off. If it cannot be met, ask for another date.",
    ),
    "deputy.himself": Text(
        "{person} không thể tự thay mình; nêu người khác ở --by.",
        "{person} cannot stand in for the same person; name another with --by.",
    ),
    "deputy.over": Text(
        "Ngày cuối {last} phải từ ngày {first} trở đi; bỏ trống --to nếu là cấp phó thường xuyên.",
        "The last day {last} must not lie before {first}; leave --to out for a standing deputy.",
    ),
}
