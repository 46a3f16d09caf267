"""`python -m numerics.experiments.feed_forward`: measures a real encoder on a text, and writes the record."""

from __future__ import annotations

import argparse
import hashlib
import platform
import re
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.progress import track

from numerics.estimate import TooFew, of_documents
from numerics.experiments.feed_forward import PLACES, TEMPERATURES, TOKENS, ControlFailed, checked, controls, samples
from numerics.files import save
from numerics.records import read, rendered
from numerics.transformers.encoder import Encoder, installed, layers, opened
from numerics.transformers.faults import NoModel, TooShort

EXPERIMENT = "python -m numerics.experiments.feed_forward"
PACKAGES = ("numpy", "safetensors", "scipy", "tokenizers", "torch", "transformers")


def main(words: Sequence[str] | None = None) -> int:
    """0: measured, with the controls as they must be; 1: a control failed; 2: wrong use."""
    parser = argparse.ArgumentParser(
        prog=EXPERIMENT, description="An ordinary layer beside attention over joined keys."
    )
    parser.add_argument("--text", type=Path, required=True, metavar="FILE", help="documents, an empty line between two")
    parser.add_argument("--model", type=Path, metavar="DIR", help="a BERT encoder (default: the one of the package)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the record goes; without it none is written")
    options = parser.parse_args(words)
    try:
        text = options.text.read_text(encoding="utf-8")
        record = measure(opened(options.model or installed()), text)
        show(record)
        if options.out is not None:
            save(options.out, record)
            print(f"written: {options.out}")
    except ControlFailed as error:
        print(f"feed_forward: {error}", file=sys.stderr)
        return 1
    except (NoModel, TooFew, TooShort, OSError, UnicodeDecodeError) as error:
        print(f"feed_forward: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    return 0


def documents(text: str) -> list[str]:
    """What stands between empty lines."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def measure(encoder: Encoder, text: str) -> str:
    """The record; ControlFailed where a control does not come out, TooShort where a document has too few tokens."""
    if not documents(text):
        raise TooShort("there is no document in the text")
    found: dict[str, list[list[float]]] = {}
    seen: dict[str, list[float]] = {}
    for document in track(documents(text), "measuring", console=Console(stderr=True), transient=True):
        read_there = layers(encoder, document, TOKENS)
        for series, distances in samples(read_there).items():
            found.setdefault(series, []).append(distances)
        for layer in read_there:
            for name, distance in controls(layer).items():
                seen.setdefault(name, []).append(distance)
    near, far = seen.items()
    return rendered(
        experiment=EXPERIMENT,
        inputs=encoder.hashes | {"text": hashlib.sha256(text.encode()).hexdigest()},
        versions={"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        device="CPU, float32; distances in float64",
        settings={
            "model": "all-MiniLM-L6-v2",
            "tokens of a document": str(TOKENS),
            "tokens recorded": ", ".join(map(str, PLACES)),
            "temperatures": ", ".join(TEMPERATURES),
        },
        controls=checked({near[0]: max(near[1]), far[0]: min(far[1])}),
        samples=dict(sorted(found.items())),
    )


def show(text: str) -> None:
    """The median of each series with its interval, and the controls."""
    record = read(text, "the record")
    for series in record.samples:
        found = of_documents(record, [series])
        within = f"[{float(found.low):.4f}, {float(found.high):.4f}] at {float(found.confidence):.1%}"
        print(f"{series:<36} {float(found.value):.4f}  {within}, {found.count} documents")
    for name, distance in record.controls.items():
        print(f"control: {name:<48} {float(distance):.3g}")


if __name__ == "__main__":
    sys.exit(main())
