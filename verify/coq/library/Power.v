(** Powers of numbers that are at least zero, with any exponent from zero on: Rpower has another value at zero. *)

Require Import Reals Lra.
Open Scope R_scope.

Definition Power (a y : R) : R := if Rlt_dec 0 a then Rpower a y else if Req_EM_T y 0 then 1 else 0.

Lemma Power_pos (a y : R) : 0 < a -> Power a y = Rpower a y.
Proof. intros H. unfold Power. destruct (Rlt_dec 0 a); [reflexivity | contradiction]. Qed.

Lemma Power_0 (y : R) : 0 < y -> Power 0 y = 0.
Proof. intros H. unfold Power. destruct (Rlt_dec 0 0), (Req_EM_T y 0); lra. Qed.

Lemma Power_1 (y : R) : Power 1 y = 1.
Proof. rewrite Power_pos by lra. unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.

Lemma Power_positive (a y : R) : 0 < a -> 0 < Power a y.
Proof. intros H. rewrite Power_pos by exact H. apply exp_pos. Qed.

Lemma Power_nonneg (a y : R) : 0 <= Power a y.
Proof.
  unfold Power. destruct (Rlt_dec 0 a); [apply Rlt_le, exp_pos |]. destruct (Req_EM_T y 0); lra.
Qed.
