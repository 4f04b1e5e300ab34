"""Which network a command means: one of the package, a file, a run, or the one trained last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from perceptible.checkpoints import PRETRAINED, about, load, pretrained, pretrained_path
from perceptible.errors import DataError
from perceptible.network import Network, hand_built
from perceptible.runs import CHECKPOINT, network_path
from perceptible.runs.manifest import read_details

__all__ = ["BY_HAND", "RUNS", "Opened", "is_network", "newest_run", "open_network"]

RUNS = Path("perceptible-runs")
SUFFIX = ".safetensors"
BY_HAND = "by hand"


@dataclass(frozen=True, eq=False)
class Opened:
    """A network and where it comes from.

    Parameters
    ----------
    network : Network
        With the numbers of the file.
    path : Path
        The file.
    data : str or None
        What it was trained on, as `load_data` takes it, where that was written down.
    label : str
        Where it comes from, in a few words, for figures.
    """

    network: Network
    path: Path
    data: str | None = None
    label: str = ""

    @property
    def told(self) -> dict[str, object]:
        """Return what every result says of its network."""
        return {"network": self.path, "n_parameters": self.network.n_parameters, "sizes": self.network.sizes}

    @property
    def trained_on(self) -> str:
        """Return where the network comes from and, where that is known, the name of its data."""
        return f"{self.label}; trained on {Path(self.data).name}" if self.data else self.label

    @property
    def words(self) -> str:
        """Describe the network in a line."""
        network = self.network
        sizes = "-".join(map(str, network.sizes))
        names = " ".join(dict.fromkeys(network.activations))
        return f"{self.path}: {sizes}, {names}, {network.cost}, {network.n_parameters:,} weights and biases"


def open_network(text: str | None) -> Opened:
    """Open the network that a command line names.

    Parameters
    ----------
    text : str or None
        One of `PRETRAINED`, "by hand", a network's file, a training's checkpoint, or the folder of a run. None: of the
        newest run in ``./perceptible-runs``. A file or folder that has the name of one of these is meant by its path:
        ``./plain``.

    Returns
    -------
    Opened
        The network, its file, and the data that it was trained on.

    Raises
    ------
    DataError
        If there is no such file or folder.
    FormatError
        If the file is no network of ours.
    """
    if text == BY_HAND:
        return Opened(hand_built(), Path(BY_HAND), "mnist", "built by hand, never trained")
    if text in PRETRAINED:
        card = about(pretrained_path(text)).about
        label = f"{text} of this package, seed {card['seed']}"
        return Opened(pretrained(text), pretrained_path(text), card["data"], label)
    place = newest_run() if text is None else Path(text)
    if not place.suffix and not place.exists():
        msg = (
            f"{place} is no file, no run and no trained network of the package, expected one of these. "
            f"The package has: {', '.join(PRETRAINED)}."
        )
        raise DataError(msg)
    path = network_path(place)
    network = load(path)
    details = read_details(path.parent)
    named = details.get("data_given") or about(path).about.get("data")
    return Opened(network, path, named if isinstance(named, str) else None, _label(details) or path.name)


def is_network(text: str) -> bool:
    """Tell whether an argument means a network, and not a picture."""
    path = Path(text)
    return text in (*PRETRAINED, BY_HAND) or path.suffix == SUFFIX or path.is_dir()


def newest_run() -> Path:
    """Return the folder of the run that was saved last."""
    found = sorted(_runs(), key=lambda checkpoint: checkpoint.stat().st_mtime)
    if not found:
        msg = f"no network is named, and ./{RUNS} holds none. Name a file, or train one first: perceptible train"
        raise DataError(msg)
    return found[-1].parent


def _label(details: Mapping[str, object]) -> str:
    """Say which recipe a run was trained by, and from which seed; a changed one must not pass for the recipe itself."""
    if "recipe" not in details:
        return ""
    changed = " (changed)" if details.get("recipe_changed") else ""
    return f"{details['recipe']}{changed}, seed {details.get('seed_given')}"


def _runs() -> Iterator[Path]:
    """Yield the checkpoints of all runs in the current folder."""
    return RUNS.glob(f"*/{CHECKPOINT}")
