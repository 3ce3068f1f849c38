"""Outlines of reports: `config/outlines/*.toml`, the office's own of the same name in place of the shipped ones."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from dondoc.draft.outline import (
    AHEAD,
    DEEPEST,
    Fill,
    GroupBy,
    Heading,
    Numbering,
    Outline,
    WhenEmpty,
)
from dondoc.errors import BadInput, NotFound
from dondoc.extract.asked_outline import PartWords
from dondoc.extract.phrases import Phrases
from dondoc.settings.files import ConfigModel, read_config, read_toml, shipped_dir
from dondoc.settings.lexicon import load_lexicon
from dondoc.usecases.border import first_problem

FOLDER = "outlines"
#: Names of outlines and of their headings: they become names of files and of paragraphs.
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IN_HEADINGS = frozenset({"period", "next_period"})
_IN_TITLES = _IN_HEADINGS | {"subject"}
_IN_SENTENCES = _IN_TITLES | {"title", "issuer", "basis"}
#: What can stand only once without naming its areas: a second place would tell everything twice.
_ONCE = (
    frozenset({Fill.OVERVIEW}),
    frozenset({Fill.STRENGTHS}),
    frozenset({Fill.LIMITS, Fill.STANDINGS}),
    frozenset({Fill.CAUSES}),
    frozenset({Fill.RESULTS}),
    frozenset({Fill.SUMMARY}),
    frozenset({Fill.PLAN}),
    frozenset({Fill.TARGETS}),
)
_BY_AREA = (Fill.RESULTS, Fill.SUMMARY, *sorted(AHEAD))
_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Heading(ConfigModel):
    level: int = Field(ge=0, le=DEEPEST)
    heading: _Words
    name: str = Field("", max_length=40)
    fill: tuple[Fill, ...] = ()
    areas: tuple[str, ...] = ()
    group: GroupBy = GroupBy.NOTHING
    empty: WhenEmpty = WhenEmpty.OMIT
    mark: _Words = "(đơn vị bổ sung)"
    numbering: Numbering | None = None
    start: int | None = Field(None, ge=1, le=99)
    hints: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _usable(self) -> "_Heading":
        if self.name and NAME.fullmatch(self.name) is None:
            raise ValueError(f"tên “{self.name}” chỉ được gồm chữ thường không dấu, chữ số và dấu gạch nối")
        _require_known(self.heading, _IN_HEADINGS)
        if self.areas and not set(self.fill).intersection(_BY_AREA):
            raise ValueError("areas chỉ dùng cùng results, summary, plan hoặc targets")
        if self.group is not GroupBy.NOTHING and self.level >= DEEPEST - 1:
            raise ValueError(f"mục cấp {self.level} không chia nhóm nhỏ hơn được")
        if AHEAD.issubset(self.fill):
            raise ValueError("targets và plan đặt ở hai mục khác nhau")
        if self.group is GroupBy.OWNER and not AHEAD.intersection(self.fill):
            raise ValueError('group = "owner" chỉ dùng cho plan hoặc targets')
        if Fill.STANDINGS in self.fill and self.level >= DEEPEST:
            raise ValueError(f"standings không đặt được ở mục cấp {self.level}")
        return self


class OutlineFile(ConfigModel):
    """The whole of config/outlines/<name>.toml."""

    schema_: Literal[1] = Field(alias="schema")
    label: _Words
    document_type: _Words
    symbol: str = Field(pattern=r"^[A-Za-zĐđƯư]{1,5}$")
    title: _Words
    lead: _Words
    closing: _Words
    annexes: tuple[Literal["commitments"], ...] = ("commitments",)
    addressed: bool = True
    dates_tasks: bool = False
    headings: list[_Heading] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> "OutlineFile":
        _require_known(self.title, _IN_TITLES)
        _require_known(self.lead, _IN_SENTENCES)
        _require_known(self.closing, _IN_SENTENCES)
        above = -1
        for number, heading in enumerate(self.headings, 1):
            if heading.level > max(above + 1, 1 if above < 0 else 0):
                raise ValueError(f"mục thứ {number} “{heading.heading}” ở cấp {heading.level}, thiếu mục cấp trên")
            above = heading.level
        names = [heading.name for heading in self.headings if heading.name]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValueError(f"tên “{twice}” dùng cho hai mục")
        _require_once(self.headings)
        return self


def _require_known(pattern: str, known: Set[str]) -> None:
    holes = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    if unknown := sorted(holes - known):
        names = ", ".join(f"{{{name}}}" for name in sorted(known))
        raise ValueError(f"không biết {{{unknown[0]}}}; dùng được {names}")


def _require_once(headings: Sequence[_Heading]) -> None:
    for fills in _ONCE:
        places = [h.heading for h in headings if fills.intersection(h.fill) and not h.areas]
        if len(places) > 1:
            name = "/".join(sorted(fills))
            raise ValueError(f"{name} đặt ở hai mục: “{places[0]}” và “{places[1]}”; ghi areas cho từng mục")
    for kind in ({Fill.RESULTS}, {Fill.SUMMARY}, AHEAD):
        areas = [area for h in headings if kind.intersection(h.fill) for area in h.areas]
        if twice := next((area for area in areas if areas.count(area) > 1), None):
            raise ValueError(f"lĩnh vực {twice} đặt ở hai mục")


def outline_names(office_dir: Path | None = None) -> tuple[str, ...]:
    """Names of the outlines that can be chosen, the shipped ones and the office's own."""
    folders = [shipped_dir() / FOLDER, *([office_dir / FOLDER] if office_dir else [])]
    return tuple(sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.toml")}))


def load_outline(name: str, office_dir: Path | None = None, *, areas: Set[str] | None = None) -> Outline:
    """The outline of that name; `areas` are the codes that its headings may name.

    Raises:
        NotFound: `outline.unknown` with the names that there are.
        BadInput: `config.…` as `read_config` says.
    """
    for folder in (*([office_dir / FOLDER] if office_dir else []), shipped_dir() / FOLDER):
        path = folder / f"{name}.toml"
        if NAME.fullmatch(name) and path.is_file():
            return read_outline(path, areas=areas)
    raise NotFound(code="outline.unknown", name=name, known=", ".join(outline_names(office_dir)))


def load_outlines(office_dir: Path | None = None) -> tuple[Outline, ...]:
    """Every outline that can be chosen, and the words by which a đề cương is read; BadInput as `load_outline` says."""
    load_outline_words(office_dir)
    areas = {area.code for area in load_lexicon(office_dir).areas}
    return tuple(load_outline(name, office_dir, areas=areas) for name in outline_names(office_dir))


def read_outline(path: Path, *, areas: Set[str] | None = None) -> Outline:
    """The outline of a file, called by the file's name.

    Raises:
        BadInput: `config.syntax` when it is not TOML, `config.invalid` when a value is not allowed.
    """
    try:
        file = OutlineFile.model_validate(read_toml(path))
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="config.invalid", file=str(path), place=place, problem=problem) from error
    if areas is not None:
        _require_areas(file, path, areas)
    return Outline(
        name=path.stem,
        label=file.label,
        document_type=file.document_type.upper(),
        symbol=file.symbol,
        title=file.title,
        lead=file.lead,
        closing=file.closing,
        headings=tuple(_heading(heading, number) for number, heading in enumerate(file.headings, 1)),
        has_annex="commitments" in file.annexes,
        is_addressed=file.addressed,
        dates_tasks=file.dates_tasks,
    )


def _require_areas(file: OutlineFile, path: Path, areas: Set[str]) -> None:
    for number, heading in enumerate(file.headings):
        if unknown := next((area for area in heading.areas if area not in areas), None):
            problem = BadInput(code="value.choice", expected=", ".join(sorted(areas)))
            place = f"headings.{number}.areas: {unknown}"
            raise BadInput(code="config.invalid", file=str(path), place=place, problem=problem)


def _heading(file: _Heading, number: int) -> Heading:
    return Heading(
        level=file.level,
        heading=file.heading,
        name=file.name or f"h{number}",
        fill=tuple(dict.fromkeys(file.fill)),
        areas=tuple(dict.fromkeys(file.areas)),
        group=file.group,
        empty=file.empty,
        mark=file.mark,
        numbering=file.numbering,
        start=file.start,
        hints=file.hints,
    )


class _Guides(ConfigModel):
    openers: list[str]
    before: list[str]


class OutlineWordsFile(ConfigModel):
    """The whole of config/outline_words.toml."""

    schema_: Literal[1] = Field(alias="schema")
    parts: dict[str, list[str]]
    guides: _Guides


def load_outline_words(office_dir: Path | None = None) -> PartWords:
    """The words by which the headings of a đề cương are told; BadInput `config.…` as `read_config` says."""
    file = read_config("outline_words.toml", OutlineWordsFile, office_dir)
    return PartWords(
        parts={part: Phrases.of(*words) for part, words in file.parts.items()},
        openers=Phrases.of(*file.guides.openers),
        before=Phrases.of(*file.guides.before),
    )


def outline_toml(outline: Outline, notes: Mapping[str, str]) -> str:
    """The outline as a file of config/outlines/; `notes` stand as comments above the headings of those names."""
    rows = ["schema = 1"]
    for key in ("label", "document_type", "symbol", "title", "lead", "closing"):
        rows.append(f"{key} = {_quoted(getattr(outline, key))}")
    rows.append(f"annexes = {_listed(['commitments'] if outline.has_annex else [])}")
    for heading in outline.headings:
        rows += ["", *([f"# {note}"] if (note := notes.get(heading.name)) else []), "[[headings]]", *_rows(heading)]
    return "\n".join([*rows, ""])


def _rows(heading: Heading) -> Iterator[str]:
    yield f"level = {heading.level}"
    yield f"heading = {_quoted(heading.heading)}"
    yield f"name = {_quoted(heading.name)}"
    yield f"fill = {_listed(heading.fill)}"
    if heading.areas:
        yield f"areas = {_listed(heading.areas)}"
    if heading.group is not GroupBy.NOTHING:
        yield f"group = {_quoted(heading.group)}"
    yield f"empty = {_quoted(heading.empty)}"
    if heading.numbering is not None:
        yield f"numbering = {_quoted(heading.numbering)}"
    if heading.start is not None:
        yield f"start = {heading.start}"
    if heading.hints:
        yield f"hints = {_listed(heading.hints)}"


def _quoted(words: str) -> str:
    """A basic string of TOML: what JSON escapes, TOML reads."""
    return json.dumps(str(words), ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(words: Iterable[str]) -> str:
    return f"[{', '.join(_quoted(word) for word in words)}]"
