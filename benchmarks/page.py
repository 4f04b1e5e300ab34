"""Measures how fast the lab's page follows a hand, in Chromium: python benchmarks/page.py [--out FILE].

For each gesture: *work*, from the page's being told of a move to the end of its frame (handlers, drawing, style,
layout, paint), and *latency*, from the time stamp of the move to the same moment, with the wait for the screen's next
frame in it. Last, how long it takes from a turned dial to the new accuracy of all test images on the page.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from perceptible.files import write_atomically

RESULTS = Path(__file__).parent.parent / "docs" / "results" / "page.json"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
VIEWPORT = {"width": 1280, "height": 800}
DENSITIES = (1, 2)  # points of the screen to a pixel of the page, across and down
N_MOVES, N_TURNS = 120, 25
FRAME = 16  # milliseconds between two moves, about as a screen of 60 Hz tells them
SPENT = {"all": "TaskDuration", "script": "ScriptDuration", "layout": "LayoutDuration"}
FRAME_BUDGET, TURN_BUDGET = 16.0, 50.0  # milliseconds

WATCH = """() => {
  window.moments = [];
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  const watch = (event) => {
    const told = performance.now();
    requestAnimationFrame(() => {
      waiting.push(() => window.moments.push([performance.now() - told, performance.now() - event.timeStamp]));
      channel.port2.postMessage(null);
    });
  };
  for (const name of ["pointermove", "input"]) window.addEventListener(name, watch, { capture: true });
}"""
TURN = """async () => {
  const score = document.querySelector(".answer-score"), slider = document.querySelector(".one-dial-slider");
  const before = score.innerText, began = performance.now();
  const changed = new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (score.innerText === before) return;
      observer.disconnect();
      done(performance.now() - began);
    });
    observer.observe(score, { subtree: true, childList: true, characterData: true });
    setTimeout(() => done(null), 2000);
  });
  slider.value = slider.valueAsNumber + (slider.valueAsNumber > 0 ? -1 : 1) * (0.5 + Math.random());
  slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return changed;
}"""


def main() -> int:
    """Measure every gesture, print the table, and write it down where that is asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, nargs="?", const=RESULTS, default=None)
    options = parser.parse_args()
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        print("no Chromium on the PATH: nothing was measured")
        return 0
    load = os.getloadavg()[0]
    rows = measured(path)
    print("\n".join(lines(rows, load)))
    if options.out is not None:
        result = {"format": 1, "benchmark": "page", "date": dt.datetime.now(dt.UTC).date().isoformat()}
        result |= {"network": "784-16-16-10", "viewport": VIEWPORT, "unit": "ms", "load": round(load, 2), "rows": rows}
        write_atomically(options.out, (json.dumps(result, indent=1) + "\n").encode())
    return 0


def measured(path: str) -> list[dict[str, object]]:
    """Make every gesture on a page of its own."""
    with lab() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        rows = [
            gestured(browser, address, name, gesture, density)
            for density in DENSITIES
            for name, gesture in GESTURES.items()
        ]
        rows.append(turned(browser, address))
        browser.close()
    return rows


@contextlib.contextmanager
def lab() -> Iterator[str]:
    """Serve the lab; give its address."""
    command = [sys.executable, "-m", "perceptible", "lab", "--no-browser", "--quiet", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None, "expected the lab to print its address"
        yield found[0]
        process.kill()


@contextlib.contextmanager
def opened(browser: Browser, address: str, density: int = 1) -> Iterator[Page]:
    """Open the page in a new profile, with a digit drawn on its pad."""
    context = browser.new_context(viewport=VIEWPORT, device_scale_factor=density)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.get_by_role("region", name="Answer").get_by_text(re.compile("of [0-9,]+ right")).wait_for()
    along(page, "#pad", three(40), pressed=True)
    page.wait_for_timeout(1500)
    yield page
    context.close()


def gestured(
    browser: Browser, address: str, name: str, gesture: Callable[[Page], None], density: int
) -> dict[str, object]:
    """Return the figures of one gesture on a screen with so many points to a pixel."""
    with opened(browser, address, density) as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        gesture(page)  # once unmeasured: the engine warms up
        page.wait_for_timeout(500)
        page.evaluate(WATCH)
        before = spent(session.send("Performance.getMetrics"))
        gesture(page)
        page.wait_for_timeout(500)
        after = spent(session.send("Performance.getMetrics"))
        work, latency = np.array(page.evaluate("window.moments"), np.float64).T
    per_move = {key: round(1000 * (after[key] - before[key]) / len(work), 2) for key in after}
    return {
        "name": name,
        "density": density,
        "n": len(work),
        "work": quantiles(work),
        "latency": quantiles(latency),
        "per_move": per_move,
    }


def spent(metrics: dict[str, list[dict[str, float]]]) -> dict[str, float]:
    """Return the seconds that the page's thread has spent in all its tasks, in scripts and in layout."""
    found = {str(each["name"]): each["value"] for each in metrics["metrics"]}
    return {
        key: found[name]
        for key, name in (("all", "TaskDuration"), ("script", "ScriptDuration"), ("layout", "LayoutDuration"))
    }


def turned(browser: Browser, address: str) -> dict[str, object]:
    """Return how long the new accuracy of all test images takes after a dial was turned."""
    with opened(browser, address) as page:
        times = []
        for _ in range(N_TURNS):
            times.append(page.evaluate(TURN))
            page.wait_for_timeout(400)
    took = np.array([time for time in times if time is not None])
    return {"name": "turned dial to new accuracy", "density": 1, "n": len(took), "work": quantiles(took)}


def quantiles(values: np.ndarray) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    return {"p50": round(float(np.percentile(values, 50)), 2), "p95": round(float(np.percentile(values, 95)), 2)}


# The gestures: a hand that moves every 16 ms.


def draw(page: Page) -> None:
    """Draw on the pad."""
    along(page, "#pad", three(N_MOVES), pressed=True)


def drag_bias(page: Page) -> None:
    """Drag the slider of a bias."""
    along(page, ".one-dial-slider", waves(0.3, 0.7, y=0.5), pressed=True)


def drag_dial(page: Page) -> None:
    """Drag a dial on the wall."""
    page.get_by_role("tab", name="Dials").click()
    page.wait_for_timeout(500)
    along(page, ".wall-room", [(0.2, 0.3 + 0.2 * math.sin(k / 20)) for k in range(N_MOVES)], pressed=True)


def hover_network(page: Page) -> None:
    """Move over the network: pixels, neurons, and what lies between."""
    along(page, ".diagram", [(0.5 + 0.48 * math.sin(k / 17), 0.5 + 0.4 * math.sin(k / 23)) for k in range(N_MOVES)])


GESTURES: dict[str, Callable[[Page], None]] = {
    "draw on the pad": draw,
    "drag a bias": drag_bias,
    "drag a dial on the wall": drag_dial,
    "move over the network": hover_network,
}


def along(page: Page, selector: str, places: Sequence[tuple[float, float]], *, pressed: bool = False) -> None:
    """Move the pointer along places, in parts of the size of an element."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    for k, (x, y) in enumerate(places):
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
        if pressed and k == 0:
            page.mouse.down()
        page.wait_for_timeout(FRAME)
    if pressed:
        page.mouse.up()


def three(n_places: int) -> list[tuple[float, float]]:
    """Return places along a 3: two half circles."""
    turns = [math.pi * (1.7 - 1.5 * k / (n_places / 2)) for k in range(n_places // 2)]
    upper = [(0.45 + 0.16 * math.cos(turn), 0.34 - 0.14 * math.sin(-turn - math.pi / 2)) for turn in turns]
    return [*upper, *[(x + 0.02, y + 0.3) for x, y in upper]]


def waves(low: float, high: float, *, y: float) -> list[tuple[float, float]]:
    """Return places to and fro along a line."""
    return [((low + high) / 2 + (high - low) / 2 * math.sin(k / 20), y) for k in range(N_MOVES)]


def lines(rows: Sequence[dict[str, object]], load: float) -> Iterator[str]:
    """Say it in a table."""
    head = f"{'gesture':<30}{'density':>8}{'n':>5}{'work p50':>10}{'p95':>8}"
    head += f"{'latency p50':>13}{'p95':>8}{'script per move':>17}"
    yield f"{head}   (ms; load {load:.2f})"
    for row in rows:
        work, latency, per_move = (row.get(key, {}) for key in ("work", "latency", "per_move"))
        assert isinstance(work, dict)
        assert isinstance(latency, dict)
        assert isinstance(per_move, dict)
        budget = FRAME_BUDGET if latency else TURN_BUDGET
        figures = f"{work['p50']:>10}{work['p95']:>8}{latency.get('p50', ''):>13}{latency.get('p95', ''):>8}"
        verdict = f"{'within' if work['p95'] < budget else 'OVER'} {budget:g} ms"
        name = f"{row['name']:<30}{row['density']:>8}{row['n']:>5}"
        yield f"{name}{figures}{per_move.get('script', ''):>17}   {verdict}"


if __name__ == "__main__":
    sys.exit(main())
