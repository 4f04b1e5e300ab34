"""Sets the project up and runs it: needs Python 3.11 and pip, nothing else.

python3 dev.py setup          make .venv with everything in it, and build the page
python3 dev.py lab            open the lab; options go on to `perceptible lab`
python3 dev.py test [--all]   run the tests; --all adds the slow ones and those in a browser
python3 dev.py check          lint, types, layers, the page, generated files
python3 dev.py web            build the page in web/ if it changed
python3 dev.py bench          run the benchmarks
python3 dev.py pretrain       train the networks that the package carries
python3 dev.py docs           write the generated pages of docs/ again
python3 dev.py night          run every test, with far more examples of each law
python3 dev.py lock           lock requirements/*.txt again (needs uv)

What follows the name of a command goes on to the tool that it runs: python3 dev.py test -k sigmoid
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST_PYTHON = (3, 11)
TO_RUN = ("base.txt", "build.txt")
TO_DEVELOP = (*TO_RUN, "dev.txt")
LOCKED = ("build", "dev", "bench")
EVERYTHING = "not network"
# The hosts of package registries, written so that this line is not one of them.
REGISTRIES = re.compile(rb"(npmj[s]|pyp[i]|pythonhoste[d]|debia[n])\.org|yarnpk[g]\.com")
UV_OPTIONS = (
    "--universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-annotate --no-header --quiet"
)

Arguments = Sequence[str]


def main(arguments: Arguments) -> int:
    """Run the command that the first argument names."""
    if sys.version_info < OLDEST_PYTHON:
        stop(f"this is Python {sys.version.split()[0]}, expected 3.11 or newer. Run it as: python3.11 dev.py")
    name, *rest = arguments or ["--help"]
    if name in {"-h", "--help", "help"}:
        print(__doc__.strip())
        return 0
    if name not in COMMANDS:
        stop(f"there is no command {name!r}, expected one of: {', '.join(COMMANDS)}. See python3 dev.py --help")
    return COMMANDS[name]([argument for argument in rest if argument != "--"])


# The commands, in the order in which people meet them.


def setup(_arguments: Arguments) -> int:
    """Make .venv with all requirements and the package in it, and build the page."""
    started = time.perf_counter()
    install(TO_DEVELOP)
    print(f"ready in {time.perf_counter() - started:.1f} s: python3 dev.py lab | test | check")
    return 0


def lab(arguments: Arguments) -> int:
    """Open the lab."""
    install(TO_RUN)
    hand_over("-m", "perceptible", "lab", *arguments)


def test(arguments: Arguments) -> int:
    """Run the tests without a mark, or with --all the slow ones and those in a browser too."""
    install(TO_DEVELOP)
    rest = [argument for argument in arguments if argument != "--all"]
    marks = ["-m", EVERYTHING] if "--all" in arguments else []
    hand_over("-m", "pytest", "-n", "2", "--dist", "worksteal", *marks, *rest)


def check(_arguments: Arguments) -> int:
    """Run every check, two at a time, and show what those say that fail."""
    install(TO_DEVELOP)
    with ThreadPoolExecutor(max_workers=2) as pool:
        reports = [(name, pool.submit(timed, step)) for name, step in CHECKS.items()]
        failed = [name for name, report in reports if not shown(name, *report.result())]
    print(f"{len(failed)} of {len(CHECKS)} checks failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def web(_arguments: Arguments) -> int:
    """Build the page if it changed."""
    install(TO_RUN)
    return 0


def docs(arguments: Arguments) -> int:
    """Let each script in docs/scripts write its page."""
    install(TO_DEVELOP)
    return max((run(PYTHON, path, *arguments).returncode for path in docs_scripts()), default=0)


def night(arguments: Arguments) -> int:
    """Run every test with the profile of many examples."""
    os.environ["HYPOTHESIS_PROFILE"] = "night"
    return test(["--all", *arguments])


def lock(_arguments: Arguments) -> int:
    """Choose the newest allowed versions again, each with its hashes; no index stands in the files."""
    sources = {"base.txt": "pyproject.toml"} | {f"{name}.txt": f"requirements/{name}.in" for name in LOCKED}
    done: list[str] = []
    for target, source in sources.items():
        constraints = [part for name in done for part in ("--constraint", f"requirements/{name}")]
        options = [*UV_OPTIONS.split(), "--upgrade", "--output-file", f"requirements/{target}"]
        if subprocess.run(["uv", "pip", "compile", source, *constraints, *options], cwd=ROOT, check=False).returncode:
            return 1
        done.append(target)
    return 0


def bench(arguments: Arguments) -> int:
    """Measure beside the peers, those that are locked; PyTorch, which is not, where it was installed."""
    install((*TO_RUN, "bench.txt"))
    hand_over("benchmarks", *arguments)


def script(path: str) -> Callable[[Arguments], int]:
    """Return the command that runs this script."""

    def run_script(arguments: Arguments) -> int:
        if not (ROOT / path).exists():
            stop(f"{path} is not in this folder, expected the script of this command. Nothing was run.")
        install(TO_DEVELOP)
        hand_over(path, *arguments)

    return run_script


# Setting up: what was done before, by the hash of what it was done from, is not done again.


def install(requirements: Arguments) -> None:
    """Bring .venv up to date with these requirements, the package and its page."""
    for name in requirements:
        once(f"requirements/{name}", ["--require-hashes", "-r", f"requirements/{name}"], [f"requirements/{name}"])
    package = ["--no-deps", "--no-build-isolation", "-e", "."]
    once("the package and its page", package, ["pyproject.toml", "hatch_build.py", "README.md", "LICENSE"])
    if run(PYTHON, "hatch_build.py").returncode:
        stop("the page in web/ was not built, as said above. PERCEPTIBLE_SKIP_WEB=1 goes on without it")


def once(name: str, pip_arguments: Arguments, inputs: Arguments) -> None:
    """Run pip, unless it ran with the same inputs in the same environment before."""
    digest = hashlib.sha256("".join(pip_arguments).encode())
    for path in inputs:
        digest.update((ROOT / path).read_bytes())
    stamp = VENV / "perceptible-setup" / re.sub(r"\W+", "-", name)
    if PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="ascii") == digest.hexdigest():
        return
    make_environment()
    print(f"installing {name}", file=sys.stderr, flush=True)
    options = ["--quiet", "--no-input", "--no-compile", "--disable-pip-version-check"]
    if run(PYTHON, "-m", "pip", "install", *options, *pip_arguments).returncode:
        stop(f"{name} could not be installed, as said above. Check the network and the disk, and run this again")
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(digest.hexdigest(), encoding="ascii")


def make_environment() -> None:
    """Make .venv where there is none, and give it pip where it has none."""
    if not PYTHON.exists():
        print("making .venv", file=sys.stderr, flush=True)
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)], cwd=ROOT, check=False).returncode:
            stop("Python's venv module does not work. On Debian and Ubuntu: apt-get install python3-venv")
    if quiet(PYTHON, "-c", "import pip").returncode and quiet(PYTHON, "-m", "ensurepip").returncode:
        stop(f"{VENV} has no pip. Remove that folder and run this again")


# The checks: a name, and what gives a finished process or a text that says what is wrong ("" where nothing is).


def registry_hosts(root: Path = ROOT) -> str:
    """Name each line of a tracked file that names the host of a package registry; without git nothing is tracked."""
    if shutil.which("git") is None:
        return ""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    paths = [root / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    lines = ((path, number, line) for path in paths if path.is_file() for number, line in numbered(path))
    found = [f"{path.relative_to(root)}:{number}" for path, number, line in lines if REGISTRIES.search(line)]
    return "".join(f"{place} names the host of a package registry: take it out\n" for place in found)


def numbered(path: Path) -> enumerate[bytes]:
    """Return the lines of a file, counted from 1."""
    return enumerate(path.read_bytes().splitlines(), start=1)


def page_types() -> str:
    """Check the types of the page and of its tests."""
    return with_node("node_modules/typescript/bin/tsc") or with_node("node_modules/typescript/bin/tsc", "-p", "tests")


def page_tests() -> str:
    """Run the tests of the page's functions."""
    return with_node("--test", "--test-reporter=tap", "tests/*.test.ts")


def with_node(*arguments: str) -> str:
    """Run Node in web/, and return what it printed where it failed."""
    if os.environ.get("PERCEPTIBLE_SKIP_WEB") == "1":
        return ""
    found = quiet(PYTHON, "-c", "from hatch_build import *; install_packages(Path()); print(node_path())")
    if found.returncode:
        return found.stderr
    return said(found.stdout.strip(), *arguments, folder=ROOT / "web")


def generated_docs() -> str:
    """Let each script in docs/scripts compare its page with what it would write."""
    return "".join(said(PYTHON, path, "--check") for path in docs_scripts())


def docs_scripts() -> list[Path]:
    """Return the scripts that write pages of docs/; each knows --check."""
    return sorted((ROOT / "docs" / "scripts").glob("[!_]*.py"))


def tool(*command: str) -> Callable[[], str]:
    """Return the check that runs a program of .venv."""
    return lambda: said(BIN / command[0], *command[1:])


def said(*command: str | Path, folder: Path = ROOT) -> str:
    """Run a program and return what it printed where it failed."""
    done = quiet(*command, folder=folder)
    return (done.stdout + done.stderr or f"exit status {done.returncode}\n") if done.returncode else ""


def timed(step: Callable[[], str]) -> tuple[str, float]:
    """Run a check; return what is wrong and the seconds it took."""
    started = time.perf_counter()
    return step(), time.perf_counter() - started


def shown(name: str, wrong: str, seconds: float) -> bool:
    """Print how a check went; tell whether it passed."""
    print(f"{'FAILED' if wrong else 'ok':6} {name} ({seconds:.1f} s)", flush=True)
    print("".join(f"       {line}\n" for line in wrong.splitlines()), end="", flush=True)
    return not wrong


# Running programs.


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program in the project's folder, its output where ours goes."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False, text=True)


def quiet(*command: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it prints."""
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)


def hand_over(*arguments: str) -> NoReturn:
    """Become .venv's Python with these arguments, so that signals and the exit code are its own."""
    command = [str(PYTHON), *arguments]
    os.chdir(ROOT)
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    raise SystemExit(subprocess.call(command))


def stop(reason: str) -> NoReturn:
    """End with one line that says what is wrong."""
    print(f"dev.py: {reason}", file=sys.stderr)
    raise SystemExit(1)


CHECKS: dict[str, Callable[[], str]] = {
    "mypy": tool("mypy", "--strict"),
    "ruff check": tool("ruff", "check", "."),
    "ruff format": tool("ruff", "format", "--check", "."),
    "layers": tool("lint-imports"),
    "page: types": page_types,
    "page: tests": page_tests,
    "registry hosts": registry_hosts,
    "generated docs": generated_docs,
}

COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "setup": setup,
    "lab": lab,
    "test": test,
    "check": check,
    "web": web,
    "bench": bench,
    "pretrain": script("benchmarks/pretrain.py"),
    "docs": docs,
    "night": night,
    "lock": lock,
}

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
