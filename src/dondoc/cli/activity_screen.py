"""How what was entered looks at the terminal: what was read from the words, and how to put it right."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dondoc.cli.screen import day, say
from dondoc.core.activity import Activity
from dondoc.core.sharing import sharing_of
from dondoc.draft.figures import number_text

if TYPE_CHECKING:
    from dondoc.usecases.enter_deed import Entered

#: Field of an activity, what it is called, and the option of `activity mend` that puts it right.
_FIELDS = (
    ("happened_on", "ngày", "--on"),
    ("quantity", "kết quả", "--quantity"),
    ("people", "số người", "--people"),
    ("money", "kinh phí", "--money"),
    ("place", "nơi", "--place"),
    ("area", "mảng", "--area"),
)


def figure_text(activity: Activity) -> str:
    """A result as it is entered: "2", "38/40", or nothing."""
    quantity, whole = activity.quantity, activity.denominator
    if quantity is None:
        return ""
    return f"{quantity.normalize():f}" + (f"/{whole.normalize():f}" if whole is not None else "")


def print_entered(entered: "Entered", codes: Sequence[str], areas: Mapping[str, str]) -> None:
    """What was kept; each guess with its name, and one line on how to mend them."""
    activity = entered.activity
    kind = "phát sinh" if activity.is_unplanned else "cho " + ", ".join(codes)
    say(f"Đã ghi hoạt động số {activity.id} ngày {day(activity.happened_on)} ({kind}).")
    values = {
        "happened_on": day(activity.happened_on),
        "quantity": f"{figure_text(activity)} {entered.unit}".strip(),
        "people": str(activity.people),
        "money": f"{number_text(activity.money)} đồng" if activity.money is not None else "",
        "place": activity.place,
        "area": areas.get(activity.area, activity.area),
    }
    guessed = [(name, label, option) for name, label, option in _FIELDS if name in entered.guessed]
    if entered.is_today_assumed:
        say(f"  lời kể không nói ngày, lấy hôm nay; sửa: dondoc activity mend {activity.id} --on …")
    if guessed:
        say("  đọc từ lời kể: " + "; ".join(f"{label} {values[name]}" for name, label, _ in guessed))
        say(f"  sửa: dondoc activity mend {activity.id} " + " ".join(f"{option} …" for _, _, option in guessed))
    if entered.others:
        say(f"  số chưa biết tính vào đâu: {', '.join(entered.others)}")
    if activity.is_unclear:
        say("  lời kể cho biết việc chưa diễn ra: cần xem lại.")
    warn_of_shares(activity)
    for proposal in entered.proposals:
        code = proposal.task.code
        say(f"  có thể tính cho {code} ({proposal.task.words}): dondoc activity link {activity.id} {code}")


def warn_of_shares(activity: Activity) -> None:
    """Say where shares cannot be judged, or the same result counts more than once."""
    sharing = sharing_of(activity)
    if sharing.is_unmeasured:
        say(f"  chưa ghi kết quả chung nên chưa biết các phần chia ({number_text(sharing.shared)}) có quá không.")
    elif sharing.is_twice:
        whole = number_text(sharing.quantity) if sharing.quantity is not None else "toàn bộ"
        say(f"  lưu ý: có việc tính một phần, có việc tính trọn {whole}; cộng lại nhiều hơn kết quả của hoạt động.")
