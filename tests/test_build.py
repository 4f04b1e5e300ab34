"""How the package is built: the same bytes each time, with the page, without Node where the page is built already."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile

import hatch_build
import pytest

LEFT_OUT = (".git", ".venv*", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "runs", "*.tmp-*")
# Python 3.11.4 brought the filter that later versions ask for.
DATA_ONLY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
NOWHERE = {"PERCEPTIBLE_NODE": "/nowhere/node", "npm_config_registry": "http://127.0.0.1:9"}


@pytest.fixture
def checkout(tmp_path, repository):
    """Copy the sources, the built page with them, and borrow the npm packages."""
    if hatch_build.is_stale(repository) or not (repository / "web" / "node_modules").is_dir():
        pytest.skip("the page is not built (python3 dev.py web)")
    copy = tmp_path / "checkout"
    shutil.copytree(repository, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    (copy / "web" / "node_modules").symlink_to(repository / "web" / "node_modules")
    return copy


def built(folder, target, into, **environment):
    """Build one archive with hatchling, and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(into)]
    subprocess.run(command, cwd=folder, env=os.environ | environment, check=True, capture_output=True)
    return next(into.iterdir())


def test_the_page_is_stale_after_every_change_of_its_sources(checkout):
    """An old page would show an old product."""
    assert not hatch_build.is_stale(checkout)
    styles = checkout / "web" / "src" / "styles.css"
    styles.write_text(styles.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert hatch_build.is_stale(checkout)


def test_the_page_can_be_left_out(checkout, monkeypatch):
    """The library and the commands need no page."""
    (checkout / "web" / "src" / "styles.css").unlink()
    monkeypatch.setenv("PERCEPTIBLE_SKIP_WEB", "1")
    assert not hatch_build.build(checkout)


@pytest.mark.slow
def test_two_wheels_are_the_same_bytes_and_hold_what_users_need(checkout, tmp_path):
    """Anybody can build the package again and compare."""
    first, second = (built(checkout, "wheel", tmp_path / name) for name in ("first", "second"))
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()
    names = zipfile.ZipFile(first).namelist()
    needed = ("py.typed", "licenses/LICENSE", "lab/static/index.html", "lab/static/app.js", "static/THIRD_PARTY.txt")
    assert [suffix for suffix in needed if not any(name.endswith(suffix) for name in names)] == []
    assert [name for name in names if name.endswith((".map", ".ts", ".tsx")) or "test_" in name] == []


@pytest.mark.slow
def test_the_source_archive_is_built_into_a_wheel_without_node(checkout, tmp_path):
    """Who installs from it needs neither Node nor the npm registry."""
    archive = built(checkout, "sdist", tmp_path / "sdist")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, **DATA_ONLY)
    wheel = built(tmp_path / archive.name.removesuffix(".tar.gz"), "wheel", tmp_path / "wheel", **NOWHERE)
    assert "perceptible/lab/static/app.js" in zipfile.ZipFile(wheel).namelist()


@pytest.mark.slow
def test_a_type_error_in_the_page_ends_the_build(checkout, tmp_path):
    """A page that does not fit its own types is not delivered."""
    (checkout / "web" / "src" / "wrong.ts").write_text("export const wrong: number = 'text';\n", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        built(checkout, "wheel", tmp_path / "wheel")
    assert b"src/wrong.ts(1,14): error TS2322" in caught.value.stderr
    assert b"PERCEPTIBLE_SKIP_WEB=1" in caught.value.stdout + caught.value.stderr
