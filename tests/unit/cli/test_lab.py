"""The command `perceptible lab`, without its server."""

import json

import pytest
from click.testing import CliRunner

from perceptible.cli import program

ADDRESS = "http://127.0.0.1:8080/?token=key"


@pytest.fixture
def served(monkeypatch):
    """Take the place of the server, and keep how it was called."""
    calls = []

    def serve(network, *, port, open_browser, on_ready):
        calls.append((network.n_parameters, port, open_browser))
        on_ready(ADDRESS)

    monkeypatch.setattr("perceptible.cli.lab.serve", serve)
    return calls


def test_the_lab_shows_the_lessons_network_in_the_browser(served):
    """Without options, everything is chosen."""
    result = CliRunner().invoke(program, ["lab"])
    assert served == [(13002, 0, True)]
    assert result.output == f"The lab is open at {ADDRESS}\nCtrl-C closes it.\n"


def test_the_port_and_the_browser_can_be_chosen(served):
    """On a machine without a screen, the address is what counts."""
    result = CliRunner().invoke(program, ["lab", "--port", "8080", "--no-browser", "--json"])
    assert served == [(13002, 8080, False)]
    assert json.loads(result.stdout) == {"address": ADDRESS}


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_what_is_no_port_is_refused(served, port):
    """Nothing is started then."""
    result = CliRunner().invoke(program, ["lab", "--port", port])
    assert (result.exit_code, served) == (2, [])
    assert "--port" in result.output
