"""The normal form in which two expressions are compared: expanded, sums distributed, constants pulled out.

Each rewriting is an identity of real numbers wherever both sides are defined.  Equal normal forms prove
equality; different ones prove nothing.
"""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from theory.kernel.binders import free, look_inside
from theory.kernel.context import Context
from theory.kernel.integral import Integral
from theory.kernel.quantity import Quantity, meaning
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Max, Min, Sum, Vector, open_vector, rebuild
from theory.kernel.walks import canonical

WRITE_OUT = 8
LARGEST_PRIME = 1_000
_DEEPEST = 100  # from which a Gamma function steps down
_MOST_TERMS = 1_000  # that are put over a common denominator: with ten thousand that takes many minutes


def equal(a: sp.Expr, b: sp.Expr, context: Context) -> bool:
    """Is a = b by normal form?  False means "not shown"."""
    return a == b or is_zero(a - b, context)


@lru_cache(maxsize=5_000, typed=True)
def is_zero(e: sp.Expr, context: Context) -> bool:
    """Is e = 0 by normal form, over a common denominator if need be and the terms are not too many?"""
    form = normal(e, context)
    if form == 0:
        return True
    if len(sp.Add.make_args(form)) > _MOST_TERMS:
        return False
    numerator, _ = sp.fraction(sp.together(form))
    return bool(normal(numerator, context) == 0)


def normal(e: sp.Expr, context: Context) -> sp.Expr:
    """The normal form of an expression that is defined under the facts of the context."""
    return _normal(e, context) if e.args else e


# A function of the term and of the facts and indices in scope, and of nothing else: no rewriting asks the library,
# which contexts leave out when they are compared.
@lru_cache(maxsize=20_000, typed=True)
def _normal(e: sp.Expr, context: Context) -> sp.Expr:
    match e:
        case Quantity():
            return normal(meaning(e), context)
        case Sum():
            return _sum(*_opened(e.vector, context))
        case Integral():
            name, body = look_inside(e)
            assert isinstance(body, sp.Expr)
            return _integral(name, normal(body, context))
        case Max():
            return maximum(*_opened(e.vector, context), context)
        case Min():
            name, body, size = _opened(e.vector, context)
            return expanded(-maximum(name, expanded(-body), size, context))
        case sp.log():
            return _log(normal(e.args[0], context), context)
        case sp.exp():
            return sp.exp(normal(e.args[0], context))
        case sp.gamma():
            return _gamma(normal(e.args[0], context), context)
        case sp.Abs():
            return _abs(normal(e.args[0], context), context)
        case sp.Pow():
            return expanded(_factored(normal(e.base, context), normal(e.exp, context), context))
        case sp.Add() | sp.Mul():
            return expanded(e.func(*(normal(a, context) for a in e.args)))
    changed = rebuild(e, lambda part: normal(part, context) if isinstance(part, sp.Expr) else part)
    assert isinstance(changed, sp.Expr)
    return changed


def expanded(e: sp.Expr) -> sp.Expr:
    """Products multiplied out."""
    # A power of a sum among the factors of a product would stay closed.
    factors = (_opened_once(f) if f.is_Pow else f for f in sp.Mul.make_args(e))
    opened = _opened_once(sp.Mul(*factors))
    return sp.Add(*(_one_power(_one_exponential(term)) for term in sp.Add.make_args(opened)))


def _opened_once(e: sp.Expr) -> sp.Expr:
    opened: sp.Expr = sp.expand(e, power_base=False, power_exp=False, log=False, basic=False, deep=False)
    return opened


def _one_exponential(term: sp.Expr) -> sp.Expr:
    """exp(s) exp(t) = exp(s + t)."""
    exponents = [f.args[0] for f in sp.Mul.make_args(term) if isinstance(f, sp.exp)]
    if len(exponents) < 2:
        return term
    rest = (f for f in sp.Mul.make_args(term) if not isinstance(f, sp.exp))
    return sp.Mul(*rest, sp.exp(sp.Add(*exponents)))


def _factored(base: sp.Expr, exponent: sp.Expr, context: Context) -> sp.Expr:
    """(a b)^s = a^s b^s for an integer s, and where both factors are non-negative."""
    whole = exponent.is_integer or all(at_least_zero(factor, context) for factor in sp.Mul.make_args(base))
    if not base.is_Mul or not whole:
        return base**exponent
    return sp.Mul(*(factor**exponent for factor in base.args))


def _one_power(term: sp.Expr) -> sp.Expr:
    """b^s b^t = b^(s + t) where one of the exponents is a symbol; SymPy puts together those that are numbers."""
    factors = sp.Mul.make_args(term)
    bases = {f.base for f in factors if f.is_Pow and not f.exp.is_number}
    if not bases:
        return term
    exponents: dict[sp.Expr, sp.Expr] = dict.fromkeys(bases, sp.S.Zero)
    rest = []
    for factor in factors:
        base, exponent = (factor.base, factor.exp) if factor.is_Pow else (factor, sp.S.One)
        if base in bases:
            exponents[base] += exponent
        else:
            rest.append(factor)
    return sp.Mul(*rest, *(base ** sp.expand(exponent) for base, exponent in exponents.items()))


def _opened(vector: Vector, context: Context) -> tuple[sp.Symbol, sp.Expr, sp.Expr]:
    name, body = look_inside(vector)
    assert isinstance(body, sp.Expr)
    return name, normal(body, context), vector.size


def pulled(term: sp.Expr, name: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """term = constant * rest, the constant free of the index; exp(a + b) counts as exp(a) exp(b)."""
    constant, rest = sp.S.One, sp.S.One
    for factor in sp.Mul.make_args(term):
        if name not in free(factor):
            constant *= factor
        elif isinstance(factor, sp.exp):
            fixed = sp.Add(*(t for t in sp.Add.make_args(factor.args[0]) if name not in free(t)))
            constant *= sp.exp(fixed)
            rest *= sp.exp(factor.args[0] - fixed)
        else:
            rest *= factor
    return constant, rest


def _sum(name: sp.Symbol, body: sp.Expr, size: sp.Expr) -> sp.Expr:
    """Sums distribute over +, constants come out, a constant summed is size times it, short sums are written out."""
    if size.is_Integer and size <= WRITE_OUT:
        vector = Vector(body, name, size)
        return expanded(sp.Add(*(vector.at(k) for k in range(1, int(size) + 1))))
    total = sp.S.Zero
    for term in sp.Add.make_args(expanded(body)):
        constant, rest = pulled(term, name)
        total += constant * (size if rest == 1 else ordered(name, rest, size))
    return expanded(total)


def _integral(name: sp.Symbol, body: sp.Expr) -> sp.Expr:
    """Integrals distribute over + and finite sums, constants come out; a constant is its own integral."""
    total = sp.S.Zero
    for term in sp.Add.make_args(expanded(body)):
        constant, rest = pulled(term, name)
        total += constant * (_summed(name, rest) if rest != 1 else sp.S.One)
    return expanded(total)


def _summed(name: sp.Symbol, body: sp.Expr) -> sp.Expr:
    """The integral of a product; where one of its factors is a sum, the sum of the integrals."""
    sums = [f for f in sp.Mul.make_args(body) if isinstance(f, Sum)]
    if len(sums) != 1:
        return Integral(body, name)
    index, part = open_vector(sums[0].vector)
    return _sum(index, _integral(name, expanded(body / sums[0] * part)), sums[0].vector.size)


def ordered(name: sp.Symbol, body: sp.Expr, size: sp.Expr) -> sp.Expr:
    """A double sum in whichever order comes first, what is free of the inner index before it."""
    here = Sum.over(body, name, size)
    inner = [f for f in sp.Mul.make_args(body) if isinstance(f, Sum)]
    if len(inner) != 1 or name in free(inner[0].vector.size):
        return here
    other, part = open_vector(inner[0].vector)
    joint = expanded(body / inner[0] * part)
    if joint.is_Add:
        return here
    constant, rest = pulled(joint, name)
    if rest == 1 or rest.is_Add:
        return here
    swapped = Sum.over(constant * Sum.over(rest, name, size), other, inner[0].vector.size)
    return min(here, swapped, key=canonical)


def maximum(name: sp.Symbol, body: sp.Expr, size: sp.Expr, context: Context) -> sp.Expr:
    """max (c + a f) = c + a max f for a > 0; a minimum is written as -max(-f)."""
    if size == 1:
        return expanded(Vector(body, name, size).at(1))
    terms = sp.Add.make_args(expanded(body))
    shift = sp.Add(*(t for t in terms if name not in free(t)))
    moving = sp.Add(*(t for t in terms if name in free(t)))
    if moving == 0:
        return shift
    content, rest = moving.as_content_primitive()
    if content < 0:
        content, rest = -content, -rest
    constant, varying = pulled_shared(rest, name) if rest.is_Add else pulled(rest, name)
    if not at_least_zero(constant, context, strict=True):
        constant, varying = sp.S.One, rest
    return expanded(shift + content * constant * Max.over(expanded(varying), name, size))


def _log(a: sp.Expr, context: Context) -> sp.Expr:
    """log of a product of positive factors, and of a quotient; log exp; integers split into primes."""
    above, below = sp.fraction(sp.together(a)) if has_quotient(a) else (a, sp.S.One)
    if below != 1 and at_least_zero(below, context, strict=True):
        return expanded(_log(expanded(above), context) - _log(below, context))
    a = common_out(a)
    total, left = sp.S.Zero, sp.S.One
    for factor in sp.Mul.make_args(a):
        base, exponent = factor.as_base_exp() if not isinstance(factor, sp.exp) else (factor, sp.S.One)
        if isinstance(factor, sp.exp):
            total += factor.args[0]
        elif factor.is_Rational and factor > 0:
            total += sp.Add(*(k * sp.log(p) for p, k in sp.factorrat(factor, limit=LARGEST_PRIME).items()))
        elif factor.is_Add and at_least_zero(factor, context, strict=True):
            shift, rest = pivot(factor)
            total += shift + sp.log(rest)
        elif at_least_zero(base, context, strict=True):
            total += exponent * sp.log(base)
        else:
            left *= factor
    return expanded(total + sp.log(left))


def has_quotient(a: sp.Expr) -> bool:
    """Is it a sum in which a term is divided by a symbol?"""
    factors = (f for term in a.args for f in sp.Mul.make_args(term)) if a.is_Add else ()
    return any(f.is_Pow and f.base.is_Symbol and f.exp.is_negative for f in factors)


def common_out(a: sp.Expr) -> sp.Expr:
    """The factors that all terms share, exponentials apart, taken out: d S + 2 d T = d (S + 2 T)."""
    if not a.is_Add:
        return a
    content, rest = a.as_content_primitive()
    factor = _shared(rest)
    factors = sp.Mul.make_args(factor)  # each of them apart, so that a logarithm finds them
    return sp.Mul(content, *factors, expanded(rest / factor), evaluate=content == 1 and factor == 1)


def _shared(total: sp.Expr) -> sp.Expr:
    """The product of the factors that all terms share, exponentials apart."""
    lists = [sp.Mul.make_args(t) for t in total.args] if total.is_Add else []
    shared = [f for f in lists[0] if not isinstance(f, sp.exp) and all(f in k for k in lists[1:])] if lists else []
    return sp.Mul(*shared)


def pulled_shared(total: sp.Expr, name: sp.Symbol) -> tuple[sp.Expr, sp.Expr]:
    """total = constant * rest, the constant a factor of all terms and free of the index."""
    constant = sp.Mul(*(f for f in sp.Mul.make_args(_shared(total)) if name not in free(f)))
    return constant, expanded(total / constant)


def pivot(total: sp.Add) -> tuple[sp.Expr, sp.Expr]:
    """total = exp(shift) * rest, the shift chosen so that exp(c) * total has the same rest."""
    shifts = {f.args[0] for term in total.args for f in sp.Mul.make_args(term) if isinstance(f, sp.exp)}
    forms = [(shift, expanded(total * sp.exp(-shift))) for shift in (sp.S.Zero, *shifts)]
    return min(forms, key=lambda form: (canonical(form[1]), canonical(form[0])))


def _gamma(a: sp.Expr, context: Context) -> sp.Expr:
    """Gamma(t + 1) = t Gamma(t) for t > 0, as often as the number in the argument says."""
    before = a - 1
    if 1 <= a.as_coeff_Add()[0] <= _DEEPEST and before != 0 and at_least_zero(before, context, strict=True):
        return expanded(before * _gamma(before, context))
    return sp.gamma(a)


def _abs(a: sp.Expr, context: Context) -> sp.Expr:
    for signed in (a, -a):
        if at_least_zero(signed, context):
            return expanded(signed)
    return min(sp.Abs(a, evaluate=False), sp.Abs(expanded(-a), evaluate=False), key=canonical)
