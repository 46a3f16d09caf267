"""A run on disk: what it was told, its metrics line by line, its last checkpoint and the model so far."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from torch import nn
from torch.optim import Optimizer

from numerics.files import alone, extend, half_written, json_object, save
from numerics.transformers import checkpoint
from numerics.transformers.faults import BadSettings, NotACheckpoint

SETTINGS, METRICS, CHECKPOINT = "settings.json", "metrics.jsonl", "checkpoint.safetensors"
MODEL, TOKENIZER = "model.safetensors", "tokenizer.json"
OWNED = (SETTINGS, CHECKPOINT, MODEL, TOKENIZER)  # written whole

Line = Mapping[str, float]


@dataclass(slots=True, kw_only=True)
class Run:
    """The folder, and the lines of metrics so far; without a folder nothing is written, nor where `writes` is false.

    Lines are written before the checkpoint of the same step, so that none is missing when the run goes on from there;
    what stands after it is computed again.
    """

    folder: Path | None
    writes: bool = True
    lines: list[Line] = field(default_factory=list)
    _length: int = 0

    @contextmanager
    def begun(self, settings: Mapping[str, Any], tokenizer: Tokenizer | None) -> Iterator[None]:
        """The folder, set up, and no other process that writes there.

        BadSettings where it is the folder of a run that was told something else, or of no run.
        """
        if self.folder is None or not self.writes:
            yield
            return
        said = json.loads(json.dumps(settings))
        is_new = not (self.folder / SETTINGS).exists()
        if is_new and self.folder.exists() and set(self.folder.iterdir()) - set(half_written(self.folder, OWNED)):
            raise BadSettings(f"{self.folder}: holds files and no {SETTINGS}; take a new folder")
        if not is_new:
            _check_same(self.folder, said)
        with alone(self.folder, OWNED):
            if is_new:
                save(self.folder / SETTINGS, json.dumps(said, indent=1) + "\n")
            if tokenizer is not None and not (self.folder / TOKENIZER).exists():
                save(self.folder / TOKENIZER, tokenizer.to_str())
            yield

    def resumed(self, model: nn.Module, optimiser: Optimizer) -> int:
        """Fill model, optimiser and lines from the last checkpoint; the steps that were made, 0 where there is none."""
        if self.folder is None or not (self.folder / CHECKPOINT).exists():
            return 0
        step = checkpoint.read(self.folder / CHECKPOINT, model, optimiser)
        content = (self.folder / METRICS).read_bytes() if (self.folder / METRICS).exists() else b""
        for number, text in enumerate(content.split(b"\n")[:-1], start=1):
            try:
                line = json.loads(text)
                is_later = line["step"] > step
            except (ValueError, TypeError, KeyError) as error:
                raise NotACheckpoint(f"{self.folder / METRICS}: line {number} is none of metrics") from error
            if is_later:
                break
            self.lines.append(line)
            self._length += len(text) + 1
        if not self.lines or self.lines[-1]["step"] != step:
            raise NotACheckpoint(f"{self.folder / METRICS}: has no line of step {step}, which {CHECKPOINT} is of")
        return step

    def add(self, line: Line) -> None:
        """One more line of metrics, on disk when this ends."""
        self.lines.append(line)
        if self.folder is not None and self.writes:
            self._length = extend(self.folder / METRICS, self._length, json.dumps(line).encode() + b"\n")

    def keep(self, step: int, model: nn.Module, optimiser: Optimizer) -> None:
        """The checkpoint first, from which the run goes on; then the model alone, for those who read it."""
        if self.folder is not None and self.writes:
            checkpoint.write(self.folder / CHECKPOINT, step, model, optimiser)
            self.offer(step, model)

    def offer(self, step: int, model: nn.Module) -> None:
        """The model alone, unless it is there as it was after this step."""
        if self.folder is None or not self.writes or step == 0:
            return
        try:
            is_there = checkpoint.steps_of(self.folder / MODEL) == step
        except NotACheckpoint:  # it is made from the checkpoint, which is whole
            is_there = False
        if not is_there:
            checkpoint.write(self.folder / MODEL, step, model)


def _check_same(folder: Path, said: Mapping[str, Any]) -> None:
    before, now = _flat(json_object(folder / SETTINGS, BadSettings)), _flat(said)
    for name in sorted(before | now):
        if before.get(name) != now.get(name):
            told = f"{name} = {before.get(name)}, not {now.get(name)}"
            raise BadSettings(f"{folder}: the run there has {told}; take another folder")


def _flat(settings: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """`shape.width` for {"shape": {"width": ...}}."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        found |= _flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return found
