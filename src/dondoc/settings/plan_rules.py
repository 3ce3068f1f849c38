"""Reading config/plan_rules.toml: what a superior asks of a plan."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from dondoc.draft.plan_lint import PlanRules, Point, Severity
from dondoc.settings.files import ConfigModel, read_config


class _Severities(ConfigModel):
    work: Severity
    time: Severity
    person: Severity
    duty: Severity
    result: Severity
    authority: Severity


class _Directions(ConfigModel):
    from_: int = Field(alias="from", ge=1)
    proposed: int = Field(ge=1, le=10)


class _Grouped(ConfigModel):
    share: float = Field(gt=0, le=1)


class PlanFile(ConfigModel):
    """The whole of config/plan_rules.toml."""

    schema_: Literal[1] = Field(alias="schema")
    name: str = Field(min_length=1)
    points: list[Point] = Field(min_length=1)
    severity: _Severities
    directions: _Directions
    grouped: _Grouped


def load_plan_rules(office_dir: Path | None = None) -> PlanRules:
    """What is asked of a plan; BadInput `config.…` as `read_config` says."""
    file = read_config("plan_rules.toml", PlanFile, office_dir)
    return PlanRules(
        name=file.name,
        points=tuple(dict.fromkeys(file.points)),
        severity={point: getattr(file.severity, point.value) for point in Point},
        directions_from=file.directions.from_,
        directions_proposed=file.directions.proposed,
        grouped_share=file.grouped.share,
    )
