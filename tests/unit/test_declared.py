"""Letters of a paper of one's own stand beside the shared ones and take the place of none."""

from __future__ import annotations

import pytest
import sympy as sp

from theory import meanings
from theory.declare import declare
from theory.kernel import Family, Ill
from theory.latex import latex
from theory.symbols import n


@pytest.fixture(autouse=True)
def _tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares is gone after it."""
    for table in (meanings.LATEX, meanings.MEANING):
        monkeypatch.setitem(table, "gain_own", "")
        monkeypatch.delitem(table, "gain_own")


def test_a_letter_is_printed_as_it_is_declared() -> None:
    gain = declare(sp.Symbol("gain_own", positive=True), latex=r"\mathfrak{g}", meaning="the gain of a layer")
    assert latex(gain) == r"\mathfrak{g}"
    assert declare(gain, latex=r"\mathfrak{g}", meaning="the gain of a layer") is gain


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (sp.Symbol("beta", positive=True), {"latex": "b", "meaning": "the inverse temperature, positive"}),
        (sp.Symbol("beta", positive=True), {"latex": r"\beta", "meaning": "something else"}),
        (Family("rho", n), {"latex": r"\rho", "meaning": "a point"}),
        (sp.Symbol("new_own"), {"latex": "", "meaning": "a number"}),
        (sp.Symbol("new_own"), {"latex": "N", "meaning": ""}),
    ],
)
def test_a_name_that_is_taken_or_says_nothing_is_refused(letter: sp.Symbol | Family, said: dict[str, str]) -> None:
    with pytest.raises(Ill):
        declare(letter, **said)
