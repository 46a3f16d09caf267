"""The one printer: expressions, relations and statements as LaTeX that needs amsmath and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, assert_never

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE, precedence_traditional

from theory.kernel import (
    Entry,
    Family,
    Max,
    Min,
    Quantity,
    Relation,
    Sum,
    Vector,
    free,
    open_vector,
    subterms,
)
from theory.statement import Bound, Convex, Identity, Standard, Statement
from theory.symbols import LATEX

OPERATORS: dict[str, str] = {"=": "=", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_LETTERS = {"d": "ijpq", "n": "kmrs"}  # for an index up to this size; then any of these:
_ANY = "ijkmpqrsuv"
_DELIMITERS = {
    r"\left(": "(", r"\left|": r"\lvert ", r"\left\|": r"\lVert ",
    r"\right)": ")", r"\right|": r"\rvert", r"\right\|": r"\rVert",
}  # fmt: skip
_LONG = 60  # an exponent that prints to more characters is the argument of exp instead


def latex(term: sp.Basic, *, ranges: bool = False) -> str:
    """The term; with `ranges`, extrema and vectors say how far their index runs, as sums always do."""
    return _Printer((term,), ranges).doprint(term)


def latex_relation(relation: Relation, *, ranges: bool = False) -> str:
    """lhs op rhs, indices named alike on both sides."""
    printer = _Printer((relation.lhs, relation.rhs), ranges)
    return f"{printer.doprint(relation.lhs)} {OPERATORS[relation.op]} {printer.doprint(relation.rhs)}"


def latex_statement(statement: Statement) -> str:
    """The statement in one display, with the ranges of its indices."""
    match statement:
        case Identity(lhs, rhs):
            return latex_relation(Relation(lhs, "=", rhs), ranges=True)
        case Bound(parts):
            printer = _Printer(tuple(p for p in parts if not isinstance(p, str)), ranges=True)
            return " ".join(OPERATORS[p] if isinstance(p, str) else printer.doprint(p) for p in parts)
        case Convex(function, variable, _, _):
            name, space = latex(variable), rf"\mathbb{{R}}^{{{latex(variable.axes[0])}}}"
            return rf"{name} \mapsto {latex(function, ranges=True)} \quad \text{{is convex on }} {space}"
        case Standard(fact, _):
            return latex_statement(fact)
        case _:
            assert_never(statement)


def definitions(terms: tuple[sp.Basic, ...]) -> tuple[tuple[str, str, str], ...]:
    """Name, definition and description of every quantity that the terms are made of, simplest first."""
    found: dict[type[Quantity], Quantity] = {}
    for term in terms:
        _collect(term, found)
    described = ((q, _Printer((q, q.definition()), ranges=True)) for q in found.values())
    return tuple(
        (p.doprint(q), p.doprint(q.definition()), " ".join((type(q).__doc__ or "").split()))
        for q, p in described
    )


def _collect(term: sp.Basic, found: dict[type[Quantity], Quantity]) -> None:
    """The plainest instance of each quantity, what its definition uses before itself."""
    if isinstance(term, Vector):
        return _collect(open_vector(term)[1], found)
    if isinstance(term, Quantity):
        _collect(term.definition(), found)
        found[type(term)] = min((found.get(type(term), term), term), key=_plainness)
    for part in () if isinstance(term, Entry) else term.args:
        _collect(part, found)


def _plainness(quantity: Quantity) -> tuple[int, int]:
    """Small where the arguments are letters: numbers count most, then what the arguments are made of."""
    return sum(1 for a in quantity.args if a.is_number), sum(1 for _ in subterms(quantity))


@dataclass(frozen=True, slots=True)
class _Argument:
    """A printed argument of a quantity, as its `notation` asks for it.

    {0} as it is; {0:tight} in parentheses where it is a sum; {0:entries} and {0:index} the parts of a vector
    without a name, (entries)_index; {0:unless D:A} or {0:unless D:A:B} is A with the argument for *, unless
    the argument prints as D, and then B.
    """

    text: str
    tight: str
    entries: str
    index: str

    def __format__(self, spec: str) -> str:
        if spec.startswith("unless "):
            default, other, *same = spec.removeprefix("unless ").split(":")
            return other.replace("*", self.text) if self.text != default else "".join(same)
        return str(getattr(self, spec or "text"))


class _Printer(LatexPrinter):
    """SymPy's printer with our binders, which get letters that clash with nothing in `terms`."""

    def __init__(self, terms: tuple[sp.Basic, ...], ranges: bool) -> None:
        super().__init__({"long_frac_ratio": 2})
        self._ranges = ranges
        self._letters: dict[sp.Symbol, str] = {}
        self._omitted: frozenset[sp.Symbol] = frozenset()
        named = frozenset[sp.Symbol]().union(*(free(t) for t in terms))
        self._taken = {s.name for s in named if not isinstance(s, sp.Dummy)}
        for term in terms:
            self._name_dummies(term)

    def _name_dummies(self, term: sp.Basic) -> None:
        for part in subterms(term):
            if isinstance(part, Entry):
                for where, axis in zip(part.indices, part.family.axes, strict=True):
                    self._name_dummy(where, axis)
        for symbol in sorted(free(term), key=lambda s: s.sort_key()):
            self._name_dummy(symbol, sp.S.One)

    def _name_dummy(self, symbol: sp.Basic, size: sp.Expr) -> None:
        if isinstance(symbol, sp.Dummy) and symbol not in self._letters:
            self._letters[symbol] = self._fresh(size)
            self._taken.add(self._letters[symbol])

    def _fresh(self, size: sp.Expr) -> str:
        pool = (_LETTERS.get(s.name, "") for s in sorted(free(size), key=lambda s: s.name))
        numbered = (f"i_{{{number}}}" for number in count(1))
        candidates = chain(*pool, _ANY, numbered)
        return next(c for c in candidates if c not in self._taken and c not in self._letters.values())

    @contextmanager
    def _binding(self, vector: Vector) -> Iterator[str]:
        """The letter of the vector's index, while its body is printed."""
        before = dict(self._letters)
        letter = self._fresh(vector.size)
        self._letters[vector.args[1]] = letter
        try:
            yield letter
        finally:
            self._letters = before

    def doprint(self, expr: sp.Basic) -> str:
        return _sized(str(super().doprint(expr)))

    def _print(self, expr: Any, **kwargs: Any) -> str:
        # By class and not by name: SymPy has printers for other things called Quantity or InnerProduct.
        match expr:
            case Quantity():
                return self._print_quantity(expr)
            case Max() | Min():
                return self._print_extremum(expr)
            case _:
                return str(super()._print(expr, **kwargs))

    def _print_quantity(self, quantity: Quantity) -> str:
        return quantity.notation.format(*map(self._argument, quantity.args))

    def _argument(self, term: sp.Basic) -> _Argument:
        if not isinstance(term, Vector):
            text = self._print(term)
            return _Argument(text, self.parenthesize(term, PRECEDENCE["Mul"]), text, "")
        slots, body = _entries(term)
        if _is_linear(body, slots):
            text = self._print(term)
            with self._without(slots):
                return _Argument(text, self.parenthesize(body, PRECEDENCE["Mul"]), text, "")
        with self._binding(term) as letter:
            entries = self._print(term.args[0])
        reach = rf" \le {self._print(term.size)}" if self._ranges else ""
        whole = self._print(term)
        return _Argument(whole, whole, entries, f"_{{{letter}{reach}}}")

    @contextmanager
    def _without(self, slots: Iterable[sp.Symbol]) -> Iterator[None]:
        before = self._omitted
        self._omitted = before | frozenset(slots)
        try:
            yield
        finally:
            self._omitted = before

    def _print_Vector(self, vector: Vector) -> str:
        slots, body = _entries(vector)
        if _is_linear(body, slots):
            with self._without(slots):
                return self._print(body)
        with self._binding(vector) as letter:
            reach = f"_{{{letter}=1}}^{{{self._print(vector.size)}}}" if self._ranges else f"_{{{letter}}}"
            return rf"\left({self._print(vector.args[0])}\right){reach}"

    def _print_Symbol(self, expr: sp.Symbol, style: str = "plain") -> str:
        return self._letters.get(expr) or LATEX.get(expr.name) or str(super()._print_Symbol(expr, style))

    def _print_Family(self, family: Family) -> str:
        return self._print(family.symbol)

    def _print_Entry(self, entry: Entry) -> str:
        """The last index below the name, what comes before it above."""
        above, below = (
            ",".join(self._print(i) for i in part if i not in self._omitted)
            for part in (entry.indices[:-1], entry.indices[-1:])
        )
        raised, lowered = f"^{{{above}}}" if above else "", f"_{{{below}}}" if below else ""
        return f"{self._print(entry.family)}{raised}{lowered}"

    def _print_Sum(self, term: Sum) -> str:
        with self._binding(term.vector) as letter:
            limits = f"_{{{letter}=1}}^{{{self._print(term.vector.size)}}}"
            return rf"\sum{limits} {self.parenthesize(term.vector.args[0], PRECEDENCE['Mul'])}"

    def _print_extremum(self, term: Max | Min) -> str:
        with self._binding(term.vector) as letter:
            limits = rf"1 \le {letter} \le {self._print(term.vector.size)}" if self._ranges else letter
            body = self.parenthesize(term.vector.args[0], PRECEDENCE["Mul"])
            space = r"\, " if body.startswith(r"\left") else ""  # TeX puts none before a delimiter
            return rf"\{type(term).__name__.lower()}_{{{limits}}} {space}{body}"

    def _print_Abs(self, expr: sp.Abs, exp: str | None = None) -> str:
        text = rf"\left|{self._print(expr.args[0])}\right|"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _print_ExpBase(self, expr: sp.exp, exp: str | None = None) -> str:
        ranges, self._ranges = self._ranges, False  # an exponent has no room for them
        inside = self._print(expr.args[0])
        self._ranges = ranges
        long = len(inside) > _LONG or r"\sum" in inside or r"\operatorname" in inside
        text = rf"\exp\left({inside}\right)" if long else f"e^{{{_flat(inside)}}}"
        return str(self._do_exponent(text, exp))

    def _print_log(self, expr: sp.log, exp: str | None = None) -> str:
        inside = self._print(expr.args[0])
        text = rf"\log {inside}" if _is_bare(expr) else rf"\log\left({inside}\right)"
        return str(self._do_exponent(text, exp))

    def _as_ordered_terms(self, expr: sp.Add, order: str | None = None) -> list[sp.Expr]:
        """SymPy's order, but logarithms last, n - 1 together, and first a term without minus sign."""
        sizes = any(_is_size(term) for term in expr.args)
        terms = sorted(super()._as_ordered_terms(expr, order), key=lambda term: _rank(term, sizes))
        first = next((t for t in terms if not t.could_extract_minus_sign()), terms[0])
        return [first, *(t for t in terms if t is not first)]

    def _needs_mul_brackets(self, expr: sp.Expr, first: bool = False, last: bool = False) -> bool:
        open_ended = isinstance(expr, Sum | Max | Min) or (isinstance(expr, sp.log) and _is_bare(expr))
        return (open_ended and not last) or bool(super()._needs_mul_brackets(expr, first, last))

    def parenthesize(self, item: sp.Basic, level: int, is_neg: bool = False, strict: bool = False) -> str:
        text = self._print(item)
        raised = isinstance(item, Quantity | Entry) and re.search(r"\^(\w|\{[^{}]*\})(_\{[^{}]*\})?$", text)
        binding = PRECEDENCE["Mul"] if raised or isinstance(item, Sum | Max | Min) else _precedence(item)
        closed = binding > level or (binding == level and (strict or level == PRECEDENCE["Mul"]))
        return text if closed else str(self._add_parens(text))


def _precedence(item: sp.Basic) -> int:
    return PRECEDENCE["Atom"] if isinstance(item, Vector) else int(precedence_traditional(item))


def _entries(vector: Vector) -> tuple[dict[sp.Symbol, sp.Expr], sp.Basic]:
    """The bound names of a vector (of vectors) with their sizes, outermost first, and the innermost entry."""
    body, slot, size = vector.args
    if not isinstance(body, Vector):
        return {slot: size}, body
    slots, entry = _entries(body)
    return {slot: size, **slots}, entry


def _is_linear(body: sp.Basic, slots: Mapping[sp.Symbol, sp.Expr]) -> bool:
    """Is the entry a combination of entries of families?  The vector prints as one of vectors: x - y."""
    match body:
        case Entry():
            ends = tuple(zip(body.indices, body.family.axes, strict=True))[-len(slots) :]
            fixed = body.indices[: -len(slots)]
            return ends == tuple(slots.items()) and not any(free(i) & slots.keys() for i in fixed)
        case sp.Add():
            return all(_is_linear(term, slots) for term in body.args)
        case sp.Mul():
            bound = [factor for factor in body.args if free(factor) & slots.keys()]
            return len(bound) == 1 and _is_linear(bound[0], slots)
        case _:
            return False


def _is_bare(expr: sp.log) -> bool:
    """Is the logarithm written without parentheses?"""
    inside = expr.args[0]
    return isinstance(inside, Sum) or inside.is_Symbol or (inside.is_Integer and inside.is_positive)


def _is_size(term: sp.Expr) -> bool:
    return bool(term.is_Symbol and term.is_integer)


def _rank(term: sp.Expr, sizes: bool) -> int:
    """Sizes and, beside them, numbers come first, then the rest, then logarithms, those of sizes last."""
    logarithms = [f for f in sp.Mul.make_args(term) if isinstance(f, sp.log)]
    if logarithms:
        return 3 if _is_size(logarithms[0].args[0]) else 2
    return 0 if sizes and (_is_size(term) or term.is_number) else 1


def _sized(text: str) -> str:
    """Delimiters at the size that their content asks for; unlike left and right, lines break inside."""
    parts = [""]
    for token in re.split(r"(\\(?:left|right)(?:\\\||[()|]))", text):
        if token.startswith(r"\right"):
            inside = parts.pop()
            opening, size = parts.pop(), _size(inside)
            parts[-1] += _delimiter(opening, size) + inside + _delimiter(token, size)
        elif token.startswith(r"\left"):
            parts += [token, ""]
        else:
            parts[-1] += token
    return "".join(parts)


def _flat(text: str) -> str:
    """All delimiters small, for an exponent."""
    return re.sub(r"\\(?:left|right)(?:\\\||[()|])", lambda found: _delimiter(found[0], 0), text)


def _delimiter(token: str, size: int) -> str:
    small = _DELIMITERS[token]
    return small if size == 0 else rf"\{('big', 'Big')[size - 1]}{'l' if 'left' in token else 'r'}{small}"


def _size(inside: str) -> int:
    """0 for a plain line, 1 around limits or delimiters, 2 around fractions, sums and what is of size 1."""
    line = inside
    while line != (line := re.sub(r"[_^]\{[^{}]*\}", "", line)):
        pass
    if re.search(r"\\frac|\\sum|\\[bB]ig", line):
        return 2
    return 1 if re.search(r"\\max|\\min|[(]|\be(?!\w)", line) else 0
