"""Write docs/by_hand.md: how the network that nobody trained is built, and how well its parts and it do.

Run ``python docs/scripts/by_hand.py --measure`` to judge it anew on MNIST (with PERCEPTIBLE_DATA or a download) and to
draw its parts, or without it to write the page from docs/results/by_hand.json; with --check it only says whether the
page is up to date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import perceptible as pc
from perceptible.network.by_hand import HAND_BUILT_NAMES
from perceptible.plotting.pictures import LEGEND_HEIGHT, show_signed, signed_legend
from perceptible.plotting.saving import save_figure
from perceptible.plotting.scales import signed_norm
from perceptible.plotting.sheet import new_sheet
from perceptible.plotting.theme import SMALL, painting

DOCS = Path(__file__).parent.parent
RESULTS, PAGE, FIGURES = DOCS / "results" / "by_hand.json", DOCS / "by_hand.md", DOCS / "figures"
PRESENT = 0.5  # a part counts as found from this activation
SIDE, ACROSS, DOWN, IN_A_ROW = 84, 94, 112, 8
TEXT = """\
# A network built by hand

The lesson hopes that the first hidden layer finds edges, the second loops and lines, and the outputs put them together.
In a trained network that is not so. In this one it is: `perceptible.hand_built()` returns a network of the same
13,002 dials, each of which a person wrote down. Nothing of it was trained; the regions and thresholds were chosen by
looking at the training images.

```python
import perceptible as pc

digits = pc.load_data("mnist")
print(pc.evaluate(pc.hand_built(), digits.test).accuracy)
```

It reads **{accuracy} of the 10,000 test images of MNIST** ({train_accuracy} of the training images). A guess reads
10 %; the lesson's network, trained for a second, reads more than 93 %. What a person would write down about digits
is not what it takes to read them.

![Weights of the 16 strokes, and below them of the 16 loops and lines through the strokes](figures/by-hand-light.svg)

## What its parts find

The share of the test images of each digit, in per cent, on which a neuron is brighter than {present}; in bold where
that is at least half. First the strokes: mean ink of a region, less some of the ink around it.

{strokes}

Then loops and lines: strokes that should be there, less strokes that should not.

{parts}

And the digits themselves: the share of their test images that the network reads rightly.

{digits}

In the lab it is the network `by hand`; on the command line `perceptible show "by hand"` draws it. The whole of it is in
`src/perceptible/network/by_hand.py`. The page is written by `docs/scripts/by_hand.py`.
"""


def measure() -> dict[str, Any]:
    """Judge the network and each of its hidden neurons."""
    data, network = pc.load_data("mnist"), pc.hand_built()
    judged = pc.evaluate(network, data.test)
    found = [activations > PRESENT for activations in network.forward(data.test.inputs).activations[1:3]]
    of_digit = [data.test.labels == digit for digit in range(10)]
    rates = [[[float(layer[which, j].mean()) for which in of_digit] for j in range(layer.shape[1])] for layer in found]
    return {
        "accuracy": judged.accuracy,
        "train_accuracy": pc.evaluate(network, data.train).accuracy,
        "recall": [float((judged.answers[which] == digit).mean()) for digit, which in enumerate(of_digit)],
        "strokes": dict(zip(HAND_BUILT_NAMES[0], rates[0], strict=True)),
        "parts": dict(zip(HAND_BUILT_NAMES[1], rates[1], strict=True)),
    }


def draw(accuracy: float) -> None:
    """Draw the weights of the strokes, and of the parts as the strokes show them the image, in light and dark."""
    network = pc.hand_built()
    first, second = (np.asarray(weights, np.float64) for weights in network.weights[:2])
    rows = [(*each,) for each in zip(HAND_BUILT_NAMES[:2], (first, second @ first), strict=True)]
    title = (
        f"Built by hand: 16 strokes, and the 16 loops and lines that they make, read {100 * accuracy:.1f} % of digits"
    )
    for theme in ("light", "dark"):
        with painting(theme) as look:
            sheet = new_sheet(
                look, title, "perceptible.hand_built(); each picture on its own scale", 4 * DOWN + LEGEND_HEIGHT
            )
            for block, (names, pictures) in enumerate(rows):
                for place, (name, picture) in enumerate(zip(names, pictures, strict=True)):
                    left, top = place % IN_A_ROW * ACROSS, (2 * block + place // IN_A_ROW) * DOWN
                    norm = signed_norm(float(np.abs(picture).max()), "linear")
                    show_signed(sheet, (left, top, SIDE, SIDE), picture.reshape(28, 28), norm, with_dashes=False)
                    sheet.write(left, top + SIDE + SMALL + 2, name, size=7.5)
            signed_legend(sheet, (0, 4 * DOWN, 360), signed_norm(1, "linear"), "weight of each pixel", own=True)
        save_figure(sheet.figure, FIGURES / f"by-hand-{theme}.svg")


def render(results: Mapping[str, Any]) -> str:
    """Return the page."""
    recall = results["recall"]
    return TEXT.format(
        accuracy=f"{100 * results['accuracy']:.2f} %",
        train_accuracy=f"{100 * results['train_accuracy']:.2f} %",
        present=PRESENT,
        strokes=_table(results["strokes"]),
        parts=_table(results["parts"]),
        digits=_table({"read rightly": recall}),
    )


def _table(rates: Mapping[str, Sequence[float]]) -> str:
    """Write a row for each neuron, a column for each digit."""
    head = "| | " + " | ".join(map(str, range(10))) + " |\n|---|" + "---:|" * 10
    cells = {
        name: [f"**{100 * rate:.0f}**" if rate >= PRESENT else f"{100 * rate:.0f}" for rate in row]
        for name, row in rates.items()
    }
    return "\n".join([head, *(f"| {name} | " + " | ".join(row) + " |" for name, row in cells.items())])


def main() -> int:
    """Measure if asked to, then write the page or compare it."""
    if "--measure" in sys.argv:
        results = measure()
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        draw(results["accuracy"])
    text = render(json.loads(RESULTS.read_text(encoding="utf-8")))
    if "--check" in sys.argv:
        same = PAGE.read_text(encoding="utf-8") == text
        if not same:
            print("docs/by_hand.md is out of date: run python docs/scripts/by_hand.py", file=sys.stderr)
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
