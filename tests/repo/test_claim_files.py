"""A claim file is data: it pins the verdict it expects and can produce none."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.repo.sources import modules, shown, tree
from theory.claim_file import faults

CLAIM_FILES = [path for path in modules("theory/papers") if path.name != "__init__.py"]


@pytest.mark.parametrize("path", CLAIM_FILES, ids=shown)
def test_mentions_a_verdict_only_as_what_it_expects_and_makes_no_rule(path: Path) -> None:
    assert list(faults(tree(path), of_claims=not path.name.startswith("_"))) == []


def test_there_are_claim_files() -> None:
    assert len(CLAIM_FILES) >= 10


@pytest.mark.parametrize(
    "planted",
    [
        "verdict = Holds('derived', 'everywhere')",
        "Claim(verdict=Holds)",
        "Claim(verdict='holds')",
        "Claim(expects=Holds('derived', ''))",
        "from theory.kernel.theorem import accept",
        "import theory.derive",
        "level = 'derived'",
        "import verify.judge",
        "from numerics.attack import attack",
        "from theory.kernel import prove",
        "from theory.kernel.chain import Support",
        "class Any:\n    pass",
        "from theory import catalogue",
        "from theory.kernel import theorem",
        "import theory.kernel.chain",
        "import os",
        "from others.helper import x",
        "__import__('theory.kernel.theorem')",
        "exec('1')",
        "import theory.kernel as k\nk.anything = None",
    ],
)
def test_a_planted_verdict_is_caught(planted: str) -> None:
    assert list(faults(ast.parse(planted)))


@pytest.mark.parametrize("innocent", ["from theory.verdict import Fails, Holds", "Claim(expects=Holds)"])
def test_an_expectation_is_allowed(innocent: str) -> None:
    assert list(faults(ast.parse(innocent))) == []


def test_a_file_of_quantities_may_define_them_and_judge_nothing() -> None:
    own = "from theory.kernel.quantity import Quantity\nclass Own(Quantity):\n    pass"
    assert list(faults(ast.parse(own), of_claims=False)) == []
    assert [what for _, what in faults(ast.parse(own))] == ["theory.kernel.quantity", "class Own"]
    assert list(faults(ast.parse("from verify.judge import judge"), of_claims=False))
