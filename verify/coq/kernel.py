"""The second kernel at work: a survey of what Coq confirms, and the check that it still does, from the beginning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from numerics.configurations import Configuration, read
from theory.claims import Claim
from theory.derive import Derivations
from verify.coq import audit, compiler
from verify.coq.export import Exporter, Key
from verify.coq.project import File, Refuted, Selection, library, library_digest, project, with_lemmas
from verify.coq.record import NO_REFUTATION, UNTRIED, Confirmed, Record, digest, hashed
from verify.coq.refute import refutation
from verify.coq.survey import Report, Survey

GAMMA_EXISTS = "there is a Gamma function"  # what a theorem rests on whose statement speaks of none


class Differs(Exception):
    """What Coq confirms is not what the record says; the message says where."""


def survey(
    claims: Mapping[str, Claim],
    false: Mapping[Key, Configuration],
    record: Record,
    wanted: Callable[[Claim], bool],
    folder: Path,
    report: Report,
) -> Record:
    """The record with the wanted claims tried anew, all else as it was; then all that is in it is checked at once."""
    _compile(library(), folder, report)
    exporter = Exporter(claims, Derivations(claims))
    tried = Survey(exporter, folder, report)
    derived = [(claim.id, side) for claim in claims.values() for side in claim.derivation]
    kept, before = selected(claims, _kept_from(claims, record, wanted)), record.outside
    tried.outside = {
        key: before.get(key[0], {}).get(key[1], f"{NO_REFUTATION}{UNTRIED}" if key in false else UNTRIED)
        for key in (*derived, *false)
        if not wanted(claims[key[0]]) and key not in kept.proved and key not in kept.refuted
    }
    found = tried.selection(
        [key for key in derived if wanted(claims[key[0]])],
        {key: at for key, at in false.items() if wanted(claims[key[0]])},
        kept,
    )
    # What a wanted side cites is tried with it, wanted or not.
    left = {key: why for key, why in tried.outside.items() if key not in {*found.proved, *found.refuted}}
    return _confirmed(exporter, found, left, folder, report)


def _kept_from(claims: Mapping[str, Claim], record: Record, wanted: Callable[[Claim], bool]) -> Record:
    """The record without the claims that are tried anew, and the sides that are no more or say something else now."""
    confirmed = {
        claim: {side: kept for side, kept in sides.items() if kept.says == digest(claims[claim], side)}
        for claim, sides in record.confirmed.items()
        if claim in claims and not wanted(claims[claim])
    }
    return replace(record, confirmed=confirmed)


def check(
    claims: Mapping[str, Claim], record: Record, wanted: Callable[[Claim], bool], folder: Path, report: Report
) -> Record:
    """What the record says of the wanted claims, shown by Coq again; Differs where it is given or says anything else.

    Coq is given what is recorded of all claims, wanted or not; that it was accepted is asked of the wanted ones alone,
    and of all that they rest on.
    """
    exporter, whole = Exporter(claims, Derivations(claims)), selected(claims, record)
    for claim, side in (*whole.proved, *whole.refuted):
        report(f"{claim}, {side}")
        if _kept(exporter, (claim, side), whole.refuted.get((claim, side))) != record.confirmed[claim][side]:
            raise Differs(f"{claim}, {side}: what Coq is given is not what was recorded")
    if (record.coq, record.library) != (found := (compiler.version(), library_digest())):
        raise Differs(f"recorded with Coq {record.coq} and library {record.library}, here {' and '.join(found)}")
    part = Selection(
        [key for key in whole.proved if wanted(claims[key[0]])],
        {key: at for key, at in whole.refuted.items() if wanted(claims[key[0]])},
        [key for key in whole.valued if wanted(claims[key[0]])],
    )
    made = _confirmed(exporter, part, {}, folder, report)
    if not set(made.axioms) <= set(record.axioms):
        raise Differs(f"recorded on {', '.join(record.axioms)}, here on {', '.join(made.axioms)}")
    return replace(made, outside=record.outside)


def selected(claims: Mapping[str, Claim], record: Record) -> Selection:
    """What the record says is confirmed; Differs where a claim or side of it is no more, or not derived."""
    proved: list[Key] = []
    refuted: dict[Key, Refuted] = {}
    for claim, sides in record.confirmed.items():
        for side, kept in sides.items():
            if claim not in claims or side not in claims[claim].sides:
                raise Differs(f"{claim}, {side}: recorded as {kept.outcome}, and there is no such side")
            if kept.at is not None:
                refuted[claim, side] = Refuted(read(claims[claim], kept.at), kept.enclosing)
            elif side in claims[claim].derivation:
                proved.append((claim, side))
            else:
                raise Differs(f"{claim}, {side}: recorded as proved, and derived no more")
    return Selection(proved, refuted, [(claim, side) for claim, side in record.valued])


def _confirmed(
    exporter: Exporter, selection: Selection, outside: Mapping[Key, str], folder: Path, report: Report
) -> Record:
    files = project(exporter, selection)
    said = _compile(files, folder, report)
    axioms = audit.assumptions(said["Audit"])
    audit.assumptions(said["Enclosed_audit"])
    report("coqchk")
    if (again := audit.recheck(compiler.rechecked(folder, ["Audit"]))) != axioms:
        raise audit.Unsound(f"coqchk finds the axioms {sorted(again)}, Coq {sorted(axioms)}")
    confirmed: dict[str, dict[str, Confirmed]] = {}
    for key in (*selection.proved, *selection.refuted):
        confirmed.setdefault(key[0], {})[key[1]] = _kept(exporter, key, selection.refuted.get(key))
    why: dict[str, dict[str, str]] = {}
    for (claim, side), reason in outside.items():
        why.setdefault(claim, {})[side] = reason
    return Record(
        coq=compiler.version(),
        axioms=tuple(sorted(axioms)),
        library=library_digest(),
        confirmed=confirmed,
        outside=why,
        valued=tuple(selection.valued),
    )


def _kept(exporter: Exporter, key: Key, refuted: Refuted | None) -> Confirmed:
    """What is recorded of a side that Coq has accepted, with a digest of all that Coq was given for it."""
    made, says = exporter.statement(*key), digest(exporter.claims[key[0]], key[1])
    if refuted is not None:
        texts = (made.text, refutation(made, exporter.definitions, refuted.at))
        given = hashed(*exporter.definitions.used("".join(texts)), *texts)
        facts = (GAMMA_EXISTS,) if made.of_gamma else ()
        return Confirmed("refuted", says, given, refuted.at.written(), refuted.enclosing, facts)
    proof = exporter.proof(*key)
    told = [exporter.statement(*fact).text for fact in proof.facts]
    proved = (made.text, proof.defined, *with_lemmas(exporter, key), *told)
    given = hashed(*exporter.definitions.used("".join(proved)), *proved)
    rests_on = sorted({claim for claim, _ in proof.facts} | ({GAMMA_EXISTS} if proof.of_gamma else set()))
    return Confirmed("proved", says, given, enclosing=proof.enclosing, facts=tuple(rests_on))


def _compile(files: list[File], folder: Path, report: Report) -> dict[str, str]:
    compiler.write(folder, files)
    return compiler.compiled(folder, files, lambda file: report(f"{file.name}.v"))
