"""`perceptible predict`."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

import perceptible as pc
from perceptible.cli.predict import read_outputs


@pytest.fixture
def pictures(tiny, tmp_path):
    """Return the files of three test digits, dark on light, six times as large."""
    inputs = pc.load_data(tiny).test.inputs[:3]
    paths = [tmp_path / f"{number}.png" for number in range(3)]
    for path, image in zip(paths, inputs, strict=True):
        pixels = np.uint8(255 - np.rint(image.reshape(28, 28) * 255))
        Image.fromarray(pixels).resize((168, 168)).save(path)
    return paths


def test_each_picture_gets_an_answer(perceptible, trained, pictures):
    """As the library gives it, prepared in the same way."""
    found = json.loads(perceptible("predict", trained, *pictures, "--json").stdout)
    network = pc.load(trained / "network.safetensors")
    inputs = np.stack([pc.prepare_picture(path).inputs for path in pictures])
    assert [one["answer"] for one in found["answers"]] == [str(label) for label in network.predict(inputs)]
    assert [one["file"] for one in found["answers"]] == [str(path) for path in pictures]


def test_the_ten_outputs_are_the_network_s(perceptible, trained, pictures):
    """Not rounded, not normalized."""
    found = json.loads(perceptible("predict", trained, pictures[0], "--json").stdout)["answers"][0]
    outputs = pc.load(trained / "network.safetensors").outputs(pc.prepare_picture(pictures[0]).inputs[None])[0]
    np.testing.assert_array_equal(np.float32(list(found["outputs"].values())), outputs)
    assert found["confidence"] == outputs.max()


def test_explain_shows_every_output_runner_up_and_margin(perceptible, trained, pictures):
    """Ten lines, and what came second."""
    lines = perceptible("predict", trained, pictures[0], "--explain").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:11]] == list("0123456789")
    assert lines[11].startswith("  runner-up ")
    assert ", margin " in lines[11]


def test_preview_shows_what_the_network_sees(perceptible, trained, pictures):
    """28 x 28 pixels in 14 lines of 28 characters."""
    lines = perceptible("predict", trained, pictures[0], "--preview").stdout.splitlines()
    assert [len(line) for line in lines[1:]] == [28] * 14


def test_stdin_is_a_picture(perceptible, trained, pictures):
    """`predict NET - < three.png`, and from a camera through a pipe."""
    file, piped = (
        json.loads(perceptible("predict", trained, name, "--json", input=pictures[1].read_bytes()).stdout)["answers"][0]
        for name in (pictures[1], "-")
    )
    assert piped.pop("file") == "-"
    assert file.pop("file")
    assert piped == file


def test_one_bad_picture_does_not_stop_the_others(perceptible, trained, pictures, tmp_path):
    """Of a thousand photographs one is always broken; exit code 3 says so in the end."""
    (tmp_path / "broken.png").write_bytes(b"no picture")
    result = perceptible("predict", trained, pictures[0], "broken.png", pictures[2])
    assert result.exit_code == 3
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [str(pictures[0]), str(pictures[2])]
    assert result.stderr.startswith("error: broken.png ")
    assert result.stderr.count("\n") == 1


def test_a_bad_picture_stands_in_the_json_too(perceptible, trained, pictures):
    """As many answers as pictures."""
    result = perceptible("predict", trained, pictures[0], "nowhere.png", "--json")
    answers = json.loads(result.stdout)["answers"]
    assert result.exit_code == 3
    assert "nowhere.png" in answers[1]["error"]


def test_without_a_network_the_newest_run_reads(perceptible, tiny, pictures):
    """`perceptible train`, then `perceptible predict three.png`."""
    perceptible("train", "--data", tiny, "--epochs", 1, "--seed", 1)
    found = json.loads(perceptible("predict", pictures[0], "--json").stdout)
    assert found["network"].startswith("perceptible-runs/lesson-1-1")


def test_a_network_alone_is_not_enough(perceptible, trained):
    """There is nothing to read."""
    result = perceptible("predict", trained)
    assert result.exit_code == 2
    assert "no picture is given" in result.stderr


def test_an_empty_stdin_is_refused(perceptible, trained):
    """With how to send a picture."""
    result = perceptible("predict", trained, "-", input=b"")
    assert result.exit_code == 3
    assert "perceptible predict - < three.png" in result.stderr


def test_a_network_for_something_else_is_refused(perceptible, pictures, tmp_path):
    """Three inputs are no picture."""
    pc.save(pc.Network.random((3, 2), rng=0), tmp_path / "net.safetensors")
    result = perceptible("predict", "net.safetensors", pictures[0])
    assert result.exit_code == 3
    assert "has 3 inputs and 2 outputs, expected 784 pixels" in result.stderr


@pytest.mark.parametrize(
    ("outputs", "note"),
    [
        ([0.1, 0.5, 0.2], "no output exceeds 0.5: no clear answer"),
        ([0.1, 0.6, 0.2], ""),
        ([0.9, 0.6, 0.2], "2 outputs exceed 0.5: 0, 1"),
        ([0.7, 0.8, 0.9], "3 outputs exceed 0.5: 2, 1, 0"),
    ],
)
def test_unclear_answers_are_called_so(outputs, note):
    """LESSON S3: say so when no output exceeds 0.5, and when two do."""
    assert read_outputs(np.array(outputs), "012").note == note


def test_margin_is_the_distance_to_the_runner_up():
    """0.75 - 0.5 = 0.25."""
    reading = read_outputs(np.array([0.5, 0.25, 0.75]), "abc")
    assert (reading.answer, reading.runner_up, reading.margin) == ("c", "a", 0.25)
