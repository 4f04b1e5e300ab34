"""What is written as text comes back as it was, to the last bit."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.checkpoints.strategies import rows, settings

from perceptible.training import History, Settings

HISTORIES = st.builds(lambda each: History(tuple(each)), st.lists(rows(), max_size=4))


@given(chosen=settings())
def test_settings_survive_json(chosen):
    """As they stand in a run's description."""
    assert Settings.from_dict(json.loads(json.dumps(chosen.as_dict()))) == chosen


@given(history=HISTORIES)
def test_a_history_survives_json(history):
    """Also one of no epochs, and one of costs that are no numbers; repr tells NaN from None, 0.0 from -0.0."""
    assert repr(History.from_json(history.to_json())) == repr(history)


@given(history=HISTORIES)
def test_a_history_in_csv_has_the_same_numbers(history):
    """Nothing stands where nothing was measured."""
    table = list(csv.DictReader(io.StringIO(history.to_csv())))
    columns = history.columns
    read = {name: [line[name] for line in table] for name in columns}
    assert read == {name: ["" if value is None else str(value) for value in columns[name]] for name in columns}
