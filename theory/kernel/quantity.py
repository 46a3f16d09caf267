"""Named quantities: a node that prints as its name and stands for its definition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

import sympy as sp

from theory.kernel.binders import Binder, binding, free, look_inside
from theory.kernel.errors import Ill
from theory.kernel.terms import rebuild
from theory.kernel.walks import substitute

_MOST_ARGUMENTS = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A printed argument of a quantity, as its `notation` or `plain` asks for it."""

    text: str
    tight: str

    def __format__(self, spec: str) -> str:
        if not spec.startswith("unless "):
            return self.tight if spec == "tight" else self.text
        usual, other = spec.removeprefix("unless ").split(":")
        return "" if self.text == usual else self.text.join(other.split("*"))


class Quantity(sp.Expr):
    """A real number with a name and a definition; its arguments are terms and vectors.

    A subclass is one mathematical object: its docstring says which, `definition` gives it in terms of simpler
    ones, `notation` is its LaTeX and `plain` its text, with the arguments filled in by position:
    {0} is the first argument as it is; {0:tight} puts it in parentheses where it is a sum; {1:unless \\rho:; *}
    is nothing where the argument prints as \\rho, else what follows with the argument for *.  Other braces are doubled.
    """

    is_commutative = True
    notation: ClassVar[str]
    plain: ClassVar[str] = ""
    rests_on: ClassVar[str] = ""  # the Standard claim by which the definition is what the docstring says

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if not hasattr(cls, "notation"):
            raise Ill(f"{cls.__name__} has no `notation`, the LaTeX that it is printed as")
        for written in (cls.notation, cls.plain):
            try:
                written.format(*[Shown("", "")] * _MOST_ARGUMENTS)
            except (AttributeError, LookupError, ValueError) as error:
                raise Ill(f"{cls.__name__}: in {written!r} a brace is not doubled that stands for itself") from error

    def definition(self) -> sp.Expr:
        """What the quantity stands for."""
        raise NotImplementedError

    def _sympystr(self, printer: Any) -> str:
        shown = [printer._print(a) for a in self.args]
        if not self.plain:
            return f"{type(self).__name__}({', '.join(shown)})"
        return self.plain.format(*(Shown(text, text) for text in shown))

    def _eval_is_real(self) -> bool:
        return True


@lru_cache(maxsize=10_000)
def meaning(quantity: Quantity) -> sp.Expr:
    """The definition, one level down.

    Where the definition binds a name that is free in the arguments, the arguments' symbols are put aside meanwhile,
    so that nothing is captured.
    """
    plain, names = binding(quantity.definition)
    if not any(names & free(a) for a in quantity.args):
        return plain
    aside = {s: sp.Dummy(s.name, **s.assumptions0) for a in quantity.args for s in free(a)}
    hidden = substitute(quantity, aside)
    assert isinstance(hidden, Quantity)
    shown = substitute(hidden.definition(), {dummy: s for s, dummy in aside.items()})
    assert isinstance(shown, sp.Expr)
    return shown


@lru_cache(maxsize=10_000)
def foundations(term: sp.Basic) -> frozenset[str]:
    """The Standard claims by which the quantities in the term are what their docstrings say."""
    if isinstance(term, Quantity):
        own = frozenset({term.rests_on}) if term.rests_on else frozenset[str]()
        return own.union(foundations(meaning(term)), *map(foundations, term.args))
    if isinstance(term, Binder):
        return foundations(look_inside(term)[1])
    return frozenset[str]().union(*map(foundations, term.args))


@lru_cache(maxsize=10_000)
def unfold(term: sp.Basic) -> sp.Basic:
    """The term with every quantity replaced by its definition, to the bottom."""
    if isinstance(term, Quantity):
        return unfold(meaning(term))
    return rebuild(term, unfold)
