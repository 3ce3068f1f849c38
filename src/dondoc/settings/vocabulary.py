"""config/vocabulary/*.toml: words that an office adds to the vocabulary of extraction, or takes out of it.

Each file has the tables of vocabulary.toml, `[areas.CODE]` with keywords, and under `[remove]` the same again:
`[verbs] hard = ["rà quét"]` adds a verb, `[remove.verbs] hard = ["có"]` takes one out.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar, get_origin

from pydantic import BaseModel, Field, StringConstraints, ValidationError, create_model

from dondoc.errors import BadInput
from dondoc.extract.learning import NewWord
from dondoc.extract.normalize import fold
from dondoc.settings.files import ConfigModel, read_toml
from dondoc.usecases.border import first_problem

if TYPE_CHECKING:
    from dondoc.settings.lexicon import AreasFile, VocabularyFile

#: The folder inside the office's config.
FOLDER = "vocabulary"
#: What `dondoc corpus suggest --write` writes there.
SUGGESTED = "suggested.toml"

_Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Tables: TypeAlias = dict[str, Any]
_Place: TypeAlias = tuple[str, ...]
_FileT = TypeVar("_FileT", bound=BaseModel)


class _AreaWords(ConfigModel):
    keywords: list[_Word] = Field(default_factory=list)


def extend(
    words: "VocabularyFile", areas: "AreasFile", office_dir: Path | None, more: Iterable[NewWord] = ()
) -> tuple["VocabularyFile", "AreasFile"]:
    """The vocabulary with the office's additions, then `more`, then without what the office takes out.

    Raises:
        BadInput: `config.syntax` or `config.invalid`, with the file, the place and what is wrong there.
    """
    files = sorted((office_dir / FOLDER).glob("*.toml")) if office_dir else []
    extra = list(more)
    if not files and not extra:
        return words, areas
    tables: _Tables = words.model_dump() | {"areas": areas.model_dump()["areas"]}
    read = [(path, read_additions(path, type(words), areas.areas)) for path in files]
    for _, additions in read:
        for place, value in _leaves({name: table for name, table in additions.items() if name != "remove"}):
            _add(tables, place, value)
    for one in extra:
        _add(tables, tuple(one.key.split(".")), [one.word])
    for path, additions in read:
        for place, value in _leaves(additions.get("remove", {})):
            _remove(tables, place, value, path)
    changed_areas = {"schema": areas.schema_, "areas": tables.pop("areas")}
    return _as(type(words), tables | {"schema": tables.pop("schema_")}), _as(type(areas), changed_areas)


def read_additions(path: Path, words: type[BaseModel], areas: Mapping[str, object]) -> _Tables:
    """One file of additions, as nested tables; `words` is the schema of vocabulary.toml.

    Raises:
        BadInput: `config.syntax`, `config.unreadable` or `config.invalid`.
    """
    try:
        found = _schema(words).model_validate(read_toml(path)).model_dump(exclude_defaults=True, exclude={"schema_"})
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="config.invalid", file=str(path), place=place, problem=problem) from error
    for prefix, table in (("areas", found), ("remove.areas", found.get("remove", {}))):
        for code in table.get("areas", {}):
            if code not in areas:
                problem = BadInput(code="value.no_area", known=", ".join(areas))
                raise BadInput(code="config.invalid", file=str(path), place=f"{prefix}.{code}", problem=problem)
    return found


def _schema(words: type[BaseModel]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        "schema_": (Literal[1], Field(1, alias="schema")),
        "areas": (dict[str, _AreaWords], {}),
    }
    removals = _optional("Removals", words, {"areas": fields["areas"]}, tables_as_lists=True)
    return _optional("Additions", words, fields | {"remove": (removals, removals())}, tables_as_lists=False)


def _optional(name: str, model: type[BaseModel], fields: _Tables, *, tables_as_lists: bool) -> type[BaseModel]:
    """The model with every list and table empty unless given; what is keyed is removed by its keys alone."""
    wanted = dict(fields)
    for field, about in model.model_fields.items():
        kind = about.annotation
        if field == "schema_":
            continue
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            inner = _optional(f"{name}_{field}", kind, {}, tables_as_lists=tables_as_lists)
            wanted[field] = (inner, inner())
        elif get_origin(kind) is list or tables_as_lists:
            wanted[field] = (list[_Word], [])
        else:
            wanted[field] = (kind, {})
    made: type[BaseModel] = create_model(name, __base__=ConfigModel, **wanted)
    return made


#: The tables whose entries have a value of their own beside the word.
_KEYED = frozenset({("abbreviations",), ("numbers", "words")})


def _leaves(tables: _Tables, at: _Place = ()) -> Iterator[tuple[_Place, Any]]:
    """(place, list or keyed table) of all that is given."""
    for name, value in tables.items():
        place = (*at, name)
        if isinstance(value, dict) and place not in _KEYED:
            yield from _leaves(value, place)
        else:
            yield place, value


def _add(tables: _Tables, place: _Place, value: Any) -> None:
    holder = _holder(tables, place)
    if isinstance(value, dict):
        holder[place[-1]] = holder[place[-1]] | value
    else:
        holder[place[-1]] = [*holder[place[-1]], *value]


def _remove(tables: _Tables, place: _Place, value: list[str], path: Path) -> None:
    """Take words out; BadInput `config.invalid` for one that is not there, which is mostly misspelt."""
    holder = _holder(tables, place)
    old = holder[place[-1]]
    known = {fold(word) for word in old}
    for word in value:
        if fold(word) not in known:
            problem = BadInput(code="value.not_listed", word=word)
            where = ".".join(("remove", *place))
            raise BadInput(code="config.invalid", file=str(path), place=where, problem=problem)
    gone = {fold(word) for word in value}
    if isinstance(old, dict):
        holder[place[-1]] = {word: meaning for word, meaning in old.items() if fold(word) not in gone}
    else:
        holder[place[-1]] = [word for word in old if fold(word) not in gone]


def _holder(tables: _Tables, place: _Place) -> _Tables:
    for name in place[:-1]:
        tables = tables[name]
    return tables


def _as(schema: type[_FileT], tables: _Tables) -> _FileT:
    return schema.model_validate(tables)


_HEADER = """\
# Từ vựng thêm theo gợi ý của: dondoc corpus suggest --write. Lệnh ấy viết lại tệp này (giữ các từ đã có, bỏ ghi chú);
# từ tự thêm nên đặt ở tệp .toml khác trong thư mục này. Bỏ một từ: xóa nó ở đây.
schema = 1
"""


def write_words(folder: Path, words: Iterable[NewWord], schema: type[BaseModel], areas: Mapping[str, object]) -> str:
    """The text of `suggested.toml` with these words beside those that it has.

    Raises:
        BadInput: `config.*` when the file that is there is wrong.
    """
    path = folder / SUGGESTED
    tables = read_additions(path, schema, areas) if path.is_file() else {}
    for one in words:
        *place, name = one.key.split(".")
        holder = tables
        for step in place:
            holder = holder.setdefault(step, {})
        known = holder.setdefault(name, [])
        if one.word not in known:
            known.append(one.word)
    return _HEADER + "".join(_written(tables, ()))


def _written(tables: _Tables, at: _Place) -> Iterator[str]:
    """TOML of nested tables: what a table holds itself, then the tables below it."""
    own = {name: value for name, value in sorted(tables.items()) if not isinstance(value, dict)}
    if own and at:
        yield f"\n[{'.'.join(at)}]\n"
    for name, value in own.items():
        yield f"{_key(name)} = {json.dumps(value, ensure_ascii=False)}\n"
    for name, value in sorted(tables.items()):
        if isinstance(value, dict):
            yield from _written(value, (*at, _key(name)))


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)
