"""Captured activations are the states of the model; and what cannot be captured is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from numerics.quantities.energies import energies
from numerics.quantities.faults import NotVectors, WrongShape
from numerics.transformers.activations import read
from numerics.transformers.causal import CausalModel
from numerics.transformers.faults import BadSettings, NotATokenizer
from numerics.transformers.pretrained import opened
from tests.models.capturing import CHUNKS, NAMES, TIME, capture, changed, chunks, content, documents, finished, ints
from tests.models.elsewhere import CONTEXT, WIDTH, run, saved


class TestWhatIsThere:
    @pytest.mark.parametrize("architecture", ["ours", "gpt2", "opt, norms after"])
    def test_the_states_of_each_token_in_the_order_of_the_chunks(self, tmp_path: Path, architecture: str) -> None:
        place = tmp_path / "model"
        model = opened(run(place) if architecture == "ours" else saved(architecture, place), "cpu")
        watched = capture(model, tmp_path / "a")
        *stream, final = model.states(ints(chunks()))
        states = {str(k): state for k, state in enumerate(stream)} | {"final": final}
        found = read(tmp_path / "a")
        assert list(found.tensors) == list(NAMES)
        for name, tensor in found.tensors.items():
            assert isinstance(tensor, np.memmap)
            torch.testing.assert_close(torch.tensor(tensor), states[name].flatten(0, 1))
        assert np.array_equal(found.tokens, chunks())
        assert np.array_equal(found.documents, documents())
        assert watched == [(done, CHUNKS) for done in (0, 2, 4, 6, 8, 10, 11)]

    def test_files_of_float32_that_numpy_maps(self, left: dict[str, bytes], tmp_path: Path) -> None:
        for name in NAMES:
            (tmp_path / name).write_bytes(left[f"{name}.npy"])
            found = np.load(tmp_path / name, mmap_mode="r", allow_pickle=False)
            assert (found.dtype.str, found.shape, found.flags.c_contiguous) == ("<f4", (CHUNKS * TIME, WIDTH), True)
        assert set(left) == {"about.json", "tokens.npy", "documents.npy", *(f"{name}.npy" for name in NAMES)}

    def test_the_quantities_read_them(self, small: CausalModel, tmp_path: Path) -> None:
        capture(small, tmp_path / "a")
        queries = torch.tensor(read(tmp_path / "a").tensors["final"][:4])
        found = energies(
            queries, str(tmp_path / "a" / "final.npy"), device="cpu", names=["nearest", "nearest_distance"]
        )
        assert found.nearest is not None
        assert found.nearest_distance is not None
        assert found.nearest.tolist() == [0, 1, 2, 3]
        assert found.nearest_distance.tolist() == [0.0] * 4

    def test_what_it_is_about_and_neither_time_nor_place(self, left: dict[str, bytes], small: CausalModel) -> None:
        about = json.loads(left["about.json"])
        assert set(about) == {"model", "hashes", "chunks", "length", "tokens", "documents", "tensors"}
        assert (about["model"], about["chunks"], about["length"]) == ("run", CHUNKS, TIME)
        assert about["hashes"] == small.hashes
        assert about["tensors"] == {name: [CHUNKS * TIME, WIDTH] for name in NAMES}

    def test_the_same_bytes_elsewhere(self, left: dict[str, bytes], small: CausalModel, tmp_path: Path) -> None:
        capture(small, tmp_path / "b")
        assert content(tmp_path / "b") == left

    @pytest.mark.parametrize("batch", [1, 3, 64])
    def test_a_row_is_the_same_in_any_batch(
        self, left: dict[str, bytes], small: CausalModel, tmp_path: Path, batch: int
    ) -> None:
        """Within what float32 rounds, as products of other sizes are added up in another order."""
        capture(small, tmp_path / "a", batch=batch)
        capture(small, tmp_path / "b", rows=chunks(seed=1))
        found, other = read(tmp_path / "a"), read(tmp_path / "b")
        for name in NAMES:
            expected = np.frombuffer(left[f"{name}.npy"][-4 * CHUNKS * TIME * WIDTH :], dtype="<f4").reshape(-1, WIDTH)
            np.testing.assert_allclose(found.tensors[name], expected, rtol=1.3e-6, atol=1e-5)
            assert np.abs(other.tensors[name] - expected).max() > 1e-2

    def test_memory_is_that_of_a_batch(self, tmp_path: Path) -> None:
        """Of 82 MB that are written, less than a quarter is ever held."""
        program = (
            "import resource, sys; from pathlib import Path; import numpy as np\n"
            "from numerics.transformers.activations import captured\n"
            "from numerics.transformers.pretrained import opened\n"
            "model, peaks = opened(Path(sys.argv[1]), 'cpu'), []\n"
            "for rows in (400, 20_000):\n"
            "    tokens = np.ones((rows, 32), dtype=np.int32)\n"
            "    documents = np.zeros(rows, dtype=np.int32)\n"
            "    folder = Path(sys.argv[2]) / str(rows)\n"
            "    captured(model, tokens, documents, ['1', 'final'], folder, 200, lambda *_: None)\n"
            "    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)\n"
            "print(peaks[1] - peaks[0])"
        )
        grown = int(finished(program, run(tmp_path / "run"), tmp_path))
        assert grown < (tmp_path / "20000" / "1.npy").stat().st_size / 2


class TestRefusals:
    @pytest.mark.parametrize(
        ("kind", "said", "other"),
        [
            (WrongShape, "takes 1 to 32 in a row", {"rows": chunks(time=CONTEXT + 1)}),
            (WrongShape, r"rows \(0, 5\) and documents \(0,\)", {"rows": chunks(0), "documents": documents(0)}),
            (WrongShape, r"rows \(11, 5\) and documents \(10,\)", {"documents": documents(10)}),
            (WrongShape, r"rows \(5,\)", {"rows": chunks()[0]}),
            (
                NotATokenizer,
                "token 50: run knows 0 to 49",
                {"rows": changed(50)},
            ),
            (NotATokenizer, "token -1", {"rows": changed(-1)}),
            (BadSettings, r"layer 3: run has 0 \(embedding\) to 2, and final", {"tensors": ["0", "3"]}),
            (BadSettings, "layer 01: run has", {"tensors": ["01"]}),
            (BadSettings, "layer ../0: run has", {"tensors": ["../0"]}),
            (BadSettings, "layers 1, 1: name at least one, and each once", {"tensors": ["1", "1"]}),
            (BadSettings, "layers none", {"tensors": []}),
            (BadSettings, "batch = 0", {"batch": 0}),
        ],
    )
    def test_what_cannot_be_captured(
        self, small: CausalModel, tmp_path: Path, kind: type[Exception], said: str, other: dict[str, Any]
    ) -> None:
        """Before anything is written."""
        with pytest.raises(kind, match=said) as raised:
            capture(small, tmp_path / "a", **other)
        assert "\n" not in str(raised.value)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("name", ["a", "a.part"])
    def test_a_folder_of_something_else(
        self, small: CausalModel, left: dict[str, bytes], tmp_path: Path, name: str
    ) -> None:
        """Nothing there changes."""
        folder = tmp_path / name
        folder.mkdir()
        for file, there in left.items():
            (folder / file).write_bytes(there)
        others: Sequence[tuple[dict[str, Any], str]] = (
            ({"rows": chunks(seed=1)}, "tokens = "),
            ({"documents": documents()[::-1]}, "documents = "),
            ({"tensors": ["0", "final"]}, "tensors = {'0': .*'2': .*, not {'0': .*take another folder"),
            ({"rows": chunks(9), "documents": documents(9)}, "chunks = 11, not 9; take another folder"),
        )
        for other, said in others:
            with pytest.raises(BadSettings, match=f"{name}: holds {said}"):
                capture(small, tmp_path / "a", **other)
        (folder / "about.json").write_bytes(left["about.json"].replace(b'"run"', b'"gpt2"'))
        with pytest.raises(BadSettings, match=f"{name}: holds model = gpt2, not run; take another folder"):
            capture(small, tmp_path / "a")
        for broken in ("{", "[]"):
            (folder / "about.json").write_text(broken)
            with pytest.raises(BadSettings, match=rf"{name}: holds files and no about\.json; take another folder"):
                capture(small, tmp_path / "a")
        assert {n: c for n, c in content(folder).items() if n != "about.json"} == {
            n: c for n, c in left.items() if n != "about.json"
        }

    def test_reading_what_is_not_there_or_not_finished(self, left: dict[str, bytes], tmp_path: Path) -> None:
        with pytest.raises(NotVectors, match=r"a: no about\.json, so no captured activations"):
            read(tmp_path / "a")
        (tmp_path / "a.part").mkdir()
        with pytest.raises(NotVectors, match="a: not finished; the same command goes on with it"):
            read(tmp_path / "a")

    def test_reading_a_file_that_is_broken(self, left: dict[str, bytes], tmp_path: Path) -> None:
        cases: Sequence[tuple[str, Callable[[bytes], bytes], str]] = (
            ("2.npy", lambda there: there[:-1], r"2\.npy: not a whole \.npy file"),
            ("final.npy", lambda there: b"", r"final\.npy: not a whole \.npy file"),
            (
                "tokens.npy",
                lambda there: left["documents.npy"],
                r"tokens\.npy: shape \(11,\), where .* \(11, 5\)",
            ),
        )
        for name, change, said in cases:
            for file, there in left.items():
                (tmp_path / file).write_bytes(change(there) if file == name else there)
            with pytest.raises(NotVectors, match=said) as raised:
                read(tmp_path)
            assert "\n" not in str(raised.value)
