"""`perceptible data`: which data there are, where they lie, and what they look like."""

from __future__ import annotations

import click
import numpy as np

from perceptible.arrays import IntArray
from perceptible.cli.blocks import half_blocks, side_by_side
from perceptible.cli.command import Command, group, shared_options
from perceptible.cli.datasets import folder_of, open_data, told_of
from perceptible.cli.options import Name
from perceptible.cli.output import answer, shows_colors
from perceptible.cli.text import columns
from perceptible.data.catalog import CATALOG, KnownData, KnownFile
from perceptible.data.dataset import Dataset, Split
from perceptible.data.idx_files import IdxFile, checksum, is_published, read_idx_files
from perceptible.errors import DataError, UnknownNameError

__all__ = ["data"]

SYNTHETIC = "synthetic"
EXAMPLES = (
    ("data list", "which data there are, and where"),
    ("data get mnist", "download MNIST, verified"),
    ("data check mnist", "verify the files that are here"),
    ("data preview synthetic", "look at some digits"),
)
# What `is_published` finds.
STATES = {True: "published", False: "another file", None: "cannot be told"}
IN_A_ROW = 4


@group("data", examples=EXAMPLES)
def data() -> None:
    """List, download, check and preview data.

    Data are looked for in the folder that PERCEPTIBLE_DATA names, then in the cache, and downloaded otherwise.
    """


@data.command("list", cls=Command, examples=EXAMPLES[:1])
@shared_options
def list_data() -> None:
    """List the known data sets: where each was found, what a download takes, and its license."""
    documents = [_listed(name, known) for name, known in CATALOG.items()]
    documents.append({"name": SYNTHETIC, "title": "Synthetic digits", "found": "built in", "terms": "none needed"})
    rows = [
        (document["name"], document["found"] or "not here", _megabytes(document.get("n_bytes")), document["terms"])
        for document in documents
    ]
    answer({"data": documents}, columns(rows, heads=("name", "where", "download", "license"), right="llr"))


@data.command("get", cls=Command, examples=EXAMPLES[1:2])
@click.argument("name", type=Name("data set", CATALOG), default="mnist")
@shared_options
def get(name: str) -> None:
    """Download the data set NAME (mnist where it is left out) into the cache, verified by checksum.

    Nothing is downloaded where the data are already here.
    """
    loaded = open_data(name)
    place = folder_of(name)
    document = {**_counts(loaded), "path": place and place[0]}
    answer(
        document,
        f"{name} is here: {len(loaded.train):,} training and {len(loaded.test):,} test images. {loaded.source}",
    )


@data.command("check", cls=Command, examples=EXAMPLES[2:3])
@click.argument("name", default="mnist")
@shared_options
def check(name: str) -> None:
    """Verify the files of NAME (mnist where it is left out), a data set or a path, and count what they hold."""
    files = _files_of(name) if name in CATALOG else []
    loaded = open_data(name, offline=True)
    told = [_told(file, published) for file, published in files]
    parts = [columns([(row["state"], row["checksum"], row["path"]) for row in told])] if told else []
    parts += [f"{loaded.name}: {loaded.source}", _table(loaded), f"fingerprint: {loaded.fingerprint}"]
    answer({**_counts(loaded), "files": told}, "\n\n".join(parts))


@data.command("preview", cls=Command, examples=EXAMPLES[3:])
@click.argument("name", required=False)
@click.option("--count", type=click.IntRange(1, 100), default=8, show_default=True, help="How many images.")
@click.option("--first", type=click.IntRange(min=0), default=0, show_default=True, help="Number of the first image.")
@click.option("--label", help="Only images of the class of this name.")
@click.option("--split", type=Name("split", ("train", "test")), default="test", help="Training or test images.")
@shared_options
def preview(name: str | None, count: int, first: int, label: str | None, split: str) -> None:
    """Show images of NAME in the terminal, each with its number and its label."""
    loaded = open_data(name)
    if loaded.image_shape is None:
        msg = f"{loaded.name} holds {loaded.n_inputs} numbers a sample and no images, expected images. Name other data."
        raise DataError(msg)
    chosen = loaded.split("train" if split == "train" else "test")
    places = _places(loaded, chosen, label)[first : first + count]
    labels = [loaded.class_names[number] for number in chosen.labels[places]]
    document = {**told_of(loaded), "split": split, "indices": places, "labels": labels}
    answer(document, _sheet(loaded, chosen, places, labels))


def _listed(name: str, known: KnownData) -> dict[str, object]:
    """Return what `data list` says of a data set."""
    place = folder_of(name)
    return {
        "name": name,
        "title": known.title,
        "found": place and place[1],
        "path": place and place[0],
        "n_bytes": sum(file.n_bytes for file in known.served),
        "terms": known.terms,
    }


def _megabytes(n_bytes: object) -> str:
    """Return a size for people."""
    return f"{n_bytes / 1e6:.1f} MB" if isinstance(n_bytes, int) else "-"


def _files_of(name: str) -> list[tuple[IdxFile, KnownFile]]:
    """Read the files of a known data set, each with what is published of it."""
    place = folder_of(name)
    if place is None:
        msg = f"{name} is not on this machine, expected its files. Get them with: perceptible data get {name}"
        raise DataError(msg)
    return list(zip(read_idx_files(place[0], CATALOG[name]), CATALOG[name].files, strict=True))


def _told(file: IdxFile, published: KnownFile) -> dict[str, object]:
    """Return what `data check` says of a file."""
    state = STATES[is_published(file, published)]
    found = checksum(file.data, published.checksum or "sha256:")
    return {"path": file.path, "checksum": found, "shape": file.values.shape, "state": state}


def _counts(loaded: Dataset) -> dict[str, object]:
    """Return how many images of each class there are."""
    counts = {name: np.bincount(loaded.split(name).labels, minlength=loaded.n_classes) for name in ("train", "test")}
    return {
        **told_of(loaded),
        "n_train": len(loaded.train),
        "n_test": len(loaded.test),
        "classes": loaded.class_names,
        "per_class": counts,
    }


def _table(loaded: Dataset) -> str:
    """Return how many images of each class there are, as a table."""
    counts = [np.bincount(split.labels, minlength=loaded.n_classes) for split in (loaded.train, loaded.test)]
    rows = [(name, f"{train:,}", f"{test:,}") for name, train, test in zip(loaded.class_names, *counts, strict=True)]
    rows.append(("all", f"{len(loaded.train):,}", f"{len(loaded.test):,}"))
    return columns(rows, heads=("class", "train", "test"), right="lrr")


def _places(loaded: Dataset, split: Split, label: str | None) -> IntArray:
    """Return which images there are to show: all, or those of one class."""
    if label is None:
        return np.arange(len(split))
    if label not in loaded.class_names:
        raise UnknownNameError("class", label, loaded.class_names)
    return np.flatnonzero(split.labels == loaded.class_names.index(label))


def _sheet(loaded: Dataset, split: Split, places: IntArray, labels: list[str]) -> str:
    """Draw images in rows, each with its number and its label below."""
    if not len(places):
        return "There are no such images."
    height, width = loaded.image_shape or (1, loaded.n_inputs)
    drawn = [half_blocks(split.inputs[place].reshape(height, width), in_gray=shows_colors()) for place in places]
    captions = [f"{place}: {label}" for place, label in zip(places, labels, strict=True)]
    rows = range(0, len(drawn), IN_A_ROW)
    sheets = [side_by_side(drawn[at : at + IN_A_ROW], captions[at : at + IN_A_ROW], width=width) for at in rows]
    return "\n\n".join(sheets)
