"""Replay of derivations, each once, with what they cite replayed before them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from theory.catalogue import BUILT_IN, Catalogue, loaded
from theory.checks import check_fields
from theory.claims import Claim
from theory.kernel import Circle, Context, Gap, Theorem, accept, check_defined, prove
from theory.sides import subjects
from theory.statement import Standard


def asked(claim: Claim | str, *folders: str | Path) -> tuple[Claim, Catalogue, Derivations]:
    """The claim of this id, or the one that is given, among those of the built-in papers and of these folders.

    NoSuchClaim where there is none of this id; BadClaimFile where a field of the one given is wrong.
    """
    catalogue = loaded((BUILT_IN, *map(Path, folders)))
    if isinstance(claim, str):
        found = catalogue.claim(claim)
    else:
        check_fields(found := claim)
    return found, catalogue, Derivations({**catalogue.claims, found.id: found})


class Derivations:
    """The theorems of a set of claims, replayed on demand: `derivations.theorem(id, side)`."""

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self._claims = claims
        self._done: dict[tuple[str, str], Theorem | Gap] = {}
        self._under_way: list[tuple[str, str]] = []

    def theorem(self, claim: str, side: str) -> Theorem:
        """The theorem; Gap where the derivation has none, Circle where it leads back to itself."""
        key = (claim, side)
        if key in self._under_way:
            raise Circle(" -> ".join(c for c, _ in (*self._under_way, key)))
        if key not in self._done:
            self._under_way.append(key)
            try:
                self._done[key] = self._replay(claim, side)
            except Gap as gap:
                self._done[key] = gap
            finally:
                self._under_way.pop()
        found = self._done[key]
        if isinstance(found, Gap):
            raise Gap(found.reason, found.where)
        return found

    def _replay(self, name: str, side: str) -> Theorem:
        claim = self._claims.get(name)
        if claim is None:
            raise Gap(f"there is no claim {name!r} to cite")
        if not claim.sides:
            raise Gap(f"{name} is in words: nothing can be derived from it by citation")
        if side not in claim.sides:
            raise Gap(f"{name} has no side {side!r}: it has {', '.join(claim.sides)}")
        goal = claim.sides[side]
        if isinstance(claim.says, Standard):
            return accept(name, side, goal, claim.all_hypotheses)
        if side not in claim.derivation:
            raise Gap("no derivation is given", f"{name}, side {side!r}")
        for term in subjects(claim.says):
            check_defined(term, Context(facts=claim.all_hypotheses))
        return prove(name, side, goal, claim.derivation[side], claim.all_hypotheses, self.theorem)
