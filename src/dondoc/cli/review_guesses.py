"""Asking a reviewer about what was guessed: how results add up, what a number is counted over, who shares the work."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from dondoc.cli.review_screen import AGGREGATES, FAN_OUTS, PERS, ROLES
from dondoc.core.commitment import Commitment
from dondoc.core.extraction import FanOut
from dondoc.core.target import Aggregate, Per, Role, Target
from dondoc.draft.figures import target_text
from dondoc.errors import BadInput
from dondoc.extract.plural import guess_fan_out, opening

if TYPE_CHECKING:
    from dondoc.usecases.review_commitments import Decision

_AGGREGATES = {"c": Aggregate.SUM, "m": Aggregate.LATEST, "l": Aggregate.MAX, "t": Aggregate.SHARE}
_PERS = {"c": Per.COMMITMENT, "k": Per.SLOT, "n": Per.ASSIGNEE}
_ROLES = {"d": Role.REACH, "v": Role.CAP}
_FAN_OUTS = {"r": FanOut.EACH, "c": FanOut.TOGETHER}

Choice = TypeVar("Choice", bound=StrEnum)


def ask_guesses(decision: "Decision", draft: Commitment, ask: Callable[[str], str]) -> "Decision":
    """The decision with each guess as the reviewer has it; Enter leaves one alone.

    Raises:
        BadInput: `review.no_guess` when nothing was guessed of this draft, `review.choice` for a letter that is none.
    """
    targets = decision.mend.targets if decision.mend.targets is not None else draft.targets
    owner = decision.mend.owner or draft.owner or ""
    if not targets and not opening(owner):
        raise BadInput(code="review.no_guess")
    if targets:
        asked = _ranges_kept(tuple(_ask_target(target, ask) for target in targets))
        if asked != draft.targets:
            decision = replace(decision, mend=replace(decision.mend, targets=asked))
    if opening(owner):
        mode = decision.mode or guess_fan_out(owner, draft.text)
        decision = replace(decision, mode=_choose(ask, f"{owner}", _FAN_OUTS, FAN_OUTS, mode))
    return decision


def _ask_target(target: Target, ask: Callable[[str], str]) -> Target:
    if target.role is Role.RANGE_HIGH:
        return target
    words = target_text(target)
    role = target.role
    changed = replace(
        target,
        aggregate=_choose(ask, words, _AGGREGATES, AGGREGATES, target.aggregate),
        per=_choose(ask, words, _PERS, PERS, target.per),
    )
    return changed if role is Role.RANGE_LOW else replace(changed, role=_choose(ask, words, _ROLES, ROLES, role))


def _ranges_kept(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """The upper end of a range counts as its lower end does."""
    kept: list[Target] = []
    for target in targets:
        low = kept[-1] if kept and target.role is Role.RANGE_HIGH else target
        kept.append(replace(target, aggregate=low.aggregate, per=low.per))
    return tuple(kept)


def _choose(
    ask: Callable[[str], str],
    words: str,
    letters: Mapping[str, Choice],
    labels: Mapping[Choice, str],
    now: Choice,
) -> Choice:
    offered = ", ".join(f"{labels[choice]} ({letter})" for letter, choice in letters.items())
    answer = ask(f"    {words}: {offered}; Enter: {labels[now]}:").strip().lower()
    if not answer:
        return now
    if answer not in letters:
        raise BadInput(code="review.choice", text=answer, letters=", ".join(letters))
    return letters[answer]
