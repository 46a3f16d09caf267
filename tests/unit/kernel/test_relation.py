"""Relations: mirrored, composed, and what one gives of another."""

import pytest

from tests.unit.kernel.proving import relation
from theory.kernel import Ill, Op, compose, implies
from theory.symbols import d, n


@pytest.mark.parametrize(
    ("ops", "whole"),
    [
        (["=", "="], "="),
        (["=", "<="], "<="),
        (["<=", "<", "="], "<"),
        ([">=", ">="], ">="),
        ([">", "="], ">"),
        ([], "="),
    ],
)
def test_one_strict_step_makes_the_chain_strict(ops: list[Op], whole: Op) -> None:
    assert compose(ops) == whole


@pytest.mark.parametrize("ops", [["<=", ">="], ["<", "=", ">"], ["<=", ">"]])
def test_a_chain_in_two_directions_shows_nothing(ops: list[Op]) -> None:
    with pytest.raises(Ill, match="no direction"):
        compose(ops)


def test_what_a_relation_gives() -> None:
    signs: tuple[Op, ...] = ("=", "<", "<=", ">", ">=")
    given = {(a, b) for a in signs for b in signs if implies(a, b)}
    weaker = {("=", "<="), ("=", ">="), ("<", "<="), (">", ">=")}
    assert given == weaker | {(a, a) for a in signs}


def test_the_slack_is_the_larger_side_minus_the_smaller() -> None:
    assert relation(n, "<=", d).slack == d - n
    assert relation(n, ">", d).slack == n - d
    assert relation(n, ">", d).mirrored == relation(d, "<", n)
    assert relation(n, ">=", d).upward == relation(d, "<=", n)
