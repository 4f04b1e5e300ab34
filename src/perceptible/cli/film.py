"""`perceptible film`: a training, or a ball that rolls down a formula, as an animated GIF or MP4."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from PIL import Image

from perceptible.cli.command import command
from perceptible.cli.datasets import DATA_OF_NET_HELP, open_data
from perceptible.cli.networks import open_network
from perceptible.cli.output import answer
from perceptible.cli.replays import counted, recorded
from perceptible.errors import SettingsError
from perceptible.insight.formulas import parse_formula
from perceptible.insight.rolling import roll
from perceptible.plotting.film import film_moments, roll_frames, training_frames
from perceptible.plotting.film_files import check_film, save_film

__all__ = ["film"]

EXAMPLES = (
    ("film", "the training of the network trained last, in film.gif"),
    ("film lesson --out lesson.gif", "that of one of the package's networks, from its recipe and seed"),
    ('film --formula "x**2/4 + sin(3*x)/2" --start 3 --rate 0.1', "a ball that rolls downhill"),
    ('film --formula "1.5*x**2 + 0.5*y**2" --start 1,1', "the same on a surface, seen from above"),
)
VARIABLES = ("x", "y")


class Start(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """One coordinate, or two separated by a comma."""

    name = "X[,Y]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:  # noqa: ARG002  # click passes both
        """Return the coordinates, or refuse them."""
        if isinstance(value, tuple):
            return value
        try:
            found = tuple(float(part) for part in str(value).split(","))
        except ValueError:
            found = ()
        if not 1 <= len(found) <= len(VARIABLES):
            msg = f"--start is {value!r}, expected a number, or two separated by a comma. Write for example 1,1"
            raise SettingsError(msg)
        return found


@command("film", examples=EXAMPLES)
@click.argument("net", required=False)
@click.option("--formula", help="Instead of a training: what a ball rolls on, of x, or of x and y.")
@click.option(
    "--start",
    type=Start(),
    default=(3.0,),
    help="For a formula: where the ball is put down: X or X,Y.",
    show_default=False,
)
@click.option("--rate", type=float, default=0.1, help="For a formula: the learning rate.")
@click.option("--steps", type=click.IntRange(1, 10_000), default=60, help="For a formula: how many steps at most.")
@click.option("--frames", type=click.IntRange(2, 600), default=60, help="At most so many pictures.")
@click.option("--per-second", type=float, default=12.0, help="Pictures a second.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("film.gif"), help="The file, .gif or .mp4.")
@click.option("--dark", is_flag=True, help="Light on dark.")
@click.option("--data", help=DATA_OF_NET_HELP)
def film(out: Path, formula: str | None, per_second: float, dark: bool, **choices: object) -> None:
    """Film the training of NET: its weights, and its accuracy and cost on the test images; or a ball on a formula.

    NET is a run's folder, or one of the package's networks; the run trained last where none is named. It is trained
    again from its own start and seed, which gives the same network, and filmed while it learns.
    """
    check_film(out, per_second)
    theme = "dark" if dark else "light"
    if formula is None:
        n_frames, frames, what = _of_training(choices, theme)
    else:
        n_frames, frames, what = _of_formula(formula, choices, theme)
    pictures = [frame for frame, _ in zip(frames, counted(n_frames, "drawing"), strict=False)]
    path = save_film(pictures, out, per_second=per_second)
    document = {"path": path, "what": what, "pictures": len(pictures), "per_second": per_second}
    answer(document, f"{len(pictures)} pictures of {what}\nsaved in {path}")


def _of_training(choices: dict[str, object], theme: str) -> tuple[int, Iterator[Image.Image], str]:
    """Train again, and return how many pictures there are at most, the pictures, and what they show."""
    net, named, most = choices["net"], choices["data"], int(str(choices["frames"]))
    opened = open_network(None if net is None else str(net))
    data = open_data(opened.data if named is None else str(named))
    recording = recorded(opened, data)
    source = f"{opened.label}; {data.name}, {len(data.train):,} training images"
    frames = training_frames(recording, data, n_frames=most, source=source, theme=theme)
    words = f"the training of {opened.label}, {recording.steps[-1]:,} steps"
    return len(film_moments(recording, most)), frames, words


def _of_formula(text: str, choices: dict[str, object], theme: str) -> tuple[int, Iterator[Image.Image], str]:
    """Let a ball roll, and return how many pictures there are at most, the pictures, and what they show."""
    start, rate = choices["start"], float(str(choices["rate"]))
    assert isinstance(start, tuple)  # noqa: S101  # Start made it
    parsed = parse_formula(text, VARIABLES[: len(start)])
    rolled = roll(parsed, start, learning_rate=rate, n_steps=int(str(choices["steps"])))
    most = int(str(choices["frames"]))
    frames = roll_frames(parsed, rolled, learning_rate=rate, n_frames=most, theme=theme)
    words = {"flat": "comes to rest", "diverged": "flies away", "steps": "is still rolling"}[rolled.end]
    return min(most, len(rolled.points)), frames, f"a ball that {words} on {text}"
