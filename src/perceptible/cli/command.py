"""What all commands share: help that starts with examples, and the options that every command takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from perceptible.cli.configuration import check_keys
from perceptible.cli.output import change_manner, log_to_stderr, write
from perceptible.errors import UnknownNameError

__all__ = ["Command", "CommandGroup", "SharedOption", "command", "group", "shared_options"]

Example = tuple[str, str]
# Longer than any first sentence of ours.
SENTENCE = 200
# Spaces before, between and after two columns.
MARGINS = 6
Function = TypeVar("Function", bound=Callable[..., object])


class SharedOption(click.Option):
    """An option that every command takes, before or after the command's name."""

    section = "Options of all commands"


class Command(click.Command):
    """A command whose help starts with examples.

    Parameters
    ----------
    examples : sequence of (command line, what it does)
        Without the program's name.
    """

    def __init__(self, name: str, *, examples: Sequence[Example] = (), **options: object) -> None:
        super().__init__(name, **options)  # type: ignore[arg-type]  # as click.Command takes them
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what the configuration file says of options that do not exist, then read the arguments."""
        check_keys(ctx, [str(parameter.name) for parameter in self.params])
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples, usage, what the command does, and its options."""
        _write_examples(self.examples, formatter)
        super().format_help(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of this command first, then those of all commands."""
        _write_options(self, ctx, formatter)


class CommandGroup(click.Group):
    """A group of commands whose help starts with examples."""

    def __init__(self, name: str, *, examples: Sequence[Example] = (), **options: object) -> None:
        super().__init__(name, invoke_without_command=True, **options)  # type: ignore[arg-type]  # as click.Group takes them
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what the configuration file says of options and commands that do not exist."""
        check_keys(ctx, [str(parameter.name) for parameter in self.params], self.list_commands(ctx))
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click passes it
        """Return the names of the commands, in the order in which they were written down."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands, each with its first sentence."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(SENTENCE)) for name, one in found if one is not None])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named, or say which names there are."""
        if not ctx.resilient_parsing and args[0] not in self.list_commands(ctx):
            raise UnknownNameError("command", args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples, usage, what the commands are about, commands and options."""
        _write_examples(self.examples, formatter)
        super().format_help(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first, then the options."""
        self.format_commands(ctx, formatter)
        _write_options(self, ctx, formatter)


def command(name: str, *, examples: Sequence[Example]) -> Callable[[Callable[..., object]], Command]:
    """Make a function a command that also takes the options that all commands take."""
    return lambda function: click.command(name, cls=Command, examples=examples)(shared_options(function))


def group(name: str, *, examples: Sequence[Example]) -> Callable[[Callable[..., object]], CommandGroup]:
    """Make a function a group of commands; called without a command's name it shows its help."""
    return lambda function: click.group(name, cls=CommandGroup, examples=examples)(shared_options(_or_help(function)))


def shared_options(function: Function) -> Function:
    """Let a function's command take the options that all commands take."""
    flags = (
        (("--json",), "Print one JSON document on stdout."),
        (("-q", "--quiet"), "Say nothing but the result, warnings and errors."),
        (("--debug",), "Print tracebacks."),
        (("--offline",), "Download nothing."),
    )
    options = [
        click.option(*names, is_flag=True, help=text, cls=SharedOption, expose_value=False, callback=_remember)
        for names, text in flags
    ]
    text = "Show the library's log; twice for all of it."
    options += [
        click.option(
            "-v", "--verbose", count=True, help=text, cls=SharedOption, expose_value=False, callback=_remember_verbosity
        )
    ]
    for option in reversed(options):
        function = option(function)
    return function


def _or_help(function: Callable[..., object]) -> Callable[..., object]:
    """Return the body of a group: the help where no command is named."""

    @click.pass_context
    def body(ctx: click.Context, /, **values: object) -> None:
        if ctx.invoked_subcommand is None:
            write(ctx.get_help())
        function(**values)

    body.__doc__ = function.__doc__
    if hasattr(function, "__click_params__"):
        body.__click_params__ = function.__click_params__  # type: ignore[attr-defined]  # where click keeps the options of a function
    return body


def _remember(_ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Keep a flag for the rest of the call."""
    if value:
        change_manner(**{str(parameter.name): True})


def _remember_verbosity(_ctx: click.Context, _parameter: click.Parameter, value: int) -> None:
    """Show as much of the log as asked."""
    if value:
        change_manner(verbosity=value)
        log_to_stderr()


def _write_examples(examples: Sequence[Example], formatter: click.HelpFormatter) -> None:
    """Write what people most often want to type: in two columns where they fit, else one below the other."""
    lines = [(f"perceptible {line}", text) for line, text in examples]
    if not lines:
        return
    widest = max(len(line) for line, _ in lines) + max(len(text) for _, text in lines)
    with formatter.section("Examples"):
        if widest + MARGINS <= formatter.width:
            formatter.write_dl(lines, col_max=formatter.width)
        for line, text in lines if widest + MARGINS > formatter.width else []:
            formatter.write(f"  {line}\n      {text}\n")
    formatter.write_paragraph()


def _write_options(this: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options under their headings: those of this command first, those of all commands last."""
    records: dict[str, list[tuple[str, str]]] = {"Options": []}
    for parameter in this.get_params(ctx):
        record = None if isinstance(parameter, click.Argument) else parameter.get_help_record(ctx)
        if record is not None:
            standard = SharedOption.section if parameter.name == "help" else "Options"
            records.setdefault(getattr(parameter, "section", standard), []).append(record)
    records[SharedOption.section] = records.pop(SharedOption.section, [])
    for heading, lines in records.items():
        if lines:
            with formatter.section(heading):
                formatter.write_dl(lines)
