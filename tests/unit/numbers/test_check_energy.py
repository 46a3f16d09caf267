"""False claims of descent come back with their smallest witness, true ones with what was tried."""

from __future__ import annotations

import textwrap

import pytest
import sympy as sp
from flint import arb

from numerics.check_energy import check_energy
from numerics.exact import precision
from tests.unit.numbers.energies import LIGHT, NEAR, X, an_ascent, mchn, none, patterns, softmax_step, without_the_half
from theory.kernel import Vector
from theory.quantities import HopfieldStep, InnerProduct, MCHNEnergy, SquaredNorm
from theory.symbols import beta, k, n, rho, x


class TestMCHN:
    """x^T x / 2 is what the softmax step lowers; with x^T x it rises, at one pattern and in one dimension already.

    There E(x) = x^2 - rho x + rho^2 / 2 and T(x) = rho, so the rise is x (rho - x): positive for x between 0 and rho
    alone, thus at no numbers of height 1; at height 2 the first rho that is not 0 is 1, and only 1/2 lies between.
    """

    SMALLEST = {"d": 1, "n": 1, "rho": [["1"]], "x": ["1/2"], "beta": "1"}  # noqa: RUF012

    def test_as_it_is(self) -> None:
        found = none(check_energy(mchn, softmax_step, parameters=("beta",), budget=LIGHT))
        assert found.met > 1_000
        assert found.least is not None
        assert found.least.share == arb("0.5")  # it falls by half the squared step, at least

    def test_as_it_is_in_terms(self) -> None:
        step = HopfieldStep(X, patterns, beta, k)
        none(check_energy(MCHNEnergy(X, patterns, beta), step, parameters=("beta",), budget=LIGHT))

    def test_without_the_half(self) -> None:
        found = an_ascent(check_energy(without_the_half, softmax_step, parameters=("beta",)))
        assert found.written == self.SMALLEST
        assert found.found_by == "enumeration"
        assert found.rise.overlaps(arb("0.25"))

    def test_without_the_half_in_terms(self) -> None:
        energy = MCHNEnergy(X, patterns, beta) + SquaredNorm(X) / 2
        found = an_ascent(check_energy(energy, HopfieldStep(X, patterns, beta, k), parameters=("beta",)))
        assert found.written == self.SMALLEST

    def test_a_vector_is_an_update(self) -> None:
        energy = MCHNEnergy(X, patterns, beta) + SquaredNorm(X) / 2
        step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
        assert an_ascent(check_energy(energy, step, parameters=("beta",))).written == self.SMALLEST

    def test_at_one_temperature(self) -> None:
        found = an_ascent(check_energy(without_the_half, softmax_step, parameters={"beta": "2"}))
        assert found.written == {**self.SMALLEST, "beta": "2"}

    def test_both_answers_can_be_read(self) -> None:
        shown = str(check_energy(without_the_half, softmax_step, parameters=("beta",)))
        assert "at      d = 1, n = 1, beta = 1, rho = [[1]], x = [1/2]" in shown
        assert "smallest" in shown
        assert len(shown.splitlines()) < 9
        tried = str(check_energy(mchn, softmax_step, parameters=("beta",), budget=LIGHT))
        assert tried.startswith("No ascent in ")
        assert tried.endswith("this proves nothing")
        assert "\n" not in tried


class TestTheDocstring:
    """Its two examples run as they stand, and the first is refuted without its half."""

    @staticmethod
    def examples() -> tuple[str, str]:
        """The indented blocks: as functions, as expressions."""
        assert check_energy.__doc__
        lines = textwrap.dedent("    " + check_energy.__doc__).splitlines()
        code = "\n".join(line for line in lines if line.startswith("    ") or not line)
        functions, expressions = textwrap.dedent(code).strip().split("check_energy(MCHNEnergy")
        return functions, "check_energy(MCHNEnergy" + expressions

    def test_as_functions(self, capsys: pytest.CaptureFixture[str]) -> None:
        exec(self.examples()[0], {"check_energy": check_energy})
        assert capsys.readouterr().out.startswith("No ascent in ")

    def test_as_functions_without_the_half(self, capsys: pytest.CaptureFixture[str]) -> None:
        code = self.examples()[0]
        assert code.count(" / 2") == 1
        exec(code.replace(" / 2", ""), {"check_energy": check_energy})
        shown = capsys.readouterr().out
        assert shown.startswith("One update raises the energy")
        assert "d = 1, n = 1, beta = 1, rho = [[1]], x = [1/2]" in shown

    def test_as_expressions(self) -> None:
        names = {"check_energy": check_energy, "MCHNEnergy": MCHNEnergy, "HopfieldStep": HopfieldStep}
        none(eval(self.examples()[1], {**names, "x": x, "rho": rho, "beta": beta, "k": k}))


class TestDistanceEnergy:
    def test_falls_by_the_mean_shift(self) -> None:
        found = none(check_energy(NEAR[1], NEAR[0], budget=LIGHT))
        assert found.least is not None
        assert not found.least.share < 1  # by the squared step, at least

    def test_rises_by_the_step_of_mchn(self) -> None:
        """With one pattern the step ends in the minimum, so two are the fewest."""
        found = an_ascent(check_energy(NEAR[1], HopfieldStep(X, patterns, sp.Integer(2), k)))
        assert found.written == {"d": 2, "n": 1, "rho": [["0"], ["1"]], "x": ["1/2"]}

    def test_rises_with_its_sign_turned(self) -> None:
        found = an_ascent(check_energy(-NEAR[1], NEAR[0]))
        assert found.written == {"d": 1, "n": 1, "rho": [["0"]], "x": ["1"]}

    def test_rises_where_the_step_is_three_times_as_long(self) -> None:
        found = an_ascent(check_energy(NEAR[1], x[k] + 3 * (NEAR[0] - x[k])))
        assert found.written == {"d": 1, "n": 1, "rho": [["0"]], "x": ["1"]}
        assert found.image[0] == -2


class TestSearch:
    def test_is_the_same_each_time(self) -> None:
        one, other = (check_energy(mchn, softmax_step, parameters=("beta",), budget=LIGHT) for _ in range(2))
        assert str(one) == str(other)

    def test_an_inner_product_is_an_energy_that_can_rise(self) -> None:
        found = an_ascent(check_energy(InnerProduct(X, patterns.at(1)), rho[1, k]))
        assert found.written == {"d": 1, "n": 1, "rho": [["1"]], "x": ["0"]}

    @pytest.mark.parametrize("bits", [30, 2_000])
    def test_leaves_the_precision_as_it_was(self, bits: int) -> None:
        with precision(bits):
            found = an_ascent(check_energy(without_the_half, softmax_step, parameters={"beta": 1}))
            assert (arb(1) / 3).rel_accuracy_bits() >= bits - 3
        assert found.rise > 0
