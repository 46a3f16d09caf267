"""The page in a browser: panels, filters, links, keys, and what it is for those who cannot see it or have a phone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

LARGEST = 2_600  # bytes a claim, for all papers
VIEWS = ("claims", "graph", "notation", "help")

# Opens every panel as a click does, and returns what is wrong with each.
EVERY_PANEL = """async () => {
  const faults = [], ids = [...document.querySelectorAll('.row a')].map((a) => a.hash.slice(1));
  const panel = document.querySelector('#panel');
  for (const id of ids) {
    location.hash = id;
    for (let turn = 0; turn < 200 && panel.querySelector('.permalink a')?.textContent !== id; turn++)
      await new Promise((done) => setTimeout(done, 5));
    if (panel.querySelector('.permalink a')?.textContent !== id) { faults.push(`${id}: no panel`); continue; }
    for (const folded of panel.querySelectorAll('details')) folded.open = true;
    if (!panel.querySelector('math') && panel.querySelector('.statement')) faults.push(`${id}: no formula`);
    for (const math of panel.querySelectorAll('math')) {
      const box = math.getBoundingClientRect();
      if (!(box.width > 1 && box.height > 1)) faults.push(`${id}: a formula without size: ${math.textContent}`);
      if (math.textContent.includes('\\\\')) faults.push(`${id}: TeX is left in ${math.textContent}`);
    }
    for (const part of ['undefined', 'None', 'Markup(', '&lt;', '$'])
      if (panel.innerText.includes(part) && part !== '$') faults.push(`${id}: it says ${part}`);
  }
  return [ids.length, faults];
}"""

# Every link inside the page and its panels, with where it stands.
EVERY_LINK = """async () => {
  const packed = Uint8Array.from(atob(document.querySelector('#panels').textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  const panels = JSON.parse(await new Response(stream).text());
  const found = [...document.querySelectorAll('a')].map((a) => ['page', a.getAttribute('href')]);
  for (const [id, text] of Object.entries(panels)) {
    const made = new DOMParser().parseFromString(text, 'text/html');
    for (const a of made.querySelectorAll('a')) found.push([id, a.getAttribute('href')]);
  }
  return found.map(([where, link]) => [where, link, !link.startsWith('#') || Boolean(
    document.getElementById(link.slice(1).replace('view-', 'pane-')) || Object.hasOwn(panels, link.slice(1)))]);
}"""


def shown(page: Page) -> int:
    return page.locator(".row:not([hidden])").count()


def test_it_is_small_and_wants_nothing_from_the_network(built: Path, page: Page, ledger: Mapping[str, Any]) -> None:
    assert (built / "index.html").stat().st_size < LARGEST * len(ledger["claims"])
    for view in VIEWS:
        page.goto(f"{page.url.split('#')[0]}#view-{view}")
        expect(page.locator(f"#pane-{view}")).to_be_visible()


def test_every_panel_opens_and_every_formula_is_rendered(page: Page, ledger: Mapping[str, Any]) -> None:
    count, faults = page.evaluate(EVERY_PANEL)
    assert faults == []
    assert count == len(ledger["claims"])


def test_every_link_leads_somewhere(page: Page, built: Path) -> None:
    links = page.evaluate(EVERY_LINK)
    assert len(links) > 1000
    assert [(where, link) for where, link, found in links if not found] == []
    outside = {link for _, link, _ in links if not link.startswith("#")}
    assert {link for link in outside if not (built / link).exists()} == set()


class TestFilters:
    def test_a_verdict_that_is_unchecked_is_not_shown(self, page: Page) -> None:
        assert page.locator(".row[data-verdict=fails]:not([hidden])").count() > 0
        page.locator("[name=verdict][value=fails]").uncheck()
        assert page.locator(".row[data-verdict=fails]:not([hidden])").count() == 0
        assert shown(page) > 0

    def test_what_the_paper_does_not_say_is_shown_on_demand(self, page: Page, ledger: Mapping[str, Any]) -> None:
        ours = sum(claim["fidelity"] == "ours" for claim in ledger["claims"])
        assert shown(page) == len(ledger["claims"]) - ours
        page.locator("[name=form][value=ours]").check()
        assert shown(page) == len(ledger["claims"])

    def test_a_level(self, page: Page, ledger: Mapping[str, Any]) -> None:
        page.get_by_role("button", name="show all").first.click()
        page.locator("[name=level][value=derived]").uncheck()
        assert shown(page) == sum(claim["level"] != "derived" for claim in ledger["claims"])

    def test_the_search_finds_all_words_in_any_order(self, page: Page) -> None:
        page.locator("#search").fill("maximum logsumexp")
        texts = page.locator(".row:not([hidden])").evaluate_all(
            "rows => rows.map(row => [row.closest('.statement-group').dataset.text, row.firstElementChild.hash,"
            " row.dataset.text, row.textContent].join(' '))"
        )
        assert texts
        assert all(word in text.lower() for text in texts for word in ("maximum", "logsumexp"))
        assert page.locator("#found").inner_text().startswith(f"{len(texts)} of ")

    def test_nothing_found_is_said_with_the_way_back(self, page: Page, ledger: Mapping[str, Any]) -> None:
        page.locator("#search").fill("no such claim anywhere")
        expect(page.locator("#nothing")).to_be_visible()
        page.locator("#nothing .reset").click()
        assert shown(page) == len(ledger["claims"])


class TestOneClaim:
    def test_a_link_opens_it(self, context: BrowserContext, built: Path, ledger: Mapping[str, Any]) -> None:
        claim = next(c for c in ledger["claims"] if c["verdict"] == "fails" and ":" in c["id"])
        page = context.new_page()
        page.goto(f"{(built / 'index.html').as_uri()}#{claim['id']}")
        expect(page.locator("#panel h2")).to_be_visible()
        assert page.locator("#panel .permalink a").inner_text() == claim["id"]
        assert "fails" in page.locator("#panel .badges").inner_text()
        assert f"python -m verify {claim['id']} --explain" in page.locator("#panel").inner_text()

    def test_a_failing_one_shows_picture_script_and_repair(self, page: Page, ledger: Mapping[str, Any]) -> None:
        claim = next(c for c in ledger["claims"] if c["id"] == "niu2024/proposition_3")
        page.evaluate("id => { location.hash = id }", claim["id"])
        expect(page.locator("#panel .witness svg")).to_be_visible()
        page.locator("#panel .script summary").click()
        expect(page.locator("#panel .script pre")).to_be_visible()
        for repair in claim["repaired_by"]:
            assert page.locator(f"#panel .forms a[href='#{repair}']").count() == 1

    def test_the_back_button_goes_back(self, page: Page) -> None:
        links = page.locator(".row:not([hidden]) a")
        first, second = (str(links.nth(k).get_attribute("href")) for k in (0, 5))
        for link in (first, second):
            page.locator(f".row a[href='{link}']").click()
            expect(page.locator(f"#panel .permalink a[href='{link}']")).to_be_visible()
        page.go_back()
        expect(page.locator(f"#panel .permalink a[href='{first}']")).to_be_visible()


class TestKeys:
    def test_slash_searches(self, page: Page) -> None:
        page.keyboard.press("/")
        expect(page.locator("#search")).to_be_focused()

    def test_a_claim_is_found_opened_and_closed(self, page: Page) -> None:
        page.keyboard.press("j")
        page.keyboard.press("j")
        row = page.locator(".row:not([hidden]) a").nth(1)
        expect(row).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_be_focused()
        page.keyboard.press("j")
        expect(
            page.locator(
                f"#panel .permalink a[href='{page.locator('.row:not([hidden]) a').nth(2).get_attribute('href')}']"
            )
        ).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#panel h2")).to_have_count(0)
        expect(page.locator(".row:not([hidden]) a").nth(2)).to_be_focused()


class TestGraph:
    def test_a_node_leads_to_its_claim_and_shows_its_arcs_alone(self, page: Page) -> None:
        page.locator("nav [data-view=graph]").click()
        expect(page.locator("#graph-title")).to_be_focused()
        place = page.locator(".arc.printed").first.get_attribute("data-user")
        node = page.locator(f".node[data-place='{place}']")
        node.focus()
        lit = page.locator(".arc.lit")
        assert 0 < lit.count() < page.locator(".arc").count()
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_be_visible()
        expect(page.locator("#pane-graph")).to_be_visible()

    def test_a_mouse_that_rests_does_not_take_the_arcs_from_the_keys(self, page: Page) -> None:
        page.locator("nav [data-view=graph]").click()
        expect(page.locator("#graph-title")).to_be_focused()
        for node in page.locator(".node").all()[::40]:
            box = node.bounding_box()
            if box is not None and box["y"] < 700:
                page.mouse.move(box["x"] + 5, box["y"] + 5)
        place = page.locator(".arc.printed").last.get_attribute("data-user")
        page.locator(f".node[data-place='{place}']").focus()
        page.wait_for_timeout(300)
        assert page.locator(f".arc.printed.lit[data-user='{place}']").count() > 0

    def test_it_has_arcs_of_both_kinds_for_all_that_is_used(self, page: Page, ledger: Mapping[str, Any]) -> None:
        of = {claim["id"]: claim["statement"] for claim in ledger["claims"]}
        for kind, key in (("derivation", "uses"), ("printed", "paper_uses")):
            pairs = {(c["statement"], of[used]) for c in ledger["claims"] for used in c[key]}
            assert page.locator(f".arc.{kind}").count() == sum(a != b for a, b in pairs)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "place", [*(f"view-{view}" for view in VIEWS), "niu2024/proposition_3", "niu2024/proposition_2"]
)
def test_axe_finds_no_fault(context: BrowserContext, page: Page, place: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.evaluate("place => { location.hash = place }", place)
    page.wait_for_timeout(200)
    page.evaluate("for (const folded of document.querySelectorAll('#panel details')) folded.open = true")
    found = Axe().run(page)
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]] == []


class TestPhone:
    @pytest.mark.parametrize("place", [*(f"view-{view}" for view in VIEWS), "niu2024/proposition_3"])
    def test_nothing_is_wider_than_the_screen(self, page: Page, place: str) -> None:
        page.set_viewport_size({"width": 360, "height": 740})
        page.evaluate("place => { location.hash = place }", place)
        page.wait_for_timeout(200)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360

    def test_a_panel_covers_the_list_and_gives_it_back(self, page: Page) -> None:
        page.set_viewport_size({"width": 360, "height": 740})
        page.locator(".row:not([hidden]) a").first.click()
        expect(page.locator("#panel h2")).to_be_in_viewport()
        page.locator("#panel .close").click()
        expect(page.locator(".row:not([hidden]) a").first).to_be_focused()


def test_on_paper_the_panel_stands_alone_and_unfolded(page: Page) -> None:
    page.evaluate("location.hash = 'niu2024/proposition_2'")
    expect(page.locator("#panel h2")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#panel .derivation .chain").first).to_be_visible()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("main")).to_be_hidden()


def test_without_scripts_the_list_is_there(context: BrowserContext, built: Path, ledger: Mapping[str, Any]) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto((built / "index.html").as_uri())
    assert page.locator(".row").count() == len(ledger["claims"])
    expect(page.locator("noscript p")).to_be_visible()
    plain.close()
