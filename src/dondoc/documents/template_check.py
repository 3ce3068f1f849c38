"""What is wrong with a Jinja template, each fault with its place: broken tags, unclosed loops, unknown names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

from dondoc.documents.template_names import UnknownName, nearest, unknown_names
from dondoc.documents.templates import environment
from dondoc.documents.word_tags import TAG, Stretch, stretches_of
from dondoc.errors import BadInput, DondocError


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What a template may ask for."""

    #: The class whose fields it prints; None where its names are not looked at.
    context: type | None = None
    #: Names and filters that it has besides; None where filters are not looked at.
    names: frozenset[str] = frozenset()
    filters: frozenset[str] | None = frozenset()


_JINJA = environment(autoescape=False)
_BLOCKS = ("for", "if", "macro", "call", "filter", "with", "autoescape", "block", "raw")
_MIDDLES = ("elif", "else")
_SINGLE = ("set", "include", "import", "from", "extends")
_KNOWN_TAGS = dict.fromkeys((*_BLOCKS, *(f"end{name}" for name in (*_BLOCKS, "set")), *_MIDDLES, *_SINGLE))
#: What docxtpl reads itself: where a tag takes its paragraph, row, cell or run away; cells that are merged or coloured.
_TAKES = re.compile(r"^(\{[{%#][-+]?)(p|tr|tc|r)(?=\s)")
_WORD_ONLY = re.compile(r"\{%[-+]?\s*(?:(vm|hm)|(?:cellbg|colspan)\s+(.*?))\s*[-+]?%\}")
_INSIDE = re.compile(r"\s*([A-Za-z_]\w*)?(.*)", re.DOTALL)
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One thing that is wrong; a broken template is not printed, what is only missing is."""

    error: DondocError
    is_broken: bool = True


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag as typed, as Jinja reads it, and where."""

    typed: str
    plain: str
    #: "for", "endfor", "set"; "" for what is printed.
    name: str
    rest: str
    stretch: Stretch


def check_word(data: bytes, contract: Contract) -> list[TemplateFault]:
    """The faults of a .docx template that prints a context; empty when it is sound."""
    try:
        stretches = stretches_of(data)
    except BadInput as error:
        return [TemplateFault(error)]
    halves = [TemplateFault(error) for stretch in stretches for error in _half_tags(stretch)]
    if halves:
        return halves  # what the others mean hangs on them
    crowded = [TemplateFault(error) for stretch in stretches for error in _crowded(stretch)]
    return [*crowded, *_check(stretches, contract)]


def check_text(data: bytes, contract: Contract) -> list[TemplateFault]:
    """The same for a text template (.html.j2, .md.j2, .txt.j2)."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return [TemplateFault(BadInput(code="value.not_utf8"))]
    lines = [Stretch(line, in_line(number, line)) for number, line in enumerate(text.split("\n"), 1)]
    return _check(lines, contract)


def in_line(number: int, words: str) -> DondocError:
    """A line of a text file as a place."""
    return BadInput(code="template.in_line", number=number, words=_quoted(words))


def _check(stretches: Sequence[Stretch], contract: Contract) -> list[TemplateFault]:
    tags = list(_tags(stretches))
    errors = [*_half_blocks(tags), *(error for tag in tags for error in _syntax(tag, contract.filters))]
    if errors:
        return [TemplateFault(error) for error in errors]
    lines = [*_plain_lines(stretches)]
    try:
        tree = _JINJA.parse("\n".join(lines))
    except TemplateSyntaxError as error:
        place = stretches[min(error.lineno, len(stretches)) - 1].place
        return [TemplateFault(BadInput(code="template.syntax", place=place, tag="", problem=error.message or "?"))]
    if contract.context is None:
        return []
    return list(_unknown(unknown_names(tree, contract.context, more=contract.names), stretches))


def _half_tags(stretch: Stretch) -> Iterator[DondocError]:
    """Marks of tags that have lost their other half."""
    rest = TAG.sub(" ", stretch.text)
    for mark in ("{{", "{%", "}}", "%}"):
        if mark in rest:
            yield BadInput(code="template.half_tag", place=stretch.place, mark=mark)


def _crowded(stretch: Stretch) -> Iterator[DondocError]:
    """Words that vanish, since they stand in the paragraph, row or cell that a tag takes away."""
    around = {"p": stretch.text, "tr": stretch.row, "tc": stretch.cell}
    for tag in TAG.finditer(stretch.text):
        takes = _TAKES.match(tag[0])
        if takes and takes[2] in around and TAG.sub(_only_printed, around[takes[2]].replace(tag[0], "", 1)).strip():
            yield BadInput(code="template.crowded", place=stretch.place, tag=_quoted(tag[0]))


def _only_printed(tag: re.Match[str]) -> str:
    """A tag that steers prints nothing and may stand beside another."""
    return tag[0] if tag[0].startswith("{{") else ""


def _tags(stretches: Sequence[Stretch]) -> Iterator[_Tag]:
    """The tags in order without comments; what stands between raw and endraw is none."""
    whole = "\n".join(stretch.text for stretch in stretches)
    starts: list[int] = []
    length = 0
    for stretch in stretches:
        starts.append(length)
        length += len(stretch.text) + 1
    line, is_raw = 0, False
    for found in TAG.finditer(whole):
        while line + 1 < len(starts) and starts[line + 1] <= found.start():
            line += 1
        plain = _plain(found[0])
        if not plain or plain.startswith("{#"):
            continue
        inside = _INSIDE.match(plain[2:-2].strip(" -+")) if plain.startswith("{%") else None
        name = (inside[1] or "") if inside else ""
        if is_raw and name != "endraw":
            continue
        is_raw = name == "raw"
        yield _Tag(found[0], plain, name, inside[2].strip() if inside else "", stretches[line])


def _plain(tag: str) -> str:
    """A tag as Jinja reads it: without what docxtpl has made of it."""
    special = _WORD_ONLY.fullmatch(tag)
    if special is not None:
        return "" if special[1] else "{{ " + special[2] + " }}"
    return _TAKES.sub(r"\1", tag)


def _plain_lines(stretches: Sequence[Stretch]) -> Iterator[str]:
    whole = TAG.sub(lambda tag: _plain(tag[0]), "\n".join(stretch.text for stretch in stretches))
    yield from whole.split("\n")


def _half_blocks(tags: Iterable[_Tag]) -> Iterator[DondocError]:
    """Loops and conditions that are not closed, or closed without having begun."""
    open_: list[_Tag] = []
    for tag in tags:
        begins = tag.name in _BLOCKS or (tag.name == "set" and "=" not in tag.rest)
        if begins:
            open_.append(tag)
        elif tag.name.startswith("end") or tag.name in _MIDDLES:
            if not open_ or (tag.name not in _MIDDLES and tag.name != f"end{open_[-1].name}"):
                yield BadInput(code="template.unopened", place=tag.stretch.place, tag=_quoted(tag.typed))
                return  # what follows hangs on it
            if tag.name not in _MIDDLES:
                open_.pop()
    for tag in open_:
        yield BadInput(
            code="template.unclosed", place=tag.stretch.place, tag=_quoted(tag.typed), end=f"{{% end{tag.name} %}}"
        )


def _syntax(tag: _Tag, filters: frozenset[str] | None) -> Iterator[DondocError]:
    """What is wrong inside one tag."""
    place, typed = tag.stretch.place, _quoted(tag.typed)
    if tag.plain.startswith("{%") and tag.name not in _KNOWN_TAGS:
        near = hint(nearest(tag.name, _KNOWN_TAGS))
        yield BadInput(code="template.unknown_tag", place=place, name=tag.name or typed, near=near)
        return
    try:
        tree = _JINJA.parse(_alone(tag))
    except TemplateSyntaxError as error:
        yield BadInput(code="template.syntax", place=place, tag=typed, problem=error.message or "?")
        return
    if filters is None:
        return
    for kind, known in ((nodes.Filter, _JINJA.filters), (nodes.Test, _JINJA.tests)):
        for one in tree.find_all(kind):
            if one.name not in known and one.name not in filters:
                near = hint(nearest(one.name, dict.fromkeys(known)))
                yield BadInput(code="template.unknown_filter", place=place, name=one.name, near=near)


def _alone(tag: _Tag) -> str:
    """The tag as a template of its own."""
    if tag.name.startswith("end") or tag.name in {"else", "raw"}:
        return ""
    if tag.name == "elif":
        return f"{{% if {tag.rest} %}}{{% endif %}}"
    if tag.name in _BLOCKS or (tag.name == "set" and "=" not in tag.rest):
        return f"{tag.plain}{{% end{tag.name} %}}"
    return tag.plain


def _unknown(names: Iterable[UnknownName], stretches: Sequence[Stretch]) -> Iterator[TemplateFault]:
    for one in names:
        place = stretches[min(one.line, len(stretches)) - 1].place
        name = f"{one.of}.{one.name}" if one.of else one.name
        yield TemplateFault(BadInput(code="template.unknown_name", place=place, name=name, near=hint(one.near)))


def hint(near: str) -> object:
    """What a misspelt name could mean, as a part of the sentence."""
    return BadInput(code="template.near", near=near) if near else ""


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
