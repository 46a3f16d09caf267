"""The parts of the experiment `retrieval`, each against an oracle of its own."""

from __future__ import annotations

from collections import Counter
from math import exp, inf, sqrt

import numpy as np
import pytest
import sympy as sp
import torch
from torch import Tensor

from numerics.experiments.retrieval.cell import sharing
from numerics.experiments.retrieval.copies import copies_of, nearest_stored, single_errors
from numerics.experiments.retrieval.patterns import at_rest, gaps, patterns_of, radii, recalled
from numerics.transformers.memoriser import Task, untrained
from numerics.transformers.model import Transformer
from tests.models.claimed import claims_of
from theory.symbols import factor, m, radius, separation

TASK = Task(
    rows=9, length=6, vocabulary=4, width=8, layers=2, heads=2, rate=0.01, steps=2, warm_up=0, seed=3
)  # fmt: skip


@pytest.fixture(scope="module")
def model() -> Transformer:
    return untrained(TASK, "cpu")


@pytest.fixture(scope="module")
def tokens() -> Tensor:
    return torch.from_numpy(TASK.corpus.train.tokens.astype(np.int64))


def scattered(count: int, width: int, spread: float, seed: int = 0) -> Tensor:
    """Points of a Gaussian cloud."""
    return spread * torch.randn(count, width, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


class TestPatterns:
    def test_are_one_for_each_beginning(self, model: Transformer, tokens: Tensor) -> None:
        found = patterns_of(model, tokens)
        beginnings = {tuple(row[1 : 1 + k]) for row in tokens.tolist() for k in range(1, TASK.length)}
        assert {len(states) for states in found.states} == {len(beginnings)}
        assert sorted(set(found.number.flatten().tolist())) == list(range(len(beginnings)))

    def test_are_the_states_at_its_last_token(self, model: Transformer, tokens: Tensor) -> None:
        found = patterns_of(model, tokens)
        for row in range(TASK.rows):
            for k in range(1, TASK.length):
                own = model.states(tokens[row : row + 1, : 1 + k])[1:]
                for states, mine in zip(found.states, own, strict=True):
                    torch.testing.assert_close(states[found.number[row, k - 1]], mine[0, -1])

    def test_have_their_distance_from_the_nearest_other(self) -> None:
        points = scattered(30, 5, 2.0)
        apart = torch.cdist(points, points).fill_diagonal_(inf)
        torch.testing.assert_close(gaps(points), apart.min(dim=1).values)


class TestRadii:
    """Against the hypotheses of the claim `storage+explicit` themselves."""

    [claim] = (one for one in claims_of("storage") if one.part == "+explicit")

    def test_are_held_against_all_hypotheses_but_what_delta_is(self) -> None:
        assert len(self.claim.hypotheses) == 5
        assert self.claim.hypotheses[0].lhs == separation

    def holds(self, gap: float, others: int, r: float, q: float) -> bool:
        _, *explicit = self.claim.hypotheses
        values = {separation: gap, m: others, radius: r, factor: q}
        return all(bool(sp.Rel(*(side.subs(values) for side in (one.lhs, one.rhs)), one.op)) for one in explicit)

    def pull(self, gap: float, others: int, r: float) -> float:
        """The least q, but for rounding."""
        return 2 * others * gap**2 * exp(-gap * (gap - 2 * r)) * (1 + 1e-12)

    @pytest.mark.parametrize(("gap", "others"), [(2.0, 1), (3.2, 10), (4.0, 900), (6.0, 900), (11.0, 4000)])
    def test_are_the_largest_with_which_a_pattern_is_stored(self, gap: float, others: int) -> None:
        found = float(radii(torch.tensor([gap], dtype=torch.float64), others))
        assert found > 0
        inside, outside = found * (1 - 1e-6), found * (1 + 1e-6)
        assert self.holds(gap, others, inside, self.pull(gap, others, inside))
        assert not any(
            self.holds(gap, others, outside, q) for q in (*np.linspace(0.01, 1, 100), self.pull(gap, others, outside))
        )

    @pytest.mark.parametrize(("gap", "others"), [(0.0, 1), (1.5, 1), (1.58, 1), (2.0, 10), (3.2, 900)])
    def test_are_0_where_none_is_enough(self, gap: float, others: int) -> None:
        assert float(radii(torch.tensor([gap], dtype=torch.float64), others)) == 0
        for r in np.linspace(0.001, 2, 60):
            pull = self.pull(gap, others, r)
            assert not self.holds(gap, others, r, pull)
            assert not any(self.holds(gap, others, r, q) for q in (0.25, 0.5, 0.999))


class TestRecall:
    def test_steps_are_weighed_means_until_they_rest(self) -> None:
        patterns, points = scattered(20, 4, 2.0), scattered(7, 4, 2.0, seed=1)
        end, last = at_rest(points, patterns)
        for _ in range(400):
            points = torch.softmax(-(torch.cdist(points, patterns) ** 2), dim=1) @ patterns
        assert last <= 1e-9
        torch.testing.assert_close(end, points, atol=1e-6, rtol=0)

    def test_what_is_within_is_led_back(self) -> None:
        patterns = scattered(40, 8, 3.0)
        own = torch.arange(len(patterns)).repeat(5)
        found = recalled(patterns[own] + scattered(200, 8, 0.5, seed=1), own, patterns)
        assert 20 < int(found.within.sum()) < 200
        assert bool(found.back[found.within].all())

    def test_what_is_at_another_pattern_is_not(self) -> None:
        patterns = scattered(40, 8, 3.0)
        found = recalled(patterns, torch.arange(40).roll(1), patterns)
        assert not bool(found.within.any())
        assert not bool(found.back[found.radius.roll(-1) > 0].any())

    def test_two_patterns_at_distance_root_2_are_not_stored(self) -> None:
        patterns = torch.tensor([[0.0], [sqrt(2) - 0.01]], dtype=torch.float64)
        found = recalled(patterns, torch.arange(2), patterns)
        assert found.radius.tolist() == [0, 0]
        assert not bool(found.within.any())
        end, _ = at_rest(patterns, patterns)
        assert float(end.std()) < 0.1  # both come to rest near the middle


class TestCopies:
    def test_have_errors_as_often_as_they_are_told(self, tokens: Tensor) -> None:
        copies = copies_of(tokens, TASK.vocabulary, ("1/16", "1/2"), 4000, seed=0)
        assert copies.rows.tolist() == [k % TASK.rows for k in range(4000)] * 2
        wrong = (copies.given != tokens[copies.rows, :4])[:, 1:].double()
        assert float(wrong[:4000].mean()) == pytest.approx(1 / 16, abs=0.01)
        assert float(wrong[4000:].mean()) == pytest.approx(1 / 2, abs=0.02)

    def test_have_any_other_token_in_place(self, tokens: Tensor) -> None:
        copies = copies_of(tokens, TASK.vocabulary, ("1/2",), 4000, seed=0)
        assert set(copies.given[:, 0].tolist()) == {TASK.vocabulary}
        before, after = tokens[copies.rows, 1:4].flatten(), copies.given[:, 1:].flatten()
        found = Counter(zip(before.tolist(), after.tolist(), strict=True))
        assert found.keys() == {(a, b) for a in range(4) for b in range(4)}

    def test_with_one_error_are_all_there_are(self, tokens: Tensor) -> None:
        copies = single_errors(tokens, TASK.vocabulary, 100, seed=0)
        given = {(row, *copy) for row, copy in zip(copies.rows.tolist(), copies.given.tolist(), strict=True)}
        assert len(given) == len(copies.given) == TASK.rows * 3 * 3
        assert set((copies.given != tokens[copies.rows, :4]).sum(dim=1).tolist()) == {1}

    def test_with_one_error_are_as_many_of_each_sequence(self, tokens: Tensor) -> None:
        copies = single_errors(tokens, TASK.vocabulary, 5, seed=0)
        assert set(Counter(copies.rows.tolist()).values()) == {5}

    def test_the_nearest_stored_half_is_found(self, tokens: Tensor) -> None:
        copies = copies_of(tokens, TASK.vocabulary, ("1/4",), 50, seed=1)
        halves = [tuple(row[:4]) for row in tokens.tolist()]
        for row, copy, found in zip(
            copies.rows.tolist(), copies.given.tolist(), nearest_stored(tokens, copies), strict=True
        ):
            differ = [sum(a != b for a, b in zip(half, copy, strict=True)) for half in halves]
            assert float(found) == ((differ[row] == min(differ)) / differ.count(min(differ)))

    def test_how_many_begin_alike_is_counted(self, tokens: Tensor) -> None:
        counts = Counter(tuple(row[:3]) for row in tokens.tolist())
        assert sharing(tokens[:, :3]).tolist() == [counts[tuple(row[:3])] for row in tokens.tolist()]
        assert max(counts.values()) > 1
