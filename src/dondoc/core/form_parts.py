"""Which part of an official document each line is: by its words, its place, and what stands around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dondoc.core.form import Align, Component, Found, Letters, Piece, Sheets, Stroke, StrokeKind, Where
from dondoc.core.form_body import body_parts
from dondoc.core.form_rules import FormRules, Rule
from dondoc.core.form_signing import signing_parts
from dondoc.core.form_words import (
    annex_number,
    cuts,
    ends_subject,
    head_part,
    is_addressee,
    is_authority,
    is_listed,
    is_recipients_word,
    is_reference,
    names_of_bodies,
)

#: A line under a text may stand so far from its middle and still belong to it (millimetres).
_NEAR = 20.0
_HEAD_LINES = 40
_FIXED = frozenset({Component.NATION, Component.MOTTO})
_RULED_HEAD = frozenset({Component.MOTTO, Component.ISSUER})
_LONGEST_TITLE = 300
#: No line of who signs and who receives is longer.
_LONGEST_SIGN = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class _Areas:
    """The stretches of a document, as places in its pieces."""

    #: Where the kind of document stands, or where its head ends.
    head: int
    signing: int
    annexes: tuple[int, ...]
    end: int


def recognise(sheets: Sheets, rules: FormRules) -> tuple[Found, ...]:
    """The parts that are found, in reading order, each with the lines under it."""
    pieces = [part for piece in sheets.pieces for part in _cut(piece)]
    areas = _areas(pieces, rules)
    width = sheets.pages[0].width_mm if sheets.pages else 210.0
    found = _head(pieces[: areas.head], width)
    text_end = areas.annexes[0] if areas.annexes else areas.end
    body_start = areas.head
    if areas.head < len(pieces):
        title, body_start = _title(pieces, areas.head, text_end, rules)
        found += title
    addressee, body_start = _addressee(pieces, body_start, areas.signing)
    found += addressee
    found += body_parts([p for p in pieces[body_start : areas.signing] if p.place.where is Where.TEXT])
    found += signing_parts(pieces[areas.signing : text_end])
    for place, start in enumerate(areas.annexes):
        end = areas.annexes[place + 1] if place + 1 < len(areas.annexes) else areas.end
        found += _annex(pieces[start:end])
    return tuple(_with_strokes(found, pieces, rules))


def _cut(piece: Piece) -> list[Piece]:
    """A piece in which two parts follow one another with only spaces between, as two."""
    typed = "".join(one.text for one in piece.letters)
    places = cuts(typed)
    if not places:
        return [piece]
    left = piece.centre_mm - piece.width_mm / 2
    parts: list[Piece] = []
    for start, end in zip((0, *places), (*places, len(typed)), strict=True):
        width = piece.width_mm * (end - start) / len(typed)
        part = replace(
            piece,
            letters=_slice(piece.letters, start, end),
            label=piece.label if start == 0 else "",
            centre_mm=left + piece.width_mm * (start + end) / 2 / len(typed),
            width_mm=width,
            is_run_on=start > 0,
            is_first=piece.is_first and start == 0,
            strokes=piece.strokes if end == len(typed) else (),
        )
        parts.append(part)
    return parts


def _slice(letters: Sequence[Letters], start: int, end: int) -> tuple[Letters, ...]:
    taken: list[Letters] = []
    at = 0
    for one in letters:
        text = one.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            taken.append(replace(one, text=text))
        at += len(one.text)
    return tuple(taken)


def is_line(piece: Piece) -> bool:
    """Whether a piece holds no words, or only a row of dashes."""
    return not piece.text or any(stroke.kind is StrokeKind.TYPED for stroke in piece.strokes)


def _areas(pieces: Sequence[Piece], rules: FormRules) -> _Areas:
    head = _head_end(pieces, rules)
    annexes = [
        place
        for place, piece in enumerate(pieces)
        if place > head and piece.place.where is not Where.TABLE and annex_number(piece.text) is not None
    ]
    signs = [
        place
        for place, piece in enumerate(pieces)
        if place > head and (is_recipients_word(piece.text) or is_authority(piece.text))
    ]
    # A label before the signature is a heading or a reference; annexes follow who signs.
    annexes = [place for place in annexes if not signs or place > signs[0]]
    signing = _first_sign([place for place in signs if not annexes or place < annexes[0]], pieces)
    if signing is not None:
        annexes = _with_unlabelled(pieces, annexes, signing)
        signing = _row_start(pieces, signing)
    text_end = annexes[0] if annexes else len(pieces)
    signing = text_end if signing is None else signing
    return _Areas(head=head, signing=signing, annexes=tuple(annexes), end=len(pieces))


def _first_sign(signs: Sequence[int], pieces: Sequence[Piece]) -> int | None:
    """Where the block of who signs begins: the first of the last signs between which no paragraph of text stands."""
    start = None
    for place in reversed(signs):
        if start is not None and any(_is_paragraph(piece) for piece in pieces[place + 1 : start]):
            break
        start = place
    return start


def _is_paragraph(piece: Piece) -> bool:
    return piece.place.where is Where.TEXT and len(piece.text) > _LONGEST_SIGN


def _row_start(pieces: Sequence[Piece], at: int) -> int:
    """The first piece of the row of a table in which another stands."""
    here = pieces[at].place
    if here.where is not Where.TABLE:
        return at
    while at > 0 and (pieces[at - 1].place.table, pieces[at - 1].place.row) == (here.table, here.row):
        at -= 1
    return at


def _with_unlabelled(pieces: Sequence[Piece], labels: Sequence[int], signing: int) -> list[int]:
    """Where annexes begin: at their labels, and where a section after who signs has a reference and no label."""
    starts = list(labels)
    labelled = {pieces[place].place.section for place in labels}
    for place in range(signing, len(pieces)):
        section = pieces[place].place.section
        if section > pieces[signing].place.section and section not in labelled and is_reference(pieces[place].text):
            first = next(
                at for at in range(signing, place + 1) if pieces[at].place.section == section and pieces[at].text
            )
            starts.append(first)
            labelled.add(section)
    return sorted(starts)


def _head_end(pieces: Sequence[Piece], rules: FormRules) -> int:
    near = range(min(_HEAD_LINES, len(pieces)))
    kind = next((place for place in near if _is_kind(pieces[place], rules)), None)
    if kind is not None:
        return kind
    known = [place for place in near if head_part(pieces[place].text) is not None]
    return max(known, default=-1) + 1


def _is_kind(piece: Piece, rules: FormRules) -> bool:
    return piece.text.lower().rstrip(" .:") in rules.kinds


def _head(pieces: Sequence[Piece], width: float) -> list[Found]:
    found: list[Found] = []
    bodies: list[Piece] = []
    lines = [piece for piece in pieces if not is_line(piece)]
    while lines:
        piece = lines.pop(0)
        part = head_part(piece.text)
        own: tuple[Piece, ...] = (piece,)
        if part is None and lines and lines[0].place.cell == piece.place.cell:
            # A line that was broken by hand.
            part = head_part(f"{piece.text} {lines[0].text}")
            if part in _FIXED:
                own = (piece, lines.pop(0))
            else:
                part = None
        if part is None:
            bodies.append(piece)
        elif not any(one.component is part for one in found):
            found.append(Found(component=part, pieces=own))
    found += _bodies([piece for piece in bodies if piece.centre_mm < width / 2] or bodies)
    places = {id(piece): place for place, piece in enumerate(pieces)}
    return sorted(found, key=lambda one: places[id(one.first)])


def _bodies(lines: list[Piece]) -> list[Found]:
    """The superior body and the issuer: by their weight, else by their words."""
    if not lines:
        return []
    weights = [all(one.bold for one in line.letters if one.text.strip()) for line in lines]
    upright = weights.index(True) if True in weights else 0
    split = upright if any(weights) and not all(weights) and all(weights[upright:]) else None
    if split is None:
        split = names_of_bodies([line.text for line in lines])
        if split == 0 and len(lines) > 1 and not any(weights):
            split = len(lines) - 1
    issuer = Found(component=Component.ISSUER, pieces=tuple(lines[split:]))
    return [Found(component=Component.SUPERIOR, pieces=tuple(lines[:split])), issuer] if split else [issuer]


def _title(pieces: Sequence[Piece], kind: int, end: int, rules: FormRules) -> tuple[list[Found], int]:
    """The kind, its subject, and where the text begins; a subject without a kind is known by its look."""
    found: list[Found] = []
    subject: list[Piece] = []
    at = kind
    if _is_kind(pieces[kind], rules):
        found.append(Found(component=Component.KIND, pieces=(pieces[kind],)))
        at += 1
    else:
        while at < end and is_line(pieces[at]):
            at += 1
        if at == end or not _looks_titled(pieces[at]):
            return [], kind
        kind = at
    while at < end:
        piece = pieces[at]
        if is_line(piece):
            if subject or piece.strokes:
                break
        elif piece.place.cell != pieces[kind].place.cell or not _goes_on(piece, subject):
            break
        else:
            subject.append(piece)
        at += 1
    if subject:
        found.append(Found(component=Component.SUBJECT, pieces=tuple(subject)))
    return found, at


def _looks_titled(piece: Piece) -> bool:
    is_bold = all(one.bold for one in piece.letters if one.text.strip())
    return piece.place.where is Where.TEXT and piece.shape.align is Align.CENTER and is_bold


def _goes_on(piece: Piece, subject: Sequence[Piece]) -> bool:
    """Whether a line below the kind is the subject, or goes on with it."""
    if len(piece.text) > _LONGEST_TITLE or ends_subject(piece.text):
        return False
    return not subject or _is_alike(piece, subject[0])


def _is_alike(piece: Piece, first: Piece) -> bool:
    """Whether a line goes on with a title: it stands and looks like its first line."""
    if piece.shape.align is not first.shape.align and Align.CENTER not in {piece.shape.align}:
        return False
    return any(one.bold for one in piece.letters) or not any(one.bold for one in first.letters)


def _addressee(pieces: Sequence[Piece], start: int, end: int) -> tuple[list[Found], int]:
    """Kính gửi with its lines, where it stands before the text; and where the text begins."""
    first = next((at for at in range(start, min(end, start + 12)) if is_addressee(pieces[at].text)), None)
    if first is None:
        return [], start
    lines = [pieces[first]]
    at = first + 1
    several = pieces[first].text.rstrip().endswith(":")
    while at < end and (is_line(pieces[at]) or (several and is_listed(pieces[at].text))):
        if not is_line(pieces[at]):
            lines.append(pieces[at])
        at += 1
    return [Found(component=Component.ADDRESSEE, pieces=tuple(lines))], at


def _annex(pieces: Sequence[Piece]) -> list[Found]:
    has_label = annex_number(pieces[0].text) is not None
    found = [Found(component=Component.ANNEX_LABEL, pieces=(pieces[0],))] if has_label else []
    title: list[Piece] = []
    for piece in pieces[1:] if has_label else pieces:
        if is_reference(piece.text):
            reference = _whole_reference(pieces, piece)
            if title:
                found.append(Found(component=Component.ANNEX_TITLE, pieces=tuple(title)))
            return [*found, Found(component=Component.ANNEX_REFERENCE, pieces=reference)]
        if piece.place.where is Where.TABLE or len(piece.text) > _LONGEST_TITLE:
            break
        if not is_line(piece):
            title.append(piece)
        elif title:
            break
    if title:
        found.append(Found(component=Component.ANNEX_TITLE, pieces=tuple(title[:2])))
    return found


def _whole_reference(pieces: Sequence[Piece], first: Piece) -> tuple[Piece, ...]:
    """A reference that was typed in several lines goes on until its bracket closes."""
    start = next(place for place, piece in enumerate(pieces) if piece is first)
    lines = [first]
    for piece in pieces[start + 1 : start + 3]:
        if lines[-1].text.endswith(")") or is_line(piece):
            break
        lines.append(piece)
    return tuple(lines)


def _with_strokes(found: Iterable[Found], pieces: Sequence[Piece], rules: FormRules) -> Iterable[Found]:
    """The parts with the lines under them: in their own paragraphs, below them, or drawn near their middle."""
    listed = list(found)
    places = {id(piece): place for place, piece in enumerate(pieces)}
    heads = [one for one in listed if one.component in _RULED_HEAD]
    for one in listed:
        if rules.look(one.component).rule is Rule.NONE:
            yield one
            continue
        own = _strokes_below(pieces, places[id(one.pieces[-1])], one)
        rivals = [other for other in heads if other is not one and _is_beside(other, one)]
        near = [stroke for stroke in own if not rivals or _distance(stroke, one) <= _NEAR]
        if not near and rivals:
            near = [
                stroke
                for other in rivals
                for stroke in _strokes_below(pieces, places[id(other.pieces[-1])], other)
                if stroke.kind is StrokeKind.DRAWN and _distance(stroke, one) <= _NEAR
            ]
        yield replace(one, strokes=tuple(near))


def _is_beside(other: Found, one: Found) -> bool:
    """Whether two parts stand in running text beside one another, so that a line could be either's."""
    places = {piece.place.where for piece in (*other.pieces, *one.pieces)}
    return places == {Where.TEXT} and {other.component, one.component} == _RULED_HEAD


def _distance(stroke: Stroke, part: Found) -> float:
    return 0.0 if stroke.centre_mm is None else abs(stroke.centre_mm - part.first.centre_mm)


def _strokes_below(pieces: Sequence[Piece], last: int, part: Found) -> list[Stroke]:
    strokes = [stroke for piece in part.pieces for stroke in piece.strokes]
    paragraph = pieces[last].place.paragraph
    for piece in pieces[last + 1 :]:
        same_paragraph = piece.place.paragraph == paragraph
        if piece.place.cell != pieces[last].place.cell or not (is_line(piece) or same_paragraph):
            break
        strokes += piece.strokes
    return strokes
