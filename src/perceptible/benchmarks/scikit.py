"""scikit-learn's MLPClassifier: one call of `partial_fit` is an epoch; its cost is cross-entropy whatever is wanted."""

from __future__ import annotations

import numpy as np

from perceptible.benchmarks.cases import SEED, Material, Run, Skipped, missing, timed
from perceptible.training import Recipe

__all__ = ["scikit_epoch"]

ACTIVATIONS = {"sigmoid": "logistic", "relu": "relu"}
WARM_UP = 200  # images: the first call also makes the network


def scikit_epoch(recipe: Recipe, material: Material) -> Run | Skipped:
    """Train with gradient descent without momentum, or Adam, without weight decay; it draws the order itself."""
    if (gone := missing("sklearn", "scikit-learn")) is not None:
        return gone
    from sklearn.neural_network import MLPClassifier

    settings, train = recipe.settings, material.data.train
    options = {"solver": "adam"} if settings.optimizer == "adam" else {"solver": "sgd", "momentum": 0.0}
    classifier = MLPClassifier(
        recipe.hidden,
        activation=ACTIVATIONS[recipe.activation],
        learning_rate_init=settings.learning_rate,
        batch_size=settings.batch_size,
        alpha=0.0,
        random_state=SEED,
        **options,
    )
    classifier.partial_fit(train.inputs[:WARM_UP], train.labels[:WARM_UP], classes=np.arange(train.n_classes))
    return timed(lambda: classifier.partial_fit(train.inputs, train.labels))
