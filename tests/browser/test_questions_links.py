"""Each question leads on to where it can be looked into by hand, and the focus goes there."""

import pytest
from playwright.sync_api import expect
from tests.browser.pad import opened

from perceptible.experiments import EXPERIMENTS

pytestmark = pytest.mark.browser
TABS = ("Dials", "Train", "Score", "Landscape", "Race", "Backprop", "Knock out", "Shift", "Morph")
PARTS = {  # what is on the view, beyond its being open
    "Dials: knock out several": ("button", "Knock out hidden 1, neuron 1"),
    "Score: mistakes it is sure of": ("button", "Mistakes"),
    "Score: easy and hard images": ("button", "Costs"),
    "Race: layers of other sizes": ("button", "layers"),
    "Race: from other random starts": ("button", "starts"),
    "Race: sigmoid against ReLU": ("button", "activations"),
    "Backprop: what each image asks for": ("button", "6 Average"),
}
PANELS = {  # what has the focus
    "Inspector: what a neuron fires for": ".inspector .extremes",
    "Networks: open another": ".menu button",
    "Input: put noise on an image": "input[type=range]#change-noise",
    "Input: turn or thicken an image": "input[type=range]#change-degrees",
    "Pad: draw a digit and have it read": "#pad",
    "Train: on 100 images only": "select#train-images",
    "Train: with shuffled labels": "select#train-labels",
    "Train: with more hidden layers": "input#train-hidden",
    "Train: by another recipe": "select#train-recipe",
}


@pytest.fixture
def page(browser, address):
    """Open the page, where it is asked what was learned."""
    with opened(browser, address) as page:
        yield page


def look_into(page, title):
    """Go to a question; return its links."""
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("tab", name="Questions", exact=True).click()
    page.get_by_role("navigation", name="Questions").get_by_role("button", name=title, exact=True).click()
    return page.get_by_role("group", name="Look for yourself:").get_by_role("button")


def test_every_question_leads_on_to_where_it_can_be_looked_into(page):
    """To at most three places, before it is run; there, what a link names is open and has the focus."""
    seen = set()
    for experiment in EXPERIMENTS.values():
        links = look_into(page, experiment.title)
        expect(links.first).to_be_visible()
        found = links.all_inner_texts()
        assert len(found) <= 3
        for words in [words for words in found if words not in seen]:
            look_into(page, experiment.title).nth(found.index(words)).click()
            arrived(page, words)
            seen.add(words)
    assert seen >= {*PARTS, *PANELS}


def arrived(page, words):
    """Check that what the link names is there."""
    name = words.partition(":")[0]
    expect(page.locator(PANELS.get(words, "#stage")).first).to_be_focused()
    if name in TABS:
        expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
    if words in PARTS:
        role, part = PARTS[words]
        expect(page.get_by_role("tabpanel", name=name).get_by_role(role, name=part, exact=True).first).to_be_visible()


def test_a_link_is_followed_by_keys_alone(page):
    """Enter goes there; Tab goes on inside the view."""
    look_into(page, "Morph").first.press("Enter")
    expect(page.locator("#stage")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#stage button:focus")).to_be_visible()
