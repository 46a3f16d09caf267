"""The ledger: every verdict as JSON, assembled from the entries and written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from errno import EISDIR
from pathlib import Path
from types import MappingProxyType

import sympy as sp

from theory.catalogue import PRINTED, Catalogue
from theory.checks import BadClaimFile
from theory.claims import Source
from theory.latex import definitions, latex
from theory.meanings import LATEX, MEANING
from verify.coq.record import recorded
from verify.entry import Entry
from verify.said import disagrees, verdict_text

SCHEMA = Path(__file__).with_name("ledger.schema.json")
VERSION = 1  # of the schema
NOTHING: Mapping[str, str] = MappingProxyType({})


class CannotWrite(Exception):
    """The folder for the ledger cannot be written to."""


def assemble(entries: Sequence[Entry], catalogue: Catalogue) -> dict[str, object]:
    """The ledger; BadClaimFile where a claim sharpens another that does not rest on it."""
    by_id = {str(e["id"]): e for e in entries}
    papers = {str(e["paper"]) for e in entries}
    return {
        "schema": VERSION,
        "papers": {key: _paper(source) for key, source in catalogue.papers.items() if key in papers},
        "notation": [
            {"name": n, "definition": d, "description": t} for n, d, t in definitions(_terms(entries, catalogue))
        ],
        "symbols": _symbols(entries, catalogue),
        "coq": {"release": recorded().coq, "axioms": list(recorded().axioms)},
        "claims": [e | _pointers(e, by_id, catalogue) for e in entries],
        "statements": _statements(entries, catalogue),
    }


def _paper(source: Source) -> dict[str, object]:
    """What is cited; and where the paper has letters of its own, ours and theirs in LaTeX."""
    cited = {part: getattr(source, part) for part in ("title", "authors", "version", "bibtex")}
    letters = [{"ours": LATEX.get(name, name), "theirs": theirs} for name, theirs in source.letters.items()]
    return {**cited, "letters": letters} if letters else cited


def _symbols(entries: Sequence[Entry], catalogue: Catalogue) -> list[dict[str, str]]:
    """Every symbol of the claims in the ledger, in the order of their meanings; last those that have none."""
    claims = [catalogue.claims[str(e["id"])] for e in entries]
    named = {s for c in claims for s in (*c.sizes, *c.scalars, *(family.symbol for family in c.families))}
    shown = {symbol.name: latex(symbol) for symbol in named}
    known = [name for name in MEANING if name in shown]
    names = [*known, *sorted(shown.keys() - set(known))]
    return [{"name": name, "latex": shown[name], "meaning": MEANING.get(name, "")} for name in names]


def _terms(entries: Sequence[Entry], catalogue: Catalogue) -> tuple[sp.Basic, ...]:
    """Every expression of the claims in the ledger."""
    return tuple(term for e in entries for term in catalogue.claims[str(e["id"])].terms)


def _pointers(entry: Entry, by_id: Mapping[str, Entry], catalogue: Catalogue) -> Entry:
    """Which claims repair and sharpen this one: those that hold, and those that it is derived from."""
    claim = catalogue.claims[str(entry["id"])]
    repaired = [i for i in catalogue.pointing_at(claim, "repairs") if _holds(by_id.get(i))]
    sharpened = [i for i in catalogue.pointing_at(claim, "sharpens") if _holds(by_id.get(i))]
    for other in sharpened:
        below = _rests_on(claim.id, by_id)
        if entry["verdict"] == "holds" and below <= by_id.keys() and other not in below:
            raise BadClaimFile(f"{other}: it is said to sharpen {claim.id}, whose derivation does not rest on it")
    return {"repaired_by": repaired, "sharpened_by": sharpened}


def _holds(entry: Entry | None) -> bool:
    return entry is not None and entry["verdict"] == "holds"


def _rests_on(claim: str, by_id: Mapping[str, Entry]) -> set[str]:
    found: set[str] = set()
    todo = [claim]
    while todo:
        here = by_id.get(todo.pop())
        uses = here["uses"] if here else []
        assert isinstance(uses, list)
        todo.extend(u for u in uses if u not in found)
        found.update(uses)
    return found


def _statements(entries: Sequence[Entry], catalogue: Catalogue) -> list[Entry]:
    """Holds or fails where all readings that have a meaning agree, else mixed, with the list."""
    made: list[Entry] = []
    for statement in dict.fromkeys(str(e["statement"]) for e in entries):
        readings = [e for e in entries if e["statement"] == statement and e["fidelity"] in PRINTED]
        verdicts = {str(e["id"]): str(e["verdict"]) for e in readings}
        if not readings:
            continue
        meant = [e for e in readings if e["kind"] != "no_meaning"]
        kinds = {str(e["verdict"]) for e in meant or readings}
        rule = "all readings agree" if len(meant) in (0, len(readings)) else "all readings that have a meaning agree"
        agreed = len(kinds) == 1
        if kinds == {"measured"}:
            off = {disagrees(e) for e in readings if verdict_text(e) != "measured"}
            agreed = len(off) <= 1
            met = {True: "no measurement meets the prediction", False: "every measurement meets the prediction"}
            rule = met[off.pop()] if len(off) == 1 else "nothing is predicted"
        made.append(
            {
                "id": statement,
                "paper": readings[0]["paper"],
                "cites": readings[0]["cites"],
                "verdict": kinds.pop() if agreed else "mixed",
                "rule": rule if agreed else "the readings differ",
                "readings": verdicts,
            }
        )
    return made


def rendered(ledger: Mapping[str, object]) -> str:
    """The ledger as text: the same bytes for the same content."""
    return json.dumps(ledger, indent=1, ensure_ascii=False) + "\n"


def prepare(folder: Path) -> None:
    """Make the folder and see that it can be written to; CannotWrite if not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotWrite(f"{folder}: {error.strerror}; choose another folder with --out DIR") from error


def write(folder: Path, texts: Mapping[str, str], owned: Mapping[str, str] = NOTHING) -> None:
    """Every file written aside first, then renamed, so that an earlier one stays whole; `a/b` goes into a folder a.

    `owned` says how our files in a folder begin: those that begin so, and are not among the texts, are left over from
    an earlier run, and go.  CannotWrite where a file cannot be written or removed.
    """
    aside = [((folder / name).with_name(f".{Path(name).name}.{os.getpid()}"), folder / name) for name in texts]
    try:
        for (path, final), text in zip(aside, texts.values(), strict=True):
            if final.is_dir():
                raise IsADirectoryError(EISDIR, "a folder is in the way", str(final))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for path, final in aside:
            path.replace(final)
        for path in _left_over(folder, texts, owned):
            path.unlink()
    except OSError as error:
        raise CannotWrite(
            f"{error.filename or folder}: {error.strerror}; choose another folder with --out DIR"
        ) from error
    finally:
        for path, _ in aside:
            if path.parent.is_dir():
                path.unlink(missing_ok=True)


def _left_over(folder: Path, texts: Mapping[str, str], owned: Mapping[str, str]) -> list[Path]:
    """Files of ours that are no longer made."""
    inside = ((path, begins) for name, begins in owned.items() for path in sorted((folder / name).glob("*")))
    kept = {folder / name for name in texts}
    return [path for path, begins in inside if path not in kept and _begins_with(path, begins)]


def _begins_with(path: Path, beginning: str) -> bool:
    """Is it a file, and no link to one, whose first line begins so?  What cannot be read is not ours."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline(1_000).startswith(beginning)
    except OSError:
        return False
