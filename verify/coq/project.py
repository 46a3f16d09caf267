"""The files that Coq is given: the library, the statements, proofs and refutations, and the audit of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from numerics.configurations import Configuration
from verify.coq.export import Exporter, Proof
from verify.coq.frame import Lines
from verify.coq.instances import instances
from verify.coq.record import hashed
from verify.coq.refute import negation, refutation
from verify.coq.restated import REALS, restated

SAID = ("Fin", "Power", "Integrals", "Gamma")  # what statements need of the library
_BASE = ("Fin", "Power", "Tactics", "Facts", "Integrals", "Gamma")
REPLAY = (*_BASE, "Replay")  # what proofs need of the library
NUMBERS = (*_BASE, "Numbers")  # what refutations need
ENCLOSING = (*NUMBERS, "Enclosures")  # the same, with enclosures by coq-interval
ENCLOSED_REPLAY = (*REPLAY, "Numbers", "Enclosures")
FOLDER = Path(__file__).with_name("library")
ROOT = "AM"  # the name under which Coq finds the files
IMPORTS = "Require Import Reals Lra Lia.\nOpen Scope R_scope.\n"
_SIDES = 8  # that are refuted, or have values, in a file
_CHARACTERS = 120_000  # of proofs in a file, about: enough to load the library seldom, few enough to fill the cores

Key = tuple[str, str]
Check = tuple[str, str]  # a theorem, and the proposition that it is to prove
T = TypeVar("T")


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
        for key in dict.fromkeys((*_facts(exporter, proofs), *proofs, *selection.refuted, *selection.valued))
        for text in _said(exporter, key)
    ]
    used = exporter.definitions.used("\n".join((*said, *(theorem(exporter, key) for key in proofs))))
    made = [
        *library(),
        _statements([*used, *said]),
        File("Restated", restated(ROOT, SAID, [*used, *said]), (*SAID, "Statements")),
    ]
    checks: dict[bool, dict[str, list[Check]]] = {False: {}, True: {}}  # by file, with enclosures and without
    for number, part in enumerate(_batches(selection.valued), start=1):
        name, values = f"Instances_{number}", [instances(exporter, key) for key in part]
        made.append(_file(name, (*ENCLOSING, "Statements"), values))
        checks[True][name] = [
            (f"{name}.{example}", "_") for example in re.findall(r"^Example (\w+)", "\n".join(values), re.M)
        ]
    for enclosing, file, checked in _refutations(exporter, selection.refuted):
        made.append(file)
        checks[enclosing][file.name] = checked
    where: dict[Key, str] = {}
    for name, part in _parts(proofs):
        enclosing = proofs[part[0]].enclosing
        needed = tuple(dict.fromkeys(where[cited] for key in part for cited in proofs[key].cites))
        base: tuple[str, ...] = ENCLOSED_REPLAY if enclosing else REPLAY
        made.append(_file(name, (*base, "Statements", *needed), [theorem(exporter, key) for key in part]))
        where |= dict.fromkeys(part, name)
        checks[enclosing][name] = [check for key in part for check in _checks(exporter, key, name)]
    return [*made, _audit("Audit", checks[False]), _audit("Enclosed_audit", checks[True])]


def _refutations(exporter: Exporter, refuted: Mapping[Key, Refuted]) -> Iterator[tuple[bool, File, list[Check]]]:
    """The refutations in files, each with whether it encloses numbers and with what it is to prove."""
    for enclosing, name in ((False, "Refuted"), (True, "Enclosed_refuted")):
        needs: tuple[str, ...] = ENCLOSING if enclosing else NUMBERS
        false = [(exporter.statement(*key), one.at) for key, one in refuted.items() if one.enclosing is enclosing]
        for number, part in enumerate(_batches(false), start=1):
            module = f"{name}_{number}"
            texts = [refutation(made, exporter.definitions, at) for made, at in part]
            checks = [(f"{module}.{made.name}_refuted", negation(made, "Statements.")) for made, _ in part]
            yield enclosing, _file(module, (*needs, "Statements"), texts), checks


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """A few at a time, so that all cores have some: each of them takes seconds."""
    return (items[start : start + _SIDES] for start in range(0, len(items), _SIDES))


def _file(name: str, needs: tuple[str, ...], texts: Iterable[str]) -> File:
    return File(name, f"From {ROOT} Require Import {' '.join(needs)}.\n{IMPORTS}\n" + "\n".join(texts), needs)


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


def _said(exporter: Exporter, key: Key) -> list[str]:
    """The statement of the side, and that it speaks of real numbers where that is to be shown."""
    proof = exporter.proofs.get(key)
    return [exporter.statement(*key).text, *([proof.defined] if isinstance(proof, Proof) and proof.defined else [])]


def theorem(exporter: Exporter, key: Key) -> str:
    """The theorem that the statement of the side is true, and the one that it speaks of real numbers."""
    name, proof = exporter.statement(*key).name, exporter.proof(*key)
    made = _proved(name, exporter.theorem(*key), proof.lines)
    if proof.equation:
        script = _script(proof.equation_lines)
        made = f"Lemma {_equation(exporter, key)}.\nProof.\n{script}\nQed.\n{made}"
    return made + _proved(f"{name}_defined", f"{name}_defined", proof.defined_lines) if proof.defined else made


def _proved(name: str, says: str, lines: Lines) -> str:
    return f"Theorem {name}_proof : {says}.\nProof.\n{_script(lines)}\nQed.\n"


def _script(lines: Lines) -> str:
    return "\n".join(f"  {line}" for line in lines)


def _equation(exporter: Exporter, key: Key) -> str:
    """The name of the equation from which the proof of a derivative starts, and what it says."""
    says = exporter.resting(*key, exporter.proof(*key).equation)
    return f"{exporter.statement(*key).name}_equation : {says}"


def alone(exporter: Exporter, key: Key) -> str:
    """The theorem of one side in a file of its own, what it cites taken for granted: to see whether Coq accepts it."""
    cites, facts = exporter.proof(*key).cites, _facts(exporter, [key, *exporter.proof(*key).cites])
    said = [exporter.statement(*fact).text for fact in facts]
    for other in cites:
        made = exporter.statement(*other)
        known = (
            _equation(exporter, other)
            if exporter.proof(*other).equation
            else f"{made.name}_proof : {exporter.theorem(*other)}"
        )
        said.append(f"{made.text}\nAxiom {known}.\n")
    own = "\n".join((*_said(exporter, key), theorem(exporter, key)))
    needed = exporter.definitions.used("".join((*said, own)))
    needs = ENCLOSED_REPLAY if exporter.proof(*key).enclosing else REPLAY
    return "\n".join((f"From {ROOT} Require Import {' '.join(needs)}.\n{IMPORTS}", *needed, *said, own))


def refuted_alone(exporter: Exporter, key: Key, found: Refuted) -> str:
    """The refutation of one side in a file of its own."""
    made = exporter.statement(*key)
    needed, needs = exporter.definitions.used(made.text), ENCLOSING if found.enclosing else NUMBERS
    head = f"From {ROOT} Require Import {' '.join(needs)}.\n{IMPORTS}"
    return "\n".join((head, *needed, made.text, refutation(made, exporter.definitions, found.at)))


def valued_alone(exporter: Exporter, key: Key, at: Configuration | None = None) -> str:
    """The values of the terms of one statement, at a configuration that is chosen if none is given, in a file."""
    text = instances(exporter, key, at)
    head = f"From {ROOT} Require Import {' '.join(ENCLOSING)}.\n{IMPORTS}"
    return "\n".join((head, *exporter.definitions.used(text), text))


def _audit(name: str, checks: Mapping[str, Sequence[Check]]) -> File:
    """That each theorem of these files proves what it is said to prove, and all that they rest on."""
    needs, shown = ("Statements", *sorted(checks)), [check for one in checks.values() for check in one]
    lines = [
        f"From {ROOT} Require {' '.join(needs)}.",
        *(f"Check ({proof} : {statement})." for proof, statement in shown),
        f"Definition everything := ({', '.join(f'@{proof}' for proof, _ in shown) or '0'}).",
        "Print Assumptions everything.",
    ]
    return File(name, "\n".join(lines) + "\n", needs)


def _checks(exporter: Exporter, key: Key, module: str) -> Iterator[Check]:
    """Each theorem of the side, and what it is to prove."""
    name = exporter.statement(*key).name
    yield f"{module}.{name}_proof", exporter.theorem(*key, "Statements.")
    if exporter.proof(*key).defined:
        yield f"{module}.{name}_defined_proof", f"Statements.{name}_defined"


def _facts(exporter: Exporter, keys: Iterable[Key]) -> list[Key]:
    """The facts of the literature that the proofs rest on."""
    return sorted({fact for key in keys for fact in exporter.proof(*key).facts})


def _parts(proofs: Mapping[Key, Proof]) -> Iterator[tuple[str, Sequence[Key]]]:
    """The proofs in parts of about one size, such that those of a level cite earlier levels alone.

    Those that enclose numbers are in parts of their own.
    """

    @cache
    def level(key: Key) -> int:
        return 1 + max((level(cited) for cited in proofs[key].cites), default=0)

    levels: dict[tuple[int, bool], list[Key]] = {}
    for key in proofs:
        levels.setdefault((level(key), proofs[key].enclosing), []).append(key)
    for number, enclosing in sorted(levels):
        part: list[Key] = []
        length = pieces = 0
        kind = "Enclosed" if enclosing else "Proofs"
        for key in levels[number, enclosing]:
            part.append(key)
            length += sum(map(len, proofs[key].lines))
            if length >= _CHARACTERS:
                pieces += 1
                yield f"{kind}_{number}_{pieces}", part
                part, length = [], 0
        if part:
            yield f"{kind}_{number}_{pieces + 1}", part
