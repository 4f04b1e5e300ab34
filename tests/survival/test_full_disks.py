"""Disks that are really full, or really cannot be written."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.children import python

import perceptible as pc
from perceptible.errors import StorageError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such disks")

# A network of 13,002 float32 numbers takes 52 kB: one fits on this disk, a second beside it does not.
FULL_DISK = """
import os, sys
from pathlib import Path
import perceptible as pc
folder = Path(sys.argv[1])
os.system(f"mount -t tmpfs -o size=64k tmpfs {folder}") and sys.exit("cannot mount")
small, large = (pc.Network.random(sizes, rng=0) for sizes in ((4, 2), (784, 30, 10)))
pc.save(small, folder / "net")
def attempt(network, name):
    try:
        pc.save(network, folder / name)
    except pc.StorageError as error:
        print(error)
attempt(large, "net")
os.system(f"mount -o remount,ro {folder}")
attempt(small, "net")
print(pc.load(folder / "net").sizes, sorted(path.name for path in folder.iterdir()))
"""


def may_mount() -> bool:
    """Tell whether this process may make a disk that nobody else sees."""
    command = shutil.which("unshare")
    return bool(command) and subprocess.run([command, "-m", "true"], capture_output=True, check=False).returncode == 0


def test_a_limit_on_file_size_keeps_the_old_file(tmp_path):
    """The shell's ulimit -f; it works without being root."""
    import resource

    path = tmp_path / "net"
    pc.save(pc.Network.random((4, 2), rng=0), path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(StorageError, match=r"net cannot be written \(File too large\).*ulimit -f"):
            pc.save(pc.Network.random((784, 16, 16, 10), rng=0), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [left.name for left in tmp_path.iterdir()] == ["net"]
    assert pc.load(path).sizes == (4, 2)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_device_that_is_always_full_says_so_and_stays_a_device():
    """As root, a careless replacement would put a file in its place."""
    with pytest.raises(StorageError, match=r"/dev/full cannot be written \(No space left on device\).*Free some space"):
        pc.save(pc.Network.random((4, 2), rng=0), "/dev/full")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not may_mount(), reason="mounting a small disk needs root and unshare")
def test_a_full_and_then_a_read_only_disk_keep_the_old_file(tmp_path):
    """A real tmpfs of 64 kB, in a mount namespace of its own."""
    (tmp_path / "disk").mkdir()
    script = tmp_path / "script.py"
    script.write_text(FULL_DISK, encoding="utf-8")
    with python(str(script), str(tmp_path / "disk"), under=("unshare", "-m")) as child:
        lines = child.communicate(timeout=60)[0].decode().splitlines()
    assert "net cannot be written (No space left on device), expected room on the disk" in lines[0]
    assert "net cannot be written (Read-only file system), expected a disk that can be written" in lines[1]
    assert lines[2:] == ["(4, 2) ['net']"]
