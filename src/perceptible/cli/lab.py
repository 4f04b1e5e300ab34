"""`perceptible lab`: the network in the browser."""

from __future__ import annotations

import click

from perceptible.cli.command import command
from perceptible.cli.output import answer, say
from perceptible.data.dataset import DIGITS, N_PIXELS
from perceptible.lab.server import serve
from perceptible.network import Network
from perceptible.training import recipe_named

__all__ = ["lab"]

LARGEST_PORT = 65535
EXAMPLES = (
    ("lab", "open the lab in your browser"),
    ("lab --no-browser --port 8080", "print the address, and leave opening it to you"),
)


@command("lab", examples=EXAMPLES)
@click.option("--port", type=click.IntRange(0, LARGEST_PORT), default=0, help="Where to listen; 0 takes any free port.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
def lab(*, port: int, no_browser: bool) -> None:
    """Open the lab in the browser, until Ctrl-C.

    It listens on this machine alone, and lets in only the browser that opens the address it prints.
    """
    network = Network.random((N_PIXELS, *recipe_named("lesson").hidden, len(DIGITS)), rng=0)
    serve(network, port=port, open_browser=not no_browser, on_ready=_announce)


def _announce(address: str) -> None:
    """Say where the lab is."""
    answer({"address": address}, f"The lab is open at {address}")
    say("Ctrl-C closes it.")
