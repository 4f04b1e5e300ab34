"""`perceptible completion`: a script that completes commands and options in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from perceptible.cli.command import command
from perceptible.cli.options import Name
from perceptible.cli.output import answer

__all__ = ["completion"]

EXAMPLES = (
    ("completion bash >> ~/.bashrc", "complete in bash from the next start on"),
    ("completion zsh >> ~/.zshrc", "the same in zsh"),
    ("completion fish > ~/.config/fish/completions/perceptible.fish", "the same in fish"),
)
SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_PERCEPTIBLE_COMPLETE"


@command("completion", examples=EXAMPLES)
@click.argument("shell", type=Name("shell", SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a script that completes commands in SHELL: bash, zsh or fish."""
    found = get_completion_class(shell)
    assert found is not None  # noqa: S101  # click knows the three shells above
    maker = found(ctx.find_root().command, {}, "perceptible", VARIABLE)
    script = maker.source_template % maker.source_vars()
    answer({"shell": shell, "script": script}, script)
