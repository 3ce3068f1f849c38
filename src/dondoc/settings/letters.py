"""Reading `config/letters.toml`: how papers to sign are worded."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from dondoc.draft.papers import PaperWording
from dondoc.settings.files import ConfigModel, read_config


class _Head(ConfigModel):
    symbol: str
    slip_symbol: str


class _Late(ConfigModel):
    request: Literal["đề nghị", "yêu cầu"]
    answer_working_days: int = Field(ge=1, le=60)


class _Slip(ConfigModel):
    proof: str


class _Recipients(ConfigModel):
    names: list[str] = Field(min_length=1, alias="list")


class LettersFile(ConfigModel):
    """The whole of `config/letters.toml`."""

    schema_: Literal[1] = Field(alias="schema")
    head: _Head
    late: _Late
    slip: _Slip
    recipients: _Recipients
    document_types: dict[str, str]


def load_paper_wording(office_dir: Path | None = None) -> PaperWording:
    """The wording of papers, the office's own laid over the shipped one; BadInput `config.…` as `read_config` says."""
    file = read_config("letters.toml", LettersFile, office_dir)
    return PaperWording(
        symbol=file.head.symbol,
        slip_symbol=file.head.slip_symbol,
        request=file.late.request,
        answer_working_days=file.late.answer_working_days,
        proof=file.slip.proof,
        recipients=tuple(file.recipients.names),
        document_types=file.document_types,
    )
