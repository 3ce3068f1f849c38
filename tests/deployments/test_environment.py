"""What Prefect's environment says, and what never gets into it."""

import os
import subprocess
import sys
from pathlib import Path

from deployments.environment import environment, import_roots

HOME = Path("/office/data/prefect")


def test_nothing_is_sent_out_and_what_grows_is_bounded() -> None:
    made = environment({}, home=HOME)
    assert made["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert made["DO_NOT_TRACK"] == "1"
    assert made["PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY"] == "false"
    assert made["PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS"] == "false"
    assert made["PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED"] == "events,flow_runs"
    assert made["PREFECT_HOME"] == str(HOME)


def test_settings_of_another_prefect_are_left_out() -> None:
    made = environment({"PREFECT_API_URL": "http://elsewhere/api", "PREFECT_PROFILE": "x", "LANG": "vi"}, home=HOME)
    assert {"PREFECT_API_URL", "PREFECT_PROFILE"}.isdisjoint(made)
    assert made["LANG"] == "vi"


def test_loopback_never_goes_through_the_proxy_of_the_office() -> None:
    made = environment({"http_proxy": "http://proxy:3128", "no_proxy": "intranet,127.0.0.1"}, home=HOME)
    assert made["no_proxy"] == "intranet,127.0.0.1,localhost"
    assert made["NO_PROXY"] == "127.0.0.1,localhost"


def test_folders_to_import_from_come_after_those_given() -> None:
    base = {"PYTHONPATH": os.pathsep.join(("/mine", "/repository"))}
    made = environment(base, home=HOME, roots=("/repository", "/repository/src"))
    assert made["PYTHONPATH"].split(os.pathsep) == ["/mine", "/repository", "/repository/src"]
    assert "PYTHONPATH" not in environment({}, home=HOME)


def test_a_child_elsewhere_can_import_what_it_runs(tmp_path: Path) -> None:
    made = environment(os.environ, home=HOME, roots=import_roots())
    words = "import dondoc, flows, deployments, sys; print('prefect' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", words], cwd=tmp_path, env=made, capture_output=True, text=True, check=False
    )
    assert (ran.stdout.strip(), ran.stderr) == ("False", "")


def test_the_command_line_of_dondoc_and_of_up_import_no_prefect() -> None:
    words = "import sys, dondoc.cli.main, deployments.__main__; print('prefect' in sys.modules)"
    made = environment(os.environ, home=HOME, roots=import_roots())
    ran = subprocess.run([sys.executable, "-c", words], env=made, capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == ("False", "")
