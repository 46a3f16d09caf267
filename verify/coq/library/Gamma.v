(** The Gamma function on the positive reals, by what determines it.

    By the theorem of Bohr and Mollerup only one function has the first four of these properties; that its value at 1/2
    is the root of pi follows from them.  A statement that speaks of Gamma is about every function that has them. *)

Require Import Reals Lra.
Open Scope R_scope.

Definition is_Gamma (G : R -> R) : Prop :=
  (forall x, 0 < x -> 0 < G x) /\
  (forall x, 0 < x -> G (x + 1) = x * G x) /\
  G 1 = 1 /\
  (forall x y w, 0 < x -> 0 < y -> 0 <= w <= 1 -> ln (G (w * x + (1 - w) * y)) <= w * ln (G x) + (1 - w) * ln (G y)) /\
  G (1 / 2) = sqrt PI.

Lemma Gamma_pos (G : R -> R) : is_Gamma G -> forall x, 0 < x -> 0 < G x.
Proof. intros H. apply H. Qed.

Lemma Gamma_next (G : R -> R) : is_Gamma G -> forall x y, 0 < y -> x = y + 1 -> G x = y * G y.
Proof. intros (_ & H & _) x y Hy ->. apply H, Hy. Qed.

Lemma Gamma_1 (G : R -> R) : is_Gamma G -> G 1 = 1.
Proof. intros H. apply H. Qed.

Lemma Gamma_half (G : R -> R) : is_Gamma G -> G (1 / 2) = sqrt PI.
Proof. intros H. apply H. Qed.

(** Values at numbers that are a multiple of 1/2, put in their place in a hypothesis. *)
Ltac gamma_value G H a :=
  match goal with
  | _ => constr:(eq_trans (f_equal G (ltac:(field) : a = 1)) (Gamma_1 G H))
  | _ => constr:(eq_trans (f_equal G (ltac:(field) : a = 1 / 2)) (Gamma_half G H))
  | _ =>
    let b := constr:(a - 1) in
    let down := constr:(Gamma_next G H a b ltac:(lra) ltac:(ring)) in
    let e := gamma_value G H b in
    constr:(eq_trans down (f_equal (Rmult b) e))
  end.

Ltac gamma_values_in H0 :=
  progress repeat match goal with
  | H : is_Gamma ?G |- _ =>
    match type of H0 with
    | context [G ?a] => let e := gamma_value G H a in rewrite e in H0
    end
  end.

(** The same in the goal. *)
Ltac gamma_values :=
  repeat match goal with
  | H : is_Gamma ?G |- _ =>
    match goal with |- context [G ?a] => let e := gamma_value G H a in rewrite e end
  end.
