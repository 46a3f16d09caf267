"""`python -m verify.coq`: replays in Coq what the record says is confirmed, or a part; with --survey, all there is."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

from rich.console import Console

from numerics.configurations import Configuration, read
from numerics.files import save
from theory.catalogue import load
from theory.claims import Claim
from verify.coq.audit import Unsound
from verify.coq.compiler import NoCoq, Refused, version
from verify.coq.export import Key
from verify.coq.kernel import Differs, check, survey
from verify.coq.record import RECORD, recorded
from verify.earlier import NotALedger
from verify.earlier import read as ledger_in

DEFAULT_OUT = Path("build/kernel")
LEDGER = Path("build/verify/ledger.json")


def main(words: Sequence[str] | None = None) -> int:
    """0: Coq confirms what is recorded; 1: it does not; 2: it could not be asked."""
    options = _parser().parse_args(words)
    begun = time.monotonic()
    try:
        coq, claims = version(), load().claims
        with Console(stderr=True).status(f"Coq {coq}") as status:

            def report(text: str) -> None:
                status.update(f"Coq {coq}: {text}")

            record = recorded()
            if options.survey:
                false = counterexamples(claims, options.ledger)
                record = survey(claims, false, record, wanted(options.where), options.out, report)
            else:
                shown = check(claims, record, wanted(options.where), options.out, report)
    except (Refused, Unsound, Differs) as fault:
        print(f"kernel: {fault}; `nox -s kernel -- --survey` makes the record again", file=sys.stderr)
        return 1
    except (NoCoq, NotALedger, OSError) as fault:
        print(f"kernel: {fault}", file=sys.stderr)
        return 2
    if options.survey:
        save(RECORD, record.written())
        print(f"written: {RECORD}")
    elif options.where:
        done = sum(map(len, shown.confirmed.values()))
        print(f"all is as recorded; Coq was asked again for {done:,} of {', '.join(options.where)}")
    print(f"{record.summary()}: {', '.join(record.axioms)}; {time.monotonic() - begun:.0f} s")
    return 0


def wanted(patterns: Sequence[str]) -> Callable[[Claim], bool]:
    """Is a claim meant by one of the patterns: its id, or its paper and section; all are, if there is none?"""
    return lambda claim: (
        not patterns
        or any(fnmatch(name, pattern) for pattern in patterns for name in (claim.id, f"{claim.paper}/{claim.section}"))
    )


def counterexamples(claims: Mapping[str, Claim], ledger: Path) -> dict[Key, Configuration]:
    """The side that each false claim of the ledger violates, and where; NotALedger where there is none."""
    found = ((entry, entry["violated"]) for entry in ledger_in(ledger)["claims"] if entry["verdict"] == "fails")
    return {
        (entry["id"], violated["side"]): read(claims[entry["id"]], entry["witness"])
        for entry, violated in found
        if violated and entry["id"] in claims and entry["fingerprint"] == claims[entry["id"]].fingerprint
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m verify.coq", description="What our kernel derives and refutes, replayed in Coq."
    )
    parser.add_argument(
        "where", nargs="*", metavar="WHERE", help="ids or sections that Coq is asked for, such as 'niu2024/4.*'"
    )
    parser.add_argument("--survey", action="store_true", help="try all that is derived or refuted, and record it anew")
    parser.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        default=LEDGER,
        help=f"whose witnesses --survey takes (default: {LEDGER})",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", default=DEFAULT_OUT, help=f"for the files (default: {DEFAULT_OUT})"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
