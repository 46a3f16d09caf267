"""The discovery of claim files: a folder a paper, a file a printed statement, no registry."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import get_args

import sympy as sp

from theory.claims import Claim, Fidelity, Source
from theory.figure import Figure
from theory.kernel import Binder, Chain, Entry, Family, Relation, Vector, foreign, foundations, free, subterms, unfold
from theory.measurement import Measurement, Plot
from theory.sides import any_points, trusted
from theory.statement import Convex, NoMeaning, Standard, Statement
from theory.verdict import Fails, Holds, Measured, Open

BUILT_IN = Path(__file__).parent / "papers"
PRINTED = ("printed", "reading")  # what the paper says, as against repairs and forms of ours


class BadClaimFile(Exception):
    """A claim file that cannot be loaded or contradicts itself: one line that names the place."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Papers by key, claims by id in the order of their papers' sections."""

    papers: Mapping[str, Source]
    claims: Mapping[str, Claim]

    def readings(self, statement: str) -> tuple[Claim, ...]:
        """The printed form of a statement and its readings, without repairs."""
        found = (c for c in self.claims.values() if c.statement == statement)
        return tuple(c for c in found if c.fidelity in PRINTED)

    def pointing_at(self, claim: Claim, how: str) -> tuple[str, ...]:
        """The ids of the claims that repair or sharpen this one."""
        return tuple(c.id for c in self.claims.values() if claim.id in getattr(c, how))


def load(folders: Iterable[Path] = (BUILT_IN,), *, seen: bool = False) -> Catalogue:
    """Every paper under the folders; BadClaimFile, in one line, where a file is wrong.

    Files that another process has `seen`, and found right, are not looked through again.
    """
    papers: dict[str, Source] = {}
    claims: dict[str, Claim] = {}
    for folder in folders:
        for home in sorted(p.parent for p in folder.glob("*/__init__.py")):
            if home.name in papers:
                raise BadClaimFile(f"{home}: there is a paper {home.name!r} already: give this folder another name")
            papers[home.name] = _source(home)
            for claim in sorted(_claims(home, seen), key=lambda c: _place(c, papers[home.name])):
                claims[claim.id] = claim
    catalogue = Catalogue(papers, claims)
    if not seen:
        _check_references(catalogue)
    return catalogue


def _place(claim: Claim, source: Source) -> tuple[object, ...]:
    if claim.section not in source.sections:
        raise BadClaimFile(
            f"{claim.id}: {claim.section!r} is no section of {claim.paper}; its sections: {source.sections}"
        )
    met = [label for label in source.order if claim.cites.startswith(label)]
    place = source.order.index(max(met, key=len)) if met else len(source.order)
    number = "".join(c if c.isdigit() else " " for c in claim.cites).split()
    first = int(number[0]) if number else 0
    return source.sections.index(claim.section), place, first, claim.cites, claim.statement


def _source(home: Path) -> Source:
    source = getattr(_module(home / "__init__.py", home.name), "source", None)
    if not isinstance(source, Source):
        raise BadClaimFile(f"{home / '__init__.py'}: no `source = Source(...)` that says which paper this is")
    return source


def _claims(home: Path, seen: bool) -> Iterator[Claim]:
    for path in sorted(home.glob("*.py")):
        if path.name == "__init__.py":
            continue
        module = _module(path, f"{home.name}.{path.stem}")
        found = getattr(module, "claims", None)
        if not isinstance(found, tuple) or not all(isinstance(c, Claim) for c in found):
            raise BadClaimFile(f"{path}: no `claims = (Claim(...), ...)` at its end")
        parts = [c.part for c in found]
        if len(set(parts)) != len(parts):
            raise BadClaimFile(f"{path}: two claims have the same part: {', '.join(map(repr, parts))}")
        yield from (_placed(c, home.name, path.stem, module, seen) for c in found)


def _placed(claim: Claim, paper: str, stem: str, module: ModuleType, seen: bool) -> Claim:
    statement = f"{paper}/{stem}"

    def full(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name if "/" in name else f"{statement}{name}" for name in names)

    text = " ".join((module.__doc__ or "").split())
    if not seen:
        _check_fields(replace(claim, paper=paper, statement=statement))
    return replace(
        claim,
        paper=paper,
        statement=statement,
        printed_text=text if any(c.fidelity in PRINTED for c in module.claims) else "",
        repairs=full(claim.repairs),
        sharpens=full(claim.sharpens),
    )


def _module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_claims.{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        message = " ".join(str(error).split())
        raise BadClaimFile(f"{path}: {type(error).__name__}: {message}") from error
    return module


def _check_fields(claim: Claim) -> None:
    """Every field of the kind that it should be; BadClaimFile names the first that is not."""
    checks = {
        "part": re.fullmatch(r"|:[A-Z]|\+[a-z0-9_]+", claim.part) is not None,
        "fidelity": claim.fidelity in get_args(Fidelity),
        "says": isinstance(claim.says, Statement),
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
    if isinstance(claim.says, NoMeaning) and claim.expects is not Open:
        raise BadClaimFile(f"{claim.id}: what has no meaning neither holds nor fails: it expects Open")
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
    return isinstance(values, whole) and all(isinstance(v, kind) for v in values)  # type: ignore[attr-defined]


def _check_references(catalogue: Catalogue) -> None:
    for claim in catalogue.claims.values():
        for how in ("repairs", "sharpens", "paper_uses"):
            for name in getattr(claim, how):
                if name not in catalogue.claims:
                    raise BadClaimFile(f"{claim.id}: `{how}` names {name!r}, which does not exist")
        for name in trusted(claim.says).union(*map(foundations, claim.terms)):
            if name not in catalogue.claims or not isinstance(catalogue.claims[name].says, Standard):
                raise BadClaimFile(f"{claim.id}: it rests on {name}, which is no Standard fact of these papers")
        if unknown := set(claim.derivation) - set(claim.sides):
            raise BadClaimFile(f"{claim.id}: a derivation for {sorted(unknown)}; its sides: {', '.join(claim.sides)}")
