"""What is asked of a claim before anything is judged: its text, its fields, its language."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import sympy as sp

from theory.claim_file import faults
from theory.claims import Claim, Fidelity, Source
from theory.figure import Figure
from theory.kernel import Binder, Chain, Entry, Family, Relation, Vector, foreign, free, subterms, unfold
from theory.measurement import Measurement, Plot
from theory.sides import any_points
from theory.statement import Convex, NoMeaning, Statement, Unstated
from theory.verdict import Fails, Holds, Measured, Open


class BadClaimFile(Exception):
    """A claim file that cannot be loaded or contradicts itself: one line that names the place."""


def check_source(home: Path, source: Source) -> None:
    """Every field of the kind that it should be; BadClaimFile names the first that is not."""
    words = ("title", "authors", "version", "bibtex")
    lists = all(_all(tuple, str, getattr(source, name)) for name in ("sections", "order"))
    letters = source.letters if isinstance(source.letters, Mapping) else {None: None}
    checks = {
        **{name: isinstance(getattr(source, name), str) for name in words},
        "sections and order": lists,
        "letters": all(isinstance(part, str) and part for pair in letters.items() for part in pair),
    }
    for name, right in checks.items():
        if not right:
            raise BadClaimFile(f"{home / '__init__.py'}: `{name}` of its source is wrong; see theory/claims.py")


def check_text(home: Path) -> None:
    """Files outside the repository, whose own tests look at its own: BadClaimFile where one does what none may."""
    for path in sorted(home.rglob("*.py")):
        try:
            code = ast.parse(path.read_text(encoding="utf-8"))
        except (OSError, SyntaxError, ValueError) as error:
            raise BadClaimFile(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
        for line, what in faults(code, of_claims=not path.name.startswith("_"), own=home.name):
            raise BadClaimFile(
                f"{path}, line {line}: {what!r}, where a claim file only says what is to be judged; a verdict stands "
                "after `expects=` alone, a class in a file whose name begins with an underscore"
            )


def check_fields(claim: Claim) -> None:
    """Every field of the kind that it should be; BadClaimFile names the first that is not."""
    checks = {
        "part": isinstance(claim.part, str) and re.fullmatch(r"|:[A-Z]|\+[a-z0-9_]+", claim.part) is not None,
        "fidelity": claim.fidelity in get_args(Fidelity),
        **{name: isinstance(getattr(claim, name), str) for name in ("cites", "section", "title", "reading", "changed")},
        "says": type(claim.says) in get_args(Statement),
        "hypotheses": _all(tuple, Relation, claim.hypotheses),
        "derivation": isinstance(claim.derivation, Mapping) and _all(tuple, Chain, tuple(claim.derivation.values())),
        "paper_uses": _all(tuple, str, claim.paper_uses),
        "repairs": _all(tuple, str, claim.repairs),
        "sharpens": _all(tuple, str, claim.sharpens),
        "expects": claim.expects in (Holds, Fails, Open, Measured),
        "try_first": _all(tuple, Mapping, claim.try_first),
        "figure": claim.figure is None or isinstance(claim.figure, Figure | Plot),
    }
    for name, right in checks.items():
        if not right:
            raise BadClaimFile(f"{claim.id}: `{name}` cannot be {getattr(claim, name)!r}; see theory/claims.py")
    try:
        symbols = {s.name for s in (*claim.sizes, *claim.scalars, *(f.symbol for f in claim.families))}
    except Exception as error:
        message = " ".join(str(error).split())
        raise BadClaimFile(f"{claim.id}: `says` has no sides: {type(error).__name__}: {message}") from error
    _check_sides(claim)
    _check_language(claim.id, claim)
    if isinstance(claim.figure, Figure):
        _check_language(f"{claim.id}: its figure", claim.figure)
    for configuration in claim.try_first:
        if missing := symbols - set(configuration):
            raise BadClaimFile(f"{claim.id}: `try_first` lacks {', '.join(sorted(missing))}")


def _check_sides(claim: Claim) -> None:
    """Only words have no sides, and words have nothing else; no hypothesis restricts the points of a whole space."""
    if not claim.sides and not claim.words:
        raise BadClaimFile(f"{claim.id}: `says` has no sides: there is nothing in {claim.says!r} to check")
    if not claim.sides and (claim.hypotheses or claim.derivation or claim.try_first):
        raise BadClaimFile(f"{claim.id}: words have no hypotheses, no derivation and no configuration to try")
    if isinstance(claim.says, NoMeaning | Unstated) and claim.expects is not Open:
        raise BadClaimFile(
            f"{claim.id}: what has no meaning or is not stated is neither true nor false: it expects Open"
        )
    if isinstance(claim.says, Measurement) != (claim.expects is Measured):
        raise BadClaimFile(f"{claim.id}: a measurement, and nothing else, expects Measured")
    for relation in claim.hypotheses:
        ranging = any_points(claim.says) | ({claim.says.weight} if isinstance(claim.says, Convex) else set())
        if points := ranging & (free(relation.lhs) | free(relation.rhs)):
            shown = f"{relation.lhs} {relation.op} {relation.rhs}"
            names = ", ".join(sorted(point.name for point in points))
            raise BadClaimFile(f"{claim.id}: {shown} restricts {names}, which stands for any point")


def _check_language(place: str, said: Claim | Figure) -> None:
    """Terms of the kernel's language, lengths that are symbols or numbers, no free index, one meaning a name."""
    for term in said.terms:
        if (part := foreign(term)) is not None:
            raise BadClaimFile(f"{place}: {part} ({type(part).__name__}) is outside the kernel's language")
        for part in subterms(unfold(term)):
            if isinstance(part, Vector) and not (part.size.is_Symbol or part.size.is_Integer):
                raise BadClaimFile(f"{place}: the length {part.size} is neither a symbol nor a number")
            wild = part.free_symbols & {*part.indices} if isinstance(part, Entry) else set()
            if any(index in free(term) for index in wild):
                raise BadClaimFile(f"{place}: the index of {part} is free; bind it, or give a number")
    numbers = (*said.sizes, *said.scalars, *(said.coordinates if isinstance(said, Figure) else ()))
    names = [s.name for s in (*numbers, *(f.symbol for f in said.families))]
    bare = {s.name for term in said.terms for s in _bare(term)} & {f.symbol.name for f in said.families}
    if twice := {name for name in names if names.count(name) > 1} | bare:
        raise BadClaimFile(f"{place}: {', '.join(sorted(twice))} stands for two things")


def _bare(term: sp.Basic) -> frozenset[sp.Symbol]:
    """The symbols that occur free as numbers: the names of families are none."""
    if isinstance(term, sp.Symbol):
        return frozenset({term})
    parts = term.args[1:] if isinstance(term, Family) else term.args
    inside = frozenset().union(*(_bare(a) for a in parts))
    return inside - {term.args[1]} if isinstance(term, Binder) else inside


def _all(whole: type, kind: type, values: object) -> bool:
    """Subclasses are refused but of mappings: what is checked here is what is judged."""
    exact = kind is not Mapping
    return isinstance(values, whole) and all(
        type(v) is kind if exact else isinstance(v, kind)
        for v in values  # type: ignore[attr-defined]
    )
