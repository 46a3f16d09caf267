(** What exported derivations use beside the rules: the difference of a fact's sides, definitions opened, sums taken apart. *)

Require Import Reals Lra Lia.
From AM Require Import Fin Power Rationals Polynomials Tactics Facts Integrals Gamma.
Open Scope R_scope.

Ltac sign_more ::=
  match goal with H : is_Gamma ?G |- 0 < ?G _ => apply (Gamma_pos G H); sign_pos end.

(** * What a fact says of the difference of its sides *)

Lemma slack_le (a b k : R) : a <= b -> k = b - a -> 0 <= k.
Proof. lra. Qed.

Lemma slack_lt (a b k : R) : a < b -> k = b - a -> 0 < k.
Proof. lra. Qed.

Lemma slack_eq (a b k : R) : a = b -> k = b - a -> 0 <= k.
Proof. lra. Qed.

Lemma slack_eq_ (a b k : R) : a = b -> k = a - b -> 0 <= k.
Proof. lra. Qed.

Lemma is_nonneg (a b : R) : a = b -> 0 <= b -> 0 <= a.
Proof. intros ->. trivial. Qed.

Lemma is_pos (a b : R) : a = b -> 0 < b -> 0 < a.
Proof. intros ->. trivial. Qed.

(** What is declared of the letters of a lemma, where it is used. *)
Ltac there := first [assumption | apply Rlt_le; assumption | size | intros; given].

(** A named quantity is its definition. *)
Ltac head t := lazymatch t with ?f _ => head f | _ => t end.

(** Sizes less a number, where that can be taken off: (n + 1 - 1) is n. *)
Ltac taken_off :=
  repeat match goal with
  | |- context [(?a + ?b - ?b)%nat] => rewrite (Nat.add_sub a b)
  | |- context [(S ?a + ?b - 1)%nat] => replace (S a + b - 1)%nat with (a + b)%nat by lia
  | |- context [(?a - ?b)%nat] =>
    is_literal a; is_literal b; let c := eval cbv in (a - b)%nat in change (a - b)%nat with c
  | |- context [1 ^ ?n] => rewrite (pow1 n)
  end.

(** A sum of products with constants in front, taken apart. *)
Ltac sum_out :=
  repeat match goal with
  | |- Sum _ (fun i => _ + _) = _ => apply Sum_cons_
  | |- Sum _ (fun i => ?c * _) = ?c * _ => apply Sum_out_; reflexivity
  end.

Ltac size_ring := open_INR; polynomials.

(** An entry of a list at an index that is given: |a - a| is 0 there. *)
Ltac zero_abs :=
  repeat match goal with |- context [Rabs ?a] => replace (Rabs a) with 0 by (symmetry; replace a with 0 by ring; apply Rabs_R0) end.

Ltac entry := cbv beta; first [same | zero_abs; same | expand | zero_abs; expand].

(** Squares of absolute values. *)
Ltac square := first [expand | repeat rewrite Rpow_mult_distr; repeat rewrite Rabs_square; expand].

(** Both sides are the same multiple of what is equal. *)
Lemma product_eq (a b t e f : R) : a = t * e -> b = t * f -> e = f -> a = b.
Proof. intros -> -> ->. reflexivity. Qed.

(** The derivative by structure; that it is the one that is asked for is left. *)
Ltac sloped :=
  unfold Rpower; cbv beta;
  lazymatch goal with
  | |- derivable_pt_lim ?f ?t ?l =>
    let f' := slope f in apply (deriv_is f t (f' t) l); cbv beta; [derive_step | ]
  end.

(** Arithmetic in which the square of an absolute value is that of the number. *)
Ltac magnitudes :=
  rewrite ?Rabs_Ropp;
  repeat match goal with
  | |- context [Rabs ?a] =>
    lazymatch goal with
    | H : Rabs a ^ 2 = a ^ 2 |- _ => fail
    | |- _ => pose proof (Rabs_square a)
    end
  end;
  first [lra | nra].

(** Equal as quotients of polynomials of parts that are written alike on both sides. *)
Ltac fractions := first [solve [quotients; parts; first [apply Rgt_not_eq; assumption | pos]] | expand].

(** Equal as polynomials of parts, and of what is divided by, that are written alike on both sides. *)
Ltac polynomial :=
  cbv beta;
  lazymatch goal with
  | |- ?a = ?a => reflexivity
  | |- _ => first [polynomials | fractions]
  end.

(** A power of a positive number whose exponent is a size. *)
Ltac whole_powers H :=
  repeat match type of H with
  | context [Rpower ?a (INR ?n)] => rewrite (Rpower_nat n a) in H by pos
  end.

(** Squares of products, quotients, exponentials and roots, taken apart. *)
Lemma exp_twice (a : R) : exp a ^ 2 = exp (2 * a).
Proof. cbn [pow]. rewrite Rmult_1_r, <- exp_plus. f_equal. ring. Qed.

Ltac squares_apart :=
  progress repeat first
  [ rewrite pow_of_quot | rewrite (Rpow_mult_distr _ _ 2) | rewrite exp_twice | rewrite pow2_sqrt by pos
  | match goal with |- context [exp ?a ^ 2] => rewrite (exp_twice a) end (* in what is summed or integrated too *) ].

(** A named quantity is its definition. *)
Ltac unfold_head :=
  lazymatch goal with
  | |- ?l = _ => let f := head l in unfold f; cbv beta;
    first
    [ reflexivity | polynomials | same | expand
    | progress taken_off; first [same | expand]
    | try squares_apart; taken_off; first [same | expand] ]
  end.

(** Sizes that are numbers, and the values of Gamma there. *)
Ltac at_numbers H := cbn [INR pow Nat.sub] in H; try gamma_values_in H.

(** The same in the goal. *)
Ltac to_numbers := cbn [INR pow Nat.add Nat.mul Nat.sub]; gamma_values.

(** A theorem at its arguments, as the kernel writes it: an absolute value squared is the square. *)
Ltac granted h := first [done_by h | squares_apart; done_by h].

Ltac instance r :=
  first
  [ done_by r
  | pose proof r; magnitudes
  | let H := fresh in pose proof r as H; revert H; squares_apart; intros H; done_by H
  | let H := fresh in pose proof r as H; at_numbers H; done_by H ].
