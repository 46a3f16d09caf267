"""What is asked of Coq by itself, in a file of its own, to see whether it accepts it; what it uses is granted."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from numerics.configurations import Configuration
from verify.coq.export import Exporter, Key
from verify.coq.frame import Lemma, Lemmas
from verify.coq.instances import instances
from verify.coq.project import (
    ENCLOSED_REPLAY,
    ENCLOSING,
    NUMBERS,
    REPLAY,
    Refuted,
    equation,
    facts_of,
    file_text,
    said_of,
    theorem,
)
from verify.coq.refute import refutation


def alone(exporter: Exporter, key: Key) -> str:
    """The theorem of one side in a file of its own, to see whether Coq accepts it.

    What it cites is taken for granted, and so are the lemmas that it uses.
    """
    cites, facts = exporter.proof(*key).cites, facts_of(exporter, [key, *exporter.proof(*key).cites])
    said = [exporter.statement(*fact).text for fact in facts]
    for other in cites:
        made = exporter.statement(*other)
        known = (
            equation(exporter, other)
            if exporter.proof(*other).equation
            else f"{made.name}_proof : {exporter.theorem(*other)}"
        )
        said.append(f"{made.text}\nAxiom {known}.\n")
    proved = theorem(exporter, key)
    said += _granted(exporter.lemmas, proved)
    own = "\n".join((*said_of(exporter, key), proved))
    needed = exporter.definitions.used("".join((*said, own)))
    needs = ENCLOSED_REPLAY if exporter.proof(*key).enclosing else REPLAY
    return file_text(needs, (*needed, *said, own))


def lemmas_alone(exporter: Exporter, lemmas: Sequence[Lemma]) -> str:
    """These lemmas in a file of their own, the others that they use taken for granted."""
    own = "\n".join(lemma.text for lemma in lemmas)
    said = _granted(exporter.lemmas, own, {lemma.name for lemma in lemmas})
    needed = exporter.definitions.used("".join((*said, own)))
    return file_text(REPLAY, (*needed, *said, own))


def _granted(lemmas: Lemmas, text: str, without: Collection[str] = ()) -> list[str]:
    """The lemmas that the text names, as axioms."""
    return [f"Axiom {name} : {lemmas.made[name].statement}.\n" for name in lemmas.named(text) if name not in without]


def refuted_alone(exporter: Exporter, key: Key, found: Refuted) -> str:
    """The refutation of one side in a file of its own."""
    made = exporter.statement(*key)
    needed, needs = exporter.definitions.used(made.text), ENCLOSING if found.enclosing else NUMBERS
    return file_text(needs, (*needed, made.text, refutation(made, exporter.definitions, found.at)))


def valued_alone(exporter: Exporter, key: Key, at: Configuration | None = None) -> str:
    """The values of the terms of one statement, at a configuration that is chosen if none is given, in a file."""
    text = instances(exporter, key, at)
    return file_text(ENCLOSING, (*exporter.definitions.used(text), text))
