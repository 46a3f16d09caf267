"""How the lines of a script are filled."""

from __future__ import annotations

import pytest

from verify.report.script.layout import side_by_side


class TestAssignmentsSideBySide:
    def test_fill_the_lines_that_have_room(self) -> None:
        assert side_by_side([("a", "1"), ("b", "2" * 12), ("c", "3")], 16) == ["a, c = 1, 3", f"b = {'2' * 12}"]

    @pytest.mark.parametrize("width", [5, 20, 100])
    def test_stand_below_what_they_need(self, width: int) -> None:
        pairs = [("a", "1"), ("b", "a + 1"), ("c", "b + a"), ("e", "2"), ("f", "e + a")]
        known: dict[str, int] = {}
        exec("\n".join(side_by_side(pairs, width)), known)
        assert (known["b"], known["c"], known["f"]) == (2, 3, 3)
