"""`perceptible info`."""

from __future__ import annotations

import json
import platform

import numpy as np

import perceptible as pc
from perceptible.data import CATALOG


def test_json_says_what_results_depend_on(perceptible):
    """Versions, BLAS, folders."""
    found = json.loads(perceptible("info", "--json").stdout)
    assert (found["perceptible"], found["python"]) == (pc.__version__, platform.python_version())
    assert found["packages"]["numpy"] == np.__version__
    assert found["blas"]
    assert set(found["data"]) == set(CATALOG)


def test_offline_is_said(perceptible):
    """By option or by environment."""
    assert json.loads(perceptible("info", "--json").stdout)["offline"] is False
    assert json.loads(perceptible("info", "--json", "--offline").stdout)["offline"] is True
    assert json.loads(perceptible("info", "--json", env={"PERCEPTIBLE_OFFLINE": "1"}).stdout)["offline"] is True


def test_people_get_a_line_for_each_thing(perceptible, tmp_path):
    """To paste into a report."""
    lines = perceptible("info", env={"PERCEPTIBLE_DATA": str(tmp_path)}).stdout.splitlines()
    said = {line.rpartition("  ")[0].strip(): line.rpartition("  ")[2] for line in lines}
    assert said["paths data"] == str(tmp_path)
    assert said["offline"] == "no"


def test_the_folder_of_the_lab_is_said(perceptible, tmp_path):
    """Where its key and the networks lie that somebody kept."""
    found = json.loads(perceptible("info", "--json", env={"PERCEPTIBLE_STATE": str(tmp_path)}).stdout)
    assert found["paths"]["state"] == str(tmp_path)
