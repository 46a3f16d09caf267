"""The loss is -(1/D) sum_i log p_theta(x_i) over tokens, and perplexity is its exponential."""

from typing import Any

import sympy as sp

from theory.claim import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Jensen, Monotone, Moving, Scaled, Sign
from theory.quantities import CrossEntropy, SoftmaxEntropy
from theory.statement import Identity, bound
from theory.symbols import (
    d, i, k, lengths, line, model, multiplicity, n, of_sequences, of_tokens, t, tokens, x,
)  # fmt: skip
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Appendix E, the loss", "section": "App. E"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
T = tokens
each_given = (
    "There are d sequences of T tokens, each as likely as the others; p_it is the probability of the t-th token of the "
    "i-th, given what comes before it, so that the sequence has the product of them. "
)
distinct = f"{each_given}The sequences are distinct, so their probabilities add up to at most 1."
