"""Flows run in this process against the Prefect named by the environment, which must stand before this is imported."""

import asyncio
import inspect
import json
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from prefect import tags
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import State, StateType
from prefect.events.worker import EventsWorker
from prefect.flows import load_flow_from_entrypoint
from prefect.logging.handlers import APILogWorker
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError, field_validator

from deployments.registry import entrypoint_of
from dondoc.core.job import Job, JobReport
from dondoc.errors import BadInput, DondocError
from flows._instant import read_instant

#: Seconds.
DRAIN_TIMEOUT = 10


class _Order(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    job: Job
    #: ISO 8601 day (08:00) or instant; None means now.
    at: str | None = None

    @field_validator("at")
    @classmethod
    def _is_instant(cls, value: str | None) -> str | None:
        if value is not None:
            read_instant(value)
        return value


class Session:
    """Runs of one workspace that Prefect can tell from all others by their tag."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace
        self._tag = f"session-{uuid4()}"
        self._runner = asyncio.Runner()
        self._flows: dict[Job, Any] = {
            job: load_flow_from_entrypoint(entrypoint_of(job), use_placeholder_flow=False) for job in Job
        }

    def __enter__(self) -> Self:
        self._runner.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._runner.run(_drain())
        self._runner.__exit__(kind, error, traceback)

    def answer(self, line: str) -> dict[str, JsonValue]:
        """Do one order: the state that Prefect gave the run, and its report or its error."""
        try:
            order = _Order.model_validate_json(line)
        except ValidationError as error:
            return {
                "state": "Refused",
                "error": {"code": "prefect.order", "params": {"problem": error.errors()[0]["msg"]}},
            }
        state = self._state(order)
        outcome = self._runner.run(_outcome(state))
        if isinstance(outcome, JobReport):
            return {"state": state.name or "", "report": json_of(outcome)}
        return {"state": state.name or "", "error": error_json(outcome)}

    def report(self, job: str, as_of: str | None) -> dict[str, JsonValue]:
        """Run one job and return its report; raises what the job raised."""
        try:
            order = _Order.model_validate({"job": job, "at": as_of})
        except ValidationError as error:
            raise BadInput(code="prefect.order", problem=error.errors()[0]["msg"]) from error
        outcome = self._runner.run(_outcome(self._state(order)))
        if isinstance(outcome, JobReport):
            return json_of(outcome)
        raise outcome

    def counts(self) -> dict[str, JsonValue]:
        """How many runs of this session Prefect knows in each state; states without a run are left out."""
        return self._runner.run(_counts(self._tag))

    def _state(self, order: _Order) -> State[JobReport]:
        return self._runner.run(_run(self._flows[order.job], str(self._workspace), order.at, tag=self._tag))


async def _run(flow: Any, workspace: str, as_of: str | None, *, tag: str) -> State[JobReport]:
    with tags(tag):
        state: State[JobReport] = await flow(workspace=workspace, as_of=as_of, return_state=True)
    return state


async def _drain() -> None:
    """Hand over what Prefect still holds back; at exit it would wait long for a server that has stopped."""
    for worker in (APILogWorker, EventsWorker):
        drained = worker.drain_all(timeout=DRAIN_TIMEOUT)
        if inspect.isawaitable(drained):
            await drained


async def _outcome(state: State[JobReport]) -> JobReport | BaseException:
    return await state.aresult(raise_on_failure=False)


async def _counts(tag: str) -> dict[str, JsonValue]:
    found: dict[str, JsonValue] = {}
    async with get_client() as client:
        for kind in StateType:
            count = await client.count_flow_runs(
                flow_run_filter=FlowRunFilter(
                    tags=FlowRunFilterTags(all_=[tag]),
                    state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[kind])),
                )
            )
            if count:
                found[kind.value.capitalize()] = count
    return found


def json_of(report: JobReport) -> dict[str, JsonValue]:
    """A report as JSON values."""
    made: dict[str, JsonValue] = json.loads(json.dumps(asdict(report), ensure_ascii=False))
    return made


def error_json(error: BaseException) -> dict[str, JsonValue]:
    """An error as JSON values: its code and parameters, never prose."""
    if isinstance(error, DondocError):
        return {"code": error.message_code, "params": {name: str(value) for name, value in error.params.items()}}
    return {"code": "prefect.failed", "params": {"problem": repr(error)}}
