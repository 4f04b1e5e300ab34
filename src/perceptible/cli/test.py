"""`perceptible test`: how well a network reads images it has never seen."""

from __future__ import annotations

import time

import click

from perceptible.cli.command import command
from perceptible.cli.datasets import DATA_OF_NET_HELP, open_data, told_of
from perceptible.cli.networks import Opened, open_network
from perceptible.cli.output import answer
from perceptible.cli.text import bar, columns
from perceptible.data.dataset import Dataset
from perceptible.evaluation import Evaluation, evaluate

__all__ = ["test"]

EXAMPLES = (
    ("test", "measure the network trained last"),
    ("test plain", "measure a trained network that comes with perceptible"),
    ("test net.safetensors --data mnist", "measure a network of a file on the 10,000 test digits of MNIST"),
    ("test perceptible-runs/lesson-0-1 --json", "measure that of a run, for another program"),
)
N_MISTAKES = 5


@command("test", examples=EXAMPLES)
@click.argument("net", required=False)
@click.option("--data", help=DATA_OF_NET_HELP)
def test(net: str | None, data: str | None) -> None:
    """Measure the network NET on test images: accuracy, cost, each class, confusion and calibration."""
    opened = open_network(net)
    loaded = open_data(data or opened.data)
    begun = time.perf_counter()
    found = evaluate(opened.network, loaded.test)
    seconds = time.perf_counter() - begun
    document = {**opened.told, **told_of(loaded), **found.as_dict(), "seconds": seconds}
    answer(document, _report(opened, loaded, found))


def _report(opened: Opened, loaded: Dataset, found: Evaluation) -> str:
    """Return the result for people."""
    low, high = found.interval
    counts = f"{found.n_correct:,} of {found.n_images:,} (95% interval: {low:.2%} to {high:.2%})"
    summary = (
        ("network", opened.words),
        ("data", f"{loaded.name}, {found.n_images:,} test images: {loaded.source}"),
        ("accuracy", f"{found.accuracy:.2%}: {counts}"),
        ("cost", f"{found.cost:.4f}"),
        ("calibration error", f"{found.calibration.error:.3f}"),
    )
    return "\n\n".join((columns(summary), _classes(loaded, found), _confusion(loaded, found), _mistakes(loaded, found)))


def _classes(loaded: Dataset, found: Evaluation) -> str:
    """Return how well each class is read."""
    rows = []
    for score in found.per_class:
        shares = bar(score.recall or 0), _percent(score.recall), _percent(score.precision)
        rows.append((loaded.class_names[score.label], f"{score.n_images:,}", *shares))
    return columns(rows, heads=("class", "images", "found", "", "right when answered"), right="lrlrr")


def _confusion(loaded: Dataset, found: Evaluation) -> str:
    """Return the confusion matrix; a dot is none."""
    rows = [
        (name, *(str(count or "·") for count in counts))
        for name, counts in zip(loaded.class_names, found.confusion.tolist(), strict=True)
    ]
    return columns(rows, heads=("is \\ answer", *loaded.class_names), right="l" + "r" * loaded.n_classes)


def _mistakes(loaded: Dataset, found: Evaluation) -> str:
    """Return the most confident mistakes."""
    names, rows = loaded.class_names, []
    for mistake in found.mistakes[:N_MISTAKES]:
        wrong = f"is {names[mistake.label]}", f"answer {names[mistake.answer]}", f"{mistake.confidence:.2f}"
        rows.append((f"image {mistake.index}", *wrong))
    return f"most confident of {len(found.mistakes):,} mistakes:\n{columns(rows)}" if rows else "no mistakes"


def _percent(share: float | None) -> str:
    """Return a share for people."""
    return "-" if share is None else f"{share:.1%}"
