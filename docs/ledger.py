"""The ledger and the papers, as the pages of the site read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]

STATEMENTS = "statements.html"  # the page that `python -m verify` writes, as the site has it
LEDGER = Path(__file__).parents[1] / "build" / "verify" / "ledger.json"


class NoLedger(Exception):
    """There is no ledger yet: `python -m verify` writes it."""


@lru_cache(maxsize=1)
def ledger() -> Record:
    """What the last full run of `python -m verify` found."""
    if not LEDGER.is_file():
        raise NoLedger(f"{LEDGER} is missing: run python -m verify, as nox -s docs does")
    found = json.loads(LEDGER.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@lru_cache(maxsize=1)
def claims() -> Mapping[str, Record]:
    """The claims of the ledger by id."""
    return {claim["id"]: claim for claim in ledger()["claims"]}


def page_of(claim: Record) -> str:
    """The file of the site in which the claim stands; its id is the anchor there."""
    return f"generated/findings/{claim['paper']}.html"
