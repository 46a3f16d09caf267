(** Sums, maxima and minima over the indices 1..d.

    Three definitions and what is needed of them.  The empty sum, maximum and minimum are 0.
    In every lemma the things it speaks of come first, then the premises; an index i in range
    is written (1 <= i <= d)%nat.  A name that ends in _ is a step: equations in, equation out. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(** * Definitions *)

Fixpoint Sum (d : nat) (f : nat -> R) : R :=
  match d with
  | O => 0
  | S e => Sum e f + f (S e)
  end.

Fixpoint Max (d : nat) (f : nat -> R) : R :=
  match d with
  | O => 0
  | S e => match e with O => f (S e) | S _ => Rmax (Max e f) (f (S e)) end
  end.

Fixpoint Min (d : nat) (f : nat -> R) : R :=
  match d with
  | O => 0
  | S e => match e with O => f (S e) | S _ => Rmin (Min e f) (f (S e)) end
  end.

(** * Unfolding by one entry *)

Lemma Sum_step (d : nat) (f : nat -> R) : Sum (S d) f = Sum d f + f (S d).
Proof. reflexivity. Qed.

Lemma Sum_one (f : nat -> R) : Sum 1 f = f 1%nat.
Proof. cbn. ring. Qed.

Lemma Max_one (f : nat -> R) : Max 1 f = f 1%nat.
Proof. reflexivity. Qed.

Lemma Min_one (f : nat -> R) : Min 1 f = f 1%nat.
Proof. reflexivity. Qed.

Lemma Max_step (d : nat) (f : nat -> R) : (1 <= d)%nat -> Max (S d) f = Rmax (Max d f) (f (S d)).
Proof. destruct d; [lia | reflexivity]. Qed.

Lemma Min_step (d : nat) (f : nat -> R) : (1 <= d)%nat -> Min (S d) f = Rmin (Min d f) (f (S d)).
Proof. destruct d; [lia | reflexivity]. Qed.

(** * The same entries give the same value *)

Lemma Sum_ext (d : nat) (f g : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> f i = g i) -> Sum d f = Sum d g.
Proof.
  induction d as [|d IH]; intros H; [reflexivity|].
  cbn. rewrite IH by (intros; apply H; lia). rewrite H by lia. reflexivity.
Qed.

Lemma Max_ext (d : nat) (f g : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> f i = g i) -> Max d f = Max d g.
Proof.
  induction d as [|[|d] IH]; intros H; [reflexivity | apply H; lia |].
  rewrite !Max_step, IH by (try lia; intros; apply H; lia). rewrite H by lia. reflexivity.
Qed.

Lemma Min_ext (d : nat) (f g : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> f i = g i) -> Min d f = Min d g.
Proof.
  induction d as [|[|d] IH]; intros H; [reflexivity | apply H; lia |].
  rewrite !Min_step, IH by (try lia; intros; apply H; lia). rewrite H by lia. reflexivity.
Qed.

(** * Sums: arithmetic *)

(** The sum of a sum of terms. *)
Lemma Sum_plus (d : nat) (f g : nat -> R) : Sum d (fun i => f i + g i) = Sum d f + Sum d g.
Proof. induction d; cbn; [|rewrite IHd]; ring. Qed.

(** The sum of a difference of terms. *)
Lemma Sum_minus (d : nat) (f g : nat -> R) : Sum d (fun i => f i - g i) = Sum d f - Sum d g.
Proof. induction d; cbn; [|rewrite IHd]; ring. Qed.

(** The sum of the opposites. *)
Lemma Sum_opp (d : nat) (f : nat -> R) : Sum d (fun i => - f i) = - Sum d f.
Proof. induction d; cbn; [|rewrite IHd]; ring. Qed.

(** A constant factor on the left comes out. *)
Lemma Sum_scal (d : nat) (c : R) (f : nat -> R) : Sum d (fun i => c * f i) = c * Sum d f.
Proof. induction d; cbn; [|rewrite IHd]; ring. Qed.

(** A constant factor on the right comes out. *)
Lemma Sum_scal_r (d : nat) (c : R) (f : nat -> R) : Sum d (fun i => f i * c) = Sum d f * c.
Proof. induction d; cbn; [|rewrite IHd]; ring. Qed.

(** A constant divisor comes out. *)
Lemma Sum_div (d : nat) (c : R) (f : nat -> R) : Sum d (fun i => f i / c) = Sum d f / c.
Proof. exact (Sum_scal_r d (/ c) f). Qed.

(** The sum of a constant. *)
Lemma Sum_const (d : nat) (c : R) : Sum d (fun _ => c) = INR d * c.
Proof. induction d as [|d IH]; [cbn | rewrite S_INR, Sum_step, IH]; ring. Qed.

(** The sum of zeros. *)
Lemma Sum_zero (d : nat) : Sum d (fun _ => 0) = 0.
Proof. rewrite Sum_const. ring. Qed.

(** Two sums change places. *)
Lemma Sum_swap (d e : nat) (f : nat -> nat -> R) :
  Sum d (fun i => Sum e (fun j => f i j)) = Sum e (fun j => Sum d (fun i => f i j)).
Proof.
  induction d as [|d IH]; cbn; [symmetry; apply Sum_zero|].
  rewrite IH. symmetry. exact (Sum_plus e (fun j => Sum d (fun i => f i j)) (fun j => f (S d) j)).
Qed.

(** The product of two sums as a double sum. *)
Lemma Sum_mul (d e : nat) (f g : nat -> R) :
  Sum d f * Sum e g = Sum d (fun i => Sum e (fun j => f i * g j)).
Proof.
  rewrite <- Sum_scal_r. apply Sum_ext. intros i _. symmetry. exact (Sum_scal e (f i) g).
Qed.

(** The first term apart. *)
Lemma Sum_first (d : nat) (f : nat -> R) : Sum (S d) f = f 1%nat + Sum d (fun i => f (S i)).
Proof. induction d as [|d IH]; [cbn; ring|]. rewrite Sum_step, IH. cbn. ring. Qed.

(** * Sums: steps *)

Lemma Sum_ext_ (d : nat) (f g : nat -> R) (a : R) :
  (forall i, (1 <= i <= d)%nat -> f i = g i) -> Sum d g = a -> Sum d f = a.
Proof. intros H <-. apply Sum_ext, H. Qed.

Lemma Sum_cons_ (d : nat) (f g : nat -> R) (a b : R) :
  Sum d f = a -> Sum d g = b -> Sum d (fun i => f i + g i) = a + b.
Proof. intros <- <-. apply Sum_plus. Qed.

Lemma Sum_minus_ (d : nat) (f g : nat -> R) (a b : R) :
  Sum d f = a -> Sum d g = b -> Sum d (fun i => f i - g i) = a - b.
Proof. intros <- <-. apply Sum_minus. Qed.

Lemma Sum_opp_ (d : nat) (f : nat -> R) (a : R) : Sum d f = a -> Sum d (fun i => - f i) = - a.
Proof. intros <-. apply Sum_opp. Qed.

Lemma Sum_out_ (d : nat) (c : R) (f : nat -> R) (a : R) :
  Sum d f = a -> Sum d (fun i => c * f i) = c * a.
Proof. intros <-. apply Sum_scal. Qed.

Lemma Sum_out_r_ (d : nat) (c : R) (f : nat -> R) (a : R) :
  Sum d f = a -> Sum d (fun i => f i * c) = a * c.
Proof. intros <-. apply Sum_scal_r. Qed.

Lemma Sum_div_ (d : nat) (c : R) (f : nat -> R) (a : R) :
  Sum d f = a -> Sum d (fun i => f i / c) = a / c.
Proof. intros <-. apply Sum_div. Qed.

Lemma Sum_swap_ (d e : nat) (f : nat -> nat -> R) (a : R) :
  Sum e (fun j => Sum d (fun i => f i j)) = a -> Sum d (fun i => Sum e (fun j => f i j)) = a.
Proof. intros <-. apply Sum_swap. Qed.

Lemma Sum_mul_ (d e : nat) (f g : nat -> R) (a b : R) :
  Sum d f = a -> Sum e g = b -> Sum d (fun i => Sum e (fun j => f i * g j)) = a * b.
Proof. intros <- <-. symmetry. apply Sum_mul. Qed.

(** * Sums: order *)

(** Termwise comparison. *)
Lemma Sum_le (d : nat) (f g : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> f i <= g i) -> Sum d f <= Sum d g.
Proof.
  induction d as [|d IH]; intros H; [cbn; lra|]. cbn.
  apply Rplus_le_compat; [apply IH; intros; apply H; lia | apply H; lia].
Qed.

(** Termwise comparison, strict: there is a term. *)
Lemma Sum_lt (d : nat) (f g : nat -> R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> f i < g i) -> Sum d f < Sum d g.
Proof.
  intros Hd H. destruct d as [|d]; [lia|]. cbn.
  apply Rplus_le_lt_compat; [|apply H; lia].
  apply Sum_le. intros i Hi. apply Rlt_le, H. lia.
Qed.

(** Non-negative terms. *)
Lemma Sum_nonneg (d : nat) (f : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> 0 <= f i) -> 0 <= Sum d f.
Proof. intros H. rewrite <- (Sum_zero d). exact (Sum_le d (fun _ => 0) f H). Qed.

(** Positive terms. *)
Lemma Sum_pos (d : nat) (f : nat -> R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> 0 < f i) -> 0 < Sum d f.
Proof. intros Hd H. rewrite <- (Sum_zero d). exact (Sum_lt d (fun _ => 0) f Hd H). Qed.

(** One term of a sum of non-negative terms. *)
Lemma Sum_term_le (d : nat) (f : nat -> R) (j : nat) :
  (1 <= j <= d)%nat -> (forall i, (1 <= i <= d)%nat -> 0 <= f i) -> f j <= Sum d f.
Proof.
  induction d as [|d IH]; intros Hj H; [lia|]. cbn.
  destruct (Nat.eq_dec j (S d)) as [-> | ne].
  - assert (0 <= Sum d f) by (apply Sum_nonneg; intros; apply H; lia). lra.
  - assert (f j <= Sum d f) by (apply IH; [lia | intros; apply H; lia]).
    assert (0 <= f (S d)) by (apply H; lia). lra.
Qed.

(** One term of a sum of at least two positive terms. *)
Lemma Sum_term_lt (d : nat) (f : nat -> R) (j : nat) :
  (1 <= j <= d)%nat -> (2 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> 0 < f i) -> f j < Sum d f.
Proof.
  intros Hj Hd H. destruct d as [|d]; [lia|]. cbn.
  destruct (Nat.eq_dec j (S d)) as [-> | ne].
  - assert (0 < Sum d f) by (apply Sum_pos; [lia | intros; apply H; lia]). lra.
  - assert (f j <= Sum d f) by (apply Sum_term_le; [lia | intros; apply Rlt_le, H; lia]).
    assert (0 < f (S d)) by (apply H; lia). lra.
Qed.

(** * Maxima *)

(** An entry is at most the maximum. *)
Lemma Max_ge (d : nat) (f : nat -> R) (j : nat) : (1 <= j <= d)%nat -> f j <= Max d f.
Proof.
  induction d as [|d IH]; intros Hj; [lia|].
  destruct (Nat.eq_dec d 0) as [-> | ne]; [replace j with 1%nat by lia; cbn; lra|].
  rewrite Max_step by lia. destruct (Nat.eq_dec j (S d)) as [-> | nj]; [apply Rmax_r|].
  apply Rle_trans with (Max d f); [apply IH; lia | apply Rmax_l].
Qed.

(** The maximum is an entry. *)
Lemma Max_attained (d : nat) (f : nat -> R) :
  (1 <= d)%nat -> exists j, (1 <= j <= d)%nat /\ Max d f = f j.
Proof.
  induction d as [|d IH]; intros Hd; [lia|].
  destruct (Nat.eq_dec d 0) as [-> | ne]; [exists 1%nat; split; [lia | reflexivity]|].
  rewrite Max_step by lia. destruct IH as (j & Hj & E); [lia|].
  destruct (Rle_dec (Max d f) (f (S d))).
  - exists (S d). split; [lia | apply Rmax_right; assumption].
  - exists j. split; [lia|]. rewrite Rmax_left by lra. exact E.
Qed.

(** What bounds every entry bounds the maximum. *)
Lemma Max_lub (d : nat) (f : nat -> R) (a : R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> f i <= a) -> Max d f <= a.
Proof. intros Hd H. destruct (Max_attained d f Hd) as (j & Hj & ->). apply H, Hj. Qed.

Lemma Max_lub_lt (d : nat) (f : nat -> R) (a : R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> f i < a) -> Max d f < a.
Proof. intros Hd H. destruct (Max_attained d f Hd) as (j & Hj & ->). apply H, Hj. Qed.

(** The maximum is what is an entry and bounds every entry. *)
Lemma Max_is (d : nat) (f : nat -> R) (j : nat) :
  (1 <= j <= d)%nat -> (forall i, (1 <= i <= d)%nat -> f i <= f j) -> Max d f = f j.
Proof. intros Hj H. apply Rle_antisym; [apply Max_lub; [lia | exact H] | apply Max_ge, Hj]. Qed.

(** Termwise comparison. *)
Lemma Max_le (d : nat) (f g : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> f i <= g i) -> Max d f <= Max d g.
Proof.
  intros H. destruct (Nat.eq_dec d 0) as [-> | ne]; [cbn; lra|].
  apply Max_lub; [lia|]. intros i Hi. apply Rle_trans with (g i); [apply H, Hi | apply Max_ge, Hi].
Qed.

Lemma Max_lt (d : nat) (f g : nat -> R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> f i < g i) -> Max d f < Max d g.
Proof.
  intros Hd H. apply Max_lub_lt; [exact Hd|].
  intros i Hi. apply Rlt_le_trans with (g i); [apply H, Hi | apply Max_ge, Hi].
Qed.

(** * Minima *)

(** The minimum as a maximum, and the maximum as a minimum. *)
Lemma Min_opp (d : nat) (f : nat -> R) : Min d f = - Max d (fun i => - f i).
Proof.
  induction d as [|[|d] IH]; [cbn; ring | cbn; ring |].
  rewrite Min_step, Max_step, IH, Ropp_Rmax, !Ropp_involutive by lia. reflexivity.
Qed.

Lemma Max_opp (d : nat) (f : nat -> R) : Max d f = - Min d (fun i => - f i).
Proof.
  rewrite Min_opp, Ropp_involutive. apply Max_ext. intros. ring.
Qed.

(** The minimum is at most an entry; the name follows Max_ge. *)
Lemma Min_ge (d : nat) (f : nat -> R) (j : nat) : (1 <= j <= d)%nat -> Min d f <= f j.
Proof. intros Hj. rewrite Min_opp. generalize (Max_ge d (fun i => - f i) j Hj). cbv beta. lra. Qed.

(** The minimum is an entry. *)
Lemma Min_attained (d : nat) (f : nat -> R) :
  (1 <= d)%nat -> exists j, (1 <= j <= d)%nat /\ Min d f = f j.
Proof.
  intros Hd. destruct (Max_attained d (fun i => - f i) Hd) as (j & Hj & E).
  exists j. split; [exact Hj|]. rewrite Min_opp, E. ring.
Qed.

(** What is below every entry is below the minimum. *)
Lemma Min_glb (d : nat) (f : nat -> R) (a : R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> a <= f i) -> a <= Min d f.
Proof. intros Hd H. destruct (Min_attained d f Hd) as (j & Hj & ->). apply H, Hj. Qed.

Lemma Min_glb_lt (d : nat) (f : nat -> R) (a : R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> a < f i) -> a < Min d f.
Proof. intros Hd H. destruct (Min_attained d f Hd) as (j & Hj & ->). apply H, Hj. Qed.

(** The minimum is what is an entry and below every entry. *)
Lemma Min_is (d : nat) (f : nat -> R) (j : nat) :
  (1 <= j <= d)%nat -> (forall i, (1 <= i <= d)%nat -> f j <= f i) -> Min d f = f j.
Proof. intros Hj H. apply Rle_antisym; [apply Min_ge, Hj | apply Min_glb; [lia | exact H]]. Qed.

(** Termwise comparison. *)
Lemma Min_le (d : nat) (f g : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> f i <= g i) -> Min d f <= Min d g.
Proof.
  intros H. destruct (Nat.eq_dec d 0) as [-> | ne]; [cbn; lra|].
  apply Min_glb; [lia|]. intros i Hi. apply Rle_trans with (f i); [apply Min_ge, Hi | apply H, Hi].
Qed.

Lemma Min_lt (d : nat) (f g : nat -> R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> f i < g i) -> Min d f < Min d g.
Proof.
  intros Hd H. apply Min_glb_lt; [exact Hd|].
  intros i Hi. apply Rle_lt_trans with (f i); [apply Min_ge, Hi | apply H, Hi].
Qed.

(** * Functions of an extremum *)

(** An increasing function of the maximum, on a set P that holds the entries. *)
Lemma Max_rising (d : nat) (f : nat -> R) (F : R -> R) (P : R -> Prop) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> P (f i)) ->
  (forall x y, P x -> P y -> x <= y -> F x <= F y) -> F (Max d f) = Max d (fun i => F (f i)).
Proof.
  intros Hd HP HF. destruct (Max_attained d f Hd) as (j & Hj & E). rewrite E. symmetry.
  apply (Max_is d (fun i => F (f i)) j Hj). intros i Hi.
  apply HF; [apply HP, Hi | apply HP, Hj |]. rewrite <- E. apply Max_ge, Hi.
Qed.

(** A decreasing function of the maximum. *)
Lemma Max_falling (d : nat) (f : nat -> R) (F : R -> R) (P : R -> Prop) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> P (f i)) ->
  (forall x y, P x -> P y -> x <= y -> F y <= F x) -> F (Max d f) = Min d (fun i => F (f i)).
Proof.
  intros Hd HP HF. destruct (Max_attained d f Hd) as (j & Hj & E). rewrite E. symmetry.
  apply (Min_is d (fun i => F (f i)) j Hj). intros i Hi.
  apply HF; [apply HP, Hi | apply HP, Hj |]. rewrite <- E. apply Max_ge, Hi.
Qed.

(** An increasing function of the minimum. *)
Lemma Min_rising (d : nat) (f : nat -> R) (F : R -> R) (P : R -> Prop) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> P (f i)) ->
  (forall x y, P x -> P y -> x <= y -> F x <= F y) -> F (Min d f) = Min d (fun i => F (f i)).
Proof.
  intros Hd HP HF. destruct (Min_attained d f Hd) as (j & Hj & E). rewrite E. symmetry.
  apply (Min_is d (fun i => F (f i)) j Hj). intros i Hi.
  apply HF; [apply HP, Hj | apply HP, Hi |]. rewrite <- E. apply Min_ge, Hi.
Qed.

(** A decreasing function of the minimum. *)
Lemma Min_falling (d : nat) (f : nat -> R) (F : R -> R) (P : R -> Prop) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> P (f i)) ->
  (forall x y, P x -> P y -> x <= y -> F y <= F x) -> F (Min d f) = Max d (fun i => F (f i)).
Proof.
  intros Hd HP HF. destruct (Min_attained d f Hd) as (j & Hj & E). rewrite E. symmetry.
  apply (Max_is d (fun i => F (f i)) j Hj). intros i Hi.
  apply HF; [apply HP, Hj | apply HP, Hi |]. rewrite <- E. apply Min_ge, Hi.
Qed.

(** * Arithmetic of an extremum *)

Lemma Max_plus (d : nat) (c : R) (f : nat -> R) : (1 <= d)%nat -> Max d (fun i => c + f i) = c + Max d f.
Proof. intros Hd. symmetry. apply (Max_rising d f (Rplus c) (fun _ => True)); auto. intros. lra. Qed.

Lemma Min_plus (d : nat) (c : R) (f : nat -> R) : (1 <= d)%nat -> Min d (fun i => c + f i) = c + Min d f.
Proof. intros Hd. symmetry. apply (Min_rising d f (Rplus c) (fun _ => True)); auto. intros. lra. Qed.

Lemma Max_scal (d : nat) (c : R) (f : nat -> R) : 0 <= c -> Max d (fun i => c * f i) = c * Max d f.
Proof.
  intros Hc. destruct (Nat.eq_dec d 0) as [-> | ne]; [cbn; ring|]. symmetry.
  apply (Max_rising d f (Rmult c) (fun _ => True)); auto; [lia|]. intros. apply Rmult_le_compat_l; assumption.
Qed.

Lemma Min_scal (d : nat) (c : R) (f : nat -> R) : 0 <= c -> Min d (fun i => c * f i) = c * Min d f.
Proof.
  intros Hc. destruct (Nat.eq_dec d 0) as [-> | ne]; [cbn; ring|]. symmetry.
  apply (Min_rising d f (Rmult c) (fun _ => True)); auto; [lia|]. intros. apply Rmult_le_compat_l; assumption.
Qed.

Lemma Max_const (d : nat) (c : R) : (1 <= d)%nat -> Max d (fun _ => c) = c.
Proof. intros Hd. apply (Max_is d (fun _ => c) d); [lia | intros; lra]. Qed.

Lemma Min_const (d : nat) (c : R) : (1 <= d)%nat -> Min d (fun _ => c) = c.
Proof. intros Hd. apply (Min_is d (fun _ => c) d); [lia | intros; lra]. Qed.

Lemma Max_nonneg (d : nat) (f : nat -> R) : (forall i, (1 <= i <= d)%nat -> 0 <= f i) -> 0 <= Max d f.
Proof.
  intros H. destruct (Nat.eq_dec d 0) as [-> | ne]; [cbn; lra|].
  destruct (Max_attained d f) as (j & Hj & ->); [lia | apply H, Hj].
Qed.

Lemma Min_nonneg (d : nat) (f : nat -> R) : (forall i, (1 <= i <= d)%nat -> 0 <= f i) -> 0 <= Min d f.
Proof.
  intros H. destruct (Nat.eq_dec d 0) as [-> | ne]; [cbn; lra|].
  destruct (Min_attained d f) as (j & Hj & ->); [lia | apply H, Hj].
Qed.

Lemma Max_pos (d : nat) (f : nat -> R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> 0 < f i) -> 0 < Max d f.
Proof. intros Hd H. destruct (Max_attained d f Hd) as (j & Hj & ->). apply H, Hj. Qed.

Lemma Min_pos (d : nat) (f : nat -> R) :
  (1 <= d)%nat -> (forall i, (1 <= i <= d)%nat -> 0 < f i) -> 0 < Min d f.
Proof. intros Hd H. destruct (Min_attained d f Hd) as (j & Hj & ->). apply H, Hj. Qed.
