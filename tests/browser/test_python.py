"""Show me the Python: the strip follows the panel that is pointed at, and its lines print the panel's own numbers."""

import re

import numpy as np
import pytest
from tests.browser.code import code_of, numbers, open_strip, printed_by
from tests.browser.pad import answers, asked_in_full, draw, opened, pixels

pytestmark = pytest.mark.browser

SEVEN = [[(8, 5), (14, 5), (20, 5), (16, 15), (12, 24)]]
BIAS = "0.75"  # of hidden 1, neuron 1, so that a turned dial is part of all lines


@pytest.fixture(scope="module")
def page(browser, address):
    """Open the page on the first test image, turn one dial and open the strip."""
    with opened(browser, address) as page:
        page.get_by_role("heading", name="Test image 0").wait_for()
        field = page.get_by_label("value of the bias of hidden 1, neuron 1")
        field.fill(BIAS)
        field.press("Enter")
        open_strip(page)
        yield page


def see(page, name):
    """Show a view of the stage."""
    page.get_by_role("tab", name=name).click()


def test_of_the_answer(page):
    """Margin and digit."""
    page.get_by_label(re.compile("^The network reads")).hover()
    printed = printed_by(code_of(page, "answer")).splitlines()[-1]
    digit, _, margin = answers(page)
    assert numbers(printed) == [digit, pytest.approx(margin, abs=1e-6)]


def test_of_the_test_images(page):
    """Accuracy and mean cost."""
    score = page.get_by_role("region", name="Answer").get_by_role("button", name=re.compile("^mean cost"))
    score.hover()
    printed = numbers(printed_by(code_of(page, "score")))
    right = numbers(page.get_by_role("button", name=re.compile("^accuracy")).first.inner_text())[0]
    assert right in printed
    cost = asked_in_full(page, score)
    assert any(number == pytest.approx(cost, abs=6e-5) for number in printed)


def test_of_the_forward_pass(page):
    """All activations of the outputs, to two decimals."""
    see(page, "Network")
    page.locator(".diagram").hover()
    line = printed_by(code_of(page, "forward")).split("layer 3")[1].split(" a ")[1]
    rows = page.get_by_role("row").filter(has_text=re.compile("output")).all_inner_texts()
    np.testing.assert_allclose(numbers(line), [numbers(row.split("\t")[2])[0] for row in rows], atol=0.0051)


def test_of_one_neuron(page):
    """Its z, all digits of it."""
    see(page, "Network")
    page.get_by_role("button", name="One neuron").click()
    page.locator(".diagram").hover()
    z = asked_in_full(page, page.get_by_role("button", name=re.compile("^z of hidden 1, neuron 1")))
    assert numbers(printed_by(code_of(page, "neuron")))[0] == pytest.approx(z, abs=1e-6)


def test_of_the_arithmetic(page):
    """The figure of each term and of z, to three decimals."""
    see(page, "Network")
    page.get_by_role("button", name="Arithmetic").click()
    table = page.locator(".sum-table")
    table.hover()
    printed = printed_by(code_of(page, "contributions")).splitlines()
    shown = [numbers(text)[-1] for text in table.locator("tbody tr td:last-child").all_inner_texts()]
    assert [numbers(line)[-1] for line in printed[:-1]] == shown
    page.get_by_role("button", name="Network", exact=True).first.click()


def test_of_how_z_adds_up(page):
    """The figure of z, to two decimals."""
    waterfall = page.get_by_role("region", name="How z adds up")
    waterfall.hover()
    z = numbers(waterfall.get_by_role("listitem").last.inner_text().split("\n")[-1])[-1]
    assert numbers(printed_by(code_of(page, "contributions")))[-1] == z


def test_of_the_weights(page):
    """The end of their scale is the largest."""
    page.get_by_role("complementary", name="Inspector").get_by_role("application").hover()
    printed = numbers(printed_by(code_of(page, "weights")).splitlines()[0])
    shown = numbers(page.get_by_role("figure", name="scale").inner_text())[0]
    assert max(map(abs, printed)) == pytest.approx(shown, rel=0.05)


def test_of_the_images_that_fire_it(page):
    """Their numbers, and the mean activation."""
    region = page.get_by_role("region", name="Test images that it fires for")
    region.get_by_role("listitem").first.hover()
    printed = numbers(printed_by(code_of(page, "extremes")))
    names = [each.get_attribute("aria-label") for each in region.get_by_role("listitem").get_by_role("button").all()]
    assert printed[:6] == [numbers(name)[0] for name in names[:6]]
    mean = asked_in_full(page, region.get_by_role("button", name=re.compile("^mean, hidden 1, neuron 1 ")))
    assert any(number == pytest.approx(mean, abs=1e-6) for number in printed)


def test_of_the_dials_that_were_never_trained(page):
    """How many pixels are hatched."""
    page.get_by_role("combobox", name="of which panel").select_option("never-trained")
    hatched = page.get_by_text(re.compile("hatched: ")).inner_text()
    assert numbers(printed_by(code_of(page, "never-trained")))[0] == numbers(hatched)[0]


def test_of_the_matrix(page):
    """The activations of the layer, row by row."""
    see(page, "Matrix")
    page.locator(".matrix .stage-head").hover()
    printed = numbers(printed_by(code_of(page, "matrix")).split("[", 1)[1])
    rows = page.get_by_role("group", name="Rows of the matrix").get_by_role("button").all()
    shown = [numbers(row.get_attribute("aria-label").split("a = ")[1])[0] for row in rows]
    np.testing.assert_allclose(printed, shown, atol=0.006)


def test_of_the_times(page):
    """Two measurements differ; that the product is faster does not."""
    see(page, "Matrix")
    page.get_by_role("button", name="Time both on this computer").click()
    times = page.get_by_text(re.compile("^Loops .* ms"))
    times.hover()
    for loops, product in (numbers(times.inner_text())[:2], numbers(printed_by(code_of(page, "timing")))):
        assert loops > 2 * product


def test_of_the_dials(page):
    """How many there are, and how many are turned."""
    see(page, "Dials")
    page.get_by_role("slider", name=re.compile("^Wall of")).hover()
    turned = page.locator(".turned-count").inner_text()
    assert numbers(printed_by(code_of(page, "dials")))[:2] == [13_002, *numbers(turned)]


def test_of_what_the_dials_do(page):
    """Accuracy below the wall; back on the wall its own lines come back."""
    see(page, "Dials")
    accuracy = page.locator(".verdict").get_by_role("button", name="accuracy")
    accuracy.hover()
    assert printed_by(code_of(page, "score"))
    page.get_by_role("slider", name=re.compile("^Wall of")).hover()
    assert "n_parameters" in code_of(page, "dials")


def test_of_a_challenge(page):
    """The sentence of the verdict."""
    see(page, "Challenges")
    task = page.get_by_role("listitem").filter(has_text="Build an edge detector")
    task.hover()
    printed = printed_by(code_of(page, "challenge")).strip()
    sentence = printed.split(" ", 1)[1]
    assert sentence in task.inner_text()


def test_of_the_distances(page):
    """To the nearest of another digit, and of its own."""
    see(page, "Digits")
    verdict = page.get_by_text(re.compile(r"to a \d, .* to the nearest other")).first
    verdict.hover()
    shown, printed = numbers(verdict.inner_text()), printed_by(code_of(page, "digits"))
    own, other = printed.splitlines()[0], printed.splitlines()[-1]
    assert numbers(other.split("[")[-1])[0] == pytest.approx(shown[0], abs=0.011)
    assert numbers(own.split("[")[-1])[0] == pytest.approx(shown[2], abs=0.011)


@pytest.mark.slow
def test_of_the_readers_without_hidden_layers(page):
    """How many each of them reads."""
    see(page, "Digits")
    page.get_by_role("button", name="Without hidden layers").click()
    table = page.get_by_role("table").filter(has_text="reader")
    table.hover(timeout=120_000)
    for line in printed_by(code_of(page, "baselines")).splitlines():
        name, right = re.fullmatch(r"(.*) (\d+) of \d+", line).groups()
        row = table.get_by_role("row").filter(has=page.get_by_text(name, exact=True)).inner_text()
        assert numbers(row.split("%")[0])[-1] == pytest.approx(100 * int(right) / numbers(line)[-1], abs=0.06)


def test_of_the_images_that_are_listed(page):
    """How many there are, and the numbers of those shown; the lines follow the choice."""
    page.get_by_role("tab", name="Test images").click()
    page.get_by_label("only mistakes").check()
    listed = page.locator(".browser").get_by_role("status").filter(has_text=re.compile(r" of \d{3}$"))
    listed.hover()
    printed = printed_by(code_of(page, "browse")).splitlines()
    shown = page.locator(".browser").get_by_role("button", name=re.compile("^test image")).all()
    assert numbers(printed[0])[0] == numbers(listed.inner_text())[-1]
    assert [int(line.split()[0]) for line in printed[1:]] == [
        int(numbers(each.get_attribute("aria-label"))[0]) for each in shown
    ]
    page.get_by_label("only mistakes").uncheck()


def test_of_the_changes_of_an_image(page):
    """The ink of what came of it: the lines begin with the image as it was."""
    page.get_by_role("tab", name="Change", exact=True).click()
    page.get_by_role("slider", name="right").fill("2.5")
    page.get_by_role("slider", name="turn", exact=True).fill("20")
    page.get_by_role("heading", name="Test image 0: a 7, changed").wait_for()
    page.get_by_role("slider", name="turn", exact=True).hover()
    printed = numbers(printed_by(code_of(page, "transform")))
    assert printed[-1] == pytest.approx(pixels(page).sum(), abs=0.01)
    page.keyboard.press("Escape")


def test_of_the_preparation(page):
    """The ink of the prepared drawing."""
    draw(page, SEVEN)
    page.get_by_role("region", name="As the network sees it").hover()
    printed = numbers(printed_by(code_of(page, "prepare")))
    assert printed[-1] == pytest.approx(pixels(page).sum(), abs=0.01)
