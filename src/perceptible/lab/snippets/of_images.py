"""The snippets of images: found, prepared, changed, and held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perceptible.data.dataset import IMAGE_SHAPE
from perceptible.errors import SettingsError
from perceptible.lab.changing import SHAPED, calls, changes_of
from perceptible.lab.readings import MOST, SEED
from perceptible.lab.snippets.body import Body, body
from perceptible.lab.sources import DrawnImage

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["baselines", "browse", "digits", "never_trained", "prepare", "transform"]


def browse(ask: PythonAsk) -> Body:
    """Find images."""
    split, chosen, part = "test", 'wrong=True, order="confident"', slice(0, ask.count)
    if ask.browse is not None:
        asked, split = ask.browse, ask.browse.split
        chosen = f'label={asked.label}, answer={asked.guess}, wrong={asked.wrong}, order="{asked.order}"'
        part = slice(asked.start, asked.start + asked.count)
    lines = f"""
judged = pc.evaluate(network, data.{split})
found = find_images(judged, {chosen})
print(len(found), "images")
for index in found[{part.start}:{part.stop}]:
    print(index, judged.labels[index], judged.answers[index], judged.confidences[index], judged.costs[index])
"""
    return body("data network", lines, "from perceptible.evaluation import find_images")


def prepare(ask: PythonAsk) -> Body:
    """Show the steps from strokes to pixels."""
    if not isinstance(ask.image, DrawnImage):
        msg = f"the image is one of kind {ask.image.kind!r}, expected a drawing. Draw a digit first."
        raise SettingsError(msg)
    lines = f"""
prepared = pc.prepare_strokes(strokes, thickness={ask.image.thickness})
for name, picture in prepared.pictures.items():
    print(name, picture.shape, "ink", picture.sum())
"""
    return body("image", lines)


def transform(ask: PythonAsk, image_shape: tuple[int, int]) -> Body:
    """Do what the sliders do."""
    if ask.transform is None:
        msg = "the ask has no transform, expected what the sliders are set to. Send it."
        raise SettingsError(msg)
    steps, names = [], []
    for name, amounts, options in calls(changes_of(ask.transform)):
        given = [*map(str, amounts), *(f"{key}={value}" for key, value in options.items())]
        if name in SHAPED and image_shape != IMAGE_SHAPE:
            given.append(f"image_shape={image_shape}")
        steps.append(f"changed = {name}({', '.join(['changed', *given])})")
        names.append(name)
    imports = [f"from perceptible.data import {', '.join(sorted(set(names)))}"] if names else []
    ending = ["changed = np.clip(changed, 0, 1)[0]", 'print("ink", changed.sum())']
    return body("image", "\n".join(["changed = image[None]", *steps, *ending]), *imports)


def never_trained(ask: PythonAsk) -> Body:  # noqa: ARG001  # as the others have it
    """List the pixels that no training image lights."""
    lines = """
pixels = never_lit(data.train)
print(len(pixels), "pixels are black in all training images:", pixels)
"""
    return body("data", lines, "from perceptible.insight import never_lit")


def digits(ask: PythonAsk) -> Body:
    """Find the nearest images of the same digit and of others."""
    lines = f"""
found = neighbors(data.test, {ask.index}, count={ask.count})
print("own", found.own, found.own_distances.round(2))
print("other", found.other, data.test.labels[found.other], found.other_distances.round(2))
"""
    return body("data", lines, "from perceptible.insight import neighbors")


def baselines(ask: PythonAsk) -> Body:  # noqa: ARG001  # as the others have it
    """Measure what reads without hidden layers."""
    lines = f"""
for name, most in {MOST}.items():
    reading = read_with(name, data, most=most, rng={SEED})
    print(name, reading.n_correct, "of", reading.n_images)
"""
    return body("data", lines, "from perceptible.insight import read_with")
