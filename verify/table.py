"""What the terminal shows: the table by section of the paper, and one claim explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from rich.table import Table
from rich.text import Text

from verify.entry import Entry
from verify.said import coq_text, disagrees, measured_text, verdict_text

MOST_DIGITS = 24
COLOURS = {
    "holds": "green",
    "fails": "red",
    "open": "yellow",
    "measured": "cyan",
    "contradiction": "bold magenta",
}
DISAGREES = "red"  # a measurement that is not what was predicted is seen as a failure is


def table(paper: str, version: str, entries: Sequence[Entry]) -> Table:
    """Where, id, verdict, level, what of it Coq confirms, scope, and the smallest slack or the witness."""
    made = Table(title=f"{paper}: {version}", title_justify="left", expand=False, pad_edge=False)
    for heading in ("where", "claim", "verdict", "level", "Coq", "scope", "sharpest side, or witness"):
        made.add_column(heading, overflow="fold")
    section = None
    for entry in entries:
        if section is not None and entry["section"] != section:
            made.add_section()
        section = entry["section"]
        verdict = str(entry["verdict"])
        mark = "" if entry["as_expected"] else f" (expected: {entry['expects']})"
        made.add_row(
            # As Text, since `E[k]` in a plain cell would be taken for markup and lose its index.
            Text(f"{entry['section']} {entry['cites']}"),
            Text(str(entry["id"]).split("/", 1)[1]),
            Text(verdict_text(entry) + mark, style=DISAGREES if disagrees(entry) else COLOURS[verdict]),
            Text(str(entry["level"] or "")),
            Text(coq_text(entry)),
            Text(str(entry["scope"] or entry["reason"])),
            Text(_finding(entry)),
        )
    return made


def _finding(entry: Entry) -> str:
    if isinstance(violated := entry["violated"], dict):
        found = f"{violated['side']} {_off(str(entry['violation']))}"
        return f"{written(entry['witness'])}: {found}" if entry["witness"] else found
    if entry["measured"]:
        return measured_text(entry)
    return "; ".join(_side(side, entry) for side in _sides(entry))


def _sides(entry: Entry) -> list[str]:
    sides = entry["sides"]
    assert isinstance(sides, dict)
    return list(sides)


def _side(side: str, entry: Entry) -> str:
    sharp, slack = entry["sharp"], entry["slack"]
    assert isinstance(sharp, dict)
    assert isinstance(slack, dict)
    if sharp[side]:
        return f"{side} {sharp[side]['kind']}"
    return f"{side} slack {_short(str(slack[side]))}" if slack[side] else f"{side} ?"


def _short(slack: str) -> str:
    """An exact number of many digits by its size; a ball as it is."""
    if len(slack) <= MOST_DIGITS or slack.startswith("["):
        return slack
    over, _, under = slack.partition("/")
    return f"about {Decimal(over) / Decimal(under or 1):.2e}"


def _off(slack: str) -> str:
    """By how much the side is violated; a slack of exactly 0 violates a strict side."""
    return "is an equality" if slack == "0" else f"off by {_short(slack.replace('[-', '[').lstrip('-'))}"


def written(values: object) -> str:
    """d = 2, n = 1, rho = (0; 1), x = -1."""
    assert isinstance(values, Mapping)
    return ", ".join(f"{name} = {_value(value)}" for name, value in values.items())


def _value(value: object) -> str:
    """A number; entries of a vector side by side, vectors parted by `;`, the lists of them by `|`."""
    if not isinstance(value, list):
        return str(value)
    flat = _rows(value)
    return flat if not isinstance(value[0], list) and len(value) == 1 else f"({flat})"


def _rows(value: list[object]) -> str:
    parts = [_rows(part) if isinstance(part, list) else str(part) for part in value]
    return (" ", "; ", " | ")[min(_depth(value), 3) - 1].join(parts)


def _depth(value: object) -> int:
    return 1 + _depth(value[0]) if isinstance(value, list) else 0


def totals(entries: Sequence[Entry], seconds: float) -> str:
    """One line: how many of each verdict, and whether all are as expected."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[str(entry["verdict"])] = counts.get(str(entry["verdict"]), 0) + 1
    surprises = sum(not e["as_expected"] for e in entries)
    kinds = ", ".join(f"{counts[k]} {k}{_off_prediction(k, entries)}" for k in COLOURS if k in counts)
    outcome = "all as expected" if not surprises else f"{surprises} not as expected"
    return f"{len(entries)} claims: {kinds}; {outcome}; {seconds:.1f} s"


def _off_prediction(kind: str, entries: Sequence[Entry]) -> str:
    """How many of the measurements disagree with what is predicted."""
    wrong = sum(disagrees(e) for e in entries)
    return f" ({wrong} disagree{'s' if wrong == 1 else ''} with the prediction)" if kind == "measured" and wrong else ""


def explanation(entry: Entry) -> Iterator[str]:
    """The claim with its derivation line by line and the rule of each step, or its witness with the numbers."""
    yield f"{entry['id']}  ({entry['cites']}, {entry['fidelity']}): {entry['title']}"
    said = " and ".join(_texts(entry["statement_text"])) or "no statement that could be true or false"
    yield f"  says      {said}"
    yield f"  verdict   {verdict_text(entry)}" + (f", {entry['level']}" if entry["level"] else "")
    if confirmed := coq_text(entry):
        yield f"  Coq       {'confirmed' if confirmed == 'yes' else f'confirms {confirmed}'}"
    for key in ("scope", "reason", "changed", "reading", "reference"):
        if entry[key]:
            yield f"  {key:<9} {entry[key]}"
    if isinstance(found := entry["measured"], dict):
        yield f"  measured  {measured_text(entry)}"
        yield f"  record    {found['record']}"
    yield from _explained_witness(entry)
    yield from _explained_sides(entry)
    for key in ("uses", "trust", "paper_uses", "repaired_by", "sharpened_by", "repairs", "sharpens"):
        if names := _texts(entry.get(key)):
            yield f"  {key.replace('_', ' '):<9} {', '.join(names)}"
    if isinstance(figure := entry["figure"], dict):
        yield f"  figure    {figure['caption']}; drawn in bounds.tex, its points in ledger.json (with --out DIR)"
    if _sides(entry):
        yield from _explained_enclosure(entry)
        yield _explained_search(entry)


def _explained_enclosure(entry: Entry) -> Iterator[str]:
    found = entry["enclosed"]
    if not isinstance(found, dict):
        yield f"  enclosed  on no box: {entry['not_enclosed']}"
        return
    fixed = f", {' and '.join(found['fixed'])} fixed" if found["fixed"] else ""
    yield f"  enclosed  in {found['boxes']} boxes, within {found['half_width']} of {written(found['centre'])}{fixed}"
    yield f"            slack at least {'; '.join(f'{side} {margin}' for side, margin in found['margin'].items())}"


def _explained_search(entry: Entry) -> str:
    tried = entry["tried"]
    assert isinstance(tried, dict)
    series = f"; {tried['series']} power series agree" if tried["series"] else ""
    return (
        f"  tried     {tried['met']} configurations met the hypotheses, of {tried['budget']}; "
        f"{tried['undecided']} undecided; {tried['lines']} evaluations of derivation lines agree{series}"
    )


def _texts(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def _explained_witness(entry: Entry) -> Iterator[str]:
    violated = entry["violated"]
    if not isinstance(violated, dict):
        return
    yield f"  witness   {written(entry['witness']) or 'the numbers of the statement'}"
    yield f"            side {violated['side']!r}: right minus left is {entry['violation']}"
    if names := _texts(entry["defeats"]):
        yield f"  defeats   {', '.join(names)}"


def _explained_sides(entry: Entry) -> Iterator[str]:
    derivation, sharp, gaps = entry["derivation"], entry["sharp"], entry["gaps"]
    assert isinstance(derivation, dict)
    assert isinstance(sharp, dict)
    assert isinstance(gaps, dict)
    for side in _sides(entry):
        if side in derivation:
            yield f"  {side}, derived:"
            yield from _lines(derivation[side])
        elif side in gaps:
            yield f"  {side}, not derived: {gaps[side]}"
        if sharp.get(side):
            yield f"    {sharp[side]['kind']} at {written(sharp[side]['at'])}, slack {sharp[side]['slack']}"


def _lines(lines: list[Entry]) -> Iterator[str]:
    before: dict[int, object] = {}
    for line in lines:
        depth = int(str(line["depth"]))
        indent = "    " + "  " * depth
        if before.get(depth) != line["lhs_text"]:
            yield f"{indent}   {line['lhs_text']}"
        yield f"{indent}{line['op']:<2} {line['rhs_text']}    [{line['rule']}]"
        before = {k: v for k, v in before.items() if k < depth} | {depth: line["rhs_text"]}
