"""Terms of the kernel's language as Coq terms over the standard reals; whatever is not listed here is refused.

A size is a `nat`, and `INR` of it where a real is meant; a family is a function of indices that count from 1, a vector
a function of one.  A term is written the same each time, up to the names that it binds, so that Coq finds it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

import sympy as sp

from theory.kernel import Family, Integral, Max, Min, Quantity, Sum, Vector
from theory.kernel.binders import Binder, look_inside
from theory.kernel.terms import Entry
from verify.coq.errors import NoSize, Untranslatable

HALF = sp.Rational(1, 2)
_OVER = {Sum: "Sum", Max: "Max", Min: "Min"}
_APPLIED = {sp.exp: "exp", sp.log: "ln", sp.Abs: "Rabs"}
RESERVED = frozenset({
    "Sum", "Max", "Min", "Integral", "Integrable", "Gamma", "is_Gamma", "R", "INR", "IZR", "exp", "ln", "sqrt",
    "Rabs", "Rpower", "Power", "PI", "forall", "exists", "fun", "match", "with", "end", "if", "then", "else",
    "let", "in", "as", "at", "Prop", "Set", "Type", "nat", "pow", "return", "where", "fix", "cofix", "for",
    "using", "Definition", "Theorem", "Lemma", "E", "I", "S", "O",
})  # fmt: skip
GAMMA = "Gamma"  # what every text calls the Gamma function, which it is about any function of that kind for
CERTIFIED = "certified"  # the tactic that compares numbers by enclosures, which coqchk does not check again
IS_GAMMA = "gamma_"  # what every proof calls the hypothesis that it is one

Call = Callable[["Scope", Quantity], str]


def _no_quantity(scope: Scope, quantity: Quantity) -> str:
    raise Untranslatable(f"{type(quantity).__name__} has no definition here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the free names are called; `call` writes a named quantity as an application of its Coq definition.

    `named` gives the definitions that a text uses, in the order in which they are unfolded.
    """

    names: Mapping[sp.Symbol, str] = field(default_factory=dict)
    call: Call = _no_quantity
    named: Callable[[str], list[str]] = lambda text: []
    written: dict[tuple[str, sp.Basic], str] = field(default_factory=dict, compare=False, repr=False)

    def naming(self, symbol: sp.Symbol, wanted: str = "") -> tuple[Scope, str]:
        """The scope in which the symbol has a name that nothing else has, and that name."""
        base = coq_name(wanted or symbol.name)
        name, taken = base, self.names.values()
        for n in count(1):
            if name not in RESERVED and name not in taken:
                break
            name = f"{base}{n}"
        return replace(self, names={**self.names, symbol: name}, written={}), name

    def name(self, symbol: sp.Symbol) -> str:
        """What the symbol is called; Untranslatable where nothing introduced it."""
        if symbol not in self.names:
            raise Untranslatable(f"{symbol} is not in scope")
        return self.names[symbol]

    def under(self, binder: Binder) -> tuple[Scope, str, sp.Basic]:
        """The scope inside the binder, the name that it binds, and what it says."""
        symbol, body = look_inside(binder)
        letter = "t" if isinstance(binder, Integral) else "i"
        return *self.naming(symbol, f"{letter}{binder.args[1].name[1:]}"), body


def speaks_of_gamma(text: str) -> bool:
    """Does the text need a Gamma function that is given to it?"""
    return re.search(rf"\b{GAMMA}\b", text) is not None


def coq_name(text: str) -> str:
    """The text as a Coq identifier."""
    name = re.sub(r"[^A-Za-z0-9_]", "_", text)
    return name if name[:1].isalpha() else f"x{name}"


def real(e: sp.Basic, scope: Scope) -> str:
    """The expression as a Coq term of type R, in parentheses unless it is a name or a numeral."""
    if (key := ("R", e)) not in scope.written:
        scope.written[key] = _real(e, scope)
    return scope.written[key]


def _real(e: sp.Basic, scope: Scope) -> str:
    match e:
        case sp.Rational():
            return _number(e)
        case sp.core.numbers.Pi():
            return "PI"
        case sp.core.numbers.Exp1():
            return "(exp 1)"
        case sp.Symbol():
            return f"(INR {scope.name(e)})" if e.is_integer else scope.name(e)
        case Entry():
            return f"({scope.name(e.family.symbol)} {' '.join(natural(i, scope) for i in e.indices)})"
        case Quantity():
            return scope.call(scope, e)
        case Sum() | Max() | Min():
            return f"({_OVER[type(e)]} {natural(e.vector.size, scope)} {function(e.vector, scope)})"
        case Integral():
            return f"(Integral {integrand(e, scope)})"
        case sp.gamma():
            return f"({GAMMA} {real(e.args[0], scope)})"
        case sp.exp() | sp.log() | sp.Abs():
            return f"({_APPLIED[type(e)]} {real(e.args[0], scope)})"
        case sp.Add():
            return _total(e, scope)
        case sp.Mul():
            number, rest = e.as_coeff_Mul()
            return _product(number, rest, scope)
        case sp.Pow():
            return _power(e.base, e.exp, scope)
    raise Untranslatable(f"{type(e).__name__} is not in the table")


def natural(e: sp.Basic, scope: Scope) -> str:
    """The size or index as a Coq term of type nat; a difference is cut off at 0, which its user must exclude."""
    match e:
        case sp.Integer() if e >= 0:
            return str(e) + "%nat"
        case sp.Symbol() if e.is_integer:
            return scope.name(e)
        case sp.Add():
            above = _in_order([bare(t, scope) for t in e.args if not t.could_extract_minus_sign()])
            below = _in_order([bare(-t, scope) for t in e.args if t.could_extract_minus_sign()])
            return f"({' - '.join([' + '.join(above), *below])})%nat"
        case sp.Mul():
            return f"({' * '.join(_in_order([bare(t, scope) for t in e.args]))})%nat"
    raise NoSize(f"{e} is no size made from symbols by + and *")


def bare(e: sp.Basic, scope: Scope) -> str:
    """The same where a `nat` is meant anyway."""
    return natural(e, scope).removesuffix("%nat")


def in_range(index: str, size: sp.Basic, scope: Scope) -> str:
    """That the index is one of 1..size."""
    return f"(1 <= {index} <= {bare(size, scope)})%nat"


def function(vector: sp.Basic, scope: Scope) -> str:
    """The vector as a Coq function of its index: a family, a family at its first indices, or `fun`."""
    if not isinstance(vector, Vector):
        raise Untranslatable(f"{type(vector).__name__} is no vector")
    if (key := ("->", vector)) not in scope.written:
        scope.written[key] = _function(vector, scope)
    return scope.written[key]


def _function(vector: Vector, scope: Scope) -> str:
    if (whole := vector.family_read()) is not None:
        family, fixed = whole
        name = scope.name(family.symbol)
        return f"({' '.join([name, *(natural(i, scope) for i in fixed)])})" if fixed else name
    inside, name, body = scope.under(vector)
    return f"(fun {name} => {value(body, inside)})"


def integrand(integral: Integral, scope: Scope) -> str:
    """What is integrated, as a Coq function of a real number."""
    inside, name, body = scope.under(integral)
    return f"(fun {name} => {real(body, inside)})"


def value(term: sp.Basic, scope: Scope) -> str:
    """A real, or a vector of whatever depth."""
    return function(term, scope) if isinstance(term, Vector) else real(term, scope)


def shape(family: Family) -> str:
    """The Coq type of a family."""
    return "nat -> " * len(family.axes) + "R"


def _number(q: sp.Rational) -> str:
    if q.q == 1:
        return str(q) if q >= 0 else f"({q})"
    return f"({q.p} / {q.q})"


def _in_order(texts: list[str]) -> list[str]:
    """An order that does not hang on the names of indices."""
    return sorted(texts, key=lambda text: re.sub(r"\bi\d+\b", "i", text))


def _total(e: sp.Add, scope: Scope) -> str:
    plus = _in_order([_term(1, t, scope) for t in e.args if not _is_negative(t)])
    minus = _in_order([_term(-1, t, scope) for t in e.args if _is_negative(t)])
    if not plus:
        return f"(- {minus[0]}{''.join(f' - {t}' for t in minus[1:])})"
    return f"({' + '.join(plus)}{''.join(f' - {t}' for t in minus)})"


def _is_negative(e: sp.Expr) -> bool:
    return bool(e.as_coeff_Mul()[0] < 0)


def _term(sign: int, e: sp.Expr, scope: Scope) -> str:
    """sign * e, the number before it multiplied and nothing else changed."""
    number, rest = e.as_coeff_Mul()
    if rest == 1:
        return _number(sign * number)
    return real(rest, scope) if sign * number == 1 else _product(sign * number, rest, scope)


def _product(number: sp.Rational, rest: sp.Expr, scope: Scope) -> str:
    if number < 0:
        return f"(- {_term(1, rest, scope) if number == -1 else _product(-number, rest, scope)})"
    factors = sp.Mul.make_args(rest)
    above = _in_order([real(f, scope) for f in factors if not _is_inverse(f)])
    below = _in_order([_power(f.base, -f.exp, scope) for f in factors if _is_inverse(f)])
    above = [str(number.p)] * (number.p != 1) + above or ["1"]
    below = [str(number.q)] * (number.q != 1) + below
    bottom = f" / ({' * '.join(below)})" if len(below) > 1 else f" / {below[0]}" if below else ""
    return f"({' * '.join(above)}{bottom})"


def _is_inverse(f: sp.Expr) -> bool:
    return isinstance(f, sp.Pow) and is_below(f.exp)


def _power(base: sp.Expr, exponent: sp.Expr, scope: Scope) -> str:
    if is_below(exponent):
        return f"(/ {_power(base, -exponent, scope)})"
    if exponent == 1:
        return real(base, scope)
    if exponent == HALF:
        return f"(sqrt {real(base, scope)})"
    if is_whole(exponent):
        whole = str(exponent) if exponent.is_Integer else natural(exponent, scope)
        return f"({real(base, scope)} ^ {whole})"
    if not base.is_nonnegative and exponent.is_integer:
        raise Untranslatable(f"{base} to the power {exponent} is another number in Coq where the base is not positive")
    raised = "Power" if is_from_zero(base) else "Rpower"
    return f"({raised} {real(base, scope)} {real(exponent, scope)})"


def of_any_gamma(says: str, module: str = "") -> str:
    """What is said, of every Gamma function; `module` is a prefix where our library is not opened."""
    return f"forall {GAMMA}, {'Gamma.' if module else ''}is_Gamma {GAMMA} -> {says}"


def is_below(exponent: sp.Expr) -> bool:
    """Does a power with this exponent stand below the line?"""
    return _is_negative(exponent) or is_whole(-exponent)


def is_from_zero(base: sp.Expr) -> bool:
    """May the base of a real power be zero, where Rpower has another value than ours, and is it never below?"""
    return bool(base.is_nonnegative and not base.is_positive)


def is_real_power(e: sp.Basic) -> bool:
    """Is it a power with any number as exponent, which Coq has for bases that are not negative?"""
    return isinstance(e, sp.Pow) and not any(is_whole(k) or k == HALF for k in (e.exp, -e.exp))


def is_whole(exponent: sp.Expr) -> bool:
    """Is it a sum and product of numbers and sizes that a `nat` has the value of, nothing being cut off at 0?"""
    number, rest = exponent.as_coeff_Add()
    if number.is_Integer and number < 0 and exponent.is_nonnegative:
        return is_whole(rest)
    if isinstance(exponent, sp.Add | sp.Mul):
        return all(map(is_whole, exponent.args))
    return bool(exponent.is_integer and exponent.is_nonnegative and (exponent.is_Integer or exponent.is_Symbol))
