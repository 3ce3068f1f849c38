"""How much the long tests do: a small size by default, the full one with DONDOC_TESTS=full (`make test-full`)."""

import os

IS_FULL = os.environ.get("DONDOC_TESTS") == "full"


def size(full: int, *, small: int) -> int:
    """So many examples, kills or characters."""
    return full if IS_FULL else small
