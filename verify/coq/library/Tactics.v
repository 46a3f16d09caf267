(** Tactics for exported derivations.

    size       the simplest facts on sizes: (1 <= d)%nat, 0 < INR d, INR d - 1 <> 0, INR i <= INR d
    pos        0 < e, 0 <= e and e <> 0 by the structure of e, from hypotheses on its parts
    same       a = b where both are built alike and differ by ring or field arithmetic at each level
    expand     the same, with exp of sums turned into products of powers of exponentials
    done_by h  a goal =, < or <= from h: as it is, by linear arithmetic, or with terms moved and either of the two

    In same and expand, ln of products, powers and roots of positive numbers are split, sqrt a * sqrt a is a for a >= 0,
    and a denominator is cancelled where pos shows that it is not 0.  All tactics prove the goal or fail. *)

Require Import Reals Lra Lia FunctionalExtensionality.
From AM Require Import Fin Power Polynomials.
Open Scope R_scope.

(** * Sizes *)

Lemma size_pos (n : nat) : (1 <= n)%nat -> 0 < INR n.
Proof. intros H. apply lt_0_INR, H. Qed.

Lemma size_one (n : nat) : (1 <= n)%nat -> 1 <= INR n.
Proof. intros H. exact (le_INR 1 n H). Qed.

Lemma size_two (n : nat) : (2 <= n)%nat -> 2 <= INR n.
Proof. intros H. exact (le_INR 2 n H). Qed.

Lemma size_nonzero (n : nat) : (1 <= n)%nat -> INR n <> 0.
Proof. intros H. apply not_0_INR. lia. Qed.

Lemma size_next (m n : nat) : (S m <= n)%nat -> INR m + 1 <= INR n.
Proof. intros H. rewrite <- S_INR. apply le_INR, H. Qed.

Lemma size_given (p : positive) (n : nat) : IZR (Zpos p) <= INR n -> (Pos.to_nat p <= n)%nat.
Proof. intros H. rewrite INR_IZR_INZ in H. apply le_IZR in H. lia. Qed.

(** A hypothesis that a size is at least a number, as one on nat. *)
Ltac given_sizes :=
  repeat match goal with
  | H : IZR (Zpos ?p) <= INR ?n |- _ => apply (size_given p n) in H; cbv [Pos.to_nat Pos.iter_op Nat.add] in H
  end.

(** The hypotheses on reals play no part in a fact on sizes. *)
Ltac forget_reals :=
  repeat match goal with
  | H : @eq R _ _ |- _ => clear H
  | H : not (@eq R _ _) |- _ => clear H
  | H : (_ <= _)%R |- _ => clear H
  | H : (_ < _)%R |- _ => clear H
  | H : (_ >= _)%R |- _ => clear H
  | H : (_ > _)%R |- _ => clear H
  | H : forall _, _ |- _ => clear H
  end.

(** INR of a sum, a product or a literal, in the goal. *)
Ltac open_INR :=
  repeat match goal with
  | |- context [INR (?a + ?b)] => rewrite (plus_INR a b)
  | |- context [INR (?a * ?b)] => rewrite (mult_INR a b)
  | |- context [INR (?a - ?b)] => rewrite (minus_INR a b) by lia
  | |- context [INR (S ?a)] => rewrite (S_INR a)
  | |- context [INR 0] => change (INR 0) with 0
  end.

Ltac known P := match goal with _ : P |- _ => idtac end.

Ltac note_sizes :=
  repeat match goal with
  | |- context [INR ?n] =>
    (tryif known (0 <= INR n) then fail else pose proof (pos_INR n));
    first
    [ assert (2 <= INR n) by (apply size_two; lia)
    | assert (1 <= INR n) by (apply size_one; lia)
    | idtac ]
  end.

Ltac note_order :=
  repeat match goal with
  | |- context [INR ?m] =>
    match goal with
    | |- context [INR ?n] =>
      (tryif constr_eq m n then fail else idtac);
      (tryif known (INR m <= INR n) then fail else idtac);
      assert (INR m <= INR n) by (apply le_INR; lia);
      try assert (INR m + 1 <= INR n) by (apply size_next; lia)
    end
  end.

Ltac size_real := forget_reals; open_INR; note_sizes; first [lra | note_order; first [lra | nra]].

Ltac size :=
  cbv beta;
  lazymatch goal with
  | |- 0 < INR ?n => apply size_pos; size
  | |- 0 <= INR ?n => apply pos_INR
  | |- 1 <= INR ?n => apply size_one; size
  | |- 2 <= INR ?n => apply size_two; size
  | |- INR ?n <> 0 => apply size_nonzero; size
  | |- INR ?m <= INR ?n => apply le_INR; size
  | |- INR ?m < INR ?n => apply lt_INR; size
  | |- (_ < _)%R => size_real
  | |- (_ <= _)%R => size_real
  | |- (_ > _)%R => size_real
  | |- (_ >= _)%R => size_real
  | |- @eq R _ _ => size_real
  | |- not (@eq R _ _) => first [apply Rgt_not_eq; size_real | apply Rlt_not_eq; size_real]
  | |- _ => first [lia | nia | given_sizes; lia]
  end.

(** * Signs *)

Lemma pos_sum_l (a b : R) : 0 < a -> 0 <= b -> 0 < a + b.
Proof. lra. Qed.

Lemma pos_sum_r (a b : R) : 0 <= a -> 0 < b -> 0 < a + b.
Proof. lra. Qed.

Lemma nonneg_sum (a b : R) : 0 <= a -> 0 <= b -> 0 <= a + b.
Proof. lra. Qed.

Lemma nonneg_inv (a : R) : 0 <= a -> 0 <= / a.
Proof. intros [H | <-]; [apply Rlt_le, Rinv_0_lt_compat, H | rewrite Rinv_0; lra]. Qed.

Lemma pos_of_inv (a : R) : 0 < / a -> 0 < a.
Proof. intros H. rewrite <- (Rinv_inv a). apply Rinv_0_lt_compat, H. Qed.

Lemma nonneg_div (a b : R) : 0 <= a -> 0 <= b -> 0 <= a / b.
Proof. intros Ha Hb. apply Rmult_le_pos; [exact Ha | apply nonneg_inv, Hb]. Qed.

Lemma even_nonneg (a : R) (n : nat) : Nat.even n = true -> 0 <= a ^ n.
Proof.
  intros H. apply Nat.even_spec in H. destruct H as [k ->]. rewrite pow_mult.
  apply pow_le. replace (a ^ 2) with (Rsqr a) by (unfold Rsqr; ring). apply Rle_0_sqr.
Qed.

Lemma even_pos (a : R) (n : nat) : Nat.even n = true -> a <> 0 -> 0 < a ^ n.
Proof.
  intros H Ha. destruct (even_nonneg a n H) as [L | E]; [exact L|].
  exfalso. exact (pow_nonzero a n Ha (eq_sym E)).
Qed.

Lemma even_double_l (k : nat) : Nat.even (2 * k) = true.
Proof. apply Nat.even_spec. exists k. reflexivity. Qed.

Lemma even_double_r (k : nat) : Nat.even (k * 2) = true.
Proof. rewrite Nat.mul_comm. apply even_double_l. Qed.

Lemma square_nonneg (a : R) : 0 <= a * a.
Proof. exact (Rle_0_sqr a). Qed.

Lemma nonzero_pos (a : R) : 0 < a -> a <> 0.
Proof. lra. Qed.

Lemma nonzero_neg (a : R) : 0 < - a -> a <> 0.
Proof. lra. Qed.

Lemma nonzero_prod (a b : R) : a <> 0 -> b <> 0 -> a * b <> 0.
Proof. intros. apply Rmult_integral_contrapositive_currified; assumption. Qed.

Lemma nonzero_inv (a : R) : a <> 0 -> / a <> 0.
Proof. apply Rinv_neq_0_compat. Qed.

Lemma nonzero_div (a b : R) : a <> 0 -> b <> 0 -> a / b <> 0.
Proof. intros. apply nonzero_prod; [|apply nonzero_inv]; assumption. Qed.

Lemma nonzero_of_prod_l (a b : R) : 0 < a * b -> a <> 0.
Proof. intros H ->. rewrite Rmult_0_l in H. lra. Qed.

Lemma nonzero_of_prod_r (a b : R) : 0 < a * b -> b <> 0.
Proof. intros H ->. rewrite Rmult_0_r in H. lra. Qed.

Lemma nonzero_opp (a : R) : a <> 0 -> - a <> 0.
Proof. lra. Qed.

Lemma ln_positive (a : R) : 1 < a -> 0 < ln a.
Proof. intros H. rewrite <- ln_1. apply ln_increasing; lra. Qed.

Ltac even := first [reflexivity | apply even_double_l | apply even_double_r].

(** A hypothesis, where need be one on all indices in range. *)
Ltac given :=
  match goal with
  | |- _ => assumption
  | |- 0 <= _ => apply Rlt_le; assumption
  | H : forall _, _ |- _ => apply H; size
  | H : forall _, _ |- 0 <= _ => apply Rlt_le, H; size
  end.

(** What a file that has more functions says of their signs. *)
Ltac sign_more := fail.

Ltac sign_pos :=
  cbv beta;
  first
  [ lazymatch goal with
    | |- 0 < IZR _ => lra
    | |- 0 < exp _ => apply exp_pos
    | |- 0 < Rpower _ _ => apply exp_pos
    | |- 0 < PI => apply PI_RGT_0
    | |- 0 < Sum _ (fun i => exp _) => apply Sum_pos; [size | intros ? ?; apply exp_pos]
    end
  | given
  | lazymatch goal with
    | |- 0 < INR _ => size
    | |- 0 < Power _ _ => apply Power_positive; sign_pos
    | |- 0 < ln _ => apply ln_positive; lra
    | |- 0 < _ * _ => apply Rmult_lt_0_compat; sign_pos
    | |- 0 < / _ => apply Rinv_0_lt_compat; sign_pos
    | |- 0 < _ / _ => apply Rdiv_lt_0_compat; sign_pos
    | |- 0 < ?a ^ _ => first [apply pow_lt; sign_pos | apply even_pos; [even | sign_nonzero]]
    | |- 0 < _ + _ => first [apply pos_sum_l; [sign_pos | sign_nonneg] | apply pos_sum_r; [sign_nonneg | sign_pos]]
    | |- 0 < sqrt _ => apply sqrt_lt_R0; sign_pos
    | |- 0 < Rabs _ => apply Rabs_pos_lt; sign_nonzero
    | |- 0 < Sum _ _ => apply Sum_pos; [size | intros ? ?; sign_pos]
    | |- 0 < Max _ _ => apply Max_pos; [size | intros ? ?; sign_pos]
    | |- 0 < Min _ _ => apply Min_pos; [size | intros ? ?; sign_pos]
    | |- 0 < _ => sign_more
    end
  | lra
  | lazymatch goal with |- context [INR _] => size end ]
with sign_nonneg :=
  cbv beta;
  first
  [ lazymatch goal with
    | |- 0 <= IZR _ => lra
    | |- 0 <= INR _ => apply pos_INR
    | |- 0 <= exp _ => apply Rlt_le, exp_pos
    | |- 0 <= Rpower _ _ => apply Rlt_le, exp_pos
    | |- 0 <= PI => apply Rlt_le, PI_RGT_0
    | |- 0 <= ?a * ?a => apply square_nonneg
    | |- 0 <= sqrt _ => apply sqrt_pos
    | |- 0 <= Rabs _ => apply Rabs_pos
    end
  | given
  | lazymatch goal with
    | |- 0 <= Power _ _ => apply Power_nonneg
    | |- 0 <= ln _ => apply Rlt_le, ln_positive; lra
    | |- 0 <= _ * _ => apply Rmult_le_pos; sign_nonneg
    | |- 0 <= / _ => apply nonneg_inv; sign_nonneg
    | |- 0 <= _ / _ => apply nonneg_div; sign_nonneg
    | |- 0 <= _ ^ _ => first [apply even_nonneg; even | apply pow_le; sign_nonneg]
    | |- 0 <= _ + _ => apply nonneg_sum; sign_nonneg
    | |- 0 <= Sum _ _ => apply Sum_nonneg; intros ? ?; sign_nonneg
    | |- 0 <= Max _ _ => apply Max_nonneg; intros ? ?; sign_nonneg
    | |- 0 <= Min _ _ => apply Min_nonneg; intros ? ?; sign_nonneg
    | |- 0 <= _ => fail
    end
  | lra
  | lazymatch goal with |- context [INR _] => size end ]
with sign_nonzero :=
  cbv beta;
  first
  [ given
  | apply not_eq_sym; given
  | lazymatch goal with
    | |- _ * _ <> 0 => apply nonzero_prod; sign_nonzero
    | |- / _ <> 0 => apply nonzero_inv; sign_nonzero
    | |- _ / _ <> 0 => apply nonzero_div; sign_nonzero
    | |- - _ <> 0 => apply nonzero_opp; sign_nonzero
    | |- _ ^ _ <> 0 => apply pow_nonzero; sign_nonzero
    | |- _ <> 0 => apply nonzero_pos; sign_pos
    end
  | lazymatch goal with |- _ <> 0 => apply nonzero_neg; sign_pos end
  | lra
  | match goal with
    | H : 0 < ?a * ?b |- ?a <> 0 => exact (nonzero_of_prod_l a b H)
    | H : 0 < ?a * ?b |- ?b <> 0 => exact (nonzero_of_prod_r a b H)
    end ].

Ltac pos :=
  cbv beta;
  lazymatch goal with
  | |- ?a <> 0 => sign_nonzero
  | |- 0 < _ => sign_pos
  | |- 0 <= _ => sign_nonneg
  | |- _ > 0 => red; sign_pos
  | |- _ >= 0 => apply Rle_ge; sign_nonneg
  end.

(** * Equality of arithmetic expressions

    Both sides are taken apart along + - * / ^ and literals.  What is left, the atoms, become variables of a
    statement of its own, with what is known of them as premises: denominators are not 0, sqrt a is a root of a,
    and each exp u is a product of powers of a few exponentials.  That statement is left to polynomials or quotients. *)

Definition given_that (P Q : Prop) : Prop := P -> Q.

Lemma exp_start (u v p : R) : u = v -> exp v = p -> exp u = p.
Proof. intros -> H. exact H. Qed.

Lemma exp_times (t : R) (n : nat) (v p : R) : exp v = p -> exp (IZR (Z.of_nat n) * t + v) = exp t ^ n * p.
Proof.
  intros <-. rewrite <- INR_IZR_INZ, exp_plus. f_equal. induction n as [|n IH].
  - cbn [INR pow]. rewrite Rmult_0_l. apply exp_0.
  - rewrite S_INR, Rmult_plus_distr_r, exp_plus, IH, Rmult_1_l. cbn [pow]. ring.
Qed.

Lemma exp_over (t : R) (n : nat) (v p : R) : exp v = p -> exp (- IZR (Z.of_nat n) * t + v) = / exp t ^ n * p.
Proof.
  intros <-. rewrite Ropp_mult_distr_l_reverse, exp_plus, exp_Ropp. do 2 f_equal.
  rewrite <- (Rplus_0_r (_ * t)), (exp_times t n 0 1 exp_0). ring.
Qed.

Lemma exp_ln_half (a : R) : 0 < a -> exp (ln a / 2) = sqrt a.
Proof.
  intros H. symmetry. apply Rsqr_inj; [apply sqrt_pos | apply Rlt_le, exp_pos |].
  rewrite Rsqr_sqrt by lra. unfold Rsqr. rewrite <- exp_plus. rewrite <- (exp_ln a H) at 1. f_equal. field.
Qed.

Lemma exp_size (a : R) (n : nat) (t : R) : 0 < a -> t = INR n * ln a -> exp t = a ^ n.
Proof. intros H ->. rewrite <- (Rpower_pow n a H). reflexivity. Qed.

Lemma exp_size_half (a : R) (n : nat) (t : R) : 0 < a -> t = INR n * ln a / 2 -> exp t = sqrt a ^ n.
Proof.
  intros H ->. rewrite <- (exp_size (sqrt a) n (INR n * ln a / 2)); [reflexivity | apply sqrt_lt_R0, H |].
  rewrite <- (exp_ln_half a H), ln_exp. field.
Qed.

Lemma exp_size_twice (a : R) (n : nat) (t : R) : 0 < a -> t = INR n * ln a / 2 -> a ^ n = exp t * exp t.
Proof. intros H ->. rewrite <- exp_plus, <- (exp_size a n (INR n * ln a) H eq_refl). f_equal. field. Qed.

Lemma exp_part_ln (a : R) (n : nat) : 0 < a -> a = exp (ln a / IZR (Z.of_nat (S n))) ^ S n.
Proof.
  intros H. rewrite <- (exp_ln a H) at 1. rewrite <- INR_IZR_INZ.
  rewrite <- Rpower_pow by apply exp_pos. unfold Rpower. rewrite ln_exp. f_equal. field.
  apply not_0_INR. discriminate.
Qed.

Lemma inv_div (a b : R) : / (a / b) = / a * b.
Proof. unfold Rdiv. rewrite Rinv_mult, Rinv_inv. reflexivity. Qed.

Lemma inv_multiple (a b k l : R) : a = k / l * b -> / a = l / k * / b.
Proof. intros ->. rewrite Rinv_mult, inv_div. unfold Rdiv. ring. Qed.

Lemma inv_pow (a : R) (n : nat) : / a ^ n = (/ a) ^ n.
Proof. symmetry. apply pow_inv. Qed.

Lemma root_mult_r (a b : R) : 0 <= b -> sqrt (a * b) = sqrt a * sqrt b.
Proof. intros H. rewrite Rmult_comm, sqrt_mult_alt by exact H. ring. Qed.

Lemma root_multiple (a b k l : R) : 0 <= b -> a = k / l * b -> sqrt a = sqrt (k / l) * sqrt b.
Proof. intros H ->. apply root_mult_r, H. Qed.

Lemma root_pow (a : R) (n : nat) : 0 <= a -> sqrt (a ^ n) = sqrt a ^ n.
Proof.
  intros H. induction n as [|n IH]; [apply sqrt_1|]. cbn. rewrite sqrt_mult_alt, IH by exact H. reflexivity.
Qed.

Lemma root_exp (u : R) : sqrt (exp u) = exp (u / 2).
Proof. rewrite <- (exp_ln_half (exp u)), ln_exp by apply exp_pos. reflexivity. Qed.

Lemma root_root (a : R) : 0 < a -> sqrt (sqrt a) = exp (ln a / 4).
Proof.
  intros H. rewrite <- (exp_ln_half (sqrt a)), <- (exp_ln_half a H), ln_exp by (apply sqrt_lt_R0, H).
  f_equal. field.
Qed.

Lemma root_size (m n : nat) : sqrt (INR (m * n)) = sqrt (INR m * INR n).
Proof. rewrite mult_INR. reflexivity. Qed.

Lemma exp_part_root (a : R) (n : nat) : 0 < a -> sqrt a = exp (ln a / IZR (Z.of_nat (2 * S n))) ^ S n.
Proof.
  intros H. rewrite <- (exp_ln_half a H), <- Rpower_pow by apply exp_pos. unfold Rpower. rewrite ln_exp.
  f_equal. rewrite <- INR_IZR_INZ, mult_INR. change (INR 2) with 2. field. apply not_0_INR. discriminate.
Qed.

Lemma ln_prod (a b : R) : 0 < a -> 0 < b -> ln (a * b) = ln a + ln b.
Proof. exact (ln_mult a b). Qed.

Lemma ln_recip (a : R) : 0 < a -> ln (/ a) = - ln a.
Proof. exact (ln_Rinv a). Qed.

Lemma ln_quot (a b : R) : 0 < a -> 0 < b -> ln (a / b) = ln a - ln b.
Proof. intros Ha Hb. unfold Rdiv. rewrite ln_mult, ln_Rinv; auto using Rinv_0_lt_compat. Qed.

Lemma ln_power (a : R) (n : nat) : 0 < a -> ln (a ^ n) = INR n * ln a.
Proof.
  intros H. induction n as [|n IH]; [cbn; rewrite ln_1; ring|].
  rewrite S_INR. cbn [pow]. rewrite ln_mult, IH by auto using pow_lt. ring.
Qed.

Lemma ln_root (a : R) : 0 < a -> ln (sqrt a) = ln a / 2.
Proof. intros H. rewrite <- (exp_ln_half a H). apply ln_exp. Qed.

Lemma ln_factor (a b c : R) : 0 < b -> 0 < c -> a = b * c -> ln a = ln b + ln c.
Proof. intros Hb Hc ->. apply ln_mult; assumption. Qed.

Lemma ln_twos (p q : positive) (n : nat) :
  Zpos p = (2 ^ Z.of_nat n * Zpos q)%Z -> ln (IZR (Zpos p)) = INR n * ln 2 + ln (IZR (Zpos q)).
Proof.
  intros ->. assert (0 < IZR (Zpos q)) by (apply IZR_lt; reflexivity).
  rewrite mult_IZR, <- pow_IZR, ln_mult, ln_power by first [assumption | lra | apply pow_lt; lra]. reflexivity.
Qed.

Lemma Rabs_squared (a : R) : Rabs a * Rabs a = a * a.
Proof. exact (eq_sym (Rsqr_abs a)). Qed.

Lemma Rabs_turned (a : R) : 0 <= - a -> Rabs a = - a.
Proof. intros H. rewrite <- Rabs_Ropp. apply Rabs_pos_eq, H. Qed.

Lemma ln_Rpower (a b : R) : ln (Rpower a b) = b * ln a.
Proof. apply ln_exp. Qed.

Lemma pow_step (a : R) (n : nat) : a ^ S n = a * a ^ n.
Proof. reflexivity. Qed.

Lemma pow_sum (a : R) (m n : nat) : a ^ (m + n) = a ^ m * a ^ n.
Proof. apply pow_add. Qed.

Lemma pow_prod_l (a : R) (m n : nat) : a ^ (n * m) = (a ^ m) ^ n.
Proof. rewrite Nat.mul_comm. apply pow_mult. Qed.

Lemma pow_of_prod (a b : R) (n : nat) : (a * b) ^ n = a ^ n * b ^ n.
Proof. apply Rpow_mult_distr. Qed.

Lemma inv_pow_of_prod (a b : R) (n : nat) : / (a * b) ^ n = / a ^ n * / b ^ n.
Proof. rewrite Rpow_mult_distr, Rinv_mult. reflexivity. Qed.

Lemma pow_of_quot (a b : R) (n : nat) : (a / b) ^ n = a ^ n * / b ^ n.
Proof. unfold Rdiv. rewrite Rpow_mult_distr, pow_inv. reflexivity. Qed.

Lemma pow_of_exp (u : R) (n : nat) : exp u ^ n = exp (INR n * u).
Proof.
  rewrite INR_IZR_INZ, <- (Rplus_0_r (_ * u)), (exp_times u n 0 1 exp_0). ring.
Qed.

Lemma nonzero_times (v w x : R) : w <> 0 -> x <> 0 -> v = w * x -> v <> 0.
Proof. intros Hw Hx ->. apply nonzero_prod; assumption. Qed.

Lemma root_is (a b : R) : 0 <= b -> b * b = a -> sqrt a = b.
Proof. intros H <-. apply sqrt_square, H. Qed.

Lemma Sum_same (d e : nat) (f g : nat -> R) :
  d = e -> (forall i, (1 <= i <= d)%nat -> f i = g i) -> Sum d f = Sum e g.
Proof. intros <-. apply Sum_ext. Qed.

Lemma Max_same (d e : nat) (f g : nat -> R) :
  d = e -> (forall i, (1 <= i <= d)%nat -> f i = g i) -> Max d f = Max e g.
Proof. intros <-. apply Max_ext. Qed.

Lemma Min_same (d e : nat) (f g : nat -> R) :
  d = e -> (forall i, (1 <= i <= d)%nat -> f i = g i) -> Min d f = Min e g.
Proof. intros <-. apply Min_ext. Qed.

Lemma Rabs_sign (a b : R) : a = - b -> Rabs a = Rabs b.
Proof. intros ->. apply Rabs_Ropp. Qed.

Lemma Rmax_turned (a b c d : R) : a = d -> b = c -> Rmax a b = Rmax c d.
Proof. intros -> ->. apply Rmax_comm. Qed.

Lemma Rmin_turned (a b c d : R) : a = d -> b = c -> Rmin a b = Rmin c d.
Proof. intros -> ->. apply Rmin_comm. Qed.

(** What quotients leaves: a part of a denominator is not 0, for itself, because a known denominator is a multiple, or as
    what is above the line of a known one. *)
Ltac parts := repeat match goal with |- _ /\ _ => split end.

Ltac side_condition :=
  first
  [ sign_nonzero
  | match goal with
    | H : ?w <> 0, x : R |- ?v <> 0 => apply (nonzero_times v w x H)
    | H : 0 < ?w, x : R |- ?v <> 0 => apply (nonzero_times v w x (nonzero_pos w H))
    end; [sign_nonzero | field; parts; sign_nonzero]
  | match goal with
    | H : 0 < ?w |- ?v <> 0 =>
      lazymatch w with context [/ _] => idtac end;
      let E := fresh in
      intros E; apply (nonzero_pos w H); field_simplify_eq; [clear - E; lra | parts; sign_nonzero]
    end ].

(** The premises are in the context: roots s * s = a are handed on, other equations replace a variable. *)
Ltac conclude_ring :=
  clear; unfold given_that; intros; subst; polynomials_known.

(** Squares of roots of what has quotients in it: field takes no such equation, so it is put in by hand. *)
Ltac squares_away :=
  progress repeat match goal with
  | A : ?s * ?s = ?x |- context [?s ^ 2] => replace (s ^ 2) with x by (rewrite <- A; ring)
  end.

Ltac by_field := quotients_known; parts; side_condition.
Ltac by_field_alone := first [by_field | quotients; parts; side_condition].

Ltac conclude_field :=
  clear; unfold given_that; intros; subst;
  first
  [ by_field
  | squares_away; by_field_alone
  | lazymatch goal with _ : ?s * ?s = _ |- _ => idtac end;
    field_simplify_eq; [squares_away; by_field_alone | parts; side_condition] ].

From Ltac2 Require Import Ltac2.
Set Default Proof Mode "Classic".

(** ** Terms *)

Ltac2 fail () := Control.zero (Tactic_failure None).

Ltac2 var (x : ident) := Constr.Unsafe.make (Constr.Unsafe.Var x).

(** A proof of the proposition by the tactic, or None. *)
Ltac2 attempt (p : constr) (tac : unit -> unit) : constr option :=
  match Control.case (fun () => constr:(ltac2:(tac ()) : $p)) with
  | Val found => let (proof, _) := found in Some proof
  | Err _ => None
  end.

Ltac2 show_pos (t : constr) := attempt constr:(0 < $t) (fun () => ltac1:(sign_pos)).
Ltac2 show_nonneg (t : constr) := attempt constr:(0 <= $t) (fun () => ltac1:(sign_nonneg)).
Ltac2 show_nonzero (t : constr) := attempt constr:($t <> 0) (fun () => ltac1:(sign_nonzero)).

Ltac2 int_of_z (z : constr) : int option :=
  lazy_match! z with
  | Z0 => Some 0
  | Zpos ?p => int_of_pos 60 p
  | Zneg ?p => Option.map Int.neg (int_of_pos 60 p)
  | _ => None
  end.

Ltac2 number (k : int) : constr :=
  app '(IZR) [if Int.equal k 0 then '(Z0)
              else if Int.lt k 0 then app '(Zneg) [pos_of_int (Int.neg k)] else app '(Zpos) [pos_of_int k]].

Ltac2 rec nat_of_int (k : int) : constr :=
  if Int.le k 0 then '(O) else app '(S) [nat_of_int (Int.sub k 1)].

(** The least factor of a number, from 2 on, and what is left; None for primes and for what has none below 100. *)
Ltac2 factored (k : int) : (int * int) option :=
  let rec search p :=
    if Int.lt k (Int.mul p p) then None
    else if Int.equal (Int.mod k p) 0 then Some (p, Int.div k p)
    else if Int.lt 100 p then None else search (Int.add p 1) in
  if Int.lt k 4 then None else search 2.

(** How often 2 divides a number, and what is left. *)
Ltac2 rec twos (p : constr) : int * constr :=
  lazy_match! p with
  | xO ?q => let (k, r) := twos q in (Int.add k 1, r)
  | _ => (0, p)
  end.

(** What a term is at its head. *)
Ltac2 Type view :=
  [ Add (constr, constr) | Sub (constr, constr) | Mul (constr, constr) | Div (constr, constr)
  | Opp (constr) | Inv (constr) | Pow (constr, int) | Raise (constr, constr) | Num (int)
  | Long | Size (constr) | Exp (constr) | Log (constr) | Root (constr) | Magnitude (constr) | Atom ].

(** Exponentials count as atoms unless they are to be opened. *)
Ltac2 view (open : bool) (t : constr) : view :=
  lazy_match! t with
  | ?a + ?b => Add a b
  | ?a - ?b => Sub a b
  | ?a * ?b => Mul a b
  | ?a / ?b => Div a b
  | - ?a => Opp a
  | / ?a => Inv a
  | ?a ^ ?n => match int_of_nat n with Some k => Pow a k | None => Raise a n end
  | IZR ?z => match int_of_z z with Some k => Num k | None => if literal z then Long else Atom end
  | INR ?n => Size n
  | exp ?u => if open then Exp u else Atom
  | Rpower ?a ?b => if open then Exp constr:($b * ln $a) else Atom
  | ln ?a => Log a
  | sqrt ?a => Root a
  | Rabs ?a => Magnitude a
  | _ => Atom
  end.

(** ** Polynomials, for exponents

    A monomial lists numbers of atoms with exponents, in order; a polynomial lists monomials with fractions. *)

Ltac2 rec gcd (a : int) (b : int) := if Int.equal b 0 then Int.abs a else gcd b (Int.mod a b).

Ltac2 fraction (a : int) (b : int) :=
  let (a, b) := if Int.lt b 0 then (Int.neg a, Int.neg b) else (a, b) in
  let g := gcd a b in
  (Int.div a g, Int.div b g).

Ltac2 fraction_add (p : int * int) (q : int * int) :=
  let (a, b) := p in
  let (c, d) := q in
  fraction (Int.add (Int.mul a d) (Int.mul c b)) (Int.mul b d).

Ltac2 fraction_mul (p : int * int) (q : int * int) :=
  let (a, b) := p in
  let (c, d) := q in
  fraction (Int.mul a c) (Int.mul b d).

Ltac2 rec mono_equal (m : (int * int) list) (n : (int * int) list) : bool :=
  match m with
  | [] => match n with [] => true | _ => false end
  | p :: m =>
    match n with
    | [] => false
    | q :: n =>
      let (i, j) := p in
      let (k, l) := q in
      if Int.equal i k then if Int.equal j l then mono_equal m n else false else false
    end
  end.

Ltac2 rec mono_mul (m : (int * int) list) (n : (int * int) list) : (int * int) list :=
  match m with
  | [] => n
  | p :: m' =>
    match n with
    | [] => m
    | q :: n' =>
      let (i, j) := p in
      let (k, l) := q in
      if Int.lt i k then p :: mono_mul m' n
      else if Int.lt k i then q :: mono_mul m n'
      else let rest := mono_mul m' n' in
        if Int.equal (Int.add j l) 0 then rest else (i, Int.add j l) :: rest
    end
  end.

Ltac2 rec poly_insert (m : (int * int) list) (c : int * int) (p : ((int * int) list * (int * int)) list) :=
  match p with
  | [] => let (a, _) := c in if Int.equal a 0 then [] else [(m, c)]
  | term :: rest =>
    let (n, e) := term in
    if mono_equal m n then
      let c := fraction_add c e in
      let (a, _) := c in
      if Int.equal a 0 then rest else (m, c) :: rest
    else term :: poly_insert m c rest
  end.

Ltac2 poly_add p q := List.fold_right (fun t r => let (m, c) := t in poly_insert m c r) p q.

Ltac2 poly_scale (c : int * int) p := List.map (fun t => let (m, e) := t in (m, fraction_mul c e)) p.

Ltac2 poly_mul p q :=
  List.fold_right (fun t r =>
    let (m, c) := t in
    List.fold_right (fun s r => let (n, e) := s in poly_insert (mono_mul m n) (fraction_mul c e) r) r q) [] p.

Ltac2 rec poly_pow p (n : int) := if Int.le n 0 then [([], (1, 1))] else poly_mul p (poly_pow p (Int.sub n 1)).

(** ** From terms to variables *)

Ltac2 Type state := {
  open : bool;
  opaque : bool;
  mutable free : Fresh.Free.t;
  mutable table : (constr * ident) list;
  mutable facts : (constr * constr) list;
  mutable exps : (constr * constr * ident * ((int * int) list * (int * int)) list) list;
  mutable inner : constr list;
  mutable positive : (constr * constr option) list;
  mutable tried : (constr * bool) list;
  mutable inverses : (((int * int) list * (int * int)) list * constr) list;
  mutable radicands : constr list;
  mutable fractions : bool;
}.

Ltac2 new (st : state) (t : constr) : constr :=
  let x := Fresh.fresh (st.(free)) @x in
  st.(free) := Fresh.Free.union (st.(free)) (Fresh.Free.of_ids [x]);
  st.(table) := (t, x) :: st.(table);
  var x.

Ltac2 found (st : state) (t : constr) : constr option :=
  Option.map var (List.assoc_opt Constr.equal t (st.(table))).

Ltac2 fact (st : state) (p : constr) (proof : constr) := st.(facts) := (p, proof) :: st.(facts).

Ltac2 atom (st : state) (t : constr) : constr := match found st t with Some x => x | None => new st t end.

(** The term as a variable that equals another expression, by the proof. *)
Ltac2 linked (st : state) (t : constr) (other : unit -> constr) (proof : unit -> constr) : constr :=
  match found st t with
  | Some x => x
  | None =>
    let other := other () in
    let x := new st t in
    fact st (app '(@eq R) [x; other]) (proof ());
    x
  end.

(** The proof of an equation without exponentials: arithmetic, defined below. *)
Ltac2 mutable equal : constr -> constr -> constr option := fun _ _ => None.

(** Which of the terms this one, with the polynomial p, is a multiple of, and the multiple. *)
Ltac2 multiple_of (terms : (((int * int) list * (int * int)) list * constr) list) p : (constr * (int * int)) option :=
  let rec search known :=
    match known with
    | [] => None
    | entry :: rest =>
      let (q, s) := entry in
      let ratio := List.fold_right (fun x found =>
        let (m, c) := x in
        List.fold_right (fun y found =>
          let (n, e) := y in
          let (a, b) := e in
          if mono_equal m n then Some (fraction_mul c (fraction b a)) else found) found q) None p in
      match ratio with
      | None => search rest
      | Some r =>
        let (a, b) := r in
        match poly_add p (poly_scale (Int.neg a, b) q) with [] => Some (s, r) | _ => search rest end
      end
    end in
  search terms.

(** The same of what is divided by; a term that is a multiple of none is kept. *)
Ltac2 multiple (st : state) p (t : constr) : (constr * (int * int)) option :=
  match multiple_of (st.(inverses)) p with
  | Some found => Some found
  | None => st.(inverses) := (p, t) :: st.(inverses); None
  end.

(** A proof that the term is positive, or None. *)
Ltac2 positive (st : state) (a : constr) : constr option :=
  match List.assoc_opt Constr.equal a (st.(positive)) with
  | Some known => known
  | None =>
    let known :=
      match show_pos a with
      | Some proof => Some proof
      | None => attempt constr:(0 < $a) (fun () => ltac1:(apply pos_of_inv; assumption))
      end in
    st.(positive) := (a, known) :: st.(positive);
    known
  end.

Ltac2 position (st : state) (t : constr) : int :=
  let rec find k ts :=
    match ts with
    | [] => st.(inner) := List.append (st.(inner)) [t]; k
    | s :: ts => if Constr.equal s t then k else find (Int.add k 1) ts
    end in
  find 0 (st.(inner)).

Ltac2 rec walk (st : state) (t : constr) : constr :=
  match view (st.(open)) t with
  | Add a b => app '(Rplus) [walk st a; walk st b]
  | Sub a b => app '(Rminus) [walk st a; walk st b]
  | Mul a b => app '(Rmult) [walk st a; walk st b]
  | Opp a => app '(Ropp) [walk st a]
  | Pow a n => app '(pow) [walk st a; nat_of_int n]
  | Num _ => t
  | Long => t
  | Inv a => inverse st a
  | Div a b => app '(Rmult) [walk st a; inverse st b]
  | Size n => sized st t n
  | Exp u => exponential st t u
  | Root a => root st t a
  | Log a => logarithm_of st t a
  | Raise a n => raised st t a n
  | Magnitude a => magnitude_of st t a
  | Atom => atom st t
  end

with inverse (st : state) (a : constr) : constr :=
  let t := constr:(/ $a) in
  match view (st.(open)) a with
  | Num k => if Int.equal k 0 then atom st t else (st.(fractions) := true; t)
  | Long => st.(fractions) := true; t
  | Mul b c => linked st t (fun () => app '(Rmult) [inverse st b; inverse st c]) (fun () => constr:(Rinv_mult $b $c))
  | Div b c => linked st t (fun () => app '(Rmult) [inverse st b; walk st c]) (fun () => constr:(inv_div $b $c))
  | Inv b => linked st t (fun () => walk st b) (fun () => constr:(Rinv_inv $b))
  | Opp b => linked st t (fun () => app '(Ropp) [inverse st b]) (fun () => constr:(Rinv_opp $b))
  | Pow b n =>
    let k := nat_of_int n in
    linked st t (fun () => app '(pow) [inverse st b; k]) (fun () => constr:(inv_pow $b $k))
  | Exp _ => st.(fractions) := true; app '(Rinv) [walk st a]
  | Raise b n =>
    match view (st.(open)) b with
    | Mul c d =>
      linked st t (fun () => app '(Rmult) [inverse st constr:($c ^ $n); inverse st constr:($d ^ $n)])
        (fun () => constr:(inv_pow_of_prod $c $d $n))
    | _ => plain_inverse st t a
    end
  | _ => plain_inverse st t a
  end

with plain_inverse (st : state) (t : constr) (a : constr) : constr :=
  if (if st.(opaque) then is_total st a else false) then opaque_inverse st t a
  else if nonzero st a then (st.(fractions) := true; app '(Rinv) [walk st a]) else opaque_inverse st t a

with is_total (st : state) (a : constr) : bool :=
  match view (st.(open)) a with Add _ _ => true | Sub _ _ => true | _ => false end

(** / a where a is not known to be other than 0: an atom, but the same for multiples of a. *)
with opaque_inverse (st : state) (t : constr) (a : constr) : constr :=
  match found st t with
  | Some x => x
  | None =>
    match multiple st (polynomial st a) a with
    | None => atom st t
    | Some similar =>
      let (b, ratio) := similar in
      let (k, l) := ratio in
      let k := number k in
      let l := number l in
      if Constr.equal a b then atom st t else
      match equal a constr:($k / $l * $b) with
      | None => atom st t
      | Some proof =>
        st.(fractions) := true;
        linked st t (fun () => app '(Rmult) [app '(Rdiv) [l; k]; atom st constr:(/ $b)])
          (fun () => constr:(inv_multiple $a $b $k $l $proof))
      end
    end
  end

(** Is the term known not to be 0?  Where it is, that becomes a fact. *)
with nonzero (st : state) (a : constr) : bool :=
  match List.assoc_opt Constr.equal a (st.(tried)) with
  | Some known => known
  | None =>
    let known :=
      match positive st a with
      | Some proof => fact st (app '(Rlt) ['(0); walk st a]) proof; true
      | None =>
        match show_nonzero a with
        | Some proof => fact st (app '(not) [app '(@eq R) [walk st a; '(0)]]) proof; true
        | None => false
        end
      end in
    st.(tried) := (a, known) :: st.(tried);
    (if known then positive_parts st a else ());
    known
  end

with positive_parts (st : state) (t : constr) : unit :=
  match view (st.(open)) t with
  | Add a b => positive_parts st a; positive_parts st b
  | Sub a b => positive_parts st a; positive_parts st b
  | Mul a b => positive_parts st a; positive_parts st b
  | Div a b => positive_parts st a; positive_parts st b
  | Pow a _ => positive_parts st a
  | Num _ => ()
  | Long => ()
  | Exp _ => ()
  | Raise a n =>
    let power k := positive_parts st constr:($a ^ $k) in
    lazy_match! n with
    | S ?m => positive_parts st a; power m
    | (?m + ?k)%nat => power m; power k
    | (?m * ?k)%nat =>
      match int_of_nat k with
      | Some _ => power m
      | None => match int_of_nat m with Some _ => power k | None => positive_part st t end
      end
    | _ => positive_part st t
    end
  | _ => positive_part st t
  end

with positive_part (st : state) (t : constr) : unit :=
  if List.mem_assoc Constr.equal t (st.(tried)) then () else
  match positive st t with
  | Some proof => fact st (app '(Rlt) ['(0); walk st t]) proof; st.(tried) := (t, true) :: st.(tried)
  | None => ()
  end

with sized (st : state) (t : constr) (n : constr) : constr :=
  match int_of_nat n with
  | Some k => linked st t (fun () => number k) (fun () => constr:(INR_IZR_INZ $n))
  | None =>
    lazy_match! n with
    | S ?m => linked st t (fun () => app '(Rplus) [walk st constr:(INR $m); '(1)]) (fun () => constr:(S_INR $m))
    | (?a + ?b)%nat =>
      linked st t (fun () => app '(Rplus) [walk st constr:(INR $a); walk st constr:(INR $b)])
        (fun () => constr:(plus_INR $a $b))
    | (?a * ?b)%nat =>
      linked st t (fun () => app '(Rmult) [walk st constr:(INR $a); walk st constr:(INR $b)])
        (fun () => constr:(mult_INR $a $b))
    | (?a - ?b)%nat =>
      match attempt constr:(($b <= $a)%nat) (fun () => ltac1:(lia)) with
      | Some proof =>
        linked st t (fun () => app '(Rminus) [walk st constr:(INR $a); walk st constr:(INR $b)])
          (fun () => constr:(minus_INR $a $b $proof))
      | None => atom st t
      end
    | _ => atom st t
    end
  end

with root (st : state) (t : constr) (a : constr) : constr :=
  match found st t with
  | Some x => x
  | None =>
    let half b := walk st constr:(sqrt $b) in
    match view (st.(open)) a with
    | Mul b c =>
      match show_nonneg b with
      | Some p => linked st t (fun () => app '(Rmult) [half b; half c]) (fun () => constr:(sqrt_mult_alt $b $c $p))
      | None =>
        match show_nonneg c with
        | Some p => linked st t (fun () => app '(Rmult) [half b; half c]) (fun () => constr:(root_mult_r $b $c $p))
        | None => plain_root st t a
        end
      end
    | Div b c =>
      match positive st c with
      | Some p =>
        linked st t (fun () => app '(Rmult) [half b; inverse st constr:(sqrt $c)])
          (fun () => constr:(sqrt_div_alt $b $c $p))
      | None => plain_root st t a
      end
    | Inv b => linked st t (fun () => inverse st constr:(sqrt $b)) (fun () => constr:(sqrt_inv $b))
    | Pow b n =>
      match show_nonneg b with
      | Some p =>
        let k := nat_of_int n in
        linked st t (fun () => app '(pow) [half b; k]) (fun () => constr:(root_pow $b $k $p))
      | None => plain_root st t a
      end
    | Raise b n =>
      match show_nonneg b with
      | Some p => linked st t (fun () => walk st constr:(sqrt $b ^ $n)) (fun () => constr:(root_pow $b $n $p))
      | None => plain_root st t a
      end
    | Exp u => linked st t (fun () => walk st constr:(exp ($u / 2))) (fun () => constr:(root_exp $u))
    | Num k =>
      let rec search r := if Int.lt (Int.mul r r) k then search (Int.add r 1) else r in
      let r := if Int.lt 10000 k then 0 else search 0 in
      if Int.equal (Int.mul r r) k then
        let b := number r in
        match attempt constr:($t = $b) (fun () => ltac1:(apply root_is; lra)) with
        | Some p => linked st t (fun () => b) (fun () => p)
        | None => plain_root st t a
        end
      else plain_root st t a
    | Root b =>
      match positive st b with
      | Some p => linked st t (fun () => walk st constr:(exp (ln $b / 4))) (fun () => constr:(root_root $b $p))
      | None => plain_root st t a
      end
    | Size n =>
      lazy_match! n with
      | (?m * ?k)%nat =>
        linked st t (fun () => walk st constr:(sqrt (INR $m * INR $k))) (fun () => constr:(root_size $m $k))
      | _ => plain_root st t a
      end
    | Add _ _ => root_of_sum st t a
    | Sub _ _ => root_of_sum st t a
    | _ => plain_root st t a
    end
  end

(** The root of a sum, by that of one met before of which the sum is a positive multiple. *)
with root_of_sum (st : state) (t : constr) (a : constr) : constr :=
  let keep () := st.(radicands) := a :: st.(radicands); plain_root st t a in
  let similar :=
    match st.(radicands) with
    | [] => None
    | _ :: _ => multiple_of (List.map (fun b => (polynomial st b, b)) (st.(radicands))) (polynomial st a)
    end in
  match similar with
  | None => keep ()
  | Some similar =>
    let (b, ratio) := similar in
    let (k, l) := ratio in
    if Int.lt k 0 then keep () else
    let k := number k in
    let l := number l in
    match show_nonneg b with
    | None => keep ()
    | Some q =>
      match equal a constr:($k / $l * $b) with
      | None => keep ()
      | Some e =>
        linked st t (fun () => app '(Rmult) [walk st constr:(sqrt ($k / $l)); walk st constr:(sqrt $b)])
          (fun () => constr:(root_multiple $a $b $k $l $q $e))
      end
    end
  end

(** An absolute value: without the bars where the sign shows, else of a known square. *)
with magnitude_of (st : state) (t : constr) (a : constr) : constr :=
  match show_nonneg a with
  | Some p => linked st t (fun () => walk st a) (fun () => constr:(Rabs_pos_eq $a $p))
  | None =>
    match show_nonneg constr:(- $a) with
    | Some p => linked st t (fun () => app '(Ropp) [walk st a]) (fun () => constr:(Rabs_turned $a $p))
    | None =>
      match found st t with
      | Some x => x
      | None =>
      match view (st.(open)) a with
      | Mul b c =>
        linked st t (fun () => app '(Rmult) [walk st constr:(Rabs $b); walk st constr:(Rabs $c)])
          (fun () => constr:(Rabs_mult $b $c))
      | Opp b => linked st t (fun () => walk st constr:(Rabs $b)) (fun () => constr:(Rabs_Ropp $b))
      | _ =>
        let x := new st t in
        let y := walk st a in
        fact st (app '(@eq R) [app '(Rmult) [x; x]; app '(Rmult) [y; y]]) constr:(Rabs_squared $a);
        x
      end
      end
    end
  end

(** ln of a product of positive factors and the like. *)
with logarithm_of (st : state) (t : constr) (a : constr) : constr :=
  let log b := walk st constr:(ln $b) in
  let times n b := walk st constr:(INR $n * ln $b) in
  match view true a with
  | Mul b c =>
    match positive st b with
    | None => atom st t
    | Some p =>
      match positive st c with
      | None => atom st t
      | Some q => linked st t (fun () => app '(Rplus) [log b; log c]) (fun () => constr:(ln_prod $b $c $p $q))
      end
    end
  | Div b c =>
    match positive st b with
    | None => atom st t
    | Some p =>
      match positive st c with
      | None => atom st t
      | Some q => linked st t (fun () => app '(Rminus) [log b; log c]) (fun () => constr:(ln_quot $b $c $p $q))
      end
    end
  | Inv b =>
    match positive st b with
    | Some p => linked st t (fun () => app '(Ropp) [log b]) (fun () => constr:(ln_recip $b $p))
    | None => atom st t
    end
  | Pow b n =>
    match positive st b with
    | Some p => let n := nat_of_int n in linked st t (fun () => times n b) (fun () => constr:(ln_power $b $n $p))
    | None => atom st t
    end
  | Raise b n =>
    match positive st b with
    | Some p => linked st t (fun () => times n b) (fun () => constr:(ln_power $b $n $p))
    | None => atom st t
    end
  | Root b =>
    match positive st b with
    | Some p => linked st t (fun () => walk st constr:(ln $b / 2)) (fun () => constr:(ln_root $b $p))
    | None => atom st t
    end
  | Exp u => linked st t (fun () => walk st u) (fun () => constr:(ln_exp $u))
  | Num k =>
    if Int.equal k 1 then linked st t (fun () => '(0)) (fun () => '(ln_1)) else
    match factored k with
    | Some p =>
      let (b, c) := p in
      let b := number b in
      let c := number c in
      linked st t (fun () => app '(Rplus) [log b; log c])
        (fun () => constr:(ln_factor $a $b $c ltac:(lra) ltac:(lra) ltac:(lra)))
    | None => atom st t
    end
  | Long =>
    lazy_match! a with
    | IZR (Zpos ?p) =>
      let (k, q) := twos p in
      if Int.equal k 0 then atom st t else
      let n := nat_of_int k in
      linked st t (fun () => app '(Rplus) [times n '(2); log constr:(IZR (Zpos $q))])
        (fun () => constr:(ln_twos $p $q $n (eq_refl (Zpos $p))))
    | _ => atom st t
    end
  | _ => atom st t
  end

(** A power with an exponent that is not a literal. *)
with raised (st : state) (t : constr) (a : constr) (n : constr) : constr :=
  let power b k := walk st constr:($b ^ $k) in
  match view (st.(open)) a with
  | Mul b c => linked st t (fun () => app '(Rmult) [power b n; power c n]) (fun () => constr:(pow_of_prod $b $c $n))
  | Div b c =>
    linked st t (fun () => app '(Rmult) [power b n; inverse st constr:($c ^ $n)])
      (fun () => constr:(pow_of_quot $b $c $n))
  | Inv b => linked st t (fun () => inverse st constr:($b ^ $n)) (fun () => constr:(pow_inv $b $n))
  | Exp u => linked st t (fun () => walk st constr:(exp (INR $n * $u))) (fun () => constr:(pow_of_exp $u $n))
  | _ =>
    lazy_match! n with
    | S ?m => linked st t (fun () => app '(Rmult) [walk st a; power a m]) (fun () => constr:(pow_step $a $m))
    | (?m + ?k)%nat =>
      linked st t (fun () => app '(Rmult) [power a m; power a k]) (fun () => constr:(pow_sum $a $m $k))
    | (?m * ?k)%nat =>
      match int_of_nat k with
      | Some _ => linked st t (fun () => app '(pow) [power a m; k]) (fun () => constr:(pow_mult $a $m $k))
      | None =>
        match int_of_nat m with
        | Some _ => linked st t (fun () => app '(pow) [power a k; m]) (fun () => constr:(pow_prod_l $a $k $m))
        | None => atom st t
        end
      end
    | _ => atom st t
    end
  end

with plain_root (st : state) (t : constr) (a : constr) : constr :=
  let s := new st t in
  (match show_nonneg a with
  | Some p =>
    fact st (app '(@eq R) [app '(Rmult) [s; s]; walk st a]) constr:(sqrt_sqrt $a $p);
    match positive st a with
    | Some p => fact st (app '(Rlt) ['(0); s]) constr:(sqrt_lt_R0 $a $p)
    | None => ()
    end
  | None => ()
  end);
  s

with exponential (st : state) (t : constr) (u : constr) : constr :=
  match found st t with
  | Some x => x
  | None =>
    let p := polynomial st u in
    let z := new st t in
    (match Constr.Unsafe.kind z with
    | Constr.Unsafe.Var x => st.(exps) := (t, u, x, p) :: st.(exps)
    | _ => ()
    end);
    List.iter (fun term =>
      let (m, c) := term in
      match logarithm st m with
      | Some a =>
        let (_, b) := c in
        let _ := walk st a in
        if Int.equal b 2 then let _ := walk st constr:(sqrt $a) in () else ()
      | None => ()
      end) p;
    z
  end

(** The argument of a monomial that is nothing but a logarithm. *)
with logarithm (st : state) (m : (int * int) list) : constr option :=
  match m with
  | [] => None
  | p :: rest =>
    let (i, k) := p in
    match rest with
    | [] =>
      if Int.equal k 1 then lazy_match! List.nth (st.(inner)) i with ln ?a => Some a | _ => None end else None
    | _ => None
    end
  end

(** An exponent as a polynomial in atoms of its own. *)
with polynomial (st : state) (u : constr) : ((int * int) list * (int * int)) list :=
  let self t := [([(position st t, 1)], (1, 1))] in
  match view false u with
  | Add a b => poly_add (polynomial st a) (polynomial st b)
  | Sub a b => poly_add (polynomial st a) (poly_scale (Int.neg 1, 1) (polynomial st b))
  | Mul a b => poly_mul (polynomial st a) (polynomial st b)
  | Div a b => poly_mul (polynomial st a) (reciprocal st b)
  | Opp a => poly_scale (Int.neg 1, 1) (polynomial st a)
  | Inv a => reciprocal st a
  | Pow a n => poly_pow (polynomial st a) n
  | Num k => if Int.equal k 0 then [] else [([], (k, 1))]
  | Log a => log_polynomial st u a
  | Size n =>
    match int_of_nat n with
    | Some k => polynomial st (number k)
    | None =>
      lazy_match! n with
      | S ?m => poly_add (polynomial st constr:(INR $m)) [([], (1, 1))]
      | (?a + ?b)%nat => poly_add (polynomial st constr:(INR $a)) (polynomial st constr:(INR $b))
      | (?a * ?b)%nat => poly_mul (polynomial st constr:(INR $a)) (polynomial st constr:(INR $b))
      | _ => self u
      end
    end
  | _ => self u
  end

with log_polynomial (st : state) (u : constr) (a : constr) : ((int * int) list * (int * int)) list :=
  let self () := [([(position st u, 1)], (1, 1))] in
  let log b := polynomial st constr:(ln $b) in
  let known b := match positive st b with Some _ => true | None => false end in
  match view true a with
  | Mul b c => if known b then if known c then poly_add (log b) (log c) else self () else self ()
  | Div b c =>
    if known b then if known c then poly_add (log b) (poly_scale (Int.neg 1, 1) (log c)) else self () else self ()
  | Inv b => if known b then poly_scale (Int.neg 1, 1) (log b) else self ()
  | Pow b n => if known b then poly_scale (n, 1) (log b) else self ()
  | Raise b n => if known b then poly_mul (polynomial st constr:(INR $n)) (log b) else self ()
  | Root b => if known b then poly_scale (1, 2) (log b) else self ()
  | Exp v => polynomial st v
  | Num k =>
    if Int.equal k 1 then [] else
    match factored k with
    | Some p => let (b, c) := p in poly_add (log (number b)) (log (number c))
    | None => self ()
    end
  | _ => self ()
  end

with reciprocal (st : state) (a : constr) : ((int * int) list * (int * int)) list :=
  let self t := [([(position st t, 1)], (1, 1))] in
  let p := polynomial st a in
  match p with
  | [] => self constr:(/ $a)
  | term :: rest =>
    match rest with
    | [] =>
      let (m, c) := term in
      let (k, l) := c in
      let turned := List.map (fun p => let (i, j) := p in (i, Int.neg j)) m in
      let flipped := fraction l k in
      match m with
      | [] => [([], flipped)]
      | _ =>
        if nonzero st a then [(turned, flipped)]
        else
          let factor p :=
            let (i, j) := p in
            let b := List.nth (st.(inner)) i in
            if Int.lt j 0 then [([(i, Int.neg j)], (1, 1))] else [([(position st constr:(/ $b), j)], (1, 1))] in
          List.fold_right (fun p r => poly_mul (factor p) r) [([], flipped)] m
      end
    | _ =>
      match multiple st p a with
      | Some similar =>
        let (b, ratio) := similar in
        let (k, l) := ratio in
        poly_scale (fraction l k) (self constr:(/ $b))
      | None => self constr:(/ $a)
      end
    end
  end.

(** ** The statement on the variables *)

Ltac2 rec statement (vars : (constr * ident) list) (facts : (constr * constr) list) (goal : constr) : constr :=
  match facts with
  | p :: rest => let (q, _) := p in statement vars rest (app '(given_that) [q; goal])
  | [] =>
    match vars with
    | [] => goal
    | v :: rest =>
      let (_, x) := v in
      let body := Constr.Unsafe.closenl [x] 1 goal in
      statement rest [] (Constr.Unsafe.make (Constr.Unsafe.Prod (Constr.Binder.make (Some x) '(R)) body))
    end
  end.

(** A monomial as a term. *)
Ltac2 mono_term (st : state) (m : (int * int) list) : constr :=
  let power a k :=
    if Int.equal k 1 then a else let n := nat_of_int k in constr:($a ^ $n) in
  let factor p :=
    let (i, k) := p in
    let a := List.nth (st.(inner)) i in
    if Int.lt k 0 then let b := power a (Int.neg k) in constr:(/ $b) else power a k in
  match m with
  | [] => '(1)
  | p :: rest => List.fold_left (fun t q => let f := factor q in constr:($t * $f)) rest (factor p)
  end.

Ltac2 lcm (a : int) (b : int) := Int.mul a (Int.div b (gcd a b)).

(** All monomials of the exponents, each with the least common denominator and whether it only falls. *)
Ltac2 monomials (st : state) : ((int * int) list * int * bool) list :=
  let rec insert m a b found :=
    match found with
    | [] => [(m, b, Int.lt a 0)]
    | f :: rest =>
      let (n, d, falls) := f in
      if mono_equal m n then (n, lcm b d, if falls then Int.lt a 0 else false) :: rest
      else f :: insert m a b rest
    end in
  List.fold_left (fun found e =>
    let (_, _, _, p) := e in
    List.fold_left (fun found term =>
      let (m, c) := term in
      let (a, b) := c in
      insert m a b found) p found) (st.(exps)) [].

Ltac2 rec alias (m : (int * int) list) (a : int) (b : int) exps : constr option :=
  match exps with
  | [] => None
  | e :: rest =>
    let (_, u, _, p) := e in
    match p with
    | [] => alias m a b rest
    | term :: others =>
      let (n, c) := term in
      let (k, l) := c in
      match others with
      | [] =>
        if mono_equal m n then
          if Int.equal a k then if Int.equal b l then Some u else alias m a b rest else alias m a b rest
        else alias m a b rest
      | _ => alias m a b rest
      end
    end
  end.

(** A monomial INR n * ln a with a > 0, whose exponential is a ^ n, and of its half sqrt a ^ n: both, and that a > 0. *)
Ltac2 whole_power (st : state) (m : (int * int) list) : (constr * constr * constr) option :=
  let read s t :=
    lazy_match! s with
    | INR ?n => lazy_match! t with ln ?a => Option.map (fun p => (a, n, p)) (positive st a) | _ => None end
    | _ => None
    end in
  match m with
  | [] => None
  | p :: rest =>
    match rest with
    | [] => None
    | q :: more =>
      let (i, k) := p in
      let (j, l) := q in
      if Int.equal (Int.mul k l) 1 then
        match more with
        | [] =>
          let s := List.nth (st.(inner)) i in
          let t := List.nth (st.(inner)) j in
          match read s t with Some found => Some found | None => read t s end
        | _ => None
        end
      else None
    end
  end.

(** A variable for each monomial: its exponential, which is positive. *)
Ltac2 bases (st : state) :=
  List.map (fun entry =>
    let (m, d, falls) := entry in
    let term := mono_term st m in
    let den := number d in
    let known := match logarithm st m with Some a => Option.map (fun p => (a, p)) (positive st a) | None => None end in
    let whole := if Int.lt d 3 then whole_power st m else None in
    let falls := match known with Some _ => false | None => match whole with Some _ => false | None => falls end end in
    let t :=
      match known with
      | Some _ => if Int.equal d 1 then term else constr:($term / $den)
      | None =>
        match alias m (if falls then Int.neg 1 else 1) d (st.(exps)) with
        | Some u => u
        | None =>
          let t := if Int.equal d 1 then term else constr:($term / $den) in
          if falls then constr:(- $t) else t
        end
      end in
    let e := new st constr:(exp $t) in
    fact st (app '(Rlt) ['(0); e]) constr:(exp_pos $t);
    (match known with
    | Some k =>
      let (a, p) := k in
      if Int.equal d 1 then fact st (app '(@eq R) [e; walk st a]) constr:(exp_ln $a $p)
      else if Int.equal d 2 then fact st (app '(@eq R) [e; walk st constr:(sqrt $a)]) constr:(exp_ln_half $a $p)
      else
        let x := walk st a in
        let n := nat_of_int (Int.sub d 1) in
        match Constr.Unsafe.kind x with
        | Constr.Unsafe.Var _ =>
          fact st (app '(@eq R) [x; app '(pow) [e; nat_of_int d]]) constr:(exp_part_ln $a $n $p)
        | _ => ()
        end;
        match found st constr:(sqrt $a) with
        | Some s =>
          if Int.equal (Int.mod d 2) 0 then
            let h := Int.div d 2 in
            let n := nat_of_int (Int.sub h 1) in
            fact st (app '(@eq R) [s; app '(pow) [e; nat_of_int h]]) constr:(exp_part_root $a $n $p)
          else ()
        | None => ()
        end
    | None =>
      match whole with
      | Some w =>
        let (a, n, p) := w in
        if Int.equal d 1 then
          match equal t constr:(INR $n * ln $a) with
          | Some q => fact st (app '(@eq R) [e; walk st constr:($a ^ $n)]) constr:(exp_size $a $n $t $p $q)
          | None => ()
          end
        else
          match equal t constr:(INR $n * ln $a / 2) with
          | Some q =>
            fact st (app '(@eq R) [e; walk st constr:(sqrt $a ^ $n)]) constr:(exp_size_half $a $n $t $p $q);
            let x := walk st constr:($a ^ $n) in
            (match Constr.Unsafe.kind x with
            | Constr.Unsafe.Var _ =>
              fact st (app '(@eq R) [x; app '(Rmult) [e; e]]) constr:(exp_size_twice $a $n $t $p $q)
            | _ => ()
            end)
          | None => ()
          end
      | None => ()
      end
    end);
    (m, d, falls, t, e)) (monomials st).

(** Each exponential as a product of powers of these. *)
Ltac2 split_exps (st : state) : unit :=
  let bases := bases st in
  List.iter (fun entry =>
    let (t, u, z, p) := entry in
    let base m := List.find (fun b => let (n, _, _, _, _) := b in mono_equal m n) bases in
    let terms := List.map (fun term =>
      let (m, c) := term in
      let (a, b) := c in
      let (_, d, falls, t, e) := base m in
      let k := Int.mul a (Int.div d b) in
      let k := if falls then Int.neg k else k in
      (k, t, e)) p in
    let build () := List.fold_right (fun term r =>
      let (k, t, e) := term in
      let (v, abstract, concrete, proof) := r in
      let n := nat_of_int (Int.abs k) in
      if Int.lt k 0 then
        let i := number (Int.abs k) in
        st.(fractions) := true;
        (constr:(- $i * $t + $v), app '(Rmult) [app '(Rinv) [app '(pow) [e; n]]; abstract],
         constr:(/ exp $t ^ $n * $concrete), constr:(exp_over $t $n $v $concrete $proof))
      else
        let i := number k in
        (constr:($i * $t + $v), app '(Rmult) [app '(pow) [e; n]; abstract],
         constr:(exp $t ^ $n * $concrete), constr:(exp_times $t $n $v $concrete $proof)))
      ('(0), '(1), '(1), '(exp_0)) terms in
    let same :=
      match terms with
      | [] => None
      | term :: rest =>
        let (_, t, e) := term in
        match rest with [] => if Constr.equal t u then Some e else None | _ => None end
      end in
    match same with
    | Some e => fact st (app '(@eq R) [var z; e]) constr:(@eq_refl R $t)
    | None =>
      let (v, abstract, concrete, proof) := build () in
      match equal u v with
      | Some e => fact st (app '(@eq R) [var z; abstract]) constr:(exp_start $u $v $concrete $e $proof)
      | None => fail ()
      end
    end) (st.(exps)).

(** With `opaque`, what is divided by is an atom where it is a sum: the quotients are the same on both sides. *)
Ltac2 arithmetic (opaque : bool) (open : bool) (a : constr) (b : constr) : unit :=
  let st := { open := open; opaque := opaque; free := Fresh.Free.of_ids []; table := []; facts := []; exps := []; inner := [];
              positive := []; tried := []; inverses := []; radicands := []; fractions := false } in
  let lhs := walk st a in
  let rhs := walk st b in
  split_exps st;
  let s := statement (st.(table)) (st.(facts)) (app '(@eq R) [lhs; rhs]) in
  let proof :=
    if st.(fractions) then constr:(ltac2:(ltac1:(conclude_field)) : $s)
    else constr:(ltac2:(ltac1:(conclude_ring)) : $s) in
  let given := List.append (List.rev (List.map (fun v => let (t, _) := v in t) (st.(table))))
                           (List.rev (List.map (fun f => let (_, p) := f in p) (st.(facts)))) in
  let whole := match given with [] => proof | _ => app proof given end in
  Control.refine (fun () => whole).

Ltac2 Set equal := fun u v => attempt constr:($u = $v) (fun () => arithmetic false false u v).

(** ** Atoms that are equal but not the same *)

(** The atoms of a term, with those of exponents where exponentials are opened. *)
Ltac2 rec atoms (open : bool) (t : constr) (found : constr list) : constr list :=
  match view open t with
  | Add a b => atoms open b (atoms open a found)
  | Sub a b => atoms open b (atoms open a found)
  | Mul a b => atoms open b (atoms open a found)
  | Div a b => atoms open b (atoms open a found)
  | Opp a => atoms open a found
  | Inv a => atoms open a found
  | Pow a _ => atoms open a found
  | Num _ => found
  | Long => found
  | Exp u => powers_in u (atoms open u found)
  | Root a => atoms open a (if List.mem Constr.equal t found then found else t :: found)
  | Log a => atoms open a (if List.mem Constr.equal t found then found else t :: found)
  | Raise a _ => atoms open a (if List.mem Constr.equal t found then found else t :: found)
  | _ => if List.mem Constr.equal t found then found else t :: found
  end

(** The exponentials in an exponent, which stand for themselves there. *)
with powers_in (t : constr) (found : constr list) : constr list :=
  match view true t with
  | Add a b => powers_in b (powers_in a found)
  | Sub a b => powers_in b (powers_in a found)
  | Mul a b => powers_in b (powers_in a found)
  | Div a b => powers_in b (powers_in a found)
  | Opp a => powers_in a found
  | Inv a => powers_in a found
  | Pow a _ => powers_in a found
  | Exp u => powers_in u (if List.mem Constr.equal t found then found else t :: found)
  | _ => found
  end.

Ltac2 head (t : constr) : constr * int :=
  match Constr.Unsafe.kind t with
  | Constr.Unsafe.App f xs => (f, Array.length xs)
  | _ => (t, 0)
  end.

Ltac2 alike (s : constr) (t : constr) : bool :=
  let (f, k) := head s in
  let (g, l) := head t in
  if Int.equal k 0 then false else if Int.equal k l then Constr.equal f g else false.

Ltac2 rec first_some (f : 'a -> 'b option) (xs : 'a list) : 'b option :=
  match xs with
  | [] => None
  | x :: xs => match f x with Some y => Some y | None => first_some f xs end
  end.

Ltac2 rec equate (open : bool) : unit :=
  ltac1:(cbv beta);
  lazy_match! goal with
  | [ |- @eq R ?a ?b ] =>
    if Constr.equal a b then reflexivity
    else if single open a b then Control.once (fun () => descend open a b)
    else
      Control.once (fun () =>
        Control.plus (fun () => arithmetic false open a b) (fun _ =>
          Control.plus (fun () => arithmetic true open a b) (fun _ => merge open 40 [] false)))
  | [ |- @eq nat _ _ ] => ltac1:(first [reflexivity | size])
  | [ |- @eq (_ -> _) _ _ ] => ltac1:(apply functional_extensionality; intro); equate open
  | [ |- _ ] => fail ()
  end

(** Two atoms of one kind: only their parts can be equal. *)
with single (open : bool) (a : constr) (b : constr) : bool :=
  match view open a with
  | Atom => match view open b with Atom => alike a b | _ => false end
  | Log _ => match view open b with Log _ => true | _ => false end
  | _ => false
  end

with descend (open : bool) (a : constr) (b : constr) : unit :=
  if alike a b then
    let levels () := ltac1:(f_equal); Control.enter (fun () => equate open) in
    lazy_match! a with
    | Sum _ _ => refine '(Sum_same _ _ _ _ _ _); under open
    | Max _ _ => refine '(Max_same _ _ _ _ _ _); under open
    | Min _ _ => refine '(Min_same _ _ _ _ _ _); under open
    | Rabs _ => Control.plus levels (fun _ => ltac1:(apply Rabs_sign); equate open)
    | Rmax _ _ =>
      Control.plus levels (fun _ => ltac1:(apply Rmax_turned); Control.enter (fun () => equate open))
    | Rmin _ _ =>
      Control.plus levels (fun _ => ltac1:(apply Rmin_turned); Control.enter (fun () => equate open))
    | _ => levels ()
    end
  else fail ()

with under (open : bool) : unit :=
  Control.enter (fun () =>
    lazy_match! goal with
    | [ |- forall _, _ ] => ltac1:(intros ? ?); equate open
    | [ |- _ ] => equate open
    end)

(** Rewrites an atom of one side into an equal one, as long as there is such a pair; then arithmetic. *)
with merge (open : bool) (fuel : int) (failed : (constr * constr) list) (changed : bool) : unit :=
  if Int.equal fuel 0 then fail () else
  lazy_match! goal with
  | [ |- @eq R ?a ?b ] =>
    let lefts := atoms open a [] in
    let rights := atoms open b [] in
    let ours := List.filter (fun x => Bool.neg (List.mem Constr.equal x rights)) lefts in
    let theirs := List.filter (fun x => Bool.neg (List.mem Constr.equal x lefts)) rights in
    let record := { contents := failed } in
    let pair x y :=
      if Constr.equal x y then None
      else if Bool.neg (alike x y) then None
      else if List.exist (fun p => let (s, t) := p in
                if Constr.equal s x then Constr.equal t y else false) failed then None
      else match attempt constr:($x = $y) (fun () => descend open x y) with
        | Some proof => Some proof
        | None => record.(contents) := (x, y) :: (y, x) :: record.(contents); None
        end in
    let search xs ys := first_some (fun x => first_some (pair x) ys) xs in
    let found :=
      match search ours theirs with
      | Some p => Some p
      | None =>
        match search ours lefts with
        | Some p => Some p
        | None => search theirs rights
        end
      end in
    match found with
    | Some proof => rewrite $proof; merge open (Int.sub fuel 1) (record.(contents)) true
    | None => if changed then (if Constr.equal a b then reflexivity else arithmetic false open a b) else fail ()
    end
  end.

Ltac same :=
  first [ltac2:(equate false) | lra | lazymatch goal with |- ?g => fail 1 "same: not equal level by level:" g end].

(** Powers of a base whose exponents differ by a number, from the least of them. *)
Lemma pow_up (a : R) (j k : nat) : k = S j -> a ^ k = a * a ^ j.
Proof. intros ->. reflexivity. Qed.

Lemma pow_up_two (a : R) (j k : nat) : k = S (S j) -> a ^ k = a * (a * a ^ j).
Proof. intros ->. reflexivity. Qed.

Ltac is_literal n := lazymatch n with O => idtac | S ?m => is_literal m end.

Ltac powers :=
  progress repeat match goal with
  | |- context [?a ^ ?k] =>
    (tryif is_literal k then fail else idtac);
    match goal with
    | |- context [a ^ ?j] =>
      (tryif constr_eq j k then fail else idtac);
      (tryif is_literal j then fail else idtac);
      first [rewrite (pow_up a j k) by lia | rewrite (pow_up_two a j k) by lia]
    end
  end.

(** Powers of a positive base with a number taken off the exponent, as quotients. *)
Lemma pow_less (a : R) (j k : nat) : a <> 0 -> (k <= j)%nat -> a ^ (j - k) = a ^ j * / a ^ k.
Proof.
  intros Ha H. replace (a ^ j) with (a ^ (j - k) * a ^ k) by (rewrite <- pow_add; f_equal; lia).
  field. apply pow_nonzero, Ha.
Qed.

Ltac whole_exponents :=
  progress repeat match goal with |- context [?a ^ (?j - ?k)] => rewrite (pow_less a j k) by (first [sign_nonzero | lia]) end.

(** Exponents in which exponentials stand, where they are equal, though not by taking those as they are. *)
Ltac nested_exponents :=
  progress repeat match goal with
  | |- context [exp ?u] =>
    lazymatch u with context [exp _] => idtac end;
    match goal with
    | |- _ = ?b =>
      match b with
      | context [exp ?v] =>
        lazymatch v with context [exp _] => idtac end;
        tryif constr_eq u v then fail else
          (let E := fresh in assert (E : u = v) by ltac2:(equate true); rewrite E; clear E)
      end
    end
  end.

Ltac expand :=
  first
  [ ltac2:(equate true)
  | powers; ltac2:(equate true)
  | whole_exponents; ltac2:(equate true)
  | nested_exponents; ltac2:(equate true)
  | lazymatch goal with |- exp _ = exp _ => f_equal; ltac2:(equate true) end
  | quotients; parts; pos
  | lazymatch goal with |- ?g => fail 1 "expand: not equal by arithmetic:" g end].

(** * From a hypothesis *)

Lemma from_eq (a b c d : R) : c = d -> b - a = d - c -> a = b.
Proof. lra. Qed.

Lemma from_eq_turned (a b c d : R) : c = d -> b - a = c - d -> a = b.
Proof. lra. Qed.

Lemma from_eq_le (a b c d : R) : c = d -> b - a = d - c -> a <= b.
Proof. lra. Qed.

Lemma from_eq_le_turned (a b c d : R) : c = d -> b - a = c - d -> a <= b.
Proof. lra. Qed.

Lemma from_le (a b c d : R) : c <= d -> b - a = d - c -> a <= b.
Proof. lra. Qed.

Lemma from_lt_le (a b c d : R) : c < d -> b - a = d - c -> a <= b.
Proof. lra. Qed.

Lemma from_lt (a b c d : R) : c < d -> b - a = d - c -> a < b.
Proof. lra. Qed.

Ltac difference_by H :=
  let leaf := first [same | expand] in
  lazymatch goal with
  | |- _ = _ => first [apply (from_eq _ _ _ _ H); leaf | apply (from_eq_turned _ _ _ _ H); leaf]
  | |- _ < _ => apply (from_lt _ _ _ _ H); leaf
  | |- _ <= _ =>
    lazymatch type of H with
    | _ <= _ => apply (from_le _ _ _ _ H); leaf
    | _ < _ => apply (from_lt_le _ _ _ _ H); leaf
    | _ = _ => first [apply (from_eq_le _ _ _ _ H); leaf | apply (from_eq_le_turned _ _ _ _ H); leaf]
    end
  end.

Ltac upward H :=
  lazymatch type of H with
  | _ >= _ => apply Rge_le in H
  | _ > _ => apply Rgt_lt in H
  | _ => idtac
  end.

Ltac done_by h :=
  let H := fresh "H" in
  pose proof h as H;
  cbv beta in H |- *;
  first
  [ exact H
  | symmetry; exact H
  | clear - H; lra
  | upward H;
    lazymatch goal with |- _ >= _ => apply Rle_ge | |- _ > _ => apply Rlt_gt | |- _ => idtac end;
    difference_by H ].
