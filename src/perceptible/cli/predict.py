"""`perceptible predict`: which digit a picture shows, and how sure the network is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from perceptible.arrays import FloatArray
from perceptible.cli.blocks import half_blocks
from perceptible.cli.command import command
from perceptible.cli.errors import BAD_DATA, DONE
from perceptible.cli.networks import Opened, is_network, open_network
from perceptible.cli.output import answer, complain, manner, shows_colors, write
from perceptible.cli.text import bar
from perceptible.data.catalog import CATALOG
from perceptible.data.dataset import IMAGE_SHAPE, N_PIXELS
from perceptible.data.prepare import prepare_picture
from perceptible.errors import FormatError, PerceptibleError, ShapeError

__all__ = ["Reading", "predict", "read_outputs"]

EXAMPLES = (
    ("predict three.png", "read a digit with the network trained last"),
    ("predict tuned three.png", "read it with a trained network that comes with perceptible"),
    ("predict net.safetensors *.jpg --explain", "read many, and show the ten outputs of each"),
    ("predict net.safetensors - < three.png", "read a picture from stdin"),
)
STDIN = "-"
MOST_BYTES = 200_000_000
# Above it an output says yes: halfway between the targets 0 and 1.
CLEAR = 0.5


@dataclass(frozen=True)
class Reading:
    """What a network answers to one picture.

    Parameters
    ----------
    answer, runner_up : str
        The classes of the two largest outputs.
    confidence : float
        The largest output.
    margin : float
        How far it lies above the second largest.
    outputs : dict
        Every output by its class.
    note : str
        What to be careful about; empty where the answer is clear.
    """

    answer: str
    runner_up: str
    confidence: float
    margin: float
    outputs: dict[str, float]
    note: str


@command("predict", examples=EXAMPLES)
@click.argument("arguments", metavar="[NET] FILE...", nargs=-1, required=True)
@click.option("--explain", is_flag=True, help="Show every output, the runner-up and the margin.")
@click.option("--preview", is_flag=True, help="Show each picture as the network sees it.")
def predict(arguments: tuple[str, ...], explain: bool, preview: bool) -> int:
    """Read the digit in each picture FILE ("-": stdin) with the network NET.

    Pictures are prepared as MNIST was: any size, dark on light or light on dark. NET is a trained network of the
    package, a file or a run's folder, and may be left out: the network trained last.
    """
    named = is_network(arguments[0])
    files = arguments[named:]
    if not files:
        msg = "no picture is given, expected at least one file after the network"
        raise click.UsageError(msg)
    opened = open_network(arguments[0] if named else None)
    _check_inputs(opened)
    told: list[dict[str, object]] = []
    for file in files:
        try:
            inputs = prepare_picture(_picture(file)).inputs
        except PerceptibleError as error:
            told.append({"file": file, "error": str(error)})
            complain(str(error), error=error)
            continue
        reading = read_outputs(opened.network.outputs(inputs[None])[0], _names(opened))
        told.append({"file": file, **vars(reading)})
        if not manner().json:
            write(_words(file, reading, explain=explain) + (_seen(inputs) if preview else ""))
    if manner().json:
        answer({**opened.told, "answers": told}, "")
    return BAD_DATA if any("error" in one for one in told) else DONE


def read_outputs(outputs: FloatArray, names: Sequence[str]) -> Reading:
    """Return what the outputs of a network say.

    Parameters
    ----------
    outputs : array of shape (n_classes,)
        Activations of the last layer.
    names : sequence of str
        What the classes are called.

    Returns
    -------
    Reading
        Of equally large outputs, the class of the lowest number is the answer.

    Examples
    --------
    >>> reading = read_outputs(np.array([0.1, 0.9, 0.6]), "012")
    >>> reading.answer, reading.runner_up, reading.note
    ('1', '2', '2 outputs exceed 0.5: 1, 2')
    """
    order = np.argsort(-outputs, kind="stable")
    first, second = order[:2]
    clear = [names[number] for number in order if outputs[number] > CLEAR]
    note = ""
    if not clear:
        note = f"no output exceeds {CLEAR}: no clear answer"
    elif len(clear) > 1:
        note = f"{len(clear)} outputs exceed {CLEAR}: {', '.join(clear)}"
    each = {name: float(value) for name, value in zip(names, outputs, strict=True)}
    confidence, margin = float(outputs[first]), float(outputs[first]) - float(outputs[second])
    return Reading(names[first], names[second], confidence, margin, each, note)


def _picture(file: str) -> Path | bytes:
    """Return a path, or what stdin holds."""
    if file != STDIN:
        return Path(file)
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if not content or len(content) > MOST_BYTES:
        msg = f"stdin holds {len(content):,} bytes, expected a picture. Send one: perceptible predict - < three.png"
        raise FormatError(msg)
    return content


def _check_inputs(opened: Opened) -> None:
    """Refuse networks that read something else than pictures of 28 x 28 pixels."""
    sizes = opened.network.sizes
    if sizes[0] != N_PIXELS or sizes[-1] < 2:
        msg = (
            f"{opened.path} has {sizes[0]} inputs and {sizes[-1]} outputs, expected {N_PIXELS} pixels and at least two "
            "classes. Use a network that was trained on images of 28 x 28 pixels."
        )
        raise ShapeError(msg)


def _names(opened: Opened) -> tuple[str, ...]:
    """Return what the classes are called."""
    known = CATALOG.get(opened.data or "")
    n_classes = opened.network.sizes[-1]
    if known is not None and len(known.class_names) == n_classes:
        return known.class_names
    return tuple(map(str, range(n_classes)))


def _words(file: str, reading: Reading, *, explain: bool) -> str:
    """Return an answer for people."""
    note = f"  ({reading.note})" if reading.note else ""
    line = f"{file}: {reading.answer}  {reading.confidence:.2f}{note}"
    if not explain:
        return line
    width = max(map(len, reading.outputs))
    rows = [f"  {name:<{width}}  {bar(value, 20)}  {value:.4f}" for name, value in reading.outputs.items()]
    second = reading.outputs[reading.runner_up]
    rows.append(f"  runner-up {reading.runner_up} with {second:.4f}, margin {reading.margin:.4f}")
    return "\n".join([line, *rows])


def _seen(inputs: FloatArray) -> str:
    """Return the prepared picture, in lines of its own."""
    return "\n" + "\n".join(half_blocks(inputs.reshape(IMAGE_SHAPE), in_gray=shows_colors()))
