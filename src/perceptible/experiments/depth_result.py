"""What the experiment on depth came to: accuracy, steps, slopes and saturation, by activation and number of layers."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from perceptible.experiments.experiment import Cell, Table
from perceptible.experiments.spread import Over, over_seeds

__all__ = ["GOAL", "Deep", "DepthResult", "Layers"]

GOAL = 0.9


@dataclass(frozen=True)
class Layers:
    """One look into a network, over the seeds.

    Parameters
    ----------
    slopes : tuple of Over
        For each layer, the outputs last, the root mean square slope of the cost in one of its weights.
    saturated : tuple of Over
        For each hidden layer the share of its activations that are saturated; for ReLU, silent.
    """

    slopes: tuple[Over, ...]
    saturated: tuple[Over, ...]

    @property
    def vanishing(self) -> float:
        """Return how many times as steep the last hidden layer is as the first: above 1 where slopes vanish.

        Infinite where only the last has a slope, and 1 where none has.
        """
        first, last = self.slopes[0].median, self.slopes[-2].median
        if first == 0:
            return inf if last > 0 else 1.0
        return last / first


@dataclass(frozen=True)
class Deep:
    """What networks of one kind and depth came to with their best rate.

    Parameters
    ----------
    variant : str
        Activation and start.
    depth : int
        Hidden layers.
    rate : float
        The learning rate that was best on images held out.
    accuracy : Over
        On test images, over the seeds.
    reached : tuple of int or None
        For each seed the step at which 90 % of the images held out were read right; None where that never came.
    before, after : Layers
        At the start and after training.
    """

    variant: str
    depth: int
    rate: float
    accuracy: Over
    reached: tuple[int | None, ...]
    before: Layers
    after: Layers

    @property
    def steps(self) -> Over | None:
        """Return the steps to 90 %, over the seeds; None where one of them never came to it."""
        known = [step for step in self.reached if step is not None]
        return over_seeds(known) if len(known) == len(self.reached) else None

    @property
    def n_reached(self) -> int:
        """Return from how many seeds 90 % were reached."""
        return sum(step is not None for step in self.reached)


@dataclass(frozen=True)
class DepthResult:
    """Every kind and depth.

    Parameters
    ----------
    deep : tuple of Deep
        By kind, and for each by rising depth.
    width : int
        Neurons in each hidden layer.
    budget : tuple of three ints
        Steps, images in a mini-batch, and images to learn from.
    rates : tuple of float
        That were tried.
    n_classes : int
        Of the data.
    seeds : tuple of int
        As asked for.
    """

    deep: tuple[Deep, ...]
    width: int
    budget: tuple[int, int, int]
    rates: tuple[float, ...]
    n_classes: int
    seeds: tuple[int, ...]

    @property
    def variants(self) -> tuple[str, ...]:
        """Return the kinds."""
        return tuple(dict.fromkeys(one.variant for one in self.deep))

    def of(self, variant: str) -> tuple[Deep, ...]:
        """Return one kind, by rising depth."""
        return tuple(one for one in self.deep if one.variant == variant)

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        return (
            self._ends(),
            *(self._steps(name) for name in self.variants),
            *(self._slopes(name) for name in self.variants),
            *(self._saturation(name) for name in self.variants),
        )

    def _ends(self) -> str:
        """Say how accurate the deepest are."""
        deepest = [self.of(name)[-1] for name in self.variants]
        said = "; ".join(f"{one.variant} {_share(one.accuracy)}" for one in deepest)
        begin = f"With {_layers(deepest[0].depth)}, after {self.budget[0]:,} steps, test images are read right by"
        return f"{begin}: {said}."

    def _steps(self, name: str) -> str:
        """Say how many steps 90 % took, at the least and at the greatest depth that came to it."""
        ways = [one for one in self.of(name) if one.steps is not None]
        if not ways:
            some = sum(one.n_reached for one in self.of(name))
            return (
                f"{name}: no depth came to 90 % from every seed within {self.budget[0]:,} steps "
                f"({some} {'network' if some == 1 else 'networks'} did)."
            )
        first, last = ways[0], ways[-1]
        begin = f"{name}: 90 % after {_steps(first)} steps with {_layers(first.depth)}"
        if first is last:
            return f"{begin}; at no other depth from every seed."
        return f"{begin}, after {_steps(last)} with {last.depth}, the deepest that came to it from every seed."

    def _slopes(self, name: str) -> str:
        """Say how slopes change from the last hidden layer back to the first, at the start."""
        last = self.of(name)[-1]
        ratio = last.before.vanishing
        if ratio in {0.0, inf}:
            which = "first" if ratio else "last"
            begin = f"{name}, {_layers(last.depth)}, at the start: the cost has no slope at all in the weights of the"
            return f"{begin} {which} hidden layer."
        words = f"{_times(ratio)} times as steep as" if ratio >= 1 else f"1/{_times(1 / ratio)} as steep as"
        begin = f"{name}, {_layers(last.depth)}, at the start: in a weight of the last hidden layer"
        return f"{begin} the cost is {words} in one of the first."

    def _saturation(self, name: str) -> str:
        """Say how much of the first hidden layer is saturated."""
        last = self.of(name)[-1]
        word = "silent" if name.lower().startswith("relu") else "saturated"
        early, late = _share(last.before.saturated[0]), _share(last.after.saturated[0])
        begin = f"{name}, {_layers(last.depth)}: of the first layer's activations {early} are {word} at the start,"
        return f"{begin} {late} after training."

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each kind and depth, and one for each layer."""
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                *(one.variant, one.depth, one.rate, one.accuracy.median, one.accuracy.low, one.accuracy.high),
                *(None if one.steps is None else one.steps.median, one.n_reached, len(one.reached)),
            )
            for one in self.deep
        )
        layers: tuple[tuple[Cell, ...], ...] = tuple(
            (one.variant, one.depth, when, layer, over.median, None if share is None else share.median)
            for one in self.deep
            for when, look in (("start", one.before), ("end", one.after))
            for layer, (over, share) in enumerate(zip(look.slopes, (*look.saturated, None), strict=True), start=1)
        )
        columns = ("network", "hidden layers", "learning rate", "test accuracy", "low", "high")
        return (
            Table("depth", (*columns, "steps to 90 %", "seeds that came to it", "seeds"), rows),
            Table("layers", ("network", "hidden layers", "when", "layer", "slope of a weight", "saturated"), layers),
        )


def _layers(depth: int) -> str:
    """Return how many hidden layers as people write it."""
    return f"{depth} hidden layer{'s' * (depth > 1)}"


def _share(over: Over) -> str:
    """Return a share as people write it."""
    return over.words(".1f", 100, " %")


def _steps(one: Deep) -> str:
    """Return steps as people write them."""
    return "none" if one.steps is None else one.steps.words(",.0f")


def _times(ratio: float) -> str:
    """Return a ratio in three digits, without powers of ten."""
    return f"{ratio:.3g}" if ratio < 1_000 else f"{float(f'{ratio:.3g}'):,.0f}"
