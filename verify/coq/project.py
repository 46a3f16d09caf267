"""The files that Coq is given: the library, the statements, proofs and refutations, and the audit of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from numerics.configurations import Configuration
from verify.coq.export import Exporter, Key, Proof
from verify.coq.frame import Lines
from verify.coq.instances import instances
from verify.coq.parts import CORES, batches, parts, pieces
from verify.coq.record import hashed
from verify.coq.refute import negation, refutation
from verify.coq.restated import REALS, restated

SAID = ("Fin", "Power", "Integrals", "Gamma")  # what statements need of the library
_BASE = ("Fin", "Power", "Rationals", "Polynomials", "Tactics", "Facts", "Integrals", "Gamma")
REPLAY = (*_BASE, "Replay")  # what proofs need of the library
NUMBERS = (*_BASE, "Numbers")  # what refutations need
ENCLOSING = (*NUMBERS, "Enclosures")  # the same, with enclosures by coq-interval
ENCLOSED_REPLAY = (*REPLAY, "Numbers", "Enclosures")
FOLDER = Path(__file__).with_name("library")
ROOT = "AM"  # the name under which Coq finds the files
IMPORTS = "Require Import Reals Lra Lia.\nOpen Scope R_scope.\n"
_SIDES = 8  # that are refuted, or have values, in a file: each of them takes seconds

Check = tuple[str, str]  # a theorem, and the proposition that it is to prove


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name, without the suffix, and the files that it needs, of which each comes earlier."""

    name: str
    text: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refuted:
    """Where a side is false, and whether Coq needs enclosures of numbers to see it."""

    at: Configuration
    enclosing: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """The sides to be proved, those to be refuted, and those whose terms are to have the values that Arb finds."""

    proved: Sequence[Key]
    refuted: Mapping[Key, Refuted] = field(default_factory=dict)
    valued: Sequence[Key] = ()


def library() -> list[File]:
    """Our own lemmas and tactics, as they lie in the package."""
    names = dict.fromkeys((*REPLAY, *ENCLOSING))
    texts = {name: (FOLDER / f"{name}.v").read_text(encoding="utf-8") for name in names}
    return [File(name, text, tuple(n for n in names if n in imported(text))) for name, text in texts.items()]


def imported(text: str) -> set[str]:
    """The files of ours that a file imports."""
    lines = (line for line in text.splitlines() if line.startswith(f"From {ROOT} Require Import"))
    return {name.rstrip(".") for line in lines for name in line.split()[4:]}


@cache
def _digest(names: frozenset[str]) -> str:
    return hashed(*(file.text for file in library() if file.name in names or not names))


def library_digest(names: Iterable[str] = ()) -> str:
    """A hash of our own lemmas and tactics, or of these files of them."""
    return _digest(frozenset(names))


def project(exporter: Exporter, selection: Selection) -> list[File]:
    """All files, each after those that it needs; the audits are called Audit and Enclosed_audit."""
    proofs = {key: exporter.proof(*key) for key in with_cited(exporter, selection.proved)}
    said = [
        text
        for key in dict.fromkeys((*facts_of(exporter, proofs), *proofs, *selection.refuted, *selection.valued))
        for text in said_of(exporter, key)
    ]
    proved = pieces(exporter, {key: theorem(exporter, key) for key in proofs})
    used = exporter.definitions.used("\n".join((*said, *(piece.text for piece in proved.values()))))
    proving, alone = list[File](), list[File]()
    checks: dict[bool, dict[str, list[Check]]] = {False: {}, True: {}}  # by file, with enclosures and without
    where: dict[Key | str, str] = {}
    for name, part in parts(proved):
        own = {piece.called for piece in part}
        needed = tuple(dict.fromkeys(where[used] for piece in part for used in piece.uses if used not in own))
        base: tuple[str, ...] = ENCLOSED_REPLAY if part[0].enclosing else REPLAY
        proving.append(_file(name, (*base, "Statements", *needed), [piece.text for piece in part]))
        where |= dict.fromkeys((piece.called for piece in part), name)
        shown = [check for piece in part for check in _checks(exporter, piece.called, name)]
        if shown:
            checks[part[0].enclosing][name] = shown
    for enclosing, file, checked in _refutations(exporter, selection.refuted):
        alone.append(file)
        checks[enclosing][file.name] = checked
    for number, keys in enumerate(batches(selection.valued, _SIDES), start=1):
        name, values = f"Instances_{number}", [instances(exporter, key) for key in keys]
        alone.append(_file(name, (*ENCLOSING, "Statements"), values))
        checks[True][name] = [
            (f"{name}.{example}", "_") for example in re.findall(r"^Example (\w+)", "\n".join(values), re.M)
        ]
    said_again = File("Restated", restated(ROOT, SAID, [*used, *said]), (*SAID, "Statements"))
    audits = _audit("Enclosed_audit", checks[True]), said_again, _audit("Audit", checks[False])
    # What no proof waits for comes before the last proofs, so that no core waits for the audits alone.
    return [*library(), _statements([*used, *said]), *proving[:-CORES], *alone, *proving[-CORES:], *audits]


def _refutations(exporter: Exporter, refuted: Mapping[Key, Refuted]) -> Iterator[tuple[bool, File, list[Check]]]:
    """The refutations in files, each with whether it encloses numbers and with what it is to prove."""
    for enclosing, name in ((False, "Refuted"), (True, "Enclosed_refuted")):
        needs: tuple[str, ...] = ENCLOSING if enclosing else NUMBERS
        false = [(exporter.statement(*key), one.at) for key, one in refuted.items() if one.enclosing is enclosing]
        for number, part in enumerate(batches(false, _SIDES), start=1):
            module = f"{name}_{number}"
            texts = [refutation(made, exporter.definitions, at) for made, at in part]
            checks = [(f"{module}.{made.name}_refuted", negation(made, "Statements.")) for made, _ in part]
            yield enclosing, _file(module, (*needs, "Statements"), texts), checks


def _file(name: str, needs: tuple[str, ...], texts: Iterable[str]) -> File:
    return File(name, file_text(needs, texts), needs)


def file_text(needs: Iterable[str], texts: Iterable[str]) -> str:
    """What a file says that needs these files of ours."""
    return "\n".join((f"From {ROOT} Require Import {' '.join(needs)}.\n{IMPORTS}", *texts))


def with_cited(exporter: Exporter, keys: Iterable[Key]) -> list[Key]:
    """These sides and all that their proofs rest on, each after what it cites."""
    found: dict[Key, None] = {}

    def visit(key: Key) -> None:
        if key not in found:
            for cited in exporter.proof(*key).cites:
                visit(cited)
            found[key] = None

    for key in keys:
        visit(key)
    return list(found)


def _statements(texts: Sequence[str]) -> File:
    """Quantities and statements alone; nothing that a proof brings with it can change what they say."""
    head = f"From {ROOT} Require Import {' '.join(SAID)}.\n{REALS}\n"
    return File("Statements", head + "\n\n".join(texts) + "\n", SAID)


def said_of(exporter: Exporter, key: Key) -> list[str]:
    """The statement of the side, and that it speaks of real numbers where that is to be shown."""
    proof = exporter.proofs.get(key)
    return [exporter.statement(*key).text, *([proof.defined] if isinstance(proof, Proof) and proof.defined else [])]


def lemmas_of(exporter: Exporter, key: Key) -> list[str]:
    """The names of the lemmas that the theorems of the side use, each after what it uses."""
    return [lemma.name for lemma in exporter.lemmas.used(theorem(exporter, key))]


def with_lemmas(exporter: Exporter, key: Key) -> list[str]:
    """The theorems of the side, and before them the lemmas that they use."""
    text = theorem(exporter, key)
    return [*(lemma.text for lemma in exporter.lemmas.used(text)), text]


def theorem(exporter: Exporter, key: Key) -> str:
    """The theorem that the statement of the side is true, and the one that it speaks of real numbers."""
    name, proof = exporter.statement(*key).name, exporter.proof(*key)
    made = _proved(name, exporter.theorem(*key), proof.lines)
    if proof.equation:
        script = _script(proof.equation_lines)
        made = f"Lemma {equation(exporter, key)}.\nProof.\n{script}\nQed.\n{made}"
    return made + _proved(f"{name}_defined", f"{name}_defined", proof.defined_lines) if proof.defined else made


def _proved(name: str, says: str, lines: Lines) -> str:
    return f"Theorem {name}_proof : {says}.\nProof.\n{_script(lines)}\nQed.\n"


def _script(lines: Lines) -> str:
    return "\n".join(f"  {line}" for line in lines)


def equation(exporter: Exporter, key: Key) -> str:
    """The name of the equation from which the proof of a derivative starts, and what it says."""
    says = exporter.resting(*key, exporter.proof(*key).equation)
    return f"{exporter.statement(*key).name}_equation : {says}"


def _audit(name: str, checks: Mapping[str, Sequence[Check]]) -> File:
    """That each theorem of these files proves what it is said to prove, and all that they rest on."""
    needs, shown = ("Statements", *sorted(checks)), [check for one in checks.values() for check in one]
    lines = [
        f"From {ROOT} Require {' '.join(needs)}.",
        *(f"Check ({proof} : {statement})." for proof, statement in shown),
        f"Definition everything := {_paired([f'@{proof}' for proof, _ in shown])}.",
        "Print Assumptions everything.",
    ]
    return File(name, "\n".join(lines) + "\n", needs)


def _paired(terms: Sequence[str]) -> str:
    """Pairs of pairs of the terms: of one long tuple the types would be as long as the square of it."""
    if len(terms) < 2:
        return terms[0] if terms else "0"
    half = len(terms) // 2
    return f"({_paired(terms[:half])}, {_paired(terms[half:])})"


def _checks(exporter: Exporter, key: Key | str, module: str) -> Iterator[Check]:
    """Each theorem of a side, and what it is to prove; a lemma is looked at where it is used."""
    if isinstance(key, str):
        return
    name = exporter.statement(*key).name
    yield f"{module}.{name}_proof", exporter.theorem(*key, "Statements.")
    if exporter.proof(*key).defined:
        yield f"{module}.{name}_defined_proof", f"Statements.{name}_defined"


def facts_of(exporter: Exporter, keys: Iterable[Key]) -> list[Key]:
    """The facts of the literature that the proofs rest on."""
    return sorted({fact for key in keys for fact in exporter.proof(*key).facts})
