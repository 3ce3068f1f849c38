"""One result in parts: who, the verb, what, when, and the remarks, so that it can be put into words in several ways."""

from dataclasses import dataclass
from decimal import Decimal

from dondoc.core.extraction import Kind
from dondoc.core.progress import Result, results
from dondoc.core.snapshot import Standing
from dondoc.core.target import Per, Role
from dondoc.draft.account import (
    DONE,
    Account,
    Voice,
    figures_reached,
    proof_note,
    slot_noun,
    tally_text,
    timing,
)
from dondoc.draft.clause import bare, task_name, without_deadline
from dondoc.draft.details import days_of, details_of
from dondoc.draft.estimates import estimates_of
from dondoc.draft.figures import number_text
from dondoc.draft.result_clause import ResultClause, ResultShape, is_cut_short, told_as_done


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one commitment, or of several that are told in one sentence."""

    codes: tuple[str, ...]
    shape: ResultShape
    #: "Ban Nữ công"; "" where the unit itself did it.
    subject: str = ""
    #: "định kỳ hằng quý", "chào mừng ngày thành lập ngành": stands before the verb.
    lead: str = ""
    verb: str = ""
    #: From the verb, the figure or the level on, with what was reached.
    words: str
    #: "ngày 15/9/2017", or "".
    days: str = ""
    details: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    #: " (chưa có minh chứng …)", or "".
    note: str = ""
    #: Its words are those of the promise, named as a task.
    is_named: bool = False
    #: The one figure is all there is behind the verb: it can come first ("12 đoàn viên mới được kết nạp").
    figure: str = ""
    #: Nothing about it needs a sentence of its own.
    is_plain: bool = False


def told_of(account: Account, voice: Voice) -> Told:
    """What became of a commitment of which something was done: done, partly done, or some of its slots."""
    if estimates_of(account):
        return _estimated(account, voice)
    if account.only is None:
        return _many(account, voice)
    return _done(account, voice) if account.of_standing(*DONE) else _partly(account, voice)


def certain_clause(account: Account, voice: Voice) -> ResultClause | None:
    """The promise as done with the figures reached; None when its grammar is not certain."""
    return told_as_done(account.terms, account.results(), voice.verbs)


def _done(account: Account, voice: Voice) -> Told:
    work = account.works[0]
    clause = certain_clause(account, voice)
    remarks = [*account.comparisons(), *timing(account, work.slot)]
    if clause is not None:
        return _turned(account, clause, voice, remarks, note=proof_note(work))
    if remarks and account.terms.targets and all(r.target.role is Role.CAP for r in account.results()):
        return _kept(account, remarks, note=proof_note(work))
    verb = "thực hiện" if account.terms.kind is Kind.ONGOING else "hoàn thành"
    return _named(account, voice, [*figures_reached(account), *remarks], note=proof_note(work), verb=verb)


def _partly(account: Account, voice: Voice) -> Told:
    remarks = account.comparisons()
    # Without a figure "đã ban hành" would tell the half as the whole.
    clause = certain_clause(account, voice) if remarks else None
    if clause is not None and clause.shape is not ResultShape.AVOIDED:
        return _turned(account, clause, voice, remarks)
    return _named(account, voice, [*figures_reached(account), *remarks], verb="mới thực hiện được một phần")


def _many(account: Account, voice: Voice) -> Told:
    """A commitment of several slots: how many of them are done, and what was counted over all."""
    shared = all(r.target.per is Per.COMMITMENT for r in account.results())
    done = account.of_standing(*DONE)
    clause = (certain_clause(account, voice) if shared else _as_promised(account, voice)) if done else None
    remarks = [tally_text(account), *(account.comparisons() if shared else [])]
    attested = sum(1 for w in done if w.slot.attestation)
    note = ""
    if attested:
        count = f"{number_text(Decimal(attested))} {slot_noun(account)}"
        note = f" ({count} chưa có minh chứng, theo xác nhận của người phụ trách)"
    if clause is not None:
        return _turned(account, clause, voice, remarks, note=note, with_days=False)
    remarks = [remarks[0], *figures_reached(account), *remarks[1:]]
    return _named(account, voice, remarks, note=note, verb="", with_days=False)


def _as_promised(account: Account, voice: Voice) -> ResultClause | None:
    """The promise as done, where each of its slots that is done reached just the number that was promised for it."""
    each = [results(account.view, work.slot) for work in account.of_standing(*DONE)]
    as_promised = all(r.value == r.target.value for found in each for r in found)
    return told_as_done(account.terms, each[0], voice.verbs) if as_promised else None


def _turned(
    account: Account,
    clause: ResultClause,
    voice: Voice,
    remarks: list[str],
    *,
    note: str = "",
    with_days: bool = True,
) -> Told:
    days = days_of(account.works, account.terms.kind, at_most=voice.dates_printed) if with_days else ""
    details = details_of(account.works, account.results(), clause=clause.words) if with_days else ()
    is_avoided = clause.shape is ResultShape.AVOIDED
    return Told(
        codes=(account.view.code,),
        shape=clause.shape,
        subject=clause.subject or own_subject(account, voice),
        lead=", ".join(part for part in (clause.rhythm, clause.occasion) if part),
        verb=clause.verb,
        words=clause.words,
        days="" if is_avoided else days,
        details=() if is_avoided else details,
        remarks=tuple(r for r in remarks if not is_avoided or not r.startswith("trong kỳ không ghi nhận")),
        note=note,
        figure=_only_figure(clause, account.results()),
        is_plain=with_days and not note and account.standings()[0] is Standing.DONE_ON_TIME,
    )


def _kept(account: Account, remarks: list[str], *, note: str) -> Told:
    """A cap ("không quá 01 vụ"), judged at the end."""
    kept = " được bảo đảm" if all(r.is_met for r in account.results()) else ""
    words = f"chỉ tiêu “{name_of(account)}”{kept}: {', '.join(remarks)}"
    return Told(codes=(account.view.code,), shape=ResultShape.LEVEL, words=words, note=note, is_named=True)


def _named(
    account: Account,
    voice: Voice,
    remarks: list[str],
    *,
    note: str = "",
    verb: str = "hoàn thành",
    with_days: bool = True,
) -> Told:
    """The task by its name, where its words do not turn for certain."""
    days = days_of(account.works, account.terms.kind, at_most=voice.dates_printed) if with_days else ""
    return Told(
        codes=(account.view.code,),
        shape=ResultShape.ACTION,
        subject=own_subject(account, voice),
        verb=verb,
        words=f"nhiệm vụ “{name_of(account)}”",
        days=days,
        details=details_of(account.works, account.results(), clause=account.terms.display) if with_days else (),
        remarks=tuple(remarks),
        note=note,
        is_named=True,
        is_plain=with_days and verb == "hoàn thành" and not note and account.standings()[0] is Standing.DONE_ON_TIME,
    )


def _estimated(account: Account, voice: Voice) -> Told:
    """What was only estimated is never told as done."""
    remarks = [f"ước đạt {words}" for words in estimates_of(account)]
    return _named(account, voice, remarks or ["số ước tính"], verb="")


def name_of(account: Account) -> str:
    """The promise as the name of a task that is over: its date is no news any more."""
    words = bare(account.terms.display)
    shorter = without_deadline(words)
    # A date in the middle stays: without it the words would be others.
    is_whole = shorter and words.startswith(shorter) and not is_cut_short(shorter)
    return task_name(shorter if is_whole else words)


def own_subject(account: Account, voice: Voice) -> str:
    """The unit that promised it, where that is not the unit whose report it is."""
    unit_id = account.view.promised.unit_id
    return voice.units.get(unit_id, "") if voice.unit_id and unit_id != voice.unit_id else ""


def _only_figure(clause: ResultClause, found: tuple[Result, ...]) -> str:
    """The figure that is all that stands behind a verb that can be put into the passive, or ""."""
    rest = clause.words[len(clause.verb) :].strip()
    if clause.verb not in PASSIVE or clause.subject or len(found) != 1 or found[0].value is None:
        return ""
    return rest if rest[:1].isdigit() and rest.endswith(found[0].target.unit) and "," not in rest else ""


#: Verbs whose object can come first: "12 đoàn viên mới được kết nạp".
PASSIVE = frozenset({"kết nạp", "trao", "trồng", "thành lập", "ký kết", "xây dựng", "lắp đặt"})
