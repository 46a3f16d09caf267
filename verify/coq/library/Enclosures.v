(** Enclosures of numbers by coq-interval over plain integers, which adds no axiom; for the tactics of Numbers.

    Without i_prec the tactic takes the machine's floats, and with them their axioms. *)

Require Import Reals.
From Interval Require Import Float.Specific_stdz Float.Specific_ops.
From Interval Require Import Tactic.
From Coquelicot Require Export Hierarchy RInt.
From AM Require Import Integrals Numbers.
Open Scope R_scope.

Module SFZ := SpecificFloat StdZRadix2.
Module ITZ := IntervalTactic SFZ.
Export ITZ.

Ltac quick ::= interval with (i_prec 50).

(** Integrals between bounds, the innermost first. *)
Ltac integrals_enclosed :=
  unfold Integral;
  progress repeat match goal with
  | |- context [@RInt R_CompleteNormedModule ?f 0 1] =>
    lazymatch f with context [RInt] => fail | _ => idtac end;
    let H := fresh "known" in
    integral_intro (@RInt R_CompleteNormedModule f 0 1) with (i_prec 80, i_width (-45)) as H;
    generalize dependent (@RInt R_CompleteNormedModule f 0 1); intros ? H
  end.

Ltac certified ::=
  first
  [ interval with (i_prec 50) | interval with (i_prec 100) | interval with (i_prec 200)
  | integrals_enclosed; interval with (i_prec 100) ].
