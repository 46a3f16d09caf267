"""Sums, quantities and statements once more, where no notation of ours can change them: the same to Coq."""

from __future__ import annotations

from collections.abc import Sequence

REALS = "Require Import Reals.\nOpen Scope R_scope.\n"
_FIX = "fix it (d : nat) (f : nat -> R) : R := match d with O => 0 | S e => {} end"
_EXTREMUM = "match e with O => f (S e) | S _ => {} (it e f) (f (S e)) end"
_NOTIONS = {
    "Integrals.Integral": "fun f => @RInt.RInt Hierarchy.R_CompleteNormedModule f 0 1",
    "Integrals.Integrable": "fun f => @RInt.ex_RInt Hierarchy.R_NormedModule f 0 1",
    "Power.Power": "fun a y => if Rlt_dec 0 a then Rpower a y else if Req_EM_T y 0 then 1 else 0",
    "Gamma.is_Gamma": "fun G =>\n"
    "  (forall x, 0 < x -> 0 < G x) /\\ (forall x, 0 < x -> G (x + 1) = x * G x) /\\ G 1 = 1 /\\\n"
    "  (forall x y w, 0 < x -> 0 < y -> 0 <= w <= 1 ->\n"
    "    ln (G (w * x + (1 - w) * y)) <= w * ln (G x) + (1 - w) * ln (G y)) /\\ G (1 / 2) = sqrt PI",
}
_FIXPOINTS = {
    "Sum": _FIX.format("it e f + f (S e)"),
    "Max": _FIX.format(_EXTREMUM.format("Rmax")),
    "Min": _FIX.format(_EXTREMUM.format("Rmin")),
}


def restated(root: str, said: Sequence[str], texts: Sequence[str]) -> str:
    """The file that says so, after the files `said` of the project `root`, and Statements."""
    names = [text.removeprefix("Definition ").split()[0] for text in texts]
    lines = [
        f"{REALS}From Coquelicot Require Hierarchy RInt.\nFrom {root} Require {' '.join(said)} Statements.",
        *(f"Notation {name} := Fin.{name} (only parsing)." for name in _FIXPOINTS),
        *(f"Check (eq_refl : @Fin.{name} = {text})." for name, text in _FIXPOINTS.items()),
        *(f"Check (eq_refl : {name} = ({text}))." for name, text in _NOTIONS.items()),
        *(f"Notation {name.partition('.')[2]} := {name} (only parsing)." for name in _NOTIONS),
    ]
    for name, text in zip(names, texts, strict=True):
        lines += [_same(text), f"Notation {name} := Statements.{name} (only parsing)."]
    return "\n".join(lines) + "\n"


def _same(definition: str) -> str:
    """That what is defined in Statements is what the text says here."""
    head, _, body = definition.removesuffix(".").partition(" :=")
    name, _, rest = head.removeprefix("Definition ").partition(" ")
    binders = rest.rpartition(" : ")[0].removesuffix(":").strip()
    return f"Check (eq_refl : Statements.{name} = ({f'fun {binders} => ' if binders else ''}{body.strip()}))."
