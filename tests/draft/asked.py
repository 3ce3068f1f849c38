"""A đề cương of an invented superior, and the outline that is read from it."""

from functools import cache

from dondoc.documents.reading import read_bytes
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.outlines import load_outline_words
from dondoc.usecases.read_outline import ReadOutline, read_outline_of

ASKED = """LIÊN ĐOÀN LAO ĐỘNG TỈNH LAM SƠN

ĐỀ CƯƠNG BÁO CÁO
Kết quả hoạt động công đoàn 6 tháng đầu năm 2027 và nhiệm vụ trọng tâm 6 tháng cuối năm 2027
(Kèm theo Công văn số 45/LĐLĐ ngày 10/5/2027)

Phần thứ nhất
KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN 6 THÁNG ĐẦU NĂM 2027

I. Tình hình người lao động và tổ chức công đoàn
1. Tình hình việc làm, thu nhập (nêu rõ số lao động bị giảm giờ làm)
2. Tình hình tổ chức công đoàn: số đoàn viên, số tổ công đoàn
II. Kết quả thực hiện các mặt công tác
1. Công tác chăm lo, đại diện bảo vệ quyền, lợi ích người lao động
- Số cuộc đối thoại, số thỏa ước được ký;
2. Công tác tuyên truyền, vận động đoàn viên
Nêu rõ số buổi, số lượt người tham dự.
3. Công tác nữ công
4. Công tác kiểm tra, giám sát và tài chính công đoàn
5. Công tác quản lý con dấu
III. Đánh giá chung
1. Những ưu điểm nổi bật
2. Tồn tại, hạn chế và nguyên nhân
3. Bài học kinh nghiệm

Phần thứ hai
NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM 2027
I. Các chỉ tiêu phấn đấu
II. Nhiệm vụ và giải pháp chủ yếu
1. Chăm lo, bảo vệ quyền lợi đoàn viên
2. Tuyên truyền, giáo dục
III. Tổ chức thực hiện

Phần thứ ba
KIẾN NGHỊ, ĐỀ XUẤT

PHỤ LỤC SỐ LIỆU
1. Tổng số đoàn viên
"""


@cache
def asked_outline(text: str = ASKED) -> ReadOutline:
    """The outline of a đề cương that came as text."""
    return read_outline_of(read_bytes(text.encode(), "de-cuong.txt"), "de-cuong", load_outline_words(), load_lexicon())
