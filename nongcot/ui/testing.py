"""Fixtures for tests in a real browser; the root `conftest.py` names this module in `pytest_plugins`.

Mark such tests `@pytest.mark.browser`. `page_at(width)` opens pages of `live_server`; a page that writes an error to
its console (a refused inline style, a missing file) fails its test. `axe(page)` says what the accessibility checker
found, `faults(page, address, axe)` whatever is wrong with a page at every width.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

import pytest

from nongcot.ui.assets import AXE

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, BrowserContext, Page

    Axe = Callable[..., list[str]]

#: Without the windows of a browser the same engine does with a fifth less.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)
#: What axe looks at of colours alone: a matter of a page's parts, and half of its time.
OF_COLOURS = ("color-contrast", "link-in-text-block")
#: What its parts make of little room; on a telephone it shows.
OF_WIDTH = ("target-size", "scrollable-region-focusable")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

DESK, PHONE = 1440, 390
#: The width at which WCAG 2.2 asks a page to reflow.
NARROW = 320
#: Null where the checker is not on the page yet.
RUN = """asked => 'axe' in window
  ? axe.run(document, {...asked, resultTypes: ['violations'], preload: false}) : null"""
#: What a page calls itself, in its title and in its heading.
NAMES = """() => ({
  title: document.title, heading: Array.from(document.querySelectorAll('h1'), h1 => h1.innerText).join('') })"""
#: How many pixels of a page stand beyond its right edge.
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The machine's own Chromium, without a sandbox (tests may run as root) and without a word to the network."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("Chromium is not installed")
    # Playwright's loop runs in this thread; Django would take it for an asynchronous view touching the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page_at(browser: "Browser", live_server) -> Iterator[Callable[..., "Page"]]:
    """`page_at(width)`: a page of that width, its addresses relative to the live server, signed in as nobody.

    `page_at(390, cookies=client.cookies)` takes over the session of a Django test client. The test fails when a page's
    console holds an error at the end.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(width: int = DESK, height: int = 900, cookies=None) -> "Page":
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=live_server.url, locale="vi-VN"
        )
        contexts.append(context)
        for name, morsel in (cookies or {}).items():
            context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def axe() -> "Axe":
    """`axe(page)`: what the checker finds against WCAG 2.2 AA and best practice, one line a place; empty is good.

    `without` rules that are looked at elsewhere, or `only` some: a look at everything takes a third of a second.
    """
    if not AXE.exists():
        pytest.fail("axe is not here: python -m nongcot.ui.assets")
    source = AXE.read_text(encoding="utf-8")

    def check(page: "Page", *, without: Collection[str] = (), only: Collection[str] = ()) -> list[str]:
        which = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": RULES}
        asked = {"runOnly": which, "rules": {rule: {"enabled": False} for rule in without}}
        found = page.evaluate(RUN, asked)
        if found is None:
            # The pages that follow have it from the beginning: to hand it over anew costs as much as many a rule.
            page.context.add_init_script(source)
            page.evaluate(source)
            found = page.evaluate(RUN, asked)
        return [
            f"{violation['id']}: {violation['help']}: {node['html']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return check


def leaving(page: "Page") -> "AbstractContextManager[object]":
    """`with leaving(page):` what leads to another page; returns when that page has come, or nobody knows which is read.

    A click alone comes back before.
    """
    return page.expect_navigation(wait_until="domcontentloaded")


def faults(page: "Page", address: str, axe: "Axe | None", elsewhere: Collection[str] = ()) -> Iterator[str]:
    """What is wrong with one page: see `faults_here`."""
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto(address)
    yield from faults_here(page, axe, elsewhere)


def faults_here(page: "Page", axe: "Axe | None", elsewhere: Collection[str] = ()) -> Iterator[str]:
    """What is wrong with a page as it stands open, at a desk, on a telephone, and where it has to reflow.

    `elsewhere`: rules that were looked at on a page of the same parts; `axe`: None for a page that was looked at whole
    in another language.
    """
    address = page.url
    page.set_viewport_size({"width": DESK, "height": 900})
    yield from (f"{address}: no {name}" for name, text in page.evaluate(NAMES).items() if not text.strip())
    if axe is not None:
        yield from (f"{address} at {DESK} px: {line}" for line in axe(page, without={*OF_WIDTH, *elsewhere}))
    for width in (DESK, NARROW, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate(BEYOND) > 0:
            yield f"{address} at {width} px: stands beyond the edge"
    if axe is not None and (here := set(OF_WIDTH).difference(elsewhere)):
        yield from (f"{address} at {PHONE} px: {line}" for line in axe(page, only=here))
