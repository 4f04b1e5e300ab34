"""`perceptible gradcheck`: whether backpropagation is right."""

from __future__ import annotations

from dataclasses import asdict

import click
import numpy as np

from perceptible.arrays import FloatArray, one_hot
from perceptible.cli.command import command
from perceptible.cli.errors import DONE, FAILED
from perceptible.cli.networks import open_network
from perceptible.cli.options import Name
from perceptible.cli.output import answer
from perceptible.cli.text import columns
from perceptible.data.synthetic import synthetic_digits
from perceptible.gradients import GradientCheck, check_gradient
from perceptible.network import Network
from perceptible.rng import as_generator
from perceptible.training import RECIPES, recipe_named

__all__ = ["gradcheck"]

EXAMPLES = (
    ("gradcheck", "check the lesson's network, set at random"),
    ("gradcheck net.safetensors --dials 2000", "check more dials of a trained one"),
)
COUNT = click.IntRange(min=1)


@command("gradcheck", examples=EXAMPLES)
@click.argument("net", required=False)
@click.option("--recipe", type=Name("recipe", RECIPES), default="lesson", help="Without NET: whose random network.")
@click.option("--images", type=COUNT, default=10, show_default=True, help="Synthetic digits to average over.")
@click.option("--dials", type=COUNT, default=500, show_default=True, help="Dials to turn, drawn at random.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Decides what is drawn.")
def gradcheck(net: str | None, recipe: str, images: int, dials: int, seed: int) -> int:
    """Compare backpropagation with central differences, in float64.

    Each dial is turned a little both ways; the slope of the cost must be what backpropagation says.
    """
    digits_rng, network_rng, dials_rng = as_generator(seed).spawn(3)
    digits = synthetic_digits(images, 10, rng=digits_rng)
    network = recipe_named(recipe).network(digits, network_rng) if net is None else open_network(net).network
    inputs, targets = digits.train.inputs, digits.train.targets
    if (network.sizes[0], network.sizes[-1]) != (digits.n_inputs, digits.n_classes):
        inputs, targets = _noise(network, images, digits_rng)
    found = check_gradient(network, inputs, targets, n_dials=dials, rng=dials_rng)
    answer({**asdict(found), "passed": found.passed, "n_parameters": network.n_parameters}, _told(found, network))
    return DONE if found.passed else FAILED


def _noise(network: Network, n_samples: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Draw inputs and targets for a network that is not for digits."""
    labels = rng.integers(network.sizes[-1], size=n_samples)
    return rng.random((n_samples, network.sizes[0])), one_hot(labels, network.sizes[-1])


def _told(found: GradientCheck, network: Network) -> str:
    """Say what was found."""
    passed = "passed" if found.passed else "failed"
    rows = (
        ("gradient check", f"{passed}: relative error {found.relative_error:.2g}, tolerance {found.tolerance:.0e}"),
        ("network", f"{'-'.join(map(str, network.sizes))}, {network.n_parameters:,} dials, {found.n_checked:,} turned"),
        ("worst dial", f"{found.worst_dial:,}: {found.worst_name}"),
        ("backpropagation", f"{found.worst_backprop:+.12g}"),
        ("central difference", f"{found.worst_numerical:+.12g}"),
    )
    return columns(rows)
