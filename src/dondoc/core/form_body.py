"""The text of an official document: its paragraphs, and the headings of each level."""

from collections.abc import Sequence

from dondoc.core.form import Align, Component, Found, Piece
from dondoc.core.form_words import body_part, is_title

_TITLED = {Component.PART: Component.PART_TITLE, Component.DIVISION: Component.DIVISION_TITLE}


def body_parts(pieces: Sequence[Piece]) -> list[Found]:
    """Each paragraph of the running text as what it is; empty ones are left out."""
    found: list[Found] = []
    expects: Component | None = None
    seen = [piece for piece in pieces if piece.text]
    for place, piece in enumerate(seen):
        part = body_part(piece.text)
        following = seen[place + 1] if place + 1 < len(seen) else None
        if expects is not None:
            part = expects if _can_be_title(piece) else part
            expects = None
        elif part in _TITLED:
            expects = _TITLED[part]
        elif part is Component.CLAUSE_TITLE and _is_list_item(piece, following):
            part = Component.BODY
        found.append(Found(component=part, pieces=(piece,)))
    return found


def _can_be_title(piece: Piece) -> bool:
    return body_part(piece.text) is Component.BODY and is_title(piece.text)


def _is_list_item(piece: Piece, following: Piece | None) -> bool:
    """Whether "1. …" has no text of its own below it, so that it is no title: the next number follows at once."""
    if following is None or any(one.bold for one in piece.letters):
        return False
    part = body_part(following.text)
    return part is Component.HEADING or (part is Component.CLAUSE_TITLE and _depth(following) <= _depth(piece))


def _depth(piece: Piece) -> int:
    number = piece.text.split(maxsplit=1)[0].strip(".)/-")
    return number.count(".")


def is_free_title(piece: Piece) -> bool:
    """Whether a paragraph without a number stands as a title of its own: short, bold, without an end mark."""
    return is_title(piece.text) and (piece.lines == 1 or piece.shape.align is Align.CENTER)
