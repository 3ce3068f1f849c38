"""Reading config/merge.toml: how the reports of many units become one."""

from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from dondoc.draft.merging import MergeRules
from dondoc.settings.files import ConfigModel, read_config


class _Lines(ConfigModel):
    fewest_units: int = Field(ge=1)
    units_named: int = Field(ge=1, le=50)
    detail_rows: int = Field(ge=0)


class _Units(ConfigModel):
    noun: str
    nouns: list[tuple[str, str]]


class _Outliers(ConfigModel):
    fewest_compared: int = Field(ge=3)
    score: float = Field(gt=0)
    times_plan: float = Field(gt=1)


class MergeFile(ConfigModel):
    """The whole of config/merge.toml."""

    schema_: Literal[1] = Field(alias="schema")
    lines: _Lines
    units: _Units
    outliers: _Outliers


def load_merge_rules(office_dir: Path | None = None) -> MergeRules:
    """How units are merged; BadInput `config.…` as `read_config` says."""
    file = read_config("merge.toml", MergeFile, office_dir)
    return MergeRules(
        fewest_units=file.lines.fewest_units,
        units_named=file.lines.units_named,
        detail_rows=file.lines.detail_rows,
        unit_noun=file.units.noun,
        nouns=tuple(file.units.nouns),
        fewest_compared=file.outliers.fewest_compared,
        outlier_score=Decimal(str(file.outliers.score)),
        outlier_plan=Decimal(str(file.outliers.times_plan)),
    )
