(** Comparisons of numbers that are written with literals, sizes, + - * / and whole powers: decided by whole numbers. *)

Require Import Reals Lra Lia ZArith List.
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

(** * Their order: that of p s and r q, once what is below the line is made positive *)

Definition upright (e : num) : Z * Z := let (p, q) := fraction e in if (q <? 0)%Z then (- p, - q)%Z else (p, q).

Lemma upright_is (e : num) : let (p, q) := upright e in (0 < q)%Z -> 0 < IZR q /\ value e = IZR p / IZR q.
Proof.
  unfold upright. generalize (fraction_is e). destruct (fraction e) as [p q]. intros E.
  destruct (Z.ltb_spec q 0) as [H|H]; intros positive; (split; [apply IZR_lt, positive|]); rewrite E by lia.
  - rewrite !opp_IZR. field. apply not_0_IZR. lia.
  - reflexivity.
Qed.

Definition ordered (order : Z -> Z -> bool) (a b : num) : bool :=
  let (p, q) := upright a in
  let (r, s) := upright b in
  ((0 <? q) && (0 <? s) && order (p * s) (r * q))%Z%bool.

Lemma ordered_is order (a b : num) : ordered order a b = true ->
  exists p q r s, 0 < IZR q /\ 0 < IZR s /\ value a = IZR p / IZR q /\ value b = IZR r / IZR s /\
    order (p * s)%Z (r * q)%Z = true.
Proof.
  unfold ordered. generalize (upright_is a), (upright_is b).
  destruct (upright a) as [p q], (upright b) as [r s]. intros A B H.
  apply andb_prop in H as [H O]. apply andb_prop in H as [Q S].
  destruct (A (proj1 (Z.ltb_lt _ _) Q)), (B (proj1 (Z.ltb_lt _ _) S)). exists p, q, r, s. auto.
Qed.

(** A quotient times what is below its line and a positive number. *)
Lemma cleared (p q s : R) : 0 < q -> p / q * (q * s) = p * s.
Proof. intros H. field. lra. Qed.

Lemma at_most (a b : num) : ordered Z.leb a b = true -> value a <= value b.
Proof.
  intros H. destruct (ordered_is _ a b H) as (p & q & r & s & Q & S & -> & -> & O).
  apply Z.leb_le, IZR_le in O. rewrite !mult_IZR in O.
  apply (Rmult_le_reg_r (IZR q * IZR s)); [apply Rmult_lt_0_compat; assumption|].
  rewrite (cleared _ _ _ Q), (Rmult_comm (IZR q)), (cleared _ _ _ S). exact O.
Qed.

Lemma less_products (p q r s : Z) : (0 < q)%Z -> (0 < s)%Z -> (p * s < r * q)%Z -> IZR p / IZR q < IZR r / IZR s.
Proof.
  intros Q S H. apply IZR_lt in Q, S, H. rewrite !mult_IZR in H.
  apply (Rmult_lt_reg_r (IZR q * IZR s)); [apply Rmult_lt_0_compat; assumption|].
  rewrite (cleared _ _ _ Q), (Rmult_comm (IZR q)), (cleared _ _ _ S). exact H.
Qed.

Lemma less (a b : num) : ordered Z.ltb a b = true -> value a < value b.
Proof.
  intros H. destruct (ordered_is _ a b H) as (p & q & r & s & Q & S & -> & -> & O).
  apply less_products; [apply lt_IZR, Q | apply lt_IZR, S | apply Z.ltb_lt, O].
Qed.

Lemma same_number (a b : num) : ordered Z.eqb a b = true -> value a = value b.
Proof.
  intros H. destruct (ordered_is _ a b H) as (p & q & r & s & Q & S & -> & -> & O).
  apply Z.eqb_eq, (f_equal IZR) in O. rewrite !mult_IZR in O.
  apply (Rmult_eq_reg_r (IZR q * IZR s)); [|apply Rgt_not_eq, Rmult_lt_0_compat; assumption].
  rewrite (cleared _ _ _ Q), (Rmult_comm (IZR q)), (cleared _ _ _ S). exact O.
Qed.

(** * Products of powers of positive numbers, of which 64 binary digits decide *)

(** A bound, from above or from below: m 2^e. *)
Definition bound (up : bool) (x : Z) (d : Z * Z) : Prop :=
  let (m, e) := d in (0 <= m /\ 0 <= e /\ if up then x <= m * 2 ^ e else m * 2 ^ e <= x)%Z.

Definition cut (up : bool) (m e : Z) : Z * Z :=
  let s := (Z.log2 m - 63)%Z in
  if (s <=? 0)%Z then (m, e) else (Z.shiftr m s + (if up then 1 else 0), e + s)%Z.

Lemma bound_cut up x m e : bound up x (m, e) -> bound up x (cut up m e).
Proof.
  unfold cut. destruct (Z.leb_spec (Z.log2 m - 63) 0) as [_|H]; [trivial|]. intros (M & E & B).
  set (s := (Z.log2 m - 63)%Z) in *. rewrite Z.shiftr_div_pow2 by lia.
  assert (P : (0 < 2 ^ s)%Z) by (apply Z.pow_pos_nonneg; lia).
  assert (Q : (0 < 2 ^ e)%Z) by (apply Z.pow_pos_nonneg; lia).
  pose proof (Z.div_pos m (2 ^ s) M P). pose proof (Z.mul_div_le m (2 ^ s) P).
  pose proof (Z.mul_succ_div_gt m (2 ^ s) P).
  unfold bound. rewrite Z.pow_add_r by lia. destruct up; (repeat split; [lia | lia | nia]).
Qed.

Definition times (up : bool) (a b : Z * Z) : Z * Z := cut up (fst a * fst b) (snd a + snd b).

Lemma bound_times up x y a b :
  (0 <= x)%Z -> (0 <= y)%Z -> bound up x a -> bound up y b -> bound up (x * y) (times up a b).
Proof.
  destruct a as [m e], b as [n f]. intros X Y (M & E & A) (N & F & B). apply bound_cut.
  unfold bound; cbn [fst snd]. rewrite Z.pow_add_r by lia.
  assert (P : (0 < 2 ^ e)%Z) by (apply Z.pow_pos_nonneg; lia).
  assert (Q : (0 < 2 ^ f)%Z) by (apply Z.pow_pos_nonneg; lia).
  replace (m * n * (2 ^ e * 2 ^ f))%Z with ((m * 2 ^ e) * (n * 2 ^ f))%Z by ring.
  destruct up; (repeat split; [nia | lia | apply Z.mul_le_mono_nonneg; nia]).
Qed.

Fixpoint power (up : bool) (a : Z * Z) (k : positive) : Z * Z :=
  match k with
  | xH => a
  | xO k => let s := power up a k in times up s s
  | xI k => let s := power up a k in times up a (times up s s)
  end.

Lemma bound_power up x a k : (0 <= x)%Z -> bound up x a -> bound up (x ^ Zpos k) (power up a k).
Proof.
  intros X B. induction k as [k IH | k IH |]; cbn [power].
  - rewrite Pos2Z.inj_xI, Z.pow_add_r, Z.pow_twice_r, Z.pow_1_r, Z.mul_comm by lia.
    pose proof (Z.pow_nonneg x (Zpos k) X). repeat apply bound_times; auto. apply Z.mul_nonneg_nonneg; auto.
  - rewrite Pos2Z.inj_xO, Z.pow_twice_r. pose proof (Z.pow_nonneg x (Zpos k) X). apply bound_times; auto.
  - rewrite Z.pow_1_r. exact B.
Qed.

(** What stands above and below the line, as bases with exponents; None where a number is not positive for sure. *)
Definition powers := list (positive * positive).

Fixpoint product (l : powers) : Z := match l with nil => 1 | (p, k) :: l => Zpos p ^ Zpos k * product l end%Z.

Fixpoint raised (n : positive) (l : powers) : powers :=
  match l with nil => nil | (p, k) :: l => (p, k * n)%positive :: raised n l end.

Fixpoint factors (e : num) : option (powers * powers) :=
  let both a b f :=
    match factors a, factors b with Some (p, q), Some (r, s) => Some (f p q r s) | _, _ => None end in
  match e with
  | Literal (Zpos p) => Some ((p, 1%positive) :: nil, nil)
  | Times a b => both a b (fun p q r s => (p ++ r, q ++ s))
  | Over a b => both a b (fun p q r s => (p ++ s, q ++ r))
  | Inverse a => match factors a with Some (p, q) => Some (q, p) | None => None end
  | Raised a (S n) =>
    let k := Pos.of_succ_nat n in
    match factors a with Some (p, q) => Some (raised k p, raised k q) | None => None end
  | _ => None
  end.

Lemma product_pos l : (0 < product l)%Z.
Proof.
  induction l as [|[p k] l IH]; cbn [product]; [lia|]. apply Z.mul_pos_pos; [apply Z.pow_pos_nonneg; lia | exact IH].
Qed.

Lemma product_app l m : product (l ++ m) = (product l * product m)%Z.
Proof. induction l as [|[p k] l IH]; cbn [product app]; [destruct (product m); reflexivity | rewrite IH; ring]. Qed.

Lemma product_raised n l : product (raised n l) = (product l ^ Zpos n)%Z.
Proof.
  induction l as [|[p k] l IH]; cbn [product raised]; [rewrite Z.pow_1_l; lia|].
  rewrite IH, Z.pow_mul_l, Pos2Z.inj_mul, Z.pow_mul_r by lia. reflexivity.
Qed.

Lemma factors_are e :
  match factors e with Some (p, q) => value e = IZR (product p) / IZR (product q) | None => True end.
Proof.
  assert (P : forall l, IZR (product l) <> 0) by (intros l; apply not_0_IZR; pose proof (product_pos l); lia).
  induction e as [z | m | a IHa b IHb | a IHa b IHb | a IHa b IHb | a IHa b IHb | a IHa | a IHa | a IHa n];
    cbn [factors value]; trivial.
  - destruct z; trivial. cbn [product]. rewrite Z.pow_1_r, Z.mul_1_r. field.
  - destruct (factors a) as [[p q]|], (factors b) as [[r s]|]; trivial.
    rewrite IHa, IHb, !product_app, !mult_IZR. field. auto.
  - destruct (factors a) as [[p q]|], (factors b) as [[r s]|]; trivial.
    rewrite IHa, IHb, !product_app, !mult_IZR. field. auto.
  - destruct (factors a) as [[p q]|]; trivial. rewrite IHa. field. auto.
  - destruct n as [|n]; trivial. destruct (factors a) as [[p q]|]; trivial.
    rewrite IHa, !product_raised, Zpos_P_of_succ_nat, <- Nat2Z.inj_succ, <- !pow_IZR. unfold Rdiv.
    rewrite Rpow_mult_distr, pow_inv. reflexivity.
Qed.

Fixpoint bounded (up : bool) (l : powers) : Z * Z :=
  match l with nil => (1, 0)%Z | (p, k) :: l => times up (power up (Zpos p, 0%Z) k) (bounded up l) end.

Lemma bound_bounded up l : bound up (product l) (bounded up l).
Proof.
  induction l as [|[p k] l IH]; cbn [product bounded]; [destruct up; cbn; lia|].
  pose proof (product_pos l). apply bound_times; [apply Z.pow_nonneg; lia | lia | apply bound_power | exact IH]; [lia|].
  destruct up; cbn; lia.
Qed.

(** By bounds of some 64 digits: where their exponents differ by more than 128, these decide. *)
Definition apart (a b : num) : bool :=
  match factors a, factors b with
  | Some (p, q), Some (r, s) =>
    let (m, e) := bounded true (p ++ s) in
    let (n, f) := bounded false (r ++ q) in
    if e <=? f then m <? n * 2 ^ Z.min (f - e) 128 else if e - f <=? 128 then m * 2 ^ (e - f) <? n else false
  | _, _ => false
  end%Z.

Lemma less_apart (a b : num) : apart a b = true -> value a < value b.
Proof.
  unfold apart. generalize (factors_are a), (factors_are b).
  destruct (factors a) as [[p q]|], (factors b) as [[r s]|]; try discriminate. intros -> ->.
  pose proof (bound_bounded true (p ++ s)) as U. pose proof (bound_bounded false (r ++ q)) as L.
  destruct (bounded true (p ++ s)) as [m e], (bounded false (r ++ q)) as [n f].
  cbn in U, L. rewrite product_app in U, L.
  intros H. apply less_products; try apply product_pos.
  enough (m * 2 ^ e < n * 2 ^ f)%Z by lia.
  assert (forall k, 0 <= k -> 0 < 2 ^ k)%Z as P by (intros; apply Z.pow_pos_nonneg; lia).
  destruct (Z.leb_spec e f); [|destruct (e - f <=? 128)%Z; [|discriminate]]; apply Z.ltb_lt in H.
  - replace f with (f - e + e)%Z by lia. rewrite Z.pow_add_r, Z.mul_assoc by lia.
    apply Z.mul_lt_mono_pos_r; [apply P; lia|].
    assert (2 ^ Z.min (f - e) 128 <= 2 ^ (f - e))%Z by (apply Z.pow_le_mono_r; lia).
    assert (0 < n)%Z; [|nia].
    pose proof (product_pos p). pose proof (product_pos s). pose proof (P e ltac:(lia)).
    pose proof (P (Z.min (f - e) 128) ltac:(lia)). nia.
  - replace e with (e - f + f)%Z by lia. rewrite Z.pow_add_r, Z.mul_assoc by lia.
    apply Z.mul_lt_mono_pos_r; [apply P; lia | exact H].
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
  | |- ?a <= ?b =>
    let x := written a in
    let y := written b in
    first
    [ exact (Rlt_le _ _ (less_apart x y (@eq_refl bool true <: apart x y = true)))
    | exact (at_most x y (@eq_refl bool true <: ordered Z.leb x y = true)) ]
  | |- ?a < ?b =>
    let x := written a in
    let y := written b in
    first
    [ exact (less_apart x y (@eq_refl bool true <: apart x y = true))
    | exact (less x y (@eq_refl bool true <: ordered Z.ltb x y = true)) ]
  | |- ?a = ?b =>
    let x := written a in
    let y := written b in
    exact (same_number x y (@eq_refl bool true <: ordered Z.eqb x y = true))
  end.

Ltac numbers :=
  cbv beta;
  repeat match goal with |- context [Rpower ?a (IZR (Zpos ?p))] => rewrite (whole_Rpower a p) by compared end;
  compared.
