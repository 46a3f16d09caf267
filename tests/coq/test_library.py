"""The examples of our Coq library: what its tactics and lemmas prove, and what they refuse."""

from __future__ import annotations

from pathlib import Path

from verify.coq.audit import ALLOWED, assumptions
from verify.coq.compiler import compile_file

EXAMPLES = Path(__file__).with_name("Examples.v")


def test_all_examples_are_as_they_say(honest: Path) -> None:
    (honest / "Examples.v").write_text(EXAMPLES.read_text(encoding="utf-8"), encoding="utf-8")
    assert assumptions(compile_file(honest, "Examples")) <= ALLOWED
