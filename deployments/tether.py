"""Starts a command that cannot outlive the one who asked for it: `python -m deployments.tether PARENT COMMAND…`.

The kernel sends SIGKILL to the command when its parent dies, however it dies (prctl(2), PR_SET_PDEATHSIG; it holds
across exec). Elsewhere than on Linux the command is merely started.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def tethered(command: list[str]) -> list[str]:
    """The command line that runs `command` tied to the present process."""
    return [sys.executable, "-m", "deployments.tether", str(os.getpid()), *command]


def main(arguments: list[str]) -> None:
    """Tie this process to its parent, then become the command."""
    parent, *command = arguments
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != int(parent):
            sys.exit(1)  # it died before the tie was made
    os.execvp(command[0], command)  # noqa: S606 - the command comes from this package


if __name__ == "__main__":
    main(sys.argv[1:])
