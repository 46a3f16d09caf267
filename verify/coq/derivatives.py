"""That a term is the derivative of another along one direction, or two one after the other, as Coq has it.

The derivative of f at x along v is that of t |-> f (x + t v) at 0; the second, along w, that of the first at x + s w.
"""

from __future__ import annotations

import sympy as sp

from theory.kernel import Family, Gap, Vector, substitute
from theory.kernel.binders import fresh_index
from theory.kernel.derivative import along
from theory.kernel.rules.calculus import at
from theory.statement import Derivative
from verify.coq.continuity import as_function, plain, signs_for
from verify.coq.equality import closing, equate
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame, Lines, block

Direction = tuple[Family, Vector]


def says(statement: Derivative, frame: Frame) -> str:
    """The statement as Coq has it."""
    value = frame.real(statement.value)
    first, *others = statement.directions
    if not others:
        return f"derivable_pt_lim {_along(statement.function, first, frame)} 0 {value}"
    [second] = others
    s, inside, moved = _moved(statement.function, second, frame)
    slope = inside.scope.name(s)
    return (
        f"exists slope, (forall {slope}, derivable_pt_lim {_along(moved, first, inside)} 0 (slope {slope})) /\\ "
        f"derivable_pt_lim slope 0 {value}"
    )


def proved(statement: Derivative, slope: sp.Expr, equation: str, frame: Frame) -> Lines:
    """The proof, from the derivative that the kernel finds and the name of the proof that it is the value."""
    last = [f"apply (deriv_is _ _ {frame.real(slope)} _); [ | exact {equation}]."]
    first, *others = statement.directions
    if not others:
        return [*last, *_derived(statement.function, first, slope, frame)]
    [second] = others
    half = along(statement.function, dict([first]), frame.context)
    s, inside, moved = _moved(statement.function, second, frame)
    moved_half = _at(half, second, s)
    return [
        f"exists {as_function(moved_half, s, inside)}; split.",
        *block([f"intros {inside.scope.name(s)}; cbv beta.", *_derived(moved, first, moved_half, inside)]),
        *last,
        *_derived(half, second, slope, frame),
    ]


def _along(function: sp.Expr, direction: Direction, frame: Frame) -> str:
    t, inside, moved = _moved(function, direction, frame)
    return as_function(moved, t, inside)


def _moved(function: sp.Expr, direction: Direction, frame: Frame) -> tuple[sp.Symbol, Frame, sp.Expr]:
    """A number t, the frame in which it is named, and the function at the point moved by t times the direction."""
    t = sp.Dummy("t", real=True)
    return t, frame.naming(t), _at(function, direction, t)


def _at(function: sp.Expr, direction: Direction, t: sp.Symbol) -> sp.Expr:
    point, speed = direction
    found = substitute(function, {point: _shifted(point.vector(), speed, t)})
    assert isinstance(found, sp.Expr)
    return found


def _shifted(point: Vector, speed: Vector, t: sp.Symbol) -> Vector:
    index = fresh_index()
    here, there = point.at(index), speed.at(index)
    if isinstance(here, Vector) and isinstance(there, Vector):
        return Vector(_shifted(here, there, t), index, point.size)
    return Vector(here + t * there, index, point.size)


def _derived(function: sp.Expr, direction: Direction, slope: sp.Expr, frame: Frame) -> Lines:
    """The proof of the derivative at 0, where it is the slope: first at any t, quantities that move being opened."""
    t, inside, moved = _moved(function, direction, frame)
    f = plain(moved, t)
    try:
        anywhere = plain(along(f, {t: sp.S.One}, inside.context), t)
    except Gap as gap:
        raise Untranslatable(f"the derivative is not seen away from the point: {gap}") from None
    letter, name = inside.scope.name(t), frame.fresh("d")
    there = at(anywhere, t, sp.S.Zero)
    lines: Lines = []
    if inside.real(f) != inside.real(moved):
        lines += [
            f"apply (deriv_ext {as_function(f, t, inside)} _ 0).",
            *block([f"intros {letter}; cbv beta.", *equate(f, moved, inside)]),
        ]
    whole = f"derivable_pt_lim {as_function(f, t, inside)} {letter} {inside.real(anywhere)}"
    lines += [
        f"assert ({name} : forall {letter}, {whole}).",
        *block([f"intros {letter}.", *signs_for(f, t, inside), "sloped.", *closing(inside, f, anywhere)]),
        f"apply (deriv_is _ _ _ _ ({name} 0)); cbv beta.",
        f"transitivity {frame.real(there)}.",
        *block(closing(frame, there)),
    ]
    if frame.real(there) == frame.real(slope):
        return [*lines, "reflexivity."]
    return [*lines, *equate(there, slope, frame)]
