"""One real Prefect server for all tests of a process, with a home of its own, stopped at exit."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from deployments import server
from deployments.environment import environment, import_roots

#: Environment of children that shall use the same server.
CHILD_ENVIRONMENT: dict[str, str] = {}


@cache
def shared_prefect() -> str:
    """Address of the API; the settings of this process point to it from now on."""
    folder = Path(tempfile.mkdtemp(prefix="dondoc-prefect-"))
    port = server.free_port()
    url = server.api_url(port)
    CHILD_ENVIRONMENT.update(environment(os.environ, home=folder / "home", api_url=url, roots=import_roots()))
    # Its rounds of planning are a minute apart by default: tests would only wait.
    CHILD_ENVIRONMENT["PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS"] = "3"
    started = server.start(CHILD_ENVIRONMENT, home=folder / "home", port=port, log=folder / "prefect.log")
    os.environ["PREFECT_HOME"] = str(folder / "home")  # before prefect is imported
    from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_TO_API_ENABLED, temporary_settings

    settings = temporary_settings({PREFECT_API_URL: url, PREFECT_LOGGING_TO_API_ENABLED: False})

    @atexit.register
    def end() -> None:
        from prefect.events.worker import EventsWorker

        EventsWorker.drain_all(timeout=5)
        settings.__exit__(None, None, None)
        started.stop()
        shutil.rmtree(folder, ignore_errors=True)

    started.wait_until_ready()
    settings.__enter__()
    return url
