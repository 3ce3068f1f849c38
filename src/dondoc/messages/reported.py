"""Why a reported result was taken, and why it seems to speak of a promise made before, in sentences."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    # Why it was taken.
    "reason.told:heading": Text(
        "Đứng dưới đề mục nói về kết quả «{words}».", "It stands under a heading of results, «{words}»."
    ),
    "reason.told:limit": Text("Đứng trong phần tồn tại, hạn chế.", "It stands among the shortcomings."),
    "reason.told:done": Text("Lời văn nói là đã làm.", "Its words say that it was done."),
    "reason.told:figure": Text("Có số liệu đã đạt được.", "It has a figure that was reached."),
    "reason.told:sentence": Text(
        "Cùng một câu với một kết quả đứng trước.", "It shares its sentence with a result before it."
    ),
    "reason.told:day": Text("Nêu ngày đã diễn ra.", "It names the day on which it happened."),
    "reason.told:passage": Text("Đứng trong đoạn kể việc đã làm.", "It stands in a paragraph of what was done."),
    "reason.told:table": Text("Là một dòng của bảng số liệu.", "It is a row of a table of figures."),
    # Why it seems to speak of a promise.
    "reason.match:words": Text("Cùng những chữ ít gặp: {words}.", "They share rare words: {words}."),
    "reason.match:verb": Text("Cùng một việc: {words}.", "They tell the same deed: {words}."),
    "reason.match:noun": Text("Cùng đếm một thứ: {words}.", "They count the same: {words}."),
    "reason.match:title": Text("Cùng tên gọi «{words}».", "They share the title «{words}»."),
    "reason.match:ref": Text("Cùng dẫn văn bản {words}.", "They cite the same document, {words}."),
    # An earlier extraction read back.
    "extraction.invalid": Text(
        "Tệp {file} không phải kết quả của dondoc extract, sai ở {place}: {problem}. Đưa lại báo cáo kỳ trước, hoặc "
        "tệp JSON mà dondoc extract đã ghi.",
        "{file} is no result of dondoc extract; it is wrong at {place}: {problem}. Give the earlier report itself, or "
        "the JSON that dondoc extract wrote.",
    ),
}
