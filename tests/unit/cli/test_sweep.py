"""`perceptible sweep`."""

from __future__ import annotations

import json
import re
import signal
import sys

import pytest

import perceptible as pc

GRID = ("--vary", "learning_rate=0.5,1.5", "--vary", "hidden=5/4,4", "--epochs", 1, "--seeds", "0-2")


@pytest.fixture
def sweep(perceptible, tiny):
    """Return a function that sweeps over the tiny data and returns what came out."""
    return lambda *options: perceptible("sweep", "--data", tiny, "--jobs", 2, *options)


@pytest.fixture(scope="module")
def swept(tiny, tmp_path_factory):
    """Return the folder of a sweep that is done, and its document."""
    from click.testing import CliRunner

    from perceptible.cli import program

    folder = tmp_path_factory.mktemp("sweeps") / "grid"
    arguments = ["sweep", "--data", tiny, "--jobs", 2, "--out", folder, "--json", *GRID]
    return folder, document(CliRunner().invoke(program, [str(argument) for argument in arguments]))


def document(result):
    """Return the one JSON document on stdout."""
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_json_has_every_setting_with_median_and_range(swept):
    """2 x 2 settings of three seeds."""
    _, found = swept
    assert (found["n_jobs"], found["n_done"], found["n_failed"], found["n_known"]) == (12, 12, 0, 0)
    assert [one["choice"] for one in found["settings"]] == [
        {"learning_rate": rate, "hidden": hidden} for rate in (0.5, 1.5) for hidden in ([5], [4, 4])
    ]
    spread = found["settings"][0]["spreads"]["test_accuracy"]
    assert (spread["low"], spread["median"], spread["high"]) == tuple(sorted(spread["values"]))


def test_a_row_is_what_train_gives_with_the_same_seed(swept, perceptible, tiny):
    """A sweep is nothing but many trainings."""
    _, found = swept
    options = ("--learning-rate", 0.5, "--hidden", "4,4", "--epochs", 1, "--seed", 2)
    one = document(perceptible("train", "--data", tiny, *options, "--json"))
    spreads = found["settings"][1]["spreads"]
    assert (spreads["test_accuracy"]["values"][2], spreads["test_cost"]["values"][2]) == (
        one["test_accuracy"],
        one["test_cost"],
    )


def test_the_folder_holds_results_a_picture_and_what_was_asked_for(swept):
    """One line for each training, none twice."""
    folder, found = swept
    lines = (folder / "results.jsonl").read_text(encoding="ascii").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == len(lines) == 12
    assert found["plot"] == str(folder / "sweep.png")
    assert (folder / "sweep.png").read_bytes().startswith(b"\x89PNG")
    assert json.loads((folder / "about.json").read_text(encoding="ascii"))["seeds"] == [0, 1, 2]


def test_the_same_command_goes_on_and_more_seeds_are_added(swept, sweep):
    """What is done there is not done again."""
    folder, first = swept
    again = document(sweep(*GRID, "--out", folder, "--json"))
    assert (again["n_known"], again["settings"]) == (12, first["settings"])
    more = document(sweep(*GRID[:-1], "0-3", "--out", folder, "--json"))
    assert (more["n_known"], more["n_done"]) == (12, 16)


def test_the_table_is_on_stdout_and_progress_on_stderr(sweep):
    """A pipe gets the result alone."""
    result = sweep("--vary", "batch_size=10,20", "--epochs", 1, "--seeds", "0,1")
    assert result.exit_code == 0, result.stderr
    assert re.match(r"batch size  seeds   test median .*\n        10  2 of 2  \d", result.stdout)
    assert result.stdout.endswith("saved in perceptible-runs/sweep-1\n")
    assert result.stderr.startswith("4 trainings on tiny, kept in perceptible-runs/sweep-1\n")
    assert "\n4/4  batch size " in result.stderr


def test_quiet_leaves_the_result_alone(sweep):
    """Nothing on stderr."""
    assert sweep("--epochs", 1, "--seeds", 0, "--quiet").stderr == ""


def test_settings_can_be_drawn_at_random(sweep):
    """Between the ends, whole numbers where the setting has such."""
    options = ("--random", 5, "--vary", "learning_rate=0.1..5:log", "--vary", "batch_size=5..100")
    found = document(sweep(*options, "--epochs", 1, "--seeds", 0, "--json"))
    choices = [one["choice"] for one in found["settings"]]
    assert len(choices) == 5
    assert all(0.1 <= choice["learning_rate"] <= 5 and choice["batch_size"] in range(5, 101) for choice in choices)


def test_data_sets_can_be_varied(perceptible, tiny, small):
    """Each by its name or path."""
    options = ("--vary", f"data={tiny},{small}", "--vary", "n_train=100,200", "--epochs", 1, "--seeds", 0, "--jobs", 1)
    found = document(perceptible("sweep", *options, "--json"))
    assert [one["choice"] for one in found["settings"]] == [
        {"data": name, "n_train": n_train} for name in ("tiny", "small") for n_train in (100, 200)
    ]


def test_divergence_is_a_result_of_a_sweep(sweep):
    """Which learning rate is too large is what was asked; the others are there."""
    options = ("--activation", "relu", "--output", "identity", "--vary", "learning_rate=1e-9,1e30")
    result = sweep(*options, "--epochs", 2, "--seeds", 0, "--out", "rates")
    assert result.exit_code == 0, result.stderr
    assert "failed: learning rate 1e+30, seed 0: the cost stopped being a number" in result.stdout
    alone = sweep(*options[:-1], "learning_rate=1e30", "--epochs", 2, "--seeds", 0)
    assert alone.exit_code == 1


@pytest.mark.slow
def test_a_local_cluster_comes_to_the_same_numbers(swept, perceptible, tiny):
    """By one option."""
    pytest.importorskip("distributed", reason="Dask is not installed (pip install distributed)")
    found = document(perceptible("sweep", "--data", tiny, *GRID, "--local-cluster", 2, "--json"))
    ours, theirs = (
        [{name: one["spreads"][name] for name in ("test_cost", "test_accuracy")} for one in made["settings"]]
        for made in (found, swept[1])
    )
    assert ours == theirs


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_sweep_says_how_to_go_on(number, code, start_process, tiny, tmp_path):
    """With all rows that there were."""
    arguments = ("sweep", "--data", tiny, "--seeds", "0-999", "--epochs", 20, "--jobs", 1, "--out", "stopped")
    process = start_process(*arguments)
    for line in process.stderr:
        if re.match(r" *\d+/1000 ", line):
            break
    process.send_signal(number)
    out, said = process.communicate(timeout=20)
    assert process.returncode == code
    assert (out, "Traceback" in said) == ("", False)
    n_done = int(re.search(r"stopped: by \w+-?\w*, (\d+) of 1000 trainings done; all of them are saved", said)[1])
    assert "Go on with the same command and --out stopped" in said
    assert len((tmp_path / "stopped" / "results.jsonl").read_bytes().splitlines()) == n_done


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--vary", "learning_rat=1"), "Did you mean 'learning_rate'?"),
        (("--vary", "learning_rate="), "learning_rate has no values, expected at least one."),
        (("--vary", "learning_rate=-1"), "learning_rate is -1.0, expected"),
        (("--vary", "learning_rate=0..1"), "learning_rate has the range 0.0 to 1.0"),
        (("--vary", "epochs=1,2", "--epochs", 3), "--epochs is given and varied as well"),
        (("--vary", "recipe=lesson", "--recipe", "lesson"), "--recipe is given and varied as well"),
        (("--vary", "data=mnist"), "--data is given and varied as well"),
        (("--seeds", "a"), "--seeds is 'a', expected whole numbers"),
        (("--random", 9, "--vary", "epochs=1,2"), "n_random is 9, but there are only 2 combinations"),
        (("--cluster", "tcp://1.2.3.4:5"), "--jobs and --cluster are given, expected one place to train"),
        (("--cost", "cross-entropy", "--output", "tanh"), "cross-entropy"),
    ],
)
def test_sweeps_that_make_no_sense_are_refused(options, said, sweep):
    """In one line, with exit code 2, before anything is trained or written."""
    result = sweep(*options, "--out", "refused")
    assert result.exit_code == 2, result.stderr
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["10.0.0.5", "http://10.0.0.5:1", "tcp://"])
def test_an_address_that_is_none_is_refused(address, perceptible, tiny):
    """With what one looks like."""
    result = perceptible("sweep", "--data", tiny, "--cluster", address)
    assert result.exit_code == 2
    assert f"the cluster's address is {address!r}, expected that of a Dask scheduler." in result.stderr


def test_results_that_cannot_be_read_are_named_and_kept(swept, sweep, tmp_path):
    """Exit code 3; nobody's results are overwritten."""
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "results.jsonl").write_bytes(b"hello\n")
    result = sweep("--epochs", 1, "--out", "damaged")
    assert result.exit_code == 3
    assert "line 1 of damaged/results.jsonl is not JSON" in result.stderr
    assert (tmp_path / "damaged" / "results.jsonl").read_bytes() == b"hello\n"


def test_the_lesson_is_swept_where_nothing_is_varied(sweep, tiny):
    """Three seeds of the recipe as it is."""
    found = document(sweep("--epochs", 1, "--json"))
    assert (found["recipe"], found["seeds"], found["varied"]) == ("lesson", [0, 1, 2], [])
    best = pc.fit(pc.load_data(tiny), settings=pc.Settings(epochs=1), rng=0)
    test = pc.evaluate(best.network, pc.load_data(tiny).test)
    assert found["settings"][0]["spreads"]["test_accuracy"]["values"][0] == test.accuracy
