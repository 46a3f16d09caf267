(** Statements at given numbers: extrema decided, then compared.

    compare    a <= b, a < b, a = b between terms made of numerals
    refute     False from an untrue comparison, whose premises are shown to hold

    Both work by rational arithmetic, and by [certified] where a file that brings enclosures says what that is. *)

Require Import Reals Lra Lia.
From AM Require Import Fin Rationals Tactics Facts Gamma.
Open Scope R_scope.

Lemma plus_root (a b : R) : 0 <= b -> a = b * b -> sqrt a = b.
Proof. intros H ->. apply sqrt_square, H. Qed.

Lemma exp_of_zero (a : R) : a = 0 -> exp a = 1.
Proof. intros ->. apply exp_0. Qed.

Lemma ln_of_one (a : R) : a = 1 -> ln a = 0.
Proof. intros ->. apply ln_1. Qed.

Lemma over_1 (a : R) : a / 1 = a.
Proof. field. Qed.

Ltac quick := fail.                (* by an enclosure of few digits *)
Ltac certified := fail.            (* by an enclosure of as many digits as it takes *)
Ltac enclosing by_ := by_.         (* where there are integrals, between bounds that are as close as it takes *)
Ltac enclosing_closely by_ := by_. (* the same, between close bounds from the start *)

(** The values of sizes, and of natural exponents. *)
Ltac numerals :=
  repeat match goal with
  | |- context [INR ?n] =>
    rewrite (INR_IZR_INZ n); let z := eval vm_compute in (Z.of_nat n) in change (Z.of_nat n) with z
  end;
  repeat match goal with
  | |- context [(?x ^ ?n)%R] =>
    lazymatch n with O => fail | S _ => fail | _ => idtac end;
    let k := eval vm_compute in n in change (x ^ n)%R with (x ^ k)%R
  end.

(** Equal by arithmetic on numerals; where nothing else stands there that decides, unless something is divided by 0. *)
Ltac rational :=
  lazymatch goal with
  | |- ?a = ?b =>
    tryif (let x := written a in let y := written b in idtac) then compared
    else first [lra | field; repeat split; lra | (field_simplify; lra)]
  end.

Ltac plain e :=
  lazymatch e with
  | context [Rmax _ _] => fail
  | context [Rmin _ _] => fail
  | context [Rabs _] => fail
  | _ => idtac
  end.

Ltac algebraic e :=
  lazymatch e with
  | context [exp _] => fail
  | context [ln _] => fail
  | context [sqrt _] => fail
  | _ => plain e
  end.

Ltac root a :=
  first
  [ rewrite (plus_root a 0) by lra | rewrite (plus_root a 1) by lra | rewrite (plus_root a 2) by lra
  | rewrite (plus_root a (1 / 2)) by lra | rewrite (plus_root a 3) by lra | rewrite (plus_root a 4) by lra
  | rewrite (plus_root a (3 / 2)) by lra | rewrite (plus_root a (1 / 4)) by lra | rewrite (plus_root a (1 / 3)) by lra
  | rewrite (plus_root a (2 / 3)) by lra | rewrite (plus_root a (3 / 4)) by lra | rewrite (plus_root a (1 / 10)) by lra
  | rewrite (plus_root a 5) by lra | rewrite (plus_root a 10) by lra ].

(** exp 0, ln 1, ln of exp and roots of squares are numbers. *)
Ltac simplify :=
  unfold Rpower; rewrite ?Rplus_0_l, ?Rplus_0_r, ?Rmult_1_l, ?Rmult_1_r, ?over_1, ?ln_exp;
  repeat match goal with
  | |- context [exp ?a] => rewrite (exp_of_zero a) by rational
  | |- context [ln ?a] => rewrite (ln_of_one a) by rational
  | |- context [sqrt ?a] => algebraic a; root a
  end.

(** Exponentials of numbers that are equal are written alike. *)
Ltac alike :=
  repeat match goal with
  | |- context [exp ?a] =>
    match goal with
    | |- context [exp ?b] =>
      tryif constr_eq a b then fail else (let E := fresh in assert (E : a = b) by lra; rewrite E; clear E)
    end
  end.

Ltac equal := first [rational | expand | alike; simplify; first [rational | expand]].
Ltac tie := apply Req_le; equal.
Ltac at_most := first [lra | quick | (apply Rlt_le; quick)].
Ltac surely := first [lra | certified | tie].

(** Which of two numbers is the larger, from the inside; an absolute value by the sign of what stands in it. *)
Ltac decide_with by_ :=
  match goal with
  | |- context [Rmax ?a ?b] =>
    plain a; plain b; first [rewrite (Rmax_left a b) by by_ | rewrite (Rmax_right a b) by by_]
  | |- context [Rmin ?a ?b] =>
    plain a; plain b; first [rewrite (Rmin_left a b) by by_ | rewrite (Rmin_right a b) by by_]
  | |- context [Rabs ?a] => plain a; first [rewrite (Rabs_pos_eq a) by by_ | rewrite (Rabs_left1 a) by by_]
  end.

Ltac decided := simplify; repeat (first [decide_with ltac:(at_most) | decide_with ltac:(surely)]; simplify).

(** Sums and extrema over sizes that are numbers, term by term. *)
Ltac termwise := cbv beta; cbn [Sum Max Min Nat.add Nat.mul Nat.sub Nat.pred]; numerals; gamma_values.

Ltac written_out := termwise; decided.

Ltac compare :=
  written_out;
  lazymatch goal with
  | |- _ = _ => equal
  | |- _ <= _ => first [lra | certified | tie | field_simplify; lra]
  | |- _ < _ => first [lra | certified | field_simplify; lra]
  | |- _ <> _ =>
    enclosing ltac:(first [apply Rlt_not_eq; solve [lra | certified] | apply Rgt_not_eq; solve [lra | certified]])
  end.

Lemma last_or (i n : nat) : (1 <= i <= S n)%nat -> i = S n \/ (1 <= i <= n)%nat.
Proof. lia. Qed.

(** Every index in range, one after the other. *)
Ltac entries :=
  repeat match goal with
  | H : (1 <= _ <= 0)%nat |- _ => exfalso; lia
  | H : (1 <= ?i <= S ?n)%nat |- _ => destruct (last_or i n H) as [-> | ?]; clear H
  end.

(** A premise of a statement: a Gamma function, a size, the sign of a family, or a hypothesis. *)
Ltac premise :=
  lazymatch goal with
  | |- is_Gamma _ => assumption
  | |- (_ <= _)%nat => lia
  | |- forall _ : nat, _ => intros; entries; cbv beta iota; compare
  | |- _ => compare
  end.

Ltac met H :=
  repeat lazymatch type of H with
  | ?P -> _ => let p := fresh "p" in assert (p : P) by premise; specialize (H p); clear p
  end.

(** A function has one derivative: that which is claimed is the one found by structure.

    Of a second derivative the first one is replaced by the one that is found. *)
Ltac slope_found H :=
  cbn [Sum Nat.add Nat.mul Nat.sub Nat.pred] in H; cbv beta iota in H;
  lazymatch type of H with
  | derivable_pt_lim ?f ?t ?l =>
    let f' := slope f in
    let E := fresh in
    assert (E : l = f' t) by (apply (uniqueness_limite f t); [exact H | cbv beta; derive_step]);
    cbv beta in E; revert E; lazymatch goal with |- ?a = ?b -> _ => change (a <> b) end
  | exists g, (forall s, derivable_pt_lim (@?f s) 0 _) /\ _ =>
    let h := constr:(fun s : R => ltac:(
      let moved := eval cbv beta in (f s) in
      let f' := slope moved in
      let here := eval cbv beta in (f' 0) in exact here)) in
    destruct H as (g & H1 & H2);
    assert (E : forall s, g s = h s)
      by (intros s; apply (uniqueness_limite (f s) 0); [apply H1 | cbv beta; derive_step]);
    apply (deriv_ext g h 0 _ E) in H2; slope_found H2
  end.

Ltac refute H :=
  met H;
  lazymatch type of H with
  | ?a <= ?b => apply (Rlt_not_le a b); [compare | exact H]
  | ?a < ?b => apply (Rle_not_lt a b); [compare | exact H]
  | ?a = ?b => revert H; change (a <> b); compare
  | _ => slope_found H; compare
  end.

(** Within a distance of a number, by enclosures alone. *)
Ltac near :=
  termwise; unfold Rpower;
  apply Rabs_le; repeat first [decide_with ltac:(quick) | decide_with ltac:(surely)];
  enclosing_closely ltac:(first [certified | split; first [lra | certified]]).
