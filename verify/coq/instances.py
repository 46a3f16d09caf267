"""Values of the terms of a statement at one configuration: found by Arb from the tree, shown by Coq of the text.

The two readers share nothing: an error in the translation, or a sum that is defined as something else, is seen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import sympy as sp
from flint import arb, fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration, drawn, flat, in_domain, smallest_first
from numerics.exact import Undefined, ball, precision
from numerics.integrate import holds_integral
from numerics.interpret import ARB, evaluate
from numerics.pointwise import QUICK, decide
from theory.claims import Claim
from theory.kernel import Relation, families, free
from theory.statement import Derivative
from verify.coq.errors import Untranslatable
from verify.coq.export import Exporter, Statement
from verify.coq.terms import GAMMA, IS_GAMMA, of_any_gamma
from verify.coq.values import arguments, number

BITS = 256
DIGITS = 12  # of the value that Coq is given
DISTANCE = "1 / 10 ^ 9"  # within which Coq shows the text to be of it
DISTANCE_OF_INTEGRALS = "1 / 10 ^ 6"  # the same where one stands in it, unless the value is small itself
DRAWS = 40
SMALL = 60
_LEAST, _MOST = 1e-3, 1e6  # a value in between says something about the term
_LARGE = 5  # numbers that are larger have exponentials that take Coq long
_MANY = 14  # numbers: of more the terms are long


@dataclass(frozen=True, slots=True)
class Instance:
    """The text of a term of a statement, its value at the configuration by Arb, and how close Coq shows it to be."""

    name: str
    text: str
    value: fmpq
    distance: str


def instances(exporter: Exporter, key: tuple[str, str], at: Configuration | None = None) -> str:
    """That the terms of the statement have their values at a configuration; Untranslatable where they have none."""
    claim, made = exporter.claims[key[0]], exporter.statement(*key)
    if isinstance(claim.says, Derivative):
        raise Untranslatable("a derivative is no value of a term")
    at = at or configuration(claim, made)
    return "\n".join(_example(exporter, made, at, one) for one in valued(made, at))


def valued(made: Statement, at: Configuration) -> list[Instance]:
    """Both sides of the hypotheses and of the side itself, each with its value at the configuration."""
    found = []
    for place, (term, text) in enumerate(_terms(made), start=1):
        exact = _rounded(_value(term, at))
        if exact is None:
            raise Untranslatable(f"{text} has no value at {at.written()}")
        distance = DISTANCE_OF_INTEGRALS if holds_integral(term) and abs(float(exact)) >= _LEAST else DISTANCE
        found.append(Instance(f"{made.name}_at_{place}", text, exact, distance))
    return found


def configuration(claim: Claim, made: Statement) -> Configuration:
    """Drawn or small, one that meets all hypotheses if there is, and gives values that are neither tiny nor huge.

    Among those that do equally well it is one of which Coq finds the values, and soon.
    """
    best: tuple[tuple[int, int], Configuration] | None = None
    candidates = chain(drawn(claim, f"{made.name} instance", DRAWS, largest=3), _small(claim))
    for at in sorted(candidates, key=lambda at: _costs(made, at)):
        if (rank := _rank(made, at)) is not None and (best is None or rank < best[0]):
            best = rank, at
            if rank == (0, 0):
                break
    if best is None:
        raise Untranslatable("its terms have values at no configuration that was drawn")
    return best[1]


def _costs(made: Statement, at: Configuration) -> tuple[bool, bool]:
    """Are there large numbers or very many, and are there some at which Coq may find no value of Gamma?"""
    numbers = [entry for value in at.values.values() for entry in flat(value)]
    long = len(numbers) > _MANY or any(abs(entry) > _LARGE for entry in numbers)
    return long, made.of_gamma and any(entry.q != 1 for entry in numbers)


def _small(claim: Claim) -> Iterator[Configuration]:
    return islice((at for at in smallest_first(claim, SMALL // 4) if in_domain(claim, at)), SMALL)


def _rank(made: Statement, at: Configuration) -> tuple[int, int] | None:
    """How many hypotheses do not hold there, and how many values say little; None where one does not exist.

    A hypothesis on sizes alone must hold: a difference of sizes that is negative is another number in Coq.
    """
    missed = [h for h, _ in made.says[:-1] if not decide(h, at, ladder=QUICK).holds]
    if any(_on_sizes(hypothesis) for hypothesis in missed):
        return None
    values = [_value(term, at) for term, _ in _terms(made)]
    if any(_rounded(value) is None for value in values):
        return None
    return len(missed), sum(not _LEAST <= abs(float(value.mid())) <= _MOST for value in values)


def _on_sizes(relation: Relation) -> bool:
    terms = (relation.lhs, relation.rhs)
    return not any(families(term) for term in terms) and all(s.is_integer for term in terms for s in free(term))


def _terms(made: Statement) -> Iterator[tuple[sp.Expr, str]]:
    """The terms that are no numerals, each once, as they stand in the statement."""
    seen: set[str] = set()
    for relation, said in made.says:
        up = relation.upward
        texts = made.frame.real(up.lhs), made.frame.real(up.rhs)
        assert said == f"{texts[0]} {up.op} {texts[1]}"
        assert said in made.text
        for term, text in zip((up.lhs, up.rhs), texts, strict=True):
            if not isinstance(term, sp.Rational) and text not in seen:
                seen.add(text)
                yield term, text


def _value(term: sp.Expr, at: Configuration) -> arb:
    with precision(BITS):
        try:
            if holds_integral(term):
                return ball(compiled(term)(at))
            return arb(evaluate(term, at.sizes, at.values, ARB))
        except (Undefined, ZeroDivisionError):
            return arb("nan")


def _rounded(value: arb) -> fmpq | None:
    """The value to some digits; None where it is not known to as many, or is out of reach."""
    with precision(BITS):
        if not value.is_finite() or not value.rad() < arb(10) ** -(DIGITS + 2) or not abs(value) < 10**9:
            return None
        return fmpq((value.mid() * 10**DIGITS + arb(1) / 2).floor().unique_fmpz(), 10**DIGITS)


def _example(exporter: Exporter, made: Statement, at: Configuration, one: Instance) -> str:
    given = " ".join([*[GAMMA] * made.of_gamma, arguments(made.parameters, at)])
    shown = f"((fun {' '.join(made.binders)} => {one.text}) {given})" if made.binders else one.text
    names: Sequence[str] = exporter.definitions.names(one.text)
    proof = [f"unfold {', '.join(names)}."] if names else []
    says = f"Rabs ({shown} - {number(one.value)}) <= {one.distance}"
    if made.of_gamma:
        says = of_any_gamma(says)
        proof = [f"intros {GAMMA} {IS_GAMMA}.", *proof]
    return f"Example {one.name} :\n  {says}.\nProof. {' '.join([*proof, 'near.'])} Qed.\n"
