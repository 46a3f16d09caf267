(** The integral over [0, 1], of functions that are continuous there: Coquelicot's Riemann integral.

    smooth f       f is continuous at every point of [0, 1]
    integral f a   f is smooth and its integral is a *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Hierarchy Continuity RInt RInt_analysis Derive Derive_2d Rcomplements.
From AM Require Import Fin Power Tactics Facts.
Open Scope R_scope.

Definition Integral (f : R -> R) : R := @RInt R_CompleteNormedModule f 0 1.

Definition Integrable (f : R -> R) : Prop := @ex_RInt R_NormedModule f 0 1.

Definition smooth (f : R -> R) : Prop := forall t, 0 <= t <= 1 -> continuity_pt f t.

Definition integral (f : R -> R) (a : R) : Prop := smooth f /\ Integral f = a.

Lemma smooth_continuous (f : R -> R) : smooth f -> forall t, 0 <= t <= 1 -> continuous f t.
Proof. intros H t Ht. apply continuity_pt_filterlim, H, Ht. Qed.

Lemma smooth_integrable (f : R -> R) : smooth f -> Integrable f.
Proof.
  intros H. apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros t.
  rewrite Rmin_left, Rmax_right by lra. apply smooth_continuous, H.
Qed.

Lemma Integral_ext (f g : R -> R) : (forall t, 0 < t < 1 -> f t = g t) -> Integral f = Integral g.
Proof. intros H. apply RInt_ext. intros t. rewrite Rmin_left, Rmax_right by lra. apply H. Qed.

Lemma Integral_le (f g : R -> R) :
  smooth f -> smooth g -> (forall t, 0 < t < 1 -> f t <= g t) -> Integral f <= Integral g.
Proof. intros Hf Hg H. apply RInt_le; [lra | apply smooth_integrable, Hf | apply smooth_integrable, Hg | exact H]. Qed.

Lemma Integral_lt (f g : R -> R) :
  smooth f -> smooth g -> (forall t, 0 < t < 1 -> f t < g t) -> Integral f < Integral g.
Proof. intros Hf Hg H. apply RInt_lt; [lra | apply smooth_continuous, Hg | apply smooth_continuous, Hf | exact H]. Qed.

Lemma Integral_const (c : R) : Integral (fun _ => c) = c.
Proof. unfold Integral. rewrite RInt_const. cbv [scal]; cbn. unfold mult; cbn. ring. Qed.

Lemma smooth_const (c : R) : smooth (fun _ => c).
Proof. intros t _. apply cont_const. Qed.

Lemma Integral_nonneg (f : R -> R) : smooth f -> (forall t, 0 < t < 1 -> 0 <= f t) -> 0 <= Integral f.
Proof.
  intros Hf H. rewrite <- (Integral_const 0). apply Integral_le; [apply smooth_const | exact Hf | exact H].
Qed.

Lemma Integral_pos (f : R -> R) : smooth f -> (forall t, 0 < t < 1 -> 0 < f t) -> 0 < Integral f.
Proof.
  intros Hf H. rewrite <- (Integral_const 0). apply Integral_lt; [apply smooth_const | exact Hf | exact H].
Qed.

(** * Taken apart *)

Lemma integral_of (f : R -> R) : smooth f -> integral f (Integral f).
Proof. intros H. split; [exact H | reflexivity]. Qed.

Lemma integral_one : integral (fun _ => 1) 1.
Proof. split; [apply smooth_const | apply Integral_const]. Qed.

Lemma integral_plus (f g : R -> R) (a b : R) : integral f a -> integral g b -> integral (fun t => f t + g t) (a + b).
Proof.
  intros [Hf <-] [Hg <-]. split; [intros t Ht; apply (cont_plus f g); [apply Hf, Ht | apply Hg, Ht] |].
  exact (RInt_plus f g 0 1 (smooth_integrable f Hf) (smooth_integrable g Hg)).
Qed.

Lemma integral_scal (c : R) (f : R -> R) (a : R) : integral f a -> integral (fun t => c * f t) (c * a).
Proof.
  intros [Hf <-]. split; [intros t Ht; apply (cont_mult (fun _ => c) f); [apply cont_const | apply Hf, Ht] |].
  exact (RInt_scal f 0 1 c (smooth_integrable f Hf)).
Qed.

Lemma integral_Sum (d : nat) (f : nat -> R -> R) (a : nat -> R) :
  (forall i, (1 <= i <= d)%nat -> integral (f i) (a i)) -> integral (fun t => Sum d (fun i => f i t)) (Sum d a).
Proof.
  induction d as [|d IH]; intros H; [split; [exact (smooth_const 0) | exact (Integral_const 0)] |].
  apply (integral_plus (fun t => Sum d (fun i => f i t)) (f (S d))); [apply IH; intros; apply H; lia | apply H; lia].
Qed.

Ltac integral_step :=
  lazymatch goal with
  | |- integral (fun t => @?f t + @?g t) (?a + ?b) => apply (integral_plus f g a b); integral_step
  | |- integral (fun t => ?c * @?f t) (?c * ?a) => apply (integral_scal c f a); integral_step
  | |- integral (fun t => Sum ?d (fun i => @?f t i)) (Sum ?d ?a) =>
    apply (integral_Sum d (fun i t => f t i) a); intros; cbv beta; integral_step
  | |- integral (fun _ => 1) 1 => exact integral_one
  | |- integral _ _ => first [apply integral_of; assumption | apply integral_of; match goal with H : forall _, _ |- _ => apply H; size end]
  end.

(** Integral (c * f + ..) = c * Integral f + .., where the parts are known to be smooth. *)
Ltac integral_out :=
  lazymatch goal with |- Integral ?f = ?a => apply (proj2 (A := smooth f) (B := Integral f = a)); change (integral f a); integral_step end.

(** * The fundamental theorem *)

Definition clamp (x : R) : R := Rmax 0 (Rmin x 1).

Lemma clamp_in (x : R) : 0 <= clamp x <= 1.
Proof. unfold clamp. split; [apply Rmax_l | apply Rmax_lub; [lra | apply Rmin_r]]. Qed.

Lemma clamp_is (x : R) : 0 <= x <= 1 -> clamp x = x.
Proof. intros H. unfold clamp. rewrite Rmin_left, Rmax_right by lra. reflexivity. Qed.

Lemma clamp_continuous (x : R) : continuity_pt clamp x.
Proof.
  assert (E : forall y, clamp y = ((y + 1) / 2 - Rabs (y - 1) / 2) / 2 + Rabs ((y + 1) / 2 - Rabs (y - 1) / 2) / 2).
  { intros y. unfold clamp, Rmax, Rmin, Rabs.
    repeat (destruct (Rle_dec _ _) || destruct (Rcase_abs _)); lra. }
  apply (continuity_pt_ext (fun y => ((y + 1) / 2 - Rabs (y - 1) / 2) / 2 + Rabs ((y + 1) / 2 - Rabs (y - 1) / 2) / 2)).
  - intros y. symmetry. apply E.
  - continuous.
Qed.

Lemma fundamental (F f : R -> R) :
  (forall t, 0 < t < 1 -> derivable_pt_lim F t (f t)) -> smooth F -> smooth f -> Integral f = F 1 - F 0.
Proof.
  intros D CF Cf. set (g := fun x => f (clamp x)).
  assert (Cg : forall x, continuous g x).
  { intros x. apply continuity_pt_filterlim. apply (cont_comp clamp f); [apply clamp_continuous | apply Cf, clamp_in]. }
  assert (Ig : forall a b, ex_RInt g a b).
  { intros. apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros; apply Cg. }
  set (G := fun x => @RInt R_CompleteNormedModule g 0 x).
  assert (DG : forall x, derivable_pt_lim G x (g x)).
  { intros x. apply is_derive_Reals. apply (is_derive_RInt g G 0 x); [| apply Cg].
    apply filter_forall. intros y. apply (RInt_correct (V := R_CompleteNormedModule)), Ig. }
  assert (E : G 0 - F 0 = G 1 - F 1).
  { apply (growth_eq (fun x => G x - F x) (fun x => g x - f x) 0 1); [lra | | |].
    - intros t Ht. apply (deriv_minus G F); [apply DG | apply D, Ht].
    - intros t Ht. apply (cont_minus G F); [apply (cont_deriv _ _ _ (DG t)) | apply CF, Ht].
    - intros t Ht. unfold g. rewrite clamp_is by lra. ring. }
  assert (Z : G 0 = 0) by (unfold G; rewrite RInt_point; reflexivity).
  rewrite Z in E. replace (F 1 - F 0) with (G 1) by lra.
  apply Integral_ext. intros t Ht. unfold g. rewrite clamp_is by lra. reflexivity.
Qed.

(** * Under the integral sign

    Both a function of s and t and its derivative in s are to be continuous in both, everywhere. *)

Lemma deriv_Integral (f f' : R -> R -> R) (s : R) :
  (forall u t, derivable_pt_lim (fun z => f z t) u (f' u t)) -> (forall u t, continuity_2d_pt f' u t) ->
  (forall u t, continuity_pt (f u) t) ->
  derivable_pt_lim (fun u => Integral (fun t => f u t)) s (Integral (fun t => f' s t)).
Proof.
  intros D C Cf.
  assert (E : forall u t, Derive (fun z => f z t) u = f' u t).
  { intros u t. apply is_derive_unique, is_derive_Reals, D. }
  apply (deriv_is _ _ (Integral (fun t => Derive (fun z => f z t) s))).
  - apply is_derive_Reals, (is_derive_RInt_param f 0 1 s).
    + apply filter_forall. intros u t _. exists (f' u t). apply is_derive_Reals, D.
    + intros t _. apply (continuity_2d_pt_ext f'); [intros; symmetry; apply E | apply C].
    + apply filter_forall. intros u. apply (smooth_integrable (f u)). intros t _. apply Cf.
  - apply Integral_ext. intros t _. apply E.
Qed.

Ltac continuous_2d :=
  cbv beta;
  lazymatch goal with
  | |- continuity_2d_pt (fun _ _ => ?c) _ _ => apply continuity_2d_pt_const
  | |- continuity_2d_pt (fun u _ => u) _ _ => apply continuity_2d_pt_id1
  | |- continuity_2d_pt (fun _ v => v) _ _ => apply continuity_2d_pt_id2
  | |- continuity_2d_pt (fun u v => @?a u v + @?b u v) _ _ => apply (continuity_2d_pt_plus a b); continuous_2d
  | |- continuity_2d_pt (fun u v => @?a u v - @?b u v) _ _ => apply (continuity_2d_pt_minus a b); continuous_2d
  | |- continuity_2d_pt (fun u v => - @?a u v) _ _ => apply (continuity_2d_pt_opp a); continuous_2d
  | |- continuity_2d_pt (fun u v => @?a u v * @?b u v) _ _ => apply (continuity_2d_pt_mult a b); continuous_2d
  | |- continuity_2d_pt (fun u v => @?a u v / @?b u v) _ _ =>
    apply (continuity_2d_pt_mult a (fun u v => / b u v)); [continuous_2d |
      apply (continuity_2d_pt_inv b); [continuous_2d | cbv beta; pos]]
  | |- continuity_2d_pt (fun u v => / @?a u v) _ _ =>
    apply (continuity_2d_pt_inv a); [continuous_2d | cbv beta; pos]
  | |- continuity_2d_pt (fun u v => exp (@?a u v)) ?x ?y =>
    apply (continuity_1d_2d_pt_comp exp a); [apply (cont_exp (fun z => z)), cont_id | continuous_2d]
  | |- continuity_2d_pt (fun u v => Power (@?a u v) ?y) _ _ =>
    apply (continuity_1d_2d_pt_comp (fun z => Power z y) a);
      [apply (cont_Power y (fun z => z)); [pos | apply cont_id] | continuous_2d]
  | |- continuity_2d_pt (fun u v => @?a u v ^ ?k) _ _ =>
    apply (continuity_1d_2d_pt_comp (fun z => z ^ k) a); [apply (cont_pow k (fun z => z)), cont_id | continuous_2d]
  end.

Ltac slope_more f ::=
  lazymatch f with
  | fun s => Integral (fun t => @?a s t) =>
    let a' := constr:(fun t : R => ltac:(
      let f := eval cbv beta in (fun s : R => a s t) in let r := slope f in exact r)) in
    constr:(fun s : R => Integral (fun t => a' t s))
  end.

Ltac derive_more ::=
  lazymatch goal with
  | |- derivable_pt_lim (fun s => Integral (fun t => @?a s t)) ?s (Integral ?l) =>
    let P := eval pattern s in l in
    lazymatch P with
    | ?l' _ => apply (deriv_Integral a l' s); [intros ? ? | intros; continuous_2d | intros; continuous_step]
    end
  end.

Ltac continuous_more ::=
  lazymatch goal with
  | |- continuity_pt (fun s => Integral (fun t => @?a s t)) ?s =>
    let l := slope_more (fun s : R => Integral (fun t => a s t)) in
    apply (cont_deriv _ s (l s)); cbv beta; derive_more; derive_step
  end.
