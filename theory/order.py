"""Orders of growth: the leading term of an expression as one variable grows, and what it says of O, Theta and ~.

A leading term is c exp(e) v^p (log v)^q (log log v)^s with c, p, q, s free of the variable v, and e a sum of terms that
grow without bound, other than multiples of log v and log log v; an expression is its leading term times 1 + o(1).
Leading terms multiply, divide and have powers and logarithms; of a sum it is that of the term that outgrows the others.
Nothing is fitted, and no limit is asked of SymPy: the signs are the kernel's, and where they are not known, or leading
terms cancel, there is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import sympy as sp

from theory.kernel import Context, Relation, at_least_zero, free, is_zero, unfold
from theory.statement import Rate


class NotCompared(ValueError):
    """The growth of an expression is not known: it is outside the scale, or a sign or a cancellation is in the way."""


@dataclass(frozen=True, slots=True)
class Leading:
    """coefficient * exp(exponent) v^p (log v)^q (log log v)^s, powers being (p, q, s); the coefficient is not 0."""

    coefficient: sp.Expr
    powers: tuple[sp.Expr, sp.Expr, sp.Expr] = (sp.S.Zero, sp.S.Zero, sp.S.Zero)
    exponent: sp.Expr = sp.S.Zero

    def __mul__(self, other: Leading) -> Leading:
        p, q, s = (a + b for a, b in zip(self.powers, other.powers, strict=True))
        return Leading(self.coefficient * other.coefficient, (p, q, s), sp.expand(self.exponent + other.exponent))

    def raised(self, power: sp.Expr) -> Leading:
        """The leading term of a power."""
        p, q, s = (a * power for a in self.powers)
        return Leading(self.coefficient**power, (p, q, s), sp.expand(power * self.exponent))


LOGARITHMS = 3  # v itself, log v and log log v


def _only(place: int, power: sp.Expr) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """All powers 0 but this one."""
    p, q, s = (power if at == place else sp.S.Zero for at in range(LOGARITHMS))
    return p, q, s


@dataclass(frozen=True, slots=True)
class Scale:
    """Leading terms as `variable` grows, all other symbols being constants of which the facts are known."""

    variable: sp.Symbol
    context: Context

    def leading(self, e: sp.Expr) -> Leading:
        """The leading term; NotCompared where it is not known, or is 0."""
        if self.variable not in free(e):
            if self.sign(e) == 0:
                raise NotCompared(f"{e} is 0 and has no leading term")
            return Leading(e)
        match e:
            case sp.Symbol():
                return Leading(sp.S.One, _only(0, sp.S.One))
            case sp.Mul():
                return reduce(lambda a, b: a * b, map(self.leading, e.args))
            case sp.Add():
                return self._sum(e.args)
            case sp.exp():
                return self._exponential(e.args[0])
            case sp.Pow(base=base, exp=exponent) if self.variable not in free(exponent):
                return self._power(self.leading(base), exponent)
            case sp.Pow(base=base, exp=exponent) if self.variable not in free(base) and self.sign(base) > 0:
                return self._exponential(exponent * sp.log(base))
            case sp.log():
                return self._logarithm(self.leading(e.args[0]))
        raise NotCompared(f"{e} is outside the scale of orders in {self.variable}")

    def sign(self, constant: sp.Expr) -> int:
        """1, -1, or 0 where the normal form is 0; NotCompared where none is shown."""
        if at_least_zero(constant, self.context, strict=True):
            return 1
        if at_least_zero(-constant, self.context, strict=True):
            return -1
        if is_zero(constant, self.context):
            return 0
        raise NotCompared(f"the sign of {constant} is not known")

    def growth(self, leading: Leading) -> int:
        """1 where it grows without bound (in size), 0 where it tends to its coefficient, -1 where it tends to 0."""
        if leading.exponent == 0:
            return next((sign for sign in map(self.sign, leading.powers) if sign), 0)
        logarithm = self._grown(leading)  # it goes to plus or minus infinity
        if self.growth(logarithm) <= 0:
            raise NotCompared(f"exp({leading.exponent}) is not known to grow or to vanish")
        return self.sign(logarithm.coefficient)

    def _power(self, base: Leading, exponent: sp.Expr) -> Leading:
        if not exponent.is_Integer and self.sign(base.coefficient) < 0:
            raise NotCompared(f"a power {exponent} of what becomes negative")
        return base.raised(exponent)

    def _sum(self, terms: Sequence[sp.Expr]) -> Leading:
        """The terms that no other outgrows, added up; their coefficients must not cancel."""
        flat = [part for term in terms for part in sp.Add.make_args(term)]
        parts = [self.leading(part) for part in flat if self.variable in free(part)]
        constant = sp.Add(*(part for part in flat if self.variable not in free(part)))
        if constant != 0 and not any(self.growth(part) > 0 for part in parts):  # beside what grows its sign is idle
            parts.append(self.leading(constant))
        largest = reduce(lambda a, b: b if self._order(b, a) > 0 else a, parts)
        total = sp.Add(*(part.coefficient for part in parts if self._order(part, largest) == 0))
        if self.sign(total) == 0:
            raise NotCompared(f"leading terms cancel in {sp.Add(*terms)}")
        return Leading(total, largest.powers, largest.exponent)

    def _order(self, a: Leading, b: Leading) -> int:
        """1 where a outgrows b, -1 where b outgrows a, 0 where they differ by a constant factor."""
        return self.growth(a * b.raised(-sp.S.One))

    def _grown(self, leading: Leading) -> Leading:
        """The logarithm of the exponential and the powers together: e + p log v + q log log v, to leading order."""
        p, q, _ = leading.powers
        return self._sum((leading.exponent, p * sp.log(self.variable), q * sp.log(sp.log(self.variable))))

    def _exponential(self, exponent: sp.Expr) -> Leading:
        """exp of p log v, q log log v, constants, what tends to 0, and what grows without bound, which is kept."""
        v, made = self.variable, Leading(sp.S.One)
        for term in sp.Add.make_args(sp.expand(exponent)):
            if v not in free(term):
                made *= Leading(sp.exp(term))
                continue
            rates = [term / scale for scale in (sp.log(v), sp.log(sp.log(v)))]
            known = [place for place, rate in enumerate(rates) if v not in free(rate)]
            if known:
                made *= Leading(sp.S.One, _only(known[0], rates[known[0]]))
                continue
            _, growing = term.as_independent(v, as_Add=False)  # what the sign of a constant factor is, is idle where it
            growth = self.growth(self.leading(growing))  # tends to 0
            if growth == 0:
                raise NotCompared(f"exp({term}) tends to a constant that is not written as one")
            if growth > 0:
                made *= Leading(sp.S.One, exponent=term)
        return made

    def _logarithm(self, inside: Leading) -> Leading:
        """log(c exp(e) v^p (log v)^q (1 + o(1))) is e + p log v + q log log v, or log c, to leading order."""
        if self.sign(inside.coefficient) <= 0:
            raise NotCompared("the logarithm of what becomes negative")
        if inside.exponent != 0:
            return self._grown(inside)
        for place, power in enumerate(inside.powers[:-1]):
            if self.sign(power):
                return Leading(power, _only(place + 1, sp.S.One))
        if self.sign(inside.powers[-1]) or not self.sign(sp.log(inside.coefficient)):
            raise NotCompared("a logarithm that grows more slowly than log log, or tends to 0")
        return Leading(sp.log(inside.coefficient))


def settled(rate: Rate, hypotheses: Sequence[Relation]) -> bool:
    """Does the order hold, given that the quantity is from `below` to `above` times the gauge?

    NotCompared where that does not decide it, or where the hypotheses do not let the variable grow.
    """
    v = rate.variable
    hypotheses = [Relation(_plain(h.lhs), h.op, _plain(h.rhs)) for h in hypotheses]  # a name may hide the variable
    for hypothesis in hypotheses:
        if v in free(hypothesis.lhs) | free(hypothesis.rhs) and not _starts(hypothesis, v):
            raise NotCompared(f"{hypothesis.lhs} {hypothesis.op} {hypothesis.rhs} is no start from which {v} grows")
    facts = tuple(h for h in hypotheses if v not in free(h.lhs) | free(h.rhs))
    scale = Scale(v, Context(facts=facts))
    least = None if rate.below is None else scale.leading(_plain(rate.below))
    most = None if rate.above is None else scale.leading(_plain(rate.above))
    _check_positive(rate, least, most, Scale(v, Context(facts=tuple(hypotheses))))
    if _excluded(rate.order, least, most, scale):
        return False
    if _shown(rate.order, least, most, scale):
        return True
    raise NotCompared(f"from {rate.below} to {rate.above} times the gauge does not decide {rate.order}")


def _check_positive(rate: Rate, least: Leading | None, most: Leading | None, scale: Scale) -> None:
    """NotCompared unless quantity and gauge are positive for large values: by sign, or by the other and a bound."""
    quantity, gauge = (at_least_zero(_plain(part), scale.context, strict=True) for part in (rate.quantity, rate.gauge))
    if not (quantity or (gauge and least is not None and scale.sign(least.coefficient) > 0)):
        raise NotCompared(f"{rate.quantity} is not known to be positive")
    if not (gauge or (quantity and most is not None and scale.sign(most.coefficient) > 0)):
        raise NotCompared(f"{rate.gauge} is not known to be positive")


def _shown(order: str, least: Leading | None, most: Leading | None, scale: Scale) -> bool:
    """Do the bounds show the order?"""
    tame = most is not None and scale.growth(most) <= 0
    apart = least is not None and scale.growth(least) == 0 and scale.sign(least.coefficient) > 0
    match order:
        case "O":
            return tame
        case "o":
            return most is not None and scale.growth(most) < 0
        case "Theta":
            return tame and apart
    both = [bound for bound in (least, most) if bound is not None]
    return len(both) == 2 and all(scale.growth(b) == 0 == scale.sign(b.coefficient - 1) for b in both)


def _excluded(order: str, least: Leading | None, most: Leading | None, scale: Scale) -> bool:
    """Do the bounds rule the order out, whatever its constants?"""
    grows = least is not None and scale.growth(least) > 0 and scale.sign(least.coefficient) > 0
    apart = least is not None and scale.growth(least) == 0 and scale.sign(least.coefficient) > 0
    vanishes = most is not None and scale.growth(most) < 0
    match order:
        case "O":
            return grows
        case "o":
            return grows or apart
        case "Theta":
            return grows or vanishes
    above = apart and least is not None and scale.sign(least.coefficient - 1) > 0
    below = most is not None and scale.growth(most) == 0 and scale.sign(1 - most.coefficient) > 0
    return grows or vanishes or above or below


def _starts(hypothesis: Relation, v: sp.Symbol) -> bool:
    """Is it a bound of the variable from below, by a constant?"""
    up = hypothesis.upward
    return hypothesis.op != "=" and up.rhs == v and v not in free(up.lhs)


def _plain(e: sp.Expr) -> sp.Expr:
    made = unfold(e)
    assert isinstance(made, sp.Expr)
    return made
