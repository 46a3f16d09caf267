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

(** What is known of the letters: equations, of which the right sides are put in the place of the left ones. *)
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

(** Literals: numbers of at most 60 binary digits; a longer one stands for itself. *)
Ltac2 rec int_of_pos (digits : int) (p : constr) : int option :=
  if Int.equal digits 0 then None else
  lazy_match! p with
  | xH => Some 1
  | xO ?q => Option.map (fun k => Int.mul 2 k) (int_of_pos (Int.sub digits 1) q)
  | xI ?q => Option.map (fun k => Int.add 1 (Int.mul 2 k)) (int_of_pos (Int.sub digits 1) q)
  | _ => None
  end.

(** Is it a number written out, other than 0? *)
Ltac2 rec literal (z : constr) : bool :=
  lazy_match! z with
  | Zpos ?p => literal p
  | Zneg ?p => literal p
  | xO ?p => literal p
  | xI ?p => literal p
  | xH => true
  | _ => false
  end.

Ltac2 rec int_of_nat (n : constr) : int option :=
  lazy_match! n with
  | O => Some 0
  | S ?m => Option.map (fun k => Int.add k 1) (int_of_nat m)
  | _ => None
  end.

(** The letter for a term that is opened no further, the next one if it is new. *)
Ltac2 letter (letters : constr list ref) (t : constr) : constr :=
  let rec search k xs :=
    match xs with
    | [] => letters.(contents) := List.append (letters.(contents)) [t]; k
    | x :: xs => if Constr.equal x t then k else search (Int.add k 1) xs
    end in
  pos_of_int (search 1 (letters.(contents))).

(** The words for + - * - ^, for numbers and for letters, and for / of two and of one where quotients are opened. *)
Ltac2 Type words := {
  plus : constr; minus : constr; times : constr; opposite : constr; power : constr; number : constr; place : constr;
  quotient : (constr * constr) option }.

Ltac2 of_polynomials () : words := {
  plus := '(@PEadd Z); minus := '(@PEsub Z); times := '(@PEmul Z); opposite := '(@PEopp Z); power := '(@PEpow Z);
  number := '(@PEc Z); place := '(@PEX Z); quotient := None }.

Ltac2 of_quotients () : words := {
  plus := '(@FEadd Z); minus := '(@FEsub Z); times := '(@FEmul Z); opposite := '(@FEopp Z); power := '(@FEpow Z);
  number := '(@FEc Z); place := '(@FEX Z); quotient := Some ('(@FEdiv Z), '(@FEinv Z)) }.

(** A term in these words. *)
Ltac2 rec read (words : words) (letters : constr list ref) (t : constr) : constr :=
  let of := read words letters in
  let of_both word a b := let a := of a in app word [a; of b] in
  let other t := app (words.(place)) [letter letters t] in
  lazy_match! t with
  | ?a + ?b => of_both (words.(plus)) a b
  | ?a - ?b => of_both (words.(minus)) a b
  | ?a * ?b => of_both (words.(times)) a b
  | ?a / ?b =>
    match words.(quotient) with
    | Some both => let (over, _) := both in of_both over a b
    | None => let a := of a in app (words.(times)) [a; other (app '(Rinv) [b])]
    end
  | - ?a => app (words.(opposite)) [of a]
  | / ?a =>
    match words.(quotient) with
    | Some both => let (_, inverse) := both in app inverse [of a]
    | None => other t
    end
  | ?a ^ ?n =>
    match int_of_nat n with Some _ => app (words.(power)) [of a; app '(N.of_nat) [n]] | None => other t end
  | IZR ?z => if lazy_match! z with Z0 => true | _ => literal z end then app (words.(number)) [z] else other t
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
  | PEX _ ?p => List.nth letters (Int.sub (Option.get (int_of_pos 60 p)) 1)
  | PEO => '(IZR Z0)
  | PEI => '(IZR (Zpos xH))
  end.

Ltac2 rec listed (type : constr) (xs : constr list) : constr :=
  match xs with [] => app '(@nil) [type] | x :: xs => app '(@cons) [type; x; listed type xs] end.

(** The hypotheses that are products with their values. *)
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
  let of := read (of_polynomials ()) letters in
  let pairs := List.map (fun (a, b, proof) =>
    let a := of a in (app '(@pair (PExpr Z) (PExpr Z)) [a; of b], proof)) given in
  (listed '((PExpr Z * PExpr Z)%type) (List.map (fun (p, _) => p) pairs), all_of pairs).

Ltac2 holds (test : constr) : constr :=
  lazy_match! Std.eval_vm None test with true => constr:(@eq_refl bool true <: $test = true) end.

(** What is known, and the sides of the goal; in this order: a rule is found only where its letters are neighbours. *)
Ltac2 equation (words : words) (given : (constr * constr * constr) list) :=
  lazy_match! goal with
  | [ |- @eq R ?a ?b ] =>
    let letters := { contents := [] } in
    let (known, proof) := knowledge letters given in
    let a := read words letters a in
    let b := read words letters b in
    (letters.(contents), known, proof, a, b)
  end.

Ltac2 polynomials (given : (constr * constr * constr) list) : unit :=
  let (letters, known, proof, a, b) := equation (of_polynomials ()) given in
  let test := holds (app '(same_polynomial) [known; a; b]) in
  Std.exact_no_check (app '(by_polynomials) [listed 'R letters; known; a; b; proof; test]).

(** Leaves that what is divided by is not 0. *)
Ltac2 quotients (given : (constr * constr * constr) list) : unit :=
  let (letters, known, proof, a, b) := equation (of_quotients ()) given in
  let test := holds (app '(same_quotient) [known; a; b]) in
  let found := Std.eval_vm None (app '(divisors) [a; b]) in
  let divided := constr:(@eq_refl (list (PExpr Z)) $found <: divisors $a $b = $found) in
  let rec conditions es :=
    lazy_match! es with
    | nil => 'True
    | ?e :: ?rest =>
      let t := term_of letters e in
      lazy_match! rest with
      | nil => constr:($t <> 0)
      | _ => let others := conditions rest in constr:($t <> 0 /\ $others)
      end
    end in
  let needed := conditions found in
  let proof := app '(by_quotients) [listed 'R letters; known; a; b; found; proof; test; divided] in
  lazy_match! needed with
  | True => Std.exact_no_check (app proof ['I])
  | _ => Std.cut needed; Control.dispatch [(fun () => Std.exact_no_check proof); (fun () => ())]
  end.

Ltac polynomials := idtac; ltac2:(Control.enter (fun () => polynomials [])).
Ltac quotients := idtac; ltac2:(Control.enter (fun () => quotients [])).

(** The same, where products are known. *)
Ltac polynomials_known := idtac; ltac2:(Control.enter (fun () => polynomials (products ()))).
Ltac quotients_known := idtac; ltac2:(Control.enter (fun () => quotients (products ()))).
