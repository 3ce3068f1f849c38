"""Servers that the tests of the intake talk to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from imap_servers import DOVECOT, ImapServer, dovecot_server, pymap_server

SERVERS = ["pymap", *(["dovecot"] if DOVECOT else [])]


@pytest.fixture(params=SERVERS)
def imap(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ImapServer]:
    """Each test runs against every server that is at hand."""
    with (pymap_server if request.param == "pymap" else dovecot_server)(tmp_path) as server:
        yield server
