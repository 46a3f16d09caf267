"""How long the command line takes: all claims, each claim alone, and the import."""

from __future__ import annotations

import os
import time
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, Promise, middle
from benchmarks.watched import watched
from theory.catalogue import BUILT_IN, load
from theory.derive import Derivations

PROMISED_CORES = 2
VERDICTS = (0, 1)  # a verdict other than expected is the affair of `verify`, not of its time
FRESH_STARTS = 7
ALONE = 12  # claims that are run alone
ONE_CLAIM = """
import sys
from numerics.attack import NORMAL
from theory.catalogue import BUILT_IN
from verify.run import verify_claim
verify_claim(sys.argv[1], (BUILT_IN,), NORMAL)
"""


def all_claims() -> list[Figure]:
    """`python -m verify` on every claim there is, into a folder of its own."""
    with TemporaryDirectory() as folder:
        seen = watched(["-m", "verify", "--out", folder], accept=VERDICTS)
    claims = f"{len(load((BUILT_IN,)).claims)} claims on {os.cpu_count()} cores"
    name, limit = "python -m verify", Promise(direction="at most", limit=2000)
    figures = [
        Figure(
            name=name, value=seen.seconds, unit="s", promise=Promise(direction="at most", limit=180),
            note=f"{claims}, promised on {PROMISED_CORES}",
        ),
        Figure(name=f"{name}, largest process", value=seen.largest_process, unit="MB", promise=limit),
    ]  # fmt: skip
    if seen.all_processes is not None:
        note = "sampled; counts shared pages once a process"
        figures.append(
            Figure(name=f"{name}, all processes", value=seen.all_processes, unit="MB", promise=limit, note=note)
        )
    return figures


def derivations() -> list[Figure]:
    """Each derivation replayed with everything that it cites, in this process; the slowest stands for them."""
    return [_slowest("derivation", _replays(), limit=10)]


def _replays() -> dict[str, float]:
    claims = load((BUILT_IN,)).claims
    seconds = {}
    for name, claim in claims.items():
        begun = time.perf_counter()
        library = Derivations(claims)
        for side in claim.derivation:
            library.theorem(name, side)
        seconds[name] = time.perf_counter() - begun
    return seconds


def each_claim() -> list[Figure]:
    """Some claims alone in a fresh interpreter, its start included; those whose derivations take longest."""
    replays = _replays()
    longest = sorted(replays, key=lambda name: -replays[name])[:ALONE]
    seconds = {name: watched(["-c", ONE_CLAIM, name]).seconds for name in longest}
    return [_slowest("claim alone", seconds, limit=5)]


def _slowest(what: str, seconds: dict[str, float], limit: float) -> Figure:
    """The slowest of them beside its promise, with the next two."""
    slowest, *next_ones = sorted(seconds, key=lambda name: -seconds[name])
    then = ", ".join(f"{name} {seconds[name]:.3g} s" for name in next_ones[:2])
    return Figure(
        name=f"slowest {what}",
        value=seconds[slowest],
        unit="s",
        spread=(min(seconds.values()), max(seconds.values())),
        promise=Promise(direction="at most", limit=limit),
        note=f"{slowest}; then {then}; spread over {len(seconds)} claims",
    )


def import_time() -> list[Figure]:
    """`import theory` in fresh interpreters, their start included; the first one warms the disk."""
    seconds = [watched(["-c", "import theory"]).seconds for _ in range(FRESH_STARTS + 1)][1:]
    note = f"{FRESH_STARTS} fresh interpreters, with their start"
    return [middle("import theory", seconds, "s", Promise(direction="at most", limit=1), note)]
