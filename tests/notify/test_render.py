"""Letters become e-mails: both parts, safe in HTML, strict about templates, in the office's own form if it has one."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from draft.month_samples import month
from mail_letters import DAY, DIGEST, SHIPPED, envelope, letter, part

from dondoc.core.notice import Attachment
from dondoc.draft.chair_letters import EscalationLetter
from dondoc.draft.progress_letter import make_progress_letter
from dondoc.errors import BadInput
from dondoc.notify.render import MailRenderer

LINE = DIGEST.groups[0].lines[0]


def test_the_headers_say_who_writes_to_whom() -> None:
    message = letter()
    assert message["Subject"] == "[Đôn đốc] 01 việc cần làm – tuần 27/11/2017"
    assert message["From"].addresses[0].display_name == "Đôn đốc"
    assert message["To"].addresses[0].addr_spec == "hien@may-binh-an.example"
    assert message["Reply-To"] == "thu-ky@may-binh-an.example"
    assert message["Message-ID"] == "<dondoc-test-1@may-binh-an.example>"
    assert message["Date"].datetime.date() == date(2017, 11, 27)
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_text_part_tells_the_task_and_what_to_copy_into_a_chat() -> None:
    text = part(letter(), "plain")
    assert "SẮP ĐẾN HẠN (01 việc)" in text
    assert "1. [CDTL-2017-H2-01] Phối hợp với <Ban Nữ công> & Đoàn Thanh niên" in text
    assert "   Thời hạn: 30/11/2017 (còn 03 ngày làm việc)\n   Chỉ tiêu: 01 hội thao\n" in text
    assert "---- Để chép vào Zalo ----\n1. CDTL-2017-H2-01: hội thao\n" in text
    assert "http" not in text


def test_papers_to_send_stand_in_both_forms_on_a_line_of_their_own() -> None:
    assert "   Cần gửi: ảnh, kết quả xếp hạng\n" in part(letter(), "plain")
    assert "<div>Cần gửi: ảnh, kết quả xếp hạng</div>" in part(letter(), "html")


def test_the_html_part_escapes_what_people_wrote() -> None:
    html = part(letter(), "html")
    assert "&lt;Ban Nữ công&gt; &amp; Đoàn Thanh niên" in html
    assert "<Ban Nữ công>" not in html
    assert "href" not in html


def test_links_stand_only_where_there_is_an_address() -> None:
    linked = replace(LINE, link="https://dondoc.may-binh-an.example/tasks/CDTL-2017-H2-01")
    digest = replace(DIGEST, groups=(replace(DIGEST.groups[0], lines=(linked,)),))
    message = MailRenderer([SHIPPED], sender="dondoc@may-binh-an.example").render(digest, envelope())
    assert linked.link in part(message, "plain")
    assert f'href="{linked.link}"' in part(message, "html")


def test_the_message_survives_the_way_through_bytes() -> None:
    parsed = message_from_bytes(letter().as_bytes(), policy=policy.default)
    assert parsed["Subject"] == DIGEST.subject
    assert part(parsed, "plain") == part(letter(), "plain")  # type: ignore[arg-type]  # default policy: EmailMessage
    assert letter().as_bytes().isascii()


def test_the_progress_letter_prints_what_to_decide_the_units_and_the_lists() -> None:
    progress = make_progress_letter("Phạm Văn Quý", month(6, 1), today=DAY)
    renderer = MailRenderer([SHIPPED], sender="dondoc@may-binh-an.example")
    message = renderer.render(progress, envelope())
    text, html = part(message, "plain"), part(message, "html")
    assert "CẦN ĐỒNG CHÍ QUYẾT ĐỊNH\n\n1. Trần Thị Hiền xin lùi" in text
    assert "   → Đồng ý lùi đến 20/12/2017, hoặc không\n   Cán bộ theo dõi ghi: dondoc amend CDTL-2017-H2-01" in text
    assert "THEO ĐƠN VỊ\n\n- Tổ 2: tổng số 04; đã hoàn thành 0; trong hạn 01; quá hạn 03; không có tin 01\n" in text
    assert "\n- Tổ 1: tổng số 04; đã hoàn thành 0; trong hạn 01; quá hạn 03; không có tin 0\n" in text
    assert "QUÁ HẠN\n\n1. [CDTL-2017-H2-06] Tổ chức giải cầu lông nữ\n   hạn 16/11/2017, quá 11 ngày – Tổ 1" in text
    assert "… và 02 việc quá hạn khác: xem phụ lục kèm theo." in text
    assert '<th scope="row"' in html
    assert "http" not in text
    linked = replace(progress.decisions[0], link="https://dondoc.may-binh-an.example/duyet/x")
    pressed = renderer.render(replace(progress, decisions=(linked,)), envelope())
    assert f"   Duyệt tại: {linked.link}\n" in part(pressed, "plain")
    assert f'<a href="{linked.link}">' in part(pressed, "html")
    calm = part(renderer.render(make_progress_letter("Phạm Văn Quý", month(0), today=DAY), envelope()), "plain")
    assert "Không có việc quá hạn." in calm


def test_the_escalation_letter_lists_the_overdue() -> None:
    escalation = EscalationLetter(
        subject="[Đôn đốc] 01 việc quá hạn cần chỉ đạo – ngày 27/11/2017",
        salutation="Kính gửi đồng chí Phạm Văn Quý",
        opening="Có 01 việc đã quá hạn:",
        overdue=(replace(LINE, doer="Tổ công đoàn 1"),),
        hints=("Gửi kèm dự thảo công văn đôn đốc.",),
        chat="1. CDTL-2017-H2-01",
    )
    message = MailRenderer([SHIPPED], sender="dondoc@may-binh-an.example").render(escalation, envelope())
    assert "   Thực hiện: Tổ công đoàn 1\n" in part(message, "plain")
    assert "Thực hiện: Tổ công đoàn 1" in part(message, "html")
    assert "\n- Gửi kèm dự thảo công văn đôn đốc.\n" in part(message, "plain")
    assert "<li>Gửi kèm dự thảo công văn đôn đốc.</li>" in part(message, "html")


def test_the_offices_own_template_comes_first(tmp_path: Path) -> None:
    (tmp_path / "digest.txt.j2").write_text("Mẫu của cơ quan: {{ letter.opening }}\n", encoding="utf-8")
    message = MailRenderer([tmp_path, SHIPPED], sender="dondoc@may-binh-an.example").render(DIGEST, envelope())
    assert part(message, "plain").startswith("Mẫu của cơ quan: Tính đến")
    assert "Kính gửi đồng chí" in part(message, "html")


@pytest.mark.parametrize(
    "text", ["{{ letter.deadline }}", "{% for %}", "{{ 1 / 0 }}", "{{ 1 + 'a' }}", '{% include "thieu.j2" %}']
)
def test_a_template_with_a_mistake_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "digest.txt.j2").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        MailRenderer([tmp_path, SHIPPED], sender="dondoc@may-binh-an.example").render(DIGEST, envelope())
    assert caught.value.message_code == "mail.template"
    assert caught.value.params["template"] == "digest.txt.j2"


@pytest.mark.parametrize("address", ["không có", "hien@", "hien@may.vn\nBcc: ai@do.vn", ""])
def test_an_address_that_cannot_be_used_is_named(address: str) -> None:
    with pytest.raises(BadInput) as caught:
        letter(address=address)
    assert caught.value.message_code == "mail.address"


def test_a_name_with_line_breaks_stays_in_its_header() -> None:
    renderer = MailRenderer([SHIPPED], sender="dondoc@may-binh-an.example")
    message = renderer.render(DIGEST, replace(envelope(), to_name="Hiền\r\nBcc: ai@do.vn"))
    assert message["Bcc"] is None
    assert message["To"].addresses[0].addr_spec == "hien@may-binh-an.example"


def test_files_go_with_the_letter_under_their_names() -> None:
    renderer = MailRenderer([SHIPPED], sender="dondoc@may-binh-an.example")
    files = (
        Attachment(name="cong-van.docx", media_type="application/octet-stream", data=b"\x00\x01"),
        Attachment(name="lich.ics", media_type="text/calendar; method=PUBLISH", data="Hạn".encode()),
    )
    parsed = message_from_bytes(renderer.render(DIGEST, envelope(), files).as_bytes(), policy=policy.default)
    kept = [(a.get_filename(), a.get_content_type(), a.get_payload(decode=True)) for a in parsed.iter_attachments()]  # type: ignore[attr-defined]  # default policy: EmailMessage
    assert kept == [(f.name, f.media_type.split(";")[0], f.data) for f in files]
    assert 'method="PUBLISH"' in parsed.as_string()
    assert part(parsed, "plain") == part(letter(), "plain")  # type: ignore[arg-type]  # as above
