"""Laws that every optimizer obeys; a new one is a line in `OPTIMIZERS`, and for PyTorch's a line in the table here."""

import array_api_strict
import numpy as np
import pytest

from perceptible.errors import UnknownNameError
from perceptible.network import Parameters
from perceptible.optimizers import OPTIMIZERS, Adam, Descent, Momentum, optimizer_named

N_MOMENTS = {"descent": 0, "momentum": 1, "nesterov": 1, "adam": 2, "adamw": 2}
IN_PYTORCH = {
    "descent": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adam": ("Adam", {}),
    "adamw": ("AdamW", {"weight_decay": 0.0}),
}


def random_dials(rng, dtype=np.float64, leading=()):
    """Return parameters of a network 4-3-2."""
    shapes = [(3, 4), (2, 3)]
    weights = tuple(rng.standard_normal((*leading, *shape)).astype(dtype) for shape in shapes)
    return Parameters(weights, tuple(rng.standard_normal((*leading, shape[0])).astype(dtype) for shape in shapes))


def walk(optimizer, start, gradients, learning_rate=0.01):
    """Return where a walk of one step for each gradient leads."""
    parameters, state = start, optimizer.init(start)
    for gradient in gradients:
        step, state = optimizer.update(gradient, state, learning_rate)
        parameters = parameters.map(lambda dial, change: dial + change, step)
    return parameters, state


def some_gradients(n=20, **options):
    """Return gradients that point anywhere."""
    rng = np.random.default_rng(7)
    return [random_dials(rng, **options) for _ in range(n)]


def test_the_tables_hold_every_optimizer():
    """One that is in no table would be held to nothing."""
    assert set(N_MOMENTS) == set(IN_PYTORCH) == set(OPTIMIZERS)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_twenty_steps_are_those_of_pytorch(torch, name):
    """The same start and the same twenty gradients, in float64 to 1e-12."""
    start, gradients = random_dials(np.random.default_rng(1)), some_gradients()
    leaves = [torch.tensor(array) for array in (*start.weights, *start.biases)]
    kind, options = IN_PYTORCH[name]
    theirs = getattr(torch.optim, kind)(leaves, lr=0.01, **options)
    for gradient in gradients:
        for leaf, slope in zip(leaves, (*gradient.weights, *gradient.biases), strict=True):
            leaf.grad = torch.tensor(slope)
        theirs.step()
    ours, _ = walk(OPTIMIZERS[name], start, gradients)
    for leaf, array in zip(leaves, (*ours.weights, *ours.biases), strict=True):
        np.testing.assert_allclose(array, leaf.numpy(), rtol=1e-12)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_memory_starts_at_zero_and_counts_the_steps(name):
    """A checkpoint must know what it will have to hold."""
    optimizer, gradients = OPTIMIZERS[name], some_gradients(3)
    before = optimizer.init(gradients[0])
    assert (len(before.moments), before.n_steps) == (N_MOMENTS[name], 0)
    assert all(not moment.to_vector().any() for moment in before.moments)
    assert walk(optimizer, gradients[0], gradients)[1].n_steps == 3


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_nothing_that_goes_in_is_changed(name):
    """States go in, new states come out: a training can go on from an old one."""
    optimizer, (first, second) = OPTIMIZERS[name], some_gradients(2)
    _, state = optimizer.update(first, optimizer.init(first), 0.1)
    held = [second.to_vector(), *(moment.to_vector() for moment in state.moments)]
    once, again = (optimizer.update(second, state, 0.1)[0].to_vector() for _ in range(2))
    np.testing.assert_array_equal(once, again)
    for old, new in zip(held, [second, *state.moments], strict=True):
        np.testing.assert_array_equal(old, new.to_vector())


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_rate_0_takes_no_step(name):
    """Whatever is remembered."""
    start = random_dials(np.random.default_rng(1))
    there, _ = walk(OPTIMIZERS[name], start, some_gradients(), learning_rate=0.0)
    np.testing.assert_array_equal(there.to_vector(), start.to_vector())


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_first_step_goes_downhill_at_every_dial(name):
    """Each dial moves against its own slope."""
    (gradient,) = some_gradients(1)
    step, _ = OPTIMIZERS[name].update(gradient, OPTIMIZERS[name].init(gradient), 0.1)
    np.testing.assert_array_equal(np.sign(step.to_vector()), -np.sign(gradient.to_vector()))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_many_networks_take_their_own_steps(name):
    """Along a leading axis each walks as it would alone."""
    many = some_gradients(leading=(3,))
    together, _ = walk(OPTIMIZERS[name], many[0], many)
    for n in range(3):
        alone = [gradient.map(lambda array, n=n: array[n]) for gradient in many]
        there, _ = walk(OPTIMIZERS[name], alone[0], alone)
        np.testing.assert_array_equal(together.to_vector()[n], there.to_vector())


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_float32_stays_float32(name):
    """Training runs in float32; one float64 constant would halve its speed."""
    gradients = some_gradients(dtype=np.float32)
    there, state = walk(OPTIMIZERS[name], gradients[0], gradients)
    assert {moment.to_vector().dtype for moment in (there, *state.moments)} == {np.dtype(np.float32)}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_only_the_array_api_standard_is_used(name):
    """array-api-strict has nothing but the standard; the numbers are NumPy's."""
    gradients = some_gradients()
    strict = [gradient.map(array_api_strict.asarray) for gradient in gradients]
    there, _ = walk(OPTIMIZERS[name], strict[0], strict)
    here, _ = walk(OPTIMIZERS[name], gradients[0], gradients)
    np.testing.assert_array_equal(np.asarray(there.to_vector()), here.to_vector())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("descent", Descent()),
        ("momentum", Momentum(0.5)),
        ("nesterov", Momentum(0.5, nesterov=True)),
        ("adam", Adam(0.5, 0.25)),
        ("adamw", Adam(0.5, 0.25, decouples_decay=True)),
    ],
)
def test_options_reach_the_optimizers_that_take_them(name, expected):
    """Descent has no momentum, and is none the worse for being offered one."""
    assert optimizer_named(name, momentum=0.5, second_momentum=0.25) == expected


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_defaults_are_those_of_the_papers(name):
    """0.9 and 0.999, as everywhere; asking by name changes nothing."""
    assert optimizer_named(name) == OPTIMIZERS[name]


@pytest.mark.parametrize("name", ["momentun", "", None, []])
def test_an_unknown_optimizer_is_refused(name):
    """Whatever it is, also what a damaged file may hold."""
    with pytest.raises(UnknownNameError, match=r"optimizer .* is not known, expected one of: descent, momentum"):
        optimizer_named(name)
