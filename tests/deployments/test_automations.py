"""A run whose process has died in silence is marked, on a server with several workers."""

import pytest

pytestmark = pytest.mark.prefect


def test_it_stands_once_however_often_it_is_put(prefect_api: str) -> None:
    from prefect.client.orchestration import get_client

    from deployments.automations import NAME, SILENCE, put_zombie_automation

    put_zombie_automation()
    put_zombie_automation()
    with get_client(sync_client=True) as client:
        (found,) = client.read_automations_by_name(NAME)
        assert found.enabled
        assert found.trigger.within == SILENCE
        assert "prefect.flow-run.heartbeat" in found.trigger.expect
        client.delete_automation(found.id)
