"""A ledger as tests read it, and its claims by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Ledger = Mapping[str, Any]


def by_id(ledger: Ledger) -> dict[str, Any]:
    return {claim["id"]: claim for claim in ledger["claims"]}
