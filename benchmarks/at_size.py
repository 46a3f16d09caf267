"""The rates of the energies at size and of what they are held against, printed as JSON by a process of its own."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch

from numerics.quantities.asked import Name
from numerics.quantities.energies import energies

Q, D, N, ROUNDS = 2048, 100_000, 768, 5
FEW, ON_DISK = 32, 256  # queries for what is slow, and against what is on disk
TOGETHER: tuple[Name, ...] = ("nearest_distance", "nearest", "distance_energy")


def main(words: Sequence[str]) -> None:
    """`rates`, `linear`, `gpu`, or `disk FILE`."""
    what, *rest = words
    found: Any
    match what:
        case "rates":
            found = rates()
        case "linear":
            found = linear()
        case "gpu":
            found = on_gpu()
        case "disk":
            begun = time.perf_counter()
            energies(vectors(ON_DISK, 64), rest[0], names=TOGETHER, device="cpu")
            found = time.perf_counter() - begun
    print(json.dumps(found))


def vectors(rows: int, width: int, device: str = "cpu") -> torch.Tensor:
    """Normal, without clusters."""
    source = torch.Generator(device=device).manual_seed(rows)
    return torch.randn(rows, width, generator=source, device=device)


def rates() -> Mapping[str, list[float]]:
    """Pairs a second, round by round, who begins rotating; SciPy with few queries."""
    import faiss
    from scipy.spatial.distance import cdist
    from scipy.special import logsumexp

    x, rho = vectors(Q, N), vectors(D, N)
    table = torch.empty(Q, D)
    index = faiss.IndexFlatL2(N)
    index.add(rho.numpy())
    few, plain = x[:FEW].numpy(), rho.numpy()
    works: dict[str, tuple[int, Callable[[], object]]] = {
        "ours": (Q, lambda: energies(x, rho, names=TOGETHER, device="cpu")),
        "torch's GEMM": (Q, lambda: torch.mm(x, rho.T, out=table)),
        "NumPy's GEMM": (Q, lambda: np.matmul(x.numpy(), rho.numpy().T, out=table.numpy())),
        "faiss": (Q, lambda: index.search(x.numpy(), 1)),
        "SciPy": (FEW, lambda: -logsumexp(-cdist(few, plain, "sqeuclidean"), axis=1)),
    }
    return interleaved({name: (rows * D, work) for name, (rows, work) in works.items()})


def interleaved(
    works: Mapping[str, tuple[int, Callable[[], object]]], settle: Callable[[], object] = lambda: None
) -> Mapping[str, list[float]]:
    """Pairs a second of every work, after one round that is not counted."""
    found: dict[str, list[float]] = {name: [] for name in works}
    names = list(works)
    for number in range(ROUNDS + 1):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            pairs, work = works[name]
            settle()
            begun = time.perf_counter()
            work()
            settle()
            if number:
                found[name].append(pairs / (time.perf_counter() - begun))
    return found


def linear() -> Mapping[str, list[float]]:
    """Pairs a second at other numbers of queries and of patterns."""
    shapes = [(Q, D // 2), (Q, D), (Q, 2 * D), (Q // 2, D), (2 * Q, D)]
    x, rho = vectors(2 * Q, N), vectors(2 * D, N)
    return interleaved(
        {
            f"{q} x {d}": (q * d, lambda q=q, d=d: energies(x[:q], rho[:d], names=TOGETHER, device="cpu"))  # type: ignore[misc]
            for q, d in shapes
        }
    )


def on_gpu() -> Mapping[str, list[float] | str]:
    """The same on a GPU, beside its own product and its float32 distances; nothing where there is none."""
    if not torch.cuda.is_available():
        return {}
    x, rho = vectors(Q, N, "cuda"), vectors(D, N, "cuda")
    many, wide = vectors(16 * Q, N, "cuda"), vectors(10 * D, N, "cuda")
    table, full = torch.empty(Q, D, device="cuda"), torch.empty(16 * Q, D, device="cuda")
    found = interleaved(
        {
            "ours": (Q * D, lambda: energies(x, rho, names=TOGETHER, device="cuda")),
            "torch's GEMM": (Q * D, lambda: torch.mm(x, rho.T, out=table)),
            "ours, 16 times the queries, 10 times the patterns": (
                160 * Q * D,
                lambda: energies(many, wide, names=TOGETHER, device="cuda"),
            ),
            "torch's GEMM, 16 times the queries": (16 * Q * D, lambda: torch.mm(many, rho.T, out=full)),
            "torch's cdist and logsumexp": (Q * D, lambda: -torch.logsumexp(-(torch.cdist(x, rho) ** 2), 1)),
        },
        torch.cuda.synchronize,
    )
    return {**found, "device": torch.cuda.get_device_name()}


if __name__ == "__main__":
    main(sys.argv[1:])
