"""`perceptible lab`: the network in the browser."""

from __future__ import annotations

import click

from perceptible.cli.command import command
from perceptible.cli.datasets import name_of, open_data
from perceptible.cli.networks import open_network
from perceptible.cli.output import answer, say
from perceptible.data.dataset import Dataset
from perceptible.lab.networks import BY_HAND, PRETRAINED, by_hand, check_fits, first_network, of_package, written_out
from perceptible.lab.server import serve
from perceptible.lab.session import Shelf, Shown

__all__ = ["lab"]

LARGEST_PORT = 65535
SYNTHETIC = "synthetic"
DATA_HELP = "A data set's name, a folder or a .csv file; without it MNIST where it lies here, else synthetic digits."
EXAMPLES = (
    ("lab", "open the lab in your browser"),
    ("lab net.safetensors", "open it with a network of yours"),
    ("lab --no-browser --port 8080", "print the address, and leave opening it to you"),
)


@command("lab", examples=EXAMPLES)
@click.argument("net", required=False)
@click.option("--data", help=DATA_HELP)
@click.option("--port", type=click.IntRange(0, LARGEST_PORT), help="Where to listen; without it where it did before.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
def lab(*, net: str | None, data: str | None, port: int | None, no_browser: bool) -> None:
    """Open the lab in the browser with the network NET, until Ctrl-C.

    It listens on this machine alone, and lets in only the browser that opens the address it prints. Port, key and the
    networks that you keep lie in the folder that PERCEPTIBLE_STATE names, else where your system keeps such things.
    """
    loaded = open_data(data, offline=data is None)
    shelf = Shelf(loaded, _first(net, loaded), _code(data, loaded))
    serve(shelf, port=port, open_browser=not no_browser, on_ready=_announce)


def _first(net: str | None, data: Dataset) -> Shown:
    """Return the network to begin with: the one that is named, or one of the package."""
    if net is None:
        return first_network(data)
    opened = open_network(net)
    check_fits(opened.network, data)
    if net == BY_HAND:
        return by_hand()
    if net in PRETRAINED:
        return of_package(net)
    path = str(opened.path.absolute())
    network, code = written_out(opened.network, f"pc.load({path!r})")
    return Shown(opened.path.stem, network, {"file": path}, code)


def _code(data: str | None, loaded: Dataset) -> str:
    """Write how the same data are loaded in Python."""
    if data is None and loaded.name == SYNTHETIC:
        return "pc.load_data(offline=True)"
    return f"pc.load_data({name_of(data, loaded)!r})"


def _announce(address: str) -> None:
    """Say where the lab is."""
    answer({"address": address}, f"The lab is open at {address}")
    say("Ctrl-C closes it.")
