"""The drawings against which the page's own preparation is held."""

import copy
import json

from tests.parity import strokes as parity


def test_the_file_holds_what_the_library_gives_now():
    """Otherwise the page would be held against an older library: python tests/parity/strokes.py writes it."""
    assert parity.is_current()


def test_a_pixel_that_differs_is_noticed(monkeypatch, tmp_path):
    """A tenth in one pixel of one drawing."""
    rows = json.loads(parity.FILE.read_text(encoding="utf-8"))
    changed = copy.deepcopy(rows)
    changed[3]["prepared"][400] += 0.1
    monkeypatch.setattr(parity, "FILE", tmp_path / "strokes.json")
    parity.FILE.write_text(json.dumps(changed), encoding="utf-8")
    assert not parity.is_current()


def test_there_are_dots_lines_and_the_largest_and_smallest_of_drawings():
    """About fifty, each with a name of its own."""
    names = [row["name"] for row in parity.drawings()]
    assert len(set(names)) == len(names) >= 48
    assert {"a dot", "a level line", "beyond tiny", "beyond huge"} <= set(names)
