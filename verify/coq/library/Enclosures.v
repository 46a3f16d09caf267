(** Enclosures of numbers by coq-interval over plain integers, which adds no axiom; for the tactics of Numbers.

    Without i_prec the tactic takes the machine's floats, and with them their axioms. *)

Require Import Reals Lra FunctionalExtensionality.
From Interval Require Import Float.Specific_stdz Float.Specific_ops.
From Interval Require Import Tactic.
From Coquelicot Require Export Hierarchy RInt.
From AM Require Import Integrals Numbers.
Open Scope R_scope.

Module SFZ := SpecificFloat StdZRadix2.
Module ITZ := IntervalTactic SFZ.
Export ITZ.

Ltac quick ::= interval with (i_prec 50).

(** The greater and the less of two numbers by an absolute value, which the tactic knows. *)
Lemma Rmax_is : Rmax = fun a b => (a + b + Rabs (a - b)) / 2.
Proof.
  apply functional_extensionality; intros a; apply functional_extensionality; intros b.
  unfold Rmax, Rabs. destruct (Rle_dec a b), (Rcase_abs (a - b)); lra.
Qed.

Lemma Rmin_is : Rmin = fun a b => (a + b - Rabs (a - b)) / 2.
Proof.
  apply functional_extensionality; intros a; apply functional_extensionality; intros b.
  unfold Rmin, Rabs. destruct (Rle_dec a b), (Rcase_abs (a - b)); lra.
Qed.

(** Integrals between bounds that differ by at most 2^width, the innermost first. *)
Ltac integrals_enclosed precision width :=
  unfold Integral; rewrite ?Rmax_is, ?Rmin_is; cbv beta;
  progress repeat match goal with
  | |- context [@RInt R_CompleteNormedModule ?f 0 1] =>
    lazymatch f with context [RInt] => fail | _ => idtac end;
    let H := fresh "known" in
    integral_intro (@RInt R_CompleteNormedModule f 0 1) with (i_prec precision, i_width width) as H;
    generalize dependent (@RInt R_CompleteNormedModule f 0 1); intros ? H
  end.

Ltac enclosing_closely by_ ::=
  lazymatch goal with
  | |- context [Integral _] =>
    first [integrals_enclosed 50%positive (-24)%Z; by_ | integrals_enclosed 80%positive (-36)%Z; by_]
  | |- _ => by_
  end.

Ltac enclosing by_ ::=
  lazymatch goal with
  | |- context [Integral _] => first [integrals_enclosed 40%positive (-14)%Z; by_ | enclosing_closely by_]
  | |- _ => by_
  end.

(** A comparison as one of the difference with 0: where numbers are between bounds the tactic wants one on one side. *)
Ltac of_difference :=
  lazymatch goal with
  | |- _ < _ => apply Rminus_lt
  | |- _ <= _ => apply Rminus_le
  | |- _ > _ => apply Rminus_gt
  | |- _ >= _ => apply Rminus_ge
  | |- _ => idtac
  end.

Ltac certified ::=
  lazymatch goal with
  | |- context [Integral _] => enclosing ltac:(of_difference; interval with (i_prec 100))
  | |- _ =>
    first
    [ interval with (i_prec 50) | interval with (i_prec 100) | interval with (i_prec 200)
    | of_difference; interval with (i_prec 100) ]
  end.
