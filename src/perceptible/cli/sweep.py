"""`perceptible sweep`: many trainings, on all processors or a cluster, from where they were left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from perceptible.cli.choices import network_options, settings_options
from perceptible.cli.command import command
from perceptible.cli.datasets import DATA_HELP, open_data, told_of
from perceptible.cli.errors import DONE, FAILED
from perceptible.cli.networks import RUNS
from perceptible.cli.options import Name
from perceptible.cli.outcome_watch import OutcomeWatch
from perceptible.cli.output import answer, complain, manner, say
from perceptible.cli.signals import brake
from perceptible.cli.sweep_report import sweep_table, trained_words
from perceptible.cli.vary import Values, parse_seeds, parse_vary
from perceptible.data.dataset import Dataset
from perceptible.errors import SettingsError
from perceptible.plotting import save_figure
from perceptible.plotting.sweep import draw_sweep
from perceptible.sweeps import (
    DaskCluster,
    Processes,
    Range,
    RayCluster,
    SettingSummary,
    Sweep,
    Workers,
    jobs,
    run_sweep,
    summarize,
)
from perceptible.training import RECIPES

__all__ = ["sweep"]

EXAMPLES = (
    ("sweep --vary learning_rate=0.5,1.5,3 --seeds 0-9", "three learning rates, ten seeds each"),
    ("sweep --vary hidden=16,16/32,32 --vary activation=sigmoid,tanh", "every combination of both"),
    ("sweep --random 20 --vary learning_rate=0.1..5:log --vary batch_size=5..100", "20 settings drawn at random"),
    ("sweep --vary batch_size=10,50 --out sizes --cluster tcp://10.0.0.5:8786", "on a Dask cluster, kept in sizes"),
)
PICTURE = "sweep.png"
VARY_HELP = "A setting and its values: NAME=A,B,C; for hidden NAME=16,16/32; with --random also NAME=LOW..HIGH[:log]."
COUNT = click.IntRange(min=1)
SIGNALS = {130: "Ctrl-C", 143: "SIGTERM"}


@command("sweep", examples=EXAMPLES)
@click.option("--recipe", type=Name("recipe", RECIPES), help="Network and settings to begin from, lesson at first.")
@click.option("--data", help=DATA_HELP)
@click.option("--vary", multiple=True, metavar="NAME=VALUES", help=VARY_HELP)
@click.option("--seeds", default="0-2", show_default=True, help="Train each setting from these: 0-9, or 0,3,7.")
@click.option("--random", "n_random", type=COUNT, metavar="N", help="Draw N settings instead of trying all.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder of the sweep; what is done there is not done again."
)
@click.option(
    "--jobs", "n_processes", type=COUNT, metavar="N", help="Trainings at a time here; one for each processor."
)
@click.option("--cluster", metavar="ADDRESS", help="Train on a Dask cluster: tcp://HOST:8786 of its scheduler.")
@click.option("--local-cluster", type=COUNT, metavar="N", help="Train on a Dask cluster of N workers, started here.")
@click.option("--ray", is_flag=True, help="Train on Ray.")
@settings_options
@network_options
def sweep(
    recipe: str | None,
    data: str | None,
    vary: tuple[str, ...],
    seeds: str,
    n_random: int | None,
    out: Path | None,
    n_processes: int | None,
    cluster: str | None,
    local_cluster: int | None,
    ray: bool,
    **values: object,
) -> int:
    """Train many networks: every combination of some settings, or some at random, each from several seeds.

    Each row is written down as it lands; after Ctrl-C, or any kill, the same command with the same --out goes on.
    The other options change the recipe for all trainings.
    """
    workers = _workers(n_processes, cluster, local_cluster, is_ray=ray)
    axes = _axes(vary, {"recipe": recipe, "data": data, **values})
    names = axes.pop("data", [data])
    assert not isinstance(names, Range)  # noqa: S101  # names have no ranges
    chosen = Sweep(_datasets(names), recipe or "lesson", axes, parse_seeds(seeds), n_random)
    return _run(chosen, out or _new_folder(), workers)


def _run(chosen: Sweep, folder: Path, workers: Workers) -> int:
    """Make the trainings of a sweep and tell what they came to."""
    n_jobs = len(jobs(chosen))
    say(f"{n_jobs} trainings on {', '.join(chosen.datasets)}, kept in {folder}")
    outcomes = []
    with brake() as pulled, OutcomeWatch(n_jobs, partial(trained_words, chosen.varied)) as watch:
        for outcome in run_sweep(chosen, folder, workers=workers, should_stop=lambda: pulled.name):
            watch.hear(outcome)
            outcomes.append(outcome)
    summaries = summarize(chosen, outcomes)
    n_done = sum(outcome.value is not None for outcome in outcomes)
    picture = _drawn(chosen, summaries, folder) if n_done else None
    counts = {"n_jobs": n_jobs, "n_done": n_done, "n_failed": len(outcomes) - n_done}
    counts["n_known"] = sum(not outcome.is_new for outcome in outcomes)
    if not pulled.exit_code or manner().json:
        document = {"path": folder, "plot": picture, **counts, "seconds": watch.seconds, **_document(chosen, summaries)}
        answer(document, f"{sweep_table(summaries, len(chosen.seeds))}\nsaved in {folder}")
    if pulled.exit_code:
        told = f"by {SIGNALS[pulled.exit_code]}, {len(outcomes)} of {n_jobs} trainings done; all of them are saved."
        complain(f"{told} Go on with the same command and --out {folder}", kind="stopped")
        return pulled.exit_code
    return DONE if n_done and all(outcome.is_final for outcome in outcomes) else FAILED


def _axes(vary: Sequence[str], options: dict[str, object]) -> dict[str, Values]:
    """Return what is varied, and what the other options set for all trainings, as axes of one value."""
    axes = parse_vary(vary)
    if options.pop("no_augmentation"):
        axes["augmentation"] = [None]
    for name, value in options.items():
        if value is not None and name in axes:
            option = name.replace("_", "-")
            msg = f"--{option} is given and varied as well, expected one of them. Leave out --{option}."
            raise SettingsError(msg)
        if value is not None and name not in {"recipe", "data"}:
            axes[name] = [value]
    return axes


def _workers(n_processes: int | None, cluster: str | None, n_local: int | None, *, is_ray: bool) -> Workers:
    """Return where to train, if one place is named at most."""
    named = {"--jobs": n_processes, "--cluster": cluster, "--local-cluster": n_local, "--ray": is_ray or None}
    given = [name for name, value in named.items() if value is not None]
    if len(given) > 1:
        msg = f"{' and '.join(given)} are given, expected one place to train. Leave out all but one."
        raise SettingsError(msg)
    if is_ray:
        return RayCluster()
    if cluster is not None or n_local is not None:
        return DaskCluster(cluster, n_local)
    return Processes(n_processes)


def _datasets(names: Sequence[object]) -> list[Dataset]:
    """Load the data."""
    return [open_data(None if name is None else str(name)) for name in names]


def _new_folder() -> Path:
    """Return a folder for a new sweep that is not there yet."""
    number = 1
    while (RUNS / f"sweep-{number}").exists():
        number += 1
    return RUNS / f"sweep-{number}"


def _drawn(chosen: Sweep, summaries: Sequence[SettingSummary], folder: Path) -> Path:
    """Draw the sweep into its folder."""
    tests = ", ".join(f"{len(data.test):,} test images of {data.name}" for data in chosen.datasets.values())
    seeds = f"seeds {chosen.seeds[0]} to {chosen.seeds[-1]}" if len(chosen.seeds) > 1 else f"seed {chosen.seeds[0]}"
    return save_figure(draw_sweep(summaries, source=f"Recipe {chosen.recipe}; {tests}; {seeds}."), folder / PICTURE)


def _document(chosen: Sweep, summaries: Sequence[SettingSummary]) -> dict[str, object]:
    """Return the sweep for other programs."""
    return {
        "recipe": chosen.recipe,
        "data": [told_of(data) for data in chosen.datasets.values()],
        "n_test": [len(data.test) for data in chosen.datasets.values()],
        "seeds": chosen.seeds,
        "varied": chosen.varied,
        "settings": [{**asdict(one), "words": one.words} for one in summaries],
    }
