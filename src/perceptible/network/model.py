"""The network: layers in a row, and the cost that says how bad their answer is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perceptible.arrays import FloatArray, IntArray, check_inputs, check_targets, namespace
from perceptible.errors import DtypeError, ShapeError
from perceptible.network.activations import activation_named
from perceptible.network.checks import check_fits, check_sizes, checked
from perceptible.network.costs import cost_named
from perceptible.network.forward import Trace, propagate
from perceptible.network.initialization import drawn
from perceptible.network.kinds import Layer
from perceptible.network.layers import Dense
from perceptible.network.parameters import Parameters
from perceptible.rng import Rng, as_generator

__all__ = ["Network", "check_network", "cost", "costs"]


@dataclass(frozen=True, eq=False)
class Network:
    """A function with dials: numbers go in, numbers come out, and training turns the dials.

    Parameters
    ----------
    layers : tuple of Dense, Local or Shared
        From the first hidden layer to the outputs. Arrays in them are checked and made read-only.
    cost : str, optional
        Name of the cost, one of `COSTS`.

    Raises
    ------
    ShapeError
        If there is no layer, or two neighbors do not fit.
    ValueRangeError
        If a weight or bias is NaN or infinite.
    SettingsError
        If the cost has no meaning for the last layer's activation.

    Examples
    --------
    >>> network = Network.random((784, 16, 16, 10), rng=0)
    >>> network.n_parameters
    13002
    """

    layers: tuple[Layer, ...]
    cost: str = "squared-error"

    def __post_init__(self) -> None:
        """Check that the layers fit each other and the cost, and mark their arrays read-only."""
        object.__setattr__(self, "layers", checked(tuple(self.layers)))
        cost_named(self.cost).check_output(self.layers[-1].activation)

    @classmethod
    def random(
        cls,
        sizes: Sequence[int],
        *,
        activation: str = "sigmoid",
        output: str | None = None,
        cost: str = "squared-error",
        start: str = "normal",
        copies: int | None = None,
        rng: Rng = None,
    ) -> Network:
        """Make a network whose dials are set at random.

        Parameters
        ----------
        sizes : sequence of int
            Neurons by layer, the inputs first: (784, 16, 16, 10) for the lesson's network.
        activation : str, optional
            Activation of the hidden layers, one of `ACTIVATIONS`.
        output : str, optional
            Activation of the last layer; without it `activation`.
        cost : str, optional
            One of `COSTS`.
        start : str, optional
            How the dials are drawn, one of `STARTS`; "normal" is the lesson's N(0, 1).
        copies : int, optional
            Makes this many networks at once, along a leading axis.
        rng : None, int or numpy.random.Generator, optional
            Where the randomness comes from.

        Returns
        -------
        Network
            In float32.

        Raises
        ------
        SettingsError
            If there are fewer than two sizes, or one is no whole number above 0.
        UnknownNameError
            If a name is in none of the families.

        Examples
        --------
        >>> Network.random((2, 3, 1), activation="tanh", rng=0).sizes
        (2, 3, 1)
        """
        check_sizes(sizes, copies)
        generator = as_generator(rng)
        leading = () if copies is None else (copies,)
        names = [activation] * (len(sizes) - 2) + [output or activation]
        layers: list[Layer] = []
        for n_previous, n_neurons, name in zip(sizes[:-1], sizes[1:], names, strict=True):
            weights, biases = drawn(start, generator, (*leading, n_neurons, n_previous))
            layers.append(Dense(weights, biases, activation_named(name)))
        return cls(tuple(layers), cost)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return the number of neurons by layer, the inputs first."""
        return (self.layers[0].n_previous, *(layer.n_neurons for layer in self.layers))

    @property
    def weights(self) -> tuple[FloatArray, ...]:
        """Return the weights by layer: `weights[l - 1]` is W(l), of shape (..., n_l, n_previous) where it is dense."""
        return tuple(layer.weights for layer in self.layers)

    @property
    def biases(self) -> tuple[FloatArray, ...]:
        """Return the biases by layer: `biases[l - 1]` is b(l), of shape (..., n_l) where weights are not shared."""
        return tuple(layer.biases for layer in self.layers)

    @property
    def activations(self) -> tuple[str, ...]:
        """Return the name of each layer's activation."""
        return tuple(layer.activation.name for layer in self.layers)

    @property
    def parameters(self) -> Parameters:
        """Return all weights and biases."""
        return Parameters(self.weights, self.biases)

    @property
    def n_parameters(self) -> int:
        """Return the number of dials: 13,002 for the lesson's network."""
        return self.parameters.n_parameters

    def with_parameters(self, parameters: Parameters) -> Network:
        """Return the same network with its dials set to `parameters`.

        Raises
        ------
        ShapeError
            If the layers have other sizes.
        """
        here = [(W.shape[-2:], b.shape[-1:]) for W, b in zip(self.weights, self.biases, strict=True)]
        there = [(W.shape[-2:], b.shape[-1:]) for W, b in zip(parameters.weights, parameters.biases, strict=True)]
        if here != there:
            msg = (
                f"the parameters have weights of shapes {[s for s, _ in there]}, expected {[s for s, _ in here]}. "
                "Use parameters of a network of the same sizes."
            )
            raise ShapeError(msg)
        return Network(with_dials(self.layers, parameters), self.cost)

    def written_out(self) -> Network:
        """Return the network of dense layers that computes the same: weights of 0 where neurons do not look.

        What draws or explains every single weight wants this one. It has more dials, so it would not learn the same.

        Examples
        --------
        >>> from perceptible.network import Patches, Shared
        >>> shared = Shared.random(Patches(height=4, width=4, size=3), 1, rng=0)
        >>> network = Network((shared, *Network.random((4, 2), rng=0).layers))
        >>> network.n_parameters, network.written_out().n_parameters  # 9 + 1 + 8 + 2, and 4 x 16 + 4 + 8 + 2
        (20, 78)
        """
        return Network(tuple(layer.written_out() for layer in self.layers), self.cost)

    def forward(self, inputs: FloatArray) -> Trace:
        """Send inputs through the network and keep every number on the way.

        Parameters
        ----------
        inputs : float array of shape (..., n_samples, n_inputs)
            Pixels in [0, 1], 0 black, 1 white. Not modified.

        Returns
        -------
        Trace
            `activations[l]` and `pre_activations[l - 1]` of every layer; `activations[0] is inputs`.

        Raises
        ------
        DtypeError, ShapeError, ValueRangeError
            If the inputs are not finite floats of this shape, or are pixels from 0 to 255.

        Examples
        --------
        >>> network = Network.random((4, 3, 2), rng=0)
        >>> [a.shape for a in network.forward(np.zeros((5, 4), np.float32)).activations]
        [(5, 4), (5, 3), (5, 2)]
        """
        check_inputs(inputs, self.sizes[0])
        check_fits(inputs, self.layers[0].weights)
        return propagate(self.layers, inputs)

    def outputs(self, inputs: FloatArray) -> FloatArray:
        """Return the activations of the last layer, of shape (..., n_samples, n_outputs); see `forward`."""
        return self.forward(inputs).outputs

    def predict(self, inputs: FloatArray) -> IntArray:
        """Return the number of the brightest output for each sample, of shape (..., n_samples); see `forward`."""
        outputs = self.outputs(inputs)
        return namespace(outputs).argmax(outputs, axis=-1)

    def __repr__(self) -> str:
        """Describe the network in one line."""
        sizes = "-".join(map(str, self.sizes))
        copies = "".join(f"{n} x " for n in self.parameters.leading)
        kinds = " ".join(f"{_said(layer)}{layer.activation.name}" for layer in self.layers)
        return f"<Network {copies}{sizes}, {kinds}, {self.cost}, {self.n_parameters:,} parameters>"

    def _repr_html_(self) -> str:
        """Show the layers as a table in a notebook."""
        rows = "".join(
            f"<tr><td>{n}</td><td>{_said(layer)}{layer.activation.name}</td><td>{layer.n_neurons}</td>"
            f"<td>{layer.weights.shape[-2] * layer.weights.shape[-1]:,}</td><td>{layer.biases.shape[-1]:,}</td></tr>"
            for n, layer in enumerate(self.layers, start=1)
        )
        heads = "".join(f"<th>{head}</th>" for head in ("layer", "activation", "neurons", "weights", "biases"))
        caption = f"{self.sizes[0]} inputs, {self.n_parameters:,} parameters, cost: {self.cost}"
        return f"<table><caption>{caption}</caption><tr>{heads}</tr>{rows}</table>"


def costs(network: Network, inputs: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the cost of each sample.

    Parameters
    ----------
    network : Network
        Whose answers are judged, by its own cost.
    inputs : float array of shape (..., n_samples, n_inputs)
        Pixels in [0, 1].
    targets : float array of shape (..., n_samples, n_outputs)
        What the outputs should be.

    Returns
    -------
    array of shape (..., n_samples)
        For "squared-error" the sum over the outputs of (a - y)^2, with no factor 1/2.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        If `network` is none, or inputs or targets are not finite floats of these shapes.

    Examples
    --------
    >>> network = Network.random((1, 1), start="zeros")
    >>> float(costs(network, np.zeros((1, 1)), np.ones((1, 1)))[0])  # (0.5 - 1)^2
    0.25
    """
    check_network(network)
    trace = network.forward(inputs)
    check_targets(targets, inputs.shape[-2], network.sizes[-1])
    rule, last = cost_named(network.cost), network.layers[-1]
    return rule.value(trace.pre_activations[-1], trace.outputs, targets, last.activation)


def cost(network: Network, inputs: FloatArray, targets: FloatArray) -> float | FloatArray:
    """Return the average cost over the samples: how bad the network is at these.

    Parameters
    ----------
    network, inputs, targets
        As for `costs`.

    Returns
    -------
    float, or array of the leading axes
        One number for one network; one for each where the network has leading axes.

    Raises
    ------
    DtypeError, ShapeError, ValueRangeError
        As `costs`.

    Examples
    --------
    >>> network = Network.random((1, 1), start="zeros")
    >>> cost(network, np.zeros((2, 1)), np.array([[1.0], [0.5]]))  # (0.25 + 0) / 2
    0.125
    """
    each = costs(network, inputs, targets)
    average = namespace(each).mean(each, axis=-1)
    return average if average.ndim else float(average)


def check_network(network: object, name: str = "network") -> None:
    """Refuse what is no network.

    Raises
    ------
    DtypeError
        If it is of another type.
    """
    if not isinstance(network, Network):
        msg = (
            f"{name} is of type {type(network).__name__}, expected a Network. "
            "Make one with perceptible.Network.random((784, 16, 16, 10)), or take that of a result: result.network."
        )
        raise DtypeError(msg)


def with_dials(layers: Sequence[Layer], parameters: Parameters) -> tuple[Layer, ...]:
    """Return the layers with other numbers in them; nothing is checked."""
    return tuple(map(lambda layer, W, b: layer.holding(W, b), layers, parameters.weights, parameters.biases))


def _said(layer: Layer) -> str:
    """Return the kind of a layer, to stand before its activation; nothing for dense ones, as most are."""
    return "" if isinstance(layer, Dense) else f"{layer.kind} "
