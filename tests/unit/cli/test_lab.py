"""The command `perceptible lab`, without its server."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.tiny import network

import perceptible as pc
from perceptible.cli import program

ADDRESS = "http://127.0.0.1:8080/?token=key"


@pytest.fixture
def served(monkeypatch):
    """Take the place of the server and of the data, and keep how it was called."""
    calls = []
    data = pc.load_data("synthetic", n_train=20, n_test=10)

    def serve(shelf, *, port, open_browser, on_ready):
        calls.append((shelf, port, open_browser))
        on_ready(ADDRESS)

    monkeypatch.setattr("perceptible.cli.lab.serve", serve)
    monkeypatch.setattr("perceptible.cli.lab.open_data", lambda _name, **_options: data)
    return calls


def test_the_lab_shows_a_trained_network_in_the_browser(served):
    """Without options, everything is chosen: the port of last time, and the lesson's network well trained."""
    result = CliRunner().invoke(program, ["lab"])
    [(shelf, port, open_browser)] = served
    assert (shelf.first.name, shelf.first.network.sizes, port, open_browser) == ("plain", (784, 16, 16, 10), None, True)
    assert shelf.first.code == "pc.pretrained('plain')"
    assert result.output == f"The lab is open at {ADDRESS}\nCtrl-C closes it.\n"


def test_the_port_and_the_browser_can_be_chosen(served):
    """On a machine without a screen, the address is what counts."""
    result = CliRunner().invoke(program, ["lab", "--port", "8080", "--no-browser", "--json"])
    assert served[0][1:] == (8080, False)
    assert json.loads(result.stdout) == {"address": ADDRESS}


@pytest.mark.parametrize("name", ["lesson", "by hand"])
def test_a_network_of_the_package_is_opened_by_name(served, name):
    """It is shown under that name, and its Python does not name a file of this machine."""
    CliRunner().invoke(program, ["lab", name])
    shown = served[0][0].first
    assert shown.name == name
    assert "/" not in shown.code


def test_a_network_of_yours_is_opened_from_its_file(served, tmp_path):
    """The Python that the page shows finds the file from any folder."""
    path = tmp_path / "mine.safetensors"
    pc.save(network((784, 4, 10)), path)
    CliRunner().invoke(program, ["lab", str(path)])
    assert (served[0][0].first.name, served[0][0].first.code) == ("mine", f"pc.load({str(path)!r})")


def test_a_network_for_other_images_is_refused(served, tmp_path):
    """Before anything is served, with what would go together."""
    path = tmp_path / "tiny.safetensors"
    pc.save(network(), path)
    result = CliRunner().invoke(program, ["lab", str(path)])
    assert served == []
    assert "6 inputs and 3 outputs, expected 784 and 10" in result.output


@pytest.mark.parametrize(
    ("given", "code"),
    [([], "pc.load_data(offline=True)"), (["--data", "synthetic"], "pc.load_data('synthetic')")],
)
def test_the_page_knows_how_the_data_were_loaded(served, given, code):
    """Its Python loads the same: nobody named any, and none but synthetic digits were there; or they were named."""
    CliRunner().invoke(program, ["lab", *given])
    assert served[0][0].data_code == code


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_what_is_no_port_is_refused(served, port):
    """Nothing is started then."""
    result = CliRunner().invoke(program, ["lab", "--port", port])
    assert (result.exit_code, served) == (2, [])
    assert "--port" in result.output


def test_help_waits_for_no_package_of_the_server():
    """Whoever asks for help, or imports a room, does not wait for what only the running lab needs."""
    code = (
        "import sys, perceptible.cli, perceptible.lab.routes, perceptible.lab.messages\n"
        "try: perceptible.cli.program.main(['--help'])\n"
        "except SystemExit: print([name for name in ('pydantic', 'uvicorn', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
