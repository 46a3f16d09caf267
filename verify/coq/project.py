"""The files that Coq is given: the library, the statements, proofs and refutations, and the audit of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from numerics.configurations import Configuration
from verify.coq.export import Exporter, Proof
from verify.coq.frame import Lines
from verify.coq.instances import instances
from verify.coq.record import hashed
from verify.coq.refute import refutation

REPLAY = ("Fin", "Tactics", "Facts", "Replay")  # what proofs need of the library
NUMBERS = ("Fin", "Tactics", "Numbers")  # what refutations need
ENCLOSING = (*NUMBERS, "Enclosures")  # the same, with enclosures by coq-interval
FOLDER = Path(__file__).with_name("library")
ROOT = "AM"  # the name under which Coq finds the files
IMPORTS = "Require Import Reals Lra Lia.\nOpen Scope R_scope.\n"
_REALS = "Require Import Reals.\nOpen Scope R_scope.\n"
_FIX = "fix it (d : nat) (f : nat -> R) : R := match d with O => 0 | S e => {} end"
_EXTREMUM = "match e with O => f (S e) | S _ => {} (it e f) (f (S e)) end"
_FIXPOINTS = {
    "Sum": _FIX.format("it e f + f (S e)"),
    "Max": _FIX.format(_EXTREMUM.format("Rmax")),
    "Min": _FIX.format(_EXTREMUM.format("Rmin")),
}
_CHARACTERS = 120_000  # of proofs in a file, about: enough to load the library seldom, few enough to fill the cores

Key = tuple[str, str]


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
    return [File(name, text, tuple(n for n in names if n in _imported(text))) for name, text in texts.items()]


def _imported(text: str) -> set[str]:
    """The files of ours that a file of the library imports."""
    lines = (line for line in text.splitlines() if line.startswith(f"From {ROOT} Require Import"))
    return {name.rstrip(".") for line in lines for name in line.split()[4:]}


def library_digest(names: Sequence[str] = ()) -> str:
    """A hash of our own lemmas and tactics, or of these files of them."""
    return hashed(*(file.text for file in library() if file.name in names or not names))


def project(exporter: Exporter, selection: Selection) -> list[File]:
    """All files, each after those that it needs; the audits are called Audit and Enclosed_audit."""
    proofs = {key: exporter.proof(*key) for key in with_cited(exporter, selection.proved)}
    exact = {key: found for key, found in selection.refuted.items() if not found.enclosing}
    enclosed = {key: found for key, found in selection.refuted.items() if found.enclosing}
    said = [
        text for key in dict.fromkeys((*proofs, *selection.refuted, *selection.valued)) for text in _said(exporter, key)
    ]
    used = exporter.definitions.used("\n".join((*said, *(theorem(exporter, key) for key in proofs))))
    made = [*library(), _statements([*used, *said]), _restated([*used, *said])]
    where: dict[Key, str] = {}
    for name, part in _parts(proofs):
        needed = tuple(dict.fromkeys(where[cited] for key in part for cited in proofs[key].cites))
        made.append(_file(name, (*REPLAY, "Statements", *needed), [theorem(exporter, key) for key in part]))
        where |= dict.fromkeys(part, name)
    checks = [(f"{where[key]}.{name}_proof", f"Statements.{name}") for key in proofs for name in _names(exporter, key)]
    for name, audit_name, found, needs, more in (
        ("Refuted", "Audit", exact, NUMBERS, checks),
        ("Enclosed", "Enclosed_audit", enclosed, ENCLOSING, []),
    ):
        texts = [refutation(exporter.statement(*key), exporter.definitions, f.at) for key, f in found.items()]
        made.append(_file(name, (*needs, "Statements"), texts))
        names = [exporter.statement(*key).name for key in found]
        refuted = [(f"{name}.{n}_refuted", f"~ Statements.{n}") for n in names]
        made.append(_audit(audit_name, [*more, *refuted], {*where.values(), name} if more else {name}))
    values = [instances(exporter, key) for key in selection.valued]
    return [*made, _file("Instances", (*ENCLOSING, "Statements"), values)]


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
    return File("Statements", f"From {ROOT} Require Import Fin.\n{_REALS}\n" + "\n\n".join(texts) + "\n", ("Fin",))


def _said(exporter: Exporter, key: Key) -> list[str]:
    """The statement of the side, and that it speaks of real numbers where that is to be shown."""
    proof = exporter.proofs.get(key)
    return [exporter.statement(*key).text, *([proof.defined] if isinstance(proof, Proof) and proof.defined else [])]


def _restated(texts: Sequence[str]) -> File:
    """Sums, quantities and statements once more, where no notation of ours can change them: the same to Coq."""
    names = [text.removeprefix("Definition ").split()[0] for text in texts]
    lines = [
        _REALS + f"From {ROOT} Require Fin Statements.",
        *(f"Notation {name} := Fin.{name} (only parsing)." for name in _FIXPOINTS),
        *(f"Check (eq_refl : @Fin.{name} = {text})." for name, text in _FIXPOINTS.items()),
    ]
    for name, text in zip(names, texts, strict=True):
        lines += [_same(text), f"Notation {name} := Statements.{name} (only parsing)."]
    return File("Restated", "\n".join(lines) + "\n", ("Fin", "Statements"))


def _same(definition: str) -> str:
    """That what is defined in Statements is what the text says here."""
    head, _, body = definition.removesuffix(".").partition(" :=")
    name, _, rest = head.removeprefix("Definition ").partition(" ")
    binders = rest.rpartition(" : ")[0].removesuffix(":").strip()
    return f"Check (eq_refl : Statements.{name} = ({f'fun {binders} => ' if binders else ''}{body.strip()}))."


def theorem(exporter: Exporter, key: Key) -> str:
    """The theorem that the statement of the side is true, and the one that it speaks of real numbers."""
    name, proof = exporter.statement(*key).name, exporter.proof(*key)
    made = _proved(name, proof.lines)
    return made + _proved(f"{name}_defined", proof.defined_lines) if proof.defined else made


def _proved(name: str, lines: Lines) -> str:
    script = "\n".join(f"  {line}" for line in lines)
    return f"Theorem {name}_proof : {name}.\nProof.\n{script}\nQed.\n"


def alone(exporter: Exporter, key: Key) -> str:
    """The theorem of one side in a file of its own, what it cites taken for granted: to see whether Coq accepts it."""
    cited = [exporter.statement(*other) for other in exporter.proof(*key).cites]
    said = [f"{other.text}\nAxiom {other.name}_proof : {other.name}.\n" for other in cited]
    own = "\n".join((*_said(exporter, key), theorem(exporter, key)))
    needed = exporter.definitions.used("".join((*said, own)))
    return "\n".join((f"From {ROOT} Require Import {' '.join(REPLAY)}.\n{IMPORTS}", *needed, *said, own))


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


def _audit(name: str, checks: Sequence[tuple[str, str]], files: Iterable[str]) -> File:
    """That each theorem proves what it is said to prove, and all that they rest on."""
    needs = ("Statements", *sorted(files))
    lines = [
        f"From {ROOT} Require {' '.join(needs)}.",
        *(f"Check ({proof} : {statement})." for proof, statement in checks),
        f"Definition everything := ({', '.join(f'@{proof}' for proof, _ in checks) or '0'}).",
        "Print Assumptions everything.",
    ]
    return File(name, "\n".join(lines) + "\n", needs)


def _names(exporter: Exporter, key: Key) -> list[str]:
    name = exporter.statement(*key).name
    return [name, f"{name}_defined"] if exporter.proof(*key).defined else [name]


def _parts(proofs: Mapping[Key, Proof]) -> Iterator[tuple[str, Sequence[Key]]]:
    """The proofs in parts of about one size, such that those of a level cite earlier levels alone."""

    @cache
    def level(key: Key) -> int:
        return 1 + max((level(cited) for cited in proofs[key].cites), default=0)

    levels: dict[int, list[Key]] = {}
    for key in proofs:
        levels.setdefault(level(key), []).append(key)
    for number in sorted(levels):
        part: list[Key] = []
        length = pieces = 0
        for key in levels[number]:
            part.append(key)
            length += sum(map(len, proofs[key].lines))
            if length >= _CHARACTERS:
                pieces += 1
                yield f"Proofs_{number}_{pieces}", part
                part, length = [], 0
        if part:
            yield f"Proofs_{number}_{pieces + 1}", part
