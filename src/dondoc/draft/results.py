"""The lines that tell what was done and what is under way under one heading of a report."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from dondoc.core.activity import Activity, Evidence, EvidenceState
from dondoc.core.snapshot import Standing
from dondoc.draft.account import (
    DONE,
    Account,
    Voice,
    extension_of,
    extension_text,
    figures_reached,
)
from dondoc.draft.clause import lower_first, one_line, task_name, verb_at_head, without_future
from dondoc.draft.comparison import comparisons
from dondoc.draft.figures import day_text, number_text
from dondoc.draft.openings import chosen, end, merged, sentences_of
from dondoc.draft.report_context import Line
from dondoc.draft.told import told_of

#: So many things are told in one sentence at most.
_IN_ONE = 4
_T = TypeVar("_T")
Unplanned = tuple[Activity, tuple[Evidence, ...]]


def is_told(account: Account) -> bool:
    """Whether the results say something of a commitment: done, partly done, or under way; the rest is in the limits."""
    standings = set(account.standings())
    return bool(standings & {*DONE, Standing.PARTLY_DONE, Standing.UNDER_WAY})


def result_lines(
    accounts: Iterable[Account],
    unplanned: Iterable[Unplanned],
    voice: Voice,
    *,
    others: Iterable[tuple[Sequence[str], Line]] = (),
) -> tuple[Line, ...]:
    """Under one heading: what was done, what is under way, the directions in one sentence, then what nobody foresaw.

    Alike results are one sentence; the lines do not begin alike. Every commitment with something to tell stands in one
    line, and so does every activity. `others` are lines that stand behind them, each with the ways to put it.
    """
    rows = list(accounts)
    finished = [a for a in rows if {*a.standings()} & {*DONE, Standing.PARTLY_DONE}]
    under_way = [a for a in rows if a not in finished and Standing.UNDER_WAY in a.standings()]
    ways: list[tuple[Sequence[str], Line]] = [
        (sentences_of(told, voice), Line(text="", codes=told.codes))
        for told in merged([told_of(a, voice) for a in finished])
    ]
    ways += [(under_way_ways(group), _line(group)) for group in _fours(under_way)]
    if directions := [a for a in rows if a.is_direction]:
        ways.append(([direction_sentence(directions)], _line(directions)))
    for some in _fours(list(unplanned)):
        ways.append((unplanned_ways(some, voice), Line(text="", activities=tuple(a.id for a, _ in some))))
    ways += others
    texts = chosen([candidates for candidates, _ in ways])
    return tuple(
        Line(text=f"- {text}", codes=line.codes, activities=line.activities)
        for text, (_, line) in zip(texts, ways, strict=True)
    )


def _fours(rows: Sequence[_T]) -> list[Sequence[_T]]:
    return [rows[at : at + _IN_ONE] for at in range(0, len(rows), _IN_ONE)]


def _line(accounts: Iterable[Account]) -> Line:
    return Line(text="", codes=tuple(a.view.code for a in accounts))


def result_sentence(account: Account, voice: Voice) -> str:
    """What became of a commitment of which something was done, told alone: done, partly done, or some of its slots."""
    return sentences_of(told_of(account, voice), voice)[0]


def under_way_ways(accounts: Sequence[Account]) -> list[str]:
    """Commitments whose dates are still to come, in one sentence."""
    if len(accounts) > 1:
        parts = [f"“{_name(a)}” ({_till(a)}{_so_far(a)})" for a in accounts]
        count = number_text(Decimal(len(accounts)))
        return [
            end(f"Đang thực hiện trong hạn {count} nhiệm vụ: {'; '.join(parts)}"),
            end(f"{count} nhiệm vụ đang được thực hiện trong hạn: {'; '.join(parts)}"),
        ]
    [account] = accounts
    name, till, reached = _name(account), _till(account), _so_far(account)
    if till.startswith("gia hạn"):
        return [end(f"Nhiệm vụ “{name}” được {till}{reached}")]
    return [
        end(f"Đang thực hiện nhiệm vụ “{name}”, {till}{reached}"),
        end(f"Nhiệm vụ “{name}” đang được thực hiện, {till}{reached}"),
    ]


def _name(account: Account) -> str:
    return task_name(account.terms.display)


def _till(account: Account) -> str:
    works = account.of_standing(Standing.UNDER_WAY) or account.works
    due = max(w.slot.due for w in works)
    extension = extension_of(account.view)
    if extension is not None and extension.new_due == due:
        return extension_text(extension, due)
    return f"thời hạn đến ngày {day_text(due)}"


def _so_far(account: Account) -> str:
    reached = [*figures_reached(account), *comparisons(account.results())] if account.only else []
    return f"; đến nay {', '.join(reached)}" if reached else ""


def direction_sentence(accounts: Sequence[Account]) -> str:
    """The directions of one area, in one sentence that claims no result."""
    names = "; ".join(_inside(_name(a), owner=a.terms.owner).replace(";", ",") for a in accounts)
    return end(f"Các nội dung định hướng được theo dõi trong kỳ: {names}")


def _inside(name: str, *, owner: str | None) -> str:
    """The words inside a sentence: small at the first letter, but for a body's name ("Bộ Nội vụ tăng cường …")."""
    _, _, second = name.partition(" ")
    is_name = owner is not None and name.startswith(owner[:1].upper()) and second[:1].isupper()
    return name if is_name else lower_first(name)


def unplanned_sentence(activity: Activity, proofs: Sequence[Evidence], voice: Voice) -> str:
    """Something that was done and that nobody had promised."""
    return unplanned_ways([(activity, tuple(proofs))], voice)[0]


def unplanned_ways(rows: Sequence[Unplanned], voice: Voice) -> list[str]:
    """What was done and nobody had promised, in one sentence."""
    parts = [(_deed(activity), _details(activity, proofs, voice)) for activity, proofs in rows]
    if all(verb_at_head(lower_first(words), voice.verbs) for words, _ in parts):
        told = "; ".join(f"{lower_first(words)} ({details})" for words, details in parts)
        return [end(f"Ngoài kế hoạch, đã {told}"), end(f"Phát sinh ngoài kế hoạch, đã {told}")]
    told = "; ".join(f"{words} ({details})" for words, details in parts)
    return [end(f"Ngoài kế hoạch: {told}"), end(f"Phát sinh ngoài kế hoạch: {told}")]


def _deed(activity: Activity) -> str:
    words = without_future(one_line(activity.words)).rstrip(" .;,")
    return words[3:] if words.lower().startswith("đã ") else words


def _details(activity: Activity, proofs: Sequence[Evidence], voice: Voice) -> str:
    details = [f"ngày {day_text(activity.happened_on)}"]
    if voice.unit_id and activity.unit_id != voice.unit_id and activity.unit_id in voice.units:
        details.insert(0, voice.units[activity.unit_id])
    if activity.place:
        details.append(f"tại {one_line(activity.place).removeprefix('tại ')}")
    if activity.people is not None:
        details.append(f"{number_text(Decimal(activity.people))} người tham gia")
    if activity.money is not None:
        details.append(f"kinh phí {number_text(activity.money, unit='đồng')} đồng")
    if not any(e.state is EvidenceState.ACCEPTED for e in proofs):
        details.append("chưa có minh chứng")
    return ", ".join(details)
