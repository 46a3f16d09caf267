"""Records of experiments: written once, checked on every reading; only the raw samples in them are believed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

_CHECKOUT = Path(__file__).parents[1] / "measurements"
RECORDS = _CHECKOUT if _CHECKOUT.is_dir() else _CHECKOUT.with_name("amverify_measurements")  # as installed
DIGITS = 6  # of every sample

Samples = Mapping[str, tuple[tuple[Fraction, ...], ...]]
_KEYS = ("schema", "experiment", "inputs", "versions", "device", "settings", "controls", "samples", "seal")


class BadRecord(ValueError):
    """A record that is missing, truncated, edited or not what it should be: one line that names file and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What an experiment measured, and with what; it holds no time, no host and no path.

    inputs: the sha256 of each file that went in.  samples: by series, one list of numbers for each document,
    which may be a text or a seed.
    """

    experiment: str
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    device: str
    settings: Mapping[str, str]
    controls: Mapping[str, Fraction]
    samples: Samples


def path_of(name: str, home: Path | None = None) -> str:
    """Where the record lies in the repository, or among the folders of papers where it is kept by its paper."""
    own = _own(name, home)
    return f"{_CHECKOUT.name}/{name}.json" if own is None else "/".join(own.parts[-3:])


def _own(name: str, home: Path | None) -> Path | None:
    """The file in which the paper keeps the record; None where it has no folder for records of its own."""
    paper, _, experiment = name.partition("/")
    if home is None or home.name != paper or not (home / _CHECKOUT.name).is_dir():
        return None
    return home / _CHECKOUT.name / f"{experiment}.json"


def load(name: str, home: Path | None = None) -> Record:
    """The record of this name; BadRecord where any of it is not as it was written.

    A paper outside the repository keeps its own in a folder `measurements` of the paper's folder, its home.
    """
    path, shown = _own(name, home) or RECORDS / f"{name}.json", path_of(name, home)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRecord(f"{shown}: cannot be read: {' '.join(str(error).split())}") from error
    return read(text, shown)


@lru_cache(maxsize=16)
def read(text: str, shown: str) -> Record:
    """The record in the text, read once; BadRecord, with the name that is shown, where it is none."""

    def refuse(key: str, why: str) -> BadRecord:
        return BadRecord(f"{shown}: `{key}` {why}; run the experiment again rather than mend the record")

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in found]
        for name in names:
            if names.count(name) > 1:
                raise refuse(name, "stands there twice")
        return dict(found)

    def no_number(word: str) -> Any:
        raise refuse(word, "is no number")

    try:
        found = json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=no_number, object_pairs_hook=pairs
        )
    except json.JSONDecodeError as error:
        raise BadRecord(f"{shown}: ends or breaks off at line {error.lineno}: {error.msg}") from error
    if not isinstance(found, dict):
        raise BadRecord(f"{shown}: holds no keys, where {', '.join(_KEYS)} belong")
    for key in [*(k for k in _KEYS if k not in found), *(k for k in found if k not in _KEYS)]:
        raise refuse(key, "is missing" if key in _KEYS else "is none of its keys")
    _check(found, refuse)
    if found["seal"] != seal(found):
        raise refuse("seal", "does not belong to the rest, which was edited by hand")
    return Record(
        **{key: found[key] for key in ("experiment", "inputs", "versions", "device", "settings")},
        controls={name: Fraction(value) for name, value in found["controls"].items()},
        samples={
            series: tuple(tuple(map(Fraction, document)) for document in documents)
            for series, documents in found["samples"].items()
        },
    )


def _check(found: Mapping[str, Any], refuse: Callable[[str, str], BadRecord]) -> None:
    """Every key holds what it should, down to each number."""
    if found["schema"] != 1:
        raise refuse("schema", f"is {found['schema']}, not 1")
    for key in ("experiment", "device", "seal"):
        if not isinstance(found[key], str) or not found[key]:
            raise refuse(key, "is no text")
    kinds: Mapping[str, tuple[Callable[[Any], bool], str]] = {
        "inputs": (lambda v: isinstance(v, str) and re.fullmatch(r"[0-9a-f]{64}", v) is not None, "no sha256"),
        "versions": (lambda v: isinstance(v, str) and v != "", "no text"),
        "settings": (lambda v: isinstance(v, str) and v != "", "no text"),
        "controls": (lambda v: isinstance(v, Decimal), "no number"),
        "samples": (lambda v: isinstance(v, list) and v != [], "no list of documents"),
    }
    for key, (is_right, otherwise) in kinds.items():
        if not isinstance(found[key], dict) or not found[key]:
            raise refuse(key, "holds no names")
        for name, value in found[key].items():
            if not is_right(value):
                raise refuse(f"{key}.{name}", f"is {otherwise}")
    for series, documents in found["samples"].items():
        for which, document in enumerate(documents, start=1):
            if not isinstance(document, list) or not document or not all(isinstance(v, Decimal) for v in document):
                raise refuse(f"samples.{series}", f"is no list of numbers at document {which}")


def seal(content: Mapping[str, Any]) -> str:
    """The sha256 of everything but the seal, however it is laid out."""
    rest = {key: value for key, value in content.items() if key != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, default=str).encode()).hexdigest()


def rendered(
    *,
    experiment: str,
    inputs: Mapping[str, str],
    versions: Mapping[str, str],
    device: str,
    settings: Mapping[str, str],
    controls: Mapping[str, float],
    samples: Mapping[str, Sequence[Sequence[float]]],
) -> str:
    """The record as text, numbers to six digits, a document a line; BadRecord where it would not be read again."""
    content = {
        "schema": 1,
        "experiment": experiment,
        "inputs": dict(inputs),
        "versions": dict(versions),
        "device": device,
        "settings": dict(settings),
        "controls": {name: _rounded(value) for name, value in controls.items()},
        "samples": {
            series: [[_rounded(value) for value in document] for document in documents]
            for series, documents in samples.items()
        },
    }
    exact = json.loads(json.dumps(content), parse_float=Decimal, parse_int=Decimal)
    head = json.dumps({"seal": seal(exact)} | {k: v for k, v in content.items() if k != "samples"}, indent=1)
    series = ",\n".join(
        f"  {json.dumps(name)}: [\n   " + ",\n   ".join(json.dumps(document) for document in documents) + "\n  ]"
        for name, documents in content["samples"].items()  # type: ignore[attr-defined]
    )
    text = head.removesuffix("\n}") + f',\n "samples": {{\n{series}\n }}\n}}\n'
    read(text, "the record")
    return text


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
