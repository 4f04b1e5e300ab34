from dataclasses import replace

import pytest
from tests.trainings import KINDS, SEED, tiny_data, tiny_network

from perceptible.errors import DataError, FormatError, MismatchError
from perceptible.runs import follow, open_run
from perceptible.training import train


@pytest.fixture
def folder(tmp_path):
    """Return a run that was stopped at step 7."""
    events = train(tiny_network(), tiny_data(), KINDS["adam"], rng=SEED, every=1)
    details = {"recipe": "tiny", "command": ["perceptible", "train"]}
    stream = follow(events, tmp_path, data=tiny_data(), details=details)
    while next(stream).state.step < 7:
        pass
    stream.close()
    return tmp_path


def test_a_run_knows_all_that_is_needed_to_go_on(folder):
    """State and settings for train, the data to look for, and what was written down."""
    run = open_run(str(folder))
    assert (run.folder, run.state.step, run.settings) == (folder, 7, KINDS["adam"])
    assert str(run.data) == "tiny (60 + 12 images, fingerprint 0123456789ab)"
    assert run.details == {"recipe": "tiny", "command": ["perceptible", "train"]}


def test_other_data_are_refused(folder):
    """Before a single step is made on them."""
    run = open_run(folder)
    run.check_data(tiny_data())
    with pytest.raises(MismatchError, match="Go on with the data that it began with"):
        run.check_data(replace(tiny_data(), fingerprint="f" * 60))


def test_details_are_kept_when_a_run_goes_on(folder):
    """Whoever goes on need not know them."""
    run = open_run(folder)
    for _ in follow(train(tiny_network(), tiny_data(), run.settings, state=run.state), folder, data=tiny_data()):
        pass
    assert open_run(folder).details == run.details


def test_a_folder_that_is_no_run_is_told(tmp_path):
    """Also one that is not there."""
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(
            DataError, match=r"holds no checkpoint.safetensors, expected a run folder\. Give the folder"
        ):
            open_run(folder)


@pytest.mark.parametrize("text", ["[]", "{", "nonsense"])
def test_a_damaged_description_is_told(folder, text):
    """It holds where the data lie."""
    (folder / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=r"run\.json .*expected a JSON object"):
        open_run(folder)


def test_a_run_without_its_description_can_go_on(folder):
    """The checkpoint is enough."""
    (folder / "run.json").unlink()
    assert open_run(folder).details == {}
