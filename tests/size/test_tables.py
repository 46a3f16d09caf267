"""Tables of vectors in memory and on disk say the same; what is wrong with one is said in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from numerics.quantities.energies import Sizes, energies
from numerics.quantities.faults import NoDevice, NoNeighbour, NotFinite, NotVectors, WrongShape
from numerics.quantities.vectors import table

SMALL = Sizes(patterns=8, queries=4, read=16, gathered=2**8)
QUERIES, PATTERNS = torch.randn(10, 6, generator=torch.Generator().manual_seed(0)), torch.randn(100, 6)


def on_disk(folder: Path) -> dict[str, str]:
    """The patterns in every way that they may lie there."""
    np.save(folder / "plain.npy", PATTERNS.numpy())
    np.save(folder / "fortran.npy", np.asfortranarray(PATTERNS.numpy()))
    np.save(folder / "swapped.npy", PATTERNS.numpy().astype(">f4"))
    save_file({"one": PATTERNS}, folder / "one.safetensors")
    save_file({"other": QUERIES, "rho.0": PATTERNS}, folder / "two.safetensors")
    names = ("plain.npy", "fortran.npy", "swapped.npy", "one.safetensors", "two.safetensors:rho.0")
    return {name: str(folder / name) for name in names}


def test_on_disk_and_in_memory_are_alike(tmp_path: Path) -> None:
    right = energies(QUERIES, PATTERNS)
    ways: list[object] = [*on_disk(tmp_path).values(), PATTERNS.numpy(), tmp_path / "plain.npy"]
    ways.append(np.load(tmp_path / "plain.npy", mmap_mode="r"))
    for way in ways:
        found = energies(QUERIES, way, sizes=SMALL)
        for name in ("nearest", "distance_energy", "mchn_energy", "hopfield_step"):
            assert torch.allclose(getattr(found, name), getattr(right, name), rtol=1e-9), (way, name)


def test_the_parts_of_a_table_are_the_whole_of_it() -> None:
    whole = table(PATTERNS, "patterns")
    for of in (1, 3, 7, 100):
        parts = [whole.part(number, of) for number in range(of)]
        assert torch.equal(torch.cat([part.read(0, part.rows) for part in parts]), PATTERNS)
    with pytest.raises(WrongShape, match="patterns: 100 rows for 101 processes; start fewer"):
        whole.part(0, 101)


def test_whole_numbers_are_numbers() -> None:
    found = energies(np.array([[1, 2]]), np.array([[1, 3], [5, 2]], dtype=np.int16), names=("nearest_distance",))
    assert found.nearest_distance is not None
    assert found.nearest_distance.tolist() == [1.0]


@pytest.mark.parametrize("name", ["plain.npy", "one.safetensors"])
@pytest.mark.parametrize("kept", [0.0, 0.01, 0.5, 0.999])
def test_a_truncated_file_is_refused(tmp_path: Path, name: str, kept: float) -> None:
    path = Path(on_disk(tmp_path)[name])
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))])
    with pytest.raises(NotVectors, match=f"{name}: not a whole .* file") as refused:
        energies(QUERIES, path)
    assert "\n" not in str(refused.value)


def planted(where: int, value: float) -> Tensor:
    spoilt = PATTERNS.clone()
    spoilt[where, 3] = value
    return spoilt


BAD: dict[str, tuple[Callable[[], object], type[Exception], str]] = {
    "other widths": (lambda: energies(QUERIES, PATTERNS[:, :5]), WrongShape, "queries have 6 numbers each, patterns 5"),
    "nan": (lambda: energies(QUERIES, planted(77, torch.nan), sizes=SMALL), NotFinite, "patterns: row 77 holds nan or"),
    "infinity": (lambda: energies(QUERIES, planted(9, -torch.inf)), NotFinite, "patterns: row 9 holds nan or an inf"),
    "nan in a query": (lambda: energies(planted(5, torch.nan), PATTERNS), NotFinite, "queries: row 5 holds nan or"),
    "too large": (lambda: energies(QUERIES, PATTERNS.double() * 1e200), NotFinite, "row 0 holds squares beyond flo"),
    "no patterns": (lambda: energies(QUERIES, PATTERNS[:0]), WrongShape, r"patterns: shape \(0, 6\), where \(rows, n"),
    "no queries": (lambda: energies(QUERIES[:0], PATTERNS), WrongShape, r"queries: shape \(0, 6\), where"),
    "a vector": (lambda: energies(QUERIES[0], PATTERNS), WrongShape, r"queries: shape \(6,\), where \(rows, n\)"),
    "one pattern": (
        lambda: energies(PATTERNS[:1], PATTERNS[:1], leave_out="own"), NoNeighbour, "one pattern, and a query leaves",
    ),
    "leave out of another length": (
        lambda: energies(QUERIES, PATTERNS, leave_out=torch.arange(9)), WrongShape, "where 10 whole numbers belong",
    ),
    "leave out what is not there": (
        lambda: energies(QUERIES, PATTERNS, leave_out=torch.arange(91, 101)), WrongShape, "has the number 100",
    ),
    "more queries than patterns": (
        lambda: energies(PATTERNS, PATTERNS[:9], leave_out="own"), WrongShape, "no pattern has the number 9",
    ),
    "beta": (lambda: energies(QUERIES, PATTERNS, beta=0.0), WrongShape, "beta = 0.0: an inverse temperature is a pos"),
    "nan as beta": (lambda: energies(QUERIES, PATTERNS, beta=float("nan")), WrongShape, "beta = nan"),
    "a name": (lambda: energies(QUERIES, PATTERNS, names=("energy",)), WrongShape, "'energy' is no quantity"),  # type: ignore[arg-type]
    "no device": (lambda: energies(QUERIES, PATTERNS, device="gpu"), NoDevice, "device 'gpu': no such device; take"),
    "no file": (lambda: energies(QUERIES, "nowhere.npy"), NotVectors, "nowhere.npy: not a whole .npy file"),
    "another file": (lambda: energies(QUERIES, "weights.bin"), NotVectors, "weights.bin: no table of vectors by its"),
    "a list": (lambda: energies(QUERIES, [[1.0]]), NotVectors, "patterns: a list is no table; give a tensor"),
    "words": (lambda: energies(QUERIES, np.array([["a"]])), NotVectors, "patterns: holds <U1, where real numbers"),
    "complex numbers": (lambda: energies(QUERIES, PATTERNS + 0j), NotVectors, "patterns: holds torch.complex64, where"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_said_in_one_line(case: str) -> None:
    run, error, says = BAD[case]
    with pytest.raises(error, match=says) as refused:
        run()
    assert "\n" not in str(refused.value)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here, and it is taken")
def test_a_gpu_that_is_not_there_is_said() -> None:
    with pytest.raises(NoDevice, match="device 'cuda': torch finds no GPU here; take cpu or auto"):
        energies(QUERIES, PATTERNS, device="cuda")


def test_a_tensor_that_is_not_named_or_not_there_is_said(tmp_path: Path) -> None:
    path = on_disk(tmp_path)["two.safetensors:rho.0"].rpartition(":")[0]
    for name in (path, f"{path}:sigma"):
        with pytest.raises(NotVectors, match=r"two.safetensors: holds other, rho.0; name one as .*:other"):
            energies(QUERIES, name)


def test_a_pickle_is_not_opened(tmp_path: Path) -> None:
    np.save(tmp_path / "objects.npy", np.array([[{}]]), allow_pickle=True)
    with pytest.raises(NotVectors, match=r"objects\.npy: not a whole .npy file of numbers"):
        energies(QUERIES, tmp_path / "objects.npy")


def test_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    energies(QUERIES, PATTERNS, sizes=SMALL, watch=lambda done, of: seen.append((done, of)))
    assert seen == [(min(k, 100), 100) for k in range(16, 113, 16)]
