"""The tables of docs/recipes.md, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from _learning_curve import band
from _recipe_measurements import interval_words

Rows = Sequence[dict[str, object]]
N_TEST = 10_000


def recipe_lines(results: dict[str, dict[str, object]]) -> list[str]:
    """Return a row of the first table for each recipe that was measured."""
    lines = []
    for name, recipe in results.items():
        counts = [row["n_correct"] for row in recipe["rows"]]
        seconds = [row["processor_seconds"] for row in recipe["rows"] if row["processor_seconds"] is not None]
        lines.append(_accuracy_line(f"`{name}`", recipe["n_parameters"], counts, seconds))
        if recipe["together"]:
            n_networks, n_correct = recipe["together"]["n_networks"], recipe["together"]["n_correct"]
            words = f"the mean answer of these {n_networks} networks"
            lines.append(_accuracy_line(words, n_networks * recipe["n_parameters"], [n_correct], []))
    return lines


def beyond_table(results: dict[str, dict[str, object]]) -> list[str]:
    """Return what each recipe reads of changed digits, and what it says to images that are no digit: medians."""
    changes, kinds = (list(next(iter(results.values()))["rows"][0][part]) for part in ("changed", "non_digits"))
    lines = table_heads(("", *(f"`{name}`" for name in results)))
    for change in changes:
        shares = [median(row["changed"][change] for row in recipe["rows"]) for recipe in results.values()]
        lines.append(_line((f"reads: {change}", *(f"{share:.1%}" for share in shares))))
    for kind in kinds:
        cells = []
        for recipe in results.values():
            found = [row["non_digits"][kind] for row in recipe["rows"]]
            refused, area = (median(one[name] for one in found) for name in ("refused", "auroc"))
            cells.append(f"{refused:.1%}, {area:.3f}")
        lines.append(_line((f"refuses: {kind}", *cells)))
    return lines


def baseline_lines(results: dict[str, object]) -> list[str]:
    """Return a row of the first table for each reader without hidden layers."""
    names = list(dict.fromkeys(row["name"] for row in results["rows"]))
    lines = []
    for name in names:
        rows = [row for row in results["rows"] if row["name"] == name]
        counts, seconds = [row["n_correct"] for row in rows], [row["processor_seconds"] for row in rows]
        lines.append(_accuracy_line(f"{name}: {rows[0]['summary']}", rows[0]["n_parameters"], counts, seconds))
    return lines


def accuracy_heads() -> list[str]:
    """Return the head of the first table."""
    return table_heads(("", "parameters", "seeds", "median", "range", "95 % interval of the median", "time"))


def misleading_table(rows: Rows) -> list[str]:
    """Return how many images of each digit lie nearer to another one, and the worst of them."""
    lines = table_heads(("digit", "test images", "nearer to another digit", "the worst"))
    for row in rows:
        worst = row["worst"]
        words = (
            f"image {worst['index']}: {worst['distance']:.2f} to a {worst['other_label']} (image {worst['other']}), "
            f"{worst['own_distance']:.2f} to the nearest {row['digit']}"
        )
        lines.append(_line((row["digit"], f"{row['n_images']:,}", row["n_misleading"], words)))
    return lines


def trial_table(rows: Rows) -> list[str]:
    """Return how many trials chose the numbers of each recipe, and what they came to on the validation images."""
    lines = table_heads(("recipe", "trials", "right of the validation images"))
    for name in dict.fromkeys(row["recipe"] for row in rows):
        counts = [row["n_correct"] for row in rows if row["recipe"] == name]
        lines.append(_line((f"`{name}`", len(counts), range_words(counts))))
    return lines


def rule_table(rows: Rows) -> list[str]:
    """Return the rules written by hand, how often each answers, and how often it is right."""
    lines = table_heads(("seen", "answer", "images", "right"))
    for row in rows:
        share = f"{row['n_correct'] / row['n_images']:.1%}" if row["n_images"] else "-"
        lines.append(_line((row["words"], row["digit"], f"{row['n_images']:,}", share)))
    return lines


def tweak_table(rows: Rows) -> list[str]:
    """Return the changes from one recipe to another, and what each brings."""
    lines = table_heads(("", "median", "change", "range", "parameters", "time"))
    before = None
    for row in rows:
        counts = row["n_correct"]
        middle = median(counts) / N_TEST
        change = "" if before is None else f"{100 * (middle - before):+.2f}"
        ends = range_words(counts)
        time = seconds_words(median(row["processor_seconds"]))
        lines.append(_line((row["words"], f"{middle:.2%}", change, ends, f"{row['n_parameters']:,}", time)))
        before = middle
    return lines


def size_table(rows: Rows) -> list[str]:
    """Return accuracy by the size of the training set, beside the published points."""
    by_start = {start: [row for row in rows if row["start"] == start] for start in ("normal", "scaled")}
    lines = table_heads(("training images", "published", "its band", "median", "range", "median, smaller start"))
    for row, scaled in zip(by_start["normal"], by_start["scaled"], strict=True):
        found, low_high = row["accuracies"], band(row["size"])
        middle = median(found)
        mark = "" if low_high[0] <= middle <= low_high[1] else " (outside)"
        ends = f"{100 * min(found):.2f} to {max(found):.2%}"
        within = f"{100 * low_high[0]:.2f} to {low_high[1]:.2%}"
        cells = (f"{row['size']:,}", f"{row['published']:.2%}", within, f"{middle:.2%}{mark}", ends)
        lines.append(_line((*cells, f"{median(scaled['accuracies']):.2%}")))
    return lines


def range_words(counts: Iterable[int]) -> str:
    """Return the lowest and the highest of some counts of right answers."""
    found = list(counts)
    return f"{100 * min(found) / N_TEST:.2f} to {max(found) / N_TEST:.2%}"


def seconds_words(seconds: float) -> str:
    """Return a time as people say it."""
    if seconds < 0.05:
        return "none"
    return f"{seconds:.1f} s" if seconds < 100 else f"{seconds / 60:.1f} min"


def table_heads(heads: Sequence[str]) -> list[str]:
    """Return the first two lines of a table."""
    return [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]


def _accuracy_line(name: str, n_parameters: int, counts: Sequence[int], seconds: Sequence[float]) -> str:
    """Return a row of the first table."""
    middle = round(median(counts))
    interval = interval_words(middle, N_TEST)
    ends = range_words(counts) if len(counts) > 1 else ""
    time = seconds_words(median(seconds)) if seconds else ""
    return _line((name, f"{n_parameters:,}", len(counts), f"{median(counts) / N_TEST:.2%}", ends, interval, time))


def _line(cells: Sequence[object]) -> str:
    """Return one row of a table."""
    return f"| {' | '.join(map(str, cells))} |"
