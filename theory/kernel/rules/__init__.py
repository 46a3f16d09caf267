"""The rules: each accepts a goal or raises Gap, sound on its own."""

from theory.kernel.rules.algebra import Algebra, Definition
from theory.kernel.rules.calculus import Antiderivative, Bend, Growth
from theory.kernel.rules.cases import Absolute, Either, Magnitude, OneOrMore, Unsigned
from theory.kernel.rules.citation import Cite
from theory.kernel.rules.convexity import Chord, Jensen, Tangent
from theory.kernel.rules.indexed import Attained, Entry, ForEach
from theory.kernel.rules.monotone import Monotone
from theory.kernel.rules.order import Hypothesis, Moving, Scaled, Sign, Squeezed
from theory.kernel.rules.squares import Rooted, Squared
from theory.kernel.rules.through import Through

__all__ = [
    "Absolute", "Algebra", "Antiderivative", "Attained", "Bend", "Chord", "Cite", "Definition", "Either", "Entry",
    "ForEach", "Growth",
    "Hypothesis", "Jensen", "Magnitude", "Monotone", "Moving", "OneOrMore", "Rooted", "Scaled", "Sign",
    "Squared", "Squeezed",
    "Tangent", "Through", "Unsigned",
]  # fmt: skip
