"""The conditions that conftest.py sets for every test: each would fail silently if it were lost."""

import os
import socket
import warnings
from pathlib import Path

import numpy as np
import pytest

OUTSIDE = "192.0.2.1"  # RFC 5737: for documentation, nobody's


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_no_socket_leaves_the_machine(kind):
    """A test that needs the internet fails on the day that it is away."""
    with socket.socket(type=kind) as other, pytest.raises(RuntimeError, match=f"{OUTSIDE}.*only loopback is allowed"):
        other.connect((OUTSIDE, 80))


def test_no_name_is_looked_up():
    """Asking who it is already tells somebody."""
    with pytest.raises(RuntimeError, match="only loopback is allowed"):
        socket.getaddrinfo("example.org", 80)


def test_loopback_is_open():
    """Servers of the tests listen there."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        assert server.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("operation", [lambda x: np.exp(x * 1000), lambda x: x / 0, lambda x: np.log(-x)])
def test_floats_that_go_wrong_are_errors(operation):
    """Overflow, division by zero and a logarithm of nothing are never meant."""
    with pytest.raises(FloatingPointError):
        operation(np.array([1.0, 2.0]))


def test_warnings_are_errors():
    """What warns today breaks tomorrow."""
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_the_cache_is_not_the_users():
    """A test must neither find nor leave anything there."""
    cache = Path(os.environ["PERCEPTIBLE_CACHE"])
    assert cache.is_dir()
    assert Path.home() not in cache.parents
