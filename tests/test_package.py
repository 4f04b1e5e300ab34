"""The package as a whole: its public names, what importing it costs, what it is shipped with."""

import importlib
import inspect
import os
import re
import shutil
import subprocess
import sys
import tomllib

import dev
import pytest

import perceptible as pc

HEAVY = ("PIL", "click", "matplotlib", "pooch", "rich", "safetensors", "starlette", "torch", "uvicorn")
# Imports every module there is, then prints each name of a package's `__all__` that is a module, or is not there.
HIDDEN_NAMES = """
import importlib, pkgutil, types, perceptible
found = [one for one in pkgutil.walk_packages(perceptible.__path__, "perceptible.") if "._" not in one.name]
modules = {one.name: importlib.import_module(one.name) for one in found}
packages = {"perceptible": perceptible} | {one.name: modules[one.name] for one in found if one.ispkg}
for room, package in packages.items():
    for name in getattr(package, "__all__", ()):
        if isinstance(getattr(package, name, types), types.ModuleType):
            print(f"{room}.{name}")
print(len(modules), len(packages))
"""
HOST_OF_A_REGISTRY = "gro.sjmpn.yrtsiger"[::-1]  # so that this file does not name it


def in_a_new_process(program, *arguments):
    """Run a short program with the package at hand, and return what it printed."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", pc.__all__)
def test_every_public_name_is_there_and_explains_itself(name):
    """What `__all__` promises is what `from perceptible import *` gives."""
    found = getattr(pc, name)
    assert found.__module__.startswith("perceptible.")
    assert inspect.getdoc(found)


def test_the_public_names_are_exactly_those_of_the_type_checker():
    """The names are loaded late; the imports that mypy reads and the list must not part."""
    source = inspect.getsource(pc)
    block = source[source.index("if TYPE_CHECKING:") : source.index("__version__")]
    imported = set(re.findall(r"\b\w+\b", re.sub(r"from \S+ import|if TYPE_CHECKING:", "", block)))
    assert imported == set(pc.__all__)
    assert set(pc.__all__) < set(dir(pc))


def test_an_unknown_name_is_an_attribute_error():
    """`hasattr` and typing tools rely on it."""
    with pytest.raises(AttributeError, match="module 'perceptible' has no attribute 'accurcy'"):
        pc.accurcy  # noqa: B018


@pytest.mark.parametrize("name", ["network", "gradients", "optimizers", "training"])
def test_the_names_of_each_room_are_there(name):
    """A name that a room lists and does not have fails only in the user's hands."""
    room = importlib.import_module(f"perceptible.{name}")
    assert [public for public in room.__all__ if not hasattr(room, public)] == []


def test_no_public_name_is_hidden_by_a_module_of_the_same_name():
    """To import `package.name` makes the module an attribute of its package, over a function that is loaded late."""
    *hidden, counted = in_a_new_process(HIDDEN_NAMES).splitlines()
    n_modules, n_packages = map(int, counted.split())
    assert hidden == []
    assert n_modules > 300
    assert n_packages > 15


def test_augment_is_a_function_also_after_a_training_was_imported():
    """Training imports the module of augmentation, whichever room was asked first."""
    program = "import perceptible.training, perceptible.data; print(callable(perceptible.data.augment))"
    assert in_a_new_process(program).strip() == "True"


def test_importing_the_package_loads_nothing_heavy():
    """Programs that only compute should not wait for pictures, servers and terminals."""
    program = "import sys, perceptible; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    assert in_a_new_process(program, *HEAVY).split() == []


def test_computing_loads_neither_plots_nor_servers():
    """A network answers with NumPy alone."""
    program = (
        "import sys, perceptible as pc, numpy as np; pc.Network.random((4, 2), rng=0).predict(np.zeros((1, 4)));"
        "print(*[name for name in sys.argv[1:] if name in sys.modules])"
    )
    assert in_a_new_process(program, *HEAVY).split() == []


def test_no_tracked_file_names_the_host_of_a_registry():
    """Mirrors and machines without internet then serve as well."""
    assert dev.registry_hosts() == ""


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_host_of_a_registry_would_be_found(tmp_path):
    """The check above would also pass if it looked at nothing."""
    (tmp_path / "package-lock.json").write_text(f'{{}}\n"https://{HOST_OF_A_REGISTRY}/x"\n', encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    assert dev.registry_hosts(tmp_path) == "package-lock.json:2 names the host of a package registry: take it out\n"


def test_one_version_stands_everywhere(repository):
    """A release that calls itself by two numbers is none."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (repository / "CITATION.cff").read_text(encoding="utf-8")
    assert project["version"] == pc.__version__
    assert re.search(r"^## (\S+)", changes, re.MULTILINE)[1] == pc.__version__
    assert f"\nversion: {pc.__version__}\n" in citation


def test_every_requirement_is_locked_with_hashes(repository):
    """An install without a lock is another product every day."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (repository / "requirements" / "base.txt").read_text(encoding="utf-8")
    named = {re.match(r"[\w-]+", requirement)[0] for requirement in project["dependencies"]}
    pinned = dict(re.findall(r"^([\w-]+)==\S+[^\\]*(\\\n    --hash=sha256:)", locked, re.MULTILINE))
    assert named - set(pinned) == set()


def test_changes_are_told_in_one_sentence_each(repository):
    """The release only has to put them together."""
    fragments = [path for path in (repository / "changelog.d").iterdir() if path.name != "README.md"]
    assert all(re.fullmatch(r"[\w-]+\.(added|changed|fixed|removed)\.md", path.name) for path in fragments)
    assert all(re.fullmatch(r"[^\n]+[.`)]\n", path.read_text(encoding="utf-8")) for path in fragments)


def test_the_license_is_ours(repository):
    """Everybody may use, change and teach with it."""
    assert "MIT License" in (repository / "LICENSE").read_text(encoding="utf-8")
    assert "the perceptible authors" in (repository / "LICENSE").read_text(encoding="utf-8")
