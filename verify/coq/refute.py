"""The negation of a side of a claim as a theorem: at the configuration that violates it, numbers are compared."""

from __future__ import annotations

from numerics.configurations import Configuration
from verify.coq.export import Statement
from verify.coq.quantities import Definitions
from verify.coq.terms import GAMMA, IS_GAMMA, of_any_gamma
from verify.coq.values import arguments


def negation(made: Statement, module: str = "") -> str:
    """That the statement of the side is false; what is said of Gamma functions, if there is one."""
    says = f"~ {module}{made.name}"
    return of_any_gamma(says, module) if made.of_gamma else says


def refutation(made: Statement, definitions: Definitions, at: Configuration) -> str:
    """The theorem of the negation, and its proof; KeyError where a value is missing."""
    opened = ", ".join([made.name, *definitions.names(made.text)])
    given = " ".join([*[GAMMA] * made.of_gamma, arguments(made.parameters, at)]).strip()
    lines = [f"unfold {opened}.", "intros H.", *([f"specialize (H {given})."] if given else []), "refute H."]
    if made.of_gamma:
        lines.insert(0, f"intros {GAMMA} {IS_GAMMA}.")
    script = "\n".join(f"  {line}" for line in lines)
    return f"Theorem {made.name}_refuted : {negation(made)}.\nProof.\n{script}\nQed.\n"
