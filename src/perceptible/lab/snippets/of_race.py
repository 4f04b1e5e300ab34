"""The snippets of races, and of three ways down from one start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perceptible.errors import SettingsError
from perceptible.lab.entering import recipes_of
from perceptible.lab.snippets.body import Body, body

if TYPE_CHECKING:
    from perceptible.lab.topics.code import PythonAsk

__all__ = ["paths", "race"]


def race(ask: PythonAsk) -> Body:
    """Run the same race, and rank."""
    if ask.race is None:
        msg = "the ask has no race, expected its runners and settings. Send it."
        raise SettingsError(msg)
    given = ask.race
    entries = "\n".join(
        f"    {name!r}: Recipe(\n"
        f"        name={name!r}, summary='', hidden={one.hidden}, activation={one.activation!r},\n"
        f"        output={one.output!r}, cost={one.cost!r}, start={one.start!r},\n"
        f"        settings=pc.Settings(epochs={one.settings.epochs}, batch_size={one.settings.batch_size}, "
        f"learning_rate={one.settings.learning_rate}, optimizer={one.settings.optimizer!r}),\n"
        "    ),"
        for name, one in recipes_of(given, given.n_train).items()
    )
    lines = f"""
entries = {{
{entries}
}}
found = race(entries, data.first({given.n_train}), seeds=range({given.seed}, {given.seed + given.n_seeds}))
for runner in found.ranking:
    print(runner.name, runner.median, runner.spread)
print(found.winner.name, "is ahead by", found.margin, "clearly" if found.is_clear else "but seeds overlap")
"""
    return body("data", lines, "from perceptible.insight.race import race", "from perceptible.training import Recipe")


def paths(ask: PythonAsk) -> Body:
    """Go the same three ways down, and say how noisy their steps are."""
    if ask.paths is None:
        msg = "the ask has no paths, expected a start, images, epochs and rates. Send it."
        raise SettingsError(msg)
    given = ask.paths
    fresh = f"pc.Network.random((data.n_inputs, 16, 16, data.n_classes), rng={given.seed})"
    rates = dict(zip((given.n_train, 100, 1), given.rates, strict=True))
    lines = f"""
start = {fresh if given.start == "fresh" else "network"}
few = data.first({given.n_train})
sizes, rates = {tuple(rates)}, {rates}
found = descent_paths(start, few, learning_rates=rates, batch_sizes=sizes, epochs={given.epochs}, rng={given.seed})
directions, shares = found.plane
print("share of all movement in the plane:", shares.sum())
for path, size in zip(found.paths, sizes):
    print(path.name, path.costs[-1], path.detour, step_noise(start, few.train, size).ratio)
"""
    imports = (
        "from perceptible.insight.paths import descent_paths",
        "from perceptible.insight.step_noise import step_noise",
    )
    return body("data network" if given.start == "own" else "data", lines, *imports)
