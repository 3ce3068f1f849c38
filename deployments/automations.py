"""For several workers: Prefect marks a run as crashed once its process has been silent, or it would run for ever.

Made once on the server that PREFECT_API_URL names: `python -m deployments.automations`. The workers need
PREFECT_FLOWS_HEARTBEAT_FREQUENCY=30. `dondoc up` does without it: it takes up what was cut off when it starts.
"""

from datetime import timedelta

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

NAME = "dondoc: lượt chạy đã chết"
#: Three heartbeats of 30 s.
SILENCE = timedelta(seconds=90)
_HEARTBEAT = "prefect.flow-run.heartbeat"
_ENDS = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed")}


def zombie_automation() -> AutomationCore:
    """After a heartbeat there must come another, or the run's end, within `SILENCE`."""
    return AutomationCore(
        name=NAME,
        description="Đánh dấu hỏng những lượt chạy không còn tín hiệu.",
        trigger=EventTrigger(
            after={_HEARTBEAT},
            expect={_HEARTBEAT, *_ENDS},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message="Không còn tín hiệu")],
    )


def put_zombie_automation() -> None:
    """Create the automation, in place of an earlier one."""
    with get_client(sync_client=True) as client:
        for earlier in client.read_automations_by_name(NAME):
            client.delete_automation(earlier.id)
        client.create_automation(zombie_automation())


if __name__ == "__main__":
    put_zombie_automation()
