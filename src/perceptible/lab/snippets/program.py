"""Programs for what the page shows: the data, the page's network and its image, then the calls of one panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from perceptible.arrays import FloatArray
from perceptible.checkpoints import save
from perceptible.environment import kept_folder
from perceptible.errors import ShapeError, find_named
from perceptible.lab.images import check_index, one_image, shape_of
from perceptible.lab.session import Session
from perceptible.lab.snippets import (
    of_backprop,
    of_breaking,
    of_descent,
    of_gradient,
    of_images,
    of_landscape,
    of_network,
    of_race,
    of_tasks,
)
from perceptible.lab.snippets.body import Body
from perceptible.lab.sources import DrawnImage, ListedImage, NumberedImage

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["PANELS", "snippet"]

MOST_TURNED = 40  # dials that are listed; more of them are saved to a file
MOST_FILES = 50
WIDTH = 96
FINGERPRINT = 12  # hexadecimal digits
PANELS: dict[str, Callable[[PythonAsk], Body]] = {
    "answer": of_network.answer,
    "forward": of_network.forward,
    "neuron": of_network.neuron,
    "contributions": of_network.contributions,
    "weights": of_network.weights,
    "matrix": of_network.matrix,
    "extremes": of_network.extremes,
    "timing": of_network.timing,
    "score": of_network.score,
    "dials": of_network.dials,
    "browse": of_images.browse,
    "prepare": of_images.prepare,
    "never-trained": of_images.never_trained,
    "digits": of_images.digits,
    "baselines": of_images.baselines,
    "challenge": of_tasks.challenge,
    "retrain": of_tasks.retrain,
    "rolling": of_descent.rolling,
    "staircase": of_descent.staircase,
    "race": of_race.race,
    "paths": of_race.paths,
    "wishes": of_backprop.wishes,
    "ways": of_backprop.ways,
    "passed": of_backprop.passed,
    "chain": of_backprop.chain,
    "examples": of_backprop.examples,
    "functions": of_gradient.functions,
    "gradient": of_gradient.gradient,
    "ranked": of_gradient.ranked,
    "nudge": of_gradient.nudge,
    "slice": of_landscape.slice_along,
    "plane": of_landscape.plane,
    "knock-out": of_breaking.knock_out,
}

SHAPED: dict[str, Callable[[PythonAsk, tuple[int, int]], Body]] = {
    "transform": of_images.transform,
    "robustness": of_breaking.robustness,
    "morph": of_breaking.morph,
}


def snippet(session: Session, ask: PythonAsk) -> str:
    """Return the program that computes what a panel shows.

    Parameters
    ----------
    session : Session
        The page, with its network.
    ask : PythonAsk
        Which panel, image and neuron.

    Returns
    -------
    str
        Python that runs as it stands where perceptible is installed.

    Raises
    ------
    PerceptibleError
        If the image is none, or a network with many turned dials cannot be saved.
    """
    body = _body(session, ask)
    source = list(_image(session, ask.image)) if "image" in body.needs else []
    code = [*_data(session, body.needs, source), *_network(session, body.needs), *source, *body.lines]
    return "\n".join([*_imports(code, body.imports), "", *code, ""])


def _body(session: Session, ask: PythonAsk) -> Body:
    """Return the calls of a panel."""
    if ask.panel in SHAPED:
        return SHAPED[ask.panel](ask, shape_of(session.data))
    if ask.panel == "plane" and ask.landscape is not None and ask.landscape.of == "path":
        return of_landscape.plane_of_path(ask, session)
    return find_named(PANELS, ask.panel, "panel")(ask)


def _imports(code: Sequence[str], imports: Sequence[str]) -> Iterator[str]:
    """Yield the imports that the code needs."""
    text = "\n".join(code)
    if "np." in text:
        yield "import numpy as np"
    if "pc." in text:
        yield "import perceptible as pc"
    yield from sorted(set(imports))
    if "ink_as_drawn" in text:
        yield "from perceptible.data import ink_as_drawn"


def _data(session: Session, needs: frozenset[str], source: Sequence[str]) -> Iterator[str]:
    """Yield how to load the data, where anything needs them."""
    if "data" in needs or any("data." in line for line in source):
        yield f"data = {session.shelf.data_code}"


def _network(session: Session, needs: frozenset[str]) -> Iterator[str]:
    """Yield how to come by the network of the page, with the dials as they are."""
    if not needs & {"network", "before"}:
        return
    turned = session.turned()
    name = "before" if "before" in needs else "network"
    if name == "network" and len(turned) > MOST_TURNED:
        yield f"network = pc.load({str(_saved(session))!r})"
        return
    yield f"{name} = {session.shown.code}"
    if any(array.dtype != np.float32 for array in session.shown.network.weights):
        yield f"{name} = {name}.with_parameters({name}.parameters.map(np.float32))"
    if name == "before":
        yield from _after(session)
    elif len(turned):
        yield from _turned(session, "network")


def _after(session: Session) -> Iterator[str]:
    """Yield how to come from the network as it was to the network as it is."""
    n_turned = len(session.turned())
    if n_turned > MOST_TURNED:
        yield f"network = pc.load({str(_saved(session))!r})"
    elif n_turned:
        yield from _turned(session, "before")
    else:
        yield "network = before"


def _turned(session: Session, name: str) -> Iterator[str]:
    """Yield how to turn the dials that were turned."""
    turned = session.turned()
    yield f"dials = {name}.parameters.to_vector()"
    yield from (f"dials[{index}] = {value}" for index, value in zip(turned, session.dials[turned], strict=True))
    yield f"network = {name}.with_parameters({name}.parameters.from_vector(dials))"


def _saved(session: Session) -> Path:
    """Save the network as it is, under a name made of its dials; forget the oldest of many such files."""
    folder = kept_folder() / "snippets"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"network-{sha256(session.dials.tobytes()).hexdigest()[:FINGERPRINT]}.safetensors"
    if not path.is_file():
        save(session.network, path)
        oldest = sorted(folder.glob("network-*.safetensors"), key=lambda file: file.stat().st_mtime)
        for file in oldest[:-MOST_FILES]:
            file.unlink(missing_ok=True)
    return path


def _image(session: Session, image: DrawnImage | NumberedImage | ListedImage) -> Iterator[str]:
    """Yield how to come by the image."""
    if isinstance(image, NumberedImage):
        check_index(image.index, session.data.test)
        yield f"image = data.test.inputs[{image.index}]"
    elif isinstance(image, DrawnImage):
        yield from _strokes(image)
        prepared = "pc.prepare_strokes(strokes, thickness={}).inputs"
        drawn = "ink_as_drawn(strokes, thickness={})"
        yield f"image = {(prepared if image.prepared else drawn).format(image.thickness)}"
    else:
        yield from _pixels(one_image(image.pixels, session.data))


def _strokes(image: DrawnImage) -> Iterator[str]:
    """Yield the strokes of a drawing, where the pen went."""
    odd = [stroke for stroke in image.strokes if len(stroke) % 2 or not stroke]
    if odd:
        msg = f"a stroke has {len(odd[0])} numbers, expected x and y by turns. Send whole points."
        raise ShapeError(msg)
    if not image.strokes:
        msg = "the drawing has 0 strokes, expected at least one. Draw a digit first."
        raise ShapeError(msg)
    yield "strokes = ["
    for stroke in image.strokes:
        points = [f"[{x}, {y}]" for x, y in zip(stroke[::2], stroke[1::2], strict=True)]
        yield from _wrapped("    np.array([", points, "]),")
    yield "]"


def _pixels(image: FloatArray) -> Iterator[str]:
    """Yield the pixels that have ink, and their values."""
    lit = np.flatnonzero(image)
    yield f"image = np.zeros({len(image)}, np.float32)"
    if len(lit):
        yield from _wrapped("image[[", [str(index) for index in lit], "]] = [")
        yield from _wrapped("    ", [str(value) for value in image[lit]], "")
        yield "]"


def _wrapped(opening: str, items: Sequence[str], closing: str) -> Iterator[str]:
    """Yield a list of items in lines that are not too long."""
    line = opening
    for place, item in enumerate(items):
        piece = item + (", " if place < len(items) - 1 else "")
        if len(line) + len(piece) > WIDTH:
            yield line.rstrip()
            line = "    "
        line += piece
    yield line + closing
