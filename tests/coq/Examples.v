(** Small examples: what the tactics and the step lemmas prove, and what they refuse. *)

Require Import Reals Lra Lia.
From AM Require Import Fin Power Rationals Polynomials Tactics Facts Integrals Gamma Replay.
Open Scope R_scope.

(** * size *)

Example size_1 (d n : nat) : (1 <= d)%nat -> (1 <= n)%nat -> (1 <= d * n)%nat.
Proof. intros. size. Qed.

Example size_2 (d n : nat) : (1 <= d)%nat -> (1 <= n)%nat -> 1 <= INR d * INR n.
Proof. intros. size. Qed.

Example size_3 (d n : nat) : (2 <= d)%nat -> (1 <= n)%nat -> INR d + INR n - 2 <> 0.
Proof. intros. size. Qed.

Example size_4 (d i : nat) : (1 <= i < d)%nat -> INR i <= INR d - 1.
Proof. intros. size. Qed.

Example size_5 (d : nat) : (2 <= d)%nat -> 0 < INR (d - 1).
Proof. intros. size. Qed.

Example size_6 (d : nat) : (1 <= d)%nat -> INR d <> 0 /\ 0 < INR d /\ 1 <= INR d.
Proof. intros. repeat split; size. Qed.

Example size_7 (d i j : nat) : (1 <= i <= d)%nat -> (j < i)%nat -> INR j < INR d.
Proof. intros. size. Qed.

Example size_wrong (d : nat) : (1 <= d)%nat -> 2 <= INR d \/ INR d = 1.
Proof.
  intros. Fail (left; size). Fail (right; size). Fail (assert (INR d - 1 <> 0) by size).
  destruct (one_or_more d H) as [-> | M]; [right; reflexivity | left; size].
Qed.

(** * numbers *)

Example closed_1 : (2433903 / 500) ^ 50 <= 70000000000 ^ 17.
Proof. numbers. Qed.

Example closed_2 : Rpower 70000000000 17 < Rpower (4867807 / 1000) 50.
Proof. numbers. Qed.

Example closed_3 : - / 3 + 2 * (1 / 7) - INR 4 = - 85 / 21.
Proof. numbers. Qed.

Example closed_wrong (n : nat) : (1 <= n)%nat -> 1 <= INR n /\ (1 / 0 <= 1 \/ 1 < 1 / 0) /\ (2 <= 1 \/ 1 < 2).
Proof.
  intros H. split; [|split].
  - Fail numbers. size.
  - Fail (left; numbers). Fail (right; numbers). destruct (Rle_or_lt (1 / 0) 1); auto.
  - Fail (left; numbers). right. numbers.
Qed.

Example closed_equal : 1 = 1 / 2 \/ 0 * / 0 = 1 \/ Rpower (-2) 3 = -8 \/ 1 < 2.
Proof.
  Fail (left; numbers). Fail (right; left; numbers). Fail (right; right; left; numbers). right; right; right; numbers.
Qed.

Example closed_turned : 1 / -2 < 1 / -3 /\ -1 / -2 <= 1 / 2 /\ 3 / -6 = - / 2.
Proof.
  Fail assert (1 / -3 < 1 / -2) by numbers. Fail assert (1 / -3 <= 1 / -2) by numbers. Fail assert (1 / -2 = 1 / 2) by numbers.
  repeat split; numbers.
Qed.

Example closed_far : 1 < ((3 ^ 1000) ^ 1000) ^ 3 /\ / ((3 ^ 1000) ^ 1000) ^ 3 <= 2 / 7.
Proof. split; timeout 5 numbers. Qed.

Example closed_close : (3 ^ 1000) ^ 1000 < 2 * (3 ^ 1000) ^ 1000.
Proof. numbers. Qed.

(** * polynomials and quotients *)

Example polynomial_1 (x y z : R) : (x + y) ^ 2 * / z - 3 = x ^ 2 / z + 2 * x * y / z + y * y / z - 1 - 2.
Proof. polynomials. Qed.

Example polynomial_2 (f : nat -> R) (n : nat) (p : positive) :
  Sum n f * (f n - IZR (Zpos p)) + 0 = - (IZR (Zpos p) * Sum n f) + f n * Sum n f.
Proof. polynomials. Qed.

Example polynomial_3 : 100000000000000000000 * 10 ^ 5 = 10 ^ 25.
Proof. polynomials. Qed.

Example polynomial_known (x y z : R) : x * x = y -> z * z = x + 1 -> x ^ 5 * z ^ 3 = y * y * (y + x) * z.
Proof. intros. Fail polynomials. polynomials_known. Qed.

Example polynomial_known_twice (x y z : R) : x * x = y -> x * y = z -> x ^ 3 = z.
Proof. intros. polynomials_known. Qed.

Example polynomials_of_several (x y : R) : x <> 0 -> x + y = y + x /\ x * y = y * x /\ x / x = y - y + 1.
Proof. intros. repeat split. all: cycle -1. quotients; assumption. all: polynomials. Qed.

Example polynomial_wrong (x y : R) (n : nat) : y <> 0 -> x * x = y -> True.
Proof.
  intros.
  Fail assert (x / y * y = x) by polynomials.
  Fail assert (x ^ n * x = x ^ (S n)) by polynomials.
  Fail assert ((x + y) ^ 2 = x ^ 2 + y ^ 2) by polynomials.
  Fail assert (x ^ 3 = y) by polynomials_known.
  Fail assert (x ^ 3 = y * x) by polynomials.
  Fail assert (x <= y) by polynomials.
  exact I.
Qed.

Example quotient_1 (x y z : R) : y <> 0 -> 2 * z + 1 <> 0 -> x / y / (1 + 2 * z) = x * (1 / (y + 2 * y * z)).
Proof.
  intros. quotients.
  lazymatch goal with |- y + 2 * y * z <> 0 /\ y <> 0 /\ 1 + 2 * z <> 0 => idtac end.
  replace (y + 2 * y * z) with (y * (2 * z + 1)) by polynomials. repeat split; auto. rewrite Rplus_comm. assumption.
Qed.

Example quotient_2 (x y z : R) : 0 < y -> x * x = y -> x ^ 3 / y - y / (3 * y) = x - / 3.
Proof. intros. Fail (quotients; lra). quotients_known. lra. Qed.

Example quotient_3 (x : R) : x * 0 = (1 - 1) / 2.
Proof. quotients. Qed.

Example quotient_wrong (x y : R) : x <> 0 -> True.
Proof.
  intros.
  Fail assert (x / y * y = x) by (quotients; assumption).
  Fail assert (1 / (x - x) = 1 / 0) by (quotients; assumption).
  Fail assert (/ x + / x = / (2 * x)) by (quotients; assumption).
  Fail assert (x / x = 0) by (quotients; assumption).
  assert (x / x = 1) by (quotients; assumption). exact I.
Qed.

(** * pos *)

Example pos_1 (d : nat) (f : nat -> R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> 0 < f i) -> 1 + Sum d (fun i => f i * exp (- f i)) / INR d <> 0.
Proof. intros. pos. Qed.

Example pos_2 (x y : R) : y < x -> 0 < (x - y) * sqrt 2 + x ^ 2.
Proof. intros. pos. Qed.

Example pos_wrong (x y : R) : 0 <= x -> 0 <= x * y \/ x * y <= 0.
Proof. intros. Fail (left; pos). destruct (either 0 (x * y)); lra. Qed.

(** By the signs of parts alone. *)
Example pos_no_more (x : R) : 0 < x * x + 1 /\ 0 < x * x - x + 1.
Proof. split; [pos|]. Fail pos. nra. Qed.

(** * same *)

Example same_1 (a b : R) : ln ((a + b) ^ 2) + 1 = 1 + ln (a ^ 2 + 2 * a * b + b * b).
Proof. same. Qed.

Example same_2 (d : nat) (f g : nat -> R) :
  ln (Sum d (fun i => f i + 1 - Sum d (fun j => g j + g j))) + 2
  = 1 + ln (Sum d (fun i => 1 + f i - Sum d (fun j => 2 * g j))) + 1.
Proof. same. Qed.

Example same_3 (d n : nat) (x : nat -> R) (r : nat -> nat -> R) :
  Max d (fun i => exp (- Sum n (fun k => (x k - r i k) ^ 2)))
  = Max d (fun i => exp (- Sum n (fun k => (r i k - x k) ^ 2))).
Proof. same. Qed.

Example same_4 (x y : R) : Rabs (x - y) + Rmax x y = Rmax y x + Rabs (y - x).
Proof. same. Qed.

Example same_5 (energy : nat -> (nat -> R) -> R) (d : nat) (f : nat -> R) :
  energy d (fun k => f k + f k) = energy d (fun k => 2 * f k).
Proof. same. Qed.

Example same_6 (x y : R) : x - y <> 0 -> (x ^ 2 - y ^ 2) / (x - y) = x + y.
Proof. intros. same. Qed.

Example same_7 (x y t : R) : (x + y) / t = x / t + y / t.
Proof. same. Qed.

Example same_8 (d : nat) (f g : nat -> R) :
  Sum d f * Sum d g - Sum d (fun i => f i * g i) / 2 = Sum d g * Sum d f - Sum d (fun i => g i * f i) / 2.
Proof. same. Qed.

Example same_9 (x : R) (n : nat) : x ^ (n + 1) * 2 = 2 * (x * x ^ n).
Proof. same. Qed.

Example same_wrong_1 (d : nat) (f g : nat -> R) : Sum d f * 2 = Sum d (fun i => 2 * f i).
Proof. Fail same. symmetry. rewrite Sum_scal. same. Qed.

Example same_wrong_2 (x y : R) : x * (y / x) = y \/ x = 0.
Proof. Fail (left; same). destruct (Req_dec x 0); [right; assumption | left; same]. Qed.

(** * expand *)

Example expand_1 (a b c : R) : exp (a + b - 2 * c) = exp a * exp b / exp c ^ 2.
Proof. expand. Qed.

Example expand_2 (a b c : R) : exp (a / 2 + b - 2 * c) * exp (a / 2) * exp (2 * c - b) = exp a.
Proof. expand. Qed.

Example expand_3 (a b c d e : R) :
  exp (a * (b + c) - d / 2) * exp (- (a * b)) / exp (e - d) * exp e = exp (d / 2) * exp (a * c).
Proof. expand. Qed.

Example expand_4 (a b c d e x y z : R) :
  exp (a + b + c + d) * (exp (- e - a) + exp (x - y) + exp z)
  = exp (b + c + d - e) + exp a * exp (b + c) * exp (d + x) * exp (- y) + exp (a + b + c + d) * exp z.
Proof. expand. Qed.

(** An exponent under a sum that holds another sum. *)
Example expand_5 (d : nat) (f g : nat -> R) :
  Sum d (fun i => exp (f i - Sum d (fun j => g j + g j))) = Sum d (fun i => exp (f i) / exp (Sum d g) ^ 2).
Proof. rewrite (Sum_ext d (fun j => g j + g j) (fun j => 2 * g j)) by (intros; ring). rewrite Sum_scal. expand. Qed.

Example expand_6 (d : nat) (f g : nat -> R) :
  Sum d (fun i => exp (f i - Sum d (fun j => g j + g j))) = Sum d (fun i => exp (f i) / exp (Sum d (fun j => 2 * g j))).
Proof. expand. Qed.

(** Division by a sum, which is positive by the context. *)
Example expand_7 (d : nat) (f : nat -> R) :
  0 < Sum d f -> Sum d (fun i => f i * exp 1) / Sum d (fun i => f i * exp 1) * (Sum d f / Sum d f)
  = Sum d (fun i => f i * exp 1) / Sum d (fun i => f i * exp 1).
Proof. intros. expand. Qed.

Example expand_8 (d : nat) (f : nat -> R) (c : R) :
  (1 <= d)%nat ->
  Sum d (fun i => exp (f i + c) / Sum d (fun j => exp (f j + c)))
  = Sum d (fun i => exp (f i) * exp c / Sum d (fun j => exp (f j) * exp c)).
Proof. intros. expand. Qed.

(** Logarithms, roots and powers of positive numbers. *)
Example expand_9 (d : nat) (x : nat -> R) :
  (1 <= d)%nat -> exp (- ln (Sum d (fun i => exp (x i)))) * Sum d (fun i => exp (x i)) = 1.
Proof. intros. expand. Qed.

Example expand_10 (d : nat) (x : R) : (1 <= d)%nat -> exp (2 * ln (INR d) + x) = INR d ^ 2 * exp x.
Proof. intros. expand. Qed.

Example expand_11 (x y : R) : 0 < x -> 0 < y -> sqrt (x * y) / sqrt (x / y) = y.
Proof. intros. expand. Qed.

Example expand_12 (x y : R) : 0 < x -> 0 < y -> (x + y) / sqrt (x + y) = sqrt (x + y).
Proof. intros. expand. Qed.

Example expand_13 (x y : R) : 0 < x -> Rpower x (y + 2) = Rpower x y * x ^ 2.
Proof. intros. expand. Qed.

Example expand_14 (x y : R) : 0 < x -> ln (x * exp y / x ^ 3) = y - 2 * ln x.
Proof. intros. expand. Qed.

Example expand_15 (x y t : R) : exp ((x + y) / (2 * t)) ^ 2 = exp (x / t) * exp (y / t).
Proof. expand. Qed.

Example expand_16 (x y a b : R) : 0 < x -> 1 / (1 + exp (a - b) / x) = x * exp b / (x * exp b + exp a).
Proof. intros. expand. Qed.

Example expand_17 (d n : nat) (f : nat -> R) :
  (1 <= d)%nat -> (1 <= n)%nat -> exp (ln (INR (d * n))) / INR d * Sum n f / INR n = Sum n f.
Proof. intros. expand. Qed.

Example expand_18 (x a : R) : 100 * exp (x + a) ^ 50 * exp (- x) ^ 50 = 100 * exp (50 * a).
Proof. expand. Qed.

Example expand_19 (a b x y : R) :
  exp (x / (exp a + exp b) ^ 2) + exp (a + y / (exp a + exp b) ^ 2) =
  exp a * exp (y / (exp (2 * a) + 2 * exp (a + b) + exp (2 * b))) + exp (x / (exp (2 * a) + 2 * exp (a + b) + exp (2 * b))).
Proof.
  Fail assert (exp (x / (exp a + exp b) ^ 2) = exp (x / (exp (2 * a) + exp (a + b) + exp (2 * b)))) by expand.
  assert (E : exp (a + y / (exp a + exp b) ^ 2) = exp a * exp (y / (exp a + exp b) ^ 2)) by expand.
  rewrite E. expand.
Qed.

Example expand_wrong_1 (a b : R) : True.
Proof.
  Fail (assert (exp (a + b) = exp a + exp b) by expand).
  Fail (assert (exp (a + b) = exp a * exp b * exp b) by expand).
  Fail (assert (exp (2 * a) = exp a) by expand).
  Fail (assert (exp (a / b) * b = exp a) by expand).
  Fail (assert (sqrt a * sqrt a = a) by expand).
  Fail (assert (exp (ln a) = a) by expand).
  Fail (assert (ln (a * b) = ln a + ln b) by expand).
  Fail (assert (a / a = 1) by expand).
  exact I.
Qed.

Example expand_wrong_2 (d : nat) (f g : nat -> R) : True.
Proof.
  Fail (assert (Sum d (fun i => exp (f i + g i)) = Sum d (fun i => exp (f i)) * Sum d (fun i => exp (g i))) by expand).
  Fail (assert (Sum d f / Sum d f = 1) by expand).
  Fail (assert (Sum d (fun i => exp (f i - Sum d g)) = Sum d (fun i => exp (f i) / exp (g i))) by expand).
  Fail (assert (Max d f = Min d f) by expand).
  exact I.
Qed.

(** * done_by *)

Example done_1 (d : nat) (f g : nat -> R) : Sum d (fun i => f i + g i) <= 3 -> Sum d (fun i => g i + f i) - 1 <= 2.
Proof. intros H. done_by H. Qed.

Example done_2 (d : nat) (f g : nat -> R) : Sum d (fun i => f i + g i) = 3 -> 3 >= Sum d (fun i => g i + f i).
Proof. intros H. done_by H. Qed.

Example done_3 (x y : R) : x < y -> 2 * x < y + y.
Proof. intros H. done_by H. Qed.

Example done_4 (x y : R) : exp (x + y) <= 1 -> exp x * exp y <= 1.
Proof. intros H. done_by H. Qed.

Example done_wrong (d : nat) (f g : nat -> R) : Sum d f < Sum d g -> Sum d f <= Sum d g.
Proof.
  intros H. Fail (assert (Sum d g < Sum d f) by done_by H). Fail (assert (Sum d f <= 2 * Sum d g) by done_by H).
  Fail (assert (Sum d f = Sum d g) by done_by H). done_by H.
Qed.

(** * Steps *)

Example steps_1 (d : nat) (f g : nat -> R) (c : R) :
  Sum d (fun i => c * (f i * 2) + g i) = c * (Sum d f * 2) + Sum d g.
Proof.
  apply (Sum_cons_ d (fun i => c * (f i * 2)) g); [|reflexivity].
  apply (Sum_out_ d c (fun i => f i * 2)). apply (Sum_out_r_ d 2 f). reflexivity.
Qed.

Example steps_2 (d n : nat) (f g : nat -> R) :
  Sum d f * Sum n g = Sum n (fun j => Sum d (fun i => g j * f i)).
Proof.
  apply (chain_eq_eq _ (Sum d (fun i => Sum n (fun j => f i * g j)))); [apply Sum_mul|].
  apply (Sum_swap_ d n (fun i j => f i * g j)). same.
Qed.

Example steps_3 (d : nat) (f : nat -> R) :
  (1 <= d)%nat -> ln (Sum d (fun i => exp (f i + 1))) = ln (Sum d (fun i => exp (f i))) + 1.
Proof.
  intros H. apply (chain_eq_eq _ (ln (Sum d (fun i => exp (f i)) * exp 1))).
  - apply f_equal. apply (Sum_ext_ d _ (fun i => exp (f i) * exp 1)); [intros; expand | apply Sum_scal_r].
  - apply ln_prod_; [pos | pos | reflexivity | apply ln_exp].
Qed.

(** LogSumExp is between the maximum and the maximum plus ln d. *)
Example steps_4 (d : nat) (f : nat -> R) :
  (1 <= d)%nat ->
  Max d f <= ln (Sum d (fun i => exp (f i))) /\ ln (Sum d (fun i => exp (f i))) <= Max d f + ln (INR d).
Proof.
  intros H. split.
  - apply Max_lub; [exact H|]. intros i Hi. apply ln_above.
    apply (Sum_term_le d (fun i => exp (f i)) i Hi). intros. pos.
  - apply ln_below; [pos|].
    apply (chain_le_eq _ (Sum d (fun i => exp (Max d f)))); [|rewrite Sum_const; expand].
    apply Sum_le. intros i Hi. apply exp_le, (Max_ge d f i Hi).
Qed.

Example steps_5 (d : nat) (f : nat -> R) (c : R) :
  (1 <= d)%nat -> 0 < c -> exp (c * Max d f) = Max d (fun i => exp (c * f i)).
Proof.
  intros H Hc. apply (Max_rising d f (fun x => exp (c * x)) (fun _ => True)); [exact H | auto |].
  intros x y _ _ L. apply exp_le, factor_le; [lra | exact L].
Qed.

Example steps_6 (a b c : R) : 2 * a + c <= 2 * b -> a <= b - c / 2.
Proof. intros H. apply (moved_le _ _ _ _ (1 / 2) ltac:(lra) H). same. Qed.

(** * Derivatives *)

Example derive_1 (d : nat) (x y : nat -> R) (t : R) :
  (1 <= d)%nat ->
  derivable_pt_lim (fun s => ln (Sum d (fun i => exp (x i + s * y i)))) t
    (Sum d (fun i => y i * exp (x i + t * y i)) / Sum d (fun i => exp (x i + t * y i))).
Proof. intros. derive. Qed.

Example derive_2 (t : R) : 0 < t < 1 ->
  derivable_pt_lim (fun s => sqrt (1 - s) ^ 3 / (1 + s)) t
    (- 3 * sqrt (1 - t) / (2 * (1 + t)) - sqrt (1 - t) ^ 3 / (1 + t) ^ 2).
Proof. intros. derive. Qed.

Example derive_3 (t : R) : 0 < t -> derivable_pt_lim (fun s => Rpower s (1 / 3)) t (Rpower t (- 2 / 3) / 3).
Proof. intros. derive. Qed.

Example derive_wrong (t : R) : 0 < t -> derivable_pt_lim (fun s => s ^ 3) t (3 * t ^ 2).
Proof. intros. Fail (assert (derivable_pt_lim (fun s => s ^ 3) t (3 * t)) by derive). derive. Qed.

Example growth_1 (a b : R) : 0 <= a -> a <= b -> sqrt a + a ^ 3 <= sqrt b + b ^ 3.
Proof.
  intros Ha H. apply (growth_le (fun t => sqrt t + t ^ 3) (fun t => / (2 * sqrt t) + 3 * t ^ 2) a b H).
  - intros t Ht. assert (0 < t) by lra. derive.
  - intros t Ht. assert (0 <= t) by lra. continuous.
  - intros t Ht. assert (0 < t) by lra. pos.
Qed.

Example bend_1 (x w : R) : 0 <= w -> w <= 1 -> exp (w * x) <= w * exp x + (1 - w) * 1.
Proof.
  intros H0 H1.
  assert (H : exp (w * x) <= w * exp (1 * x) + (1 - w) * exp (0 * x)).
  { apply (bend_le (fun t => exp (t * x)) (fun t => x * exp (t * x)) (fun t => x ^ 2 * exp (t * x)) w H0 H1).
    - intros. derive.
    - intros. derive.
    - intros. continuous.
    - intros. pos. }
  rewrite Rmult_0_l, exp_0, Rmult_1_l in H. exact H.
Qed.

(** * Powers, long numbers, absolute values, logarithms of numbers *)

Example power_1 (a : R) (n : nat) : (1 <= n)%nat -> a * a ^ (n - 1) = a ^ n.
Proof. intros. expand. Qed.

Example power_2 (a : R) (n : nat) : (2 <= n)%nat -> 0 < a -> a ^ n / (a * a) = a ^ (n - 2).
Proof. intros. expand. Qed.

Example power_3 (a : R) (n : nat) : 0 < a -> a ^ n * a ^ n = Rpower a (INR n) * Rpower a (INR n).
Proof. intros. expand. Qed.

Example power_4 (a : R) (n : nat) : 0 < a -> sqrt a ^ n * Rpower a (INR n / 2) = a ^ n.
Proof. intros. expand. Qed.

Example power_wrong (a : R) (n : nat) : 0 < a -> True.
Proof. intros. Fail assert (a * a ^ (n - 1) = a ^ n) by expand. exact I. Qed.

Example long_1 (a : R) :
  123456789012345678901234567890 * a - 123456789012345678901234567889 * a = a.
Proof. expand. Qed.

Example long_2 (a : R) :
  a / 123456789012345678901234567890 + a / 123456789012345678901234567890 = a / 61728394506172839450617283945.
Proof. expand. Qed.

Example long_wrong (a : R) : True.
Proof. Fail assert (123456789012345678901234567890 * a - 123456789012345678901234567888 * a = a) by expand. exact I. Qed.

Example magnitude_1 (a b : R) : 0 < a -> Rabs (a * b) ^ 2 / 2 = a ^ 2 * b ^ 2 / 2.
Proof. intros. expand. Qed.

Example magnitude_2 (a b : R) : 0 <= - a -> Rabs a + a = 0.
Proof. intros. expand. Qed.

Example magnitude_wrong (a : R) : True.
Proof. Fail assert (Rabs a = a) by expand. exact I. Qed.

Example numbers_1 : ln 12 = 2 * ln 2 + ln 3.
Proof. expand. Qed.

Example numbers_2 (n : R) : Rpower 4 (n - 1 / 4) = Rpower 4 n * sqrt 2 / 2.
Proof. expand. Qed.

Example numbers_3 : ln (2 ^ 200 * 3) = 200 * ln 2 + ln 3.
Proof. expand. Qed.

Example numbers_4 : ln 1606938044258990275541962092341162602522202993782792835301376 = 200 * ln 2.
Proof. expand. Qed.

Example roots_1 (n : R) : 0 <= n -> sqrt (n / 2 + 1) * sqrt 2 = sqrt (2 + n).
Proof. intros. expand. Qed.

Example roots_2 (n : R) : 0 < n -> sqrt (sqrt n) * sqrt n = Rpower n (3 / 4).
Proof. intros. expand. Qed.

Example roots_3 (m k : nat) : sqrt (INR (m * k)) = sqrt (INR m) * sqrt (INR k).
Proof. expand. Qed.

Example roots_wrong (n : R) : 0 <= n -> True.
Proof.
  intros.
  Fail assert (sqrt (n / 2 + 1) * sqrt 2 = sqrt (n + 1)) by expand.
  Fail assert (sqrt (n - 3) = sqrt (1 / 2) * sqrt (2 * n - 5)) by expand.
  Fail assert (sqrt (sqrt n) = Rpower n (1 / 2)) by expand.
  exact I.
Qed.

Example whole_1 (a : R) (n : nat) : 0 < a -> (1 <= n)%nat -> Rpower a (2 / INR n) ^ n = a ^ 2.
Proof. intros. expand. Qed.

Example whole_2 (n : nat) : 8 / 2 ^ (2 * n) = 8 * / 2 ^ n * / 2 ^ n.
Proof. expand. Qed.

Example whole_wrong (a : R) (n : nat) : 0 < a -> True.
Proof. intros. Fail assert (Rpower a (2 / INR n) ^ n = a ^ 2) by expand. exact I. Qed.

Example denominator_1 (e s p : R) :
  0 < e -> 0 < p -> 0 < 1 - s / (2 * e * p) -> (2 * e * p - s) / (1 - s / (2 * e * p)) = 2 * e * p.
Proof. intros. expand. Qed.

Example denominator_2 (a b c : R) : 0 < a * b -> c / (a * b) * b = c / a.
Proof. intros. expand. Qed.

Example denominator_wrong (a b c : R) : 0 < a * b -> True.
Proof. intros. Fail assert (c / (a - b) * (a - b) = c) by expand. exact I. Qed.

(** * Integrals *)

Example integral_1 : Integral (fun t => t ^ 2) = 1 / 3.
Proof.
  rewrite (fundamental (fun t => t ^ 3 / 3)); [field | | intros t [? ?]; continuous | intros t [? ?]; continuous].
  intros t _. sloped. expand.
Qed.

Example integral_2 (a b : R) : Integral (fun t => a * exp t + b * t) = a * Integral exp + b * Integral (fun t => t).
Proof.
  assert (smooth exp) by (intros t [? ?]; apply (cont_exp (fun s => s)), cont_id).
  assert (smooth (fun t => t)) by (intros t [? ?]; continuous).
  integral_out.
Qed.

Example integral_3 (s : R) :
  derivable_pt_lim (fun u => Integral (fun t => exp (u * t) * t)) s (Integral (fun t => exp (s * t) * t * t)).
Proof. sloped. apply Integral_ext. intros. expand. Qed.

Example integral_4 (y : R) : 0 < y -> smooth (fun t => Power t y).
Proof. intros H t [? ?]. continuous. Qed.

Example integral_wrong (y : R) : True.
Proof.
  Fail assert (smooth (fun t => Power t y)) by (intros t [? ?]; continuous).
  Fail assert (smooth (fun t => / t)) by (intros t [? ?]; continuous).
  exact I.
Qed.

(** * Gamma functions *)

Example gamma_1 (G : R -> R) : is_Gamma G -> G (5 / 2) = 3 / 4 * sqrt PI.
Proof. intros H. let e := gamma_value G H (5 / 2) in rewrite e. field. Qed.

Example gamma_wrong (G : R -> R) : is_Gamma G -> True.
Proof. intros H. Fail (let e := gamma_value G H (1 / 3) in idtac). exact I. Qed.

(** * What all this rests on: the four axioms of the reals *)

Definition everything :=
  (steps_2, steps_4, steps_5, jensen, chord, growth_lt, bend_lt, Min_falling, power_neg_lt, Sum_term_lt,
   expand_4, expand_8, expand_13, expand_16, same_5, done_4, derive_1, derive_3, absolute_lt, magnitude_opp,
   power_2, power_4, long_2, magnitude_1, numbers_2, numbers_4, roots_1, roots_2,
   roots_3, whole_1, whole_2, denominator_1, denominator_2, integral_1, integral_2, integral_3, integral_4, gamma_1).

Print Assumptions everything.
