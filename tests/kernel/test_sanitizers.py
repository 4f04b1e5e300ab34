"""Compiled steps under AddressSanitizer and UndefinedBehaviorSanitizer: no number outside its array, none undefined."""

from __future__ import annotations

import platform
import subprocess

import pytest
from tests.kernel.driver import compiled_driver, n_cases, run

from perceptible.kernels.build import VERSIONS, compiler

SANITIZERS = ("-g", "-O0", "-fsanitize=address,undefined,float-cast-overflow", "-fno-sanitize-recover=all")
IS_PC = platform.machine().lower() in {"x86_64", "amd64"}
EMPTY = "int main(void) { return 0; }"


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """Return the command of a compiler that has the sanitizers; skip where there is none."""
    if not (found := compiler()):
        pytest.skip("there is no C compiler (CC names one)")
    folder = tmp_path_factory.mktemp("empty")
    (folder / "empty.c").write_text(EMPTY, encoding="ascii")
    tried = [*found, *SANITIZERS, str(folder / "empty.c"), "-o", str(folder / "empty")]
    if subprocess.run(tried, capture_output=True, check=False).returncode:
        pytest.skip(f"{found[0]} has no sanitizers (they come with GCC and Clang on Linux)")
    return found


def test_random_trainings_stay_within_their_memory_and_are_those_of_plain_loops(command, tmp_path):
    """What NumPy checks by itself, C does not: sizes, empty images, no images, missing numbers."""
    driver = compiled_driver(command, SANITIZERS, tmp_path)
    assert f"{n_cases(200)} trainings" in run([driver, "1", str(n_cases(200))], ASAN_OPTIONS="detect_leaks=0")


@pytest.mark.parametrize("version", VERSIONS if IS_PC else ["plain"])
def test_random_changes_of_images_stay_within_their_memory(version, command, tmp_path):
    """Images of any shape, moved anywhere, by numbers that are none as well; NumPy's tests say what comes out."""
    driver = compiled_driver(command, (*SANITIZERS, *VERSIONS[version]), tmp_path, "fuzz_warp")
    assert f"{n_cases(300)} changes" in run([driver, "1", str(n_cases(300))], ASAN_OPTIONS="detect_leaks=0")


@pytest.mark.slow
@pytest.mark.skipif(not IS_PC, reason=f"only PCs have these instructions, this is {platform.machine()}")
@pytest.mark.parametrize("version", [version for version in VERSIONS if version != "plain"])
def test_so_do_they_with_longer_vectors(version, command, tmp_path):
    """The same lines, but other borders: a vector may reach beyond what shorter ones do."""
    driver = compiled_driver(command, (*SANITIZERS, *VERSIONS[version]), tmp_path)
    assert f"{n_cases(500)} trainings" in run([driver, "2", str(n_cases(500))], ASAN_OPTIONS="detect_leaks=0")


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS if IS_PC else ["plain"])
def test_as_they_are_shipped_they_make_the_steps_of_plain_loops(version, command, tmp_path):
    """Optimized as in the package, where a compiler may take other liberties."""
    options = ("-O3", "-ffp-contract=fast", *VERSIONS[version])
    driver = compiled_driver(command, options, tmp_path)
    assert f"{n_cases(3000)} trainings" in run([driver, "3", str(n_cases(3000))])
