"""What a person should look at before accepting a proof."""

from dondoc.messages.text import Text

MESSAGES = {
    "flag.same_file": Text(
        "Tệp này cũng là minh chứng số {other} của hoạt động khác, ngày {on}, {where}.",
        "The same file is evidence {other} of another activity, on {on}, {where}.",
    ),
    "flag.same_file_period": Text(
        "Tệp này cũng là minh chứng số {other} của hoạt động ở thời gian khác, ngày {on}, {where}.",
        "The same file is evidence {other} of an activity of another time, on {on}, {where}.",
    ),
    "flag.same_file_unit": Text(
        "Tệp này cũng là minh chứng số {other} của đơn vị khác ({unit}): hoạt động ngày {on}, {where}.",
        "The same file is evidence {other} of another unit ({unit}): activity on {on}, {where}.",
    ),
    "flag.more_places": Text(
        "Tệp này còn là minh chứng của {count} hoạt động nữa.", "The file proves {count} more activities."
    ),
    "flag.alike": Text(
        "Ảnh này gần như giống hệt ảnh ở minh chứng số {other}: hoạt động ngày {on}, {where}, {unit}.",
        "The photo is nearly the same as that of evidence {other}: activity on {on}, {where}, {unit}.",
    ),
    "flag.more_alike": Text(
        "Còn {count} minh chứng nữa ở hoạt động khác có ảnh gần như giống hệt.",
        "{count} more proofs of other activities have nearly the same photo.",
    ),
    "flag.for_task": Text("việc {task}", "task {task}"),
    "flag.unplanned": Text("hoạt động phát sinh", "unplanned"),
    "flag.happened_outside": Text(
        "Hoạt động ghi ngày {on}, ngoài thời gian của việc {task} (từ {start} đến {end}).",
        "The activity is dated {on}, outside the time of task {task} ({start} to {end}).",
    ),
    "flag.taken_apart": Text(
        "Ảnh ghi ngày chụp {taken}, hoạt động ghi ngày {on}: lệch {days} ngày.",
        "The photo says {taken}, the activity {on}: {days} days apart.",
    ),
    "flag.taken_outside": Text(
        "Ảnh ghi ngày chụp {taken}, ngoài thời gian của việc {task} (từ {start} đến {end}).",
        "The photo says {taken}, outside the time of task {task} ({start} to {end}).",
    ),
    "flag.no_preview": Text(
        "Ảnh này không mở xem trước được ở đây (ảnh HEIC của điện thoại, hoặc tệp hỏng); xem bản gốc.",
        "This picture cannot be opened here (HEIC of a phone, or damaged); look at the original.",
    ),
}
