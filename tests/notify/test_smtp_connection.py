"""One connection for a run of letters: kept, opened anew when it is lost, and never a reason to send a letter twice."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from mail_letters import letter
from mail_server import Doorkeeper, Inbox, certificate, free_port

from dondoc.errors import BadInput, Unavailable
from dondoc.messages import explain
from dondoc.notify.smtp import SmtpMailer

SENDER = "dondoc@may-binh-an.example"


@contextmanager
def serving(inbox: Inbox, port: int | None = None, **options: Any) -> Iterator[str]:
    controller = Controller(inbox, hostname="127.0.0.1", port=port or free_port(), **options)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def server_context(folder: Path) -> tuple[ssl.SSLContext, Path]:
    cert, key = certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context, cert


def ids(inbox: Inbox) -> list[str]:
    return [str(message["Message-ID"]).split("@")[0][-1] for _, _, message in inbox.taken]


def test_a_run_of_letters_has_one_talk_and_the_next_run_another() -> None:
    inbox = Inbox()
    with serving(inbox) as place:
        mailer = SmtpMailer(f"smtp://{place}", SENDER, timeout=5)
        for number in range(5):
            mailer.send(letter(number))
        assert (inbox.talks, ids(inbox)) == (1, ["0", "1", "2", "3", "4"])
        mailer.close()
        mailer.send(letter(5))
        assert inbox.talks == 2
        mailer.close()
        mailer.close()


def test_a_refused_receiver_does_not_end_the_talk() -> None:
    inbox = Inbox()
    with serving(inbox) as place:
        mailer = SmtpMailer(f"smtp://{place}", SENDER, timeout=5)
        mailer.send(letter(1))
        with pytest.raises(BadInput, match=r"mail\.refused"):
            mailer.send(letter(2, address="khong-co@may-binh-an.example"))
        inbox.answer_to_data = "451 4.3.0 try again later"
        with pytest.raises(Unavailable, match=r"mail\.unavailable"):
            mailer.send(letter(3))
        inbox.answer_to_data = "250 OK"
        mailer.send(letter(4))
        mailer.close()
    assert (inbox.talks, ids(inbox)) == (1, ["1", "4"])


def test_a_server_that_was_started_again_meanwhile_is_talked_to_anew() -> None:
    inbox, port = Inbox(), free_port()
    with serving(inbox, port) as place:
        mailer = SmtpMailer(f"smtp://{place}", SENDER, timeout=5)
        mailer.send(letter(1))
    with serving(inbox, port):
        mailer.send(letter(2))
        mailer.close()
    assert (inbox.talks, ids(inbox)) == (2, ["1", "2"])


def test_a_server_that_takes_so_many_letters_a_talk_gets_the_rest_in_another() -> None:
    inbox = Inbox()
    inbox.messages_a_talk = 2
    with serving(inbox) as place:
        mailer = SmtpMailer(f"smtp://{place}", SENDER, timeout=5)
        for number in range(5):
            mailer.send(letter(number))
        mailer.close()
    assert (inbox.talks, ids(inbox)) == (3, ["0", "1", "2", "3", "4"])


def test_a_server_that_takes_no_letter_at_all_is_not_asked_for_ever() -> None:
    inbox = Inbox()
    inbox.messages_a_talk = 0
    with serving(inbox) as place:
        mailer = SmtpMailer(f"smtp://{place}", SENDER, timeout=5)
        with pytest.raises(Unavailable, match=r"mail\.unavailable.*too many messages"):
            mailer.send(letter())
        mailer.close()
    assert inbox.talks == 1


@pytest.mark.parametrize(("manner", "words"), [("cut", "ngắt kết nối"), ("silent", "hết thời gian chờ")])
def test_a_letter_whose_content_got_no_answer_is_in_doubt_and_not_sent_again_by_itself(manner: str, words: str) -> None:
    inbox = Inbox()
    with serving(inbox) as place:
        mailer = SmtpMailer(f"smtp://{place}", SENDER, timeout=0.5)
        mailer.send(letter(1))
        inbox.manner = manner
        with pytest.raises(Unavailable) as caught:
            mailer.send(letter(2))
        assert caught.value.message_code == "mail.in_doubt"
        assert words in explain(caught.value)
        assert "có thể đã tới" in explain(caught.value)
        inbox.manner = ""
        mailer.send(letter(3))
        mailer.close()
    assert ids(inbox).count("2") <= 1
    assert (ids(inbox)[0], ids(inbox)[-1], inbox.talks) == ("1", "3", 2)


class HangsUp(BaseRequestHandler):
    """Ends each talk before it begins, and counts."""

    def handle(self) -> None:
        assert isinstance(self.server, Rude)
        self.server.calls += 1


class Rude(ThreadingTCPServer):
    calls = 0


def test_after_three_connections_that_failed_the_rest_of_the_run_does_not_wait() -> None:
    with Rude(("127.0.0.1", 0), HangsUp) as rude:
        threading.Thread(target=rude.serve_forever, daemon=True).start()
        mailer = SmtpMailer(f"smtp://127.0.0.1:{rude.server_address[1]}", SENDER, timeout=5)
        for number in range(10):
            with pytest.raises(Unavailable, match=r"mail\.unavailable.*mail_hung_up"):
                mailer.send(letter(number))
        assert rude.calls == 3
        mailer.close()
        with pytest.raises(Unavailable, match=r"mail\.unavailable"):
            mailer.send(letter())
        assert rude.calls == 4
        rude.shutdown()


def test_a_wrong_password_is_not_repeated_until_the_account_is_locked(tmp_path: Path) -> None:
    context, cert = server_context(tmp_path)
    inbox, keeper = Inbox(), Doorkeeper()
    with serving(inbox, tls_context=context, authenticator=keeper, auth_required=True) as place:
        mailer = SmtpMailer(f"smtp://nguoi-gui:sai@{place}", SENDER, timeout=5, ca=cert)
        for number in range(10):
            with pytest.raises(Unavailable, match=r"value\.mail_login"):
                mailer.send(letter(number))
        # smtplib tries each of the two ways to log in that the server names.
        assert len(keeper.was_encrypted) == 3 * 2
    assert inbox.taken == []


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_run_over_tls_logs_in_once_and_trusts_the_authority_of_the_office(tmp_path: Path, scheme: str) -> None:
    context, cert = server_context(tmp_path)
    inbox, keeper = Inbox(), Doorkeeper()
    tls = {"tls_context": context} if scheme == "smtp" else {"ssl_context": context, "auth_require_tls": False}
    with serving(inbox, authenticator=keeper, auth_required=True, **tls) as place:
        mailer = SmtpMailer(f"{scheme}://nguoi-gui:mat%2Fkhau@{place}", SENDER, timeout=5, ca=cert)
        for number in range(3):
            mailer.send(letter(number))
        mailer.close()
        assert (len(keeper.was_encrypted), ids(inbox)) == (1, ["0", "1", "2"])
        with pytest.raises(Unavailable, match=r"value\.mail_certificate"):
            SmtpMailer(f"{scheme}://nguoi-gui:mat%2Fkhau@{place}", SENDER, timeout=5).send(letter())
    assert len(keeper.was_encrypted) == 1


def test_a_file_of_certificates_that_cannot_be_used_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as missing:
        SmtpMailer("smtp://may-chu", SENDER, ca=tmp_path / "ca.pem")
    assert missing.value.message_code == "mail.bad_ca"
    assert "ca.pem (mục smtp_ca): không có tệp" in explain(missing.value)
    (tmp_path / "ca.pem").write_text("khong phai chung thu", encoding="utf-8")
    with pytest.raises(BadInput) as wrong:
        SmtpMailer("smtp://may-chu", SENDER, ca=tmp_path / "ca.pem")
    assert "trong tệp không có chứng thư số" in explain(wrong.value)


def test_threads_share_the_talk_and_each_letter_goes_once() -> None:
    inbox = Inbox()
    with serving(inbox) as place:
        mailer = SmtpMailer(f"smtp://{place}", SENDER, timeout=5)
        threads = [threading.Thread(target=mailer.send, args=(letter(number),)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        mailer.close()
    assert (inbox.talks, sorted(ids(inbox))) == (1, [str(number) for number in range(8)])


def test_a_password_is_not_sent_to_another_machine_without_encryption() -> None:
    # 0.0.0.0 is no loopback address, and reaches this machine all the same.
    with serving(Inbox()) as place:
        port = place.partition(":")[2]
        mailer = SmtpMailer(f"smtp://hien:bi-mat@0.0.0.0:{port}", sender="x@may-binh-an.example", timeout=5)
        with pytest.raises(Unavailable) as told:
            mailer.send(letter())
    assert "không gửi mật khẩu" in explain(told.value, "vi")


@pytest.mark.parametrize("url", ["smtp://[::1", "smtp://a:b[c@thu.example"])
def test_an_address_that_cannot_be_read_is_told(url: str) -> None:
    with pytest.raises(BadInput) as told:
        SmtpMailer(url, sender="x@may-binh-an.example")
    assert told.value.message_code == "mail.bad_url"
