"""Letters on what is wrong with the program itself: a channel that fails, a ledger that was altered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dondoc.draft.digest import one_line, salute
from dondoc.draft.reminder_figures import count, day


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLetter:
    """What is wrong, line by line, and who is to look."""

    template: ClassVar[str] = "channels"

    subject: str
    salutation: str
    opening: str
    #: "Zalo: đã hỏng 05 lần liền."
    lines: tuple[str, ...]
    closing: str
    chat: str

    @property
    def codes(self) -> tuple[str, ...]:
        """It speaks of no task."""
        return ()


def make_channel_letter(receiver: str, failing: Sequence[tuple[str, int]], *, today: date) -> ChannelLetter:
    """The letter of `today` on channels by name with their failures in a row."""
    names = ", ".join(name for name, _ in failing)
    lines = tuple(f"{name}: không gửi được {count(failures)} lần liền." for name, failures in failing)
    closing = (
        "Tin chưa gửi được vẫn chờ và được gửi lại, hoặc đi qua kênh khác của người nhận nếu có. "
        "Đề nghị đồng chí giao người quản trị kiểm tra bằng lệnh: dondoc doctor --online"
    )
    opening = f"Tính đến ngày {day(today)}, phần mềm đôn đốc không gửi được tin qua: {names}."
    return ChannelLetter(
        subject=f"[Đôn đốc] Kênh gửi tin bị hỏng: {names} – ngày {day(today)}",
        salutation=salute(receiver),
        opening=opening,
        lines=lines,
        closing=closing,
        chat="\n".join([f"Đ/c {one_line(receiver)}: {opening}", *lines, closing]),
    )


def make_ledger_letter(receiver: str, findings: Sequence[str], total: int, *, today: date) -> ChannelLetter:
    """The letter of `today` on what the check of the ledger found: the first findings of `total`."""
    left = total - len(findings)
    lines = (*(f"{finding}." for finding in findings), *((f"và {count(left)} chỗ nữa.",) if left > 0 else ()))
    opening = (
        f"Lần kiểm tra gần nhất (đến ngày {day(today)}) thấy sổ hoặc tệp minh chứng bị mất hoặc bị thay đổi "
        f"ngoài phần mềm, ở {count(total)} chỗ:"
    )
    closing = (
        "Đề nghị đồng chí giữ nguyên hiện trạng, không ghi thêm, và giao người quản trị xem đủ danh sách bằng lệnh: "
        "dondoc verify, rồi phục hồi từ bản sao lưu."
    )
    return ChannelLetter(
        subject=f"[Đôn đốc] Sổ hoặc tệp minh chứng bị thay đổi – ngày {day(today)}",
        salutation=salute(receiver),
        opening=opening,
        lines=lines,
        closing=closing,
        chat="\n".join([f"Đ/c {one_line(receiver)}: {opening}", *lines, closing]),
    )
