"""A finished letter for the tests of the mailers."""

from datetime import date, datetime
from email.message import EmailMessage

from dondoc.core.instants import TIME_ZONE
from dondoc.draft.digest import Digest, DigestGroup, DigestLine
from dondoc.notify.render import MailRenderer
from dondoc.settings.files import shipped_dir
from dondoc.usecases.deliver import Envelope

SHIPPED = shipped_dir() / "templates" / "mail"
DAY = date(2017, 11, 27)

DIGEST = Digest(
    subject="[Đôn đốc] 01 việc cần làm – tuần 27/11/2017",
    salutation="Kính gửi đồng chí Trần Thị Hiền",
    opening="Tính đến ngày 27/11/2017, đồng chí có 01 việc cần quan tâm.",
    groups=(
        DigestGroup(
            title="Sắp đến hạn",
            count="01",
            lines=(
                DigestLine(
                    code="CDTL-2017-H2-01",
                    words="Phối hợp với <Ban Nữ công> & Đoàn Thanh niên tổ chức hội thao",
                    deadline="30/11/2017 (còn 03 ngày làm việc)",
                    target="01 hội thao",
                    wanted="ảnh, kết quả xếp hạng",
                ),
            ),
        ),
    ),
    directions="",
    how_to_answer=("Trả lời thư này.",),
    chat="1. CDTL-2017-H2-01: hội thao",
)


def envelope(number: int = 1, address: str = "hien@may-binh-an.example", hour: int = 8) -> Envelope:
    return Envelope(
        to_name="Trần Thị Hiền",
        to_address=address,
        reply_to="thu-ky@may-binh-an.example",
        internet_id=f"<dondoc-test-{number}@may-binh-an.example>",
        at=datetime(2017, 11, 27, hour, tzinfo=TIME_ZONE),
    )


def letter(number: int = 1, address: str = "hien@may-binh-an.example", hour: int = 8) -> EmailMessage:
    renderer = MailRenderer([SHIPPED], sender="dondoc@may-binh-an.example")
    return renderer.render(DIGEST, envelope(number, address, hour))


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())
