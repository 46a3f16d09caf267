"""The page that `python -m verify` wrote, opened from disk in headless Chromium."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

BUILT = Path(__file__).parents[2] / "build" / "verify"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the last run; the session `page` makes it."""
    if not (BUILT / "index.html").exists():
        pytest.fail(f"{BUILT} has no index.html: run `nox -s page`, which makes it")
    return BUILT


@pytest.fixture(scope="session")
def ledger(built: Path) -> Mapping[str, Any]:
    """The ledger that the page was made from."""
    found = json.loads((built / "ledger.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of a laptop."""
    made = browser.new_context(viewport={"width": 1366, "height": 768})
    yield made
    made.close()


class Complaints(list[str]):
    """What the browser complained of, and what the page wanted from elsewhere."""

    def heard_from(self, page: Page) -> None:
        """Listen to this page."""
        page.on("console", lambda message: self.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith("file:") else self.append(asked.url))


@pytest.fixture
def complaints() -> Complaints:
    """Empty at first; a test ends with an error if it is not so at its end."""
    return Complaints()


@pytest.fixture
def page(context: BrowserContext, built: Path, complaints: Complaints) -> Iterator[Page]:
    """The page, ready; every complaint while it is used makes its test fail."""
    made = context.new_page()
    complaints.heard_from(made)
    made.goto((built / "index.html").as_uri())
    made.wait_for_selector("html[data-ready]")
    yield made
    assert complaints == []
