"use strict";
// The page works on what it holds: no network, no storage but the choice of colours.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const panel = $("#panel"), form = $("#filters"), search = $("#search"), rows = $$(".row"), groups = $$(".statement-group");
  const rowOf = new Map(rows.map((row) => [row.firstElementChild.getAttribute("href").slice(1), row]));

  // The panels are one compressed text, opened when the first of them is wanted or the page is idle.
  let opened = null;
  const panels = () => (opened ??= (async () => {
    const packed = Uint8Array.from(atob($("#panels").textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Map(Object.entries(JSON.parse(await new Response(stream).text())));
  })());

  // Views: the hash names a view or a claim, so that either can be shared as a link.
  let view = "claims", last = null;
  function show(name) {
    view = name;
    for (const section of $$(".view")) section.classList.toggle("shown", section.id === `pane-${name}`);
    for (const link of $$("nav [data-view]")) {
      if (link.dataset.view === name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  async function route() {
    const name = decodeURIComponent(location.hash.slice(1));
    const section = name.startsWith("view-") && document.getElementById(name.replace("view-", "pane-"));
    if (section) {
      close();
      show(name.slice(5));
      reach(section);
      $("h2", section).focus({ preventScroll: true });
      scrollTo(0, 0);
    } else if (rowOf.has(name)) await open(name);
    else if (!name) close();
  }

  async function open(name) {
    let text;
    try {
      text = (await panels()).get(name);
    } catch {
      text = "<p>This browser cannot unpack the panels (it lacks DecompressionStream); bounds.tex has all of them.</p>";
    }
    panel.innerHTML = `<button type="button" class="close">close</button>${text}`;
    panel.classList.add("filled");
    root.classList.add("reading-one");
    panel.scrollTop = 0;
    reach(panel);
    for (const folded of $$("details", panel)) folded.addEventListener("toggle", () => reach(folded));
    for (const row of $$(".row.chosen")) row.classList.remove("chosen");
    const row = rowOf.get(name);
    row.classList.add("chosen");
    // Twice: what the list has not yet laid out has only a guessed height.
    if (view === "claims" && !row.hidden) for (const wait of [0, 60]) setTimeout(() => reveal(row), wait);
    last = name;
    document.title = `${name}: ${$("h2", panel)?.textContent ?? ""}`;
    $("h2", panel)?.focus({ preventScroll: true });
  }

  function reveal(row) {
    const box = row.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) row.scrollIntoView({ block: "center" });
  }

  function close() {
    if (!panel.classList.contains("filled")) return;
    panel.classList.remove("filled");
    root.classList.remove("reading-one");
    panel.innerHTML = '<p class="empty">Choose a claim to see its formula, its witness or derivation, and how to check it again.</p>';
    const row = rowOf.get(last);
    row?.classList.remove("chosen");
    if (row && !row.hidden && view === "claims") row.firstElementChild.focus();
  }

  function leave() {
    history.pushState(null, "", `#view-${view}`);
    close();
  }

  // What scrolls by itself can be reached, and so scrolled, by keys.
  function reach(within) {
    for (const box of $$(".statement, .chain, .values, .notation dt, .picture", within)) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }
  addEventListener("resize", () => reach(document));

  // Filters: a row is shown if every group of boxes has its value, and every word of the search is in it.
  const textOf = new Map();
  for (const group of groups) {
    for (const row of $$(".row", group)) {
      textOf.set(row, `${group.dataset.text} ${row.firstElementChild.hash} ${row.dataset.text} ${row.textContent} ${row.dataset.form}`.toLowerCase());
    }
  }
  function filter() {
    const chosen = Object.fromEntries(["verdict", "form", "level"].map((name) =>
      [name, new Set($$(`[name=${name}]:checked`, form).map((box) => box.value))]));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const row of rows) {
      const text = textOf.get(row);
      row.hidden = !Object.keys(chosen).every((name) => chosen[name].has(row.dataset[name])) || !words.every((word) => text.includes(word));
      found += !row.hidden;
    }
    for (const group of groups) group.hidden = !$(".row:not([hidden])", group);
    for (const section of $$(".section")) section.hidden = !$(".statement-group:not([hidden])", section);
    $("#found").textContent = `${found} of ${rows.length} claims`;
    $("#nothing").hidden = found > 0;
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of $$(".reset")) {
    button.addEventListener("click", () => {
      search.value = "";
      for (const box of $$("[type=checkbox]", form)) box.checked = true;
      filter();
    });
  }

  // Keys.
  function step(by) {
    const shown = rows.filter((row) => !row.hidden);
    const at = shown.indexOf(document.activeElement?.closest?.(".row") ?? rowOf.get(last));
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
    if (!next) return;
    if (panel.classList.contains("filled")) location.hash = next.firstElementChild.hash;
    else next.firstElementChild.focus();
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.classList.contains("filled")) return leave();
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const act = { "/": () => { show("claims"); search.focus(); }, j: () => step(1), k: () => step(-1) }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("close")) return leave();
    if (!button.classList.contains("copy")) return;
    const text = button.dataset.link
      ? `${location.href.split("#")[0]}#${button.dataset.link}`
      : (button.parentElement.querySelector("pre, code:last-of-type") ?? button).textContent;
    const said = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "copied";
    } catch {
      button.textContent = "not allowed here";
    }
    setTimeout(() => (button.textContent = said), 1500);
  });

  // The graph: the arcs of the statement at hand.
  const graph = $(".graph");
  function light(node) {
    graph.classList.toggle("lit", Boolean(node));
    for (const arc of $$(".arc", graph)) {
      arc.classList.toggle("lit", Boolean(node) && [arc.dataset.user, arc.dataset.used].includes(node.dataset.place));
    }
  }
  for (const node of $$(".node", graph)) {
    node.addEventListener("focus", () => light(node));
    node.addEventListener("blur", () => light(null));
    // A mouse at rest, under which the page scrolls, points at nothing.
    node.addEventListener("mousemove", (event) => (event.movementX || event.movementY) && light(node));
    node.addEventListener("mouseleave", (event) => (event.movementX || event.movementY) && light(null));
  }

  // Colours: as the system has them, light, dark.
  const themes = ["", "light", "dark"], words = ["as the system has them", "light", "dark"];
  const keep = { read: () => { try { return localStorage.getItem("theme"); } catch { return ""; } },
    write: (name) => { try { localStorage.setItem("theme", name); } catch { /* pages from disk may keep nothing */ } } };
  function paint(name) {
    if (name) root.dataset.theme = name;
    else delete root.dataset.theme;
    $("#theme").setAttribute("aria-label", `Colours: ${words[themes.indexOf(name)]}`);
    $("#theme").title = $("#theme").getAttribute("aria-label");
  }
  paint(themes.includes(keep.read()) ? keep.read() : "");
  $("#theme").addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "") + 1) % themes.length];
    keep.write(next);
    paint(next);
  });

  addEventListener("beforeprint", () => { for (const folded of $$("details", panel)) folded.open = true; });
  addEventListener("hashchange", route);
  filter();
  show("claims");
  route();
  root.dataset.ready = "yes";
  performance.mark("ready");
  (window.requestIdleCallback ?? setTimeout)(() => panels().catch(() => {}));
})();
