"""A derivation of the ledger as the proof of a theorem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from theory.latex import OPERATORS
from verify.report.breaks import breakable
from verify.report.escaping import ID, command, link
from verify.report.steps import Step, steps
from verify.report.wording import prose

_SIDES = {
    "lower": "lower bound",
    "upper": "upper bound",
    "into itself": "inclusion in the ball",
    "factor": "bound on the factor",
}
EQUATIONS = ("identity", "derivative")  # sides that have no slack: both of theirs are equal or differ
_SHORT = 60  # a rule up to this length stays on one line


def proofs(claim: Mapping[str, Any]) -> Iterator[str]:
    """One proof for each side that has a derivation."""
    derivations = {side: lines for side, lines in claim["derivation"].items() if lines}
    for side, lines in derivations.items():
        whole = len(claim["derivation"]) == 1 and claim["verdict"] == "holds"
        what = "Proof." if whole else f"Proof of the {side_name(side)}."
        proof = re.sub(r"\}\n((?:\\end\{aminner\}\n)*)\Z", r"\\amqed}\n\1", _chain(steps(lines)))
        yield f"\\begin{{amproof}}{{{what}}}\n{proof}\\end{{amproof}}\n"


def side_name(side: str) -> str:
    """What a side is called in a sentence."""
    return _SIDES.get(side, side)


def _chain(chain: Iterable[Step]) -> str:
    """The steps, each with those inside it; a new start where one does not go on from the last."""
    out: list[str] = []
    for step in chain:
        if step.start is not None:
            out.append(command("amstart", step.word, breakable(step.start)))
        out.append(command("amstep", OPERATORS[step.op], breakable(step.right), _rule(step.rule)))
        if step.inner:
            out.append(f"\\begin{{aminner}}\n{_chain(step.inner)}\\end{{aminner}}\n")
    return "".join(out)


def _rule(rule: str) -> str:
    """The rule, with the claim that it cites as a link."""
    shown = "".join(link(p) if re.fullmatch(ID, p) else prose(p) for p in re.split(f"({ID})", rule))
    return f"\\mbox{{{shown}}}" if len(rule) < _SHORT else shown
