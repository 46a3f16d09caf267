"""The negation of a side of a claim as a theorem: at the configuration that violates it, numbers are compared."""

from __future__ import annotations

from numerics.configurations import Configuration
from verify.coq.errors import Untranslatable
from verify.coq.export import Statement
from verify.coq.quantities import Definitions
from verify.coq.values import arguments


def refutation(made: Statement, definitions: Definitions, at: Configuration) -> str:
    """The theorem that the statement of the side is false, and its proof.

    KeyError where a value is missing, Untranslatable where the statement is about any Gamma function.
    """
    if made.of_gamma:
        raise Untranslatable("a counterexample to a statement about any Gamma function would have to make one")
    given = arguments(made.parameters, at)
    opened = ", ".join([made.name, *definitions.names(made.text)])
    lines = [f"unfold {opened}.", "intros H.", *([f"specialize (H {given})."] if given else []), "refute H."]
    script = "\n".join(f"  {line}" for line in lines)
    return f"Theorem {made.name}_refuted : ~ {made.name}.\nProof.\n{script}\nQed.\n"
