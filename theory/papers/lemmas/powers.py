"""c^q <= b^p gives c <= b^(p/q): powers with rational exponents are compared by whole ones."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Cite, Hypothesis, Monotone, Scaled
from theory.statement import bound
from theory.verdict import Holds

small, large, w = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1", "w_0"))
value, p, q, higher = (sp.Symbol(name, positive=True) for name in ("c_1", "p_1", "q_1", "w_1"))
ordered = Relation(small, "<=", large)
here: dict[str, Any] = {"fidelity": "ours", "cites": "Powers", "section": "Numbers"}

claims = (
    Claim(
        **here, title="A positive power of positive numbers rises",
        says=bound(small**w, "<=", large**w),
        hypotheses=(ordered,),
        derivation={"bound": chain(small**w, ("<=", large**w, Monotone(Hypothesis())))},
        expects=Holds,
    ),
    Claim(
        part="+exponent", **here, title="A power of a number that is at least 1 rises with the exponent",
        says=bound(large**w, "<=", large**higher),
        hypotheses=(Relation(sp.S.One, "<=", large), Relation(w, "<", higher)),
        derivation={"bound": chain(large**w, ("<=", large**higher, Scaled(large ** (-w), chain(
            1, ("<=", large ** (higher - w), Cite("lemmas/powers", at={small: sp.S.One, w: higher - w}))))))},
        expects=Holds,
    ),
    Claim(
        part="+below", **here,
        title="A number is at most the power p/q of another if its q-th power is at most the p-th of a smaller one",
        says=bound(value, "<=", large**(p / q)),
        hypotheses=(Relation(value**q, "<=", small**p), ordered),
        derivation={"bound": chain(
            value,
            ("<=", small**(p / q), Cite("lemmas/powers", at={small: value**q, large: small**p, w: 1 / q})),
            ("<=", large**(p / q), Monotone(Hypothesis())),
        )},
        expects=Holds,
    ),
    Claim(
        part="+above", **here,
        title="A number is at least the power p/q of another if its q-th power is at least the p-th of a larger one",
        says=bound(small**(p / q), "<=", value),
        hypotheses=(Relation(large**p, "<=", value**q), ordered),
        derivation={"bound": chain(
            small**(p / q),
            ("<=", large**(p / q), Monotone(Hypothesis())),
            ("<=", value, Cite("lemmas/powers", at={small: large**p, large: value**q, w: 1 / q})),
        )},
        expects=Holds,
    ),
)  # fmt: skip
