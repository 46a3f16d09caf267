"""The dependency graph: statements in the paper's order, what printed proofs cite on the left, derivations right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

Record = Mapping[str, Any]

ROW = 21  # from one statement to the next
TOP = 34
LEFT, NAME, RIGHT = 120, 350, 220  # the arcs of printed proofs, the names, the arcs of derivations
LETTERS = 48  # of a name, that its place holds
MARKS = {"holds": "✓", "fails": "✗", "mixed": "◐", "open": "?", "measured": "≈", "contradiction": "‼"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A statement with everything said of it: its first claim, which a click leads to, and its verdict."""

    statement: str
    claim: str
    label: str
    title: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`user` and `used` are places of nodes; `kind` is derivation or printed; the verdict is that of what is cited."""

    kind: str
    user: int
    used: int
    verdict: str


def nodes(ledger: Record) -> list[Node]:
    """The statements in the order of the ledger; of one that no paper makes, the verdict that its claims share."""
    found = {s["id"]: s["verdict"] for s in ledger["statements"]}
    groups: dict[str, list[Record]] = {}
    for claim in ledger["claims"]:
        groups.setdefault(claim["statement"], []).append(claim)
    return [_node(name, group, found.get(name)) for name, group in groups.items()]


def _node(name: str, group: Sequence[Record], verdict: str | None) -> Node:
    return Node(
        statement=name,
        claim=group[0]["id"],
        label=group[0]["cites"],
        title=group[0]["title"],
        verdict=verdict or _shared({claim["verdict"] for claim in group}),
    )


def edges(ledger: Record, places: Mapping[str, int]) -> list[Edge]:
    """Each statement and each other one that its derivations use, or that its printed proof cites, once.

    What is cited is a claim of that statement, or several; where these share no verdict, it is mixed.
    """
    claims = {c["id"]: c for c in ledger["claims"]}
    found: dict[tuple[str, int, int], set[str]] = {}
    for claim in claims.values():
        for kind, key in (("derivation", "uses"), ("printed", "paper_uses")):
            for cited in (claims[other] for other in claim[key] if other in claims):
                if cited["statement"] != claim["statement"]:
                    ends = (places[claim["statement"]], places[cited["statement"]])
                    found.setdefault((kind, *ends), set()).add(cited["verdict"])
    return [
        Edge(kind=kind, user=user, used=used, verdict=_shared(verdicts))
        for (kind, user, used), verdicts in found.items()
    ]


def _shared(verdicts: Collection[str]) -> str:
    return next(iter(verdicts)) if len(verdicts) == 1 else "mixed"


def graph_svg(ledger: Record) -> Markup:
    """The graph as inline SVG whose nodes are links to the claims."""
    drawn = nodes(ledger)
    arcs = edges(ledger, {node.statement: place for place, node in enumerate(drawn)})
    height = TOP + ROW * len(drawn) + 8
    width = LEFT + NAME + RIGHT
    body = Markup("").join([*_heads(), *(_arc(edge, drawn) for edge in arcs), *_names(drawn)])
    return Markup(
        '<svg class="graph" viewBox="0 0 {width} {height}" role="group" aria-label="Dependencies">{arrows}{body}</svg>'
    ).format(width=width, height=height, arrows=_ARROWS, body=body)


_ARROWS = Markup(
    "<defs>"
    + "".join(
        f'<marker id="to-{verdict}" class="arrow {verdict}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0.6 8 4 0 7.4z"/></marker>'
        for verdict in MARKS
    )
    + "</defs>"
)


def _heads() -> Iterator[Markup]:
    said = (
        (LEFT / 2, "middle", "printed proof cites"),
        (LEFT + 8, "start", "statement, in the paper's order"),
        (LEFT + NAME + RIGHT - 4, "end", "our derivation uses"),
    )
    for x, anchor, words in said:
        yield Markup('<text class="head" x="{}" y="14" text-anchor="{}">{}</text>').format(x, anchor, words)


def _height(place: int) -> float:
    return TOP + ROW * (place + 0.5)


def _arc(edge: Edge, drawn: Sequence[Node]) -> Markup:
    """From the user to what it uses, the farther the wider."""
    start, end = _height(edge.user), _height(edge.used)
    reach = abs(edge.user - edge.used) / len(drawn)
    if edge.kind == "printed":
        x, bend = LEFT - 2, LEFT - 8 - (LEFT - 14) * min(1.0, 0.12 + 2.4 * reach)
    else:
        x, bend = LEFT + NAME + 2, LEFT + NAME + 8 + (RIGHT - 14) * min(1.0, 0.06 + 1.25 * reach)
    bend = x + (bend - x) * 4 / 3  # a cubic reaches three quarters of the way to its controls
    used = drawn[edge.used]
    title = f"{drawn[edge.user].label}: {'the printed proof cites' if edge.kind == 'printed' else 'uses'} {used.label}"
    return Markup(
        '<path class="arc {kind} {verdict}" data-user="{user}" data-used="{end}" marker-end="url(#to-{verdict})" '
        'd="M{x} {y0:g}C{b:.1f} {y0:g} {b:.1f} {y1:g} {x} {y1:g}"><title>{title}</title></path>'
    ).format(
        kind=edge.kind, verdict=edge.verdict, user=edge.user, end=edge.used, x=x, y0=start, y1=end, b=bend, title=title
    )


def _names(drawn: Sequence[Node]) -> Iterator[Markup]:
    for place, node in enumerate(drawn):
        name = f"{node.label}: {node.title}"
        yield Markup(
            '<a href="#{claim}" class="node" data-place="{place}"><title>{verdict}: {name}</title>'
            '<rect x="{left}" y="{top:g}" width="{width}" height="{row}"/>'
            '<text class="mark {verdict}" x="{x}" y="{y:g}">{mark}</text>'
            '<text x="{words}" y="{y:g}">{short}</text></a>'
        ).format(
            claim=node.claim,
            place=place,
            verdict=node.verdict,
            name=name,
            left=LEFT,
            top=_height(place) - ROW / 2,
            width=NAME,
            row=ROW,
            x=LEFT + 6,
            y=_height(place) + 4.5,
            words=LEFT + 24,
            mark=MARKS[node.verdict],
            short=_short(name),
        )


def _short(name: str) -> Markup:
    return escape(name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…")
