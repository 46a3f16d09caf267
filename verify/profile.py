"""The ledger's profile of a claim: its sides along a line through the witness, or through where they are tightest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import fmpq

from numerics.configurations import Configuration
from numerics.coordinate import Coordinate
from numerics.evidence import Evidence, Witness
from numerics.profile import Plane, Profile, plane, profile
from theory.claims import Claim
from theory.kernel import Relation
from theory.statement import Rate

Entry = dict[str, object]


def profile_of(claim: Claim, evidence: Evidence) -> Entry | None:
    """What is drawn of the claim; None where there is no number to move, and where there are equations alone."""
    witness = evidence.witness
    if witness is None or isinstance(claim.says, Rate):  # a point says nothing of an order of growth
        lines, over = [*_tightest(claim, evidence)], None
    else:
        lines, over = [*_broken(claim, witness)], _plane(claim, witness)
    return {"lines": lines, "plane": over} if lines or over else None


def _broken(claim: Claim, witness: Witness) -> Iterator[Entry]:
    """Both parts of the relation that fails, and its slack, along a line through the witness."""
    relation = claim.sides[witness.side]
    found = profile(claim, witness.at, {"left": relation.lhs, "right": relation.rhs, "slack": relation.slack})
    if found is not None:
        yield {"through": "witness", "op": relation.op, **_line(found)}


def _tightest(claim: Claim, evidence: Evidence) -> Iterator[Entry]:
    """The slack of every inequality along a line through where it was least; sides may share a line."""
    for at, sides in _by_place(claim, evidence):
        found = profile(claim, at, {side: relation.slack for side, relation in sides.items()})
        if found is not None:
            yield {"through": next(iter(sides)), **_line(found)}


def _by_place(claim: Claim, evidence: Evidence) -> Sequence[tuple[Configuration, dict[str, Relation]]]:
    found: list[tuple[Configuration, dict[str, Relation]]] = []
    for side, relation in claim.sides.items():
        tight = evidence.tightness.get(side)
        if tight is None or relation.op == "=":
            continue
        shared = next((sides for at, sides in found if at == tight.at), None)
        if shared is None:
            found.append((tight.at, {side: relation}))
        else:
            shared[side] = relation
    return found


def _line(found: Profile) -> Entry:
    return {
        "moving": _coordinate(found.moving),
        "here": str(found.here),
        "places": _numbers(found.places),
        "curves": {name: " ".join(values) for name, values in found.curves.items()},
    }


def _plane(claim: Claim, witness: Witness) -> Entry | None:
    """The left part of the relation that fails, and its slack, where the query moves in the plane."""
    relation = claim.sides[witness.side]
    found = None if relation.op == "=" else plane(claim, witness.at, {"left": relation.lhs, "slack": relation.slack})
    return None if found is None else _over(found)


def _over(found: Plane) -> Entry:
    columns, rows = found.places
    return {
        "across": _coordinate(found.across),
        "up": _coordinate(found.up),
        "columns": _numbers(columns),
        "rows": _numbers(rows),
        "values": {name: [" ".join(row) for row in table] for name, table in found.values.items()},
    }


def _coordinate(moving: Coordinate) -> Entry:
    return {"name": moving.symbol.name, "index": [place + 1 for place in moving.index]}


def _numbers(found: Sequence[fmpq]) -> str:
    return " ".join(map(str, found))
