(** Equations of polynomials and of their quotients, by the normal forms of Coq's [ring] and [field].

    These tactics read the terms in Ltac, which takes them most of their time; here that is done in Ltac2. *)

Require Import Reals List NArith ZArith Ring_polynom Field_theory InitialRing RealField.
From Ltac2 Require Import Ltac2.
Set Default Proof Mode "Classic".
Open Scope R_scope.

(** * Polynomials and quotients with whole coefficients *)

Lemma whole_numbers : ring_morph 0 1 Rplus Rmult Rminus Ropp eq 0%Z 1%Z Z.add Z.mul Z.sub Z.opp Zeq_bool IZR.
Proof.
  constructor; auto using plus_IZR, minus_IZR, mult_IZR, opp_IZR.
  intros x y H. f_equal. apply Zeq_bool_eq, H.
Qed.

Lemma whole_equal (a b : Z) : IZR a = IZR b -> Zeq_bool a b = true.
Proof. intros H. apply Zeq_is_eq_bool, eq_IZR, H. Qed.

Definition polynomial_at : list R -> PExpr Z -> R := PEeval 0 1 Rplus Rmult Rminus Ropp IZR N.to_nat pow.

Definition quotient_at : list R -> FExpr Z -> R := FEeval 0 1 Rplus Rmult Rminus Ropp Rdiv Rinv IZR N.to_nat pow.

(** What is known of the letters: equations, of which the left sides are put in the place of the right ones. *)
Definition known (at_ : list R) : list (PExpr Z * PExpr Z) -> Prop :=
  interp_PElist 0 1 Rplus Rmult Rminus Ropp eq IZR N.to_nat pow at_.

Definition rewritten := mk_monpol_list 0%Z 1%Z Z.add Z.mul Z.sub Z.opp Zeq_bool Z.quotrem.

Definition normal := norm_subst 0%Z 1%Z Z.add Z.mul Z.sub Z.opp Zeq_bool Z.quotrem 100.

Definition same_polynomial (given : list (PExpr Z * PExpr Z)) (a b : PExpr Z) : bool :=
  let rules := rewritten given in Peq Zeq_bool (normal rules a) (normal rules b).

Lemma by_polynomials (at_ : list R) given (a b : PExpr Z) :
  known at_ given -> same_polynomial given a b = true -> polynomial_at at_ a = polynomial_at at_ b.
Proof.
  exact (ring_correct Rset (Eq_ext _ _ _) (Rth_ARth Rset (Eq_ext _ _ _) RTheory) whole_numbers R_power_theory
    (Ztriv_div_th Rset IZR) 100 at_ given a b).
Qed.

Definition over := Fnorm 0%Z 1%Z Z.add Z.mul Z.sub Z.opp Zeq_bool.

Definition same_quotient (given : list (PExpr Z * PExpr Z)) (a b : FExpr Z) : bool :=
  let p := over a in let q := over b in
  same_polynomial given (PEmul (num p) (denum q)) (PEmul (num q) (denum p)).

Definition divisors (a b : FExpr Z) : list (PExpr Z) :=
  Fapp (Fcons2 0%Z 1%Z Z.add Z.mul Z.sub Z.opp Zeq_bool Z.quotrem) (condition (over a) ++ condition (over b)) nil.

Definition nonzero (at_ : list R) : list (PExpr Z) -> Prop :=
  PCond 0 1 Rplus Rmult Rminus Ropp eq IZR N.to_nat pow at_.

Lemma by_quotients (at_ : list R) given (a b : FExpr Z) divisors_ :
  known at_ given -> same_quotient given a b = true -> divisors a b = divisors_ -> nonzero at_ divisors_ ->
  quotient_at at_ a = quotient_at at_ b.
Proof.
  intros Hk Hs <- Hd.
  apply (Field_correct Rset (Eq_ext _ _ _) (f_equal Rinv) (F2AF Rset (Eq_ext _ _ _) Rfield) whole_numbers R_power_theory
    (Ztriv_div_th Rset IZR) 100 at_ given a b Hk eq_refl eq_refl eq_refl Hs).
  apply (Pcond_simpl_complete Rset (Eq_ext _ _ _) (F2AF Rset (Eq_ext _ _ _) Rfield) whole_numbers
    R_power_theory (Ztriv_div_th Rset IZR) whole_equal).
  intros lock ->. exact Hd.
Qed.

(** * Read off the goal *)

Ltac2 app (f : constr) (xs : constr list) := Constr.Unsafe.make (Constr.Unsafe.App f (Array.of_list xs)).

Ltac2 rec pos_of_int (k : int) : constr :=
  if Int.equal k 1 then '(xH) else
  let half := pos_of_int (Int.div k 2) in
  if Int.equal (Int.mod k 2) 0 then app '(xO) [half] else app '(xI) [half].

Ltac2 rec index_of (p : constr) : int :=
  lazy_match! p with xH => 1 | xO ?q => Int.mul 2 (index_of q) | xI ?q => Int.add 1 (Int.mul 2 (index_of q)) end.

(** Numbers written out. *)
Ltac2 rec is_pos (p : constr) : bool :=
  lazy_match! p with xH => true | xO ?q => is_pos q | xI ?q => is_pos q | _ => false end.

Ltac2 is_whole (z : constr) : bool :=
  lazy_match! z with Z0 => true | Zpos ?p => is_pos p | Zneg ?p => is_pos p | _ => false end.

Ltac2 rec is_natural (n : constr) : bool := lazy_match! n with O => true | S ?m => is_natural m | _ => false end.

(** The letter for a term that is opened no further, the next one if it is new. *)
Ltac2 letter (letters : constr list ref) (t : constr) : constr :=
  let rec search k xs :=
    match xs with
    | [] => letters.(contents) := List.append (letters.(contents)) [t]; k
    | x :: xs => if Constr.equal x t then k else search (Int.add k 1) xs
    end in
  pos_of_int (search 1 (letters.(contents))).

Ltac2 rec polynomial_of (letters : constr list ref) (t : constr) : constr :=
  let of := polynomial_of letters in
  let other t := app '(@PEX Z) [letter letters t] in
  lazy_match! t with
  | ?a + ?b => let a := of a in app '(@PEadd Z) [a; of b]
  | ?a - ?b => let a := of a in app '(@PEsub Z) [a; of b]
  | ?a * ?b => let a := of a in app '(@PEmul Z) [a; of b]
  | ?a / ?b => let a := of a in app '(@PEmul Z) [a; other (app '(Rinv) [b])]
  | - ?a => app '(@PEopp Z) [of a]
  | ?a ^ ?n => if is_natural n then app '(@PEpow Z) [of a; app '(N.of_nat) [n]] else other t
  | IZR ?z => if is_whole z then app '(@PEc Z) [z] else other t
  | _ => other t
  end.

Ltac2 rec quotient_of (letters : constr list ref) (t : constr) : constr :=
  let of := quotient_of letters in
  let other t := app '(@FEX Z) [letter letters t] in
  lazy_match! t with
  | ?a + ?b => let a := of a in app '(@FEadd Z) [a; of b]
  | ?a - ?b => let a := of a in app '(@FEsub Z) [a; of b]
  | ?a * ?b => let a := of a in app '(@FEmul Z) [a; of b]
  | ?a / ?b => let a := of a in app '(@FEdiv Z) [a; of b]
  | - ?a => app '(@FEopp Z) [of a]
  | / ?a => app '(@FEinv Z) [of a]
  | ?a ^ ?n => if is_natural n then app '(@FEpow Z) [of a; app '(N.of_nat) [n]] else other t
  | IZR ?z => if is_whole z then app '(@FEc Z) [z] else other t
  | _ => other t
  end.

(** The number that a polynomial is. *)
Ltac2 rec term_of (letters : constr list) (e : constr) : constr :=
  let of := term_of letters in
  lazy_match! e with
  | PEadd ?a ?b => app '(Rplus) [of a; of b]
  | PEsub ?a ?b => app '(Rminus) [of a; of b]
  | PEmul ?a ?b => app '(Rmult) [of a; of b]
  | PEopp ?a => app '(Ropp) [of a]
  | PEpow ?a ?n => let k := Std.eval_vm None constr:(N.to_nat $n) in app '(pow) [of a; k]
  | PEc ?z => app '(IZR) [z]
  | PEX _ ?p => List.nth letters (Int.sub (index_of p) 1)
  | PEO => '(IZR Z0)
  | PEI => '(IZR (Zpos xH))
  end.

Ltac2 rec listed (type : constr) (xs : constr list) : constr :=
  match xs with [] => app '(@nil) [type] | x :: xs => app '(@cons) [type; x; listed type xs] end.

(** The hypotheses that are products with their values, which ring and field take from the context. *)
Ltac2 products () : (constr * constr * constr) list :=
  List.flat_map (fun (h, _, says) =>
    lazy_match! says with
    | @eq R (?a * ?b) ?c => [(constr:($a * $b), c, Control.hyp h)]
    | _ => []
    end) (Control.hyps ()).

Ltac2 rec all_of (proofs : (constr * constr) list) : constr :=
  match proofs with
  | [] => '(I)
  | p :: rest =>
    let (_, proof) := p in
    match rest with [] => proof | _ => let others := all_of rest in constr:(conj $proof $others) end
  end.

(** What is known, as pairs of polynomials, and its proof. *)
Ltac2 knowledge (letters : constr list ref) (given : (constr * constr * constr) list) : constr * constr :=
  let pairs := List.map (fun (a, b, proof) =>
    let a := polynomial_of letters a in let b := polynomial_of letters b in
    (app '(@pair (PExpr Z) (PExpr Z)) [a; b], proof)) given in
  (listed '((PExpr Z * PExpr Z)%type) (List.map (fun (p, _) => p) pairs), all_of pairs).

Ltac2 holds (test : constr) : constr :=
  lazy_match! Std.eval_vm None test with true => constr:(@eq_refl bool true <: $test = true) end.

Ltac2 polynomials (given : (constr * constr * constr) list) : unit :=
  lazy_match! goal with
  | [ |- @eq R ?a ?b ] =>
    let letters := { contents := [] } in
    let a := polynomial_of letters a in
    let b := polynomial_of letters b in
    let (known, proof) := knowledge letters given in
    let test := holds (app '(same_polynomial) [known; a; b]) in
    Std.exact_no_check (app '(by_polynomials) [listed 'R (letters.(contents)); known; a; b; proof; test])
  end.

(** Leaves that what is divided by is not 0. *)
Ltac2 quotients (given : (constr * constr * constr) list) : unit :=
  lazy_match! goal with
  | [ |- @eq R ?a ?b ] =>
    let letters := { contents := [] } in
    let a := quotient_of letters a in
    let b := quotient_of letters b in
    let (known, proof) := knowledge letters given in
    let test := holds (app '(same_quotient) [known; a; b]) in
    let found := Std.eval_vm None (app '(divisors) [a; b]) in
    let divided := constr:(@eq_refl (list (PExpr Z)) $found <: divisors $a $b = $found) in
    let terms := letters.(contents) in
    let rec conditions es :=
      lazy_match! es with
      | nil => 'True
      | ?e :: ?rest =>
        let t := term_of terms e in
        lazy_match! rest with
        | nil => constr:($t <> 0)
        | _ => let others := conditions rest in constr:($t <> 0 /\ $others)
        end
      end in
    let needed := conditions found in
    let proof := app '(by_quotients) [listed 'R terms; known; a; b; found; proof; test; divided] in
    lazy_match! needed with
    | True => Std.exact_no_check (app proof ['I])
    | _ => Std.cut needed; Control.dispatch [(fun () => Std.exact_no_check proof); (fun () => ())]
    end
  end.

Ltac polynomials := ltac2:(polynomials []).
Ltac quotients := ltac2:(quotients []).

(** The same, where products are known. *)
Ltac polynomials_known := ltac2:(polynomials (products ())).
Ltac quotients_known := ltac2:(quotients (products ())).
