"""Building the libraries: where there is a compiler, and words where there is none."""

import runpy
import shutil
import stat

import pytest

from perceptible.kernels import build as module
from perceptible.kernels.build import HERE, SOURCES, VERSIONS, build, compiler, is_stale, target

# A compiler that writes its arguments where the library should go, and knows all instructions but one kind.
COMPILER = """#!/bin/sh
for word in "$@"; do
    if [ "$word" = "-mavx512f" ] && [ -n "$OLD" ]; then echo "what is avx512f?" >&2; exit 1; fi
    if [ "$previous" = "-o" ]; then echo "$@" > "$word"; fi
    previous="$word"
done
"""


@pytest.fixture(autouse=True)
def _wanted(monkeypatch):
    """Want the libraries, even where these tests run without them."""
    monkeypatch.delenv("PERCEPTIBLE_SKIP_KERNEL", raising=False)


@pytest.fixture
def folder(tmp_path):
    """Return a folder with the sources in it."""
    for name in SOURCES:
        shutil.copy(HERE / name, tmp_path)
    return tmp_path


@pytest.fixture
def pc(tmp_path, monkeypatch):
    """Pretend to be a PC with a C compiler that is quick."""
    path = tmp_path / "compiler"
    path.write_text(COMPILER, encoding="ascii")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("CC", str(path))
    monkeypatch.setattr(module.platform, "machine", lambda: "x86_64")
    return path


def test_every_version_is_built_with_its_own_instructions(folder, pc):
    """The processor is known only when the library is loaded."""
    assert build(folder) == f"built with {pc}: plain, avx2, avx512"
    options = {version: target(folder, version).read_text(encoding="ascii") for version in VERSIONS}
    assert [version for version, words in options.items() if "-mavx2" in words] == ["avx2", "avx512"]
    assert not any("-ffast-math" in words or "-march=native" in words for words in options.values())


def test_what_is_up_to_date_is_not_built_again(folder, pc):
    """An installation from the same source takes no compiler."""
    build(folder)
    assert not is_stale(folder)
    assert build(folder) == "up to date"


@pytest.mark.parametrize("damage", ["steps.c", "warp.c", "_steps.sha256", "library"])
def test_what_changed_is_built_again(damage, folder, pc):
    """An old library would be called with the arguments of a new one."""
    build(folder)
    if damage == "library":
        target(folder).unlink()
    else:
        changed = folder / damage
        changed.write_bytes(changed.read_bytes() + b"\xff")
    assert is_stale(folder)
    assert build(folder).startswith("built with")


def test_a_version_that_the_compiler_does_not_know_is_left_out(folder, pc, monkeypatch):
    """Old compilers serve as well; what they cannot build must not stay behind from another one."""
    build(folder)
    (folder / "_steps.sha256").unlink()
    monkeypatch.setenv("OLD", "1")
    assert build(folder) == f"built with {pc}: plain, avx2"
    assert [target(folder, version).exists() for version in VERSIONS] == [True, True, False]


def test_other_processors_get_the_version_for_every_processor(folder, pc, monkeypatch):
    """A compiler for Arm need not be asked for the vectors of PCs."""
    monkeypatch.setattr(module.platform, "machine", lambda: "arm64")
    assert build(folder) == f"built with {pc}: plain"


def test_without_a_compiler_it_says_so(folder, monkeypatch):
    """An installation goes on, and NumPy makes the steps."""
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setenv("PATH", str(folder))
    assert compiler() == []
    assert build(folder) == "not built, since there is no C compiler (CC names one); NumPy serves"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("false", "not built, since false failed; NumPy serves. It said: nothing, with exit status 1"),
        ("/nowhere/cc", "not built: [Errno 2] No such file or directory: '/nowhere/cc'; NumPy serves"),
        ("gcc '", "not built: No closing quotation; NumPy serves"),
    ],
)
def test_a_compiler_that_fails_is_named(command, said, folder, monkeypatch):
    """CC may name anything; nothing half built stays behind."""
    monkeypatch.setenv("CC", command)
    assert build(folder) == said
    assert {path.name for path in folder.iterdir()} == set(SOURCES)


def test_a_folder_that_cannot_be_written_is_named(folder, pc):
    """For example one of the system's; here a folder stands where the library should go."""
    target(folder).mkdir()
    said = build(folder)
    assert said.startswith("not built: ")
    assert said.endswith("; NumPy serves")
    assert "_steps-plain" in said


def test_without_its_source_nothing_is_built(tmp_path, pc):
    """A folder in which nobody unpacked the package."""
    said = build(tmp_path / "nowhere")
    assert said.startswith("not built")
    assert "nowhere" in said


def test_it_can_be_left_out(folder, pc, monkeypatch):
    """PERCEPTIBLE_SKIP_KERNEL=1: not even an old one stays."""
    build(folder)
    monkeypatch.setenv("PERCEPTIBLE_SKIP_KERNEL", "1")
    assert build(folder) == "left out, as PERCEPTIBLE_SKIP_KERNEL asks; NumPy serves"
    assert not list(folder.glob("_steps*"))


def test_it_needs_nothing_but_the_standard_library():
    """The package's build runs the file before anything is installed, as hatch_build.py does here."""
    assert set(runpy.run_path(str(module.__file__))["__all__"]) == set(module.__all__)
