"""What is kept of a term is kept for the facts and indices in scope, and for no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from theory.kernel import Context, Gap, Relation, Sum, check_defined, foreign, is_zero, normal
from theory.symbols import i, j, n, x

a = sp.Symbol("a", real=True)
OPEN = Context()
POSITIVE = Context(facts=(Relation(a, ">", sp.S.Zero),))
NEGATIVE = Context(facts=(Relation(a, "<", sp.S.Zero),))


def test_a_logarithm_is_defined_under_its_fact_alone() -> None:
    for _ in range(2):
        check_defined(sp.log(a), POSITIVE)
        for other in (OPEN, NEGATIVE):
            with pytest.raises(Gap):
                check_defined(sp.log(a), other)


def test_an_entry_is_defined_where_its_index_is_in_scope() -> None:
    inside = OPEN.fixing(i, n)
    for _ in range(2):
        check_defined(x[i], inside)
        for other in (OPEN, OPEN.fixing(j, n)):
            with pytest.raises(Gap):
                check_defined(x[i], other)


def test_the_normal_form_is_that_of_the_facts_in_scope() -> None:
    size = sp.Abs(a)
    for _ in range(2):
        assert normal(size, POSITIVE) == a
        assert normal(size, NEGATIVE) == -a
        assert normal(size, OPEN) not in (a, -a)
        assert is_zero(size - a, POSITIVE)
        assert not is_zero(size - a, NEGATIVE)
        assert not is_zero(size - a, OPEN)


def test_a_fact_read_the_other_way_is_another() -> None:
    weak = replace(POSITIVE, facts=(Relation(a, ">=", sp.S.Zero),))
    for _ in range(2):
        check_defined(sp.log(a), POSITIVE)
        with pytest.raises(Gap):
            check_defined(sp.log(a), weak)


def test_a_number_is_told_from_a_float_of_its_value() -> None:
    for two, wanted in ((sp.Integer(2), None), (sp.Float(2), sp.Float(2)), (sp.Integer(2), None)):
        found = foreign(Sum.over(two * x[i], i, n))
        assert found == wanted
