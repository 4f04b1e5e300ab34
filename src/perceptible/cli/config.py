"""`perceptible config`: what options are set to, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from click.core import ParameterSource

from perceptible.cli.command import Command, SharedOption, group, shared_options
from perceptible.cli.configuration import FILE_NAME, check_keys
from perceptible.cli.output import answer
from perceptible.cli.text import columns
from perceptible.errors import UnknownNameError

__all__ = ["config"]

EXAMPLES = (
    ("config show", "list all options with their values"),
    ("config show train --origin", "those of one command, and where each is set"),
)
ORIGINS = {ParameterSource.ENVIRONMENT: "environment", ParameterSource.DEFAULT_MAP: "file"}


@dataclass(frozen=True)
class Choice:
    """What an option of a command is set to when the command line does not say."""

    command: str
    option: str
    value: object
    origin: str


@group("config", examples=EXAMPLES)
def config() -> None:
    """Say what options are set to.

    The command line goes first, then the environment (PERCEPTIBLE_TRAIN_EPOCHS=10), then perceptible.toml in the
    current folder ([train], and below it epochs = 10), then the default.
    """


@config.command("show", cls=Command, examples=EXAMPLES)
@click.argument("name", metavar="[COMMAND]", required=False)
@click.option("--origin", is_flag=True, help="Say where each value is set.")
@shared_options
@click.pass_context
def show(ctx: click.Context, name: str | None, origin: bool) -> None:
    """List the options of all commands, or of one, with their values."""
    root = ctx.find_root()
    choices = [choice for choice in _choices(root) if name is None or choice.command.split()[0] == name]
    if not choices:
        raise UnknownNameError("command", name, dict.fromkeys(choice.command.split()[0] for choice in _choices(root)))
    rows = [(f"{choice.command} --{choice.option}", _shown(choice.value), choice.origin) for choice in choices]
    text = columns([row if origin else row[:2] for row in rows])
    file = root.obj if isinstance(root.obj, Path) else None
    note = f"file: {file}" if file else f"There is no {FILE_NAME} in the current folder."
    answer({"file": file, "options": [vars(choice) for choice in choices]}, f"{text}\n\n{note}")


def _choices(root: click.Context) -> Iterator[Choice]:
    """Yield what every option of every command is set to."""
    for path, ctx in _contexts(root):
        check_keys(ctx, _keys(ctx))
        for parameter in ctx.command.params:
            if isinstance(parameter, click.Option) and not isinstance(parameter, SharedOption):
                value, origin = _value_of(parameter, ctx)
                yield Choice(path, parameter.opts[-1].lstrip("-"), value, origin)


def _contexts(above: click.Context) -> Iterator[tuple[str, click.Context]]:
    """Yield every command with the context that it would run in."""
    assert isinstance(above.command, click.Group)  # noqa: S101  # only groups get here
    for name in above.command.list_commands(above):
        found = above.command.get_command(above, name)
        if found is None:
            continue
        ctx = click.Context(found, info_name=name, parent=above)
        if isinstance(found, click.Group):
            yield from ((f"{name} {rest}", below) for rest, below in _contexts(ctx))
        else:
            yield name, ctx


def _keys(ctx: click.Context) -> list[str]:
    """Return what the configuration file may say of a command."""
    return [str(parameter.name) for parameter in ctx.command.params]


def _value_of(option: click.Option, ctx: click.Context) -> tuple[object, str]:
    """Return what an option is set to, and where."""
    value, source = option.consume_value(ctx, {})
    if source in ORIGINS:
        return option.process_value(ctx, value), ORIGINS[source]
    return option.to_info_dict()["default"], "default"


def _shown(value: object) -> str:
    """Return a value as it would be typed."""
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return "-" if value is None else str(value)
