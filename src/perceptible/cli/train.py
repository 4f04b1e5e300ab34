"""`perceptible train`: from a random start to a network that reads."""

from __future__ import annotations

from pathlib import Path

import click

from perceptible.cli.choices import network_options, new_folder, recipe_with, refuse_network_options, settings_options
from perceptible.cli.command import command
from perceptible.cli.datasets import DATA_HELP, name_of, open_data
from perceptible.cli.networks import open_network
from perceptible.cli.options import Name
from perceptible.cli.output import say
from perceptible.cli.running import sit, tell
from perceptible.rng import as_generator
from perceptible.training import RECIPES, recipe_named

__all__ = ["train"]

EXAMPLES = (
    ("train", "the lesson's network, from a random start"),
    ("train --data mnist --seed 0 --json", "the same numbers each time, for another program"),
    ("train --recipe tuned --data mnist", "a better network, trained otherwise; see perceptible recipes"),
    ("train --hidden 100 --epochs 10 --optimizer adam --learning-rate 0.003", "another network, trained otherwise"),
    ("train net.safetensors --epochs 5", "go on from a network of a file"),
)
# Short enough to be remembered and typed again.
SEEDS = 1_000_000


@command("train", examples=EXAMPLES)
@click.argument("net", required=False)
@click.option("--recipe", type=Name("recipe", RECIPES), default="lesson", help="Network and settings, lesson at first.")
@click.option("--data", help=DATA_HELP)
@click.option("--seed", type=click.IntRange(min=0), help="Makes everything random repeatable; drawn where not given.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the run; a new one in ./perceptible-runs.")
@click.option("--events", type=click.Path(path_type=Path), help="File to which events are added as JSON lines.")
@settings_options
@network_options
def train(
    net: str | None,
    recipe: str,
    data: str | None,
    seed: int | None,
    out: Path | None,
    events: Path | None,
    **values: object,
) -> int:
    """Train a network, and keep every epoch in a folder.

    It starts from the recipe's random network, or from NET: a trained network of the package, a file or a run's
    folder. Ctrl-C stops after the mini-batch under way and says how to go on.
    """
    chosen = recipe_with(recipe_named(recipe), values)
    start = None
    if net is not None:
        refuse_network_options(values)
        start = open_network(net).network
    loaded = open_data(data)
    drawn = int(as_generator(None).integers(SEEDS)) if seed is None else seed
    # the same children as perceptible.fit has, so that both come to the same bits
    start_rng, train_rng = as_generator(drawn).spawn(2)
    network = start or chosen.network(loaded, start_rng)
    folder = out or new_folder(recipe, drawn)
    changed = net is not None or chosen != recipe_named(recipe)
    details = {"recipe": recipe, "recipe_changed": changed, "seed_given": drawn, "data_given": name_of(data, loaded)}
    details["start"] = net
    name = f"{recipe} (changed)" if changed else recipe
    say(f"{name}: {network.n_parameters:,} weights and biases on {loaded.name}, seed {drawn}, to be kept in {folder}")
    return tell(sit(network, loaded, chosen.settings, folder=folder, details=details, rng=train_rng, events=events))
