"""Numbers that whoever recorded them called an estimate ("ước đạt 45 triệu đồng"): told as such, never as done."""

import re

from dondoc.core.activity import Activity
from dondoc.core.target import Role
from dondoc.draft.account import Account
from dondoc.draft.clause import one_line
from dondoc.draft.quantity import reached_text

_ESTIMATE = re.compile(r"(?<!\w)ước\s+(?:đạt|tính|thực hiện|khoảng|đến|có|thu|\d)", re.IGNORECASE)


def is_estimate(activity: Activity) -> bool:
    """Whether the words that were recorded say that the number is an estimate."""
    return activity.quantity is not None and _ESTIMATE.search(one_line(activity.words)) is not None


def estimates_of(account: Account) -> list[str]:
    """The numbers that rest on an estimate, in words; empty when everything was counted."""
    guessed = {link.target for w in account.view.work for a in w.activities if is_estimate(a) for link in a.links}
    written: list[str] = []
    for index, result in enumerate(account.results()):
        if index in guessed and result.value is not None and result.target.role is not Role.RANGE_HIGH:
            unit = "" if result.target.percent else f" {result.target.unit}"
            written.append(f"{reached_text(result)}{unit}".strip())
    return written
