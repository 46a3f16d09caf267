"""An earlier ledger, read from the file that it was written to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Any

from verify.ledger import VERSION

Record = Mapping[str, Any]

_WAY_OUT = "--diff takes the ledger.json of an earlier run"
_OF_CLAIMS: Mapping[str, type | UnionType] = {
    "id": str, "verdict": str, "fingerprint": str, "as_expected": bool,
    **dict.fromkeys(("witness", "violated", "measured"), dict | None),
    **dict.fromkeys(("statement_text", "hypotheses", "uses", "trust", "repaired_by", "sharpened_by"), list),
}  # fmt: skip
_OF_STATEMENTS: Mapping[str, type | UnionType] = {"id": str, "verdict": str, "readings": dict}


class NotALedger(Exception):
    """The file to compare with is no ledger that this version can read."""


def read(path: Path) -> Record:
    """The ledger in that file; NotALedger with the way out where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotALedger(f"{path}: {error.strerror}; {_WAY_OUT}") from error
    except (ValueError, RecursionError) as error:
        raise NotALedger(f"{path}: it is not JSON; {_WAY_OUT}") from error
    if not isinstance(found, dict) or "schema" not in found:
        raise NotALedger(f"{path}: it is not a ledger; {_WAY_OUT}")
    if found["schema"] != VERSION:
        was = json.dumps(found["schema"])
        raise NotALedger(f"{path}: its schema is {was}, here it is {VERSION}; make that ledger again with this version")
    if not _is_whole(found):
        raise NotALedger(f"{path}: parts of the ledger are missing; {_WAY_OUT}")
    return found


def _is_whole(ledger: Record) -> bool:
    """Is everything there that is compared?"""
    papers = ledger.get("papers")
    return (
        isinstance(papers, dict)
        and _all_have(list(papers.values()), {"version": str})
        and _all_have(ledger.get("claims"), _OF_CLAIMS)
        and _all_have(ledger.get("statements"), _OF_STATEMENTS)
    )


def _all_have(entries: object, fields: Mapping[str, type | UnionType]) -> bool:
    return isinstance(entries, list) and all(
        isinstance(entry, dict) and all(isinstance(entry.get(name), kind) for name, kind in fields.items())
        for entry in entries
    )
