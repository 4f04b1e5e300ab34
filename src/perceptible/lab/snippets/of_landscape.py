"""The snippets of the landscape: the cost along a dial, and over a plane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perceptible.errors import SettingsError
from perceptible.lab.snippets.body import Body, body

if TYPE_CHECKING:
    from perceptible.lab.session import Session
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["plane", "plane_of_path", "slice_along"]

N_LINE, N_SIDE = 201, 33
DEFAULT_IMAGES = 1000
FEWEST_STEPS = 1


def slice_along(ask: PythonAsk) -> Body:
    """Measure the cost along a dial."""
    asked = ask.landscape
    dial = "int(abs(slopes).argmax())" if asked is None or asked.dial is None else str(asked.dial)
    lines = f"""
split = {_split(ask)}
slopes = pc.gradient(network, split.inputs, split.targets).to_vector()
dial = {dial}
cut = dial_cut(network, dial)
line = cost_along(network, split, cut.directions[0], np.linspace(cut.low[0], cut.high[0], {N_LINE}))
print("dial", dial, "is", network.parameters.to_vector()[dial], "slope", slopes[dial])
print("cost from", line.costs.min(), "to", line.costs.max())
"""
    cuts = "from perceptible.insight.cuts import dial_cut"
    return body("data network", lines, cuts, "from perceptible.insight.landscape import cost_along")


def plane(ask: PythonAsk) -> Body:
    """Measure the cost over a plane through the network."""
    asked = ask.landscape
    seed = 0 if asked is None else asked.seed
    is_random = asked is not None and asked.of == "random"
    laid = f"random_cut(network, rng={seed})" if is_random else f"steepest_cut(network, split, rng={seed})"
    lines = f"split = {_split(ask)}\ncut = {laid}\n{_MEASURED}"
    cuts = f"from perceptible.insight.cuts import {'random_cut' if is_random else 'steepest_cut'}"
    return body("data network", lines, cuts, "from perceptible.insight.landscape import cost_over")


def plane_of_path(ask: PythonAsk, session: Session) -> Body:
    """Train again, and measure the cost over the plane of that path."""
    trainer, lessons = session.trainer, session.lessons
    if trainer is None or lessons is None:
        msg = "there is no training on this page, expected one whose path is looked at. Start one."
        raise SettingsError(msg)
    steps = trainer.moments.steps
    every = steps[1] - steps[0] if len(steps) > 1 else FEWEST_STEPS
    told = "".join(f"{line}\n" for line in lessons.code(session.data))
    lines = f"""
network, split = {session.shown.code}, {_split(ask)}
{told}settings = pc.Settings.from_dict({trainer.settings.as_dict()!r})
state = replace(begin(network, settings), seed={trainer.newest.state.seed})
recording = Recording()
for event in recording.record(pc.train(network, data, settings, state=state, every={every})):
    if event.state.step >= {steps[-1]}:
        break
cut, path = path_cut(network, recording.dials), recording.dials
network = cut.network
print("the plane contains", project(path, path[-1], cut.directions).share, "of the movement")
{_MEASURED}"""
    imports = (
        "from dataclasses import replace",
        "from perceptible.insight.cuts import path_cut",
        "from perceptible.insight.directions import project",
        "from perceptible.insight.landscape import cost_over",
        "from perceptible.training import Recording, begin",
        *lessons.imports(),
    )
    return body("data", lines, *imports)


_MEASURED = f"""right, up = np.linspace(cut.low, cut.high, {N_SIDE}).T
costs = np.zeros((len(up), len(right)))
for row, column, cost in cost_over(network, split, cut.directions, (right, up)):
    costs[row, column] = cost
print("cost from", costs.min(), "to", costs.max())
"""


def _split(ask: PythonAsk) -> str:
    """Write which images the cost is averaged over."""
    asked = ask.landscape
    name, count = ("test", DEFAULT_IMAGES) if asked is None else (asked.split, asked.n_images)
    return f"data.{name}.take(np.arange(min({count}, len(data.{name}))))"
