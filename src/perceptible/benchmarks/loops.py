"""Peers in NumPy alone: a loop over mini-batches, and one example at a time."""

from __future__ import annotations

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.benchmarks.cases import SEED, Material, Run, arrays_of, epochs
from perceptible.data.dataset import Split
from perceptible.network import Network
from perceptible.training import Recipe

__all__ = ["MiniBatches", "OneByOne", "mini_batch_epoch", "one_by_one_epoch"]

FIRST, SECOND, EPSILON = 0.9, 0.999, 1e-8  # Adam's decays, and what keeps it from dividing by 0


def mini_batch_epoch(recipe: Recipe, material: Material) -> Run:
    """Train as a plain script would, one mini-batch at a time."""
    train = material.data.train
    return epochs(MiniBatches(recipe, recipe.network(material.data, SEED), train), len(train))


def one_by_one_epoch(recipe: Recipe, material: Material) -> Run:
    """Train one example at a time."""
    train = material.data.train
    return epochs(OneByOne(recipe, recipe.network(material.data, SEED), train), len(train))


class MiniBatches:
    """A loop over mini-batches with nothing around it, float32.

    All dials lie in one vector and all slopes in another, so that an update takes few calls of NumPy. It knows sigmoid
    with squared error, and ReLU with softmax and cross-entropy; gradient descent and Adam.
    """

    def __init__(self, recipe: Recipe, network: Network, split: Split) -> None:
        self._settings, self._is_softmax = recipe.settings, recipe.output == "softmax"
        self._inputs, self._targets = split.inputs, split.targets.astype(np.float32)
        arrays = arrays_of(network)
        self._dials = np.concatenate([array.ravel() for array in arrays])
        self._slopes, self._mean, self._square = (np.zeros_like(self._dials) for _ in range(3))
        self._layers, self._gradient = (_views(vector, arrays) for vector in (self._dials, self._slopes))
        self._n_steps = 0

    def arrays(self) -> list[FloatArray]:
        """Return weights and biases."""
        return self._layers

    def epoch(self, order: IntArray) -> None:
        """Make the steps of one epoch."""
        size = self._settings.batch_size
        update = self._adam if self._settings.optimizer == "adam" else self._descend
        with np.errstate(over="ignore"):
            for start in range(0, len(order), size):
                chosen = order[start : start + size]
                self._backpropagate(self._inputs.take(chosen, axis=0), self._targets.take(chosen, axis=0))
                update()

    def _backpropagate(self, x: FloatArray, y: FloatArray) -> None:
        """Fill in the slopes of one mini-batch."""
        weights, biases, gradient = self._layers[::2], self._layers[1::2], self._gradient
        activations = [x]
        for number, W in enumerate(weights):
            z = activations[-1] @ W.T
            z += biases[number]
            activations.append(self._activated(z, is_last=number == len(weights) - 1))
        delta = self._last_delta(activations.pop(), y)
        for number in reversed(range(len(weights))):
            a = activations[number]
            np.matmul(delta.T, a, out=gradient[2 * number])
            delta.sum(axis=0, out=gradient[2 * number + 1])
            if number:
                delta = delta @ weights[number]
                delta *= a > 0 if self._is_softmax else a * (1 - a)

    def _activated(self, z: FloatArray, *, is_last: bool) -> FloatArray:
        """Return the activations of a layer, in the place of z."""
        if not self._is_softmax:
            np.exp(np.negative(z, out=z), out=z)
            z += 1
            return np.reciprocal(z, out=z)
        if not is_last:
            return np.maximum(z, 0, out=z)
        z -= z.max(axis=1, keepdims=True)
        np.exp(z, out=z)
        z /= z.sum(axis=1, keepdims=True)
        return z

    def _last_delta(self, a: FloatArray, y: FloatArray) -> FloatArray:
        """Return how the cost grows with z of the last layer."""
        delta = a - y
        if not self._is_softmax:
            delta *= 2 * a * (1 - a)
        delta /= np.float32(len(y))
        return delta

    def _descend(self) -> None:
        """Take a step against the slopes."""
        self._slopes *= np.float32(self._settings.learning_rate)
        self._dials -= self._slopes

    def _adam(self) -> None:
        """Take a step as Adam does."""
        self._n_steps += 1
        slopes = self._slopes
        self._mean *= np.float32(FIRST)
        self._mean += np.float32(1 - FIRST) * slopes
        self._square *= np.float32(SECOND)
        self._square += np.float32(1 - SECOND) * slopes * slopes
        scale = np.sqrt(self._square / np.float32(1 - SECOND**self._n_steps), out=slopes)
        scale += np.float32(EPSILON)
        np.divide(self._mean, scale, out=scale)
        scale *= np.float32(self._settings.learning_rate / (1 - FIRST**self._n_steps))
        self._dials -= scale


class OneByOne:
    """One example at a time, float64, the gradients of a mini-batch added up: the way of many a textbook.

    Sigmoid, squared error and gradient descent only. Inputs, targets and biases are columns.
    """

    def __init__(self, recipe: Recipe, network: Network, split: Split) -> None:
        self._settings = recipe.settings
        self._weights = [W.astype(np.float64) for W in network.weights]
        self._biases = [b.astype(np.float64)[:, np.newaxis] for b in network.biases]
        inputs, targets = (array.astype(np.float64)[:, :, np.newaxis] for array in (split.inputs, split.targets))
        self._examples = list(zip(inputs, targets, strict=True))

    def arrays(self) -> list[FloatArray]:
        """Return weights and biases."""
        return [array for W, b in zip(self._weights, self._biases, strict=True) for array in (W, b.ravel())]

    def epoch(self, order: IntArray) -> None:
        """Make the steps of one epoch."""
        size = self._settings.batch_size
        with np.errstate(over="ignore"):
            for start in range(0, len(order), size):
                self._step([self._examples[index] for index in order[start : start + size]])

    def _step(self, examples: list[tuple[FloatArray, FloatArray]]) -> None:
        """Add up the gradients of some examples and take a step against them."""
        sum_W, sum_b = [np.zeros_like(W) for W in self._weights], [np.zeros_like(b) for b in self._biases]
        for x, y in examples:
            slopes_W, slopes_b = self._slopes(x, y)
            sum_W = [total + slopes for total, slopes in zip(sum_W, slopes_W, strict=True)]
            sum_b = [total + slopes for total, slopes in zip(sum_b, slopes_b, strict=True)]
        rate = self._settings.learning_rate / len(examples)
        self._weights = [W - rate * total for W, total in zip(self._weights, sum_W, strict=True)]
        self._biases = [b - rate * total for b, total in zip(self._biases, sum_b, strict=True)]

    def _slopes(self, x: FloatArray, y: FloatArray) -> tuple[list[FloatArray], list[FloatArray]]:
        """Return how the cost of one example grows with each weight and bias."""
        activations = [x]
        for W, b in zip(self._weights, self._biases, strict=True):
            activations.append(1 / (1 + np.exp(-(W @ activations[-1] + b))))  # (n_neurons, 1)
        a = activations.pop()
        deltas: list[FloatArray] = [2 * (a - y) * a * (1 - a)]
        for W, a in zip(self._weights[:0:-1], activations[:0:-1], strict=True):
            deltas.insert(0, W.T @ deltas[0] * a * (1 - a))
        return [delta @ a.T for delta, a in zip(deltas, activations, strict=True)], deltas


def _views(vector: FloatArray, like: list[FloatArray]) -> list[FloatArray]:
    """Return parts of a vector in the shapes of these arrays."""
    ends = np.cumsum([array.size for array in like])
    return [vector[end - array.size : end].reshape(array.shape) for end, array in zip(ends, like, strict=True)]
