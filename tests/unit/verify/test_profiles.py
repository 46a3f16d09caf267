"""The profiles of the ledger: a second arithmetic gives the same numbers, and none contradicts its claim's verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import jsonschema
import mpmath
import pytest
import sympy as sp
from flint import fmpq

from numerics.configurations import Configuration, in_domain, rational, read
from numerics.coordinate import Coordinate
from numerics.integrate import holds_integral
from numerics.interpret import MPMATH, evaluate
from tests.catalogue import CATALOGUE
from tests.unit.verify.planted import FAILS, HOLDS, Plant, Run, file_of
from theory.claims import Claim
from theory.kernel import Relation

ASKED = 3  # places of each line, its own among them
TINY = mpmath.mpf(10) ** -30


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a profile with what it was made from."""

    claim: Claim
    record: Mapping[str, Any]
    found: Mapping[str, Any]
    at: Configuration

    @property
    def places(self) -> list[fmpq]:
        return [rational(place) for place in self.found["places"].split()]

    @property
    def own(self) -> int:
        return self.places.index(rational(self.found["here"]))

    @property
    def relation(self) -> Relation | None:
        """The one that fails, where the line goes through a witness."""
        return self.claim.sides[self.record["violated"]["side"]] if self.found["through"] == "witness" else None

    def expression(self, curve: str) -> sp.Expr:
        if self.relation is None:
            return self.claim.sides[curve].slack
        return {"left": self.relation.lhs, "right": self.relation.rhs, "slack": self.relation.slack}[curve]

    def values(self, curve: str) -> list[str]:
        found: list[str] = self.found["curves"][curve].split()
        return found

    def moved(self, place: fmpq) -> Configuration:
        moving = self.found["moving"]
        symbol = next(s for s in self.at.values if s.name == moving["name"])
        return Coordinate(symbol, tuple(k - 1 for k in moving["index"])).moved(self.at, place)


def lines(ledger: Mapping[str, Any]) -> Iterator[Line]:
    for record in ledger["claims"]:
        claim = CATALOGUE.claims[record["id"]]
        for found in (record["profile"] or {"lines": []})["lines"]:
            through = found["through"]
            written = record["witness"] if through == "witness" else record["sharp_witness"][through]
            yield Line(claim, record, found, read(claim, written))


def value(e: sp.Expr, at: Configuration) -> Any:
    """By mpmath, which shares nothing with the balls; not a number where it has no real one."""
    with mpmath.workdps(60):
        try:
            found = evaluate(e, at.sizes, at.values, MPMATH)
            return mpmath.nan if isinstance(found, mpmath.mpc) else found
        except (ArithmeticError, ValueError, TypeError):
            return mpmath.nan


def reach(shown: str) -> float:
    """Of a value: half a unit of the last digit, of which three are written where the fourth is a tie."""
    return 5.1e-3 if len(Decimal(shown).as_tuple().digits) == 3 else 5.1e-4


class TestLines:
    def test_are_many_and_of_both_kinds(self, ledger: Mapping[str, Any]) -> None:
        found = [line.found["through"] == "witness" for line in lines(ledger)]
        assert found.count(True) > 80
        assert found.count(False) > 250

    def test_have_a_value_for_each_place(self, ledger: Mapping[str, Any]) -> None:
        for line in lines(ledger):
            assert line.places == sorted(set(line.places))
            for curve in line.found["curves"]:
                assert len(line.values(curve)) == len(line.places), line.claim.id

    def test_go_through_the_configuration(self, ledger: Mapping[str, Any]) -> None:
        for line in lines(ledger):
            assert line.moved(rational(line.found["here"])) == line.at, line.claim.id

    def test_say_what_mpmath_says(self, ledger: Mapping[str, Any]) -> None:
        asked = 0
        for line in lines(ledger):
            spread = {line.own, *range(0, len(line.places), max(1, len(line.places) // (ASKED - 1)))}
            for curve in line.found["curves"]:
                if holds_integral(line.expression(curve)):
                    continue
                for place in sorted(spread):
                    shown = line.values(curve)[place]
                    if shown in ("-", "?"):
                        continue
                    known = value(line.expression(curve), line.moved(line.places[place]))
                    asked += 1
                    if shown == "~0":
                        assert abs(known) < mpmath.mpf(2) ** -60, (line.claim.id, curve, place)
                    elif mpmath.isfinite(known) and abs(known) > TINY:
                        assert abs(mpmath.mpf(shown) - known) <= reach(shown) * abs(known), (
                            line.claim.id,
                            curve,
                            place,
                        )
        assert asked > 1000


class TestHypotheses:
    def test_are_met_where_a_value_is_shown_and_only_there(self, ledger: Mapping[str, Any]) -> None:
        shown_outside = 0
        for line in lines(ledger):
            if any(holds_integral(h.slack) for h in line.claim.all_hypotheses):
                continue
            unmet = [values == "-" for values in line.values(next(iter(line.found["curves"])))]
            for curve in line.found["curves"]:
                assert [values == "-" for values in line.values(curve)] == unmet
            for place in range(0, len(unmet), 5):
                here = line.moved(line.places[place])
                slacks = (
                    [value(h.slack, here) for h in line.claim.all_hypotheses] if in_domain(line.claim, here) else None
                )
                if not unmet[place]:
                    assert slacks is not None
                    assert all(slack >= -TINY for slack in slacks), (line.claim.id, line.places[place])
                elif slacks is not None:
                    ops = [h.op for h in line.claim.all_hypotheses]
                    each = zip(slacks, ops, strict=True)
                    strained = (not s >= TINY or (op == "=" and abs(s) > TINY) for s, op in each)
                    assert any(strained), (line.claim.id, line.places[place])
                shown_outside += unmet[place]
        assert shown_outside > 100


class TestVerdicts:
    def test_a_witness_shows_the_violation(self, ledger: Mapping[str, Any]) -> None:
        for line in lines(ledger):
            if line.relation is None:
                continue
            shown = line.values("slack")[line.own]
            if line.relation.op == "=":
                assert shown not in ("0", "-"), line.claim.id
            elif line.record["violation"] == "0":
                assert shown in ("0", "~0"), line.claim.id
            else:
                assert shown.startswith("-"), line.claim.id
                assert shown != "-"

    def test_a_side_that_holds_has_no_negative_slack(self, ledger: Mapping[str, Any]) -> None:
        for line in lines(ledger):
            if line.relation is None:
                for side in line.found["curves"]:
                    if line.record["sides"][side] == "holds":
                        assert not any(v.startswith("-") and v != "-" for v in line.values(side)), line.claim.id


class TestPlanes:
    def test_show_the_violation_next_to_the_witness(self, ledger: Mapping[str, Any]) -> None:
        planes = [record for record in ledger["claims"] if record["profile"] and record["profile"]["plane"]]
        assert planes
        for record in planes:
            found = record["profile"]["plane"]
            columns, rows = ([rational(place) for place in found[way].split()] for way in ("columns", "rows"))
            for table in found["values"].values():
                assert [len(row.split()) for row in table] == [len(columns)] * len(rows)
            x, y = (rational(number) for number in record["witness"][found["across"]["name"]])
            column = min(range(len(columns)), key=lambda k: abs(columns[k] - x))
            row = min(range(len(rows)), key=lambda k: abs(rows[k] - y))
            shown = found["values"]["slack"][row].split()[column]
            assert shown.startswith("-"), record["id"]
            assert shown != "-"


class TestEntry:
    def test_has_both_sides_of_what_fails_and_the_slack_of_what_holds(self, plant: Plant, run: Run) -> None:
        made = run(plant(first=file_of(HOLDS), second=file_of(FAILS)), "--json").ledger["claims"]
        [holds], [fails] = (claim["profile"]["lines"] for claim in made)
        assert (holds["through"], [*holds["curves"]]) == ("bound", ["bound"])
        assert (fails["through"], fails["op"], [*fails["curves"]]) == ("witness", "<", ["left", "right", "slack"])
        assert holds["moving"] == {"name": "x", "index": [1]}
        assert "op" not in holds

    def test_is_none_where_nothing_moves(self, plant: Plant, run: Run) -> None:
        numbers = 'Claim(**place, says=bound(0, "<=", 1), derivation=by_sign, expects=Open)'
        [claim] = run(plant(first=file_of(numbers.replace("derivation=by_sign, ", ""))), "--json").ledger["claims"]
        assert claim["profile"] is None

    @pytest.mark.parametrize(
        "changed",
        [
            {"here": "0.5"},
            {"places": "0"},
            {"curves": {"left": "1 2"}},
            {"curves": {"bound": "1 x"}},
            {"curves": {}},
            {"op": "<="},
            {"through": "witness"},
            {"moving": {"name": "x", "index": [0]}},
        ],
    )
    def test_is_as_the_schema_has_it(
        self, plant: Plant, run: Run, schema: Mapping[str, Any], changed: Mapping[str, object]
    ) -> None:
        made = run(plant(first=file_of(HOLDS)), "--json").ledger
        valid = jsonschema.Draft202012Validator(schema).is_valid
        assert valid(made)
        made["claims"][0]["profile"]["lines"][0] |= changed
        assert not valid(made)
