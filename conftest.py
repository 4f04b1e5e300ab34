"""What every test and every docstring example runs under: strict floats, no network, no user's cache."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import numpy as np
import pytest

LOOPBACK = {"127.0.0.1", "::1", "localhost", "", None}
OFF_LIMITS = "a test wanted to reach {address!r}, but only loopback is allowed. Serve the data from 127.0.0.1 instead."

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60, database=None)
hypothesis.settings.register_profile("night", deadline=None, max_examples=5_000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


class _Sockets:
    """The one switch of the audit hook below, which Python never lets go of again."""

    open_to_all = False


def _refuse_other_hosts(event: str, arguments: tuple[object, ...]) -> None:
    """Stop every connection, datagram and look-up of a name that leaves this machine."""
    if _Sockets.open_to_all or event not in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        return
    address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    if isinstance(address, tuple):
        address = address[0]
    elif event != "socket.getaddrinfo":
        return  # a path: a socket between processes of this machine
    host = address.decode() if isinstance(address, bytes) else address
    if host not in LOOPBACK:
        raise RuntimeError(OFF_LIMITS.format(address=host))


sys.addaudithook(_refuse_other_hosts)


@pytest.fixture(autouse=True)
def _strict_floats() -> Iterator[None]:
    """Turn overflow, division by zero and invalid operations of NumPy into errors."""
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        yield


@pytest.fixture(autouse=True)
def _loopback_only(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let only tests that are marked `network` reach other machines."""
    _Sockets.open_to_all = request.node.get_closest_marker("network") is not None
    yield
    _Sockets.open_to_all = False


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's cache out of the tests, and the tests out of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERCEPTIBLE_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("MPLBACKEND", "Agg")
        yield


@pytest.fixture(autouse=True)
def _names_of_examples(doctest_namespace: dict[str, object]) -> None:
    """Give docstring examples `np`, as numpydoc assumes."""
    doctest_namespace["np"] = np


@pytest.fixture
def repository() -> Path:
    """Return the folder that holds pyproject.toml."""
    return Path(__file__).parent
