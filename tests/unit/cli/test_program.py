"""The program as a whole: help, version, options of all commands, start-up."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

import click
import pytest

from perceptible import __version__
from perceptible.cli import COMMANDS, program

SUBCOMMANDS = ["data list", "data get", "data check", "data preview", "config show"]
HEAVY = ("numpy", "matplotlib", "PIL", "rich", "starlette", "pooch", "safetensors")


@pytest.mark.parametrize("line", [*COMMANDS, *SUBCOMMANDS])
def test_help_of_every_command_starts_with_examples(line, perceptible):
    """People copy an example and change it; nobody reads a list of options first."""
    result = perceptible(*line.split(), "--help")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Examples:\n  perceptible ")
    assert "--json" in result.stdout


@pytest.mark.parametrize("line", [*COMMANDS, *SUBCOMMANDS])
def test_every_example_names_options_that_exist(line):
    """An example that fails is worse than none."""
    with click.Context(program, info_name="perceptible") as ctx:
        found = program
        for name in line.split():
            found = found.get_command(ctx, name)
    assert found.examples
    for example, _ in found.examples:
        assert example.split()[0] in COMMANDS
    own = [] if isinstance(found, click.Group) else [text for text, _ in found.examples if text.startswith(line)]
    known = {name for parameter in found.params for name in parameter.opts}
    assert {word for word in " ".join(own).split() if word.startswith("--")} <= known


def test_short_help_is_the_same_as_long(perceptible):
    """-h is what many type first."""
    assert perceptible("-h").stdout == perceptible("--help").stdout


def test_without_a_command_the_help_is_shown(perceptible):
    """Whoever types the name alone wants to know what there is."""
    result = perceptible()
    assert result.exit_code == 0
    assert all(f"\n  {name} " in result.stdout for name in COMMANDS)


def test_the_version_is_the_package_s(perceptible):
    """Reports name it."""
    assert perceptible("--version").stdout == f"perceptible, version {__version__}\n"


def test_an_unknown_command_is_answered_with_the_close_one(perceptible):
    """A typing mistake costs one look."""
    result = perceptible("trian")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: command 'trian' is not known, expected one of: train, ")
    assert "Did you mean 'train'?" in result.stderr


def test_an_unknown_option_is_one_line(perceptible):
    """Click's own answer would be three."""
    result = perceptible("recipes", "--jsno")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: No such option '--jsno'")
    assert result.stderr.endswith("See: perceptible recipes --help\n")


def test_options_of_all_commands_may_stand_before_the_command(perceptible):
    """`perceptible --json info` is `perceptible info --json`."""
    assert json.loads(perceptible("--json", "recipes").stdout) == json.loads(perceptible("recipes", "--json").stdout)


def test_the_manner_of_one_call_does_not_reach_the_next(perceptible):
    """In one process, as in tests and notebooks, --json is not forever."""
    perceptible("recipes", "--json")
    assert perceptible("recipes").stdout.startswith("recipe ")


def test_debug_shows_where_it_went_wrong(perceptible):
    """Reports need it; nobody else does."""
    quiet, debugging = perceptible("data", "preview", "/nowhere"), perceptible("data", "preview", "/nowhere", "--debug")
    assert "Traceback" not in quiet.stderr
    assert "Traceback (most recent call last)" in debugging.stderr


def test_debug_can_be_asked_of_the_environment(perceptible):
    """Where the command line is out of reach, as in a job."""
    assert "Traceback" in perceptible("data", "preview", "/nowhere", env={"PERCEPTIBLE_DEBUG": "1"}).stderr


def test_options_of_all_commands_are_accepted_by_each(perceptible):
    """Whether they change anything or not."""
    result = perceptible("recipes", "-q", "-vv", "--debug", "--offline", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)


def test_the_exit_codes_stand_in_the_help(perceptible):
    """Scripts are written with the help at hand."""
    assert "4 training diverged" in " ".join(perceptible("--help").stdout.split())


def test_help_imports_nothing_heavy(environment):
    """Help must come at once: it is asked for in the middle of a thought."""
    code = (
        "import sys\nfrom perceptible.cli import program\n"
        "program.main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stderr.strip() == "[]"


def test_help_takes_less_than_a_third_of_a_second(environment):
    """Of the processor's time, whatever else it does, as a whole process, the best of five."""
    times = []
    for _ in range(5):
        before = os.times()
        command = [sys.executable, "-m", "perceptible", "--help"]
        subprocess.run(command, capture_output=True, check=True, env=environment)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(times) < 0.3


def test_a_reader_that_closes_the_pipe_is_not_complained_about(start_process):
    """`perceptible data list | head -1`."""
    process = start_process("data", "list", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.wait(timeout=20)


def test_a_full_disk_behind_stdout_is_one_line(start_process):
    """The result is lost, and the exit code says so."""
    if not pathlib.Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with pathlib.Path("/dev/full").open("w", encoding="ascii") as full:
        process = start_process("recipes", stdout=full)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert said.startswith("error: No space left on device.")
    assert said.count("\n") == 1
