"""`perceptible compare`: networks side by side, on the same digits and on what is no digit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import ascii_uppercase

import click

from perceptible.cli.command import command
from perceptible.cli.datasets import DATA_OF_NET_HELP, open_data, told_of
from perceptible.cli.networks import Opened, open_network
from perceptible.cli.output import answer
from perceptible.cli.text import columns
from perceptible.data.dataset import Dataset, Split
from perceptible.errors import SettingsError
from perceptible.evaluation import Pair, Portrait, Separation, SideBySide, side_by_side
from perceptible.plotting.saving import save_figure
from perceptible.plotting.side_by_side import draw_side_by_side

__all__ = ["compare"]

EXAMPLES = (
    ("compare lesson tuned", "two networks of this package"),
    ("compare perceptible-runs/lesson-0-1 perceptible-runs/lesson-1-1", "two runs: is one really better?"),
    ("compare lesson net.safetensors --data mnist --out compared.svg", "a file beside one of them, with a figure"),
)
MOST = len(ascii_uppercase)
FEW = 2  # networks whose numbers stand in one line
# How each measure of an image that is no digit is called, and how it is written.
MEASURES = (">0.5", ">0.9", "refused", "AUROC")
NOTE = (
    "above: of images that are no digit, the share answered with an output above 0.5 and 0.9, the share refused by a "
    "threshold that refuses 1 % of the digits, and how often a digit has the larger output."
)


@command("compare", examples=EXAMPLES)
@click.argument("nets", metavar="NET NET ...", nargs=-1, required=True)
@click.option("--data", help=DATA_OF_NET_HELP)
@click.option("--others", metavar="DATA", help="A data set that holds no digits, such as fashion-mnist: shown as well.")
@click.option("--out", type=click.Path(path_type=Path), help="Draw them as well: the file, .png or .svg.")
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--seed", type=click.IntRange(min=0), default=0, help="What the images that are no digit are drawn from.")
def compare(
    nets: tuple[str, ...], data: str | None, others: str | None, out: Path | None, dark: bool, seed: int
) -> None:
    """Put networks side by side: accuracy, cost, calibration, changed digits, and what is no digit.

    Each NET is one of the package, a file or a run's folder. Without --data they are compared on what the first was
    trained on.
    """
    opened = _opened(nets)
    loaded = open_data(data or opened[0].data)
    networks = {net: one.network for net, one in zip(nets, opened, strict=True)}
    compared = side_by_side(networks, loaded.test, others=_others(others), rng=seed)
    picture = _drawn(compared, loaded, out, dark=dark) if out is not None else None
    document = {**told_of(loaded), "seed": seed, "plot": picture, **compared.as_dict()}
    said = "\n\n".join(_report(loaded, compared))
    answer(document, said if picture is None else f"{said}\n\nsaved in {picture}")


def _opened(nets: Sequence[str]) -> list[Opened]:
    """Open the networks; refuse one named twice, and more than there are letters for."""
    twice = next((net for place, net in enumerate(nets) if net in nets[:place]), None)
    if twice is not None:
        msg = f"NET {twice} is given twice, expected each once. Leave one out."
        raise SettingsError(msg)
    if len(nets) > MOST:
        msg = f"{len(nets)} networks are given, expected at most {MOST}. Compare fewer at a time."
        raise SettingsError(msg)
    return [open_network(net) for net in nets]


def _others(name: str | None) -> dict[str, Split]:
    """Return the test images of a data set that holds no digits, by its name."""
    if name is None:
        return {}
    loaded = open_data(name)
    return {loaded.name: loaded.test}


def _drawn(compared: SideBySide, loaded: Dataset, path: Path, *, dark: bool) -> Path:
    """Save the figure and return where."""
    source = f"{loaded.name}, {compared.n_images:,} test images"
    return save_figure(draw_side_by_side(compared, source=source, theme="dark" if dark else "light"), path)


def _report(loaded: Dataset, compared: SideBySide) -> list[str]:
    """Return the result for people, part by part."""
    portraits = compared.portraits
    source = f"{loaded.name}, {compared.n_images:,} test images: {loaded.source}"
    parts = [source, _summary(portraits)]
    if portraits[0].changed:
        parts.append(_changed(portraits))
    if portraits[0].non_digits:
        parts += [*_non_digits(portraits), NOTE]
    if compared.pairs:
        letters = dict(zip((one.name for one in portraits), ascii_uppercase, strict=False))
        parts.append("\n".join(_pair(pair, letters) for pair in compared.pairs))
    return parts


def _summary(portraits: Sequence[Portrait]) -> str:
    """Return a line for each network."""
    rows = []
    for letter, one in zip(ascii_uppercase, portraits, strict=False):
        found, network = one.evaluation, one.network
        interval = " to ".join(f"{end:.2%}" for end in found.interval)
        cost = f"{found.cost:.4f} ({network.cost})"
        numbers = f"{found.accuracy:.2%}", interval, cost, f"{network.n_parameters:,}", f"{found.calibration.error:.3f}"
        rows.append((letter, one.name, *numbers))
    heads = ("", "network", "accuracy", "95 %", "cost", "parameters", "calibration error")
    return columns(rows, heads=heads, right="llrllrr")


def _changed(portraits: Sequence[Portrait]) -> str:
    """Return the share of changed digits that each network reads."""
    rows = [(change, *(f"{one.changed[change]:.1%}" for one in portraits)) for change in portraits[0].changed]
    return columns(rows, heads=("digits", *ascii_uppercase[: len(portraits)]), right="l" + "r" * len(portraits))


def _non_digits(portraits: Sequence[Portrait]) -> list[str]:
    """Return what each network says to images that are no digit; of many networks in two tables, for narrow windows."""
    groups = (MEASURES,) if len(portraits) <= FEW else (MEASURES[:2], MEASURES[2:])
    letters = ascii_uppercase[: len(portraits)]
    tables = []
    for measures in groups:
        heads = [f"{letter} {measure}" for measure in measures for letter in letters]
        rows = [
            (each[0].kind, *(_measured(one, measure) for measure in measures for one in each))
            for each in zip(*(one.non_digits for one in portraits), strict=True)
        ]
        tables.append(columns(rows, heads=("no digit", *heads), right="l" + "r" * len(heads)))
    return tables


def _measured(one: Separation, measure: str) -> str:
    """Return one measure of one kind of image as people write it."""
    if measure == "AUROC":
        return f"{one.auroc:.3f}"
    return f"{one.shares[MEASURES.index(measure)]:.1%}"


def _pair(pair: Pair, letters: dict[str, str]) -> str:
    """Say of two networks how many images one reads and the other does not."""
    first, second, found = letters[pair.first], letters[pair.second], pair.comparison
    low, high = found.interval
    return (
        f"{found.only_first:,} images only {first} reads, {found.only_second:,} only {second}: {found.difference:+.2%} "
        f"(95 %: {low:+.2%} to {high:+.2%}); were both equally good, luck would divide them so in {found.p_value:.2g} "
        "of all cases"
    )
