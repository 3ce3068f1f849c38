"""Reading config/form.toml: how official documents have to look."""

from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import Field, field_validator, model_validator

from dondoc.core.form import Align, Component
from dondoc.core.form_rules import Case, FormRules, Look, PageLook, Rule, Side, Source
from dondoc.settings.files import ConfigModel, read_config

Range = tuple[float, float]

#: What has a table of its own.
_APART = frozenset({Component.PAGE, Component.PAGE_NUMBER})


def _ordered(pair: Range | None) -> Range | None:
    if pair is not None and not 0 <= pair[0] <= pair[1]:
        raise ValueError(f"{list(pair)} is not [least, most]")
    return pair


class _Look(ConfigModel):
    name: str = Field(min_length=1)
    article: str = Field(min_length=1)
    source: Source
    required: bool = False
    words: list[str] = Field(default_factory=list)
    size: Range | None = None
    bold: bool | None = None
    italic: bool | None = None
    case: Case = Case.ANY
    align: Align | Literal["any"] = "any"
    indent_mm: list[float] = Field(default_factory=list)
    gap_pt: float | None = Field(default=None, ge=0)
    gap_most_pt: float | None = Field(default=None, ge=0)
    line: Range | None = None
    one_line: bool = False
    rule: Rule = Rule.NONE
    rule_source: Source = Source.TRANSCRIBED
    side: Side | None = None

    _ranges = field_validator("size", "line")(_ordered)

    def value(self) -> Look:
        return Look(
            name=self.name,
            article=self.article,
            source=self.source,
            is_required=self.required,
            words=tuple(self.words),
            size=self.size,
            bold=self.bold,
            italic=self.italic,
            case=self.case,
            align=None if self.align == "any" else self.align,
            indents_mm=tuple(self.indent_mm),
            gap_pt=self.gap_pt,
            gap_most_pt=self.gap_most_pt,
            line=self.line,
            is_one_line=self.one_line,
            rule=self.rule,
            rule_source=self.rule_source,
            side=self.side,
        )


class _Page(ConfigModel):
    article: str = Field(min_length=1)
    source: Source
    paper_mm: tuple[float, float]
    top_mm: Range
    bottom_mm: Range
    left_mm: Range
    right_mm: Range

    _ranges = field_validator("top_mm", "bottom_mm", "left_mm", "right_mm")(_ordered)


class _Annex(ConfigModel):
    article: str = Field(min_length=1)
    source: Source


class FormFile(ConfigModel):
    """The whole of config/form.toml."""

    schema_: Literal[1] = Field(alias="schema")
    decree: str = Field(min_length=1)
    fonts: list[str] = Field(min_length=1)
    font_article: str
    kinds: list[str] = Field(min_length=1)
    addressed_kinds: list[str]
    addressed_article: str
    mixed_codes: list[str]
    academic_titles: list[str]
    page: _Page
    page_number: _Look
    annex: _Annex
    parts: dict[Component, _Look]

    @model_validator(mode="after")
    def _every_part(self) -> "FormFile":
        if missing := [part.value for part in Component if part not in self.parts and part not in _APART]:
            raise ValueError(f"parts without a table: {', '.join(missing)}")
        return self


def load_form_rules(office_dir: Path | None = None) -> FormRules:
    """What the office asks of its documents; BadInput `config.…` as `read_config` says."""
    file = read_config("form.toml", FormFile, office_dir)
    page = file.page
    return FormRules(
        decree=file.decree,
        fonts=tuple(file.fonts),
        font_article=file.font_article,
        kinds=frozenset(kind.lower() for kind in file.kinds),
        addressed_kinds=frozenset(kind.lower() for kind in file.addressed_kinds),
        addressed_article=file.addressed_article,
        mixed_codes=frozenset(file.mixed_codes),
        academic_titles=tuple(file.academic_titles),
        page=PageLook(
            article=page.article,
            paper_mm=page.paper_mm,
            top_mm=page.top_mm,
            bottom_mm=page.bottom_mm,
            left_mm=page.left_mm,
            right_mm=page.right_mm,
        ),
        page_number=file.page_number.value(),
        annex_article=file.annex.article,
        looks=MappingProxyType({part: look.value() for part, look in file.parts.items()}),
    )
