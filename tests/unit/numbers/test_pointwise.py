"""`decide` answers True or False only where that is certain, and strictness counts at equality."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration, rational
from numerics.exact import Undefined
from numerics.pointwise import LADDER, Decision, decide, decide_slack, enclosure, sign_of, vanishes
from tests.unit.numbers.clock import seconds
from tests.unit.numbers.oracle import NoValue, Oracle, TooClose
from tests.unit.numbers.trees import Trees, a, b, configuration
from theory.kernel import Max, Min, Op, Relation, Sum
from theory.quantities import LogSumExp
from theory.symbols import i, j, n, x

OPS: tuple[Op, ...] = ("=", "<", "<=", ">", ">=")
TRUE_AT = {-1: {"<", "<="}, 0: {"=", "<=", ">="}, 1: {">", ">="}}
c = sp.Symbol("c", real=True)
X = x.vector()


def scalars(first: int | str, second: int = 1) -> Configuration:
    return Configuration({}, {a: rational(first), c: fmpq(second)})


def row(*entries: int) -> Configuration:
    return Configuration({n: len(entries)}, {x.symbol: tuple(map(fmpq, entries))})


@pytest.mark.parametrize("op", OPS)
@pytest.mark.parametrize("sign", [-1, 0, 1])
class TestEachRelation:
    """a op c is true exactly for the signs of a - c that op names."""

    def test_of_rationals(self, op: Op, sign: int) -> None:
        found = decide(Relation(a, op, c), scalars(5 + sign, 5))
        assert found.holds is (op in TRUE_AT[sign])
        assert found.exactly_zero is (sign == 0)

    def test_of_rationals_that_differ_by_little(self, op: Op, sign: int) -> None:
        tiny = sp.Rational(sign, 10**900)
        assert decide(Relation(a + tiny, op, a), scalars(5)).holds is (op in TRUE_AT[sign])

    def test_of_balls(self, op: Op, sign: int) -> None:
        found = decide(Relation(sp.exp(a) + sp.Rational(sign, 10**100), op, sp.exp(a)), scalars(1))
        assert found.holds is (op in TRUE_AT[sign])

    def test_equality_of_balls_is_undecided_and_decided_symbolically(self, op: Op, sign: int) -> None:
        relation = Relation(sp.exp(a) * sp.exp(c) + sign, op, sp.exp(a + c))
        found = decide(relation, scalars("1/3", 2))
        assert found.holds is (None if sign == 0 else op in TRUE_AT[sign])
        assert decide(relation, scalars("1/3", 2), symbolic=True).holds is (op in TRUE_AT[sign])

    def test_mirrored_it_is_the_same(self, op: Op, sign: int) -> None:
        relation = Relation(sp.exp(a), op, sp.exp(c) + 0)
        where = scalars(sign, 0)
        assert decide(relation, where).holds == decide(relation.mirrored, where).holds


class TestDecide:
    """Undecided where there is no value; slack with the sign that the relation asks for."""

    def test_without_a_value_it_is_undecided_for_every_relation(self) -> None:
        for op in OPS:
            for e in (sp.log(a), 1 / a, sp.sqrt(a - 1), 0 * c + sp.log(a) - 2 * sp.log(2 * a)):
                assert decide(Relation(e, op, c), scalars(0), symbolic=True) == Decision(None, None)

    def test_a_slack_is_negative_exactly_where_the_relation_is_violated(self) -> None:
        assert decide(Relation(a, ">=", c), scalars(1, 3)).slack == -2
        assert decide(Relation(a, "<=", c), scalars(1, 3)).slack == 2

    def test_precision_rises_until_it_is_decided(self) -> None:
        relation = Relation(sp.exp(sp.Rational(1, 10**200)), ">", 1 + sp.Rational(1, 10**200))
        assert decide(relation, scalars(0)).holds is True
        assert decide_slack(compiled(relation.slack), relation, scalars(0), ladder=(64,)).holds is None

    def test_the_normal_form_is_asked_only_what_no_precision_tells(self) -> None:
        """exp(-300 e) is seen at 1728 bits, and no closed form has a value for an exponential of an exponential."""
        high = sp.exp(sp.exp(a))
        relation = Relation((high + 1) ** 2 + sp.exp(-300 * sp.exp(a)), ">", high**2 + 2 * high + 1)
        asked: list[sp.Expr] = []

        def last(e: sp.Expr, at: Configuration) -> bool:
            asked.append(e)
            return True

        slack = compiled(relation.slack)
        assert decide_slack(slack, relation, scalars(1), vanishes, last, ladder=LADDER[:2]).exactly_zero
        assert len(asked) == 1
        assert decide_slack(slack, relation, scalars(1), vanishes, last).holds is True
        assert len(asked) == 1

    def test_sizes_are_numbers(self) -> None:
        assert decide(Relation(n, ">=", sp.Integer(2)), row(0)).holds is False
        assert decide(Relation(n, ">=", sp.Integer(2)), row(0, 0)).holds is True

    def test_a_sign_is_certain_or_none(self) -> None:
        assert [sign_of(fmpq(k)) for k in (-2, 0, 3)] == [-1, 0, 1]
        assert sign_of((fmpq(1), arb(0, 0.5))) == 1
        assert sign_of((fmpq(-1), arb(0, 0.5))) == -1
        assert sign_of((fmpq(0), arb(0, 0.5))) is None
        assert sign_of((fmpq(0), arb("nan"))) is None

    def test_an_enclosure_is_written_as_a_rational_or_a_ball(self) -> None:
        assert enclosure(fmpq(-2, 3)) == "-2/3"
        assert "+/-" in enclosure((fmpq(1, 3), arb(1, 0.001)))


class TestVanishes:
    """Yes only where the value is zero."""

    @pytest.mark.parametrize("seed", range(5))
    def test_never_yes_of_a_value_that_is_not_zero(self, seed: int) -> None:
        trees, met = Trees(seed), 0
        for number in range(15):
            where = configuration(50 * seed + number, d_=2, n_=2)
            e = trees.expression()
            for candidate in (e, e - trees.expression(), e**2 - sp.Abs(e) ** 2 + sp.Rational(1, 10**40)):
                try:
                    true = Oracle(where).value(candidate)
                except (NoValue, TooClose):
                    continue
                met += 1
                if vanishes(candidate, where):
                    assert abs(true) < 2.0**-1000, f"{candidate} is {true} at {where.written()}"
        assert met > 15

    @pytest.mark.parametrize("e", [
        sp.log(6 * sp.exp(a)) - sp.log(2) - sp.log(3) - a,
        sp.sqrt(8 * b) - 2 * sp.sqrt(2 * b),
        Max(x.vector()) - Min(x.vector()) - Max.over(x[i] - Min(x.vector()), i, n),
        LogSumExp(x.vector()) + sp.log(2) - sp.log(Sum.over(2 * sp.exp(x[j]), j, n)),
        Sum.over(sp.exp(x[i]), i, n) ** 2 - Sum.over(Sum.over(sp.exp(x[i] + x[j]), j, n), i, n),
    ])  # fmt: skip
    def test_yes_of_what_the_normal_form_sees(self, e: sp.Expr) -> None:
        where = Configuration({n: 3}, {x.symbol: (fmpq(1), fmpq(-2), fmpq(5)), a: fmpq(1, 7), b: fmpq(3)})
        assert vanishes(e, where)

    @pytest.mark.parametrize("denominator", [1000, 10**30])
    @pytest.mark.parametrize("e", [
        LogSumExp(X) - Max(X) - sp.log(1 + (n - 1) * sp.exp(Min(X) - Max(X))),
        Max.over(x[i] + sp.log(n), i, n) - sp.log(n) - Max(x.vector()),
    ])  # fmt: skip
    def test_answers_soon_at_rationals_with_large_denominators(self, e: sp.Expr, denominator: int) -> None:
        where = Configuration({n: 2}, {x.symbol: (fmpq(0), fmpq(1, denominator))})
        with seconds(3):
            assert vanishes(e, where)

    @pytest.mark.parametrize("e", [
        sp.exp(a) - 2 * sp.exp(c) + 3, 1 / (1 + sp.exp(a)) - 5, (sp.exp(a) - 1) / (sp.exp(c) + 2 * sp.exp(a) - 7),
        sp.exp(a) / 3,
    ])  # fmt: skip
    @pytest.mark.parametrize("first", ["2/3", "-9", "143"])
    def test_yes_and_no_of_the_root_of_a_square(self, e: sp.Expr, first: str) -> None:
        at = scalars(first, 1)
        root = sp.sqrt(Sum.over(e**2, i, sp.Integer(1)))
        assert vanishes(root - sp.Abs(e), at) is True
        assert vanishes(root - sp.Abs(e) - sp.Rational(1, 10**40), at) is False
        assert vanishes(root + sp.Abs(e), at) is False
        assert vanishes(sp.sqrt(e**2 + sp.exp(a) ** 2) - sp.Abs(e), at) is None

    def test_equality_is_seen_where_a_value_is_known_only_at_high_precision(self) -> None:
        """The root of exp(-600) squared, written so that its argument is lost in 192 bits."""
        tiny = sp.exp(-600 * a)
        e = sp.sqrt((1 + tiny) ** 2 - 2 * (1 + tiny) + 1)
        assert decide(Relation(e, "=", tiny), scalars(1), symbolic=True).holds is True
        assert decide(Relation(e, "<", tiny), scalars(1), symbolic=True).holds is False

    @pytest.mark.parametrize("tiny", [10**20, 10**600])
    def test_no_of_a_tiny_number(self, tiny: int) -> None:
        with seconds(3):
            assert not vanishes(sp.log(a + sp.Rational(1, tiny)), scalars(1))
            assert not vanishes(sp.sqrt(2) * a - sp.sqrt(2 + sp.Rational(1, tiny)), scalars(1))

    @pytest.mark.parametrize("e", [
        sp.sqrt(a) * sp.sqrt(c) + 1, 1 / (1 / a**2 - 1 / (a + 1) ** 2), sp.Abs(sp.log(a)) - sp.pi,
    ])  # fmt: skip
    def test_no_where_there_is_no_real_value(self, e: sp.Expr) -> None:
        where = scalars(-1, -1)
        with pytest.raises(NoValue):
            Oracle(where).value(e)
        assert not vanishes(e, where)

    def test_no_and_no_crash_where_an_entry_of_an_extremum_has_no_value(self) -> None:
        assert not vanishes(Max.over(sp.log(x[i]), i, n), row(0, 1))

    def test_no_crash_on_what_decide_leaves_undefined(self) -> None:
        relation = Relation(Max.over(sp.log(x[i]), i, n), "<=", sp.S.Zero)
        assert decide(relation, row(0, 1), symbolic=True).holds is None
        with pytest.raises(Undefined):
            compiled(sp.zoo + a)
