"""The rules: each accepts a goal or raises Gap, sound on its own."""

from theory.kernel.rules.algebra import Algebra, Definition
from theory.kernel.rules.cases import Absolute, Either, Magnitude, OneOrMore, Unsigned
from theory.kernel.rules.citation import Cite
from theory.kernel.rules.convexity import Chord, Jensen, Tangent
from theory.kernel.rules.indexed import Attained, Entry, ForEach
from theory.kernel.rules.monotone import Monotone
from theory.kernel.rules.order import Hypothesis, Moving, Sign
from theory.kernel.rules.through import Through

__all__ = [
    "Absolute", "Algebra", "Attained", "Chord", "Cite", "Definition", "Either", "Entry", "ForEach", "Hypothesis",
    "Jensen", "Magnitude", "Monotone", "Moving", "OneOrMore", "Sign", "Tangent", "Through", "Unsigned",
]  # fmt: skip
