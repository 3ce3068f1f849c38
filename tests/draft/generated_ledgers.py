"""Ledgers as offices keep them: promises worded in all the ways of reports, with whatever became of them."""

from datetime import date, timedelta
from decimal import Decimal

from draft.generated import STATUSES
from draft.samples import CUT_OFF, KNOWN_AT, PERIOD, Book, extension
from hypothesis import strategies as st

from dondoc.core.activity import Activity
from dondoc.core.commitment import Amendment, AmendmentKind
from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.period import Period
from dondoc.core.snapshot import Snapshot
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.core.task import Attestation, Slot, Status

OWNERS = (
    "Ban Nữ công", "các tổ công đoàn", "Mỗi tổ công đoàn", "Ủy ban Kiểm tra", "Tổ Công đoàn Sợi, Tổ Công đoàn Nhuộm",
    "Đồng chí Phó Chủ tịch phụ trách đời sống", "Phòng Kế hoạch - Tài vụ", "UBKT", "Ban Chấp hành CĐCS (khóa XII)",
    "Chi hội 5", "toàn thể đoàn viên", "Hội đồng thi đua - khen thưởng",
)  # fmt: skip
INTENTS = ("", "", "", "tiếp tục ", "phấn đấu ", "sẽ ", "cần ", "chủ động ", "tăng cường ", "định kỳ hằng quý ")
ACTIONS = (
    "tổ chức hội thi tay nghề", "mở lớp huấn luyện an toàn, vệ sinh lao động", "rà soát hồ sơ đoàn viên",
    "kiểm tra việc thu, chi tài chính", "xây dựng Kế hoạch số 15/KH-CĐCS ngày 02/3/2018", "vận động, ủng hộ quỹ xã hội",
    "thăm hỏi, tặng quà đoàn viên khó khăn", "ký kết thỏa ước lao động tập thể", "báo cáo kết quả về Văn phòng",
    "phát động phong trào “Xanh - Sạch - Đẹp; mỗi người một cây”", "kết nạp đoàn viên mới", "đôn đốc đóng đoàn phí",
    "tuyên truyền, vận động người lao động không nghỉ việc", "không để xảy ra tai nạn lao động nặng",
    "hoàn thành sửa chữa nhà sinh hoạt công đoàn", "nâng cao chất lượng đối thoại tại nơi làm việc",
    "thực hiện Nghị quyết số 02-NQ/TW của Bộ Chính trị", "phối hợp với Phòng Y tế khám sức khỏe",
    "sơ kết, tổng kết phong trào thi đua", "đã giao thì phải làm: bàn giao nhà mái ấm",
)  # fmt: skip
FIGURES = (
    "", "", "", "cho ít nhất 120 đoàn viên", "đạt từ 95% trở lên", "từ 20 đến 30 đoàn viên mới", "02 cuộc mỗi quý",
    "với kinh phí 35,5 triệu đồng", "38/40 tổ công đoàn", "không quá 01 vụ", "trên 1.200 lượt người",
    "mỗi tổ tối thiểu 03 sáng kiến", "và trao 10 suất quà, mỗi suất 500.000 đồng", "trong đó nữ từ 30% trở lên",
    "; 100% tổ công đoàn tham gia", "tăng 5% so với cùng kỳ", "(tối thiểu 02 lớp; mỗi lớp 35 người)",
)  # fmt: skip
TIMES = (
    "", "", "", ", chậm nhất ngày 30/9", " trước ngày 15/11/2017", " trong quý IV", " nhân dịp Quốc khánh 2/9",
    " trước Tết Nguyên đán", " trong Tháng Công nhân", ", xong trong tháng 8", " vào tuần đầu tháng 12",
    " hằng tháng", " mỗi năm một lần", " 6 tháng cuối năm 2017", " từ ngày 01/10 đến ngày 15/10",
    " vào ngày 25 hằng tháng",    " đến hết năm", " khi có hướng dẫn của cấp trên",
)  # fmt: skip
TAILS = (
    "", "", "", " nhằm nâng cao đời sống người lao động", " tại xã Bình Minh (thôn 3)", ", giao Ban Nữ công chủ trì",
    " theo Hướng dẫn số 41/HD-TLĐ", " và báo cáo kết quả", " - giai đoạn 2", "; rút kinh nghiệm", ", v.v.", "…", ".",
    " (nội dung: theo phụ lục)", "/.", " (Ủy ban Kiểm tra)",
)  # fmt: skip
#: What might be taken for something else than a task, and yet somebody may have written it.
ODD = (
    "Kết quả: đạt 02 giải nhất", "Đã tổ chức xong, còn quyết toán", "1. Rà soát; 2. Sửa đổi; 3. Ban hành",
    "- Họp giao ban - triển khai", "II. HẠN CHẾ, NGUYÊN NHÂN", "Phụ lục: bảng tổng hợp", "Nơi nhận: như trên",
    "Theo mã CD-2017-H2-01 (kỳ trước)", "Làm sạch dữ liệu (mã theo dõi: XX-2016-H1-01)", "TM. BAN CHẤP HÀNH",
    "Kính gửi thư cảm ơn các nhà tài trợ", "Trên đây là báo cáo tổng hợp", "Tồn tại: chưa có nhà để xe",
    "Đề nghị cấp trên hỗ trợ 50 triệu đồng", "Nếu có dịch thì dừng hội thi", "Số: 15/QĐ-CĐ", "100%", "02", "Họp",
    "HỘI NGHỊ NGƯỜI LAO ĐỘNG", "Hội nghị: ngày 15/3; Hội thao: ngày 26/3", "“Tết sum vầy”", "Tổ: 5/5 vững mạnh",
    "Chủ trì: Ban Nữ công", "Thời hạn (nếu có)", "https://mau.vn/a?b=1#c", "A|B \\ *c* _d_ <e> & [f]", "Ngày 05/3",
    "Phần thứ hai", "Biểu số 1: đoàn viên", "Được công nhận vững mạnh", "Ưu điểm: đoàn kết", "…", "Công tác khác:",
)  # fmt: skip
UNITS_OF_TARGETS = (
    "hội thi",
    "đoàn viên mới",
    "triệu đồng",
    "vụ",
    "lớp, khóa",
    "tổ công đoàn (nữ)",
    "",
    "sáng kiến; đề tài",
)
REASONS = (
    "", "Do mưa bão, sẽ tổ chức vào quý sau", "Chưa có kinh phí; chờ cấp trên", "Đã xin ý kiến: chưa trả lời",
    "Nhiệm vụ chuyển sang năm sau, hoàn thành trước ngày 30/3/2018.",
)  # fmt: skip
DEEDS = (
    "Thăm hỏi 03 gia đình",
    "Sẽ tổ chức tiếp 02 lớp",
    "Hội thao (mã theo dõi: CD-2017-H2-99)",
    "đã họp; phấn đấu 90%",
)
AREAS_OF_WORK = ("education", "representation", "women", "finance", "charity", "culture_sports", "other", "elsewhere")


@st.composite
def wordings(draw: st.DrawFn) -> str:
    """A promise as a report words it."""
    owner = draw(st.sampled_from(("", "", *OWNERS)))
    intent, action = draw(st.sampled_from(INTENTS)), draw(st.sampled_from(ACTIONS))
    figure, time, tail = (draw(st.sampled_from(parts)) for parts in (FIGURES, TIMES, TAILS))
    words = f"{owner} {intent}{action} {figure}{time}{tail}"
    return " ".join(words.split())


@st.composite
def figures(draw: st.DrawFn) -> Target:
    how = draw(st.sampled_from(Comparator))
    return Target(
        comparator=how,
        value=draw(st.integers(min_value=0, max_value=2500)) / Decimal(draw(st.sampled_from([1, 1, 1, 10]))),
        unit=draw(st.sampled_from(UNITS_OF_TARGETS)),
        percent=draw(st.booleans()),
        aggregate=draw(st.sampled_from(Aggregate)),
        per=draw(st.sampled_from(Per)),
        role=Role.CAP if how in {Comparator.AT_MOST, Comparator.LESS_THAN} else Role.REACH,
    )


@st.composite
def _works(draw: st.DrawFn, book: Book, recurrence: Recurrence | None) -> tuple[Slot, list[Activity]]:
    status = draw(st.sampled_from((Status.OPEN, Status.NOT_DONE, Status.PARTLY_DONE)) | STATUSES)
    due = draw(st.sampled_from((CUT_OFF, date(2017, 9, 30), date(2018, 3, 15), date(2018, 6, 30), date(2018, 11, 9))))
    done_on = date(2017, 11, 20) if status is Status.DONE else None
    proof = Attestation(by="Trưởng ban", on=date(2017, 12, 1), words="") if done_on and draw(st.booleans()) else None
    window = Period(2017, 1, 12).calendar if recurrence is Recurrence.MONTHLY else PERIOD.calendar
    slot = book.slot(
        status, due=due, unit=draw(st.integers(min_value=1, max_value=5)), window=window, done_on=done_on,
        reason=draw(st.sampled_from(REASONS)), decided_by="Ban Chấp hành", attestation=proof,
    )  # fmt: skip
    counts = draw(st.lists(st.sampled_from((None, "1", "12", "350")), max_size=2))
    return slot, [book.activity(slot, date(2017, 10, 5), count) for count in counts]


@st.composite
def _amendments(draw: st.DrawFn, targets: tuple[Target, ...]) -> list[Amendment]:
    kind = draw(st.sampled_from((None, None, *AmendmentKind)))
    if kind is AmendmentKind.EXTEND:
        return [extension(CUT_OFF, draw(st.sampled_from((date(2018, 2, 28), date(2018, 6, 30), date(2018, 12, 31)))))]
    change: dict[str, object] = {}
    if kind is AmendmentKind.RETARGET and targets:
        change = {"old_targets": targets, "new_targets": tuple(draw(figures()) for _ in targets)}
    if kind is AmendmentKind.REASSIGN:
        change = {"old_owner": None, "new_owner": draw(st.sampled_from(OWNERS))}
    if kind is None or not change:
        return []
    at = KNOWN_AT - timedelta(days=30)
    return [Amendment(id=7, commitment_id=1, kind=kind, reason="", approver="Chủ tịch", at=at, **change)]  # type: ignore[arg-type]


@st.composite
def _promise(draw: st.DrawFn, book: Book, words: st.SearchStrategy[str]) -> None:
    display = draw(words)
    recurrence = draw(st.none() | st.none() | st.sampled_from(Recurrence))
    is_direction = draw(st.integers(min_value=0, max_value=9)) == 0
    rows = [] if is_direction else draw(st.lists(_works(book, recurrence), min_size=1, max_size=2))
    targets = tuple(draw(st.lists(figures(), max_size=2)))
    parent = draw(st.none() | st.just(1)) if book.views else None
    book.add(
        display,
        draw(st.sampled_from(AREAS_OF_WORK)),
        rows,
        amendments=draw(_amendments(targets)),
        kind=draw(st.sampled_from(Kind)),
        targets=targets,
        owner=draw(st.none() | st.sampled_from(OWNERS)),
        recurrence=recurrence,
        is_direction=is_direction,
        due_explicit=draw(st.booleans()),
        parent_id=parent,
    )


@st.composite
def ledgers(draw: st.DrawFn, *, odd: bool = True) -> Snapshot:
    """A ledger at its cut-off; without the `odd` ones all is worded as a task."""
    book = Book()
    words = st.one_of(wordings(), wordings(), wordings(), st.sampled_from(ODD)) if odd else wordings()
    for _ in range(draw(st.integers(min_value=1, max_value=6))):
        draw(_promise(book, words))
    deeds = draw(st.lists(st.sampled_from(DEEDS), max_size=2))
    unplanned = [
        Activity(
            id=900 + n, unit_id=1, happened_on=date(2017, 11, 8), words=told, area="charity", is_unplanned=True,
            received_at=KNOWN_AT - timedelta(days=30),
        )
        for n, told in enumerate(deeds)
    ]  # fmt: skip
    return book.snapshot(unplanned)
