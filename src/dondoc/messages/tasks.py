"""Sentences about commitments, tasks, activities and evidence."""

from collections.abc import Mapping

from dondoc.messages.text import Text

MESSAGES: Mapping[str, Text] = {
    "task.unknown": Text(
        "Không có việc nào mang mã “{task}”. Xem các mã bằng lệnh: dondoc list",
        "No task has the code “{task}”. See the codes with: dondoc list",
    ),
    "task.ambiguous": Text(
        "Có nhiều việc có mã kết thúc bằng “{task}”: {codes}. Hãy viết đủ mã.",
        "Several codes end in “{task}”: {codes}. Write the whole code.",
    ),
    "task.which_slot": Text(
        "Việc {task} có {count} phần; hãy nêu rõ phần nào, ví dụ {first}. Xem: dondoc show {task}",
        "Task {task} has {count} parts; name one, for instance {first}. See: dondoc show {task}",
    ),
    "task.move": Text(
        "Việc {task} đang ở trạng thái “{current}” nên không chuyển được sang “{wanted}”. "
        "Muốn ghi lại từ đầu, dùng: dondoc reopen {task}",
        "Task {task} is “{current}” and cannot become “{wanted}”. To start over, use: dondoc reopen {task}",
    ),
    "task.is_direction": Text(
        "{task} chỉ là định hướng, không phải việc có kết quả để ghi nhận. "
        "Có thể ghi hoạt động bằng: dondoc activity add",
        "{task} only gives a direction; there is no result to record. Record what happened with: dondoc activity add",
    ),
    "task.reason_missing": Text(
        "Việc {task}: cần nêu lý do (--reason “…”); lý do được in trong báo cáo.",
        "Task {task}: a reason is needed (--reason “…”); the report prints it.",
    ),
    "slot.unknown": Text("Không tìm thấy phần việc số {id}.", "There is no slot number {id}."),
    "commitment.unknown": Text("Không tìm thấy cam kết số {id}.", "There is no commitment number {id}."),
    "done.not_met": Text(
        "Việc {task} chưa đạt chỉ tiêu: cần {comparator} {value}{unit}, mới ghi nhận {result}. "
        "Ghi thêm hoạt động (dondoc activity add {task} …) hoặc chọn hoàn thành một phần: "
        "dondoc partly {task} --reason “…”",
        "Task {task} has not met its target: {comparator} {value}{unit} wanted, {result} recorded. "
        "Add activities (dondoc activity add {task} …) or choose: dondoc partly {task} --reason “…”",
    ),
    "done.no_evidence": Text(
        "Việc {task} chưa có minh chứng. Gửi minh chứng: dondoc evidence add {task} TỆP, "
        "hoặc xác nhận bằng lời: dondoc done {task} --attest “…” (báo cáo sẽ ghi “chưa có minh chứng”).",
        "Task {task} has no evidence. Hand some in: dondoc evidence add {task} FILE, "
        "or vouch for it: dondoc done {task} --attest “…” (the report will say that evidence is missing).",
    ),
    "done.not_accepted": Text(
        "Việc {task} đã có minh chứng (số {evidence}) nhưng chưa ai công nhận. "
        "Xem rồi công nhận: dondoc evidence accept {first}",
        "Task {task} has evidence (number {evidence}) that nobody has accepted. Look at it, then: "
        "dondoc evidence accept {first}",
    ),
    "done.cap_open": Text(
        "Việc {task} là mức không được vượt, chỉ kết luận khi hết hạn ({due}).",
        "Task {task} is a limit not to be exceeded; it is judged when its time is over ({due}).",
    ),
    "done.other_day": Text(
        "Việc {task}: theo hoạt động đã ghi thì đạt chỉ tiêu ngày {met}, không phải ngày {on}. Bỏ --on, hoặc ghi hoạt "
        "động cho đúng ngày.",
        "Task {task}: by its activities the target was met on {met}, not on {on}. Leave out --on, or record the "
        "activity for its right day.",
    ),
    "done.attest_words": Text(
        "Việc {task}: xác nhận bằng lời thì cần có lời (--attest “đã làm gì, ai biết”).",
        "Task {task}: vouching for it needs words (--attest “…”).",
    ),
    "done.in_future": Text(
        "Việc {task}: ngày hoàn thành {on} ở sau hôm nay. Kiểm tra lại --on.",
        "Task {task}: the day done, {on}, lies after today. Check --on.",
    ),
    "waive.by_whom": Text(
        "Việc {task}: cần nêu ai cho thôi thực hiện (--by “Chủ tịch …”).",
        "Task {task}: say who released from it (--by “…”).",
    ),
    "amend.incomplete": Text(
        "Điều chỉnh {task} còn thiếu: {missing}. Cần có lý do (--reason), người duyệt (--approver) và giá trị mới.",
        "The amendment of {task} lacks: {missing}. It needs a reason, an approver and the new value.",
    ),
    "amend.settled": Text(
        "Việc {task} {status}, không còn phần nào để điều chỉnh. Mở lại trước: dondoc reopen {task} --reason “…”",
        "Task {task} is {status}; nothing is left to amend. Open it again first: dondoc reopen {task} --reason “…”",
    ),
    "amend.taken": Text(
        "Đơn vị nhận việc đã có sẵn phần của mình trong cùng thời gian với {task}; chọn đơn vị khác, hoặc cho thôi "
        "phần này (dondoc waive).",
        "The new owner has a part of the same time as {task} already; choose another, or waive this part.",
    ),
    "amend.whole_only": Text(
        "Chỉ tiêu thuộc về cả việc {task}, không điều chỉnh riêng một phần. Dùng mã {task}.",
        "A target belongs to the whole of {task}, not to one part. Use the code {task}.",
    ),
    "amend.all_targets": Text(
        "Việc {task} có {count} chỉ tiêu mà chỉ nêu {given}. Nêu đủ theo thứ tự, mỗi chỉ tiêu một --target.",
        "Task {task} has {count} targets and {given} were given. Name all of them in order, one --target each.",
    ),
    "amend.same_due": Text(
        "Việc {task} vốn đã có hạn {due}; không có gì để điều chỉnh.",
        "Task {task} is due on {due} already; there is nothing to amend.",
    ),
    "activity.unknown": Text("Không có hoạt động số {id}.", "There is no activity number {id}."),
    "activity.no_words": Text(
        "Hãy mô tả hoạt động bằng vài chữ (--words “…”).", "Describe the activity in a few words (--words “…”)."
    ),
    "activity.negative": Text(
        "Kết quả, số người và kinh phí không thể âm; kiểm tra lại các số.",
        "Quantity, people and money cannot be negative; check the numbers.",
    ),
    "activity.in_future": Text(
        "Hoạt động ghi ngày {on}, ở sau hôm nay. Kiểm tra lại --on.", "The activity's day, {on}, lies after today."
    ),
    "activity.no_such_target": Text(
        "Việc {task} có {count} chỉ tiêu, không có chỉ tiêu thứ {target}.",
        "Task {task} has {count} targets; there is no number {target}.",
    ),
    "activity.nothing_to_mend": Text(
        "Chưa nêu cần sửa gì của hoạt động: --on, --quantity, --words, --place, --people, --money, --area, --clear, "
        "--target hoặc --unlink.",
        "Say what to correct in the activity: --on, --quantity, --words, --place, --people, --money, --area, --clear, "
        "--target or --unlink.",
    ),
    "activity.not_linked": Text(
        "Hoạt động số {activity} không được tính cho việc {task} nên không có gì để bỏ.",
        "Activity {activity} does not count for task {task}; there is nothing to take away.",
    ),
    "activity.carries_done": Text(
        "Việc {task} đã được ghi nhận hoàn thành theo hoạt động số {activity}; sửa như vậy thì chỉ tiêu, ngày hoàn "
        "thành hoặc minh chứng của việc không còn đúng. Mở lại việc trước: dondoc reopen {task} --reason “…”, rồi mới "
        "sửa.",
        "Task {task} is done as activity {activity} stands; with this correction its target, its day or its evidence "
        "would no longer hold. Open the task again first: dondoc reopen {task} --reason “…”, then correct.",
    ),
    "activity.known": Text(
        "Hoạt động này với chính các tệp ấy đã được ghi cho {task}.",
        "This activity with these very files is recorded for {task} already.",
    ),
    "activity.shares_over": Text(
        "Các phần chia cho từng việc cộng lại {shared}, nhiều hơn kết quả của hoạt động ({quantity}). Sửa phần chia, "
        "hoặc sửa kết quả: dondoc activity mend … --quantity.",
        "The shares of the tasks add up to {shared}, more than the activity's result ({quantity}). Mend a share, or "
        "the result: dondoc activity mend … --quantity.",
    ),
    "activity.nothing_to_clear": Text(
        "Không xóa được mục “{field}”; chỉ xóa được: {known}.",
        "“{field}” cannot be cleared; these can: {known}.",
    ),
    "activity.linked": Text(
        "Hoạt động số {activity} đã được tính cho việc {task}.", "Activity {activity} counts for {task} already."
    ),
    "evidence.unknown": Text("Không có minh chứng số {id}.", "There is no evidence number {id}."),
    "evidence.no_label": Text(
        "Minh chứng cần một tên, đường dẫn hoặc số văn bản.", "Evidence needs a name, a link or a document number."
    ),
    "evidence.no_piece": Text(
        "Không có loại giấy tờ “{piece}”. Chọn một trong: {known} (config/evidence_kits.toml).",
        "There is no paper called “{piece}”. Choose one of: {known} (config/evidence_kits.toml).",
    ),
    "evidence.empty": Text("Tệp “{file}” rỗng, không dùng làm minh chứng được.", "The file “{file}” is empty."),
    "evidence.too_large": Text(
        "Tệp “{file}” lớn hơn {limit_mb} MB. Giảm dung lượng hoặc tăng max_file_mb trong config/evidence.toml.",
        "The file “{file}” is larger than {limit_mb} MB. Make it smaller or raise max_file_mb in config/evidence.toml.",
    ),
    "evidence.type": Text(
        "Tệp “{file}” thuộc loại {media_type}, không được nhận làm minh chứng. "
        "Gửi PDF, ảnh hoặc Word; danh sách loại ở config/evidence.toml.",
        "The file “{file}” is of type {media_type}, which is not taken as evidence. "
        "Send PDF, pictures or Word; the list stands in config/evidence.toml.",
    ),
    "evidence.no_file": Text(
        "Minh chứng số {evidence} không phải là tệp nên không có bản gốc để tải.",
        "Evidence {evidence} is no file; there is no original to download.",
    ),
    "evidence.disguised": Text(
        "Tệp “{file}” mang tên của ảnh, văn bản hoặc chương trình nhưng bên trong chỉ có chữ, không được nhận làm minh "
        "chứng. Gửi lại đúng tệp gốc; nếu là ghi chú thì đặt tên có đuôi .txt.",
        "The file “{file}” is named like a picture, a document or a program but holds only text, which is not taken as "
        "evidence. Send the original again; for a note use a name that ends in .txt.",
    ),
    "evidence.reason_missing": Text(
        "Từ chối minh chứng số {evidence} thì cần nêu lý do (--reason “…”).",
        "Rejecting evidence {evidence} needs a reason (--reason “…”).",
    ),
    "evidence.his_own": Text("{person} là người đã gửi nó", "{person} handed it in"),
    "evidence.of_his_unit": Text(
        "{person} là người của đơn vị đã làm hoặc đã gửi", "{person} is of the unit that did the work or handed it in"
    ),
    "evidence.second_person": Text(
        "Minh chứng số {evidence} phải do người thứ hai công nhận, vì {reason}. Công nhận được: {who}.",
        "Evidence {evidence} has to be accepted by a second person, because {reason}. Who may: {who}.",
    ),
    "evidence.nobody_else": Text(
        "Minh chứng số {evidence} phải do người thứ hai công nhận, vì {reason}, nhưng chưa có ai khác. Thêm người công "
        "nhận: dondoc people add “…” --role chair; hoặc đổi four_eyes trong config/evidence.toml.",
        "Evidence {evidence} has to be accepted by a second person, because {reason}, and there is nobody else. Add "
        "one: dondoc people add “…” --role chair; or change four_eyes in config/evidence.toml.",
    ),
    "evidence.destroyed": Text(
        "Minh chứng số {evidence} đã được tiêu hủy ngày {on}.", "Evidence {evidence} was destroyed on {on}."
    ),
    "evidence.destroy_why": Text(
        "Tiêu hủy minh chứng cần nêu lý do (--reason “…”) và luật hoặc quyết định làm căn cứ (--law “…”).",
        "Destroying evidence needs a reason (--reason “…”) and the law or decision it rests on (--law “…”).",
    ),
    "evidence.carries_done": Text(
        "Việc {task} đã được ghi nhận hoàn thành nhờ minh chứng số {evidence}; từ chối thì việc không còn minh chứng "
        "nào được công nhận. Mở lại việc trước: dondoc reopen {task} --reason “…”, rồi mới từ chối.",
        "Task {task} is done on the strength of evidence {evidence}; without it no accepted evidence is left. Open the "
        "task again first: dondoc reopen {task} --reason “…”, then reject.",
    ),
    "review.planned_late": Text(
        "Ngày dự kiến {day} sau hạn {due}; chọn ngày sớm hơn, hoặc sửa hạn trước (s).",
        "The planned day {day} comes after the due date {due}; choose an earlier one, or mend the due date first (s).",
    ),
    "review.planned_outside": Text(
        "Ngày dự kiến {day} nằm ngoài thời gian của “{text}” ({first} – {last}). Chọn ngày khác, hoặc sửa hạn trước.",
        "The planned day {day} lies outside the time for “{text}” ({first} – {last}). Choose another, or mend the due "
        "date first.",
    ),
    "review.no_words": Text("Cam kết thêm bằng tay cần có nội dung.", "A commitment added by hand needs words."),
    "review.choice": Text(
        "Không hiểu “{text}”. Gõ một trong các chữ {letters}, hoặc Enter để giữ nguyên.",
        "“{text}” is no choice. Type one of {letters}, or Enter to leave it.",
    ),
    "review.no_guess": Text(
        "Cam kết này không có số và chỉ một nơi làm, nên không có phỏng đoán nào để đổi.",
        "This commitment has no number and one owner: nothing was guessed that could be changed.",
    ),
    "review.nothing": Text(
        "Không có cam kết nào đang chờ xác nhận. Đưa báo cáo vào bằng: dondoc ingest TỆP",
        "No draft is waiting. Bring a report in with: dondoc ingest FILE",
    ),
    "decisions.invalid": Text(
        "Tệp quyết định {file} sai ở {place}: {problem}.", "Decisions file {file} is wrong at {place}: {problem}."
    ),
    "decisions.other_text": Text(
        "Tệp quyết định được lập cho một văn bản khác với “{document}”. Lập lại tệp từ: dondoc review --json",
        "The decisions file was made for another text than “{document}”. Make it anew from: dondoc review --json",
    ),
    "decisions.no_such_span": Text(
        "Trong “{document}” không có cam kết nháp nào ở vị trí {start}–{end}.",
        "“{document}” has no draft at {start}–{end}.",
    ),
    "unit.unknown": Text(
        "Không có đơn vị “{unit}”. Xem danh sách: dondoc units list",
        "There is no unit “{unit}”. See: dondoc units list",
    ),
    "unit.missing": Text("Không có đơn vị số {id}.", "There is no unit number {id}."),
    "unit.code": Text(
        "“{unit}” không dùng làm mã đơn vị được: chỉ gồm chữ không dấu, số và dấu gạch nối, dài không quá 16 ký tự.",
        "“{unit}” is no unit code: letters without accents, digits and hyphens, at most 16 of them.",
    ),
    "unit.circle": Text(
        "Đơn vị {unit} không thể trực thuộc {parent}, vì {parent} là chính nó hoặc nằm dưới nó.",
        "Unit {unit} cannot stand under {parent}, which is the same unit or stands under it.",
    ),
    "merge.itself": Text(
        "{unit} không thể sáp nhập vào chính mình: ghi đơn vị khác.",
        "{unit} cannot be merged into itself: name another unit.",
    ),
    "merge.no_basis": Text(
        "Cần căn cứ sáp nhập {unit}, ví dụ số quyết định.",
        "Give the basis on which {unit} is merged, say the number of the decision.",
    ),
    "merge.own": Text(
        "Không sáp nhập {unit} vào {into} được: {unit} là đơn vị của không gian làm việc này hoặc là cấp trên.",
        "{unit} cannot be merged into {into}: it is this workspace's own unit, or stands above the other.",
    ),
    "merge.done": Text("{unit} đã sáp nhập từ trước.", "{unit} was merged before."),
    "unit.exists": Text("Mã đơn vị “{unit}” đã có.", "The unit code “{unit}” exists."),
    "person.unknown": Text(
        "Không có người “{person}”. Xem danh sách: dondoc people list",
        "There is no person “{person}”. See: dondoc people list",
    ),
    "person.missing": Text("Không có người số {id}.", "There is no person number {id}."),
    "person.email": Text(
        "“{email}” không phải địa chỉ thư; viết như ten@donvi.vn.",
        "“{email}” is no mail address; write name@office.vn.",
    ),
    "person.exists": Text("Mã người “{person}” đã có.", "The person code “{person}” exists."),
    "person.left": Text(
        "{person} đã thôi nhiệm vụ. Nếu trở lại: dondoc people set MÃ --unit ĐƠN_VỊ --role VAI_TRÒ",
        "{person} has left. To come back: dondoc people set CODE --unit UNIT --role ROLE",
    ),
    "person.leaves_later": Text(
        "Ngày {day} còn ở phía trước; ghi thôi nhiệm vụ vào đúng ngày đó hoặc sau đó.",
        "{day} is still to come; record the leaving on that day or later.",
    ),
    "person.to_himself": Text(
        "{person} không thể bàn giao việc cho chính mình; nêu người khác ở --to.",
        "{person} cannot hand over to the same person; name another with --to.",
    ),
    "person.has_work": Text(
        "{person} còn đứng tên {count} việc ({tasks}). Nêu người nhận: dondoc people leave {code_of} --to MÃ",
        "{person} still has {count} tasks ({tasks}). Name who takes them: dondoc people leave {code_of} --to CODE",
    ),
    "person.forget_why": Text(
        "Xóa thông tin cá nhân cần nêu lý do: --reason “…”.", "Erasing personal data needs a reason: --reason “…”."
    ),
    "person.forgotten": Text(
        "Thông tin của người mang mã {person} đã được xóa trước đây.",
        "The data of the person with code {person} was erased before.",
    ),
    "person.only_one": Text(
        "{person} là người duy nhất giữ vai trò ấy ở {unit}. Phân công người thay trước (dondoc people add hoặc people "
        "set … --role …), rồi ghi thôi nhiệm vụ: dondoc people leave {code_of}.",
        "{person} is the only one to hold that role in {unit}. Name somebody else first (dondoc people add, or people "
        "set … --role …), then: dondoc people leave {code_of}.",
    ),
    "person.same_part": Text(
        "{person} đã có phần của mình trong cùng thời gian với {task}; giao việc này cho người khác, hoặc cho thôi "
        "(dondoc waive).",
        "{person} has a part of the same time as {task} already; give it to another, or waive it.",
    ),
    "person.last_secretary": Text(
        "{unit} phải còn ít nhất một cán bộ theo dõi. Thêm người thay trước: dondoc people add TÊN --role secretary",
        "{unit} needs somebody who keeps the list. Add one first: dondoc people add NAME --role secretary",
    ),
    "escalation.settled": Text(
        "Việc {task} không còn gì phải làm nên không báo cáo lên cấp trên.",
        "Nothing is owed of {task} any more, so there is nothing to tell the superior.",
    ),
    "escalation.not_chair": Text(
        "Chỉ người đứng đầu {unit} được đưa việc {task} lên cấp trên, không phải {person}. Nêu --as: {chairs}.",
        "Only the chair of {unit} may release {task} to the superior, not {person}. Use --as: {chairs}.",
    ),
    "escalation.no_superior": Text(
        "Chưa có người đứng đầu nào ở cấp trên để báo việc {task}. Thêm đơn vị cấp trên và người đứng đầu: dondoc "
        "units import, dondoc people add … --role chair",
        "No chair stands above to be told of {task}. Add the superior unit and its chair: dondoc units import, dondoc "
        "people add … --role chair",
    ),
    "escalation.no_basis": Text(
        "Cần nêu văn bản hoặc chỉ đạo giao việc {task}: --basis “…”.",
        "Name the document or the word by which {task} was given: --basis “…”.",
    ),
    "escalation.known_order": Text(
        "Việc {task} đã được ghi như thế; không cần làm lại.",
        "Task {task} is noted so already; there is no need to do it again.",
    ),
    "escalation.released": Text(
        "Việc {task} đã được {by} đưa lên cấp trên ngày {on}; không cần làm lại.",
        "Task {task} was released to the superior by {by} on {on}; there is no need to do it again.",
    ),
    "letters.no_task": Text(
        "Chưa có việc nào được theo dõi để kiểm tra. Đưa báo cáo vào bằng: dondoc ingest TỆP",
        "There is no task to check. Bring a report in with: dondoc ingest FILE",
    ),
    "letters.none_late": Text(
        "Đến nay {unit} không có việc nào quá hạn cần gửi công văn đôn đốc. Xem các việc quá hạn: dondoc list "
        "--overdue",
        "Nobody of {unit} is late, so there is no one to urge on. See: dondoc list --overdue",
    ),
    "report.no_period": Text(
        "“{period}” không phải mã kỳ. Viết như 2017-H2, 2020, 2020-Q3 hoặc 2020-M07.",
        "“{period}” is no period code. Write 2017-H2, 2020, 2020-Q3 or 2020-M07.",
    ),
    "report.state": Text(
        "Báo cáo {period} bản {version} đang ở trạng thái {current}, không chuyển sang {wanted} được.",
        "Report {period} version {version} is {current} and cannot become {wanted}.",
    ),
    "report.no_number": Text(
        "Cần số, ký hiệu của báo cáo {report} đã ký, ví dụ 15/BC-CĐCS.",
        "Give the number of the signed report {report}, say 15/BC-CĐCS.",
    ),
    "report.nothing": Text(
        "Kỳ {period} chưa có cam kết nào để báo cáo. Kiểm tra mã kỳ, hoặc đưa báo cáo vào: dondoc ingest TỆP",
        "Period {period} has no commitment to report on. Check the code, or bring a report in: dondoc ingest FILE",
    ),
    "report.untraced": Text(
        "Số “{figure}” trong câu “{words}” (mục {place}) không có căn cứ trong sổ theo dõi, nên báo cáo chưa được ghi "
        "ra ({faults} số như vậy). Đây là lỗi của dondoc: gửi câu này cho người hỗ trợ.",
        "The figure “{figure}” in “{words}” ({place}) has no ground in the ledger, so the report was not written "
        "({faults} such figures). This is a fault of dondoc: send the sentence to who supports you.",
    ),
    "report.nothing_called": Text(
        "Báo cáo không có câu hay dòng phụ lục nào mã “{line}”. Xem các mã: dondoc report KỲ --explain",
        "The report has no sentence or row called “{line}”. See: dondoc report PERIOD --explain",
    ),
    "report.not_readable": Text(
        "Báo cáo {period} chưa có bản nào đọc lại được (.docx, .html, .md, .pdf). Soạn lại: dondoc report {period}",
        "Report {period} is kept in no form that can be read (.docx, .html, .md, .pdf). Write it: dondoc report "
        "{period}",
    ),
    "report.share": Text(
        "Tỷ lệ tại {place} không khớp: phần {parts} so với tổng số {total}. Báo cáo chưa được ghi ra; sửa số đã ghi "
        "rồi soạn lại: dondoc activity mend SỐ -n 38/40",
        "The share at {place} is not right: {parts} of {total}. The report was not written; mend what was recorded and "
        "write it again: dondoc activity mend NUMBER -n 38/40",
    ),
    "report.unknown_format": Text(
        "Không có định dạng “{format}”. Chọn một trong các dạng: {known}.",
        "No format “{format}”. Choose one of: {known}.",
    ),
}
