"""The quantities of a script as functions and values of Python: what they take, and what they are made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count

import sympy as sp

from theory.kernel import Entry, Family, Quantity, Sum, Vector, meaning, subterms, unfold
from theory.kernel.binders import free, has_slots
from theory.kernel.terms import rebuild
from theory.quantities.euclidean import InnerProduct

Key = tuple[type[Quantity], tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A quantity at formal arguments; those in `takes` are passed, the others are the same at every call.

    `body` is a vector where the last argument is an index that runs over the whole of it: then a call gives all of it.
    """

    name: str
    formal: Quantity
    takes: tuple[int, ...]
    indices: tuple[int, ...]  # the positions of indices, which Python counts from 0
    suggested: tuple[str | None, ...]  # the name that an argument has at every call
    body: sp.Basic

    @property
    def whole(self) -> bool:
        return isinstance(self.body, Vector)


Functions = Mapping[Key, Function]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How far the text is shortened.

    The kinds of quantities that get no function, short names, sums as inner products, less that is shared.
    """

    inline: frozenset[type[Quantity]] = frozenset()
    short: bool = False
    products: bool = False
    worth: int = 60  # how many characters a name for what recurs has to save


PLAIN = Style()


def key(quantity: Quantity) -> Key:
    """What tells the functions of one kind of quantity apart: the numbers and the shapes among its arguments."""
    index = _indices(type(quantity), quantity)
    return type(quantity), tuple(
        arg if arg.is_Rational and place not in index else depth(arg) for place, arg in enumerate(quantity.args)
    )


def depth(term: sp.Basic) -> int:
    """0 of a number, 1 of a vector, 2 of a vector of vectors."""
    return 1 + depth(term.args[0]) if isinstance(term, Vector) else 0


def functions(terms: Sequence[sp.Basic], taken: frozenset[str], style: Style) -> Functions:
    """The functions that the terms call, each after those that it calls; their names are not among those taken."""
    calls: dict[Key, list[Quantity]] = {}
    found: dict[Key, Function] = {}
    for term in terms:
        _note(term, calls)
    while waiting := [k for k in calls if k not in found]:
        inner = {kind for k in waiting for kind in _kinds(calls[k][0])}
        here = next(k for k in waiting if k[0] not in inner)
        made = _function(calls[here], taken | {f.name for f in found.values()}, style)
        found[here] = made
        _note(made.body, calls)
    return dict(reversed(found.items()))


def called(times: int, terms: Sequence[sp.Basic], found: Functions) -> frozenset[type[Quantity]]:
    """The kinds of quantities with so many calls, or fewer, in the terms and in the functions."""
    calls: dict[Key, list[Quantity]] = {}
    for term in (*terms, *(function.body for function in found.values())):
        _note(term, calls)
    kinds = Counter(kind for (kind, _), places in calls.items() for _ in places)
    return frozenset(kind for kind, number in kinds.items() if number <= times)


def _note(term: sp.Basic, calls: dict[Key, list[Quantity]]) -> None:
    for part in subterms(term):
        if isinstance(part, Quantity):
            calls.setdefault(key(part), []).append(part)


@lru_cache(maxsize=1_000)
def _kinds(quantity: Quantity) -> frozenset[type[Quantity]]:
    """The kinds of quantities in the definition, to the bottom."""
    inside = [part for part in subterms(_definition(quantity)) if isinstance(part, Quantity)]
    return frozenset(map(type, inside)).union(*map(_kinds, inside))


def _definition(quantity: Quantity) -> sp.Expr:
    """The definition where bound names, which a definition does not take, are among the arguments."""
    formal, _ = _formal([quantity])
    return meaning(formal)


def _function(calls: Sequence[Quantity], taken: frozenset[str], style: Style) -> Function:
    formal, fixed = _formal(calls)
    indices = _indices(type(formal), formal)
    body = inlined(meaning(formal), style.inline)
    if style.products and not isinstance(formal, InnerProduct):
        body = with_products(body)
    takes = tuple(p for p in range(len(formal.args)) if p not in fixed)
    last = len(formal.args) - 1
    if last in indices and last in takes and (length := _length(body, formal.args[last])) is not None:
        body, takes = Vector(body, formal.args[last], length), takes[:-1]
    return Function(
        name=_name(formal, taken, style.short),
        formal=formal,
        takes=takes,
        indices=tuple(sorted(indices)),
        suggested=tuple(_suggested([call.args[p] for call in calls]) for p in range(len(formal.args))),
        body=body,
    )


def _formal(calls: Sequence[Quantity]) -> tuple[Quantity, frozenset[int]]:
    """The quantity at letters of its own for what varies from call to call, and the positions of what does not."""
    first = calls[0]
    indices = _indices(type(first), first)
    places = range(len(first.args))
    flat = all(depth(a) == 1 for a in first.args)
    fixed = frozenset(p for p in places if p not in indices and _is_fixed([c.args[p] for c in calls], p, flat))
    sizes: dict[tuple[sp.Basic, ...], sp.Basic] = {}
    made = [first.args[p] if p in fixed else _letter([c.args[p] for c in calls], p, sizes) for p in places]
    return first.func(*made), fixed


def _is_fixed(actual: Sequence[sp.Basic], place: int, flat: bool) -> bool:
    """Is the argument the same at every call, and none that a reader expects between the parentheses?"""
    if len(set(actual)) > 1 or not _is_named(actual[0]):
        return False
    return depth(actual[0]) != 1 or (place > 0 and not flat)


def _is_named(term: sp.Basic) -> bool:
    """A number, or a letter of the claim: no bound name and no letter of a definition."""
    if isinstance(term, Vector):
        whole = whole_family(term)
        return whole is not None and not whole[1] and not is_letter(whole[0].symbol)
    return term.is_Rational or (isinstance(term, sp.Symbol) and not has_slots(term) and not is_letter(term))


def _letter(actual: Sequence[sp.Basic], place: int, sizes: dict[tuple[sp.Basic, ...], sp.Basic]) -> sp.Basic:
    """A letter for an argument, with what all calls give it in common: its shape, and the sign of a number."""
    if not isinstance(actual[0], Vector):
        signs = [s for s in ("integer", "positive", "nonnegative") if all(getattr(a, f"is_{s}") for a in actual)]
        return sp.Symbol(f"'{place}", **(dict.fromkeys(signs, True) or {"real": True}))
    axes: list[sp.Basic] = []
    inside = list(actual)
    while isinstance(inside[0], Vector):
        lengths = tuple(v.args[2] for v in inside)
        if len(set(lengths)) == 1 and not any(has_slots(s) or is_letter(s) for s in free(lengths[0])):
            axes.append(lengths[0])
        else:
            axes.append(sizes.setdefault(lengths, sp.Symbol(f"'size {len(sizes)}", integer=True, positive=True)))
        inside = [v.args[0] for v in inside]
    return Family(f"'{place}", *axes).vector()


def is_letter(symbol: sp.Symbol) -> bool:
    """Is it a letter of a definition, and none of the claim?"""
    return str(symbol.name).startswith("'")


def _indices(kind: type[Quantity], quantity: Quantity) -> frozenset[int]:
    """The positions of the arguments that are used as an index and as nothing else."""
    integers = tuple(bool(a.is_integer) for a in quantity.args)
    return _indices_of(kind, tuple(map(depth, quantity.args)), integers)  # type: ignore[arg-type]


@lru_cache(maxsize=1_000)
def _indices_of(kind: type[Quantity], depths: tuple[int, ...], integers: tuple[bool, ...]) -> frozenset[int]:
    letters: list[sp.Basic] = []
    for place, (deep, whole) in enumerate(zip(depths, integers, strict=True)):
        if deep:
            axes = (sp.Symbol(f"'size {k}", integer=True, positive=True) for k in range(deep))
            letters.append(Family(f"'{place}", *axes).vector())
        else:
            letters.append(sp.Symbol(f"'{place}", **({"integer": True, "positive": True} if whole else {"real": True})))
    try:
        body = unfold(kind(*letters))
    except (TypeError, LookupError):  # a definition that counts with its argument
        return frozenset()
    numbers = [p for p, whole in enumerate(integers) if whole and depths[p] == 0]
    return frozenset(p for p in numbers if _is_index(body, letters[p]))


def _is_index(body: sp.Basic, letter: sp.Basic) -> bool:
    if letter in list(_outside_entries(body)):
        return False
    return any(bool(letter in e.indices) for e in subterms(body) if isinstance(e, Entry))


def _outside_entries(term: sp.Basic) -> Iterator[sp.Basic]:
    """The parts of the term, indices left out."""
    yield term
    for part in () if isinstance(term, Entry | Family) else term.args:
        yield from _outside_entries(part)


def _length(body: sp.Basic, index: sp.Basic) -> sp.Basic | None:
    """How far the index runs, where all that it is an index of is equally long."""
    whole = [e for e in subterms(unfold(body)) if isinstance(e, Entry)]
    axes = {axis for e in whole for where, axis in zip(e.indices, e.family.axes, strict=True) if where == index}
    return axes.pop() if len(axes) == 1 else None


def whole_family(vector: Vector) -> tuple[Family, tuple[sp.Basic, ...]] | None:
    """The family whose vector this is, as long as it is, and the indices at which its first axes are fixed."""
    slots: list[sp.Basic] = []
    sizes: list[sp.Basic] = []
    inside: sp.Basic = vector
    while isinstance(inside, Vector):
        inside, slot, size = inside.args
        slots.append(slot)
        sizes.append(size)
    if not isinstance(inside, Entry):
        return None
    fixed, running = inside.indices[: -len(slots)], inside.indices[-len(slots) :]
    whole = list(running) == slots and list(inside.family.axes[-len(slots) :]) == sizes
    return (inside.family, fixed) if whole and not any(free(i) & set(slots) for i in fixed) else None


def _suggested(actual: Sequence[sp.Basic]) -> str | None:
    if len(set(actual)) > 1 or not _is_named(actual[0]) or actual[0].is_Rational:
        return None
    whole = whole_family(actual[0]) if isinstance(actual[0], Vector) else None
    return str(whole[0].symbol.name if whole else actual[0])


def own_name(quantity: Quantity) -> str | None:
    """The name that the quantity goes by in formulas, such as g in g(x), with a number above it."""
    printed = re.fullmatch(r"([A-Za-z]\w*)(?:\^(?:(\d+)|[^(\[]+))?[(\[].*[)\]]", str(quantity))
    return printed[1] + (printed[2] or "") if printed else None


def _name(formal: Quantity, taken: frozenset[str], short: bool) -> str:
    """Its own name; where it has none that of its kind, or the initials of that."""
    own, kind = own_name(formal), re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(formal).__name__).lower()
    initials = ["".join(word[0] for word in kind.split("_"))] if short and "_" in kind else []
    return free_name([*([own] if own else []), *initials, kind], taken)


def inlined(term: sp.Basic, kinds: frozenset[type[Quantity]]) -> sp.Basic:
    """The term with the quantities of these kinds written out."""
    if not kinds:
        return term
    if isinstance(term, Quantity) and type(term) in kinds:
        return inlined(meaning(term), kinds)
    return rebuild(term, lambda part: inlined(part, kinds))


def with_products(term: sp.Basic) -> sp.Basic:
    """The term with the sums that are inner products of two whole vectors written as such."""
    if isinstance(term, Sum) and isinstance(body := term.vector.args[0], sp.Mul) and len(body.args) == 2:
        factors = [Vector(factor, *term.vector.args[1:]) for factor in body.args]
        if all(whole_family(factor) is not None or is_listed(factor) for factor in factors):
            return InnerProduct(*factors)
    return rebuild(term, with_products)


def is_listed(vector: Vector) -> bool:
    """Is the entry a quantity that has the index as its last argument and nowhere else, as a softmax has?"""
    body, slot, _ = vector.args
    return isinstance(body, Quantity) and body.args[-1] == slot and not any(slot in free(a) for a in body.args[:-1])


def free_name(names: Sequence[str], taken: frozenset[str]) -> str:
    """The first of the names that is not taken, or the last with a number."""
    numbered = (f"{names[-1]}_{number}" for number in count(2))
    return next(name for name in chain(names, numbered) if name not in taken)
