"""Reading config/grading/*.toml: the tables by which units are graded."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from dondoc.core.grading import Criterion, CriterionGroup, GradeClass, Measure, Scheme
from dondoc.errors import BadInput, NotFound
from dondoc.settings.files import ConfigModel, read_toml, shipped_dir
from dondoc.usecases.border import first_problem

FOLDER = "grading"
#: Classes of Hướng dẫn 1294/HD-TLĐ ngày 14/8/2019 [V] with their usual bounds [K].
_USUAL_CLASSES = (
    ("Hoàn thành xuất sắc nhiệm vụ", 90),
    ("Hoàn thành tốt nhiệm vụ", 70),
    ("Hoàn thành nhiệm vụ", 50),
    ("Không hoàn thành nhiệm vụ", 0),
)
#: What a table may be called: its file is called so.
SCHEME_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")


class _Class(ConfigModel):
    name: str = Field(min_length=1)
    at_least: Decimal = Field(ge=0)


class _Criterion(ConfigModel):
    code: str = Field(min_length=1)
    words: str = Field(min_length=1)
    points: Decimal = Field(gt=0)
    measure: Measure = Measure.MANUAL
    areas: list[str] = Field(default_factory=list)
    about: list[str] = Field(default_factory=list)
    full_at: Decimal = Field(default=Decimal(100), gt=0)
    late_worth: Decimal = Field(default=Decimal(100), ge=0, le=100)
    each: Decimal = Field(default=Decimal(0), ge=0)

    @model_validator(mode="after")
    def _usable(self) -> "_Criterion":
        if self.measure is Measure.FIGURE and not self.about:
            raise ValueError(f"{self.code}: figure needs `about`, the words of what is counted")
        if self.measure is Measure.DEDUCTION and not self.each:
            raise ValueError(f"{self.code}: deduction needs `each`, the points for each piece of work")
        return self


class _Group(ConfigModel):
    code: str = Field(min_length=1)
    words: str = Field(min_length=1)
    criteria: list[_Criterion] = Field(min_length=1)


class SchemeFile(ConfigModel):
    """The whole of one table."""

    schema_: Literal[1] = Field(alias="schema")
    title: str = Field(min_length=1)
    basis: str = ""
    step: Decimal = Field(default=Decimal("0.5"), gt=0)
    classes: list[_Class] = Field(min_length=1)
    groups: list[_Group] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> "SchemeFile":
        bounds = [c.at_least for c in self.classes]
        if bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
            raise ValueError("classes go from the best to the worst, and the last begins at 0")
        codes = [c.code for group in self.groups for c in group.criteria]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"criterion {twice[0]} stands twice")
        return self


def scheme_names(office_dir: Path | None = None) -> list[str]:
    """Names of the tables there are, the office's own among them."""
    return sorted({path.stem for folder in _folders(office_dir) for path in folder.glob("*.toml")})


def load_scheme(name: str, office_dir: Path | None = None) -> Scheme:
    """A table by its name; the office's own file replaces a shipped one of the same name.

    Raises:
        NotFound: `grading.unknown`.
        BadInput: `config.syntax`, `config.invalid` with file and place.
    """
    known = (folder / f"{name}.toml" for folder in _folders(office_dir)) if SCHEME_NAME.fullmatch(name) else iter(())
    path = next((path for path in known if path.is_file()), None)
    if path is None:
        raise NotFound(code="grading.unknown", name=name, known=", ".join(scheme_names(office_dir)))
    return scheme_of(name, _checked(read_toml(path), str(path)))


def check_scheme(text: str, *, file: str) -> None:
    """Pass a table that is to be written; BadInput `config.invalid` when it could not be read again."""
    _checked(tomllib.loads(text), file)


def _checked(values: dict[str, Any], file: str) -> SchemeFile:
    try:
        return SchemeFile.model_validate(values)
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="config.invalid", file=file, place=place, problem=problem) from error


def load_schemes(office_dir: Path | None = None) -> tuple[Scheme, ...]:
    """Every table, for who checks the config; errors as `load_scheme`."""
    return tuple(load_scheme(name, office_dir) for name in scheme_names(office_dir))


def scheme_of(name: str, file: SchemeFile) -> Scheme:
    """The table of a checked file."""
    groups = (
        CriterionGroup(
            code=group.code,
            words=group.words,
            criteria=tuple(
                Criterion(
                    code=c.code,
                    words=c.words,
                    points=c.points,
                    measure=c.measure,
                    areas=tuple(c.areas),
                    about=tuple(c.about),
                    full_at=c.full_at,
                    late_worth=c.late_worth,
                    each=c.each,
                )
                for c in group.criteria
            ),
        )
        for group in file.groups
    )
    return Scheme(
        name=name,
        title=file.title,
        basis=file.basis,
        groups=tuple(groups),
        classes=tuple(GradeClass(name=c.name, at_least=c.at_least) for c in file.classes),
        step=file.step,
    )


def _folders(office_dir: Path | None) -> Iterator[Path]:
    if office_dir is not None:
        yield office_dir / FOLDER
    yield shipped_dir() / FOLDER


def scheme_text(groups: Iterable[CriterionGroup], *, source: str) -> str:
    """A table as a file to be looked through: criteria as read, classes to be mended by the superior's own guide."""
    quoted = partial(json.dumps, ensure_ascii=False)  # a string of JSON is one of TOML
    lines = [
        f"# Đọc từ “{' '.join(source.split())}”. Xem lại từng mục: cách tính điểm (measure), mảng công tác (areas), "
        "và các mức xếp loại.",
        "schema = 1",
        f"title = {quoted('Bảng chấm điểm, xếp loại')}",
        'basis = ""',
        "step = 0.5",
    ]
    for name, bound in _USUAL_CLASSES:
        lines += ["", "[[classes]]", f"name = {quoted(name)}", f"at_least = {bound}"]
    for group in groups:
        lines += ["", "[[groups]]", f"code = {quoted(group.code)}", f"words = {quoted(group.words)}"]
        for one in group.criteria:
            lines += ["", "[[groups.criteria]]", f"code = {quoted(one.code)}", f"words = {quoted(one.words)}"]
            lines += [f"points = {one.points:f}", f"measure = {quoted(one.measure.value)}"]
            if one.areas:
                lines.append(f"areas = {quoted(list(one.areas))}")
            if one.each:
                lines.append(f"each = {one.each:f}")
    return "\n".join(lines) + "\n"
