"""The end of an official document: who signs in whose name, and who gets it."""

from collections.abc import Sequence, Set

from dondoc.core.form import Component, Found, Piece, StrokeKind, Where
from dondoc.core.form_words import (
    begins_recipients,
    is_authority,
    is_drafter,
    is_listed,
    is_name,
    is_recipients_word,
    is_signed_note,
)

#: A gap above a line, in points, in which somebody can sign.
_ROOM_TO_SIGN = 30.0


def signing_parts(pieces: Sequence[Piece]) -> list[Found]:
    """Nơi nhận and the block of who signs."""
    word = next((piece for piece in pieces if is_recipients_word(piece.text) or begins_recipients(piece.text)), None)
    received: list[Piece] = []
    signing: list[tuple[Piece, bool]] = []
    drafters: list[Piece] = []
    gap = False
    for piece in pieces:
        if _is_empty(piece):
            gap = gap or word is None or piece.place.cell != word.place.cell or piece.place.where is Where.TEXT
        elif piece is word or is_signed_note(piece.text):
            continue
        elif _is_recipient(piece, word):
            (drafters if is_drafter(piece.text) else received).append(piece)
        else:
            signing.append((piece, gap or piece.shape.before_pt >= _ROOM_TO_SIGN))
            gap = False
    found = [Found(component=Component.RECIPIENTS_WORD, pieces=(word,))] if word is not None else []
    if received:
        found.append(Found(component=Component.RECIPIENTS, pieces=tuple(received)))
    found += [Found(component=Component.DRAFTER, pieces=(piece,)) for piece in drafters]
    return found + _block(signing)


def _is_empty(piece: Piece) -> bool:
    return not piece.text or any(stroke.kind is StrokeKind.TYPED for stroke in piece.strokes)


def _is_recipient(piece: Piece, word: Piece | None) -> bool:
    if is_authority(piece.text):
        return False
    if word is None:
        return is_listed(piece.text)
    if word.place.where is not Where.TEXT:
        return piece.place.cell == word.place.cell
    return is_listed(piece.text) or piece.text.lower().startswith(("như ", "lưu"))


def _block(signing: Sequence[tuple[Piece, bool]]) -> list[Found]:
    """Authority, position and name, in this order; the name stands below the room for the signature."""
    found: list[Found] = []
    seen: set[Component] = set()
    for piece, after_gap in signing:
        if is_authority(piece.text) and Component.SIGNER not in seen:
            part = Component.AUTHORITY
        elif _is_name_line(piece, seen, after_gap=after_gap):
            part = Component.SIGNER
        elif Component.SIGNER in seen:
            continue
        else:
            part = Component.POSITION
        seen.add(part)
        found.append(Found(component=part, pieces=(piece,)))
    return found


def _is_name_line(piece: Piece, seen: Set[Component], *, after_gap: bool) -> bool:
    if Component.POSITION in seen:
        return after_gap or is_name(piece.text)
    return Component.AUTHORITY in seen and after_gap and is_name(piece.text)
