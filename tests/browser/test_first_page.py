"""The first page in a real browser: what it shows, and that it keeps to itself."""

import contextlib
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser


@contextlib.contextmanager
def opened(browser, address, **options):
    """Open the page in a new profile; give it with the complaints of its console and its requests."""
    context = browser.new_context(**options)
    page, complaints, requests = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    yield page, complaints, requests
    context.close()


def test_the_dials_are_counted_on_the_page(browser, address):
    """784 x 16 + 16 + 16 x 16 + 16 + 16 x 10 + 10 = 13,002."""
    with opened(browser, address) as (page, complaints, _):
        page.get_by_role("heading", name="A network with 13,002 dials").wait_for()
        cells = [cell.strip() for cell in page.get_by_role("row").nth(1).inner_text().split("\t")]
        assert cells == ["hidden 1", "784 × 16 = 12,544", "16", "12,560"]
        assert complaints == []


def test_the_key_leaves_the_address_bar_and_nothing_leaves_the_machine(browser, address):
    """A copied address gives nobody the key, and no other host learns that the page was opened."""
    with opened(browser, address) as (page, _, requests):
        page.get_by_role("heading", name="Train it").wait_for()
        assert "token" not in page.url
        assert {urlsplit(url).netloc for url in requests} == {urlsplit(address).netloc}
        assert "perceptible-" not in page.evaluate("document.cookie")


def test_a_profile_without_the_key_sees_nothing(browser, address):
    """Whoever finds the port still stands outside."""
    with opened(browser, address.partition("?")[0]) as (page, _, _):
        assert "open the address that `perceptible lab` printed" in page.inner_text("body")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_system(browser, address, scheme):
    """Light paper by day, dark by night: black is (0, 0, 0), white (255, 255, 255)."""
    with opened(browser, address, color_scheme=scheme) as (page, _, _):
        color = page.evaluate("getComputedStyle(document.body).backgroundColor")
        brightness = sum(int(part) for part in color.removeprefix("rgb(").removesuffix(")").split(",")) / 3
        assert (brightness > 200) if scheme == "light" else (brightness < 40)


def test_a_narrow_screen_needs_no_sideways_scrolling(browser, address):
    """320 pixels are a small telephone, and a large one at 400 % zoom."""
    with opened(browser, address, viewport={"width": 320, "height": 640}) as (page, _, _):
        page.get_by_role("heading", name="Train it").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_failure_is_said_and_can_be_tried_again_by_keyboard(browser, address):
    """An empty page would leave people alone."""
    with opened(browser, address) as (page, _, _):
        page.route("**/api/info", lambda route: route.abort())
        page.reload()
        page.get_by_text("The server does not answer. Start it again with: perceptible lab").wait_for()
        page.unroute("**/api/info")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="A network with 13,002 dials").wait_for()
