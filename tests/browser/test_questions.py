"""Every question asked on the page: it is run, said, drawn and tabulated, and is what the library finds."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.pad import opened

from perceptible.experiments import EXPERIMENTS, question_settings
from perceptible.plotting.experiments import FIGURES
from perceptible.sweeps import Serial
from perceptible.sweeps.questions import answer_question, do_pieces, pieces

pytestmark = pytest.mark.browser
PATIENCE = 400_000  # milliseconds; half a minute where nothing else runs
FEW = ("noise", "memory")  # these are asked in every run of the tests, the others in the long ones
ASKED = [pytest.param(name, marks=() if name in FEW else pytest.mark.slow) for name in EXPERIMENTS]
SEED = 3


@pytest.fixture
def page(browser, address):
    """Open the page, where it is asked what was learned."""
    with opened(browser, address) as page:
        page.get_by_role("button", name="Ask", exact=True).click()
        page.get_by_role("button", name="Run the experiment").wait_for()
        yield page


def found(experiment, data):
    """Do the same without the page, piece after piece."""
    n_seeds = len(question_settings(experiment, "quick").seeds)
    settings = question_settings(experiment, "quick", seeds=range(SEED, SEED + n_seeds))
    done = do_pieces(experiment, pieces(experiment, settings, data), data, workers=Serial())
    return answer_question(experiment, settings, data, list(done))


def without_ends(columns):
    """Return the columns of a table but those of ranges, which the page writes behind their medians."""
    last = [name.split()[-1] for name in columns]
    ends = {k + after for k in range(len(last)) if last[k + 1 : k + 3] == ["low", "high"] for after in (1, 2)}
    return [name for k, name in enumerate(columns) if k not in ends]


@pytest.mark.parametrize("name", ASKED)
def test_a_question_is_answered_as_the_library_answers_it(page, mnist, name):
    """Its findings word by word; every figure drawn; every table with all its rows."""
    experiment = EXPERIMENTS[name]
    result = found(experiment, mnist)
    page.get_by_role("navigation", name="Questions").get_by_role("button", name=experiment.title, exact=True).click()
    question = page.get_by_role("region", name=experiment.title)
    question.get_by_label("First seed").fill(str(SEED))
    question.get_by_role("button", name="Run the experiment").click()
    question.get_by_role("heading", name="What came out").wait_for(timeout=PATIENCE)
    assert question.locator(".question-findings li").all_inner_texts() == list(result.findings)
    for drawn in FIGURES[name](result).values():
        picture = question.get_by_role("img", name=str(drawn.get_label()), exact=True)
        picture.wait_for(timeout=PATIENCE)
        assert picture.evaluate("canvas => canvas.width > 300 && canvas.height > 150")
    for table in result.tables:
        numbers = re.compile(rf"^The numbers: {re.escape(table.name)}, {len(table.rows):,} rows?$")
        question.get_by_text(numbers).click()
        shown = question.get_by_role("region", name=table.name, exact=True)
        assert shown.locator("th").all_inner_texts() == without_ends(table.columns)
        expect(shown.locator("tbody tr")).to_have_count(len(table.rows))
    assert page.locator("#stage").evaluate(
        "stage => stage.scrollWidth <= stage.clientWidth"
    )  # tables scroll by themselves
