"""A derivation of the ledger as the proof of a theorem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from theory.latex import OPERATORS
from verify.report.breaks import breakable
from verify.report.escaping import ID, command, link, text

_SIDES = {
    "lower": "lower bound",
    "upper": "upper bound",
    "into itself": "inclusion in the ball",
    "factor": "bound on the factor",
}
_SHORT = 60  # a rule up to this length stays on one line


def proofs(claim: Mapping[str, Any]) -> Iterator[str]:
    """One proof for each side that has a derivation."""
    derivations = {side: lines for side, lines in claim["derivation"].items() if lines}
    for side, lines in derivations.items():
        whole = len(claim["derivation"]) == 1 and claim["verdict"] == "holds"
        what = "Proof." if whole else f"Proof of the {side_name(side)}."
        steps = re.sub(r"\}\n((?:\\end\{aminner\}\n)*)\Z", r"\\amqed}\n\1", _chain(lines, 0))
        yield f"\\begin{{amproof}}{{{what}}}\n{steps}\\end{{amproof}}\n"


def side_name(side: str) -> str:
    """What a side is called in a sentence."""
    return _SIDES.get(side, side)


def _chain(lines: Sequence[Mapping[str, Any]], depth: int) -> str:
    """The lines at `depth`, each with those inside it; a new start where one does not go on from the last."""
    out: list[str] = []
    before = None
    for line, inner in _grouped(lines, depth):
        if line["lhs_latex"] != before:
            word = "" if depth == 0 else ("since" if before is None else "and")
            out.append(command("amstart", word, breakable(line["lhs_latex"])))
        step = (OPERATORS[line["op"]], breakable(line["rhs_latex"]), _rule(line["rule"]))
        out.append(command("amstep", *step))
        if inner:
            out.append(f"\\begin{{aminner}}\n{_chain(inner, depth + 1)}\\end{{aminner}}\n")
        before = line["rhs_latex"]
    return "".join(out)


def _grouped(
    lines: Sequence[Mapping[str, Any]], depth: int
) -> Iterator[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]:
    """Each line at `depth` with the deeper ones that follow it."""
    starts = [place for place, line in enumerate(lines) if line["depth"] == depth]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start], lines[start + 1 : end]


def _rule(rule: str) -> str:
    """The rule, with the claim that it cites as a link."""
    shown = "".join(link(p) if re.fullmatch(ID, p) else text(p) for p in re.split(f"({ID})", rule))
    return f"\\mbox{{{shown}}}" if len(rule) < _SHORT else shown
