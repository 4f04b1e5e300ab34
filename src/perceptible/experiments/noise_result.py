"""What the experiment on noise came to: answers to each kind of image, and how well they can be refused."""

from __future__ import annotations

from dataclasses import dataclass

from perceptible.experiments.experiment import Table
from perceptible.experiments.noise_kinds import OTHERS
from perceptible.experiments.spread import Over
from perceptible.experiments.wording import listed

__all__ = ["KNOWN", "REFUSED", "SURE", "UNTRAINED_AT_0", "Kind", "NoiseResult"]

KNOWN = "test images"
UNTRAINED_AT_0 = "uniform, never-trained weights at 0"
SURE = 0.9
# Shares of the test images that are refused: close together at first, since a good network refuses few.
REFUSED = (0.0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
FEW = REFUSED.index(0.01)


@dataclass(frozen=True)
class Kind:
    """What networks of one recipe said to one kind of image.

    Parameters
    ----------
    recipe, name : str
        The recipe, and the kind of image; `KNOWN` are the test images. `UNTRAINED_AT_0` is uniform noise, asked of the
        same network with its never-trained weights at 0.
    sure : Over
        Share of images that got an output above 0.9, over the seeds.
    confidence : Over
        Mean brightest output.
    favorite : Over
        Share of the most frequent answer.
    favorites : tuple of str
        That answer, for each seed.
    told_apart : Over
        Area under the curve of telling test images from these by the brightest output: 1 for always, 0.5 for by chance.
    counts : tuple of int
        Images by their brightest output, in 20 equal parts from 0 to 1, all seeds together.
    refused : tuple of Over
        For each of `REFUSED`, the share of these images that a threshold refuses which refuses so many test images.
    """

    recipe: str
    name: str
    sure: Over
    confidence: Over
    favorite: Over
    favorites: tuple[str, ...]
    told_apart: Over
    counts: tuple[int, ...]
    refused: tuple[Over, ...]

    @property
    def words(self) -> str:
        """Return what people call these images."""
        return OTHERS.get(self.name, self.name)


@dataclass(frozen=True)
class NoiseResult:
    """All kinds of images, as all networks answered them.

    Parameters
    ----------
    kinds : tuple of Kind
        By recipe.
    n_images : int
        Of each kind.
    seeds : tuple of int
        As asked for.
    left_out : tuple of str
        What could not be done with these data, in sentences.
    """

    kinds: tuple[Kind, ...]
    n_images: int
    seeds: tuple[int, ...]
    left_out: tuple[str, ...] = ()

    def of(self, recipe: str, name: str) -> Kind:
        """Return one of the kinds."""
        return next(kind for kind in self.kinds if (kind.recipe, kind.name) == (recipe, name))

    @property
    def recipes(self) -> tuple[str, ...]:
        """Return the recipes, the first one first."""
        return tuple(dict.fromkeys(kind.recipe for kind in self.kinds))

    @property
    def findings(self) -> tuple[str, ...]:
        """Return what came out."""
        first, *others = self.recipes
        noise, bare = self.of(first, "uniform"), self.of(first, UNTRAINED_AT_0)
        said = f"Of uniform noise the {first} network is sure, with an output above {SURE}, in {share(noise.sure)}"
        favorite = f"Its favorite answer to noise takes {share(noise.favorite)} of it; by seed it is"
        return (
            f"{said} of images; of {KNOWN} in {share(self.of(first, KNOWN).sure)}.",
            f"{favorite} {listed(noise.favorites)}.",
            f"With its never-trained weights at 0 it is sure in {share(bare.sure)} of the same noise images.",
            *(self._finding(name) for name in others),
            *self.refusals,
            *self.left_out,
        )

    @property
    def refusals(self) -> tuple[str, ...]:
        """Return for each recipe how well a threshold tells strange images apart."""
        return tuple(self._refusal(name) for name in self.recipes)

    def _finding(self, recipe: str) -> str:
        """Say how sure another network is."""
        noise, known = self.of(recipe, "uniform"), self.of(recipe, KNOWN)
        return (
            f"The {recipe} network is sure of noise in {share(noise.sure)} of images, of {KNOWN} in "
            f"{share(known.sure)}."
        )

    def _refusal(self, recipe: str) -> str:
        """Say how many strange images a threshold refuses that refuses few test images."""
        strange = [kind for kind in self.kinds if kind.recipe == recipe and kind.name not in {KNOWN, UNTRAINED_AT_0}]
        worst = min(strange, key=lambda kind: kind.refused[FEW].median)
        return (
            f"Where at most 1 in 100 {KNOWN} is refused, the {recipe} network refuses "
            f"{share(self.of(recipe, 'uniform').refused[FEW])} of uniform noise, and of the hardest kind, "
            f"{worst.words}, {share(worst.refused[FEW])}."
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return a row for each recipe and kind of image, and the detection curves."""
        measured = ("sure median", "sure low", "sure high", "mean confidence", "share of favorite answer")
        columns = ("recipe", "images", *measured, "told apart from test images (AUROC)")
        rows = tuple(
            (
                *(kind.recipe, kind.words, kind.sure.median, kind.sure.low, kind.sure.high),
                *(kind.confidence.median, kind.favorite.median, kind.told_apart.median),
            )
            for kind in self.kinds
        )
        curves = tuple(
            (kind.recipe, kind.words, known, over.median, over.low, over.high)
            for kind in self.kinds
            for known, over in zip(REFUSED, kind.refused, strict=True)
        )
        return Table("noise", columns, rows), Table("noise-detection", CURVE_COLUMNS, curves)


CURVE_COLUMNS = ("recipe", "images", "test images refused", "refused median", "refused low", "refused high")


def share(over: Over) -> str:
    """Return a share as people write it; without a range where every seed gives the same.

    Examples
    --------
    >>> share(Over(0.0, 0.0, 0.0, 5)), share(Over(0.5, 0.25, 0.75, 3))
    ('0 %', '50.0 % (25.0 to 75.0)')
    """
    if over.low == over.high:
        return f"{100 * over.low:.{0 if over.low in {0.0, 1.0} else 1}f} %"
    return over.words(".1f", 100, " %")
