"""What theorems rest on, as Coq prints it: four axioms of the standard reals are allowed, and nothing else."""

from __future__ import annotations

import re

ALLOWED = frozenset(
    {
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
    }
)
_NOTHING_ON_TRUST = {
    "Theory": "Set is predicative",
    "Constants/Inductives relying on type-in-type": "<none>",
    "Constants/Inductives relying on unsafe (co)fixpoints": "<none>",
    "Inductives whose positivity is assumed": "<none>",
}


class Unsound(Exception):
    """A theorem rests on more than the axioms of the reals; the message names it."""


def assumptions(said: str) -> frozenset[str]:
    """The axioms in the output of Print Assumptions; Unsound where there is anything but the four."""
    _, found, rest = said.partition("Axioms:")
    if not found:
        if "Closed under the global context" in said:
            return frozenset()
        raise Unsound("Coq printed no assumptions: the audit did not take place")
    names = re.findall(r"^(\S+)\s*(?::|$)", rest, re.MULTILINE)
    other = [line for line in rest.splitlines() if re.match(r"\S", line) and not re.match(r"\S+\s*(?::|$)", line)]
    if strange := sorted({*names} - ALLOWED) + other:
        raise Unsound(f"the theorems rest on {', '.join(strange)}")
    return frozenset(names)


def recheck(said: str) -> frozenset[str]:
    """The axioms in coqchk's summary; Unsound where there is another, or anything that is taken on trust."""
    sections = {head: " ".join(content.split()) for head, content in re.findall(r"^\* ([^:]+):([^*]*)", said, re.M)}
    axioms = {".".join(name.split(".")[-2:]) for name in sections.pop("Axioms", "").split()} - {"<none>"}
    if sections != _NOTHING_ON_TRUST:
        raise Unsound(f"coqchk's summary is not as it should be: {' '.join(said.split())[:600]}")
    if strange := sorted(axioms - ALLOWED):
        raise Unsound(f"coqchk finds {', '.join(strange)}")
    return frozenset(axioms)
