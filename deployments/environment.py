"""The environment that Prefect is run in; it must stand before `prefect` is imported, for Prefect reads it then."""

import os
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

import dondoc

#: Loopback must never go through an office's proxy.
LOOPBACK = ("127.0.0.1", "localhost")

#: Names of settings are Prefect 3.8's; each turns off what an office did not ask for, or bounds what grows.
_FIXED = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    # By default only events are ever deleted, flow runs are kept for ever.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    # The default of 20 s is too short for a first start on a slow machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    # No flow here uses a block; registering them costs 4 s at the first start.
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_RUNNER_POLL_FREQUENCY": "5",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_CLI_COLORS": "false",
    "PREFECT_LOGGING_COLORS": "false",
}


def environment(
    base: Mapping[str, str], *, home: Path, api_url: str | None = None, roots: Sequence[str] = ()
) -> dict[str, str]:
    """`base` for a Prefect of our own: its own home, nothing sent out, nothing taken from another Prefect's settings.

    `roots` are folders that children must import from besides the installed packages.

    >>> made = environment({"PREFECT_API_KEY": "other", "PATH": "/bin"}, home=Path("/office/data/prefect"))
    >>> "PREFECT_API_KEY" in made, made["PATH"], made["no_proxy"]
    (False, '/bin', '127.0.0.1,localhost')
    """
    made = {name: value for name, value in base.items() if not name.startswith("PREFECT_")}
    made |= _FIXED
    made["PREFECT_HOME"] = str(home)
    if api_url is not None:
        made["PREFECT_API_URL"] = api_url
    for name in ("no_proxy", "NO_PROXY"):
        made[name] = _joined(base.get(name, ""), LOOPBACK, ",")
    made["PYTHONPATH"] = _joined(base.get("PYTHONPATH", ""), roots, os.pathsep)
    return made if made["PYTHONPATH"] else {name: value for name, value in made.items() if name != "PYTHONPATH"}


def import_roots() -> tuple[str, ...]:
    """Where `dondoc`, `flows` and `deployments` lie when they run from a checkout; nothing once installed."""
    installed = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    own = (Path(__file__).resolve().parents[1], Path(dondoc.__file__).resolve().parents[1])
    return tuple(str(root) for root in own if root not in installed)


def _joined(present: str, more: Sequence[str], separator: str) -> str:
    parts = [part for part in present.split(separator) if part]
    return separator.join([*parts, *(part for part in more if part not in parts)])
