"""Measures training in the lab: python benchmarks/lab.py [--out FILE] [--epochs N] [--runs N] [--no-browser].

Speed: the lesson's training, flat out, by `perceptible train`, by the library alone, and in the lab, with a client in
another process that reads one frame after the other through a socket and does nothing else. They take turns; each has
its median. Pause: from the ask to the frame that says paused, through the socket. Apart from that, in Chromium: how
often the page is painted and how many frames it shows while a training runs flat out, and how long from the key to a
page that says paused.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from websockets.sync.client import ClientConnection, connect

import perceptible as pc
from perceptible.files import write_atomically
from perceptible.runs import environment_record, steps_for

RESULTS = Path(__file__).parent.parent / "docs" / "results" / "lab.json"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BATCH, RATE, N_TRAIN = 10, 1.5, 60_000
SETTLE = 0.4  # seconds that a training runs before it is paused
FRAMES_FOR = 4.0  # seconds that frames are counted in the browser
START = {"recipe": "lesson", "batch_size": BATCH, "learning_rate": RATE, "optimizer": "descent", "schedule": "constant"}
OWN = {"augmentation": "none", "n_train": N_TRAIN, "shuffled": 0.0, "seed": 0}
RANDOM = {"hidden": [16, 16], "activation": "sigmoid", "output": "sigmoid", "cost": "squared-error", "start": "normal"}
COUNT = """(seconds) => new Promise((done) => {
  const state = document.querySelector(".train-state"), begun = performance.now();
  let painted = 0, shown = 0, last = begun, longest = 0;
  const observer = new MutationObserver(() => { shown += 1; });
  observer.observe(state, { subtree: true, childList: true, characterData: true });
  const tick = (now) => {
    painted += 1;
    longest = Math.max(longest, now - last);
    last = now;
    if (now - begun < 1000 * seconds) return requestAnimationFrame(tick);
    observer.disconnect();
    done({ painted: painted / (now - begun) * 1000, shown: shown / (now - begun) * 1000, longest });
  };
  requestAnimationFrame(tick);
})"""
WATCH_PAUSE = """() => {
  window.paused = new Promise((done) => {
    addEventListener("keydown", (event) => {
      const state = document.querySelector(".train-state");
      const begun = event.timeStamp, handled = performance.now();
      const look = () => {
        if (!state.innerText.startsWith("paused")) return false;
        requestAnimationFrame(() => done({ handled: handled - begun, said: performance.now() - begun }));
        return true;
      };
      const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
      observer.observe(state, { subtree: true, childList: true, characterData: true });
    }, { capture: true, once: true });
  });
}"""


def main() -> int:
    """Measure, say it, and write it down where that is asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, nargs="?", const=RESULTS, default=None)
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pauses", type=int, default=30)
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args()
    load, data = os.getloadavg()[0], pc.load_data("mnist")
    result: dict[str, Any] = {"format": 1, "benchmark": "lab", "date": dt.datetime.now(dt.UTC).date().isoformat()}
    result |= {
        "machine": environment_record(),
        "load": round(load, 2),
        "network": "784-16-16-10",
        "epochs": options.epochs,
    }
    with lab() as address:
        result["speed"] = speeds(address, data, options.epochs, options.runs)
        result["pause_ms"] = pauses(address, options.pauses)
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
        if path is not None and not options.no_browser:
            result["browser"] = in_browser(path, address)
    print(json.dumps({key: result[key] for key in ("load", "speed", "pause_ms", "browser") if key in result}, indent=1))
    if options.out is not None:
        write_atomically(options.out, (json.dumps(result, indent=1) + "\n").encode())
    return 0


def speeds(address: str, data: pc.Dataset, epochs: int, n_runs: int) -> dict[str, Any]:
    """Return epochs a second of each way to train, by turns, and the ratios of the medians."""
    found: dict[str, list[float]] = {"command": [], "library": [], "lab": []}
    frames = []
    for _ in range(n_runs):
        found["command"].append(epochs / by_command(epochs))
        found["library"].append(epochs / by_library(data, epochs))
        seconds, n_frames = by_lab(address, epochs)
        found["lab"].append(epochs / seconds)
        frames.append(n_frames / seconds)
    middle = {name: median(runs) for name, runs in found.items()}
    return {
        "epochs_a_second": {name: [round(run, 2) for run in runs] for name, runs in found.items()},
        "median": {name: round(value, 2) for name, value in middle.items()},
        "lab_of_command": round(middle["lab"] / middle["command"], 3),
        "lab_of_library": round(middle["lab"] / middle["library"], 3),
        "frames_a_second": round(median(frames), 1),
    }


def by_command(epochs: int) -> float:
    """Return how many seconds `perceptible train` trains for, as it says itself: without its start."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "perceptible", "train", "--data", "mnist", "--seed", "0", "--json", "--quiet"]
        command += ["--epochs", str(epochs), "--out", str(Path(folder) / "run")]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        return float(json.loads(ran.stdout)["seconds"])


def by_library(data: pc.Dataset, epochs: int) -> float:
    """Return how many seconds the library alone takes, with an event as often as the command has one."""
    network = pc.Network.random((784, 16, 16, 10), rng=np.random.default_rng(0).spawn(2)[0])
    settings = pc.Settings(epochs=epochs, batch_size=BATCH, learning_rate=RATE)
    every = steps_for(0.05, network, data, settings)
    begun = time.perf_counter()
    for _ in pc.train(network, data, settings, rng=np.random.default_rng(0).spawn(2)[1], every=every):
        pass
    return time.perf_counter() - begun


def by_lab(address: str, epochs: int) -> tuple[float, int]:
    """Return how many seconds it takes in the lab, and how many frames were read meanwhile."""
    with page(address) as client:
        client.ask(kind="random", **RANDOM, seed=0, for_training=True)
        client.ask(kind="train-start", epochs=epochs, **START, **OWN)
        begun, n_frames = time.perf_counter(), 0
        frame = client.ask(kind="train-control", action="play", speed=None, n_rows=0)
        while frame["status"] == "playing":
            frame = client.ask(kind="train-frame", since=frame["number"], n_rows=frame["n_rows"])
            n_frames += 1
        return time.perf_counter() - begun, n_frames


def pauses(address: str, n_pauses: int) -> dict[str, float]:
    """Return quantiles of the milliseconds from asking for a pause to the frame that says so."""
    took = []
    with page(address) as client:
        client.ask(kind="random", **RANDOM, seed=0, for_training=True)
        client.ask(kind="train-start", epochs=1000, **START, **OWN)
        for _ in range(n_pauses):
            client.ask(kind="train-control", action="play", speed=None, n_rows=0)
            end = time.perf_counter() + SETTLE
            while time.perf_counter() < end:
                client.ask(kind="train-frame", since=0, n_rows=10_000)
            begun = time.perf_counter()
            frame = client.ask(kind="train-control", action="pause", speed=None, n_rows=10_000)
            took.append(1000 * (time.perf_counter() - begun))
            assert frame["status"] == "paused", frame["status"]
    return quantiles(took)


def in_browser(path: str, address: str) -> dict[str, Any]:
    """Return how often the page is painted, how many frames it shows, and how soon it pauses."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        tab.goto(address)
        tab.get_by_role("button", name="Learn").click()
        tab.get_by_label("Epochs").fill("1000")
        tab.get_by_role("button", name="Start training").click()
        tab.get_by_role("button", name="Pause").wait_for()
        tab.wait_for_timeout(2000)
        counted = tab.evaluate(COUNT, FRAMES_FOR)
        handled, said = [], []
        for _ in range(15):
            tab.evaluate(WATCH_PAUSE)
            tab.keyboard.press("g")
            once = tab.evaluate("() => window.paused")
            handled.append(once["handled"])
            said.append(once["said"])
            tab.keyboard.press("g")
            tab.wait_for_timeout(600)
        browser.close()
    return {
        "painted_a_second": round(counted["painted"], 1),
        "shown_a_second": round(counted["shown"], 1),
        "longest_ms": round(counted["longest"], 1),
        "key_handled_ms": quantiles(handled),
        "key_to_paused_ms": quantiles(said),
    }


@contextlib.contextmanager
def lab() -> Iterator[str]:
    """Serve the lab; give its address."""
    with tempfile.TemporaryDirectory() as state:
        command = [
            sys.executable,
            "-m",
            "perceptible",
            "lab",
            "--no-browser",
            "--quiet",
            "--port",
            "0",
            "--data",
            "mnist",
        ]
        environment = os.environ | {"PERCEPTIBLE_STATE": state}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None, "expected the lab to print its address"
            yield found[0]
            process.kill()


class Client:
    """The other end of the lab's socket, which reads and does nothing else."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._id = socket, 0

    def ask(self, **question: Any) -> Any:  # whatever JSON holds
        """Ask, and return the answer without its arrays."""
        self._id += 1
        self._socket.send(json.dumps({"id": self._id, "ask": question}))
        message = self._socket.recv()
        assert isinstance(message, bytes)
        told = json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])
        assert "answer" in told, told
        return told["answer"]


@contextlib.contextmanager
def page(address: str) -> Iterator[Client]:
    """Connect as a page does."""
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?token=(\S+)", address)
    assert found is not None, address
    port, token = found.groups()
    headers = {"Cookie": f"perceptible-{port}={token}"}
    with connect(
        f"ws://127.0.0.1:{port}/api/socket",
        origin=f"http://127.0.0.1:{port}",  # type: ignore[arg-type]  # a text
        additional_headers=headers,
        max_size=None,
        compression=None,
    ) as socket:
        yield Client(socket)


def quantiles(values: list[float]) -> dict[str, float]:
    """Return the median, the 95th percentile and the largest."""
    return {
        name: round(float(np.percentile(values, share)), 1) for name, share in (("p50", 50), ("p95", 95), ("max", 100))
    }


if __name__ == "__main__":
    sys.exit(main())
