"""float32 input against the definitions in float64: within what is promised, where it is easy and where it is hard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
import torch
from torch import Tensor

from numerics.quantities.asked import NAMES
from numerics.quantities.blocks import rounding
from numerics.quantities.energies import Energies, Sizes, energies
from numerics.quantities.faults import NotFloat32
from numerics.quantities.queries import Queries
from tests.size.oracle import expected

SMALL = Sizes(patterns=64, queries=7, read=128, gathered=2**10)  # many blocks, so that what crosses them is seen
Case = Callable[[torch.Generator], tuple[Tensor, Tensor]]


def _normal(rows: int, width: int, source: torch.Generator) -> Tensor:
    return torch.randn(rows, width, generator=source)


def near_duplicates(source: torch.Generator) -> tuple[Tensor, Tensor]:
    patterns = _normal(1, 48, source) + 1e-6 * _normal(500, 48, source)
    return patterns[::25] + 1e-6 * _normal(20, 48, source), patterns


def mixed_scales(source: torch.Generator) -> tuple[Tensor, Tensor]:
    scales = 10.0 ** torch.randint(-4, 5, (400, 1), generator=source)
    patterns = _normal(400, 24, source) * scales
    return patterns[::16] + 0.1 * _normal(25, 24, source), patterns


def two_offsets(source: torch.Generator) -> tuple[Tensor, Tensor]:
    sides = torch.where(torch.arange(300) % 2 > 0, 1e4, -1e4)[:, None]
    patterns = _normal(300, 32, source) + sides
    return patterns[::10] + 0.3 * _normal(30, 32, source), patterns


CASES: Mapping[str, Case] = {
    "normal": lambda s: (_normal(40, 64, s), _normal(2000, 64, s)),
    "wide": lambda s: (_normal(20, 768, s), _normal(1500, 768, s)),
    "on a pattern": lambda s: ((p := _normal(600, 16, s))[:30], p),
    "near-duplicates": near_duplicates,
    "offsets of 1e4": lambda s: (_normal(30, 64, s) + 1e4, _normal(900, 64, s) + 1e4),
    "two offsets": two_offsets,
    "far queries": lambda s: (torch.cat([(q := _normal(15, 64, s) * 1e4), -q]), _normal(300, 64, s)),
    "mixed scales": mixed_scales,
    "one pattern": lambda s: (_normal(9, 12, s), _normal(1, 12, s)),
    "all equal": lambda s: (_normal(9, 12, s), _normal(1, 12, s).expand(200, 12)),
    "all equal, on them": lambda s: (torch.ones(3, 5) / 3, torch.ones(150, 5) / 3),
    "on the line": lambda s: (_normal(30, 1, s), _normal(700, 1, s)),
    "huge": lambda s: (_normal(9, 8, s) * 1e30, _normal(300, 8, s) * 1e30),
    "tiny": lambda s: (_normal(9, 8, s) * 1e-30, _normal(300, 8, s) * 1e-30),
    "subnormal": lambda s: (_normal(9, 8, s) * 1e-42, _normal(300, 8, s) * 1e-42),
    "huge among small": lambda s: (_normal(9, 8, s), torch.cat([_normal(99, 8, s), _normal(1, 8, s) * 1e25])),
}


def drawn(case: str) -> tuple[Tensor, Tensor]:
    return CASES[case](torch.Generator().manual_seed(sum(map(ord, case))))


def check(found: Energies, right: dict[str, Tensor], patterns: Tensor) -> None:
    """The errors that the issue allows; the neighbours are equal, the first of equals."""
    g, size = right["nearest_distance"].clamp(min=1), patterns.double().norm(dim=1).max()
    allowed = {
        "nearest_distance": 1e-5 * g,
        "distance_energy": 1e-5 * g,
        "entropy": torch.full_like(g, 1e-4),
        "mchn_energy": 1e-5 * right["mchn_energy"].abs().clamp(min=1),
        "mchn_entropy": torch.full_like(g, 1e-4),
        "attention_step": (1e-5 * size).expand(len(g), 1),
        "hopfield_step": (1e-5 * size).expand(len(g), 1),
    }
    for name, most in allowed.items():
        value = getattr(found, name)
        assert value.dtype == torch.float64
        assert bool(((value.cpu() - right[name]).abs() <= most).all()), name
    assert torch.equal(found.nearest.cpu(), right["nearest"])  # type: ignore[union-attr]


@pytest.mark.parametrize("beta", [1.0, 0.01, 50.0])
@pytest.mark.parametrize("case", CASES)
class TestEveryQuantity:
    def test_is_right(self, case: str, beta: float, device: str) -> None:
        queries, patterns = drawn(case)
        found = energies(queries, patterns, beta=beta, sizes=SMALL, device=device)
        check(found, expected(queries, patterns, beta), patterns)

    def test_is_right_where_vectors_are_left_out(self, case: str, beta: float, device: str) -> None:
        queries, patterns = drawn(case)
        if len(patterns) == 1:
            queries, patterns = torch.cat([queries, patterns]), torch.cat([patterns, queries[:1]])
        own = torch.arange(len(queries)) % (len(patterns) + 1) - 1
        found = energies(queries, patterns, beta=beta, leave_out=own, sizes=SMALL, device=device)
        check(found, expected(queries, patterns, beta, own), patterns)


def test_a_vector_is_not_its_own_neighbour(device: str) -> None:
    patterns = torch.cat([drawn("normal")[1], drawn("normal")[1][:5]])
    found = energies(patterns, patterns, leave_out="own", names=("nearest_distance", "nearest"), device=device)
    assert found.nearest is not None
    assert found.nearest_distance is not None
    assert bool((found.nearest.cpu() != torch.arange(len(patterns))).all())
    assert bool((found.nearest_distance[:5] == 0).all())  # its copy is a neighbour
    assert torch.equal(found.nearest[:5].cpu(), torch.arange(2000, 2005))


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.bfloat16])
def test_other_widths_are_taken_as_they_are(dtype: torch.dtype, device: str) -> None:
    queries, patterns = (part.to(dtype) for part in drawn("normal"))
    check(energies(queries, patterns, sizes=SMALL, device=device), expected(queries, patterns), patterns)


@pytest.mark.parametrize("scale", [1e-140, 1e-30, 1e30, 1e100, 1e140])
def test_float64_may_be_larger_and_smaller_than_float32(scale: float, device: str) -> None:
    queries, patterns = (part[:99].double() * scale for part in drawn("normal"))
    check(energies(queries, patterns, sizes=SMALL, device=device), expected(queries, patterns), patterns)


@pytest.mark.parametrize("scale", [1e-30, 1.0, 1e30])
def test_blocks_of_one_pattern_hold_no_neighbour_of_their_own(scale: float, device: str) -> None:
    patterns, one = drawn("on a pattern")[1][:12] * scale, Sizes(patterns=1, queries=5, read=1, gathered=2**6)
    found = energies(patterns, patterns, leave_out="own", sizes=one, device=device)
    check(found, expected(patterns, patterns, own=torch.arange(12)), patterns)


def test_differences_are_taken_where_products_in_float64_are_too_coarse(device: str) -> None:
    patterns = two_offsets(torch.Generator())[1].double()
    patterns += 1e7 * patterns.sign()
    queries = patterns[::7] + 0.1  # on both sides, so that no centre is near them all
    right, found = expected(queries, patterns), energies(queries, patterns, sizes=SMALL, device=device)
    assert torch.equal(found.nearest.cpu(), right["nearest"])  # type: ignore[union-attr]
    for name in ("nearest_distance", "distance_energy", "entropy"):
        assert torch.allclose(getattr(found, name).cpu(), right[name], rtol=1e-6, atol=1e-6), name


def test_float64_tells_apart_what_float32_cannot(device: str) -> None:
    patterns = 1 + 1e-12 * torch.arange(50, 0, -1, dtype=torch.float64)[:, None]
    found = energies(torch.ones(1, 1, dtype=torch.float64), patterns, names=("nearest",), sizes=SMALL, device=device)
    assert found.nearest is not None
    assert int(found.nearest[0]) == 49


def test_the_sizes_do_not_matter(device: str) -> None:
    queries, patterns = drawn("normal")
    whole, small = (energies(queries, patterns, sizes=sizes, device=device) for sizes in (None, SMALL))
    for name in NAMES:
        assert torch.allclose(getattr(whole, name).double(), getattr(small, name).double(), rtol=1e-9, atol=1e-9)


def test_only_what_is_asked_for_is_there(device: str) -> None:
    queries, patterns = drawn("normal")
    for name in NAMES:
        found = energies(queries, patterns, names=(name,), device=device)
        assert [other for other in NAMES if getattr(found, other) is not None] == [name]
        assert torch.allclose(getattr(found, name).cpu().double(), expected(queries, patterns)[name].double())


class TestTheBound:
    """A product in float32 and its bound: what is left out cannot matter, and what breaks the bound is seen."""

    @pytest.mark.parametrize("case", ["normal", "wide", "offsets of 1e4", "far queries", "mixed scales"])
    def test_holds_for_every_pair(self, case: str) -> None:
        from numerics.quantities.blocks import Block
        from numerics.quantities.products import products

        queries, patterns = drawn(case)
        centre = queries.double().mean(0).float().double()
        block, u = Block(first=0, patterns=patterns, centre=centre), queries.double() - centre
        norms = u.norm(dim=1, keepdim=True)
        upper = products(torch.cat([2 * u, torch.ones_like(norms), norms], 1).float())(block.bounding[0]).double()
        v = patterns.double() - centre
        exact = 2 * u @ v.T - (v * v).sum(1)
        room = 1.01 * rounding(patterns.shape[1], torch.float32)
        assert bool((exact <= upper).all())
        assert bool((upper - exact <= 2 * room * (2 * norms * v.norm(dim=1) + (v * v).sum(1)) + 1e-30).all())

    def test_of_shorter_products_is_seen_to_be_broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def short(rows: Tensor) -> Callable[[Tensor], Tensor]:
            return lambda columns: rows.bfloat16().float() @ columns.bfloat16().float().T

        monkeypatch.setattr("numerics.quantities.queries.products", short)
        queries, patterns = drawn("wide")
        with pytest.raises(NotFloat32, match=r"products on cpu are .* beyond what"):
            energies(queries, patterns, device="cpu")

    def test_without_room_for_errors_loses_the_nearest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The control: with no bound at all, some hard case comes out wrong or is refused."""
        monkeypatch.setattr("numerics.quantities.blocks.rounding", lambda width, dtype: 0.0)
        wrong = 0
        for case in ("near-duplicates", "two offsets", "mixed scales"):
            queries, patterns = drawn(case)
            try:
                found = energies(queries, patterns, sizes=SMALL, device="cpu")
            except NotFloat32:
                wrong += 1
                continue
            wrong += not torch.equal(found.nearest, expected(queries, patterns)["nearest"])
        assert wrong

    def test_is_kept_by_torch_set_to_shorter_products(self, device: str) -> None:
        before = torch.get_float32_matmul_precision()
        torch.set_float32_matmul_precision("medium")
        try:
            queries, patterns = drawn("wide")
            check(energies(queries, patterns, device=device), expected(queries, patterns), patterns)
            assert torch.get_float32_matmul_precision() == "medium"
        finally:
            torch.set_float32_matmul_precision(before)


def test_few_pairs_are_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """In high dimension nearly all patterns are left out: that is what makes it fast."""
    pairs = 0
    plain = Queries._brackets

    def counted(self: Queries, field: object, block: object, rows: Tensor, places: Tensor) -> object:
        nonlocal pairs
        pairs += len(rows)
        return plain(self, field, block, rows, places)  # type: ignore[arg-type]

    monkeypatch.setattr(Queries, "_brackets", counted)
    queries, patterns = drawn("wide")
    energies(queries, patterns, names=("nearest", "distance_energy"), device="cpu")
    assert 0 < pairs < 0.1 * len(queries) * len(patterns)
