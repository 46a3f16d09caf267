"""Experiments measured cell by cell: what each finds is on the disk at once, and the records are made of it."""

from __future__ import annotations

import hashlib
import inspect
import json
import platform
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import version
from math import isfinite
from pathlib import Path
from typing import Any

from numerics.experiment import Cell, ControlFailed, Experiment, Found, Scale, named
from numerics.files import alone, json_object, save
from numerics.grid import over
from numerics.records import BadRecord, rendered

PACKAGES = ("gguf", "numpy", "safetensors", "scipy", "tokenizers", "torch", "transformers")
COMMAND = "python -m numerics.experiments"
FLAGS: Mapping[Scale, str] = {"quick": " --quick", "full": "", "large": " --large"}

Kept = dict[str, Any]  # what the file of a cell holds: what was asked, with what, and what was found
Watch = Callable[[str, str, int, int], object]  # experiment, the cell that is done, how many are, of all


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One cell of one experiment on one kind of device."""

    experiment: str
    cell: Cell
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """An experiment at one scale: its cells, the folder in which each gets its file, and the record to be made."""

    name: str
    scale: Scale
    experiment: Experiment
    cells: Sequence[Cell]
    folder: Path
    record: Path

    @staticmethod
    def of(name: str, scale: Scale, work: Path, out: Path) -> Measuring:
        """NoSuchExperiment where there is none of this name, or none at this scale."""
        experiment = named(name)
        experiment.settings(scale)
        cells = experiment.cells(experiment.scales[scale])
        if len({_file(cell) for cell in cells}) < len(cells):
            raise ValueError(f"{name}: two cells have one name")
        return Measuring(
            name=name,
            scale=scale,
            experiment=experiment,
            cells=cells,
            folder=work / scale / "cells" / name,
            record=out / f"{name}.json",
        )


def measure(
    wanted: Sequence[Measuring], executor: Executor, device: str, watch: Watch, again: bool = False
) -> Iterator[Measuring]:
    """Each of these experiments when its record is written, which is when the last of its cells is measured.

    A cell that an earlier call measured with the same settings, code, versions and device asked for is not measured
    again, unless told so.  ControlFailed where a control does not come out; BadRecord where cells do not go together;
    what a cell raises.  What was found before stays on the disk, and the same call goes on from there.
    """
    with ExitStack() as stack:
        for one in wanted:
            stack.enter_context(alone(one.folder, [_file(cell) for cell in one.cells]))
        known = {one.name: {} if again else _known(one, device) for one in wanted}
        by_name = {one.name: one for one in wanted}
        for one in wanted:
            watch(one.name, "", len(known[one.name]), len(one.cells))
            if len(known[one.name]) == len(one.cells):
                yield _finished(one, known[one.name])
        jobs = [
            Job(experiment=one.name, cell=cell, device=device)
            for one in wanted
            for cell in one.cells
            if cell.name not in known[one.name]
        ]
        for job, (found, about) in over(executor, measured, jobs):
            one, done = by_name[job.experiment], known[job.experiment]
            done[job.cell.name] = _kept(one, job, found, about)
            watch(one.name, job.cell.name, len(done), len(one.cells))
            if len(done) == len(one.cells):
                yield _finished(one, done)


def measured(job: Job) -> tuple[Found, Kept]:
    """What the cell finds, and with what; done by a worker."""
    found = named(job.experiment).measure(job.cell.settings, job.device)
    return found, {"device": described(job.device), **made_with(job.experiment)}


def described(device: str) -> str:
    """The device in words, with the threads of a CPU: how a sum is rounded depends on how it is shared out."""
    import torch

    from numerics.quantities.device import chosen

    at, threads = chosen(device), torch.get_num_threads()
    if at.type == "cuda":
        return str(torch.cuda.get_device_name(at))
    return f"CPU, {threads} thread{'s' if threads > 1 else ''}"


def check(experiment: Experiment, cell: str, found: Found) -> None:
    """ControlFailed where a control does not come out; BadRecord where a series is empty, or of what is no number."""
    for name, number in found.controls.items():
        control = experiment.controls[name]
        if not control.holds(number):
            raise ControlFailed(f"{cell}: {name} is {number:.6g}; {control.op} {control.bound:g} is asked for")
    for series, documents in found.samples.items():
        if not documents or not all(documents):
            raise BadRecord(f"{cell}: the series {series!r} has no samples")
        if bad := [value for document in documents for value in document if not isfinite(value)]:
            raise BadRecord(f"{cell}: the series {series!r} has the sample {bad[0]}, which is no number")


def versions() -> dict[str, str]:
    """Of Python and of what computes."""
    return {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}


def made_with(name: str) -> Kept:
    """The versions and the code of the experiment, here."""
    return {"versions": versions(), "code": code_of(name)}


def code_of(name: str) -> str:
    """The sha256 of the experiment's own files, and of those of transformers and quantities."""
    own = Path(inspect.getfile(import_module(f"numerics.experiments.{name}")))
    folders = [own.parent] if own.name == "__init__.py" else []
    folders += [Path(__file__).parent / name for name in ("transformers", "quantities")]
    files = [own, *(file for folder in folders for file in sorted(folder.glob("*.py")))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _kept(one: Measuring, job: Job, found: Found, about: Kept) -> Kept:
    """What the cell found, written to its file."""
    where = f"{one.name}, {job.cell.name}"
    check(one.experiment, where, found)
    for what, here in made_with(one.name).items():
        if about[what] != here:
            raise BadRecord(f"{where}: the worker has other {what} than this process; install the same there")
    made = _asked(one, job.cell, job.device) | {**about, **asdict(found)}
    save(one.folder / _file(job.cell), json.dumps(made) + "\n")
    return made


def _asked(one: Measuring, cell: Cell, device: str) -> Kept:
    """All that decides what the cell finds, as JSON gives it back."""
    asked = {"settings": dict(cell.settings), "asked": device, **made_with(one.name)}
    found: Kept = json.loads(json.dumps(asked))
    return found


def _known(one: Measuring, device: str) -> dict[str, Kept]:
    """What earlier calls measured of it, by cell."""
    found = {}
    for cell in one.cells:
        if (path := one.folder / _file(cell)).exists():
            kept = json_object(path, BadRecord)
            if _asked(one, cell, device).items() <= kept.items():
                found[cell.name] = kept
    return found


def _finished(one: Measuring, found: Mapping[str, Kept]) -> Measuring:
    """The experiment, its record written."""
    parts = [found[cell.name] for cell in one.cells]
    inputs: dict[str, str] = {}
    for part in parts:
        for name, digest in part["inputs"].items():
            if inputs.setdefault(name, digest) != digest:
                raise BadRecord(f"{one.name}: cells were measured on two of {name!r}; measure them --again")
    samples: dict[str, list[list[float]]] = {}
    for part in parts:
        for series, documents in part["samples"].items():
            samples.setdefault(series, []).extend(documents)
    controls = {
        name: control.worst(numbers)
        for name, control in one.experiment.controls.items()
        if (numbers := [part["controls"][name] for part in parts if name in part["controls"]])
    }
    if lost := one.experiment.controls.keys() - controls:
        raise ControlFailed(f"{one.name}: no cell has measured the control {min(lost)!r}")
    text = rendered(
        experiment=f"{COMMAND} {one.name}{FLAGS[one.scale]}",
        inputs=dict(sorted(inputs.items())),
        versions=parts[0]["versions"],
        device="; ".join(dict.fromkeys(part["device"] for part in parts)),
        settings=one.experiment.settings(one.scale),
        controls=controls,
        samples=dict(sorted(samples.items())),
    )
    save(one.record, text)
    return one


def _file(cell: Cell) -> str:
    return re.sub(r"[^A-Za-z0-9.=_-]+", "_", cell.name) + ".json"
