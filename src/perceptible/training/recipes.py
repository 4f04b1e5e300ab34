"""Recipes: networks and settings that belong together, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from perceptible.data.augmentation import Augmentation
from perceptible.data.dataset import Dataset
from perceptible.errors import find_named
from perceptible.network import Network
from perceptible.rng import Rng
from perceptible.training.settings import Settings

__all__ = ["RECIPES", "Recipe", "recipe_named"]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """A network to start from and the settings to train it with.

    Parameters
    ----------
    name : str
        What it is called.
    summary : str
        One sentence: what it is for.
    hidden : tuple of int
        Neurons by hidden layer; inputs and outputs come from the data.
    activation, output, cost, start : str
        As for `Network.random`.
    settings : Settings
        How to train.
    reasons : mapping from str to str
        Why a change is made, where that is not what `REASONS` says of it.
    """

    name: str
    summary: str
    hidden: tuple[int, ...] = (16, 16)
    activation: str = "sigmoid"
    output: str = "sigmoid"
    cost: str = "squared-error"
    start: str = "normal"
    settings: Settings = field(default_factory=Settings)
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def changes(self) -> dict[str, tuple[object, object]]:
        """Return what differs from the lesson's recipe: by name, the lesson's value and the one here.

        Examples
        --------
        >>> recipe_named("plain-relu").changes["activation"]
        ('sigmoid', 'relu')
        """
        theirs, ours = _parts(RECIPES["lesson"]), _parts(self)
        return {name: (theirs[name], ours[name]) for name in ours if ours[name] != theirs[name]}

    @property
    def why(self) -> dict[str, str]:
        """Return for each of `changes` why it is made, in a few words."""
        return {name: self.reasons.get(name, REASONS[name]) for name in self.changes}

    def network(self, data: Dataset, rng: Rng = None) -> Network:
        """Return the random network that this recipe starts from, of sizes that fit the data."""
        return Network.random(
            (data.n_inputs, *self.hidden, data.n_classes),
            activation=self.activation,
            output=self.output,
            cost=self.cost,
            start=self.start,
            rng=rng,
        )


def recipe_named(name: str) -> Recipe:
    """Return the recipe that has this name.

    Parameters
    ----------
    name : str
        One of the keys of `RECIPES`.

    Returns
    -------
    Recipe
        The network to start from and its settings.

    Raises
    ------
    UnknownNameError
        If there is none of this name.

    Examples
    --------
    >>> recipe_named("lesson").hidden
    (16, 16)
    """
    return find_named(RECIPES, name, "recipe")


def _parts(recipe: Recipe) -> dict[str, object]:
    """Return every choice that a recipe makes, by name."""
    network = {name: getattr(recipe, name) for name in ("hidden", "activation", "output", "cost", "start")}
    return network | {part.name: getattr(recipe.settings, part.name) for part in fields(Settings)}


# Why a choice is made that is not the lesson's; a recipe whose reason is another gives its own.
REASONS: Mapping[str, str] = {
    "hidden": "more neurons tell more shapes apart",
    "activation": "its slope does not vanish, so all layers go on learning",
    "output": "shares that add up to 1, which cross-entropy is made for",
    "cost": "its slope at a wrong answer stays large, where that of the squared error vanishes",
    "start": "z begins near 1 however many inputs there are, and ReLU lets half of the neurons through",
    "epochs": "time for the small steps; the compiled steps take a fraction of a second an epoch",
    "batch_size": "slopes averaged over more images, for fewer and surer steps",
    "learning_rate": "in adamw's measure: about how far a dial turns in one step",
    "optimizer": "a step size for each dial, and decay apart from it",
    "schedule": "large steps to get far, then small ones to settle",
    "weight_decay": "keeps weights small, so that more neurons stay out of saturation",
    "average": "the average over the last mini-batches shakes less than the last dials",
    "augmentation": "moved, turned, scaled and bent images are new images of the same digits",
    "non_digits": "noise, blank and spoilt images and other strokes, all of whose targets are 0",
}

_ALL = (
    Recipe(
        name="lesson",
        summary="The lesson's network as the lesson trains it: random start, plain gradient descent.",
        settings=Settings(epochs=30, batch_size=10, learning_rate=1.5),
    ),
    Recipe(
        name="plain",
        summary="The very same network, trained as well as we know how.",
        start="scaled",
        settings=Settings(
            epochs=200,
            batch_size=50,
            learning_rate=0.03,
            optimizer="adamw",
            schedule="one-cycle",
            weight_decay=0.02,
            average=0.999,
            augmentation=Augmentation(shift=0.5, rotate=4, scale=0.04, elastic=0.4),
        ),
        reasons={
            "start": "z begins near 1 however many inputs there are, so few neurons start saturated",
        },
    ),
    Recipe(
        name="plain-relu",
        summary="The lesson's sizes with ReLU and cross-entropy.",
        activation="relu",
        output="softmax",
        cost="cross-entropy",
        start="he",
        settings=Settings(
            epochs=200,
            batch_size=50,
            learning_rate=0.01,
            optimizer="adamw",
            schedule="one-cycle",
            weight_decay=0.01,
            average=0.999,
            augmentation=Augmentation(shift=0.5, rotate=4, scale=0.04, elastic=0.4),
        ),
    ),
    Recipe(
        name="tuned",
        summary="A couple of tweaks: more neurons, ReLU, cross-entropy, AdamW, changed images; small and quick.",
        hidden=(128, 64),
        activation="relu",
        output="softmax",
        cost="cross-entropy",
        start="he",
        settings=Settings(
            epochs=60,
            batch_size=100,
            learning_rate=0.004,
            optimizer="adamw",
            schedule="one-cycle",
            weight_decay=0.05,
            average=0.999,
            augmentation=Augmentation(shift=1, rotate=8, scale=0.1, shear=0.1),
        ),
        reasons={
            "augmentation": "images slightly moved, turned and scaled are new images of the same digits",
        },
    ),
    Recipe(
        name="robust",
        summary="Reads digits that are moved, turned, thin or thick, as one draws them oneself.",
        hidden=(128, 64),
        activation="relu",
        output="softmax",
        cost="cross-entropy",
        start="he",
        settings=Settings(
            epochs=40,
            batch_size=100,
            learning_rate=0.004,
            optimizer="adamw",
            schedule="one-cycle",
            weight_decay=0.02,
            average=0.999,
            augmentation=Augmentation(
                shift=2.5, rotate=15, scale=0.15, shear=0.15, elastic=0.7, smoothness=6, thickness=0.6
            ),
        ),
        reasons={
            "augmentation": "further than test images go: as far as one's own drawings do",
        },
    ),
    Recipe(
        name="honest",
        summary="Answers nothing to images that are no digit: ten outputs, each for itself, all of them dark then.",
        hidden=(128, 64),
        activation="relu",
        cost="cross-entropy",
        start="he",
        settings=Settings(
            epochs=40,
            batch_size=100,
            learning_rate=0.004,
            optimizer="adamw",
            schedule="one-cycle",
            weight_decay=0.02,
            average=0.999,
            augmentation=Augmentation(shift=1.5, rotate=12, scale=0.12, shear=0.1),
            non_digits=0.6,
        ),
        reasons={
            "augmentation": "images slightly moved, turned and scaled are new images of the same digits",
        },
    ),
    Recipe(
        name="best",
        summary="As few mistakes as a network without convolutions makes that is small enough to carry along.",
        hidden=(512, 256),
        activation="relu",
        output="softmax",
        cost="cross-entropy",
        start="he",
        settings=Settings(
            epochs=120,
            batch_size=100,
            learning_rate=0.002,
            optimizer="adamw",
            schedule="one-cycle",
            weight_decay=0.03,
            average=0.999,
            augmentation=Augmentation(shift=1, rotate=10, scale=0.12, shear=0.12, elastic=1, smoothness=5),
        ),
    ),
)

RECIPES: dict[str, Recipe] = {recipe.name: recipe for recipe in _ALL}
