"""The runner of `dondoc up`: hands the deployments to the server, then starts a process for each run that is due.

Started by `embed` as `python -m deployments.serving WORKSPACE PARENT READY`, at the head of its own session.
"""

import asyncio
import os
import signal
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, FlowRun, State, StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.states import Crashed, Scheduled
from prefect.types.entrypoint import EntrypointType

from deployments.registry import COLLISION_STRATEGY, CONCURRENCY_LIMIT, DEPLOYMENT_NAME, Planned, planned_for
from deployments.server import wait_for_answer
from dondoc.clock import SystemClock
from dondoc.core.job import JobReport
from dondoc.usecases.run_job import LEASE

#: Runs at the same time: two for two cores; Prefect's own default has no bound.
PROCESS_LIMIT = 2
#: A run that was cut off so many times is left alone.
MOST_ATTEMPTS = 3
AFTER_LEASE = timedelta(minutes=1)
_CUT_OFF = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]


async def deployment_of(plan: Planned) -> RunnerDeployment:
    """The plan as Prefect's own deployment."""
    flow: Flow[[], JobReport] = load_flow_from_entrypoint(plan.entrypoint, use_placeholder_flow=False)
    return await flow.ato_deployment(
        DEPLOYMENT_NAME,
        schedule=Cron(plan.cron, timezone=plan.time_zone, active=plan.is_active, slug=plan.slug),
        concurrency_limit=ConcurrencyLimitConfig(
            limit=CONCURRENCY_LIMIT, collision_strategy=ConcurrencyLimitStrategy(COLLISION_STRATEGY)
        ),
        parameters=dict(plan.parameters),
        description=plan.title,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


async def take_up_cut_off_runs(client: PrefectClient, *, now: datetime) -> None:
    """Have the runs done again that were cut off when the last `up` was killed, for the same time as before.

    They wait until the dead run's hold on its slot has run out, or they would find it in another's hands.
    Only for a server of our own whose lock is held: nothing else can be running there. Prefect itself would show
    them as running for ever, and they would hold their job's only place.
    """
    cut_off = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_CUT_OFF)))
    for run in await client.read_flow_runs(flow_run_filter=cut_off):
        state: State[None] = Crashed(message="Bị ngắt giữa chừng nhiều lần")
        if _is_worth_repeating(run):
            state = Scheduled(scheduled_time=now + LEASE + AFTER_LEASE, message="Bị ngắt giữa chừng, sẽ làm lại")
        await client.set_flow_run_state(run.id, state, force=True)


def _is_worth_repeating(run: FlowRun) -> bool:
    return run.deployment_id is not None and run.run_count < MOST_ATTEMPTS


async def serve(plans: tuple[Planned, ...], ready: int) -> None:
    """Serve until SIGTERM; writes one byte to `ready` once all deployments stand.

    Schedules are kept on stopping: Prefect's default would pause them and delete the runs already planned.
    """
    async with get_client() as client:
        await take_up_cut_off_runs(client, now=SystemClock().now())
    runner = Runner(name="dondoc", limit=PROCESS_LIMIT, pause_on_shutdown=False)
    for plan in plans:
        await runner.aadd_deployment(await deployment_of(plan))
    os.write(ready, b"1")
    await runner.start()


def _end_with(parent: int) -> None:
    """Kill this whole session, flow runs too, once the parent is gone."""
    alone = threading.Event()
    while os.getppid() == parent:
        alone.wait(1.0)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def main(workspace: Path, *, parent: int, ready: int) -> None:
    """Serve the deployments of a workspace once the server named by the environment answers."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    plans = planned_for(workspace)
    if not wait_for_answer(os.environ["PREFECT_API_URL"], give_up=lambda: False):
        sys.exit("Prefect's server does not answer")
    asyncio.run(serve(plans, ready))


if __name__ == "__main__":
    main(Path(sys.argv[1]), parent=int(sys.argv[2]), ready=int(sys.argv[3]))
