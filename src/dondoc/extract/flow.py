"""Running text without telling headings: each sentence is plan or not by the cue words that turn the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.core.task_note import Note, find_note
from dondoc.extract.announcing import PAST, announces
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.passages import Passage
from dondoc.extract.sections import Placed, Role
from dondoc.extract.sentences import free, has_words, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with what its place says of it."""

    passage: Passage
    mask: bytearray
    start: int
    end: int
    role: Role
    #: A heading says so, not only words of the running text.
    certain: bool
    placed: Placed
    #: The sentence that turned the running text to plan, or "".
    cue: str = ""
    #: The note behind it: then it is the whole of its passage, and one task.
    note: Note | None = None


#: A formula so near the head, or in so short a sentence, makes the whole of it one.
_OPENING, _SHORT = 60, 200


def read_flow(placed: list[Placed], lexicon: Lexicon) -> Iterator[Sentence | Placed]:
    """Sentences of the passages in order; headings and tables pass through as they are."""
    state, cue = Role.UNKNOWN, ""
    for one in placed:
        if one.is_heading or not isinstance(one.element, Passage):
            if one.is_heading and one.role is not Role.UNKNOWN:
                state, cue = Role.UNKNOWN, ""
            yield one
            continue
        passage = one.element
        mask = free(passage)
        note = find_note(passage.text) if one.role is Role.PLAN else None
        spans = [(passage.body, len(passage.text))] if note else sentences(passage, mask)
        for start, end in spans:
            if not has_words(passage.key, start, end):
                continue
            role = one.role
            if role in {Role.UNKNOWN, Role.RESULTS}:
                turned = _turn(passage, start, end, lexicon, role)
                if turned is not None and not (role is Role.RESULTS and turned is Role.PLAN and one.path):
                    state = turned
                    cue = passage.text[start:end].strip() if turned is Role.PLAN else ""
                if role is Role.UNKNOWN:
                    role = state
            yield Sentence(
                passage=passage, mask=mask, start=start, end=end, role=role, placed=one, cue=cue,
                certain=one.role is Role.PLAN and any(
                    heading.role is Role.PLAN and not heading.guessed for heading in one.path
                ),
                note=note,
            )  # fmt: skip


def _turn(passage: Passage, start: int, end: int, lexicon: Lexicon, role: Role) -> Role | None:
    """What a sentence turns the text to, or None where it goes on."""
    key = passage.key[start:end].strip()
    closing = lexicon.cues.closing.search(key)
    if closing and (closing[0] < _OPENING or len(key) < _SHORT):
        return None  # but a list of tasks may name "lập thành tích chào mừng …" in one of them
    if announces(passage, start, end, lexicon):
        return Role.PLAN
    if role is Role.UNKNOWN and _looks_back(key, lexicon):
        return Role.RESULTS
    return None


def _looks_back(key: str, lexicon: Lexicon) -> bool:
    back = lexicon.cues.results.search(key[:70])
    if back and back[0] < 30:
        return True
    return bool(PAST.match(key)) and not lexicon.verbs.openers.match(key, 0)
