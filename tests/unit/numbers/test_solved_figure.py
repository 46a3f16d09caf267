"""A solved curve shows values at which its expression is certain to change its sign, to four digits, or nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

import mpmath
import pytest
import sympy as sp
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

import numerics.figure
from numerics.compiled import compiled
from numerics.configurations import Configuration
from numerics.figure import DIGITS, SOLVED_DIGITS, SOLVED_STEPS, STEPS, Curve, drawn, places, signs_around, solved
from theory.figure import Figure
from theory.quantities import BallMass, BallVolume, over_ball, typical_radius
from theory.symbols import dimension, radius

u = sp.Symbol("u", positive=True)
ROOT = u**2 - radius
KNOWN: dict[str, tuple[sp.Expr, Any]] = {
    "sqrt r": (ROOT, mpmath.sqrt),
    "falling": (1 / u - radius, lambda r: 1 / r),
    "exp r - 1": (sp.log(1 + u) - radius, mpmath.expm1),
    "a product": (u * sp.exp(u) - radius, mpmath.lambertw),
    "too steep for floats": (
        sp.exp(u**4 / 1000) - radius - 10**5,
        lambda r: mpmath.root(1000 * mpmath.log(r + 10**5), 4),
    ),
    "flat in floats at first": (u**200 - radius, lambda r: mpmath.root(r, 200)),
    "a pole beside it": ((u - sp.sqrt(2) * radius) / (u - radius / 2), lambda r: mpmath.sqrt(2) * r),
    "not defined below": (sp.log(u - 3 * radius) - 1, lambda r: 3 * r + mpmath.e),
}


def figure(*curves: tuple[str, sp.Expr], low: str = "1/20", high: str = "3", **more: Any) -> Figure:
    ends = {"low": sp.Rational(low), "high": sp.Rational(high)}
    return Figure(variable=radius, curves=curves, caption="Planted", **ends, **more)


def around(expression: sp.Expr, r: int, shown: str) -> tuple[int, int]:
    signed = partial(numerics.figure._signed, compiled(expression), Configuration({}, {radius: fmpq(r)}), u)
    return signs_around(signed, Decimal(shown))


def places_of(curve: Curve) -> list[fmpq]:
    return [*(place for place, _ in curve.points), *curve.left_out]


def is_rounded(shown: str, value: Any) -> bool:
    """Is it within half a unit of the last of its SOLVED_DIGITS digits?"""
    found = Decimal(shown)
    last = mpmath.mpf(10) ** (found.adjusted() - SOLVED_DIGITS + 1)
    return len(found.as_tuple().digits) <= SOLVED_DIGITS and bool(abs(mpmath.mpf(shown) - value) <= last / 2)


class TestValues:
    @pytest.mark.parametrize("name", KNOWN)
    def test_are_the_roots_rounded(self, name: str) -> None:
        expression, known = KNOWN[name]
        [curve] = drawn(figure((name, expression), unknown=u))
        assert len(curve.points) == SOLVED_STEPS + 1
        with mpmath.workdps(40):
            for r, shown in curve.points:
                assert is_rounded(shown, known(mpmath.mpf(int(r.p)) / int(r.q)).real)

    @given(st.fractions(min_value=Fraction(1, 10**30), max_value=10**30))
    def test_are_rounded_wherever_they_are(self, r: Fraction) -> None:
        """Squares of decimals of five digits are ties; only there is nothing shown."""
        place = fmpq(r.numerator, r.denominator)
        [shown] = solved(ROOT, u, [(place, Configuration({}, {radius: place}))])
        with mpmath.workdps(60):
            root = mpmath.sqrt(mpmath.mpf(r.numerator) / r.denominator)
            scaled = root * mpmath.mpf(10) ** (SOLVED_DIGITS - 1 - mpmath.floor(mpmath.log10(root)))
            if abs(scaled - mpmath.floor(scaled) - 0.5) > 1e-4:
                assert shown is not None
            assert shown is None or is_rounded(shown, root)

    def test_are_those_of_integrals_and_huge_dimensions(self) -> None:
        """Against gammainc and loggamma of mpmath: the dimension in which r balls have the volume, or the mass, 1."""
        n, most = dimension, mpmath.mpf(10) ** 12
        volume, mass = BallVolume(n, typical_radius(n)), BallMass(n, typical_radius(n))
        printed = over_ball(lambda s: sp.exp(-s), n, typical_radius(n))
        curves = tuple((str(e), sp.log(radius * e)) for e in (volume, mass, printed))
        found = drawn(figure(*curves, low="100", high="1000000000000", unknown=n, logarithmic=True))
        assert all(curve.left_out == () for curve in found)
        with mpmath.workdps(40):
            at = [mpmath.mpf(curve.points[-1][1]) for curve in found]
            for value, known in zip(at, (_volume, _mass, _printed), strict=True):
                half = mpmath.mpf(10) ** (mpmath.floor(mpmath.log10(value)) - SOLVED_DIGITS + 1) / 2
                assert (known(value - half) + mpmath.log(most)) * (known(value + half) + mpmath.log(most)) < 0

    def test_do_not_depend_on_the_places_before(self) -> None:
        [curve] = drawn(figure(("c", KNOWN["a product"][0]), unknown=u))
        for place, shown in curve.points:
            at = [(place, Configuration({}, {radius: place}))]
            assert [*solved(curve.expression, u, at)] == [shown]


def _reach(n: Any) -> Any:
    return mpmath.sqrt(n / (2 * mpmath.pi * mpmath.e))


def _volume(n: Any) -> Any:
    return n / 2 * mpmath.log(mpmath.pi) + n * mpmath.log(_reach(n)) - mpmath.loggamma(1 + n / 2)


def _area(n: Any) -> Any:
    return mpmath.log(2) + n / 2 * mpmath.log(mpmath.pi) - mpmath.loggamma(n / 2)


def _mass(n: Any) -> Any:
    return _area(n) + mpmath.log(mpmath.gammainc(n / 2, 0, _reach(n) ** 2) / 2)


def _printed(n: Any) -> Any:
    return _area(n) + mpmath.log(mpmath.gammainc(n, 0, _reach(n)))


class TestCertificate:
    @pytest.mark.parametrize(
        ("shown", "signs"),
        [("1.414", (-1, 1)), ("1.415", (1, 1)), ("1.413", (-1, -1)), ("1.414e+1", (1, 1)), ("1.414e-1", (-1, -1))],
    )
    def test_is_that_of_the_right_decimal_alone(self, shown: str, signs: tuple[int, int]) -> None:
        assert around(ROOT, 2, shown) == signs

    def test_below_a_power_of_ten_the_next_decimal_is_nearer(self) -> None:
        """The root of 0.99992 is 0.99996, which rounds to 1.000, and that of 0.9998 is 0.9999."""
        assert around(ROOT - sp.Rational(-8, 10**5), 1, "1.000") == (-1, 1)
        assert around(ROOT - sp.Rational(-2, 10**4), 1, "1.000") == (1, 1)

    @pytest.mark.parametrize("off", [1 + 1e-3, 1 - 1e-3])
    def test_a_proposal_that_is_a_little_off_is_put_right(self, monkeypatch: pytest.MonkeyPatch, off: float) -> None:
        self._propose(monkeypatch, mpmath.sqrt(2) * off)
        assert self._shown() == "1.414"

    @pytest.mark.parametrize("value", [1.42, 1.4, 14.14, 1e-9])
    def test_a_wrong_proposal_is_not_shown(self, monkeypatch: pytest.MonkeyPatch, value: float) -> None:
        self._propose(monkeypatch, value)
        assert self._shown() is None

    @pytest.mark.parametrize("expression", [sp.log(radius) + sp.log(u) - sp.log(radius * u), sp.sqrt(u**2 - radius)])
    def test_a_proposal_without_two_certain_signs_is_not_shown(
        self, monkeypatch: pytest.MonkeyPatch, expression: sp.Expr
    ) -> None:
        """Zero everywhere, which balls cannot tell; positive above the root and without a value below it."""
        self._propose(monkeypatch, mpmath.sqrt(2))
        assert self._shown(expression) is None

    def _propose(self, monkeypatch: pytest.MonkeyPatch, value: Any) -> None:
        monkeypatch.setattr(numerics.figure, "_from_one", lambda _: (float(mpmath.log(value)), 1.0))

    def _shown(self, expression: sp.Expr = ROOT) -> str | None:
        [shown] = solved(expression, u, [(fmpq(2), Configuration({}, {radius: fmpq(2)}))])
        return shown

    def test_signs_that_are_not_certain_decide_nothing(self) -> None:
        assert signs_around(lambda value: arb(0, 1), Decimal("1.414")) == (0, 0)
        assert signs_around(lambda value: None, Decimal("1.414")) == (0, 0)


class TestLeftOut:
    @pytest.mark.parametrize(
        "expression",
        [
            u**2 + radius,  # positive everywhere
            (u - radius) ** 2,  # touches zero
            sp.log(-u - radius),  # defined nowhere
            u - 10**40 * radius,  # beyond what is looked for
            radius / (u + radius) ** 2,  # positive, and smaller and smaller
            sp.log(radius) + sp.log(u) - sp.log(radius * u),  # zero everywhere, which balls cannot tell
        ],
    )
    def test_where_no_change_of_sign_is_certain(self, expression: sp.Expr) -> None:
        [curve] = drawn(figure(("c", expression), unknown=u))
        assert curve.points == ()
        assert len(curve.left_out) == SOLVED_STEPS + 1

    def test_where_there_is_none_and_nowhere_else(self) -> None:
        [curve] = drawn(figure(("c", u**2 - (radius - 1)), low="1/2", high="3", unknown=u))
        assert all(place <= 1 for place in curve.left_out)
        assert all(place > 1 for place, _ in curve.points)
        assert curve.left_out
        assert curve.points

    def test_beyond_what_is_looked_for(self) -> None:
        """Although the values before lead there, and far beyond the floats."""
        [curve] = drawn(figure(("c", u - radius**90), low="1", high="10", unknown=u, logarithmic=True))
        assert {place for place, _ in curve.points} == {place for place in places_of(curve) if place**90 < 2**90}
        assert curve.points

    def test_on_logarithmic_axes_what_is_not_positive(self) -> None:
        [curve] = drawn(figure(("c", sp.log(radius)), low="1/10", high="10", logarithmic=True))
        assert all(place <= 1 for place in curve.left_out)
        assert all(Decimal(value) > 0 for _, value in curve.points)
        assert fmpq(1) in curve.left_out
        assert len(curve.points) == STEPS // 2


class TestPlaces:
    def test_are_at_equal_ratios_from_end_to_end(self) -> None:
        found = [*places(figure(("r", radius), low="1/3", high="1000000", logarithmic=True))]
        assert len(found) == STEPS + 1
        assert (found[0], found[-1]) == (fmpq(1, 3), fmpq(10**6))
        ratio = (3 * 10**6) ** (1 / STEPS)
        near = 2 * 10 ** (1 - DIGITS)
        assert all(abs(float(int((b / a).p) / int((b / a).q)) / ratio - 1) < near for a, b in pairwise(found))

    def test_hold_the_powers_of_ten_exactly(self) -> None:
        found = [*places(figure(("r", radius * u), low="100", high="1000000000000", logarithmic=True, unknown=u))]
        assert len(found) == SOLVED_STEPS + 1
        assert {fmpq(10**k) for k in range(2, 13)} <= {*found}

    @pytest.mark.parametrize("logarithmic", [False, True])
    def test_hold_those_of_the_table(self, logarithmic: bool) -> None:
        tabled = (sp.Rational(1, 20), sp.Rational(1, 7), sp.Integer(2))
        found = [*places(figure(("r", radius), tabled=tabled, logarithmic=logarithmic))]
        assert found == sorted(found)
        assert len(found) == STEPS + 3
        assert {fmpq(1, 20), fmpq(1, 7), fmpq(2)} <= {*found}


class TestWhatIsAskedFor:
    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[fmpq]:
        """The values of the unknown at which the expression is evaluated."""
        values, signed = [], numerics.figure._signed

        def counted(*given: Any) -> arb | None:
            values.append(given[-1])
            return signed(*given)

        monkeypatch.setattr(numerics.figure, "_signed", counted)
        return values

    @pytest.mark.parametrize("name", ["a product", "sqrt r"])
    def test_is_few_values_a_place(self, asked: list[fmpq], name: str) -> None:
        """An expression may hold integrals; from the second place on the values before say where to look."""
        drawn(figure((name, KNOWN[name][0]), unknown=u, low="100", high="1000000000000", logarithmic=True))
        assert SOLVED_STEPS < len(asked) <= 8 * (SOLVED_STEPS + 1)

    def test_is_never_an_integer(self, asked: list[fmpq]) -> None:
        """As exponents inside an integral these cost products one by one."""
        drawn(figure(("c", u**2 / 7 - radius**4), unknown=u, low="1", high="1000000000000", logarithmic=True))
        assert asked
        assert all(value.q != 1 for value in asked)

    def test_that_is_huge_ends_also_in_an_integral(self) -> None:
        [curve] = drawn(figure(("c", radius + over_ball(lambda s: sp.exp(-s), u, typical_radius(u))), unknown=u))
        assert curve.points == ()
