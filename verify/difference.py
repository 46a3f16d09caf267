"""What changed between two ledgers, the gravest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from verify.said import disagrees, verdict_text
from verify.table import written

Record = Mapping[str, Any]

_VERDICTS = ("contradiction", "fails", "mixed", "open", "measured", "holds")  # the gravest first
_POINTERS = ("uses", "trust", "repaired_by", "sharpened_by")


class Kind(Enum):
    """What can change, the gravest first."""

    CONTRADICTS = "contradicts itself"
    LOST = "no longer holds"
    UNEXPECTED = "not as expected"
    GONE = "gone"
    VERDICT = "verdict"
    PRINTED = "printed statement"
    STATEMENT = "statement"
    HYPOTHESES = "hypotheses"
    MEASURED = "measured"
    LEVEL = "level"
    WITNESS = "witness"
    READINGS = "readings"
    USES = "uses"
    TRUST = "trust"
    REPAIRED_BY = "repaired by"
    SHARPENED_BY = "sharpened by"
    EXPECTED = "as expected again"
    NEW = "new"
    PAPER = "paper"
    DETAILS = "details"


_GRAVITY = {kind: place for place, kind in enumerate(Kind)}
_TOLD = {"verdict", "kind", "level", "witness", "as_expected", *_POINTERS}
_FOLLOWS = {  # what changes along with them
    "scope", "reason", "expects", "sides", "violation", "violated", "defeats", "fingerprint", "statement_text",
    "statement_latex", "hypotheses", "domain", "measured",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was: of a claim, a printed statement or a paper."""

    kind: Kind
    of: str
    before: str = ""
    after: str = ""


def differences(old: Record, new: Record, only: Collection[str] | None = None) -> tuple[Change, ...]:
    """The changes from the old ledger to the new one, the gravest first, then in the order of the papers.

    Where `only` some claims were verified again, only they are compared, and so only what they say of each other.
    """
    then, now = _by_id(old, "claims"), _by_id(new, "claims")
    if only is not None:
        then = {name: claim for name, claim in then.items() if name in only}
    found = [Change(kind=Kind.GONE, of=name, before=_verdict(c)) for name, c in then.items() if name not in now]
    for name, claim in now.items():
        if name in then:
            found += _of_claim(name, then[name], claim, only)
        else:
            found += _of_new_claim(name, claim)
    found += _of_statements(old, new, only)
    found += _of_papers(old["papers"], new["papers"])
    return tuple(sorted(found, key=_gravity))


def _gravity(change: Change) -> tuple[int, int]:
    word = change.after.partition(",")[0].partition(" ")[0]
    return _GRAVITY[change.kind], _VERDICTS.index(word) if word in _VERDICTS else 0


def _by_id(ledger: Record, part: str) -> dict[str, Record]:
    return {str(entry["id"]): entry for entry in ledger[part]}


def _of_new_claim(name: str, claim: Record) -> Iterator[Change]:
    yield Change(kind=Kind.NEW, of=name, after=_verdict(claim))
    if claim["verdict"] == "contradiction":
        yield Change(kind=Kind.CONTRADICTS, of=name, after=_verdict(claim))
    if not claim["as_expected"]:
        yield Change(kind=Kind.UNEXPECTED, of=name, after=f"{_verdict(claim)}, expected {claim.get('expects')}")


def _of_claim(name: str, old: Record, new: Record, only: Collection[str] | None) -> Iterator[Change]:
    """What is told one by one, then the names of the fields that differ besides."""
    told = [*_of_verdict(name, old, new), *_of_what_is_said(name, old, new), *_of_pointers(name, old, new, only)]
    for kind, of in ((Kind.MEASURED, _measured), (Kind.LEVEL, _level), (Kind.WITNESS, _witness)):
        if (was := of(old)) != (now := of(new)):
            told.append(Change(kind=kind, of=name, before=was, after=now))
    yield from told
    known = _TOLD | (_FOLLOWS if told else set())
    if rest := [key for key in old if key in new and key not in known and old[key] != new[key]]:
        yield Change(kind=Kind.DETAILS, of=name, after=", ".join(rest))


def _of_verdict(name: str, old: Record, new: Record) -> Iterator[Change]:
    if (before := _verdict(old)) != (after := _verdict(new)):
        yield Change(kind=_kind_of_verdict(old, new), of=name, before=before, after=after)
    if old["as_expected"] and not new["as_expected"]:
        yield Change(kind=Kind.UNEXPECTED, of=name, before=before, after=f"{after}, expected {new.get('expects')}")
    if new["as_expected"] and not old["as_expected"]:
        yield Change(kind=Kind.EXPECTED, of=name, before=f"{before}, expected {old.get('expects')}", after=after)


def _of_pointers(name: str, old: Record, new: Record, only: Collection[str] | None) -> Iterator[Change]:
    for key in _POINTERS:
        lost, gained = _apart(old[key], new[key], only if key.endswith("_by") else None)
        if lost or gained:
            yield Change(kind=Kind[key.upper()], of=name, before=lost, after=gained)


def _kind_of_verdict(old: Record, new: Record) -> Kind:
    if new["verdict"] == "contradiction":
        return Kind.CONTRADICTS
    lost = old["verdict"] == "holds" != new["verdict"] or (disagrees(new) and not disagrees(old))
    return Kind.LOST if lost else Kind.VERDICT


def _of_what_is_said(name: str, old: Record, new: Record) -> Iterator[Change]:
    """The statement and its hypotheses; the order of a derivation's steps and how a formula is set are no change."""
    if old["fingerprint"] == new["fingerprint"]:
        return
    given = old["hypotheses"] != new["hypotheses"]
    if given:
        yield Change(kind=Kind.HYPOTHESES, of=name, before=_given(old), after=_given(new))
    if not given or old["statement_text"] != new["statement_text"]:
        yield Change(kind=Kind.STATEMENT, of=name, before=_said(old), after=_said(new))


def _of_statements(old: Record, new: Record, only: Collection[str] | None) -> Iterator[Change]:
    then = _by_id(old, "statements")
    for name, now in _by_id(new, "statements").items():
        was = then.get(name)
        if was is None or (only is not None and not set(was["readings"]) <= set(only)):
            continue
        if was["verdict"] != now["verdict"]:
            yield Change(kind=Kind.PRINTED, of=name, before=was["verdict"], after=now["verdict"])
        lost, gained = _apart(was["readings"], now["readings"], None)
        if lost or gained:
            yield Change(kind=Kind.READINGS, of=name, before=lost, after=gained)


def _of_papers(old: Record, new: Record) -> Iterator[Change]:
    for key in new:
        if key in old and old[key] != new[key]:
            yield Change(kind=Kind.PAPER, of=key, before=old[key]["version"], after=new[key]["version"])


def _apart(old: Collection[str], new: Collection[str], only: Collection[str] | None) -> tuple[str, str]:
    """What only the one has, and what only the other; of those asked for."""
    seen = [name for name in (*old, *new) if only is None or name in only]
    lost, gained = ([n for n in seen if n not in other] for other in (new, old))
    return ", ".join(lost), ", ".join(gained)


def _verdict(claim: Record) -> str:
    return verdict_text(claim) + (f" ({str(claim['kind']).replace('_', ' ')})" if claim.get("kind") else "")


def _level(claim: Record) -> str:
    return str(claim.get("level") or "")


def _witness(claim: Record) -> str:
    """Where, and which side; a claim about given numbers has a witness without any."""
    side = (claim.get("violated") or {}).get("side", "")
    return f"{written(claim['witness'])}: {side}".removeprefix(": ") if claim.get("witness") is not None else ""


def _measured(claim: Record) -> str:
    found = claim.get("measured")
    return f"{found['estimate']} in [{', '.join(found['interval'])}]" if found else ""


def _said(claim: Record) -> str:
    return " and ".join(claim["statement_text"])


def _given(claim: Record) -> str:
    return str(claim.get("domain") or " and ".join(claim["hypotheses"]))
