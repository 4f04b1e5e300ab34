"""The command line: what its commands are called and where they live; each is imported when it runs."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from perceptible import __version__
from perceptible.cli.command import CommandGroup, shared_options
from perceptible.cli.configuration import FILE_NAME, check_keys, read_configuration
from perceptible.cli.errors import guarded
from perceptible.cli.output import Manner, fresh_manner, listen, write
from perceptible.cli.signals import terminable
from perceptible.environment import is_debugging

__all__ = ["COMMANDS", "Program", "main", "program"]

NAME = "perceptible"
COMMANDS = {
    "train": "Train a network on handwritten digits.",
    "resume": "Go on with a training that was stopped.",
    "sweep": "Train many networks: settings and seeds, on all processors or a cluster.",
    "test": "Measure a network on images it has never seen.",
    "compare": "Put networks side by side.",
    "predict": "Read digits in pictures.",
    "show": "Draw digits, weights, mistakes, curves, confusion or how a network learns.",
    "film": "Film a training, or a ball that rolls down a formula.",
    "experiment": "Answer the lesson's questions by experiment.",
    "lab": "Open the browser lab.",
    "data": "List, download, check and preview data.",
    "recipes": "List the recipes: networks and settings that belong together.",
    "gradcheck": "Compare backpropagation with central differences.",
    "bench": "Measure how long training takes, beside other libraries.",
    "info": "Say which versions, folders and data are used.",
    "config": "Show what options are set to, and where.",
    "completion": "Print a script that completes commands in a shell.",
}
EXAMPLES = (
    ("train", "train the lesson's network"),
    ("test", "measure the network trained last"),
    ("predict three.png", "read a digit in a picture"),
    ("lab", "look inside, in the browser"),
)
EXIT_CODES = (
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 bad data or a bad file, 4 training diverged, "
    "130 stopped by Ctrl-C, 143 stopped by SIGTERM."
)


class Program(CommandGroup):
    """The whole program. It knows what its commands are called, and imports one only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click passes it
        """Return the names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"perceptible.cli.{cmd_name}"), cmd_name)
        assert isinstance(found, click.Command)  # noqa: S101  # our own mistake if not
        return found

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of commands without importing any."""
        found = [CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # as above
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, args: Sequence[str] | None = None, **options: object) -> int:  # type: ignore[override]  # returns a code
        """Run one command line; every failure becomes one line on stderr and an exit code."""
        stands_alone = options.pop("standalone_mode", True)
        options["prog_name"] = NAME
        run = super().main
        with fresh_manner(Manner(debug=is_debugging())), listen(), terminable():
            code = guarded(lambda: run(args, standalone_mode=False, **options))  # type: ignore[call-overload]  # as click has them
        if stands_alone:
            raise SystemExit(code)
        return code


def main() -> int:
    """Run the program as the shell called it; the console script `perceptible`."""
    return program.main()


def _configure(ctx: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    """Read the configuration file, where there is one."""
    path = value or Path(FILE_NAME)
    if value is not None or path.is_file():
        ctx.default_map = read_configuration(path)
        check_keys(ctx, [str(parameter.name) for parameter in program.params], COMMANDS)
        ctx.obj = path


@click.group(
    NAME,
    cls=Program,
    examples=EXAMPLES,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PERCEPTIBLE"},
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    is_eager=True,
    expose_value=False,
    callback=_configure,
    help=f"Take options from this file instead of ./{FILE_NAME}.",
)
@click.version_option(__version__, prog_name=NAME)
@shared_options
@click.pass_context
def program(ctx: click.Context) -> None:
    """See through a neural network: train it to read digits, test it, look inside."""
    if ctx.invoked_subcommand is None:
        write(ctx.get_help())
