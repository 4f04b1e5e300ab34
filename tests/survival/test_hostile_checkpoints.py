"""Checkpoints that were damaged or made to harm: nothing comes out but our own errors, and nothing is executed."""

import io
import json
import pickle
import random
import sys
import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.trainings import IS_NIGHT, KINDS, SEED, tiny_data, tiny_network, tiny_training
from tests.unit.checkpoints.tampering import put_together, taken_apart

import perceptible as pc
from perceptible.checkpoints import load_state, save_state
from perceptible.checkpoints.format import decode
from perceptible.checkpoints.state_file import state_from, state_layout
from perceptible.errors import DataError, FormatError
from perceptible.runs import follow, open_run
from perceptible.training import train

SETTINGS = KINDS["everything"]
# RELIABILITY 12 asks for 50,000 mutations over all formats in each run of the tests.
N_MUTATIONS = 200_000 if IS_NIGHT else 10_000
ONE_SECOND = 1.0


@pytest.fixture(scope="module")
def valid(tmp_path_factory):
    """Return the path of a checkpoint with everything in it."""
    path = tmp_path_factory.mktemp("valid") / "checkpoint.safetensors"
    save_state(tiny_training(SETTINGS)[30].state, path, settings=SETTINGS, data=tiny_data())
    return path


def opens(content):
    """Open a checkpoint from memory; tell whether it could be, and let nothing pass but our error."""
    try:
        state_from(decode(io.BytesIO(content), len(content), "checkpoint", state_layout))
    except FormatError:
        return False
    return True


def mutated(content, dice, end):
    """Flip a few bits before `end`, or cut the file, or put a piece of it elsewhere."""
    kind, place = dice.randrange(10), dice.randrange(end)
    if kind == 0:
        return content[:place]
    if kind == 1:
        length = dice.randrange(1, 40)
        return content[:place] + content[place + length :]
    if kind == 2:
        source = dice.randrange(end)
        return content[:place] + content[source : source + dice.randrange(1, 40)] + content[place:]
    changed = bytearray(content)
    for _ in range(dice.choice([1, 1, 1, 2, 5])):
        changed[dice.randrange(end)] ^= 1 << dice.randrange(8)
    return bytes(changed)


def test_damage_gives_our_error_or_a_whole_checkpoint(valid):
    """Two thirds of the damage is in the header, which is a third of the file: numbers may be any numbers."""
    content, dice = valid.read_bytes(), random.Random(SEED)
    header = 8 + int.from_bytes(content[:8], "little")
    n_opened = sum(opens(mutated(content, dice, header if n % 3 else len(content))) for n in range(N_MUTATIONS))
    assert 0 < n_opened < N_MUTATIONS / 2


def test_the_first_bytes_may_be_any(valid):
    """They announce how long the header is; every one of their values, one byte at a time."""
    content = valid.read_bytes()
    changed = (content[:place] + bytes([value]) + content[place + 1 :] for place in range(9) for value in range(256))
    assert sum(map(opens, changed)) == 9  # those in which nothing was changed


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just([]) | st.just({})
TREES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner))


@settings(max_examples=5_000 if IS_NIGHT else 200, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_value_in_place_of_any_other_gives_our_error_or_a_checkpoint(data, valid, tmp_path_factory):
    """Structured damage: one value of the header, or of the JSON in its words, becomes any other."""
    header, numbers = taken_apart(valid)
    words = header["__metadata__"]
    word = data.draw(st.sampled_from(sorted(words)))
    values = json.loads(words[word]) if words[word].startswith("{") else None
    tree, dump = (values, word) if values and data.draw(st.booleans()) else (header, None)
    replace_one(data, tree)
    if dump is not None:
        words[dump] = json.dumps(values)
    path = tmp_path_factory.mktemp("changed") / "checkpoint"
    put_together(path, header, numbers)
    opens(path.read_bytes())


def replace_one(data, tree):
    """Replace one value somewhere in a tree of dictionaries."""
    name = data.draw(st.sampled_from(sorted(tree)))
    while isinstance(tree[name], dict) and tree[name] and data.draw(st.integers(0, 3)):
        tree = tree[name]
        name = data.draw(st.sampled_from(sorted(tree)))
    tree[name] = data.draw(TREES)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 500_000,
        '{"sizes": [' + "1," * 300_000 + "1]}",
        json.dumps({"sizes": [1] * 200_000, "activations": ["sigmoid"] * 199_999, "cost": "x", "leading": []}),
        json.dumps({"sizes": [2**52, 2**52], "activations": ["relu"], "cost": "squared-error", "leading": []}),
        json.dumps({"sizes": [1, 1], "activations": ["relu"], "cost": "squared-error", "leading": [1] * 100_000}),
    ],
    ids=["nested", "cut", "layers", "large", "axes"],
)
def test_a_header_made_to_take_for_ever_is_refused_quickly(valid, tmp_path, text):
    """Within a second, whatever it announces."""
    header, numbers = taken_apart(valid)
    header["__metadata__"]["network"] = text
    put_together(tmp_path / "bomb", header, numbers)
    began = time.perf_counter()
    with pytest.raises(FormatError):
        load_state(tmp_path / "bomb")
    assert time.perf_counter() - began < ONE_SECOND


@pytest.mark.parametrize("name", ["run.json", "checkpoint.safetensors"])
def test_a_run_folder_with_a_bomb_in_it_is_refused(tmp_path, name):
    """Nested deep, in the files that are read when a run goes on."""
    for _ in follow(train(tiny_network(), tiny_data(), KINDS["plain"], rng=SEED), tmp_path, data=tiny_data()):
        pass
    (tmp_path / name).write_bytes(b"[" * 2**19)
    with pytest.raises(DataError, match=r"nested too deep|is not a whole safetensors file"):
        open_run(tmp_path)


class _Pickles:
    """What the audit hook below has seen; Python never lets go of a hook."""

    is_watching = False
    seen: tuple[str, ...] = ()


def _watch(event, _arguments):
    """Remember every attempt to unpickle."""
    if _Pickles.is_watching and event == "pickle.find_class":
        _Pickles.seen += (event,)


sys.addaudithook(_watch)


@pytest.fixture
def pickles():
    """Watch for attempts to unpickle."""
    _Pickles.is_watching, _Pickles.seen = True, ()
    yield _Pickles
    _Pickles.is_watching = False


def test_nothing_is_ever_unpickled(valid, pickles, tmp_path):
    """Not from a checkpoint, not from what only says that it is one."""
    np.savez(tmp_path / "arrays.npz", a=np.array([print], dtype=object))
    (tmp_path / "pickle").write_bytes(pickle.dumps(print))
    load_state(valid)
    for name in ("arrays.npz", "pickle"):
        with pytest.raises(FormatError):
            pc.load(tmp_path / name)
    assert pickles.seen == ()


def test_the_watch_for_pickles_sees_them(pickles):
    """Otherwise the test above would prove nothing."""
    pickle.loads(pickle.dumps(print))
    assert pickles.seen == ("pickle.find_class",)
