"""`python -m tests.meta`: tries the mutants of every claim on the cores of this machine, or on a Dask cluster."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.progress import track

from numerics.grid import NoCluster, over, workers
from tests.meta.grid import Outcome, jobs, outcomes

LONGER = 10


def main(words: Sequence[str] | None = None) -> int:
    """0: no mutant is held though false; 1: one is, a hole in the kernel; 2: wrong use, or stopped."""
    parser = argparse.ArgumentParser(prog="python -m tests.meta", description="False neighbours of every claim.")
    parser.add_argument("claims", nargs="*", metavar="ID", help="claims that hold; all, if none is named")
    parser.add_argument(
        "--thorough", action="store_true", help=f"{LONGER} times as many, searched {LONGER} times longer"
    )
    parser.add_argument("--dask", metavar="ADDRESS", help="on the workers of a Dask cluster, by its scheduler")
    options = parser.parse_args(words)
    there = {job.claim: job for job in jobs(LONGER if options.thorough else 1)}
    if unknown := [name for name in options.claims if name not in there]:
        print(f"mutants: no claim {unknown[0]!r} has any; leave it out", file=sys.stderr)
        return 2
    asked = [there[name] for name in options.claims or there]
    found: list[tuple[str, Outcome]] = []
    try:
        with workers(None, options.dask) as executor:
            done = track(over(executor, outcomes, asked), "mutants", len(asked), console=Console(stderr=True))
            for job, made in done:
                found += [(job.claim, one) for one in made]
    except NoCluster as error:
        print(f"mutants: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("mutants: interrupted", file=sys.stderr)
        return 2
    wrong = show(found)
    return 1 if wrong else 0


def show(found: Sequence[tuple[str, Outcome]]) -> int:
    """How many of each outcome, and those that a person looks at; how many are held though false."""
    counts = Counter(one.outcome for _, one in found)
    print(f"{len(found)} mutants: " + ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())))
    for claim, one in sorted(found, key=lambda pair: (pair[1].outcome, pair[0], pair[1].change)):
        if one.outcome in ("held though false", "derived and sharper"):
            print(f"{one.outcome}: {claim}, {one.change}: {one.why}")
    return counts["held though false"]


if __name__ == "__main__":
    sys.exit(main())
