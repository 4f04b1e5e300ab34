"""The catalog: every entry is complete, and agrees with what is published."""

from __future__ import annotations

import re

import pytest

from perceptible.data.catalog import CATALOG

NAMES = list(CATALOG)


def test_the_five_known_data_sets_are_there():
    """These names are public."""
    assert NAMES == ["mnist", "fashion-mnist", "kmnist", "emnist-digits", "qmnist"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_downloaded_without_a_checksum(name):
    """Every file that is served has a checksum of the right length, a size and an address."""
    known = CATALOG[name]
    for file in known.served:
        assert re.fullmatch("sha256:[0-9a-f]{64}|md5:[0-9a-f]{32}", file.checksum)
        assert 1_000 < file.n_bytes < 600_000_000
    assert all(re.fullmatch(r"https?://[a-z0-9.-]+/([A-Za-z0-9_-]+/)*", mirror) for mirror in known.mirrors)


@pytest.mark.parametrize("name", NAMES)
def test_every_data_set_says_what_it_is(name):
    """Ten classes with different names, a title, terms, and four files that can be told apart."""
    known = CATALOG[name]
    assert len(set(known.class_names)) == 10
    assert known.title
    assert known.terms
    assert len({file.name for file in known.files}) == 4


def test_mnist_comes_from_its_two_reliable_mirrors():
    """The original site has been unreliable since 2020 and is not asked."""
    assert CATALOG["mnist"].mirrors == (
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    )


def test_what_sets_a_data_set_apart_is_told():
    """EMNIST is transposed and comes in one zip file; QMNIST has its classes in the first of eight columns."""
    assert [name for name in NAMES if CATALOG[name].transposed] == ["emnist-digits"]
    assert [name for name in NAMES if CATALOG[name].archive] == ["emnist-digits"]
    assert [name for name in NAMES if CATALOG[name].label_column == 0] == ["qmnist"]
