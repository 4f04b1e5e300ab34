"""The inspector in a real browser: every figure on it is the library's, adds up, and follows each turn of a dial."""

import contextlib
import json
import os
import re
import subprocess
import sys
from decimal import Decimal

import numpy as np
import pytest

import perceptible as pc
from perceptible.insight import contributions, response

pytestmark = pytest.mark.browser

INDEX = 7  # of the test image that the page shows
FIGURE = re.compile(r"[+\N{MINUS SIGN}]?\d+\.\d{2}")  # what follows is for screen readers
MINUS = "\N{MINUS SIGN}"


@pytest.fixture(scope="module")
def data():
    """Return the built-in digits, which need no file."""
    return pc.load_data("synthetic")


@pytest.fixture(scope="module")
def network():
    """Return a network that nobody has trained: it is wrong often, which the inspector has to explain."""
    return pc.Network.random((784, 16, 16, 10), start="scaled", rng=3)


@pytest.fixture(scope="module")
def lab(tmp_path_factory, network):
    """Start the lab with that network; give the address that it prints."""
    folder = tmp_path_factory.mktemp("inspector")
    pc.save(network, folder / "net.safetensors")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PERCEPTIBLE_STATE": str(folder)}
    command = [sys.executable, "-m", "perceptible", "lab", str(folder / "net.safetensors"), "--data", "synthetic"]
    command += ["--no-browser", "--quiet", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield re.search(r"http://\S+", process.stdout.readline())[0]
        process.kill()


@contextlib.contextmanager
def inspecting(browser, lab, data, selection):
    """Open the page on a test image with something selected; give the page and its inspector."""
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    state = {
        "version": 1,
        "openedBy": {"kind": "open", "name": "net"},
        "turned": [],
        "pixels": data.test.inputs[INDEX].tolist(),
        "origin": {"kind": "test", "index": INDEX, "label": int(data.test.labels[INDEX])},
        "selection": selection,
        "stage": "network",
        "zoom": 0,
        "theme": "light",
    }
    context.add_init_script(f"localStorage.perceptible ??= {json.dumps(json.dumps(state))}")
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(lab)
    inspector = page.get_by_role("complementary", name="Inspector")
    inspector.wait_for()
    yield page, inspector
    assert complaints == []
    context.close()


def neuron(layer, index):
    """Return a selection as the page keeps it."""
    return {"kind": "neuron", "layer": layer, "neuron": index}


def waterfall(inspector):
    """Read the waterfall: the figure of each line, and that of z."""
    rows = inspector.get_by_role("region", name="How z adds up").get_by_role("listitem")
    rows.last.wait_for()
    figures = [number(FIGURE.search(text)[0]) for text in rows.all_inner_texts()]
    return figures[:-1], figures[-1]


def number(text):
    """Read a figure of the page exactly."""
    return Decimal(text.replace(MINUS, "-"))


def with_bias(network, layer, index, value):
    """Return the network with one bias turned, as the library does it."""
    vector = np.array(network.parameters.to_vector())
    sizes = network.sizes
    start = sum(sizes[k] * sizes[k - 1] + sizes[k] for k in range(1, layer)) + sizes[layer] * sizes[layer - 1]
    vector[start + index] = np.float32(value)
    return network.with_parameters(network.parameters.from_vector(vector))


@pytest.mark.parametrize("place", [(1, 0), (1, 11), (2, 5), (3, 9)])
def test_the_figures_of_the_waterfall_add_up_to_z_as_displayed(browser, lab, data, network, place):
    """Added up in decimal, as a person would, and z is the library's to the last digit shown."""
    with inspecting(browser, lab, data, neuron(*place)) as (_, inspector):
        figures, z = waterfall(inspector)
        expected = contributions(network, data.test.inputs[INDEX], layer=place[0], neuron=place[1]).z
        assert sum(figures) == z
        assert z == Decimal(expected).quantize(Decimal("0.01"))
        assert len(figures) >= 9


def test_more_terms_still_add_up(browser, lab, data):
    """Sixteen lines of their own instead of eight."""
    with inspecting(browser, lab, data, neuron(1, 3)) as (_, inspector):
        few, z = waterfall(inspector)
        inspector.get_by_role("button", name="more terms").click()
        rows = inspector.get_by_role("region", name="How z adds up").get_by_role("listitem")
        rows.nth(len(few) + 4).wait_for()
        figures, same = waterfall(inspector)
        assert len(figures) == len(few) + 8
        assert sum(figures) == same == z


def test_a_turned_bias_shows_the_values_of_the_library_everywhere(browser, lab, data, network):
    """Sum, activation, slope, waterfall and the mean over the test images, each computed anew in Python."""
    turned = with_bias(network, 2, 4, -0.75)
    with inspecting(browser, lab, data, neuron(2, 4)) as (_, inspector):
        waterfall(inspector)
        inspector.get_by_label("value of the bias of hidden 2, neuron 5").fill("-0.75")
        inspector.get_by_label("value of the bias of hidden 2, neuron 5").press("Enter")
        inspector.get_by_role("button", name=re.compile("^bias.*\N{MINUS SIGN}0.75")).wait_for()
        found = response(turned, data.test.inputs[INDEX], np.empty(0), layer=2, neuron=4)
        mean = turned.forward(data.test.inputs).activations[2][:, 4].mean()
        figures, z = waterfall(inspector)
        assert sum(figures) == z == Decimal(found.z).quantize(Decimal("0.01"))
        text = inspector.inner_text()
        shown = [f"{found.a:.3f}", f"{found.slope:.3f}"]
        assert [figure for figure in shown if figure not in text] == []
        inspector.get_by_role("button", name=f"mean, hidden 2, neuron 5 {mean:.3f}").wait_for(timeout=5000)


def test_a_turn_can_be_undone_and_a_word_turns_nothing(browser, lab, data, network):
    """What is no number is said so, and the dial stays; Control and z turns a dial back."""
    bias = network.biases[2][1]
    with inspecting(browser, lab, data, neuron(3, 1)) as (page, inspector):
        field = inspector.get_by_label("value of the bias of output 1")
        field.fill("much")
        field.press("Enter")
        page.get_by_role("alert").filter(has_text="much is no number").wait_for()
        field.press("ArrowUp")
        assert float(field.input_value().replace(MINUS, "-")) == pytest.approx(bias + 0.1, abs=1e-6)
        page.get_by_role("heading", name="output 1", exact=True).click()
        page.locator("body").press("Control+z")
        assert float(field.input_value().replace(MINUS, "-")) == pytest.approx(bias, abs=1e-7)


@pytest.mark.parametrize(("scale", "share"), [("linear", 0.5), ("gamma", 0.5 ** (1 / 0.3)), ("log", 0.03064)])
def test_the_scale_says_what_half_a_color_means(browser, lab, data, network, scale, share):
    """Linear: half; gamma 0.3: 0.5 to the power of 1 / 0.3; signed log: (sqrt(1001) - 1) / 1000 = 0.0306."""
    largest = np.abs(network.weights[0][2]).max()
    with inspecting(browser, lab, data, neuron(1, 2)) as (_, inspector):
        inspector.get_by_role("combobox", name="scale").select_option(scale)
        figures = inspector.get_by_role("figure", name="scale").inner_text().split()
        assert float(figures[0]) == pytest.approx(largest, rel=0.05)
        assert float(figures[1]) == pytest.approx(share * largest, rel=0.06)


def test_one_scale_for_all_neurons_is_that_of_the_largest_weight(browser, lab, data, network):
    """Then the pictures of two neurons can be compared."""
    with inspecting(browser, lab, data, neuron(1, 2)) as (_, inspector):
        inspector.get_by_role("checkbox", name="same for all neurons").check()
        figures = inspector.get_by_role("figure", name="scale").inner_text().split()
        assert float(figures[0]) == pytest.approx(np.abs(network.weights[0]).max(), rel=0.05)


def test_a_cell_is_read_by_keys_and_selected(browser, lab, data, network):
    """Two to the right and one down is row 2, column 3: input 30."""
    with inspecting(browser, lab, data, neuron(1, 6)) as (_, inspector):
        picture = inspector.get_by_role("application")
        for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
            picture.press(key)
        inspector.get_by_text("row 2, column 3").wait_for()
        picture.press("Enter")
        field = inspector.get_by_label("value of the weight from row 2, column 3 to hidden 1, neuron 7")
        assert np.float32(field.input_value().replace(MINUS, "-")) == network.weights[0][6, 30]


def test_the_python_of_a_neuron_gives_its_z(browser, lab, data):
    """The lines in the strip are run as they stand."""
    with inspecting(browser, lab, data, neuron(2, 8)) as (page, inspector):
        _, z = waterfall(inspector)
        page.get_by_role("button", name="Show me the Python").click()
        page.get_by_role("combobox", name="of which panel").select_option("contributions")
        code = page.get_by_role("region", name="Python that computes what is shown")
        code.filter(has_text="break_down").wait_for()
        done = subprocess.run([sys.executable, "-c", code.inner_text()], capture_output=True, text=True, check=True)
        assert str(z) in done.stdout


def test_a_wrong_answer_is_explained_by_differences_that_add_up(browser, lab, data, network):
    """The z of the answer minus z of the true digit, in decimal."""
    z = network.forward(data.test.inputs[INDEX : INDEX + 1]).pre_activations[2][0].astype(float)
    said, label = int(np.argmax(z)), int(data.test.labels[INDEX])
    assert said != label
    with inspecting(browser, lab, data, neuron(3, said)) as (_, inspector):
        rows = inspector.get_by_role("region", name=f"says {said}; it is a {label}").get_by_role("listitem")
        rows.last.wait_for()
        figures = [number(FIGURE.search(text)[0]) for text in rows.all_inner_texts()]
        assert sum(figures[:-1]) == figures[-1]
        assert float(figures[-1]) == pytest.approx(z[said] - z[label], abs=0.006)


def test_the_help_lists_the_keys_and_closes_by_escape(browser, lab, data):
    """A question mark opens it."""
    with inspecting(browser, lab, data, neuron(1, 0)) as (page, _):
        page.locator("body").press("?")
        help_page = page.get_by_role("dialog", name="What am I looking at?")
        help_page.get_by_role("row", name="Ctrl + z undo the last turn of a dial").wait_for()
        assert "= 13,002" in help_page.inner_text()
        page.keyboard.press("Escape")
        help_page.wait_for(state="hidden")


def test_a_region_of_ink_and_its_edges(browser, lab, data):
    """With ones in rows 7 to 9, columns 10 to 17, the sum is the ink there; the bands take the ink beside it away."""
    image = data.test.inputs[INDEX].reshape(28, 28).astype(float)
    region, bands = image[7:10, 10:18].sum(), image[[6, 10], 10:18].sum()
    with inspecting(browser, lab, data, neuron(1, 0)) as (_, inspector):
        inspector.get_by_text("An edge detector by hand").click()
        inspector.get_by_role("button", name="only the region").click()
        shown = inspector.get_by_role("button", name="weighted sum before the bias, hidden 1, neuron 1")
        assert shown.inner_text().split()[-1] == f"{region:.2f}"
        inspector.get_by_role("button", name="and negative bands").click()
        inspector.get_by_text(f"{region - bands:.2f}".replace("-", MINUS)).first.wait_for()


def test_an_image_that_fires_it_is_shown_by_a_click(browser, lab, data, network):
    """The first of them is the one with the highest activation of all test images."""
    a = network.forward(data.test.inputs).activations[1][:, 5]
    best = int(np.argmax(a))
    with inspecting(browser, lab, data, neuron(1, 5)) as (_, inspector):
        images = inspector.get_by_role("region", name="Test images that it fires for").get_by_role("listitem")
        images.first.wait_for()
        first = images.first.get_by_role("button")
        assert first.get_attribute("aria-label").startswith(f"test image {best:,}, {data.test.labels[best]}")
        first.click()
        inspector.get_by_text(f"{a[best]:.3f}").first.wait_for()


def test_a_lost_server_is_said_and_the_page_goes_on(browser, lab, data, network):
    """The page goes on computing z by itself; only what the server adds up has to wait for it."""
    z = network.forward(data.test.inputs[INDEX : INDEX + 1]).pre_activations[1][0][3]
    with inspecting(browser, lab, data, neuron(2, 2)) as (page, inspector):
        connections = []
        page.route_web_socket(re.compile("api/socket"), lambda socket: connect_once(socket, connections))
        page.reload()
        waterfall(inspector)
        connections[0].close()
        page.get_by_role("alert").filter(has_text="The server does not answer.").wait_for()
        inspector.get_by_role("button", name="the next neuron").click()
        inspector.get_by_role("button", name="weighted sum z, hidden 2, neuron 4").wait_for()
        assert f"{z:.2f}".replace("-", MINUS) in inspector.inner_text()


def connect_once(socket, connections):
    """Connect a page to its server the first time, never again."""
    if connections:
        socket.close()
    else:
        socket.connect_to_server()
    connections.append(socket)
