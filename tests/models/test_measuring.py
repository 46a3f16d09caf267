"""An experiment from its cells to its record: stopped and gone on with, measured anew, and refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import numerics.experiments
from numerics.experiment import Control, ControlFailed, Found, NoSuchExperiment, Samples, named, names
from numerics.measuring import Measuring, check, measure
from numerics.records import BadRecord, Record, read

SEEDS = list(reversed(range(6)))


@pytest.fixture(autouse=True)
def planted(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The experiment `planted`, beside the real ones."""
    monkeypatch.setattr(
        numerics.experiments, "__path__", [*numerics.experiments.__path__, str(Path(__file__).parent / "planted")]
    )
    from importlib import import_module

    module: Any = import_module("numerics.experiments.planted")
    module.MEASURED.clear()
    return module


def measured(folder: Path, again: bool = False, watch: Callable[..., object] = lambda *words: None) -> Record:
    one = Measuring.of("planted", "quick", folder / "work", folder / "out")
    with ThreadPoolExecutor(1) as executor:
        [made] = measure([one], executor, "cpu", watch, again)
    return read(made.record.read_text(encoding="utf-8"), "here")


class TestRecord:
    def test_has_the_samples_in_the_order_of_the_cells(self, tmp_path: Path) -> None:
        found = measured(tmp_path)
        assert [document[0] for document in found.samples["one"]] == [k + 0.5 for k in SEEDS]
        assert list(found.samples) == ["one", "two"]

    def test_says_with_what_it_was_made(self, tmp_path: Path) -> None:
        found = measured(tmp_path)
        assert found.experiment == "python -m numerics.experiments planted --quick"
        assert found.settings == {"scale": "quick", "seeds": "6", "breaks": "-1"}
        assert found.inputs["tokens, seed 3"] == f"{3:064x}"
        assert {"python", "torch", "transformers"} <= set(found.versions)
        assert found.device.startswith("CPU, ")

    def test_keeps_the_worst_of_each_control(self, tmp_path: Path) -> None:
        assert measured(tmp_path).controls == {"small": pytest.approx(0.005), "large": 5}

    def test_is_the_same_bytes_again(self, tmp_path: Path) -> None:
        measured(tmp_path)
        first = (tmp_path / "out" / "planted.json").read_bytes()
        measured(tmp_path, again=True)
        assert (tmp_path / "out" / "planted.json").read_bytes() == first


class TestGoingOn:
    def test_a_cell_is_measured_once(self, tmp_path: Path, planted: Any) -> None:
        measured(tmp_path)
        measured(tmp_path)
        assert planted.MEASURED == SEEDS

    def test_unless_told_otherwise(self, tmp_path: Path, planted: Any) -> None:
        measured(tmp_path)
        measured(tmp_path, again=True)
        assert planted.MEASURED == SEEDS * 2

    def test_after_a_cell_that_breaks(self, tmp_path: Path, planted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """What was measured before it is on the disk, and is not measured again."""
        real = planted.measure

        def breaking(settings: Any, device: str) -> Found:
            if settings["seed"] == 2:
                raise RuntimeError("the machine stops")
            return real(settings, device)  # type: ignore[no-any-return]

        monkeypatch.setattr(planted, "EXPERIMENT", replace(planted.EXPERIMENT, measure=breaking))
        with pytest.raises(RuntimeError, match="the machine stops"):
            measured(tmp_path)
        kept = sorted(path.name for path in (tmp_path / "work/quick/cells/planted").glob("*.json"))
        assert kept == ["seed_3.json", "seed_4.json", "seed_5.json"]
        assert not (tmp_path / "out").exists()
        monkeypatch.setattr(planted, "EXPERIMENT", replace(planted.EXPERIMENT, measure=real))
        planted.MEASURED.clear()
        measured(tmp_path)
        assert planted.MEASURED == [2, 1, 0]

    @pytest.mark.parametrize("changed", ["settings", "versions", "code", "asked"])
    def test_not_from_what_was_measured_otherwise(self, tmp_path: Path, planted: Any, changed: str) -> None:
        measured(tmp_path)
        path = tmp_path / "work/quick/cells/planted/seed_3.json"
        kept = json.loads(path.read_text(encoding="utf-8"))
        kept[changed] = "another"
        path.write_text(json.dumps(kept), encoding="utf-8")
        planted.MEASURED.clear()
        measured(tmp_path)
        assert planted.MEASURED == [3]

    def test_from_a_broken_file_is_refused(self, tmp_path: Path) -> None:
        measured(tmp_path)
        (tmp_path / "work/quick/cells/planted/seed_3.json").write_text("{", encoding="utf-8")
        with pytest.raises(BadRecord, match=r"seed_3\.json: cannot be read"):
            measured(tmp_path)

    def test_beside_another_process_is_refused(self, tmp_path: Path) -> None:
        def watch(name: str, cell: str, done: int, of: int) -> None:
            with pytest.raises(BlockingIOError, match="another process writes there"):
                measured(tmp_path)

        measured(tmp_path, watch=watch)

    def test_of_two_inputs_of_one_name_is_refused(self, tmp_path: Path) -> None:
        measured(tmp_path)
        path = tmp_path / "work/quick/cells/planted/seed_3.json"
        kept = json.loads(path.read_text(encoding="utf-8"))
        kept["inputs"] = {"tokens, seed 2": "0" * 64}
        path.write_text(json.dumps(kept), encoding="utf-8")
        with pytest.raises(BadRecord, match="cells were measured on two of 'tokens, seed 2'"):
            measured(tmp_path)

    @pytest.mark.parametrize("what", ["versions", "code"])
    def test_with_a_worker_that_has_another(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
        here = iter(range(100))
        name = "versions" if what == "versions" else "code_of"
        monkeypatch.setattr(f"numerics.measuring.{name}", lambda *_: next(here))
        with pytest.raises(BadRecord, match=f"the worker has other {what} than this process"):
            measured(tmp_path, again=True)

    def test_is_told_cell_by_cell(self, tmp_path: Path) -> None:
        said: list[Any] = []
        measured(tmp_path, watch=lambda *words: said.append(words))
        assert said == [("planted", "", 0, 6), *(("planted", f"seed {5 - k}", k + 1, 6) for k in range(6))]


class TestControls:
    @pytest.mark.parametrize(("name", "bound"), [("small", 0.0035), ("large", 6.5)])
    def test_that_do_not_come_out_leave_no_record(
        self, tmp_path: Path, planted: Any, monkeypatch: pytest.MonkeyPatch, name: str, bound: float
    ) -> None:
        controls = planted.EXPERIMENT.controls
        tighter = {**controls, name: replace(controls[name], bound=bound)}
        monkeypatch.setattr(planted, "EXPERIMENT", replace(planted.EXPERIMENT, controls=tighter))
        with pytest.raises(ControlFailed, match=rf"planted, seed \d: {name} is"):
            measured(tmp_path)
        assert not (tmp_path / "out").exists()

    def test_that_are_no_numbers_do_not_come_out(self, planted: Any) -> None:
        found = Found(samples={"one": [[1.0]]}, controls={"small": float("nan")}, inputs={})
        with pytest.raises(ControlFailed, match="small is nan"):
            check(planted.EXPERIMENT, "here", found)

    def test_that_no_cell_measures_leave_no_record(
        self, tmp_path: Path, planted: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        more = {**planted.EXPERIMENT.controls, "third": Control(op="<=", bound=0.0)}
        monkeypatch.setattr(planted, "EXPERIMENT", replace(planted.EXPERIMENT, controls=more))
        with pytest.raises(ControlFailed, match="no cell has measured the control 'third'"):
            measured(tmp_path)

    @pytest.mark.parametrize("number", [float("nan"), float("inf")])
    def test_and_samples_are_numbers(self, planted: Any, number: float) -> None:
        with pytest.raises(BadRecord, match="here: the series 'one' has the sample"):
            check(planted.EXPERIMENT, "here", Found(samples={"one": [[1.0], [number]]}, controls={}, inputs={}))

    def test_and_samples_are_there(self, planted: Any) -> None:
        empty: list[Samples] = [{"one": []}, {"one": [[1.0], []]}]
        for samples in empty:
            with pytest.raises(BadRecord, match="the series 'one' has no samples"):
                check(planted.EXPERIMENT, "here", Found(samples=samples, controls={}, inputs={}))


class TestExperiments:
    def test_are_all_found_and_have_a_quick_and_a_full_scale(self) -> None:
        assert {"feed_forward", "radius", "memorisation", "retrieval", "question_formation", "widths",
                "data_fractions", "layer_energies", "planted"} == set(names())  # fmt: skip
        for name in names():
            found = named(name)
            assert {"quick", "full"} <= set(found.scales)
            for scale in found.scales:
                cells = found.cells(found.scales[scale])
                assert len({cell.name for cell in cells}) == len(cells) > 0
                assert json.loads(json.dumps([dict(cell.settings) for cell in cells]))

    def test_that_are_not_there_are_one_line(self, tmp_path: Path) -> None:
        with pytest.raises(NoSuchExperiment, match="no experiment 'none': the experiments are "):
            named("none")
        with pytest.raises(NoSuchExperiment, match="has no scale large; take one of quick, full"):
            Measuring.of("planted", "large", tmp_path, tmp_path)


class TestCommand:
    @pytest.fixture
    def run(self, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
        from contextlib import contextmanager

        from numerics.experiments import __main__ as command

        @contextmanager
        def here(count: int | None, address: str | None) -> Iterator[ThreadPoolExecutor]:
            with ThreadPoolExecutor(1) as executor:
                yield executor

        monkeypatch.setattr(command, "workers", here)

        def ran(*words: str) -> tuple[int, str, str]:
            status = command.main([*words, "--work", str(tmp_path)])
            said = capsys.readouterr()
            return status, said.out, said.err

        return ran

    def test_writes_the_record_and_says_where(self, run: Any, tmp_path: Path) -> None:
        status, out, _ = run("planted", "--quick")
        assert status == 0
        assert f"written: {tmp_path / 'quick' / 'planted.json'}" in out
        assert (tmp_path / "quick" / "planted.json").exists()

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("none",), "no experiment 'none'"),
            (("planted", "--large"), "has no scale large"),
            (("planted", "--device", "tpu"), "no such device"),
        ],
    )
    def test_that_is_used_wrongly_is_one_line(self, run: Any, words: tuple[str, ...], said: str) -> None:
        status, out, err = run(*words)
        assert (status, out) == (2, "")
        [line] = err.strip().splitlines()
        assert line.startswith("measure: ")
        assert said in line

    def test_with_a_failed_control_says_so(self, run: Any, planted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        controls = {**planted.EXPERIMENT.controls, "small": Control(op="<=", bound=0.0)}
        monkeypatch.setattr(planted, "EXPERIMENT", replace(planted.EXPERIMENT, controls=controls))
        status, _, err = run("planted", "--quick")
        assert status == 1
        assert "measure: planted, seed 5: small is 0.005; <= 0 is asked for" in err
