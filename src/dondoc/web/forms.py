"""Forms that come back: their fields as typed, their files by content, and what is wrong with each field."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from dondoc.core.activity import EvidenceRules
from dondoc.errors import BadInput, DondocError
from dondoc.intake.mail_reader import safe_name
from dondoc.usecases.file_proofs import FileReader
from dondoc.usecases.record_activity import NewEvidence, require_size

_Value = TypeVar("_Value")

#: Longer entries are cut by nobody silently: they are refused.
LONGEST = 4000
#: Fields of the largest page, the grid of a unit.
_MANY_FIELDS = 5000


async def read_form(request: Request, *, files: int) -> FormData:
    """The form of a request with at most so many files; BadInput `form.too_many_files`."""
    # One more part than allowed is let in, so that it is this sentence that says so.
    form = await request.form(max_files=files + 50, max_fields=_MANY_FIELDS)
    given = sum(1 for _, value in form.multi_items() if isinstance(value, UploadFile) and value.filename)
    if given > files:
        raise BadInput(code="form.too_many_files", count=given, most=files)
    return form


@dataclass
class Entry:
    """The fields of a form as typed, and the sentence of what is wrong with each."""

    typed: Mapping[str, str]
    errors: dict[str, DondocError] = field(default_factory=dict)

    @classmethod
    def of(cls, form: FormData) -> "Entry":
        """The text fields, composed and without spaces around."""
        pairs = ((name, value) for name, value in form.multi_items() if isinstance(value, str))
        return cls({name: unicodedata.normalize("NFC", value).strip() for name, value in pairs})

    @property
    def shown(self) -> Mapping[str, str]:
        """The fields for a template: those that were not typed are empty."""
        return defaultdict(str, self.typed)

    def text(self, name: str) -> str:
        """A field, "" when it is not there."""
        words = self.typed.get(name, "")
        if len(words) > LONGEST:
            self.errors[name] = BadInput(code="form.too_long", most=LONGEST)
            return ""
        return words

    def read(self, name: str, parse: Callable[[str], _Value]) -> _Value | None:
        """A field read by `parse`; None when it is empty or cannot be read, which is noted."""
        words = self.text(name)
        if not words:
            return None
        try:
            return parse(words)
        except DondocError as error:
            self.errors[name] = error
            return None


async def read_files(
    files: Iterable[UploadFile | str], reader: FileReader, rules: EvidenceRules
) -> tuple[list[NewEvidence], list[DondocError]]:
    """The files that can be proofs, and what is wrong with the others."""
    good: list[NewEvidence] = []
    bad: list[DondocError] = []
    for file in files:
        if isinstance(file, str) or not file.filename:
            continue
        name = plain_name(file.filename)
        try:
            require_size(file.size or 0, name, rules)
            good.append(reader.proof(await file.read(), name, rules))
        except DondocError as error:
            bad.append(error)
    return good, bad


def plain_name(name: str) -> str:
    r"""A file's name without folders and control signs, composed, not overlong.

    >>> plain_name("C:\\anh\\lop 1.jpg"), plain_name("D:x.jpg")
    ('lop 1.jpg', 'D x.jpg')
    """
    return safe_name(name).lstrip(".") or "tệp"


def accepted_types(rules: EvidenceRules) -> str:
    """For the `accept` of a file field: a hint only, content decides."""
    return ",".join(sorted(rules.media_types))


def upload_limits(most_files: int, rules: EvidenceRules) -> dict[str, object]:
    """What a page says of the files that it takes."""
    return {
        "most_files": most_files,
        "file_mb": rules.max_file_size // 1_000_000,
        "accept": accepted_types(rules),
    }


def sentences(errors: Sequence[DondocError], explain: Callable[[DondocError], str]) -> list[str]:
    """Each failure once, in words."""
    return list(dict.fromkeys(explain(error) for error in errors))
