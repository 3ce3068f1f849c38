"""Why a commitment was found and how each of its fields was read, in sentences; codes are those of `Reason`."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    # Where it stands.
    "reason.section:plan": Text("Đứng dưới đề mục «{words}».", "It stands under the heading «{words}»."),
    "reason.section:cue": Text(
        "Đứng sau câu mở đầu phần kế hoạch «{words}».", "It stands after the words that open the plan, «{words}»."
    ),
    "reason.section:document": Text(
        "Cả văn bản là kế hoạch hoặc chỉ đạo công việc.", "The whole document is a plan or an order."
    ),
    "reason.section:table": Text("Là một dòng của bảng kế hoạch.", "It is a row of a table of work."),
    "reason.section:note": Text("Là một việc có ghi chú kèm theo.", "It is a task with a note behind it."),
    "reason.section:results": Text(
        "Đứng trong phần kết quả, nhưng lời văn hứa sẽ làm.", "It stands among the results, but its words promise."
    ),
    "reason.section:limits": Text(
        "Đứng trong phần tồn tại, hạn chế, nhưng lời văn hứa sẽ làm.",
        "It stands among the shortcomings, but its words promise.",
    ),
    "reason.section:unknown": Text(
        "Không đứng dưới đề mục kế hoạch nào, nhưng lời văn hứa sẽ làm.",
        "It stands under no heading of a plan, but its words promise.",
    ),
    # The rules that found it.
    "reason.hard_opener": Text("Mở đầu bằng việc phải làm: «{words}».", "It begins with work to be done: «{words}»."),
    "reason.soft_opener": Text(
        "Mở đầu bằng nỗ lực sẽ theo đuổi: «{words}».", "It begins with an effort to be made: «{words}»."
    ),
    "reason.promise": Text("Có lời hứa hoặc giao trách nhiệm: «{words}».", "It promises or charges: «{words}»."),
    "reason.plan_item": Text("Là một mục của phần kế hoạch.", "It is an item of the plan."),
    "reason.subject": Text("Nêu ngay ai phải làm.", "It names who must do it."),
    "reason.target_line": Text("Có con số phải đạt.", "It has a number to reach."),
    "reason.dated_line": Text("Có ngày tháng của riêng mình.", "It has a date of its own."),
    "reason.added_by_hand": Text("Được thêm bằng tay khi xác nhận.", "It was added by hand at review."),
    # Kind.
    "reason.kind:counts": Text(
        "Là việc có chỉ tiêu, vì có con số phải đạt.", "It is countable, for it has a number to reach."
    ),
    "reason.kind:recurs": Text("Là việc có sản phẩm, vì làm theo định kỳ.", "It is deliverable, for it recurs."),
    "reason.kind:dated": Text(
        "Là việc có sản phẩm, vì có thời hạn riêng.", "It is deliverable, for it has a date of its own."
    ),
    "reason.kind:product": Text(
        "Là việc có sản phẩm, theo chữ «{words}».", "It is deliverable, by the words «{words}»."
    ),
    "reason.kind:plain": Text(
        "Là việc có sản phẩm: không chữ nào nói là việc làm lâu dài.",
        "It is deliverable: no word calls it a continued effort.",
    ),
    "reason.kind:effort": Text(
        "Là việc làm lâu dài, theo chữ «{words}».", "It is a continued effort, by the words «{words}»."
    ),
    "reason.kind:whenever": Text(
        "Là việc làm khi có trường hợp phát sinh: «{words}».", "It is done whenever the case arises: «{words}»."
    ),
    # Targets, and how results add up to them.
    "reason.targets:read": Text("Chỉ tiêu đọc từ «{words}».", "The target is read from «{words}»."),
    "reason.aggregate:sum": Text("Đoán: kết quả các lần được cộng lại.", "Guess: the results add up."),
    "reason.aggregate:share": Text(
        "Đoán: là phần trên tổng số, nên ghi kết quả dạng 38/40.", "Guess: a part of a whole, to be told as 38/40."
    ),
    "reason.aggregate:rate": Text(
        "Đoán: là mức hoặc tỷ lệ («{words}»), nên lấy số mới nhất.",
        "Guess: a rate («{words}»), so the newest figure holds.",
    ),
    "reason.aggregate:level": Text(
        "Đoán: là mức phải đạt hoặc giữ («{words}»), nên lấy số mới nhất.",
        "Guess: a level to reach or keep («{words}»), so the newest figure holds.",
    ),
    "reason.aggregate:limit": Text(
        "Đoán: là giới hạn cho từng trường hợp («{words}»), nên lấy số lớn nhất.",
        "Guess: a limit on each case («{words}»), so the largest figure holds.",
    ),
    "reason.per:slot": Text("Đoán: tính cho từng kỳ («{words}»).", "Guess: counted for each period («{words}»)."),
    "reason.per:assignee": Text(
        "Đoán: tính cho từng nơi làm («{words}»).", "Guess: counted for each that does it («{words}»)."
    ),
    "reason.per:commitment": Text("Đoán: tính chung cho cả cam kết.", "Guess: counted over the whole commitment."),
    "reason.role:reach": Text("Đoán: là số phải đạt.", "Guess: a number to reach."),
    "reason.role:cap": Text("Đoán: là số không được vượt quá.", "Guess: a number to keep under."),
    "reason.role:range": Text("Hai số là hai đầu của một khoảng.", "The two numbers are the ends of a range."),
    # Time.
    "reason.due:clause": Text("Hạn đọc từ «{words}».", "The date is read from «{words}»."),
    "reason.due:sentence": Text(
        "Hạn đọc từ đầu câu: «{words}».", "The date is read from the head of the sentence: «{words}»."
    ),
    "reason.due:whole": Text(
        "Hạn theo việc mà nó là một phần: «{words}».", "The date is that of what it is a part of: «{words}»."
    ),
    "reason.due:heading": Text("Hạn đọc từ đề mục: «{words}».", "The date is read from the heading: «{words}»."),
    "reason.due:row": Text("Hạn đọc từ ô thời gian của dòng: «{words}».", "The date is read from its row: «{words}»."),
    "reason.due:group": Text(
        "Hạn đọc từ dòng đầu nhóm trong bảng: «{words}».", "The date is read from the row above its group: «{words}»."
    ),
    "reason.due:note": Text("Hạn lấy từ ghi chú của việc: «{words}».", "The task's note gives the date: «{words}»."),
    "reason.due:period": Text(
        "Không nêu hạn riêng, nên lấy ngày cuối của kỳ kế hoạch.",
        "It names no date of its own, so the last day of the plan's period is taken.",
    ),
    "reason.due_nominal:before": Text(
        "Phải xong trước ngày {words}, nên ngày cuối còn kịp là ngày liền trước.",
        "It must be done before {words}, so the day before is the last good one.",
    ),
    "reason.window:read": Text("Thời gian làm đọc từ «{words}».", "When it happens is read from «{words}»."),
    "reason.recurrence:read": Text("Nhịp định kỳ đọc từ «{words}».", "How often is read from «{words}»."),
    # Who.
    "reason.owner:subject": Text("Chủ trì là chủ thể của câu: «{words}».", "The subject must do it: «{words}»."),
    "reason.owner:told": Text("Chủ trì là nơi được giao: «{words}».", "Who was told must do it: «{words}»."),
    "reason.owner:charged": Text(
        "Chủ trì là nơi được giao ngay trong câu: «{words}».", "The sentence charges «{words}» with it."
    ),
    "reason.owner:lead": Text("Chủ trì lấy từ câu dẫn phía trên: «{words}».", "The lead-in above charges «{words}»."),
    "reason.owner:heading": Text("Chủ trì lấy từ đề mục: «{words}».", "The heading names who: «{words}»."),
    "reason.owner:row": Text("Chủ trì lấy từ ô của dòng: «{words}».", "The row names who: «{words}»."),
    "reason.owner:note": Text("Chủ trì lấy từ ghi chú của việc: «{words}».", "The task's note names who: «{words}»."),
    "reason.fan_out:each": Text(
        "Chủ trì là nhiều nơi; đoán: mỗi nơi làm riêng.", "Several must do it; guess: each for itself."
    ),
    "reason.fan_out:together": Text(
        "Chủ trì là nhiều nơi; đoán: cùng làm một việc chung.", "Several must do it; guess: together."
    ),
    # What else was read.
    "reason.direction:soft": Text(
        "Đoán: chỉ là định hướng, vì không có số, ngày hay sản phẩm nào rõ ràng.",
        "Guess: a mere direction, for nothing in it is definite.",
    ),
    "reason.area:words": Text("Lĩnh vực nhận ra từ «{words}».", "The area is known by «{words}»."),
    "reason.area:label": Text(
        "Lĩnh vực lấy từ đề mục mang đúng tên lĩnh vực: «{words}».", "The heading bears the area's own name: «{words}»."
    ),
    "reason.area:heading": Text(
        "Lĩnh vực nhận ra từ đề mục: «{words}».", "The area is known by the heading: «{words}»."
    ),
    "reason.area:counts": Text(
        "Lĩnh vực nhận ra từ chữ thường gặp ở lĩnh vực này: «{words}».",
        "The area is known by words that are common in it: «{words}».",
    ),
    "reason.area:none": Text("Không có chữ nào cho biết lĩnh vực.", "No word tells the area."),
    "reason.refs:read": Text("Dẫn văn bản số {words}.", "It cites document {words}."),
    "reason.parent:part": Text("Là một phần của cam kết đứng trước.", "It is a part of the commitment before it."),
    "reason.parent:list": Text(
        "Là một mục trong danh sách của cam kết đứng trước.", "It is an item of the list of a commitment before it."
    ),
    # What stands in square brackets.
    "reason.display:owner": Text(
        "Trong ngoặc vuông là nơi phải làm, được thêm vào để đọc riêng cũng hiểu.",
        "In square brackets stands who must do it, added so that it can be read alone.",
    ),
    "reason.display:whole": Text(
        "Trong ngoặc vuông là việc mà nó là một phần, được thêm vào để đọc riêng cũng hiểu.",
        "In square brackets stands what it is a part of, added so that it can be read alone.",
    ),
    "reason.display:figure": Text(
        "Trong ngoặc vuông là số của ô khác cùng dòng: «{words}».",
        "In square brackets stands what another cell of the row says: «{words}».",
    ),
    "reason.display:verb": Text(
        "Trong ngoặc vuông là động từ được thêm vào để đọc riêng cũng hiểu.",
        "In square brackets stands a verb, added so that it can be read alone.",
    ),
    "reason.display:heading": Text(
        "Trong ngoặc vuông là đề mục phía trên, được thêm vào để đọc riêng cũng hiểu.",
        "In square brackets stands the heading, added so that it can be read alone.",
    ),
}
