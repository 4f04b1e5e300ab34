"""JAX: a whole epoch in one compiled scan, its buffers handed over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.benchmarks.cases import SEED, Material, Run, Skipped, arrays_of, epochs, missing
from perceptible.data.dataset import Split
from perceptible.network import Network
from perceptible.training import Recipe

if TYPE_CHECKING:
    from jax import Array

    # Dials, two moments of each where the optimizer has them, and the number of steps made.
    State = tuple[list[Array], list[Array], list[Array], Array]

__all__ = ["ONE_THREAD", "Scan", "jax_epoch"]

# For so small a network that is faster than threads; XLA reads it when it is imported.
ONE_THREAD = {"XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"}
FIRST, SECOND, EPSILON = 0.9, 0.999, 1e-8  # Adam's decays, and what keeps it from dividing by 0


def jax_epoch(recipe: Recipe, material: Material) -> Run | Skipped:
    """Train with JAX, on as many threads as XLA_FLAGS allow."""
    if (gone := missing("jax")) is not None:
        return gone
    train = material.data.train
    return epochs(Scan(recipe, recipe.network(material.data, SEED), train), len(train))


class Scan:
    """A network that JAX trains; mini-batches are gathered inside the scan, which measured better than before it."""

    def __init__(self, recipe: Recipe, network: Network, split: Split) -> None:
        import jax
        import jax.numpy as jnp

        self._size = recipe.settings.batch_size
        dials = [jnp.array(array, jnp.float32) for array in arrays_of(network)]
        moments = [[jnp.zeros_like(dial) for dial in dials] if _is_adam(recipe) else [] for _ in range(2)]
        self._state: State = (dials, moments[0], moments[1], jnp.float32(0))
        self._data = jnp.array(split.inputs), jnp.array(split.targets, jnp.float32)
        self._scan = jax.jit(partial(_scan, recipe), donate_argnums=0)

    def arrays(self) -> list[FloatArray]:
        """Return weights and biases."""
        return [np.array(dial) for dial in self._state[0]]

    def epoch(self, order: IntArray) -> None:
        """Make the steps of one epoch; a last mini-batch that is smaller than the others is a scan of its own."""
        import jax

        order = order.astype(np.int32)
        n_whole = len(order) // self._size * self._size
        for part in (order[:n_whole].reshape(-1, self._size), order[np.newaxis, n_whole:]):
            if part.size:
                self._state = self._scan(self._state, *self._data, part)
        jax.block_until_ready(self._state)


def _scan(recipe: Recipe, state: State, inputs: Array, targets: Array, order: Array) -> State:
    """Make one step for each row of `order`."""
    import jax

    def step(state: State, chosen: Array) -> tuple[State, None]:
        slopes = jax.grad(partial(_cost, recipe))(state[0], inputs[chosen], targets[chosen])
        return (_adam if _is_adam(recipe) else _descend)(recipe, state, slopes), None

    after: State = jax.lax.scan(step, state, order)[0]
    return after


def _cost(recipe: Recipe, dials: list[Array], a: Array, targets: Array) -> Array:
    """Return the average cost of a mini-batch."""
    import jax

    activation = jax.nn.relu if recipe.activation == "relu" else jax.nn.sigmoid
    for W, b in zip(dials[:-2:2], dials[1:-2:2], strict=True):
        a = activation(a @ W.T + b)
    z = a @ dials[-2].T + dials[-1]
    if recipe.output == "softmax":
        return -(targets * jax.nn.log_softmax(z)).sum() / len(z)
    return ((activation(z) - targets) ** 2).sum() / len(z)


def _descend(recipe: Recipe, state: State, slopes: list[Array]) -> State:
    """Take a step against the slopes."""
    rate = recipe.settings.learning_rate
    return [dial - rate * slope for dial, slope in zip(state[0], slopes, strict=True)], *state[1:]


def _adam(recipe: Recipe, state: State, slopes: list[Array]) -> State:
    """Take a step as Adam does."""
    import jax.numpy as jnp

    dials, means, squares, steps = state
    means = [FIRST * mean + (1 - FIRST) * slope for mean, slope in zip(means, slopes, strict=True)]
    squares = [SECOND * square + (1 - SECOND) * slope**2 for square, slope in zip(squares, slopes, strict=True)]
    steps += 1
    mean_share, square_share = 1 - FIRST**steps, 1 - SECOND**steps
    rate = recipe.settings.learning_rate
    dials = [
        dial - rate * (mean / mean_share) / (jnp.sqrt(square / square_share) + EPSILON)
        for dial, mean, square in zip(dials, means, squares, strict=True)
    ]
    return dials, means, squares, steps


def _is_adam(recipe: Recipe) -> bool:
    """Tell which of two optimizers a recipe has."""
    return recipe.settings.optimizer == "adam"
