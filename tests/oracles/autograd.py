"""The cost of a network written in PyTorch, whose autograd knows nothing of our backward rules."""

from __future__ import annotations


def tensors_of(torch, network):
    """Return weights and biases by layer as PyTorch leaves that collect gradients, in float64."""
    torch.set_num_threads(1)  # to wake another thread for a dozen numbers takes a hundred times as long as the sum
    pairs = zip(network.weights, network.biases, strict=True)
    return [
        tuple(torch.tensor(array.tolist(), dtype=torch.float64, requires_grad=True) for array in pair) for pair in pairs
    ]


def cost(torch, network, layers, inputs, targets):
    """Return the average cost as a PyTorch number."""
    rules = {
        "sigmoid": torch.sigmoid,
        "relu": torch.relu,
        "tanh": torch.tanh,
        "identity": lambda z: z,
        "softmax": lambda z: torch.softmax(z, dim=-1),
    }
    a = torch.tensor(inputs.tolist(), dtype=torch.float64)
    y = torch.tensor(targets.tolist(), dtype=torch.float64)
    for (W, b), name in zip(layers, network.activations, strict=True):
        z = a @ W.T + b
        a = rules[name](z)
    if network.cost == "squared-error":
        return ((a - y) ** 2).sum(dim=-1).mean()
    if network.activations[-1] == "softmax":
        return -(y * torch.log_softmax(z, dim=-1)).sum(dim=-1).mean()
    surprise = torch.nn.functional.binary_cross_entropy_with_logits(z, y, reduction="none")
    return surprise.sum(dim=-1).mean()


def vector_of(torch, arrays_by_layer):
    """Return arrays by layer in one row, in the order of `Parameters.to_vector`."""
    pieces = [array.detach().reshape(-1) for pair in arrays_by_layer for array in pair]
    return torch.cat(pieces).numpy()


def gradient(torch, network, inputs, targets):
    """Return the gradient of the average cost in one row, by autograd."""
    layers = tensors_of(torch, network)
    cost(torch, network, layers, inputs, targets).backward()
    return vector_of(torch, [tuple(array.grad for array in pair) for pair in layers])
