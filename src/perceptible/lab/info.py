"""What the lab tells about a network before any image: its layers, and where its dials are."""

from __future__ import annotations

from perceptible import __version__
from perceptible.network import Network

__all__ = ["describe"]


def describe(network: Network) -> dict[str, object]:
    """Count the dials of a network, layer by layer.

    Parameters
    ----------
    network : Network
        One network, without leading axes.

    Returns
    -------
    dict
        The version of perceptible, and the network's sizes, layers and number of parameters, ready for JSON.

    Examples
    --------
    >>> about = describe(Network.random((784, 16, 16, 10), rng=0))
    >>> about["network"]["n_parameters"]
    13002
    """
    layers = zip(_names(len(network.weights)), network.weights, network.biases, network.activations, strict=True)
    return {
        "version": __version__,
        "network": {
            "sizes": list(network.sizes),
            "n_parameters": network.n_parameters,
            "layers": [
                {
                    "name": name,
                    "activation": activation,
                    "n_inputs": weights.shape[-1],
                    "n_neurons": weights.shape[-2],
                    "n_weights": weights.size,
                    "n_biases": biases.size,
                    "n_parameters": weights.size + biases.size,
                }
                for name, weights, biases, activation in layers
            ],
        },
    }


def _names(n_layers: int) -> list[str]:
    """Return what people call the layers after the inputs: hidden 1, hidden 2, output."""
    return [*(f"hidden {number}" for number in range(1, n_layers)), "output"]
