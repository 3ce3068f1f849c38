"""Figures that stand in somebody's own words: those of a promise, a reason, a decision, an activity, a proof."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dondoc.core.activity import Activity, Evidence, EvidenceState
from dondoc.core.progress import TaskView
from dondoc.core.target import Target
from dondoc.draft.report_context import Origin
from dondoc.draft.trace_facts import Meaning
from dondoc.draft.trace_origins import (
    activity_origin,
    amendment_origins,
    attestation_origin,
    commitment_origin,
    evidence_origin,
    slot_origin,
    unit_origin,
)
from dondoc.draft.trace_tokens import Number, Percent, Token, plain, tokens

#: So many words beside it on one side tell that a figure is the same one, whatever stands on its other side.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Written:
    """A figure in the words of a source."""

    token: Token
    meaning: Meaning
    origin: Origin
    #: It is what was promised: outside of quotation marks a report of results says what was reached instead.
    is_target: bool = False


def written_in(text: str, meaning: Meaning, origin: Origin, targets: Iterable[Target] = ()) -> Iterator[Written]:
    """The figures of a source, each marked where it is a promised number."""
    wanted = list(targets)
    for token in tokens(plain(text)):
        yield Written(token, meaning, origin, is_target=any(_is_number_of(token, target) for target in wanted))


def _is_number_of(token: Token, target: Target) -> bool:
    if target.percent:
        return Percent(target.value) in token.readings or Number(target.value) in token.readings
    unit = target.unit.casefold()
    return Number(target.value) in token.readings and (not unit or token.unit.startswith(unit.split()[0]))


def words_of_view(view: TaskView) -> tuple[Written, ...]:
    """The figures in all words that the ledger has of a commitment."""
    promised = view.promised
    own = commitment_origin(promised)
    targets = [*promised.targets, *view.terms.targets]
    found = [*written_in(promised.display, Meaning.PROMISED, own, targets)]
    found += written_in(promised.text, Meaning.PROMISED, own, targets)
    for words in (promised.owner, view.terms.owner, *(t.unit for t in targets), *promised.refs):
        found += written_in(words or "", Meaning.WORDS, own)
    for amendment in view.amendments:
        (origin,) = amendment_origins(amendment)
        for words in (amendment.basis, amendment.reason, amendment.approver, amendment.new_owner or ""):
            found += written_in(words, Meaning.WORDS, origin)
        for target in (*amendment.old_targets, *amendment.new_targets):
            found += written_in(target.unit, Meaning.WORDS, origin)
    for work in view.work:
        slot, origin = work.slot, slot_origin(view, work.slot)
        for words in (slot.reason, slot.decided_by):
            found += written_in(words, Meaning.WORDS, origin)
        if slot.attestation is not None:
            said = attestation_origin(view, slot, slot.attestation)
            for words in (slot.attestation.by, slot.attestation.words):
                found += written_in(words, Meaning.WORDS, said)
        for activity in work.activities:
            found += words_of_activity(activity, work.evidence.get(activity.id, ()))
    return tuple(found)


def words_of_activity(activity: Activity, proofs: Iterable[Evidence]) -> Iterator[Written]:
    """The figures in the words and the place of an activity, and in the names of its proofs."""
    origin = activity_origin(activity)
    for words in (activity.words, activity.place):
        yield from written_in(words, Meaning.WORDS, origin)
    for evidence in proofs:
        if evidence.state is EvidenceState.ACCEPTED:
            yield from written_in(evidence.label, Meaning.WORDS, evidence_origin(evidence))


def words_of_units(names: Iterable[str]) -> Iterator[Written]:
    """The figures in the names of units ("Tổ Công đoàn số 3")."""
    for name in names:
        yield from written_in(name, Meaning.WORDS, unit_origin(name))


def stands_in(token: Token, written: Written) -> bool:
    """Whether a printed figure is that of the source: written alike, between the same words."""
    source = written.token
    if token.name != source.name:
        return False
    left = _shared(token.before[::-1], source.before[::-1])
    right = _shared(token.after, source.after)
    if left >= _TELLING or right >= _TELLING:
        return True
    return (left > 0 or not source.before) and (right > 0 or not source.after)


def _shared(mine: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(mine, theirs, strict=False):
        if one != other:
            break
        count += 1
    return count
