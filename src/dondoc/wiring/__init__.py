"""The one place where adapters meet use cases: an `Office` is an open workspace."""

from dondoc.wiring.jobs import run_job
from dondoc.wiring.office import Office, open_office
from dondoc.wiring.workspace import find_workspace, make_workspace, take_back

__all__ = ["Office", "find_workspace", "make_workspace", "open_office", "run_job", "take_back"]
