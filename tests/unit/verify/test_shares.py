"""Every claim is given to one worker, and workers keep to neighbours while they can."""

from __future__ import annotations

import pytest

from verify.shares import Shares

NAMES = [f"claim {number}" for number in range(23)]


@pytest.mark.parametrize("workers", [1, 2, 3, 8, 23])
@pytest.mark.parametrize("idle", [None, 0, 1])
def test_every_name_is_given_once(workers: int, idle: int | None) -> None:
    """Also where one worker takes nothing after its first."""
    shares, given = Shares(NAMES, workers), []
    active = [worker for worker in range(workers) if worker != idle] or [0]
    turn = 0
    while (name := shares.next(active[turn % len(active)])) is not None:
        given.append(name)
        turn += 1
    assert sorted(given) == sorted(NAMES)
    assert all(shares.next(worker) is None for worker in range(workers))


def test_two_workers_go_through_the_order_from_both_ends() -> None:
    shares = Shares(NAMES, 2)
    first = [shares.next(0) for _ in range(15)]
    second = [shares.next(1) for _ in range(8)]
    assert first == NAMES[:15]
    assert second == NAMES[:14:-1]


def test_whoever_is_done_takes_from_the_longest_stretch() -> None:
    shares = Shares(NAMES[:9], 3)
    assert [shares.next(0) for _ in range(3)] == NAMES[:3]
    assert shares.next(1) == NAMES[5]
    assert shares.next(0) == NAMES[8]
