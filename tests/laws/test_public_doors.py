"""Whoever mixes up networks, splits and data sets is told so in our words, at every public door."""

from __future__ import annotations

import numpy as np
import pytest

import perceptible as pc

NETWORK = pc.Network.random((4, 3), rng=0)
INPUTS, TARGETS = np.zeros((2, 4)), np.zeros((2, 3))
SPLIT = pc.Split(INPUTS, np.array([0, 2]), n_classes=3)
DATA = pc.Dataset("tiny", SPLIT, SPLIT, class_names=("a", "b", "c"), image_shape=(2, 2))
MIXED_UP = {
    "cost": (lambda: pc.cost(None, INPUTS, TARGETS), "network is of type NoneType.*Network.random"),
    "gradient": (lambda: pc.gradient("plain", INPUTS, TARGETS), "network is of type str.*Network.random"),
    "evaluate": (lambda: pc.evaluate(NETWORK, DATA), "split is of type Dataset.*data.test"),
    "evaluate arrays": (lambda: pc.evaluate(NETWORK, INPUTS), "split is of type ndarray.*data.test"),
    "compare": (lambda: pc.compare(NETWORK, None, SPLIT), "network is of type NoneType.*Network.random"),
    "disputed labels": (lambda: pc.disputed_labels(NETWORK, SPLIT), "networks is one Network.*into a list"),
    "train": (lambda: next(pc.train(DATA, NETWORK)), "network is of type Dataset.*Network.random"),
    "fit": (lambda: pc.fit("mnist"), "data is a str.*load_data"),
    "save": (lambda: pc.save(DATA, "net.safetensors"), "network is of type Dataset.*Network.random"),
    "one hot": (lambda: pc.one_hot([1, 2], 3), "labels hold list.*numpy.asarray"),
}


@pytest.mark.parametrize("name", MIXED_UP)
def test_a_value_of_another_type_is_named(name):
    """An AttributeError from deep inside would say nothing about the mistake."""
    call, message = MIXED_UP[name]
    with pytest.raises(pc.DtypeError, match=message):
        call()


@pytest.mark.parametrize("label", [-2, 3])
def test_a_label_of_no_class_makes_no_targets(label):
    """A row of zeros for it would teach the network to answer nothing."""
    with pytest.raises(pc.ValueRangeError, match=rf"labels hold {label}, expected 0 to 2.*Number the classes"):
        pc.one_hot(np.array([0, label]), 3)


def test_a_split_of_no_name_and_a_share_of_no_size_are_refused():
    """A slip of the pen would give the test split, or all samples but the last."""
    with pytest.raises(pc.UnknownNameError, match=r"split 'trian' is not known.*Did you mean 'train'\?"):
        DATA.split("trian")
    with pytest.raises(pc.ValueRangeError, match="n_train is -1, expected at least 1"):
        DATA.first(-1)
