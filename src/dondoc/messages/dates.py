"""Sentences about times and numbers of a text that can be read in more than one way, or in none."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "date.weekday_mismatch": Text(
        "“{phrase}”: ngày ấy là {weekday}. Hỏi lại người soạn xem ngày hay thứ bị nhầm.",
        "“{phrase}”: that day is a {weekday}. Ask the author which of the two is wrong.",
    ),
    "date.impossible": Text(
        "“{phrase}”: không có ngày như vậy trong lịch. Hỏi lại người soạn rồi sửa hạn khi xác nhận.",
        "“{phrase}”: the calendar has no such day. Ask the author, and mend the due date at the review.",
    ),
    "date.backwards": Text(
        "“{phrase}”: ngày cuối đứng trước ngày đầu. Hỏi lại người soạn rồi sửa hạn khi xác nhận.",
        "“{phrase}”: the last day lies before the first. Ask the author, and mend the due date at the review.",
    ),
    "date.which_year": Text(
        "“{phrase}” không ghi năm và nằm ngoài kỳ kế hoạch. Xem lại năm của hạn này khi xác nhận.",
        "“{phrase}” has no year and lies outside the plan's period. Check the year of this date at the review.",
    ),
    "date.no_year": Text(
        "“{phrase}” không ghi năm, và văn bản không cho biết là năm nào. Ghi rõ hạn khi xác nhận.",
        "“{phrase}” has no year, and the text does not tell it. Set the due date at the review.",
    ),
    "date.no_month": Text(
        "“{phrase}” không ghi tháng, mà kế hoạch dài hơn một tháng. Ghi rõ hạn khi xác nhận.",
        "“{phrase}” has no month, and the plan is longer than a month. Set the due date at the review.",
    ),
    "date.lunar": Text(
        "“{phrase}” tính theo âm lịch. Kiểm tra ngày dương lịch khi xác nhận.",
        "“{phrase}” goes by the lunar calendar. Check the day at the review.",
    ),
    "date.day_or_share": Text(
        "“{phrase}” có thể là ngày, cũng có thể là một phần trên tổng số. Chọn cách hiểu đúng khi xác nhận.",
        "“{phrase}” may be a day or a part of a whole. Choose the right reading at the review.",
    ),
    "date.event": Text(
        "“{phrase}” phụ thuộc vào một việc chưa rõ ngày. Ghi hạn khi biết ngày của việc ấy.",
        "“{phrase}” hangs on an event whose day is not known. Set the due date once it is.",
    ),
    "date.undated": Text(
        "“{phrase}” không cho ngày nào; tạm lấy ngày cuối kỳ kế hoạch. Ghi hạn cụ thể khi xác nhận.",
        "“{phrase}” gives no day; the end of the plan is taken for now. Set a date at the review.",
    ),
    "date.external": Text(
        "“{phrase}”: thời gian do văn bản khác quy định. Tra văn bản ấy rồi ghi hạn khi xác nhận.",
        "“{phrase}”: another document sets the time. Look it up and set the due date at the review.",
    ),
    "recurrence.unsaid": Text(
        "“{phrase}” không nói bao lâu một lần. Chọn chu kỳ khi xác nhận.",
        "“{phrase}” does not say how often. Choose the rhythm at the review.",
    ),
    "number.over_or_on": Text(
        "“{phrase}”: “trên” có thể là hơn số ấy, cũng có thể là tại số nơi ấy. Chọn cách hiểu đúng khi xác nhận.",
        "“{phrase}”: “trên” may mean more than that, or on that many. Choose the right reading at the review.",
    ),
    "number.vague": Text(
        "“{phrase}” không nêu con số. Ghi chỉ tiêu cụ thể khi xác nhận, nếu có.",
        "“{phrase}” names no number. Give the target at the review, if there is one.",
    ),
}
