"""The claims that are to hold: those with a derivation for every side, which `test_planted_gaps` replays."""

from __future__ import annotations

from tests.catalogue import CATALOGUE

HOLDING = tuple(c for c in CATALOGUE.claims.values() if c.sides and set(c.derivation) == set(c.sides))
