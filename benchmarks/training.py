"""Training: tokens a second beside a plain `torch.nn.TransformerEncoder` and beside the machine's product."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from benchmarks.figure import Figure, Promise, middle, ratios
from benchmarks.watched import ROOT, watched

PLAIN, THREADS = "nn.TransformerEncoder", 2


def training() -> list[Figure]:
    """Our rate, its ratio to the plain one's round by round, and the product, on every device that is there."""
    names = ("OMP_NUM_THREADS", "MKL_NUM_THREADS")
    script = str(ROOT / "benchmarks" / "at_training.py")
    seen = watched([script], environment=dict.fromkeys(names, str(THREADS)))
    measured: Mapping[str, Mapping[str, Sequence[float]]] = json.loads(seen.said)
    figures: list[Figure] = []
    for name, rates in measured.items():
        limit = Promise(direction="at least", limit=1.0)
        how = f"{THREADS} threads, float32, AdamW; rounds interleaved"
        figures += [
            middle(f"training, {name}: our rate", [rate / 1e3 for rate in rates["ours"]], "thousand tokens/s"),
            middle(f"training, {name}: our rate / {PLAIN}'s", ratios(rates["ours"], rates[PLAIN]), "", limit, how),
            middle(
                f"training, {name}: product of the feed-forward's size", [r / 1e9 for r in rates["product"]], "GFLOP/s"
            ),
        ]
    return figures
