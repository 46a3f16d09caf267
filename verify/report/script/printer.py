"""An expression of the kernel's language as Python: exactly, in Fractions, or in the digits of mpmath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

import sympy as sp

from theory.kernel import Entry, Family, Integral, Max, Min, Quantity, Sum, Vector, substitute
from theory.kernel.binders import free
from verify.report.script.elements import Host, element, hosts, length
from verify.report.script.functions import Function, Functions, is_listed, key, whole_family
from verify.report.script.text import ATOM, POWER, PRODUCT, SUM, Code, Number, integer, product, quotient, ratio

LETTERS = "ijkpqsuv"


class NotRational(Exception):
    """What has no value in Fractions: an exponential, a root, an integral."""


class Unprintable(Exception):
    """What is nothing in Python."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """What names stand for: of symbols, families and terms, of indices, which Python counts from 0, of elements.

    `safe` are the symbols, terms and functions that are known to be no `int`.
    """

    number: Number
    functions: Functions
    names: Mapping[sp.Basic, str]
    safe: frozenset[object] = frozenset()
    indices: Mapping[sp.Basic, str] = field(default_factory=dict)
    elements: Mapping[Host, str] = field(default_factory=dict)

    def code(self, e: sp.Basic) -> Code:
        """The expression; NotRational where Fractions cannot have its value, Unprintable where Python cannot."""
        if e in self.names:
            return Code(self.names[e], ATOM, e in self.safe)
        match e:
            case sp.Rational():
                return integer(int(e)) if e.is_Integer else ratio(self.number, int(e.p), int(e.q))
            case sp.Symbol() if e in self.indices:
                return Code(f"{self.indices[e]} + 1", SUM)
            case Entry():
                return Code(self._part(e.family, e.indices), safe=e.family.symbol in self.safe)
            case Quantity():
                return self._quantity(e)
            case Vector():
                return Code(self._vector(e))
            case Sum() | Max() | Min():
                return self._over(e)
            case sp.Add():
                return self._sum(e)
            case sp.Mul():
                return self._product(e)
            case sp.Pow():
                return self._product(e) if divides(e) else self._power(e)
            case sp.Abs():
                return Code(f"abs({self.code(e.args[0]).text})")
            case _:
                return self._beyond_rationals(e)

    def _beyond_rationals(self, e: sp.Basic) -> Code:
        if self.number == "Fraction":
            raise NotRational(str(e))
        match e:
            case sp.core.numbers.Pi():
                return Code("pi", safe=True)
            case sp.core.numbers.Exp1():
                return Code("exp(1)", safe=True)
            case sp.exp() | sp.log() | sp.gamma():
                return Code(f"{type(e).__name__}({self.code(e.args[0]).text})", safe=True)
            case Integral():
                return self._integral(e)
        raise Unprintable(f"{e} ({type(e).__name__}) is nothing in Python")

    @property
    def known(self) -> set[str]:
        """The names that mean something here."""
        called = (function.name for function in self.functions.values())
        named = (name.partition("(")[0] for name in self.names.values())
        return {*named, *called, *self.indices.values(), *self.elements.values()}

    def _sum(self, e: sp.Add) -> Code:
        """The terms without a minus sign come first; in each group the short ones, numbers last."""
        if (two := of_two(e)) is not None:
            a, b = (self.code(part) for part in two[1:])
            return Code(f"{two[0]}({a.text}, {b.text})", ATOM, a.safe and b.safe)
        terms: list[tuple[bool, bool, int, str, bool]] = []
        for term in e.args:
            negative = has_minus(term)
            code = self.code(-term if negative else term)
            text = code.within(PRODUCT if negative else SUM)
            terms.append((negative, bool(term.is_Rational), len(text), text, code.safe))
        (leads, *_, first, _), *others = sorted(terms)
        rest = "".join(f" {'-' if negative else '+'} {text}" for negative, _, _, text, _ in others)
        return Code(f"{'-' if leads else ''}{first}{rest}", SUM, any(safe for *_, safe in terms))

    def _product(self, e: sp.Expr) -> Code:
        """The number first; one line of division."""
        coefficient, factors = e.as_coeff_mul() if isinstance(e, sp.Mul) else (sp.S.One, (e,))
        above = self._factors([f for f in factors if not divides(f)], abs(int(coefficient.p)))
        below = self._factors([inverse(f) for f in factors if divides(f)], int(coefficient.q))
        whole = product(above or [integer(1)])
        if below:
            whole = quotient(whole, product(below), self.number)
        return replace(whole, text=f"-{whole.within(PRODUCT)}", rank=SUM) if coefficient < 0 else whole

    def _factors(self, factors: Sequence[sp.Expr], number: int) -> list[Code]:
        """The number, letters, entries, sums in parentheses, and the rest; in each group the short ones first."""
        coded = [(_group(factor), self.code(factor)) for factor in factors]
        ordered = [code for _, code in sorted(coded, key=lambda pair: (pair[0], len(pair[1].text), pair[1].text))]
        return ordered if number == 1 else [integer(number), *ordered]

    def _power(self, e: sp.Pow) -> Code:
        if self.number == "Fraction" and not e.exp.is_integer:
            raise NotRational(str(e))
        if e.exp == sp.Rational(1, 2):
            return Code(f"sqrt({self.code(e.base).text})", safe=True)
        base, exponent = self.code(e.base), self.code(e.exp)
        if not (base.safe or exponent.safe or e.exp.is_nonnegative):
            base = Code(f"{self.number}({base.text})", safe=True)
        return Code(f"{base.within(ATOM)}**{exponent.within(ATOM)}", POWER, base.safe or exponent.safe)

    def _index(self, where: sp.Basic) -> str:
        """An index from 0 on."""
        if where.is_Integer:
            return str(int(where) - 1)
        if where in self.indices:
            return self.indices[where]
        moved = {i: i + 1 for i in self.indices if i in free(where)}
        from_zero = replace(self, names={**self.names, **{i: self.indices[i] for i in moved}})
        return from_zero.code(substitute(where, moved) - 1).text

    def _function(self, e: Quantity) -> Function:
        try:
            return self.functions[key(e)]
        except KeyError:
            raise Unprintable(f"{e} is no call of a function that is known") from None

    def _quantity(self, e: Quantity) -> Code:
        function = self._function(e)
        text = self.elements.get((type(e), *e.args)) or self._call(function, e)
        if function.whole and (type(e), *e.args) not in self.elements:
            text += f"[{self._index(e.args[-1])}]"
        return Code(text, ATOM, function.name in self.safe)

    def _call(self, function: Function, e: Quantity) -> str:
        args = (self._index(e.args[p]) if p in function.indices else self.code(e.args[p]).text for p in function.takes)
        return f"{function.name}({', '.join(args)})" if function.takes else function.name

    def _vector(self, vector: Vector) -> str:
        """A list: one that has a name, or one that is made entry by entry."""
        body, slot, size = vector.args
        if (known := self._named(vector)) is not None:
            return known
        if slot in free(body) and size != 1:
            return f"[{self._each(vector)}]"
        only = self.code(vector.at(1)).text
        return f"[{only}]" if size == 1 else f"[{only}]*{self.code(size).within(POWER)}"

    def _named(self, vector: Vector) -> str | None:
        """The list by a name that it has: as part of a family, or as all of what a call gives."""
        if (whole := whole_family(vector)) is not None:
            return self._part(*whole)
        if not is_listed(vector):
            return None
        body, _, size = vector.args
        function = self._function(body)
        return self._call(function, body) if function.whole and length(function, body) == size else None

    def _part(self, family: Family, at: tuple[sp.Basic, ...]) -> str:
        """The family at its first indices, by the name of the longest part that has one."""
        known = next((k for k in range(len(at), 0, -1) if (family, *at[:k]) in self.elements), 0)
        name = self.elements[family, *at[:known]] if known else self.names[family.symbol]
        return name + "".join(f"[{self._index(i)}]" for i in at[known:])

    def _over(self, e: Sum | Max | Min) -> Code:
        """`sum(list)`, or `sum(body for ...)`; of one entry, that entry."""
        if e.vector.size == 1:
            return self.code(e.vector.at(1))
        name, known = type(e).__name__.lower(), self._named(e.vector)
        inner, _ = self._inside(e.vector)
        return Code(f"{name}({known or self._each(e.vector)})", ATOM, inner.code(e.vector.args[0]).safe)

    def _each(self, vector: Vector) -> str:
        inner, heading = self._inside(vector)
        return f"{inner.code(vector.args[0]).text} {heading}"

    def _inside(self, vector: Vector) -> tuple[Printer, str]:
        """The printer of what is bound, and `for element in list`, or `for index in range(...)`."""
        body, slot, size = vector.args
        known = self.known
        letter = next(c for c in _letters() if not any(name == c or re.search(rf"_\w*{c}$", name) for name in known))
        lists = {host: self._host(host) for host in hosts(body, slot, size, self.functions) or ()}
        lists = dict(sorted(lists.items(), key=lambda pair: pair[1]))
        named = {(*host, slot): element(text, letter, host) for host, text in lists.items()}
        names = set(named.values())
        if named and len(names) == len(named) and not known & names:
            texts = ", ".join(lists.values())
            heading = f"for {', '.join(named.values())} in {texts if len(lists) == 1 else f'zip({texts})'}"
            return replace(self, elements={**self.elements, **named}), heading
        heading = f"for {letter if slot in free(body) else '_'} in range({self.code(size).text})"
        return replace(self, indices={**self.indices, slot: letter}), heading

    def _host(self, host: Host) -> str:
        """The list that has the elements."""
        first, *others = host
        if isinstance(first, Family):
            return self._part(first, tuple(others))
        assert isinstance(first, type)
        e = first(*others, sp.S.One)
        return self._call(self._function(e), e)

    def _integral(self, e: Integral) -> Code:
        """Piece by piece, as the integrand may bend, or be small but near one end."""
        letter = next(c for c in chain("tsuvwz", _letters()) if c not in self.known)
        inner = replace(self, names={**self.names, e.args[1]: letter}, safe=self.safe | {e.args[1]})
        return Code(f"quad(lambda {letter}: {inner.code(e.args[0]).text}, linspace(0, 1, 9))", safe=True)


def has_minus(term: sp.Expr) -> bool:
    """Is it printed with a minus sign?"""
    return bool(term.as_coeff_Mul()[0] < 0)


def of_two(e: sp.Add) -> tuple[str, sp.Expr, sp.Expr] | None:
    """`max`, a and b where the sum is (a + b + |a - b|)/2, the larger of two; `min` where it is the smaller."""
    found = [term for term in e.args if isinstance(term.as_coeff_Mul()[1], sp.Abs)]
    if len(found) != 1 or abs(found[0].as_coeff_Mul()[0]) != sp.Rational(1, 2):
        return None
    number, size = found[0].as_coeff_Mul()
    middle, apart = e - found[0], sp.expand(size.args[0] / 2, deep=False)
    a, b = middle + apart, middle - apart
    if sum(len(sp.Add.make_args(part)) for part in (a, b) if part != 0) >= len(e.args):
        return None
    return "max" if number > 0 else "min", a, b


def divides(factor: sp.Basic) -> bool:
    """Is it one over a power?"""
    return isinstance(factor, sp.Pow) and bool(factor.exp.is_number and factor.exp < 0)


def inverse(factor: sp.Pow) -> sp.Expr:
    """The power that it is one over."""
    return sp.Pow(factor.base, -factor.exp)


def _letters() -> Iterator[str]:
    return chain(LETTERS, (f"i{number}" for number in count(2)))


def _group(factor: sp.Expr) -> int:
    base = factor.base if isinstance(factor, sp.Pow) else factor
    kinds: tuple[type[sp.Expr], ...] = (sp.Symbol, Entry, sp.Add)
    return next((place for place, kind in enumerate(kinds) if isinstance(base, kind)), len(kinds))
