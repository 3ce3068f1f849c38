"""How drafts and the outcome of a review look at the terminal."""

from typing import TYPE_CHECKING

from dondoc.cli.screen import day, say
from dondoc.core.commitment import Commitment
from dondoc.core.extraction import FanOut, FoundCommitment, Recurrence
from dondoc.core.target import Aggregate, Per, Role, Target
from dondoc.draft.figures import target_text, targets_text
from dondoc.extract.plural import guess_fan_out, opening

if TYPE_CHECKING:
    from dondoc.usecases.review_commitments import Reviewed

_RECURRENCES = {
    Recurrence.WEEKLY: "hằng tuần",
    Recurrence.MONTHLY: "hằng tháng",
    Recurrence.QUARTERLY: "hằng quý",
    Recurrence.HALF_YEARLY: "sáu tháng một lần",
    Recurrence.YEARLY: "hằng năm",
}


AGGREGATES = {
    Aggregate.SUM: "cộng các lần",
    Aggregate.LATEST: "lấy số mới nhất",
    Aggregate.MAX: "lấy số lớn nhất",
    Aggregate.SHARE: "phần trên tổng số (38/40)",
}
PERS = {
    Per.COMMITMENT: "tính cho cả cam kết",
    Per.SLOT: "tính cho từng kỳ",
    Per.ASSIGNEE: "tính cho từng nơi làm",
}
ROLES = {
    Role.REACH: "phải đạt",
    Role.CAP: "không được vượt",
    Role.RANGE_LOW: "đầu dưới của một khoảng",
    Role.RANGE_HIGH: "đầu trên của một khoảng",
}
FAN_OUTS = {FanOut.EACH: "mỗi nơi làm riêng", FanOut.TOGETHER: "cùng làm, nơi đầu tiên chủ trì"}


def guess_lines(found: Commitment | FoundCommitment) -> list[str]:
    """What was guessed by rule, for the reviewer to change."""
    is_direction = found.is_direction if isinstance(found, Commitment) else found.direction
    lines = []
    for target in found.targets:
        if target.role is not Role.RANGE_HIGH:
            which = f"{target_text(target)}: " if len(found.targets) > 1 else ""
            lines.append(f"đoán cách tính: {which}{how_counted(target)}")
    if found.owner and opening(found.owner):
        lines.append(f"đoán cách chia việc: {FAN_OUTS[guess_fan_out(found.owner, found.text)]}")
    if is_direction:
        lines.append("đoán: chỉ là định hướng, không theo dõi như một việc")
    return lines


def how_counted(target: Target) -> str:
    """How results add up to a target, what it is counted over, what it is for.

    >>> from decimal import Decimal
    >>> from dondoc.core.target import Comparator
    >>> how_counted(Target(comparator=Comparator.AT_LEAST, value=Decimal(2), unit="cuộc"))
    'cộng các lần, tính cho cả cam kết, phải đạt'
    """
    return f"{AGGREGATES[target.aggregate]}, {PERS[target.per]}, {ROLES[target.role]}"


def draft_lines(commitment: Commitment, number: int, count: int) -> list[str]:
    """A draft as the reviewer sees it."""
    due = day(commitment.due) if commitment.due else "chưa có (sẽ ước định)"
    origin = "theo lời văn" if commitment.due_explicit else "cuối kỳ kế hoạch"
    lines = [
        f"[{number}/{count}] {commitment.display}",
        f"      hạn {due} ({origin}) · độ tin cậy {commitment.confidence:.2f}",
    ]
    if commitment.targets:
        lines.append(f"      chỉ tiêu: {targets_text(commitment.targets)}")
    if commitment.owner:
        lines.append(f"      chủ trì: {commitment.owner}")
    if commitment.recurrence:
        lines.append(f"      định kỳ: {_RECURRENCES[commitment.recurrence]}")
    lines += [f"      {line}" for line in guess_lines(commitment)]
    if commitment.is_gone:
        lines.append("      bản mới của văn bản không còn cam kết này")
    if commitment.continues_id:
        lines.append("      tiếp nối một cam kết kỳ trước")
    return lines


def print_reviewed(reviewed: "Reviewed") -> None:
    """What a review did, in a few lines."""
    tasks = sum(1 for c in reviewed.confirmed if c.slots)
    directions = len(reviewed.confirmed) - tasks
    slots = sum(len(c.slots) for c in reviewed.confirmed)
    history = sum(s.is_history for c in reviewed.confirmed for s in c.slots)
    say(
        f"  Đã xác nhận {len(reviewed.confirmed)} cam kết ({slots} phần việc, {directions} định hướng), "
        f"không nhận {len(reviewed.rejected)}, để lại {len(reviewed.left)}."
    )
    if history:
        say(f"  {history} phần việc đã quá hạn trước khi xác nhận: chỉ ghi nhận, không nhắc (dùng --chase để nhắc).")
    for confirmed in reviewed.confirmed:
        if confirmed.unresolved_owner:
            say(
                f"  {confirmed.commitment.code}: “{confirmed.unresolved_owner}” chưa phải là đơn vị trong danh sách; "
                "tạm giao cho đơn vị mình (dondoc units add, rồi dondoc amend … --owner)."
            )
