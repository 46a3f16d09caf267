"""An expression compiled, once, to a Python function of a configuration.

A bound index becomes a loop over the rows it reads; what costs most (sums, extrema, logarithms) is computed
once a configuration for all its readers; every part knows before it runs whether it is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import flint
import sympy as sp
from flint import arb, fmpq

from numerics.configurations import Configuration
from numerics.exact import (
    Number,
    Undefined,
    absolute,
    add,
    exponential,
    gamma,
    largest,
    log_sum_exp,
    logarithm,
    multiply,
    negative,
    power,
    smallest,
    total,
)
from numerics.integrate import integral
from numerics.loops import Loop, read, sized
from theory.kernel import Entry, Family, Integral, Max, Min, Quantity, Sum, Vector, free, meaning, open_vector

Compiled = Callable[[Configuration], Number]


_FUNCTIONS: Mapping[str, Any] = {
    "fmpq": fmpq, "add": add, "total": total, "multiply": multiply, "exponential": exponential,
    "logarithm": logarithm, "log_sum_exp": log_sum_exp, "power": power, "absolute": absolute, "largest": largest,
    "smallest": smallest, "negative": negative, "sized": sized, "gamma": gamma, "integral": integral,
    "pi": lambda: (fmpq(0), arb.pi()), "euler": lambda: (fmpq(0), arb(1).exp()),
}  # fmt: skip


@lru_cache(maxsize=4_000)
def compiled(e: sp.Expr) -> Compiled:
    """The expression as a function of a configuration, at the precision in force when it is called."""
    writer = _Writer()
    result, _ = writer.value(e, {})
    names = [f"    {code} = {source}" for code, source in writer.inputs.items()]
    lines = ["def value(sizes, values, exact, balls):", *names, *writer.lines, f"    return {result}"]
    space: dict[str, Any] = dict(_FUNCTIONS) | writer.constants
    exec("\n".join(lines), space)
    function = space["value"]

    def at(configuration: Configuration) -> Number:
        memory, bits = configuration.memory, flint.ctx.prec
        balls = memory.get(bits)
        if balls is None:
            balls = memory[bits] = {}
        found = function(configuration.sizes, configuration.values, memory.setdefault(0, {}), balls)
        return fmpq(found) if isinstance(found, int) else found

    return at


@lru_cache(maxsize=4_000)
def _one(e: sp.Basic) -> sp.Basic:
    """The first expression equal to this one: memory is read by it, so that equality is identity."""
    return e


Scope = dict[sp.Symbol, Loop]
Code = tuple[str, bool]


class _Writer:
    """Writes the body of the compiled function; `value` gives an expression's code and whether it is exact."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.inputs: dict[str, str] = {}
        self.sized: set[str] = set()
        self.constants: dict[str, object] = {}
        self._done: dict[sp.Basic, Code] = {}

    def value(self, e: sp.Basic, scope: Scope) -> Code:
        bound = [name for name in scope if name in free(e)]
        if (
            isinstance(e, Sum | Max | Min | Integral)
            and bound
            and not any(scope.keys() & free(scope[b].size) for b in bound)
        ):
            return self._lifted(e, bound, scope)
        if bound or not e.args or isinstance(e, Entry):
            return self._written(e, scope)
        if e not in self._done:
            code, exact = self._written(e, scope)
            self._done[e] = self._kept(code, e, exact), exact
        return self._done[e]

    def _kept(self, code: str, e: sp.Basic, exact: bool) -> str:
        """The name of what the code computes; what loops is remembered, balls for one precision only."""
        if code.isidentifier():
            return code
        name = f"t{len(self.lines)}"
        if isinstance(e, Vector | Sum | Max | Min | Integral | sp.log):
            memory, key = "exact" if exact else "balls", self._constant(_one(e))
            self.lines.append(f"    {name} = {memory}.get({key})")
            self.lines.append(f"    if {name} is None:")
            self.lines.append(f"        {name} = {memory}[{key}] = {code}")
        else:
            self.lines.append(f"    {name} = {code}")
        return name

    def _lifted(self, e: sp.Basic, bound: list[sp.Symbol], scope: Scope) -> Code:
        """A sum or extremum that depends on loop indices is an entry of an array over them, computed once."""
        whole: sp.Basic = e
        for name in reversed(bound):
            whole = Vector(whole, name, scope[name].size)
        code, exact = self._array(whole, {}, inner=True)
        depth = -1
        for name in bound:
            code, depth = read(code, depth, scope[name], scope[name].size, anchored=True)
        return code, exact

    def _array(self, vector: sp.Basic, scope: Scope, inner: bool = False) -> Code:
        """The code of a list of the entries."""
        closed = not any(name in free(vector) for name in scope)
        if closed and vector in self._done:
            return self._done[vector]
        name, body = open_vector(vector)
        loop = Loop(name=f"i{len(scope)}_{len(self.lines)}", size=vector.size, depth=len(scope))
        within = {**scope, name: loop}
        if isinstance(body, Vector):
            entry, exact = self._array(body, within, inner)
        elif isinstance(body, Sum | Max | Min | Integral):
            entry, exact = self._written(body, within)
        else:
            entry, exact = self.value(body, within)
        size, _ = self.value(vector.size, scope)
        code = loop.around(entry, size)
        if closed:
            self._done[vector] = self._kept(code, vector, exact), exact
            return self._done[vector]
        return code, exact

    def _written(self, e: sp.Basic, scope: Scope) -> Code:
        match e:
            case sp.Integer():
                return (f"({int(e)})" if e < 0 else str(int(e))), True
            case sp.Rational():
                return self._constant(fmpq(int(e.p), int(e.q))), True
            case sp.core.numbers.Pi():
                return "pi()", False
            case sp.core.numbers.Exp1():
                return "euler()", False
            case sp.Symbol():
                return self._symbol(e, scope), True
            case Entry():
                return self._entry(e, scope), True
            case Quantity():
                return self.value(meaning(e), scope)
            case Sum() | Max() | Min():
                return self._over(e, scope)
            case Integral():
                return self._integral(e, scope), False
            case sp.gamma():
                return f"gamma({self._number(e.args[0], scope)})", False
            case sp.Add():
                return self._sum(e, scope)
            case sp.Mul():
                return self._product(e, scope)
            case sp.Pow():
                return self._power(e, scope)
            case sp.exp():
                return f"exponential({self._number(e.args[0], scope)})", False
            case sp.log():
                return self._log(e.args[0], scope), False
            case sp.Abs():
                code, exact = self.value(e.args[0], scope)
                return (f"abs({code})" if exact else f"absolute({code})"), exact
        raise Undefined(f"{e} ({type(e).__name__}) has no certified value")

    def _number(self, e: sp.Basic, scope: Scope) -> str:
        """Code for an fmpq or a pair, never a plain int."""
        code, exact = self.value(e, scope)
        return f"fmpq({code})" if exact else code

    def _constant(self, value: object) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def _symbol(self, e: sp.Symbol, scope: Scope) -> str:
        if e in scope:
            scope[e].counted = True
            return f"({scope[e].name} + 1)"
        where = "sizes" if e.is_integer and e.is_positive else "values"
        return self._input(e, where)

    def _input(self, key: sp.Symbol, where: str) -> str:
        constant = next((n for n, v in self.constants.items() if v is key), None) or self._constant(key)
        code = f"s_{constant}"
        self.inputs.setdefault(code, f"{where}[{constant}]")
        return code

    def _entry(self, e: Entry, scope: Scope) -> str:
        code, depth = self._family(e.family), -1
        for where, axis in zip(e.indices, e.family.axes, strict=True):
            if where in scope:
                code, depth = read(code, depth, scope[where], axis, anchored=code in self.sized)
            else:
                code += f"[{self.value(where, scope)[0]} - 1]"
                depth = max(depth, len(scope) - 1)
        return code

    def _family(self, family: Family) -> str:
        """Its first axis is checked against the sizes once; the others by zip, against what is checked."""
        axis = self._input(family.axes[0], "sizes") if family.axes[0].is_Symbol else None
        code = self._input(family.symbol, "values")
        if axis and code not in self.sized:
            self.sized.add(code)
            self.inputs[code] = f"sized({self.inputs[code]}, {axis})"
        return code

    def _over(self, e: Sum | Max | Min, scope: Scope) -> Code:
        code, exact = self._array(e.vector, scope)
        plain, mixed = {Sum: ("sum", "total"), Max: ("max", "largest"), Min: ("min", "smallest")}[type(e)]
        return f"{plain if exact else mixed}({code})", exact

    def _integral(self, e: Integral, scope: Scope) -> str:
        """Arb integrates; the indices in scope are numbers to it."""
        indices = {name: self._symbol(name, scope) for name in scope if name in free(e)}
        here = ", ".join(f"{self._constant(name)}: {code}" for name, code in indices.items())
        return f"integral({self._constant(e)}, {{**sizes, {here}}}, values)"

    def _sum(self, e: sp.Add, scope: Scope) -> Code:
        """A difference is written as one."""
        terms = sorted(e.args, key=lambda term: _negated(term) is not None)
        if len(terms) == 2 and _negated(terms[0]) is None and (taken := _negated(terms[1])) is not None:
            (left, exact), (right, also) = self.value(terms[0], scope), self.value(taken, scope)
            if exact and also:
                return f"({left} - {right})", True
        return self._joined(e, scope, " + ", "add", "0")

    def _product(self, e: sp.Mul, scope: Scope) -> Code:
        if (taken := _negated(e)) is not None:
            code, exact = self.value(taken, scope)
            return (f"(-{code})" if exact else f"negative({code})"), exact
        return self._joined(e, scope, " * ", "multiply", "1")

    def _joined(self, e: sp.Expr, scope: Scope, sign: str, function: str, unit: str) -> Code:
        codes = [self.value(a, scope) for a in e.args]
        exact = [c for c, is_exact in codes if is_exact]
        mixed = [c for c, is_exact in codes if not is_exact]
        plain = "(" + sign.join(exact) + ")" if exact else unit
        if not mixed:
            return plain, True
        return f"{function}(fmpq({plain}), {', '.join(mixed)})", False

    def _power(self, e: sp.Pow, scope: Scope) -> Code:
        base, exact = self.value(e.base, scope)
        if exact and e.exp.is_Integer and e.exp > 0:
            return f"({base})**{int(e.exp)}", True
        if e.exp.is_Integer and exact:
            return f"power(fmpq({base}), fmpq({int(e.exp)}))", True
        return f"power({self._number(e.base, scope)}, {self._number(e.exp, scope)})", False

    def _log(self, inside: sp.Expr, scope: Scope) -> str:
        """log of a sum of exponentials keeps its exact part."""
        while isinstance(inside, Quantity):
            inside = meaning(inside)
        if isinstance(inside, Sum):
            name, body = open_vector(inside.vector)
            if isinstance(body, sp.exp):
                code, _ = self._array(Vector(body.args[0], name, inside.vector.size), scope)
                return f"log_sum_exp({code})"
        return f"logarithm({self._number(inside, scope)})"


def _negated(e: sp.Expr) -> sp.Expr | None:
    """t, where e is -t."""
    if isinstance(e, sp.Mul) and e.args[0] == -1:
        return e.args[1] if len(e.args) == 2 else sp.Mul(*e.args[1:], evaluate=False)
    return None
