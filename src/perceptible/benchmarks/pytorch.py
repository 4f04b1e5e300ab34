"""PyTorch in four forms: modules with an optimizer, autograd alone, gradients by hand, and those compiled.

For so small a network gradients by hand take less time than autograd, but whoever writes them has left PyTorch's own
way; so all forms stand in the tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from perceptible.arrays import FloatArray, IntArray
from perceptible.benchmarks.cases import SEED, Material, Run, Skipped, arrays_of, epochs, missing
from perceptible.data.dataset import Split
from perceptible.network import Network
from perceptible.training import Recipe

if TYPE_CHECKING:
    from torch import Tensor
    from torch.optim import Optimizer

__all__ = ["FORMS", "TorchTrainer", "torch_epoch"]

FIRST, SECOND, EPSILON = 0.9, 0.999, 1e-8  # Adam's decays, and what keeps it from dividing by 0

Step = Callable[["Tensor", "Tensor"], object]


def torch_epoch(form: str, n_threads: int | None, recipe: Recipe, material: Material) -> Run | Skipped:
    """Train with one of `FORMS` on this many threads, or on as many as PyTorch chooses."""
    if (gone := missing("torch")) is not None:
        return gone
    import torch

    if n_threads is not None:
        torch.set_num_threads(n_threads)
    train = material.data.train
    return epochs(FORMS[form](recipe, recipe.network(material.data, SEED), train), len(train))


@dataclass(frozen=True, eq=False)
class TorchTrainer:
    """A loop over mini-batches.

    Parameters
    ----------
    step : callable
        Makes a step with the inputs and targets of one mini-batch.
    dials : list of Tensor
        Weights and biases.
    inputs, targets : Tensor
        All training images; their labels, or one number for each class.
    batch_size : int
        Images in a mini-batch.
    is_recording : bool
        Whether autograd is needed.
    """

    step: Step
    dials: list[Tensor]
    inputs: Tensor
    targets: Tensor
    batch_size: int
    is_recording: bool = True

    def arrays(self) -> list[FloatArray]:
        """Return weights and biases."""
        return [dial.detach().numpy().copy() for dial in self.dials]

    def epoch(self, order: IntArray) -> None:
        """Make the steps of one epoch."""
        import torch

        with torch.set_grad_enabled(self.is_recording):
            for chosen in torch.from_numpy(order).split(self.batch_size):
                self.step(self.inputs[chosen], self.targets[chosen])


def modules(recipe: Recipe, network: Network, split: Split) -> TorchTrainer:
    """Return PyTorch's own way: modules in a row, a cost, and an optimizer of torch.optim."""
    import torch

    layers: list[torch.nn.Module] = []
    for W, b in zip(network.weights, network.biases, strict=True):
        linear = torch.nn.Linear(W.shape[1], W.shape[0])
        linear.weight.data, linear.bias.data = _tensor(W), _tensor(b)
        layers += [linear, torch.nn.ReLU() if recipe.activation == "relu" else torch.nn.Sigmoid()]
    model = torch.nn.Sequential(*layers[: -1 if recipe.output == "softmax" else None])
    dials = list(model.parameters())
    cost, optimizer = _cost(recipe), _optimizer(recipe, dials)

    def step(x: Tensor, y: Tensor) -> None:
        optimizer.zero_grad()
        cost(model(x), y).backward()
        optimizer.step()

    return _trainer(recipe, split, step, dials)


def autograd(recipe: Recipe, network: Network, split: Split) -> TorchTrainer:
    """Return the same without modules: functions, and for gradient descent no optimizer object either."""
    import torch

    dials = [_tensor(array).requires_grad_() for array in arrays_of(network)]
    activation = torch.relu if recipe.activation == "relu" else torch.sigmoid
    cost, optimizer = _cost(recipe), _optimizer(recipe, dials)
    is_descent, rate = recipe.settings.optimizer == "descent", recipe.settings.learning_rate

    def step(x: Tensor, y: Tensor) -> None:
        for W, b in zip(dials[:-2:2], dials[1:-2:2], strict=True):
            x = activation(torch.nn.functional.linear(x, W, b))
        z = torch.nn.functional.linear(x, dials[-2], dials[-1])
        slopes = torch.autograd.grad(cost(z if recipe.output == "softmax" else activation(z), y), dials)
        if is_descent:
            with torch.no_grad():
                torch._foreach_add_(dials, slopes, alpha=-rate)  # what torch.optim calls
            return
        for dial, slope in zip(dials, slopes, strict=True):
            dial.grad = slope
        optimizer.step()

    return _trainer(recipe, split, step, dials)


def by_hand(recipe: Recipe, network: Network, split: Split, *, is_compiled: bool = False) -> TorchTrainer:
    """Return the formulas of backpropagation as tensor operations, all dials in one vector."""
    import torch

    arrays = arrays_of(network)
    vector = torch.cat([_tensor(array).ravel() for array in arrays])
    slopes = torch.zeros_like(vector)
    dials, gradient = ([part.view(a.shape) for part, a in _parts(of, arrays)] for of in (vector, slopes))
    backpropagate = _backpropagation(recipe, dials, gradient)
    if is_compiled:
        backpropagate = torch.compile(backpropagate)
    update = _update(recipe, vector, slopes)

    def step(x: Tensor, y: Tensor) -> None:
        backpropagate(x, y)
        update()

    return _trainer(recipe, split, step, dials, is_recording=False, one_hot=True)


def compiled(recipe: Recipe, network: Network, split: Split) -> TorchTrainer:
    """Return the gradients by hand, compiled by torch.compile."""
    return by_hand(recipe, network, split, is_compiled=True)


def _backpropagation(recipe: Recipe, dials: list[Tensor], gradient: list[Tensor]) -> Step:
    """Return what fills in the gradient of a mini-batch."""
    import torch

    weights, biases, is_softmax = dials[::2], dials[1::2], recipe.output == "softmax"

    def backpropagate(x: Tensor, y: Tensor) -> None:
        activations, n = [x], x.shape[0]
        for W, b in zip(weights, biases, strict=True):
            z = torch.addmm(b, activations[-1], W.t())
            activations.append(torch.relu(z) if is_softmax else torch.sigmoid(z))
        if is_softmax:
            delta = (torch.softmax(z, dim=1) - y) / n
        else:
            delta = torch.ops.aten.sigmoid_backward((activations[-1] - y) * (2 / n), activations[-1])
        for number in reversed(range(len(weights))):
            a = activations[number]
            gradient[2 * number].copy_(delta.t() @ a)
            gradient[2 * number + 1].copy_(delta.sum(dim=0))
            if number:
                back = delta @ weights[number]
                delta = back * (a > 0) if is_softmax else torch.ops.aten.sigmoid_backward(back, a)

    return backpropagate


def _update(recipe: Recipe, vector: Tensor, slopes: Tensor) -> Callable[[], object]:
    """Return what takes a step against the slopes."""
    import torch

    rate = recipe.settings.learning_rate
    if recipe.settings.optimizer == "descent":
        return lambda: vector.sub_(slopes, alpha=rate)
    mean, square, steps = torch.zeros_like(vector), torch.zeros_like(vector), [0]

    def adam() -> None:
        steps[0] += 1
        mean.lerp_(slopes, 1 - FIRST)
        square.mul_(SECOND).addcmul_(slopes, slopes, value=1 - SECOND)
        scale = (square / (1 - SECOND ** steps[0])).sqrt_().add_(EPSILON)
        vector.addcdiv_(mean, scale, value=-rate / (1 - FIRST ** steps[0]))

    return adam


def _trainer(
    recipe: Recipe, split: Split, step: Step, dials: list[Tensor], *, is_recording: bool = True, one_hot: bool = False
) -> TorchTrainer:
    """Return the loop around a step."""
    wants_labels = recipe.output == "softmax" and not one_hot
    targets = split.labels if wants_labels else split.targets.astype(np.float32)
    return TorchTrainer(step, dials, _tensor(split.inputs), _tensor(targets), recipe.settings.batch_size, is_recording)


def _cost(recipe: Recipe) -> Callable[[Tensor, Tensor], Tensor]:
    """Return the cost of a mini-batch: from z and labels for softmax, else from activations and targets."""
    from torch.nn import functional

    if recipe.output == "softmax":
        # Named with its type, so that mypy says the same with and without PyTorch.
        cross_entropy: Callable[[Tensor, Tensor], Tensor] = functional.cross_entropy
        return cross_entropy
    return lambda a, y: functional.mse_loss(a, y, reduction="sum") / len(y)


def _optimizer(recipe: Recipe, dials: list[Tensor]) -> Optimizer:
    """Return the optimizer that measured best: the fused one for Adam, the plain one for gradient descent."""
    import torch

    if recipe.settings.optimizer == "adam":
        return torch.optim.Adam(dials, lr=recipe.settings.learning_rate, betas=(FIRST, SECOND), fused=True)
    return torch.optim.SGD(dials, lr=recipe.settings.learning_rate)


def _parts(vector: Tensor, like: list[FloatArray]) -> list[tuple[Tensor, FloatArray]]:
    """Return parts of a vector beside the arrays whose lengths they have."""
    return list(zip(vector.split([array.size for array in like]), like, strict=True))


def _tensor(array: FloatArray | IntArray) -> Tensor:
    """Return a copy of an array as a tensor."""
    import torch

    return torch.from_numpy(np.array(array))


FORMS: dict[str, Callable[[Recipe, Network, Split], TorchTrainer]] = {
    "modules": modules,
    "autograd": autograd,
    "by-hand": by_hand,
    "compiled": compiled,
}
