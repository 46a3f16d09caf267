"""The trusted core: terms with two binders, a normal form, rules, and the replay that makes Theorems."""

from theory.kernel.binders import Binder, free, fresh_index
from theory.kernel.chain import Chain, Line, Rule, Support, chain
from theory.kernel.context import Context, Library
from theory.kernel.defined import check_defined, foreign, is_plain
from theory.kernel.derivative import Moves, along
from theory.kernel.errors import Circle, Gap, Ill
from theory.kernel.integral import Integral
from theory.kernel.normal import equal, is_zero, normal
from theory.kernel.quantity import Quantity, Shown, foundations, meaning, unfold
from theory.kernel.relation import Op, Relation, compose, implies
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Entry, Family, Max, Min, Sum, Vector, index, open_vector, size
from theory.kernel.theorem import Theorem, accept, prove
from theory.kernel.walks import canonical, families, substitute, subterms

__all__ = [
    "Binder", "Chain", "Circle", "Context", "Entry", "Family", "Gap", "Ill", "Integral", "Library", "Line", "Max",
    "Min", "Moves", "Op", "Quantity", "Relation", "Rule", "Shown", "Sum", "Support", "Theorem", "Vector", "accept",
    "along", "at_least_zero", "canonical", "chain", "check_defined", "compose", "equal", "families", "foreign",
    "foundations", "free", "fresh_index", "implies", "index", "is_plain", "is_zero", "meaning", "normal",
    "open_vector", "prove", "size", "substitute", "subterms", "unfold",
]  # fmt: skip
