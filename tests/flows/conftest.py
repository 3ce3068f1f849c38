"""The Prefect that these tests run in."""

import pytest
from prefect_server import shared_prefect


@pytest.fixture(scope="session")
def prefect_api() -> str:
    """Address of the API of a real server."""
    return shared_prefect()
