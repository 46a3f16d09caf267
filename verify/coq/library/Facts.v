(** Facts for the steps of a derivation: one lemma, or a few, for each way in which one line follows from others.

    What a lemma speaks of comes first, in the order in which it is read in the conclusion, then the premises.
    Names end in _eq, _le or _lt by the relation that is shown; a name that ends in _ is a step: equations in,
    equation out. *)

Require Import Reals Lra Lia FunctionalExtensionality.
From AM Require Import Fin Power Tactics.
Open Scope R_scope.

(** * Chains: a R b and b S c give a T c *)

Lemma chain_eq_eq (a b c : R) : a = b -> b = c -> a = c.
Proof. lra. Qed.

Lemma chain_eq_le (a b c : R) : a = b -> b <= c -> a <= c.
Proof. lra. Qed.

Lemma chain_eq_lt (a b c : R) : a = b -> b < c -> a < c.
Proof. lra. Qed.

Lemma chain_le_eq (a b c : R) : a <= b -> b = c -> a <= c.
Proof. lra. Qed.

Lemma chain_le_le (a b c : R) : a <= b -> b <= c -> a <= c.
Proof. lra. Qed.

Lemma chain_le_lt (a b c : R) : a <= b -> b < c -> a < c.
Proof. lra. Qed.

Lemma chain_lt_eq (a b c : R) : a < b -> b = c -> a < c.
Proof. lra. Qed.

Lemma chain_lt_le (a b c : R) : a < b -> b <= c -> a < c.
Proof. lra. Qed.

Lemma chain_lt_lt (a b c : R) : a < b -> b < c -> a < c.
Proof. lra. Qed.

(** The weaker relations. *)
Lemma eq_le (a b : R) : a = b -> a <= b.
Proof. lra. Qed.

Lemma eq_ge (a b : R) : a = b -> b <= a.
Proof. lra. Qed.

Lemma eq_sym_ (a b : R) : a = b -> b = a.
Proof. lra. Qed.

Lemma lt_le (a b : R) : a < b -> a <= b.
Proof. lra. Qed.

Lemma lt_ne (a b : R) : a < b -> a <> b.
Proof. lra. Qed.

Lemma gt_ne (a b : R) : a < b -> b <> a.
Proof. lra. Qed.

(** At most and at least. *)
Lemma squeezed (a b : R) : a <= b -> b <= a -> a = b.
Proof. lra. Qed.

(** a <= b or b < a. *)
Lemma either (a b : R) : a <= b \/ b < a.
Proof. lra. Qed.

(** Both sides replaced by what equals them. *)
Lemma le_from_eqs (a b c d : R) : a = c -> b = d -> c <= d -> a <= b.
Proof. lra. Qed.

Lemma lt_from_eqs (a b c d : R) : a = c -> b = d -> c < d -> a < b.
Proof. lra. Qed.

Lemma eq_from_eqs (a b c d : R) : a = c -> b = d -> c = d -> a = b.
Proof. lra. Qed.

(** * Terms moved, times a positive number s: a R b from c R d *)

Lemma moved_le (a b c d s : R) : 0 < s -> c <= d -> b - a = s * (d - c) -> a <= b.
Proof. intros Hs H E. assert (0 <= s * (d - c)) by (apply Rmult_le_pos; lra). lra. Qed.

Lemma moved_lt (a b c d s : R) : 0 < s -> c < d -> b - a = s * (d - c) -> a < b.
Proof. intros Hs H E. assert (0 < s * (d - c)) by (apply Rmult_lt_0_compat; lra). lra. Qed.

Lemma moved_lt_le (a b c d s : R) : 0 < s -> c < d -> b - a = s * (d - c) -> a <= b.
Proof. intros Hs H E. apply Rlt_le. exact (moved_lt a b c d s Hs H E). Qed.

(** From an equation: s is any number. *)
Lemma moved_eq (a b c d s : R) : c = d -> b - a = s * (d - c) -> a = b.
Proof. intros H E. replace (d - c) with 0 in E by lra. lra. Qed.

Lemma moved_eq_le (a b c d s : R) : c = d -> b - a = s * (d - c) -> a <= b.
Proof. intros H E. apply eq_le. exact (moved_eq a b c d s H E). Qed.

(** From the sign of the difference. *)
Lemma sign_le (a b : R) : 0 <= b - a -> a <= b.
Proof. lra. Qed.

Lemma sign_lt (a b : R) : 0 < b - a -> a < b.
Proof. lra. Qed.

(** The difference under another form. *)
Lemma sign_le_ (a b s : R) : b - a = s -> 0 <= s -> a <= b.
Proof. lra. Qed.

Lemma sign_lt_ (a b s : R) : b - a = s -> 0 < s -> a < b.
Proof. lra. Qed.

Lemma difference_zero (a b : R) : a - b = 0 -> a = b.
Proof. lra. Qed.

(** * A positive factor on both sides *)

Lemma scaled_le (a b c : R) : 0 < c -> c * a <= c * b -> a <= b.
Proof. intros Hc H. exact (Rmult_le_reg_l c a b Hc H). Qed.

Lemma scaled_lt (a b c : R) : 0 < c -> c * a < c * b -> a < b.
Proof. intros Hc H. exact (Rmult_lt_reg_l c a b Hc H). Qed.

Lemma scaled_eq (a b c : R) : 0 < c -> c * a = c * b -> a = b.
Proof. intros Hc H. exact (Rmult_eq_reg_l c a b H (gt_ne 0 c Hc)). Qed.

(** * Squares *)

Lemma rooted_le (a b : R) : 0 <= b -> a ^ 2 <= b ^ 2 -> a <= b.
Proof. intros Hb H. apply Rnot_lt_le. intros L. nra. Qed.

Lemma rooted_lt (a b : R) : 0 <= b -> a ^ 2 < b ^ 2 -> a < b.
Proof. intros Hb H. apply Rnot_le_lt. intros L. nra. Qed.

Lemma squared_le (a b : R) : 0 <= a -> a <= b -> a ^ 2 <= b ^ 2.
Proof. intros. nra. Qed.

Lemma squared_lt (a b : R) : 0 <= a -> a < b -> a ^ 2 < b ^ 2.
Proof. intros. nra. Qed.

(** * Cases of sizes *)

Lemma one_or_more (d : nat) : (1 <= d)%nat -> d = 1%nat \/ (2 <= d)%nat.
Proof. lia. Qed.

(** * Absolute values *)

Lemma absolute_le (a b : R) : a <= b -> - a <= b -> Rabs a <= b.
Proof. intros. apply Rabs_le. lra. Qed.

Lemma absolute_lt (a b : R) : a < b -> - a < b -> Rabs a < b.
Proof. intros. apply Rabs_def1; lra. Qed.

Lemma unsigned (a : R) : 0 <= a -> Rabs a = a.
Proof. intros H. apply Rabs_right. lra. Qed.

Lemma unsigned_opp (a : R) : 0 <= - a -> Rabs a = - a.
Proof. intros H. apply Rabs_left1. lra. Qed.

Lemma magnitude (a : R) : a <= Rabs a.
Proof. apply Rle_abs. Qed.

Lemma magnitude_opp (a : R) : - a <= Rabs a.
Proof. rewrite <- Rabs_Ropp. apply Rle_abs. Qed.

Lemma Rabs_square (a : R) : Rabs a ^ 2 = a ^ 2.
Proof. symmetry. rewrite <- (pow2_abs a). reflexivity. Qed.

Lemma Rabs_product (a b : R) : Rabs (a * b) = Rabs a * Rabs b.
Proof. apply Rabs_mult. Qed.

Lemma Rabs_nonneg (a : R) : 0 <= Rabs a.
Proof. apply Rabs_pos. Qed.

(** * exp and its tangents and chords *)

Lemma tangent_lt (t : R) : t <> 0 -> 1 + t < exp t.
Proof. apply exp_ineq1. Qed.

Lemma tangent (t : R) : 1 + t <= exp t.
Proof. destruct (Req_dec t 0) as [-> | H]; [rewrite exp_0; lra | apply Rlt_le, tangent_lt, H]. Qed.

(** For weights that are not negative and sum to 1. *)
Lemma jensen (d : nat) (w t : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> 0 <= w i) -> Sum d w = 1 ->
  exp (Sum d (fun i => w i * t i)) <= Sum d (fun i => w i * exp (t i)).
Proof.
  intros Hw E. set (m := Sum d (fun i => w i * t i)).
  assert (H : Sum d (fun i => exp m * (w i * (1 + (t i - m)))) <= Sum d (fun i => w i * exp (t i))).
  { apply Sum_le. intros i Hi.
    replace (w i * exp (t i)) with (exp m * (w i * exp (t i - m))) by expand.
    apply Rmult_le_compat_l; [apply Rlt_le, exp_pos|].
    apply Rmult_le_compat_l; [apply Hw, Hi | apply tangent]. }
  rewrite Sum_scal in H.
  rewrite (Sum_ext d _ (fun i => (w i * (1 - m) + w i * t i))) in H by (intros; ring).
  rewrite Sum_plus, Sum_scal_r, E in H. fold m in H. lra.
Qed.

Lemma chord (w a b : R) :
  0 <= w -> 0 <= 1 - w -> exp (w * a + (1 - w) * b) <= w * exp a + (1 - w) * exp b.
Proof.
  intros H0 H1. set (m := w * a + (1 - w) * b).
  assert (Ha : w * (1 + (a - m)) <= w * exp (a - m)) by (apply Rmult_le_compat_l; [exact H0 | apply tangent]).
  assert (Hb : (1 - w) * (1 + (b - m)) <= (1 - w) * exp (b - m))
    by (apply Rmult_le_compat_l; [exact H1 | apply tangent]).
  assert (H : exp m * 1 <= exp m * (w * exp (a - m) + (1 - w) * exp (b - m))).
  { apply Rmult_le_compat_l; [apply Rlt_le, exp_pos|]. unfold m in *. lra. }
  replace (w * exp a + (1 - w) * exp b)
    with (exp m * (w * exp (a - m) + (1 - w) * exp (b - m))) by expand.
  lra.
Qed.

(** * One level: exp and ln *)

Lemma exp_le (a b : R) : a <= b -> exp a <= exp b.
Proof. intros [H | ->]; [apply Rlt_le, exp_increasing, H | apply Rle_refl]. Qed.

Lemma exp_lt (a b : R) : a < b -> exp a < exp b.
Proof. apply exp_increasing. Qed.

(** Against 1. *)
Lemma exp_le_one (a : R) : a <= 0 -> exp a <= 1.
Proof. intros H. rewrite <- exp_0. apply exp_le, H. Qed.

Lemma exp_lt_one (a : R) : a < 0 -> exp a < 1.
Proof. intros H. rewrite <- exp_0. apply exp_lt, H. Qed.

Lemma exp_ge_one (a : R) : 0 <= a -> 1 <= exp a.
Proof. intros H. rewrite <- exp_0. apply exp_le, H. Qed.

Lemma exp_gt_one (a : R) : 0 < a -> 1 < exp a.
Proof. intros H. rewrite <- exp_0. apply exp_lt, H. Qed.

Lemma exp_nonneg (a : R) : 0 <= exp a.
Proof. apply Rlt_le, exp_pos. Qed.

Lemma ln_lt (a b : R) : 0 < a -> a < b -> ln a < ln b.
Proof. apply ln_increasing. Qed.

Lemma ln_le (a b : R) : 0 < a -> a <= b -> ln a <= ln b.
Proof. intros Ha [H | ->]; [apply Rlt_le, ln_lt; assumption | apply Rle_refl]. Qed.

(** Across the relation: ln a R b for a R exp b, and exp a R b for a R ln b. *)
Lemma ln_below (a b : R) : 0 < a -> a <= exp b -> ln a <= b.
Proof. intros Ha H. rewrite <- (ln_exp b). apply ln_le; assumption. Qed.

Lemma ln_below_lt (a b : R) : 0 < a -> a < exp b -> ln a < b.
Proof. intros Ha H. rewrite <- (ln_exp b). apply ln_lt; assumption. Qed.

Lemma ln_above (a b : R) : exp a <= b -> a <= ln b.
Proof. intros H. rewrite <- (ln_exp a) at 1. apply ln_le; [apply exp_pos | exact H]. Qed.

Lemma ln_above_lt (a b : R) : exp a < b -> a < ln b.
Proof. intros H. rewrite <- (ln_exp a) at 1. apply ln_lt; [apply exp_pos | exact H]. Qed.

Lemma exp_below (a b : R) : 0 < b -> a <= ln b -> exp a <= b.
Proof. intros Hb H. rewrite <- (exp_ln b Hb). apply exp_le, H. Qed.

Lemma exp_below_lt (a b : R) : 0 < b -> a < ln b -> exp a < b.
Proof. intros Hb H. rewrite <- (exp_ln b Hb). apply exp_lt, H. Qed.

Lemma exp_above (a b : R) : 0 < a -> ln a <= b -> a <= exp b.
Proof. intros Ha H. rewrite <- (exp_ln a Ha) at 1. apply exp_le, H. Qed.

Lemma exp_above_lt (a b : R) : 0 < a -> ln a < b -> a < exp b.
Proof. intros Ha H. rewrite <- (exp_ln a Ha) at 1. apply exp_lt, H. Qed.

Lemma ln_is (a b : R) : a = exp b -> ln a = b.
Proof. intros ->. apply ln_exp. Qed.

Lemma exp_is (a b : R) : 0 < b -> a = ln b -> exp a = b.
Proof. intros Hb ->. apply exp_ln, Hb. Qed.

(** Back: what is between the logarithms or exponentials is between the numbers. *)
Lemma exp_le_back (a b : R) : exp a <= exp b -> a <= b.
Proof. intros H. rewrite <- (ln_exp b). apply ln_above, H. Qed.

Lemma exp_lt_back (a b : R) : exp a < exp b -> a < b.
Proof. apply exp_lt_inv. Qed.

Lemma ln_le_back (a b : R) : 0 < a -> 0 < b -> ln a <= ln b -> a <= b.
Proof. intros Ha Hb H. rewrite <- (exp_ln b Hb). apply exp_above; assumption. Qed.

Lemma ln_lt_back (a b : R) : 0 < a -> 0 < b -> ln a < ln b -> a < b.
Proof. apply ln_lt_inv. Qed.

(** * One level: powers, reciprocals, roots *)

Lemma pow_le (a b : R) (k : nat) : 0 <= a -> a <= b -> a ^ k <= b ^ k.
Proof. intros Ha H. apply pow_incr. split; assumption. Qed.

Lemma pow_lt (a b : R) (k : nat) : (0 < k)%nat -> 0 <= a -> a < b -> a ^ k < b ^ k.
Proof.
  intros Hk Ha H. destruct k as [|k]; [lia|]. clear Hk. induction k as [|k IH]; [lra|].
  cbn [pow] in *. assert (0 <= a ^ k) by (apply Rfunctions.pow_le, Ha).
  apply Rle_lt_trans with (a * (b * b ^ k)).
  - apply Rmult_le_compat_l; [exact Ha | apply Rlt_le, IH].
  - apply Rmult_lt_compat_r; [|exact H]. apply Rle_lt_trans with (a * a ^ k); [|exact IH].
    apply Rmult_le_pos; assumption.
Qed.

Lemma inv_le (a b : R) : 0 < a -> a <= b -> / b <= / a.
Proof. intros Ha H. apply Rinv_le_contravar; assumption. Qed.

Lemma inv_lt (a b : R) : 0 < a -> a < b -> / b < / a.
Proof. intros Ha H. apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra | exact H]. Qed.

(** Reciprocals of powers. *)
Lemma inv_pow_le (a b : R) (k : nat) : 0 < a -> a <= b -> / b ^ k <= / a ^ k.
Proof. intros Ha H. apply inv_le; [apply Rfunctions.pow_lt, Ha | apply pow_le; lra]. Qed.

Lemma inv_pow_lt (a b : R) (k : nat) : (0 < k)%nat -> 0 < a -> a < b -> / b ^ k < / a ^ k.
Proof. intros Hk Ha H. apply inv_lt; [apply Rfunctions.pow_lt, Ha | apply pow_lt; lra || exact Hk]. Qed.

Lemma sqrt_le (a b : R) : a <= b -> sqrt a <= sqrt b.
Proof. apply sqrt_le_1_alt. Qed.

Lemma sqrt_lt (a b : R) : 0 <= a -> a < b -> sqrt a < sqrt b.
Proof. intros Ha H. apply sqrt_lt_1_alt. split; assumption. Qed.

(** Powers with a real exponent, in the base. *)
Lemma power_le (a b k : R) : 0 <= k -> 0 < a -> a <= b -> Rpower a k <= Rpower b k.
Proof. intros Hk Ha H. apply exp_le, Rmult_le_compat_l; [exact Hk | apply ln_le; assumption]. Qed.

Lemma power_lt (a b k : R) : 0 < k -> 0 < a -> a < b -> Rpower a k < Rpower b k.
Proof. intros Hk Ha H. apply exp_lt, Rmult_lt_compat_l; [exact Hk | apply ln_lt; assumption]. Qed.

Lemma power_neg_le (a b k : R) : k <= 0 -> 0 < a -> a <= b -> Rpower b k <= Rpower a k.
Proof. intros Hk Ha H. apply exp_le, Rmult_le_compat_neg_l; [exact Hk | apply ln_le; assumption]. Qed.

Lemma power_neg_lt (a b k : R) : k < 0 -> 0 < a -> a < b -> Rpower b k < Rpower a k.
Proof.
  intros Hk Ha H. apply exp_lt. assert (ln a < ln b) by (apply ln_lt; assumption). nra.
Qed.

(** * One level: sums of two and products *)

Lemma opp_le (a b : R) : b <= a -> - a <= - b.
Proof. lra. Qed.

Lemma opp_lt (a b : R) : b < a -> - a < - b.
Proof. lra. Qed.

Lemma term_le (c a b : R) : a <= b -> c + a <= c + b.
Proof. lra. Qed.

Lemma term_lt (c a b : R) : a < b -> c + a < c + b.
Proof. lra. Qed.

Lemma plus_le (a b c d : R) : a <= c -> b <= d -> a + b <= c + d.
Proof. lra. Qed.

Lemma factor_le (c a b : R) : 0 <= c -> a <= b -> c * a <= c * b.
Proof. apply Rmult_le_compat_l. Qed.

Lemma factor_lt (c a b : R) : 0 < c -> a < b -> c * a < c * b.
Proof. apply Rmult_lt_compat_l. Qed.

Lemma factor_neg_le (c a b : R) : c <= 0 -> a <= b -> c * b <= c * a.
Proof. apply Rmult_le_compat_neg_l. Qed.

Lemma factor_neg_lt (c a b : R) : c < 0 -> a < b -> c * b < c * a.
Proof. intros. nra. Qed.

Lemma product_le (a b c d : R) : 0 <= a -> 0 <= b -> a <= c -> b <= d -> a * b <= c * d.
Proof. intros. apply Rmult_le_compat; assumption. Qed.

(** * Logarithms: ln_prod, ln_quot, ln_recip, ln_power, ln_root, ln_Rpower are in Tactics *)

Lemma ln_prod_ (a b x y : R) : 0 < a -> 0 < b -> ln a = x -> ln b = y -> ln (a * b) = x + y.
Proof. intros Ha Hb <- <-. apply ln_prod; assumption. Qed.

Lemma ln_quot_ (a b x y : R) : 0 < a -> 0 < b -> ln a = x -> ln b = y -> ln (a / b) = x - y.
Proof. intros Ha Hb <- <-. apply ln_quot; assumption. Qed.

Lemma ln_recip_ (a x : R) : 0 < a -> ln a = x -> ln (/ a) = - x.
Proof. intros Ha <-. apply ln_recip, Ha. Qed.

Lemma ln_pow_ (a : R) (k : nat) (x : R) : 0 < a -> ln a = x -> ln (a ^ k) = INR k * x.
Proof. intros Ha <-. apply ln_power, Ha. Qed.

Lemma ln_sqrt_ (a x : R) : 0 < a -> ln a = x -> ln (sqrt a) = x / 2.
Proof. intros Ha <-. apply ln_root, Ha. Qed.

Lemma ln_Rpower_ (a k x : R) : ln a = x -> ln (Rpower a k) = k * x.
Proof. intros <-. apply ln_Rpower. Qed.

(** ln of an exponential. *)
Lemma ln_exp_ (a x : R) : a = x -> ln (exp a) = x.
Proof. intros <-. apply ln_exp. Qed.

Lemma ln_one : ln 1 = 0.
Proof. apply ln_1. Qed.

Lemma ln_nonneg (a : R) : 1 <= a -> 0 <= ln a.
Proof. intros H. rewrite <- ln_1. apply ln_le; lra. Qed.

Lemma ln_nonpos (a : R) : 0 < a -> a <= 1 -> ln a <= 0.
Proof. intros Ha H. rewrite <- ln_1. apply ln_le; lra. Qed.

Lemma ln_negative (a : R) : 0 < a -> a < 1 -> ln a < 0.
Proof. intros Ha H. rewrite <- ln_1. apply ln_lt; lra. Qed.

(** ln a <= a - 1, the tangent of ln. *)
Lemma ln_tangent (a : R) : 0 < a -> ln a <= a - 1.
Proof. intros H. apply ln_below; [exact H|]. generalize (tangent (a - 1)). lra. Qed.

(** * Exponentials of sums and multiples *)

Lemma exp_sum_ (a b x y : R) : exp a = x -> exp b = y -> exp (a + b) = x * y.
Proof. intros <- <-. apply exp_plus. Qed.

Lemma exp_opp_ (a x : R) : exp a = x -> exp (- a) = / x.
Proof. intros <-. apply exp_Ropp. Qed.

Lemma exp_minus_ (a b x y : R) : exp a = x -> exp b = y -> exp (a - b) = x / y.
Proof. intros <- <-. unfold Rminus, Rdiv. rewrite exp_plus, exp_Ropp. reflexivity. Qed.

Lemma exp_mult_ (k : nat) (a x : R) : exp a = x -> exp (INR k * a) = x ^ k.
Proof. intros <-. symmetry. apply pow_of_exp. Qed.

Lemma exp_ln_ (a x : R) : 0 < a -> a = x -> exp (ln a) = x.
Proof. intros Ha <-. apply exp_ln, Ha. Qed.

(** exp (k ln z) for a natural number k, also below the line; exp_ln_half is in Tactics. *)
Lemma exp_ln_mult (k : nat) (z : R) : 0 < z -> exp (INR k * ln z) = z ^ k.
Proof. intros Hz. rewrite <- pow_of_exp, exp_ln by exact Hz. reflexivity. Qed.

Lemma exp_ln_mult_opp (k : nat) (z : R) : 0 < z -> exp (- (INR k * ln z)) = / z ^ k.
Proof. intros Hz. rewrite exp_Ropp, exp_ln_mult by exact Hz. reflexivity. Qed.

(** Real powers with a natural exponent. *)
Lemma Rpower_nat (k : nat) (z : R) : 0 < z -> Rpower z (INR k) = z ^ k.
Proof. intros Hz. apply exp_ln_mult, Hz. Qed.

Lemma Rpower_half (z : R) : 0 < z -> Rpower z (1 / 2) = sqrt z.
Proof. intros Hz. unfold Rpower. rewrite <- exp_ln_half by exact Hz. f_equal. field. Qed.

(** * Roots and powers *)

Lemma sqrt_square_ (a : R) : 0 <= a -> sqrt a ^ 2 = a.
Proof. intros H. rewrite <- Rsqr_pow2. apply Rsqr_sqrt, H. Qed.

Lemma sqrt_twice (a : R) : 0 <= a -> sqrt a * sqrt a = a.
Proof. apply sqrt_sqrt. Qed.

Lemma square_sqrt (a : R) : 0 <= a -> sqrt (a ^ 2) = a.
Proof. apply sqrt_pow2. Qed.

Lemma square_Rabs (a : R) : sqrt (a ^ 2) = Rabs a.
Proof. rewrite <- Rsqr_pow2. apply sqrt_Rsqr_abs. Qed.

Lemma sqrt_prod (a b : R) : 0 <= a -> sqrt (a * b) = sqrt a * sqrt b.
Proof. apply sqrt_mult_alt. Qed.

Lemma sqrt_quot (a b : R) : 0 < b -> sqrt (a / b) = sqrt a / sqrt b.
Proof. apply sqrt_div_alt. Qed.

Lemma sqrt_nonneg (a : R) : 0 <= sqrt a.
Proof. apply sqrt_pos. Qed.

Lemma sqrt_positive (a : R) : 0 < a -> 0 < sqrt a.
Proof. apply sqrt_lt_R0. Qed.

Lemma Rpower_positive (a b : R) : 0 < Rpower a b.
Proof. apply exp_pos. Qed.

Lemma pow_even (a : R) (k : nat) : 0 <= a ^ (2 * k).
Proof. rewrite pow_mult. apply Rfunctions.pow_le. rewrite <- Rsqr_pow2. apply Rle_0_sqr. Qed.

Lemma pow_even_pos (a : R) (k : nat) : a <> 0 -> 0 < a ^ (2 * k).
Proof. intros H. rewrite pow_mult. apply Rfunctions.pow_lt. rewrite <- Rsqr_pow2. apply Rsqr_pos_lt, H. Qed.

Lemma pow_nonneg (a : R) (k : nat) : 0 <= a -> 0 <= a ^ k.
Proof. apply Rfunctions.pow_le. Qed.

Lemma pow_positive (a : R) (k : nat) : 0 < a -> 0 < a ^ k.
Proof. apply Rfunctions.pow_lt. Qed.

(** * Derivatives, in the form in which they are met *)

Lemma deriv_ext (f g : R -> R) (t l : R) :
  (forall s, f s = g s) -> derivable_pt_lim f t l -> derivable_pt_lim g t l.
Proof. intros E H. apply (derivable_pt_lim_ext f g t l E H). Qed.

(** The derivative under another form. *)
Lemma deriv_is (f : R -> R) (t l m : R) : derivable_pt_lim f t l -> l = m -> derivable_pt_lim f t m.
Proof. intros H <-. exact H. Qed.

Lemma deriv_const (c t : R) : derivable_pt_lim (fun _ => c) t 0.
Proof. exact (derivable_pt_lim_const c t). Qed.

Lemma deriv_id (t : R) : derivable_pt_lim (fun s => s) t 1.
Proof. exact (derivable_pt_lim_id t). Qed.

Lemma deriv_plus (f g : R -> R) (t l m : R) :
  derivable_pt_lim f t l -> derivable_pt_lim g t m -> derivable_pt_lim (fun s => f s + g s) t (l + m).
Proof. exact (derivable_pt_lim_plus f g t l m). Qed.

Lemma deriv_minus (f g : R -> R) (t l m : R) :
  derivable_pt_lim f t l -> derivable_pt_lim g t m -> derivable_pt_lim (fun s => f s - g s) t (l - m).
Proof. exact (derivable_pt_lim_minus f g t l m). Qed.

Lemma deriv_opp (f : R -> R) (t l : R) : derivable_pt_lim f t l -> derivable_pt_lim (fun s => - f s) t (- l).
Proof. exact (derivable_pt_lim_opp f t l). Qed.

Lemma deriv_scal (c : R) (f : R -> R) (t l : R) :
  derivable_pt_lim f t l -> derivable_pt_lim (fun s => c * f s) t (c * l).
Proof. exact (derivable_pt_lim_scal f c t l). Qed.

Lemma deriv_mult (f g : R -> R) (t l m : R) :
  derivable_pt_lim f t l -> derivable_pt_lim g t m -> derivable_pt_lim (fun s => f s * g s) t (l * g t + f t * m).
Proof. exact (derivable_pt_lim_mult f g t l m). Qed.

(** The chain rule. *)
Lemma deriv_comp (f g : R -> R) (t l m : R) :
  derivable_pt_lim f t l -> derivable_pt_lim g (f t) m -> derivable_pt_lim (fun s => g (f s)) t (m * l).
Proof. exact (derivable_pt_lim_comp f g t l m). Qed.

Lemma deriv_exp (f : R -> R) (t l : R) :
  derivable_pt_lim f t l -> derivable_pt_lim (fun s => exp (f s)) t (exp (f t) * l).
Proof. intros H. apply (deriv_comp f exp); [exact H | apply derivable_pt_lim_exp]. Qed.

Lemma deriv_ln (f : R -> R) (t l : R) :
  0 < f t -> derivable_pt_lim f t l -> derivable_pt_lim (fun s => ln (f s)) t (/ f t * l).
Proof. intros Hf H. apply (deriv_comp f ln); [exact H | apply derivable_pt_lim_ln, Hf]. Qed.

Lemma deriv_sqrt (f : R -> R) (t l : R) :
  0 < f t -> derivable_pt_lim f t l -> derivable_pt_lim (fun s => sqrt (f s)) t (/ (2 * sqrt (f t)) * l).
Proof. intros Hf H. apply (deriv_comp f sqrt); [exact H | apply derivable_pt_lim_sqrt, Hf]. Qed.

Lemma deriv_Power (y : R) (f : R -> R) (t l : R) :
  0 < f t -> derivable_pt_lim f t l -> derivable_pt_lim (fun s => Power (f s) y) t (y * Power (f t) (y - 1) * l).
Proof.
  intros Hf H. apply (deriv_comp f (fun x => Power x y)); [exact H |].
  rewrite Power_pos by exact Hf. intros e He.
  destruct (derivable_pt_lim_power (f t) y Hf e He) as [d Hd].
  assert (Hm : 0 < Rmin d (f t)) by (apply Rmin_pos; [apply (cond_pos d) | exact Hf]).
  exists (mkposreal _ Hm). intros h Hh Hs. cbn in Hs.
  assert (Rabs h < d /\ Rabs h < f t) as [H1 H2].
  { split; eapply Rlt_le_trans; [exact Hs | apply Rmin_l | exact Hs | apply Rmin_r]. }
  assert (0 < f t + h) by (apply Rabs_def2 in H2; lra).
  rewrite !Power_pos by assumption. apply Hd; assumption.
Qed.

Lemma deriv_pow (k : nat) (f : R -> R) (t l : R) :
  derivable_pt_lim f t l -> derivable_pt_lim (fun s => f s ^ k) t (INR k * f t ^ pred k * l).
Proof. intros H. apply (deriv_comp f (fun x => x ^ k)); [exact H | apply derivable_pt_lim_pow]. Qed.

(** With the exponent below written as one likes. *)
Lemma deriv_pow_to (k j : nat) (f : R -> R) (t l : R) :
  k = S j \/ k = O -> derivable_pt_lim f t l -> derivable_pt_lim (fun s => f s ^ k) t (INR k * f t ^ j * l).
Proof.
  intros [-> | ->] H; [exact (deriv_pow (S j) f t l H) |].
  apply (deriv_is _ _ 0); [exact (deriv_const 1 t) | cbn [INR]; ring].
Qed.

Lemma deriv_div (f g : R -> R) (t l m : R) :
  g t <> 0 -> derivable_pt_lim f t l -> derivable_pt_lim g t m ->
  derivable_pt_lim (fun s => f s / g s) t ((l * g t - m * f t) / g t ^ 2).
Proof. intros Hg Hf H. rewrite <- Rsqr_pow2. exact (derivable_pt_lim_div f g t l m Hf H Hg). Qed.

Lemma deriv_inv (f : R -> R) (t l : R) :
  f t <> 0 -> derivable_pt_lim f t l -> derivable_pt_lim (fun s => / f s) t (- l / f t ^ 2).
Proof.
  intros Hf H. apply (deriv_ext (fun s => 1 / f s)); [intros; unfold Rdiv; ring|].
  apply (deriv_is _ _ ((0 * f t - l * 1) / f t ^ 2)); [|f_equal; ring].
  apply (deriv_div (fun _ => 1)); [exact Hf | apply deriv_const | exact H].
Qed.

Lemma deriv_Sum (d : nat) (f : nat -> R -> R) (t : R) (l : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> derivable_pt_lim (f i) t (l i)) ->
  derivable_pt_lim (fun s => Sum d (fun i => f i s)) t (Sum d l).
Proof.
  induction d as [|d IH]; intros H; [exact (deriv_const 0 t)|].
  apply (deriv_plus (fun s => Sum d (fun i => f i s)) (f (S d)) t (Sum d l) (l (S d)));
    [apply IH; intros; apply H; lia | apply H; lia].
Qed.

(** Where there is a derivative, there is continuity. *)
Lemma cont_deriv (f : R -> R) (t l : R) : derivable_pt_lim f t l -> continuity_pt f t.
Proof. intros H. apply derivable_continuous_pt. exists l. exact H. Qed.

(** * Continuity, in the form in which it is met *)

Lemma cont_const (c t : R) : continuity_pt (fun _ => c) t.
Proof. exact (cont_deriv _ _ _ (deriv_const c t)). Qed.

Lemma cont_id (t : R) : continuity_pt (fun s => s) t.
Proof. exact (cont_deriv _ _ _ (deriv_id t)). Qed.

Lemma cont_plus (f g : R -> R) (t : R) :
  continuity_pt f t -> continuity_pt g t -> continuity_pt (fun s => f s + g s) t.
Proof. exact (continuity_pt_plus f g t). Qed.

Lemma cont_minus (f g : R -> R) (t : R) :
  continuity_pt f t -> continuity_pt g t -> continuity_pt (fun s => f s - g s) t.
Proof. exact (continuity_pt_minus f g t). Qed.

Lemma cont_opp (f : R -> R) (t : R) : continuity_pt f t -> continuity_pt (fun s => - f s) t.
Proof. exact (continuity_pt_opp f t). Qed.

Lemma cont_mult (f g : R -> R) (t : R) :
  continuity_pt f t -> continuity_pt g t -> continuity_pt (fun s => f s * g s) t.
Proof. exact (continuity_pt_mult f g t). Qed.

Lemma cont_inv (f : R -> R) (t : R) : f t <> 0 -> continuity_pt f t -> continuity_pt (fun s => / f s) t.
Proof. intros Hf H. exact (continuity_pt_inv f t H Hf). Qed.

Lemma cont_div (f g : R -> R) (t : R) :
  g t <> 0 -> continuity_pt f t -> continuity_pt g t -> continuity_pt (fun s => f s / g s) t.
Proof. intros Hg Hf H. exact (continuity_pt_div f g t Hf H Hg). Qed.

Lemma cont_comp (f g : R -> R) (t : R) :
  continuity_pt f t -> continuity_pt g (f t) -> continuity_pt (fun s => g (f s)) t.
Proof. exact (continuity_pt_comp f g t). Qed.

Lemma cont_exp (f : R -> R) (t : R) : continuity_pt f t -> continuity_pt (fun s => exp (f s)) t.
Proof. intros H. apply (cont_comp f exp t H), (cont_deriv _ _ _ (derivable_pt_lim_exp (f t))). Qed.

Lemma cont_ln (f : R -> R) (t : R) : 0 < f t -> continuity_pt f t -> continuity_pt (fun s => ln (f s)) t.
Proof. intros Hf H. apply (cont_comp f ln t H), (cont_deriv _ _ _ (derivable_pt_lim_ln (f t) Hf)). Qed.

Lemma cont_sqrt (f : R -> R) (t : R) : 0 <= f t -> continuity_pt f t -> continuity_pt (fun s => sqrt (f s)) t.
Proof. intros Hf H. apply (cont_comp f sqrt t H), continuity_pt_sqrt, Hf. Qed.

Lemma cont_Rabs (f : R -> R) (t : R) : continuity_pt f t -> continuity_pt (fun s => Rabs (f s)) t.
Proof. intros H. apply (cont_comp f Rabs t H), Rcontinuity_abs. Qed.

Lemma cont_pow (k : nat) (f : R -> R) (t : R) : continuity_pt f t -> continuity_pt (fun s => f s ^ k) t.
Proof. intros H. apply (cont_comp f (fun x => x ^ k) t H), (cont_deriv _ _ _ (derivable_pt_lim_pow (f t) k)). Qed.

Lemma cont_Power (y : R) (f : R -> R) (t : R) :
  0 < y -> continuity_pt f t -> continuity_pt (fun s => Power (f s) y) t.
Proof.
  intros Hy H. apply (cont_comp f (fun x => Power x y) t H). destruct (Rtotal_order (f t) 0) as [L | [E | G]].
  - intros e He. exists (- f t). split; [lra |]. intros x [_ Hx]. unfold dist in *; cbn in *. unfold R_dist in *.
    apply Rabs_def2 in Hx. unfold Power.
    destruct (Rlt_dec 0 x), (Rlt_dec 0 (f t)), (Req_EM_T y 0); try lra. rewrite Rminus_0_r, Rabs_R0. exact He.
  - rewrite E. intros e He. exists (Rpower e (/ y)). split; [apply exp_pos |]. intros x [_ Hx].
    unfold dist in *; cbn in *. unfold R_dist in *. rewrite Power_0 by exact Hy. rewrite Rminus_0_r in *.
    rewrite Rabs_pos_eq by apply Power_nonneg. unfold Power at 1.
    destruct (Rlt_dec 0 x) as [P | N], (Req_EM_T y 0); try lra.
    apply Rabs_def2 in Hx. replace e with (Rpower (Rpower e (/ y)) y).
    + apply power_lt; lra.
    + rewrite Rpower_mult, Rinv_l by lra. apply Rpower_1, He.
  - apply (cont_deriv _ _ _ (deriv_Power y (fun x => x) (f t) 1 G (deriv_id (f t)))).
Qed.

Lemma cont_Sum (d : nat) (f : nat -> R -> R) (t : R) :
  (forall i, (1 <= i <= d)%nat -> continuity_pt (f i) t) -> continuity_pt (fun s => Sum d (fun i => f i s)) t.
Proof.
  induction d as [|d IH]; intros H; [exact (cont_const 0 t)|].
  apply (cont_plus (fun s => Sum d (fun i => f i s)) (f (S d))); [apply IH; intros; apply H; lia | apply H; lia].
Qed.

Lemma cont_ext (f g : R -> R) (t : R) : (forall s, f s = g s) -> continuity_pt f t -> continuity_pt g t.
Proof. intros E H. replace g with f by (apply functional_extensionality, E). exact H. Qed.

Lemma cont_Rmax (f g : R -> R) (t : R) :
  continuity_pt f t -> continuity_pt g t -> continuity_pt (fun s => Rmax (f s) (g s)) t.
Proof.
  intros Hf Hg. apply (cont_ext (fun s => (f s + g s) / 2 + Rabs (f s - g s) / 2)).
  - intros s. unfold Rmax, Rabs. destruct (Rle_dec _ _), (Rcase_abs _); lra.
  - apply (cont_plus (fun s => (f s + g s) / 2) (fun s => Rabs (f s - g s) / 2)).
    + apply (cont_mult (fun s => f s + g s) (fun _ => / 2)); [apply (cont_plus f g); assumption | apply cont_const].
    + apply (cont_mult (fun s => Rabs (f s - g s)) (fun _ => / 2)); [| apply cont_const].
      apply (cont_Rabs (fun s => f s - g s)), (cont_minus f g); assumption.
Qed.

Lemma cont_Max (d : nat) (f : nat -> R -> R) (t : R) :
  (forall i, (1 <= i <= d)%nat -> continuity_pt (f i) t) -> continuity_pt (fun s => Max d (fun i => f i s)) t.
Proof.
  induction d as [|d IH]; intros H; [exact (cont_const 0 t)|].
  destruct d as [|d]; [exact (H 1%nat ltac:(lia))|].
  apply (cont_Rmax (fun s => Max (S d) (fun i => f i s)) (f (S (S d)))); [apply IH; intros; apply H; lia | apply H; lia].
Qed.

Lemma cont_Min (d : nat) (f : nat -> R -> R) (t : R) :
  (forall i, (1 <= i <= d)%nat -> continuity_pt (f i) t) -> continuity_pt (fun s => Min d (fun i => f i s)) t.
Proof.
  intros H. apply (cont_ext (fun s => - Max d (fun i => - f i s))); [intros s; symmetry; apply Min_opp |].
  apply (cont_opp (fun s => Max d (fun i => - f i s))), (cont_Max d (fun i s => - f i s)).
  intros i Hi. apply (cont_opp (f i)), H, Hi.
Qed.

(** * From the derivative to the function *)

Lemma mean_value (f f' : R -> R) (a b : R) :
  a < b -> (forall t, a < t < b -> derivable_pt_lim f t (f' t)) -> (forall t, a <= t <= b -> continuity_pt f t) ->
  exists c, a < c < b /\ f b - f a = f' c * (b - a).
Proof.
  intros Hab D C.
  set (pr := fun t (H : a < t < b) => exist _ (f' t) (D t H) : derivable_pt f t).
  destruct (MVT f id a b pr (fun t _ => derivable_pt_id t) Hab C) as (c & Hc & E).
  - intros t _. apply derivable_continuous_pt, derivable_pt_id.
  - exists c. split; [exact Hc|]. rewrite derive_pt_id in E. unfold id in E. cbn in E. lra.
Qed.

(** The sign of the derivative between a and b, where f is continuous from a to b. *)
Lemma growth_le (f f' : R -> R) (a b : R) :
  a <= b -> (forall t, a < t < b -> derivable_pt_lim f t (f' t)) -> (forall t, a <= t <= b -> continuity_pt f t) ->
  (forall t, a < t < b -> 0 <= f' t) -> f a <= f b.
Proof.
  intros [Hab | ->] D C H; [|lra]. destruct (mean_value f f' a b Hab D C) as (c & Hc & E).
  assert (0 <= f' c * (b - a)) by (apply Rmult_le_pos; [apply H, Hc | lra]). lra.
Qed.

Lemma growth_lt (f f' : R -> R) (a b : R) :
  a < b -> (forall t, a < t < b -> derivable_pt_lim f t (f' t)) -> (forall t, a <= t <= b -> continuity_pt f t) ->
  (forall t, a < t < b -> 0 < f' t) -> f a < f b.
Proof.
  intros Hab D C H. destruct (mean_value f f' a b Hab D C) as (c & Hc & E).
  assert (0 < f' c * (b - a)) by (apply Rmult_lt_0_compat; [apply H, Hc | lra]). lra.
Qed.

Lemma decay_le (f f' : R -> R) (a b : R) :
  a <= b -> (forall t, a < t < b -> derivable_pt_lim f t (f' t)) -> (forall t, a <= t <= b -> continuity_pt f t) ->
  (forall t, a < t < b -> f' t <= 0) -> f b <= f a.
Proof.
  intros Hab D C H. apply Ropp_le_cancel.
  apply (growth_le (fun t => - f t) (fun t => - f' t) a b Hab);
    intros t Ht; [apply deriv_opp, D, Ht | apply cont_opp, C, Ht | generalize (H t Ht); lra].
Qed.

Lemma decay_lt (f f' : R -> R) (a b : R) :
  a < b -> (forall t, a < t < b -> derivable_pt_lim f t (f' t)) -> (forall t, a <= t <= b -> continuity_pt f t) ->
  (forall t, a < t < b -> f' t < 0) -> f b < f a.
Proof.
  intros Hab D C H. apply Ropp_lt_cancel.
  apply (growth_lt (fun t => - f t) (fun t => - f' t) a b Hab);
    intros t Ht; [apply deriv_opp, D, Ht | apply cont_opp, C, Ht | generalize (H t Ht); lra].
Qed.

(** A derivative that is 0: the function is constant. *)
Lemma growth_eq (f f' : R -> R) (a b : R) :
  a <= b -> (forall t, a < t < b -> derivable_pt_lim f t (f' t)) -> (forall t, a <= t <= b -> continuity_pt f t) ->
  (forall t, a < t < b -> f' t = 0) -> f a = f b.
Proof.
  intros Hab D C H. apply Rle_antisym;
    [apply (growth_le f f') | apply (decay_le f f')]; auto; intros t Ht; rewrite (H t Ht); lra.
Qed.

(** The sign of the second derivative between 0 and 1: below the chord. *)
Lemma bend_between (f f' f'' : R -> R) (w : R) :
  0 < w < 1 -> (forall t, 0 < t < 1 -> derivable_pt_lim f t (f' t)) ->
  (forall t, 0 < t < 1 -> derivable_pt_lim f' t (f'' t)) -> (forall t, 0 <= t <= 1 -> continuity_pt f t) ->
  exists a b, 0 < a < w /\ w < b < 1 /\ w * f 1 + (1 - w) * f 0 - f w = w * (1 - w) * (f' b - f' a).
Proof.
  intros Hw D D' C.
  destruct (mean_value f f' 0 w) as (a & Ha & Ea); [lra | intros; apply D; lra | intros; apply C; lra |].
  destruct (mean_value f f' w 1) as (b & Hb & Eb); [lra | intros; apply D; lra | intros; apply C; lra |].
  exists a, b. repeat split; try lra.
  replace (w * f 1 + (1 - w) * f 0 - f w) with (w * (f 1 - f w) - (1 - w) * (f w - f 0)) by ring.
  rewrite Ea, Eb. ring.
Qed.

Lemma bend_le (f f' f'' : R -> R) (w : R) :
  0 <= w -> w <= 1 -> (forall t, 0 < t < 1 -> derivable_pt_lim f t (f' t)) ->
  (forall t, 0 < t < 1 -> derivable_pt_lim f' t (f'' t)) -> (forall t, 0 <= t <= 1 -> continuity_pt f t) ->
  (forall t, 0 < t < 1 -> 0 <= f'' t) -> f w <= w * f 1 + (1 - w) * f 0.
Proof.
  intros [H0 | <-] [H1 | E] D D' C H; [| rewrite E; lra | lra | lra].
  destruct (bend_between f f' f'' w (conj H0 H1) D D' C) as (a & b & Ha & Hb & E).
  assert (f' a <= f' b).
  { apply (growth_le f' f''); [lra | intros; apply D'; lra | | intros; apply H; lra].
    intros t Ht. apply (cont_deriv f' t (f'' t)), D'. lra. }
  assert (0 <= w * (1 - w) * (f' b - f' a)) by (repeat apply Rmult_le_pos; lra). lra.
Qed.

Lemma bend_lt (f f' f'' : R -> R) (w : R) :
  0 < w -> w < 1 -> (forall t, 0 < t < 1 -> derivable_pt_lim f t (f' t)) ->
  (forall t, 0 < t < 1 -> derivable_pt_lim f' t (f'' t)) -> (forall t, 0 <= t <= 1 -> continuity_pt f t) ->
  (forall t, 0 < t < 1 -> 0 < f'' t) -> f w < w * f 1 + (1 - w) * f 0.
Proof.
  intros H0 H1 D D' C H.
  destruct (bend_between f f' f'' w (conj H0 H1) D D' C) as (a & b & Ha & Hb & E).
  assert (f' a < f' b).
  { apply (growth_lt f' f''); [lra | intros; apply D'; lra | | intros; apply H; lra].
    intros t Ht. apply (cont_deriv f' t (f'' t)), D'. lra. }
  assert (0 < w * (1 - w) * (f' b - f' a)) by (repeat apply Rmult_lt_0_compat; lra). lra.
Qed.

(** * Derivatives and continuity by structure

    derive shows derivable_pt_lim (fun s => ..) t l, continuous shows continuity_pt (fun s => ..) t, for what is built
    by + - * / ^ exp ln sqrt Rpower Sum; what stands under / or ln is shown not to be 0, or positive, by pos. *)

(** What a later file adds to the three tactics. *)
Ltac slope_more f := fail.
Ltac derive_more := fail.
Ltac continuous_more := fail.

(** One less than an exponent. *)
Ltac before k :=
  lazymatch k with
  | (?a + 1)%nat => a
  | (?a + S ?c)%nat => constr:((a + c)%nat)
  | (?a - ?c)%nat => constr:((a - S c)%nat)
  | O => constr:(O)
  | S ?m => m
  | ?a => constr:((a - 1)%nat)
  end.

Ltac slope f :=
  lazymatch f with
  | fun _ => ?c => constr:(fun _ : R => 0)
  | fun s => s => constr:(fun _ : R => 1)
  | fun s => @?a s + @?b s =>
    let a' := slope a in let b' := slope b in constr:(fun s : R => a' s + b' s)
  | fun s => @?a s - @?b s =>
    let a' := slope a in let b' := slope b in constr:(fun s : R => a' s - b' s)
  | fun s => - @?a s => let a' := slope a in constr:(fun s : R => - a' s)
  | fun s => @?a s * @?b s =>
    let a' := slope a in let b' := slope b in constr:(fun s : R => a' s * b s + a s * b' s)
  | fun s => @?a s / @?b s =>
    let a' := slope a in let b' := slope b in constr:(fun s : R => (a' s * b s - b' s * a s) / b s ^ 2)
  | fun s => / @?a s => let a' := slope a in constr:(fun s : R => - a' s / a s ^ 2)
  | fun s => @?a s ^ ?k =>
    let a' := slope a in let p := before k in constr:(fun s : R => INR k * a s ^ p * a' s)
  | fun s => Power (@?a s) ?y => let a' := slope a in constr:(fun s : R => y * Power (a s) (y - 1) * a' s)
  | fun s => exp (@?a s) => let a' := slope a in constr:(fun s : R => exp (a s) * a' s)
  | fun s => ln (@?a s) => let a' := slope a in constr:(fun s : R => / a s * a' s)
  | fun s => sqrt (@?a s) => let a' := slope a in constr:(fun s : R => / (2 * sqrt (a s)) * a' s)
  | fun s => Sum ?d (fun i => @?a s i) =>
    let a' := constr:(fun i : nat => ltac:(
      let f := eval cbv beta in (fun s : R => a s i) in let r := slope f in exact r)) in
    constr:(fun s : R => Sum d (fun i => a' i s))
  | _ => slope_more f
  end.

Ltac derive_step :=
  cbv beta;
  lazymatch goal with
  | |- derivable_pt_lim (fun _ => ?c) _ _ => apply deriv_const
  | |- derivable_pt_lim (fun s => s) _ _ => apply deriv_id
  | |- derivable_pt_lim (fun s => @?a s + @?b s) _ _ => apply (deriv_plus a b); derive_step
  | |- derivable_pt_lim (fun s => @?a s - @?b s) _ _ => apply (deriv_minus a b); derive_step
  | |- derivable_pt_lim (fun s => - @?a s) _ _ => apply (deriv_opp a); derive_step
  | |- derivable_pt_lim (fun s => @?a s * @?b s) _ _ => apply (deriv_mult a b); derive_step
  | |- derivable_pt_lim (fun s => @?a s / @?b s) _ _ => apply (deriv_div a b); [cbv beta; pos | derive_step ..]
  | |- derivable_pt_lim (fun s => / @?a s) _ _ => apply (deriv_inv a); [cbv beta; pos | derive_step]
  | |- derivable_pt_lim (fun s => @?a s ^ ?k) _ (_ * _ ^ ?j * _) =>
    apply (deriv_pow_to k j a); [first [left; lia | right; lia | lia] | derive_step]
  | |- derivable_pt_lim (fun s => Power (@?a s) ?y) _ _ =>
    apply (deriv_Power y a); [cbv beta; pos | derive_step]
  | |- derivable_pt_lim (fun s => exp (@?a s)) _ _ => apply (deriv_exp a); derive_step
  | |- derivable_pt_lim (fun s => ln (@?a s)) _ _ => apply (deriv_ln a); [cbv beta; pos | derive_step]
  | |- derivable_pt_lim (fun s => sqrt (@?a s)) _ _ => apply (deriv_sqrt a); [cbv beta; pos | derive_step]
  | |- derivable_pt_lim (fun s => Sum ?d (fun i => @?a s i)) _ (Sum _ ?l) =>
    apply (deriv_Sum d (fun i s => a s i) _ l); intros ? ?; derive_step
  | |- _ => derive_more; derive_step
  end.

Ltac split_bounds := repeat match goal with H : _ /\ _ |- _ => destruct H end.

Ltac derive :=
  split_bounds; unfold Rpower; cbv beta;
  lazymatch goal with
  | |- derivable_pt_lim ?f ?t ?l =>
    let f' := slope f in
    apply (deriv_is f t (f' t) l); cbv beta; [derive_step | expand]
  end.

Ltac continuous_step :=
  cbv beta;
  lazymatch goal with
  | |- continuity_pt (fun _ => ?c) _ => apply cont_const
  | |- continuity_pt (fun s => s) _ => apply cont_id
  | |- continuity_pt (fun s => @?a s + @?b s) _ => apply (cont_plus a b); continuous_step
  | |- continuity_pt (fun s => @?a s - @?b s) _ => apply (cont_minus a b); continuous_step
  | |- continuity_pt (fun s => - @?a s) _ => apply (cont_opp a); continuous_step
  | |- continuity_pt (fun s => @?a s * @?b s) _ => apply (cont_mult a b); continuous_step
  | |- continuity_pt (fun s => @?a s / @?b s) _ => apply (cont_div a b); [cbv beta; pos | continuous_step ..]
  | |- continuity_pt (fun s => / @?a s) _ => apply (cont_inv a); [cbv beta; pos | continuous_step]
  | |- continuity_pt (fun s => @?a s ^ ?k) _ => apply (cont_pow k a); continuous_step
  | |- continuity_pt (fun s => Power (@?a s) ?y) _ => apply (cont_Power y a); [pos | continuous_step]
  | |- continuity_pt (fun s => exp (@?a s)) _ => apply (cont_exp a); continuous_step
  | |- continuity_pt (fun s => ln (@?a s)) _ => apply (cont_ln a); [cbv beta; pos | continuous_step]
  | |- continuity_pt (fun s => sqrt (@?a s)) _ => apply (cont_sqrt a); [cbv beta; pos | continuous_step]
  | |- continuity_pt (fun s => Rabs (@?a s)) _ => apply (cont_Rabs a); continuous_step
  | |- continuity_pt (fun s => Sum ?d (fun i => @?a s i)) _ =>
    apply (cont_Sum d (fun i s => a s i)); intros ? ?; continuous_step
  | |- continuity_pt (fun s => Max ?d (fun i => @?a s i)) _ =>
    apply (cont_Max d (fun i s => a s i)); intros ? ?; continuous_step
  | |- continuity_pt (fun s => Min ?d (fun i => @?a s i)) _ =>
    apply (cont_Min d (fun i s => a s i)); intros ? ?; continuous_step
  | |- _ => continuous_more
  end.

Ltac continuous := split_bounds; unfold Rpower; continuous_step.
