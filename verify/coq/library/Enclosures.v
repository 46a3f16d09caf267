(** Enclosures of numbers by coq-interval over plain integers, which adds no axiom; for the tactics of Numbers.

    Without i_prec the tactic takes the machine's floats, and with them their axioms. *)

Require Import Reals.
From Interval Require Import Float.Specific_stdz Float.Specific_ops Tactic.
From AM Require Import Numbers.
Open Scope R_scope.

Module SFZ := SpecificFloat StdZRadix2.
Module ITZ := IntervalTactic SFZ.
Export ITZ.

Ltac quick ::= interval with (i_prec 50).
Ltac certified ::=
  first [interval with (i_prec 50) | interval with (i_prec 100) | interval with (i_prec 200)].
