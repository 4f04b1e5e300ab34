"""Whatever the page shows, as the Python that computes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perceptible.lab.session import Session
from perceptible.lab.shapes import Topic
from perceptible.lab.snippets import snippet
from perceptible.lab.sources import DrawnImage, ListedImage, NumberedImage
from perceptible.lab.topics.descent import RollAsk
from perceptible.lab.topics.gradient import GradientAsk, NudgeAsk
from perceptible.lab.topics.images import BrowseAsk, TransformAsk
from perceptible.lab.topics.knock_out import KnockOutAsk
from perceptible.lab.topics.landscape import LandscapeAsk
from perceptible.lab.topics.morph import MorphAsk
from perceptible.lab.topics.paths import PathsAsk
from perceptible.lab.topics.race_shapes import RaceStartAsk
from perceptible.lab.topics.shift import RobustnessAsk
from perceptible.lab.topics.staircase import StaircaseAsk
from perceptible.lab.topics.training import RetrainAsk

__all__ = ["TOPICS", "Code", "PythonAsk"]


@dataclass(frozen=True)
class PythonAsk:
    """Ask for the Python that computes what a panel shows; `browse` and others as the panel itself asked."""

    kind: Literal["python"]
    panel: Literal[
        "answer",
        "forward",
        "neuron",
        "contributions",
        "weights",
        "matrix",
        "score",
        "dials",
        "browse",
        "prepare",
        "transform",
        "extremes",
        "never-trained",
        "timing",
        "challenge",
        "digits",
        "baselines",
        "retrain",
        "rolling",
        "staircase",
        "race",
        "paths",
        "wishes",
        "ways",
        "passed",
        "chain",
        "examples",
        "functions",
        "gradient",
        "ranked",
        "nudge",
        "slice",
        "plane",
        "knock-out",
        "robustness",
        "morph",
    ]
    image: DrawnImage | NumberedImage | ListedImage
    layer: int
    neuron: int
    n_terms: int = 10
    decimals: int = 2
    count: int = 8
    index: int = 0
    challenge: str = "edge-detector"
    browse: BrowseAsk | None = None
    transform: TransformAsk | None = None
    retrain: RetrainAsk | None = None
    roll: RollAsk | None = None
    staircase: StaircaseAsk | None = None
    race: RaceStartAsk | None = None
    paths: PathsAsk | None = None
    label: int = 0
    previous: int | None = None
    gradient: GradientAsk | None = None
    nudge: NudgeAsk | None = None
    landscape: LandscapeAsk | None = None
    knock_out: KnockOutAsk | None = None
    robustness: RobustnessAsk | None = None
    morph: MorphAsk | None = None


@dataclass(frozen=True)
class Code:
    """A program that runs as it stands."""

    code: str


def show_code(session: Session, ask: PythonAsk) -> Code:
    """Write the program."""
    return Code(snippet(session, ask))


TOPICS = (Topic(PythonAsk, Code, show_code),)
