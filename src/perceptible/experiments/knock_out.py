"""Knock-out: what networks still read when one neuron, or one connection, is silenced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from perceptible.data.dataset import Dataset
from perceptible.experiments.experiment import Cell, Experiment, Table
from perceptible.experiments.spread import Over, over_seeds
from perceptible.insight.knock_out import HOLDS, KnockOut, Part, connections_of, knock_out, neurons_of
from perceptible.training import fit, recipe_named

__all__ = ["EXPERIMENT", "KnockOutResult", "KnockOutSettings", "Silenced"]

NEURONS = "neurons of "


@dataclass(frozen=True, kw_only=True)
class KnockOutSettings:
    """Which networks lose neurons and connections.

    Parameters
    ----------
    recipe : str
        What is trained.
    epochs : int or None
        None for the recipe's own.
    n_images : int
        Test images that are asked about; all where there are fewer.
    first_weights : bool
        Whether the connections from the inputs are silenced too: 12,544 in the lesson's network.
    seeds : tuple of int
        One network from each.
    """

    recipe: str = "lesson"
    epochs: int | None = None
    n_images: int = 10_000
    first_weights: bool = False
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class KnockOutJob:
    """One network, trained, and each of its parts silenced in turn."""

    recipe: str
    epochs: int | None
    n_images: int
    first_weights: bool
    seed: int


@dataclass(frozen=True)
class Silenced:
    """Parts of one kind, silenced one at a time, in the networks of all seeds.

    Parameters
    ----------
    name : str
        "neurons of hidden 1", "connections into the outputs".
    hold : str
        At what they were held, one of `HOLDS`; connections at weight 0.
    n_parts : int
        In each network.
    accuracies : tuple of tuple of float
        What is left without each part, for each seed, the lowest first.
    changes_by_class : tuple of tuple of float
        Of the first seed, for each part in that order, how the share read right of each class changes.
    names : tuple of str
        Of the first seed, what the parts are, in that order.
    """

    name: str
    hold: str
    n_parts: int
    accuracies: tuple[tuple[float, ...], ...]
    changes_by_class: tuple[tuple[float, ...], ...]
    names: tuple[str, ...]

    @property
    def is_neurons(self) -> bool:
        """Tell whether they are neurons, or else connections."""
        return self.name.startswith(NEURONS)

    @property
    def place(self) -> str:
        """Return where the neurons are."""
        return self.name.removeprefix(NEURONS)

    @property
    def worst(self) -> Over:
        """Return what is left without the part that matters most, over the seeds."""
        return over_seeds(each[0] for each in self.accuracies)

    @property
    def middle(self) -> Over:
        """Return what is left in the median over the parts, over the seeds."""
        return over_seeds(float(np.median(each)) for each in self.accuracies)

    @property
    def lowest(self) -> float:
        """Return the least that is left, in any network."""
        return min(each[0] for each in self.accuracies)

    @property
    def highest(self) -> float:
        """Return the most that is left, in any network."""
        return max(each[-1] for each in self.accuracies)


@dataclass(frozen=True)
class KnockOutResult:
    """What is left without each part, kind by kind."""

    recipe: str
    before: Over
    kinds: tuple[Silenced, ...]
    class_names: tuple[str, ...]
    seeds: tuple[int, ...]

    def of(self, name: str, hold: str = "zero") -> Silenced:
        """Return one of the kinds."""
        return next(kind for kind in self.kinds if (kind.name, kind.hold) == (name, hold))

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        neurons = [kind for kind in self.kinds if kind.is_neurons and kind.hold == "zero"]
        first = neurons[0]
        opening = (
            f"One neuron less in {first.place} leaves an accuracy of {_range(first)}; whole, the {self.recipe} network "
            f"has {_share(self.before)}."
        )
        others = [f"One neuron less in {kind.place} leaves {_range(kind)}." for kind in neurons[1:]]
        means = [
            f"Held at its mean instead of at 0, the neuron of {kind.place} that matters most leaves "
            f"{_share(kind.worst)}, against {_share(self.of(kind.name).worst)}."
            for kind in self.kinds
            if kind.hold == "mean"
        ]
        wires = [
            f"The most important of {kind.n_parts:,} {kind.name} leaves {_share(kind.worst)}; half of them leave at "
            f"least {_share(kind.middle)}."
            for kind in self.kinds
            if not kind.is_neurons
        ]
        return (opening, *others, *means, *wires)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each kind, and one for each part of the first network."""
        measured = ("accuracy left: lowest", "highest", "without the worst: median", "low", "high", "median part")
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                *(kind.name, kind.hold, kind.n_parts, kind.lowest, kind.highest),
                *(kind.worst.median, kind.worst.low, kind.worst.high, kind.middle.median),
            )
            for kind in self.kinds
        )
        parts: tuple[tuple[Cell, ...], ...] = tuple(
            (name, accuracy, *changes)
            for kind in self.kinds
            if kind.is_neurons and kind.hold == "zero"
            for name, accuracy, changes in zip(kind.names, kind.accuracies[0], kind.changes_by_class, strict=True)
        )
        changes = tuple(f"change for {name}" for name in self.class_names)
        return (
            Table("knock-out", ("silenced", "held at", "parts", *measured), rows),
            Table("knock-out-neurons", (f"neuron, seed {self.seeds[0]}", "accuracy left", *changes), parts),
        )


def _jobs(settings: KnockOutSettings, _data: Dataset) -> tuple[KnockOutJob, ...]:
    """Return a job for each seed."""
    asked = settings.recipe, settings.epochs, settings.n_images, settings.first_weights
    return tuple(KnockOutJob(*asked, seed) for seed in settings.seeds)


def _run(job: KnockOutJob, data: Dataset) -> dict[str, Any]:
    """Train a network and silence its parts."""
    recipe = recipe_named(job.recipe)
    settings = recipe.settings if job.epochs is None else replace(recipe.settings, epochs=job.epochs)
    network = fit(data, recipe=job.recipe, settings=settings, rng=job.seed).network
    split = data.test.take(np.arange(min(job.n_images, len(data.test))))
    n_layers, kinds = len(network.layers), []
    before = 0.0
    for layer in range(1, n_layers):
        for hold in HOLDS:
            found = knock_out(network, split, neurons_of(network, layer), hold=hold)
            kinds.append({"name": f"{NEURONS}hidden {layer}", "hold": hold, **_ranked(found)})
            before = found.accuracy_before
    for layer in range(1 if job.first_weights else 2, n_layers + 1):
        found = knock_out(network, split, connections_of(network, layer))
        into = "the outputs" if layer == n_layers else f"hidden {layer}"
        kinds.append({"name": f"connections into {into}", "hold": "zero", **_ranked(found)})
    return {"before": before, "kinds": kinds}


def _ranked(found: KnockOut) -> dict[str, Any]:
    """Return what is left, the part that matters most first; of connections without their classes, as they are many."""
    order = found.order
    is_few = all(part.previous is None for part in found.parts)
    return {
        "accuracies": found.accuracies[order].tolist(),
        "changes": found.changes_by_class[order].tolist() if is_few else [],
        "names": [_name(found.parts[index]) for index in order.tolist()] if is_few else [],
    }


def _name(part: Part) -> str:
    """Name a neuron as people do."""
    return f"hidden {part.layer}, neuron {part.neuron + 1}"


def _combine(
    settings: KnockOutSettings, data: Dataset, _jobs: Sequence[KnockOutJob], answers: Sequence[Mapping[str, Any]]
) -> KnockOutResult:
    """Put the seeds together."""
    kinds = []
    for own in zip(*(answer["kinds"] for answer in answers), strict=True):
        first = own[0]
        left = tuple(tuple(each["accuracies"]) for each in own)
        changes = tuple(map(tuple, first["changes"]))
        kinds.append(Silenced(first["name"], first["hold"], len(left[0]), left, changes, tuple(first["names"])))
    before = over_seeds(answer["before"] for answer in answers)
    return KnockOutResult(settings.recipe, before, tuple(kinds), tuple(data.class_names), settings.seeds)


def _share(over: Over) -> str:
    """Return a share as people write it."""
    return over.words(".1f", 100, " %")


def _range(kind: Silenced) -> str:
    """Return the least and the most that is left."""
    return f"{100 * kind.lowest:.1f} to {100 * kind.highest:.1f} %"


EXPERIMENT = Experiment(
    name="knock-out",
    title="Knock out",
    question="What breaks when one neuron, or one connection, is silenced?",
    takes={
        "quick": "2 seeds, 10 epochs, 2,000 test images: a few seconds",
        "standard": "5 seeds, the recipe's own epochs, all test images: half a minute",
        "full": "10 seeds, all test images, and every connection from the inputs too: four minutes",
    },
    sizes={
        "quick": KnockOutSettings(epochs=10, n_images=2_000, seeds=(0, 1)),
        "standard": KnockOutSettings(),
        "full": KnockOutSettings(first_weights=True, seeds=tuple(range(10))),
    },
    jobs=_jobs,
    run=_run,
    combine=_combine,
)
