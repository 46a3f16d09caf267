"""What people look at: how long the reports take beyond the verdicts, and how soon the page can be used."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from benchmarks.figure import Figure, Promise, middle
from benchmarks.watched import watched
from theory.catalogue import BUILT_IN, load
from verify.report.files import reports

VERDICTS = (0, 1)
VISITS = 7
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# From a click on a row to the first frame with its panel.
OPENING = """() => new Promise((done) => {
  const begun = performance.now();
  const seen = () => document.querySelector('#panel h2')
    ? requestAnimationFrame(() => done(performance.now() - begun)) : setTimeout(seen, 1);
  document.querySelector('.row:not([hidden]) a').click();
  seen();
})"""


def page() -> list[Figure]:
    """The reports of a whole run made again in this process, and its page opened in fresh windows of Chromium."""
    with TemporaryDirectory() as folder:
        watched(["-m", "verify", "--out", folder], accept=VERDICTS)
        index = Path(folder) / "index.html"
        ledger = json.loads((Path(folder) / "ledger.json").read_text(encoding="utf-8"))
        catalogue = load((BUILT_IN,))
        begun = time.perf_counter()
        reports(ledger, catalogue)
        seconds = time.perf_counter() - begun
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            visits = [_visit(browser, index) for _ in range(VISITS + 1)][1:]  # the first one warms the disk
            browser.close()
        size = index.stat().st_size / 1e6
    claims, once = f"{len(ledger['claims'])} claims", Promise(direction="at most", limit=1)
    ready, opening = zip(*visits, strict=True)
    windows = f"{VISITS} fresh windows of headless Chromium"
    return [
        Figure(name="reports", value=seconds, unit="s", promise=Promise(direction="at most", limit=10), note=claims),
        Figure(name="page", value=size, unit="MB", promise=Promise(direction="at most", limit=3), note=claims),
        middle("page, until it can be used", ready, "s", once, windows),
        middle("page, a click until the panel", opening, "s", None, f"the first in each of {windows}"),
    ]


def _visit(browser: Browser, index: Path) -> tuple[float, float]:
    """Seconds from the start of loading until every filter and row answers, and from a click until its panel."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(index.as_uri())
    ready = opened.evaluate("performance.getEntriesByName('ready')[0].startTime")
    opening = opened.evaluate(OPENING)
    context.close()
    return ready / 1000, opening / 1000
