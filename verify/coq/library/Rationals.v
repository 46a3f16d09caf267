(** Comparisons of numbers that are written with literals, sizes, + - * / and whole powers: decided by whole numbers. *)

Require Import Reals Lra Lia ZArith.
Open Scope R_scope.

(** * Numbers as they are written *)

Inductive num :=
| Literal (z : Z)
| Size (n : nat)
| Plus (a b : num)
| Minus (a b : num)
| Times (a b : num)
| Over (a b : num)
| Opposite (a : num)
| Inverse (a : num)
| Raised (a : num) (n : nat).

Fixpoint value (e : num) : R :=
  match e with
  | Literal z => IZR z
  | Size n => INR n
  | Plus a b => value a + value b
  | Minus a b => value a - value b
  | Times a b => value a * value b
  | Over a b => value a / value b
  | Opposite a => - value a
  | Inverse a => / value a
  | Raised a n => value a ^ n
  end.

(** What stands above and below the line; 0 below where something is divided by 0. *)
Fixpoint fraction (e : num) : Z * Z :=
  match e with
  | Literal z => (z, 1)
  | Size n => (Z.of_nat n, 1)
  | Plus a b => let (p, q) := fraction a in let (r, s) := fraction b in (p * s + r * q, q * s)
  | Minus a b => let (p, q) := fraction a in let (r, s) := fraction b in (p * s - r * q, q * s)
  | Times a b => let (p, q) := fraction a in let (r, s) := fraction b in (p * r, q * s)
  | Over a b => let (p, q) := fraction a in let (r, s) := fraction b in (p * s * s, q * r * s)
  | Opposite a => let (p, q) := fraction a in (- p, q)
  | Inverse a => let (p, q) := fraction a in (q * q, p * q)
  | Raised a n => let (p, q) := fraction a in (p ^ Z.of_nat n, q ^ Z.of_nat n)
  end%Z.

Lemma nonzero_factors (a b : Z) : (a * b <> 0)%Z -> IZR a <> 0 /\ IZR b <> 0.
Proof. intros H. split; apply not_0_IZR; intros ->; apply H; ring. Qed.

Lemma fraction_is (e : num) :
  let (p, q) := fraction e in q <> 0%Z -> value e = IZR p / IZR q.
Proof.
  induction e as [z | m | a IHa b IHb | a IHa b IHb | a IHa b IHb | a IHa b IHb | a IHa | a IHa | a IHa n]; cbn;
    try destruct (fraction a) as [p q]; try destruct (fraction b) as [r s]; intros H.
  - field.
  - rewrite INR_IZR_INZ. field.
  - destruct (nonzero_factors _ _ H) as [Hq Hs]. rewrite IHa, IHb by (intros ->; apply H; ring).
    rewrite plus_IZR, !mult_IZR. field. auto.
  - destruct (nonzero_factors _ _ H) as [Hq Hs]. rewrite IHa, IHb by (intros ->; apply H; ring).
    rewrite minus_IZR, !mult_IZR. field. auto.
  - destruct (nonzero_factors _ _ H) as [Hq Hs]. rewrite IHa, IHb by (intros ->; apply H; ring).
    rewrite !mult_IZR. field. auto.
  - destruct (nonzero_factors _ _ H) as [Hqr Hs].
    destruct (nonzero_factors q r) as [Hq Hr]; [intros E; apply H; rewrite E; ring|].
    rewrite IHa, IHb by (intros ->; apply H; ring). rewrite !mult_IZR. field. auto.
  - rewrite IHa by exact H. rewrite opp_IZR. field. apply not_0_IZR, H.
  - destruct (nonzero_factors _ _ H) as [Hp Hq]. rewrite IHa by (intros ->; apply H; ring).
    rewrite !mult_IZR. field. auto.
  - destruct n as [|n]; [cbn; field|].
    assert (Hq : q <> 0%Z) by (intros ->; apply H, Z.pow_0_l; lia).
    rewrite IHa by exact Hq. rewrite <- !pow_IZR. unfold Rdiv. rewrite Rpow_mult_distr, pow_inv. reflexivity.
Qed.

(** * Their order *)

Definition is_at_most (a b : num) : bool :=
  let (p, q) := fraction (Minus b a) in (negb (q =? 0) && (0 <=? p * q))%Z%bool.

Definition is_less (a b : num) : bool := let (p, q) := fraction (Minus b a) in (0 <? p * q)%Z.

Definition is_equal (a b : num) : bool :=
  let (p, q) := fraction (Minus a b) in (negb (q =? 0) && (p =? 0))%Z%bool.

Lemma over_square (p q : Z) : q <> 0%Z -> IZR p / IZR q = IZR (p * q) * / (IZR q) ^ 2.
Proof. intros H. rewrite mult_IZR. field. apply not_0_IZR, H. Qed.

Lemma positive_square (q : Z) : q <> 0%Z -> 0 < / (IZR q) ^ 2.
Proof. intros H. apply Rinv_0_lt_compat. rewrite <- Rsqr_pow2. apply Rsqr_pos_lt, not_0_IZR, H. Qed.

Lemma at_most (a b : num) : is_at_most a b = true -> value a <= value b.
Proof.
  unfold is_at_most. generalize (fraction_is (Minus b a)). destruct (fraction (Minus b a)) as [p q]. intros E H.
  apply andb_prop in H. destruct H as [Hq H].
  assert (q0 : q <> 0%Z) by (intros ->; discriminate Hq).
  apply Z.leb_le, IZR_le in H. specialize (E q0). cbn in E. rewrite (over_square p q q0) in E.
  pose proof (Rmult_le_pos _ _ H (Rlt_le _ _ (positive_square q q0))). lra.
Qed.

Lemma less (a b : num) : is_less a b = true -> value a < value b.
Proof.
  unfold is_less. generalize (fraction_is (Minus b a)). destruct (fraction (Minus b a)) as [p q]. intros E H.
  apply Z.ltb_lt in H. assert (q0 : q <> 0%Z) by (intros ->; lia).
  apply IZR_lt in H. specialize (E q0). cbn in E. rewrite (over_square p q q0) in E.
  pose proof (Rmult_lt_0_compat _ _ H (positive_square q q0)). lra.
Qed.

Lemma same_number (a b : num) : is_equal a b = true -> value a = value b.
Proof.
  unfold is_equal. generalize (fraction_is (Minus a b)). destruct (fraction (Minus a b)) as [p q]. intros E H.
  apply andb_prop in H. destruct H as [Hq H].
  assert (q0 : q <> 0%Z) by (intros ->; discriminate Hq).
  apply Z.eqb_eq in H. specialize (E q0). cbn in E. subst p. unfold Rdiv in E. rewrite Rmult_0_l in E. lra.
Qed.

(** * Read off the goal *)

Lemma whole_Rpower (a : R) (p : positive) : 0 < a -> Rpower a (IZR (Zpos p)) = a ^ Pos.to_nat p.
Proof. intros H. rewrite <- (Rpower_pow (Pos.to_nat p) a H), INR_IZR_INZ, positive_nat_Z. reflexivity. Qed.

Ltac written t :=
  lazymatch t with
  | IZR ?z => constr:(Literal z)
  | INR ?n => constr:(Size n)
  | ?a + ?b => let x := written a in let y := written b in constr:(Plus x y)
  | ?a - ?b => let x := written a in let y := written b in constr:(Minus x y)
  | ?a * ?b => let x := written a in let y := written b in constr:(Times x y)
  | ?a / ?b => let x := written a in let y := written b in constr:(Over x y)
  | - ?a => let x := written a in constr:(Opposite x)
  | / ?a => let x := written a in constr:(Inverse x)
  | ?a ^ ?n => let x := written a in constr:(Raised x n)
  end.

Ltac compared :=
  lazymatch goal with
  | |- ?a <= ?b => let x := written a in let y := written b in exact (at_most x y (@eq_refl bool true <: is_at_most x y = true))
  | |- ?a < ?b => let x := written a in let y := written b in exact (less x y (@eq_refl bool true <: is_less x y = true))
  | |- ?a = ?b => let x := written a in let y := written b in exact (same_number x y (@eq_refl bool true <: is_equal x y = true))
  end.

Ltac numbers :=
  cbv beta;
  repeat match goal with |- context [Rpower ?a (IZR (Zpos ?p))] => rewrite (whole_Rpower a p) by compared end;
  compared.
