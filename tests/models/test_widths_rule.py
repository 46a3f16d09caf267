"""The rule of Appendix F.3 and the search for the largest set that is memorised are what step by step gives too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.experiments.widths import parameters
from numerics.experiments.widths.random_sets import boundary
from numerics.experiments.widths.rule import differences, interpolated, is_over, least_size
from numerics.experiments.widths.runs import lines_until, shape_of
from numerics.transformers.model import Transformer
from numerics.transformers.run import Line
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import train
from tests.models.small import memories


def lines_of(trains: list[float], held: list[float], every: int = 10) -> list[Line]:
    """Lines of metrics with these losses."""
    return [
        {"step": every * (k + 1), "train": a, "validation": b}
        for k, (a, b) in enumerate(zip(trains, held, strict=True))
    ]


class TestDifferences:
    @given(st.lists(st.tuples(st.floats(0, 9), st.floats(0, 9)), min_size=4, max_size=20), st.integers(1, 3))
    def test_are_those_of_the_lines_around_the_least(self, losses: list[tuple[float, float]], count: int) -> None:
        """By counting lines: the least of all but the last `count`; so many up to it, and so many after it."""
        trains, held = (list(each) for each in zip(*losses, strict=True))
        found = differences(lines_of(trains, held), 10 * count, "validation")
        sought = held[: len(held) - count]
        place = sought.index(min(sought))
        squares = [(loss - min(sought)) ** 2 for loss in trains]
        assert (found.least, found.step) == (min(sought), 10 * (place + 1))
        assert list(found.before) == squares[max(0, place + 1 - count) : place + 1]
        assert list(found.after) == squares[place + 1 : place + 1 + count]
        assert len(found.after) == count

    def test_need_a_window_after_the_least(self) -> None:
        with pytest.raises(ValueError, match=r"\Aa run of 20 steps has no line with 20 steps after it\Z"):
            differences(lines_of([1, 1], [1, 1]), 20, "validation")

    def test_end_when_the_least_is_old(self) -> None:
        lines = lines_of([0] * 5, [3, 2, 2.5, 2.1, 1.9])
        assert [is_over(lines[:k], 20, "validation") for k in range(1, 6)] == [False, False, False, True, False]


class TestRule:
    def test_gives_table_3(self) -> None:
        """Its errors as printed, with a limit that takes what is printed .04 and .02 as the paper takes it."""
        printed = (
            ((16706, 19038, 21418, 23798), (0.07, 0.05, 0.04, 0.04), 21418),
            ((21418, 23798, 26178, 28557), (0.05, 0.04, 0.02, 0.02), 26178),
            ((26178, 28557, 30937, 33317), (0.05, 0.04, 0.02, 0.02), 30937),
        )
        assert [least_size(sizes, errors, 0.041) for sizes, errors, _ in printed[:1]] == [21418]
        assert [least_size(sizes, errors, 0.04) for sizes, errors, _ in printed[1:]] == [26178, 30937]

    @given(st.floats(0.3, 4), st.floats(0.01, 0.3), st.integers(10, 1000))
    def test_finds_where_a_power_law_meets_the_limit(self, power: float, limit: float, first: int) -> None:
        """Errors c D^-power with c such that D* is between the second size and the third."""
        sizes = [first, 2 * first, 4 * first, 8 * first]
        true = 3 * first
        errors = [limit * (true / size) ** power for size in sizes]
        assert interpolated(sizes, errors, limit) == pytest.approx(true)
        assert least_size(sizes, errors, limit) == 4 * first

    @pytest.mark.parametrize("rule", [least_size, interpolated])
    def test_keeps_to_the_ends_of_the_grid(self, rule: Callable[..., float]) -> None:
        sizes = [4, 8, 16]
        assert rule(sizes, [0.3, 0.2, 0.1], 0.05) == 32
        assert rule(sizes, [0.03, 0.2, 0.1], 0.05) == 4
        assert rule(sizes, [0.3, 0.05, 0.05], 0.05) == 32, "an error that is no less than the limit does not do"

    def test_takes_the_least_of_all_where_errors_do_not_fall(self) -> None:
        assert least_size([1, 2, 4, 8], [0.3, 0.02, 0.3, 0.02], 0.04) == 2


class TestSearch:
    @given(st.integers(2, 12), st.data())
    def test_finds_the_boundary_from_anywhere(self, places: int, data: st.DataObject) -> None:
        last, begin = data.draw(st.integers(-1, places - 1)), data.draw(st.integers(0, places - 1))
        asked: list[int] = []

        def is_memorised(place: int) -> bool:
            asked.append(place)
            return place <= last

        assert boundary(places, begin, is_memorised) == last
        assert len(set(asked)) == len(asked) <= abs(begin - last) + 2
        assert all({place, place + 1} <= set(asked) for place in [last] if 0 <= last < places - 1)


class TestRuns:
    def test_end_with_the_first_line_that_is_enough(self) -> None:
        """And are the lines of the whole run up to there."""
        corpus = memories()
        shape = shape_of(corpus, {"width": 8, "layers": 1, "head": 8})
        how = Optimisation(steps=9, batch=4, warm_up=2, every=2)
        whole = train(corpus, shape, how, device="cpu").lines
        assert lines_until(corpus, shape, how, "cpu", lambda lines: False) == whole
        assert lines_until(corpus, shape, how, "cpu", lambda lines: len(lines) == 3) == whole[:3]

    @pytest.mark.parametrize("width", [8, 16, 32])
    def test_have_as_many_parameters_as_is_said(self, width: int) -> None:
        made = Transformer(shape_of(memories(), {"width": width, "layers": 2, "head": 8}))
        assert made.parameters_of_layers() == parameters(width)
