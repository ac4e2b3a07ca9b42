"""The main paths in a real browser, at both widths; skipped where chromium is not installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from app.vocabulary import Failure
from tests.collecting_samples import EDITED, collected_ledger, failing
from tests.conftest import free_port
from tests.dashboard_samples import MAIN, fill, small_ledger

WIDTHS = {"wide": 1440, "phone": 390}
PATIENCE_MS = 30_000  # the first answer of a new process imports pandas
START_S = 60
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard's address, served as `hearsay serve` serves it, on an invented ledger."""
    url = f"sqlite:///{tmp_path_factory.mktemp('browser') / 'ledger.db'}"
    fill(url, small_ledger())
    fill(url, [*collected_ledger(), *failing("openai-news", Failure.shape)])
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(MAIN)]
    options = ["--server.address=127.0.0.1", f"--server.port={port}"]
    server = subprocess.Popen(  # noqa: S603 - our own program
        [*command, *options],
        env=os.environ | {"HEARSAY_DATABASE_URL": url},
        cwd=MAIN.parents[2],
        stdout=subprocess.DEVNULL,
    )
    _wait_for(port)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDTHS[request.param], "height": 900}, base_url=site
    )
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    opened = context.new_page()
    yield opened
    context.close()


def test_from_the_list_to_the_words_of_a_claim(page: Page) -> None:
    page.goto("/")
    link = page.get_by_role("link", name="context window is 2,000,000 tokens").first
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2,000,000 tokens")
    expect(page.get_by_text("Refuted").first).to_be_visible()
    expect(page.locator("mark").first).to_have_text(
        "GPT-5.5 is said to hold two million tokens at once."
    )
    to_the_words = page.get_by_role("link", name="Kettles and tokens").first
    assert "#:~:text=" in (to_the_words.get_attribute("href") or "")


def test_a_link_shows_another_person_the_same_list(page: Page) -> None:
    page.goto("/?verdict=refuted&attribute=context_window")
    expect(page.get_by_role("heading", name="1 claim")).to_be_visible()
    expect(page.get_by_text("2,000,000 tokens").first).to_be_visible()


def test_a_model_stands_rumor_against_record(page: Page) -> None:
    page.goto("/model?model=openai/gpt-5.5")
    expect(page.get_by_role("heading", name="Rumor against record")).to_be_visible()
    expect(page.get_by_text("Context window").first).to_be_visible()


def test_from_a_claim_to_what_changed_in_its_article(page: Page) -> None:
    page.goto("/?text=Lantern&attribute=context_window")
    page.get_by_role("link", name="context window is 2,000,000 tokens").first.click()
    page.get_by_role("link", name="what changed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kettles and tokens")
    expect(page.locator("del").first).to_have_text("GPT-5.5 comes in May.")
    expect(page.locator("ins").first).to_have_text("GPT-5.5 comes in June.")


def test_a_day_of_the_past_is_kept_from_page_to_page(page: Page) -> None:
    page.goto("/?as_of=2026-05-01")
    page.get_by_role("link", name="context window is 2,000,000 tokens").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2,000,000 tokens")
    expect(page.get_by_text("The ledger as it stood on 1 May 2026")).to_be_visible()
    size = page.viewport_size
    if size and size["width"] < WIDTHS["wide"]:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Models").click()
    expect(page.get_by_text("the most talked of first")).to_be_visible()
    assert page.url.endswith("?as_of=2026-05-01")
    page.get_by_role("link", name="Back to today").click()
    expect(page.get_by_text("The ledger as it stood on")).not_to_be_visible()


def test_from_an_alarm_to_the_visits_of_its_source(page: Page) -> None:
    page.goto("/runs")
    page.get_by_role("link", name="openai-news").first.click()
    expect(page.get_by_role("heading", name="openai-news")).to_be_visible()
    expect(page.get_by_text("failed: changed shape")).to_be_visible()


PATHS = ["/", "/model?model=openai/gpt-5.5", "/runs", "/runs?source=openai-news"]


@pytest.mark.parametrize("path", [*PATHS, f"/document?id={EDITED.id}"])
def test_nothing_is_wider_than_the_screen(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("heading", level=1).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"the dashboard did not start within {START_S} s")
