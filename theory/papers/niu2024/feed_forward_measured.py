"""FF(x) = f(x K^T) V is a key-value memory, and the feed-forward layers can be merged into attention "without degrading
performance", so that one layer is one unified attention layer.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Feed-forward as memory", "section": "3"}
exact = (sp.S.Zero, sp.Rational(1, 10**5))  # merged, but for rounding in float32
every = range(1, 7)  # the layers of all-MiniLM-L6-v2
weighed = "sum of its heads and of P, with any factors, that of P at least 0"


def distance(series: str, nearest: str, layers: range = every, update: str = "plus feed-forward") -> Measurement:
    """How far the update A + FF is from the nearest of what attention over joined keys can make of A and P."""
    where = f"layers 1 to {len(layers)}" if len(layers) > 1 else f"layer {layers[0]}"
    return Measurement(
        quantity=f"the distance of attention {update}, in {where} of all-MiniLM-L6-v2 and without output biases, from "
        f"the nearest {nearest}",
        record="niu2024/feed_forward",
        samples=tuple(f"{series}, layer {k}" for k in layers),
        predicted=exact,
        unit="of its length",
    )


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Word for word, at unchanged weights, which the paper need not mean: a layer of a trained model is, as "
        "it stands, attention over the keys of the context joined with those of its feed-forward: alpha A + (1 - "
        "alpha) P, with A the attention and P the attention over the stored keys, with the best alpha and the best "
        "of fifteen temperatures at each token. Whether a model that is trained anew in this form performs as well is "
        "not measured.",
        title="How far the layers of an encoder are from attention over joined keys",
        says=distance("mixture", "alpha A + (1 - alpha) P with alpha from 0 to 1"),
        expects=Measured,
    ),
    Claim(
        part="+enlarged", fidelity="ours", **here,
        reading="The same, where merging may enlarge or shrink the stored values, at each token by the best factor.",
        title="How far the layers are from joined attention where the stored values may be enlarged",
        says=distance("values enlarged", "alpha A + w P with alpha from 0 to 1 and w at least 0"),
        expects=Measured,
    ),
    Claim(
        part="+weighed", fidelity="ours", **here,
        reading="The same as +enlarged, and every head has a factor of its own, of any size and sign, the best one at "
        "each token: more than a merged layer can do.",
        title="How far the layers are from joined attention where every head may be weighed at will",
        says=distance("weighed heads", weighed),
        expects=Measured,
    ),
    Claim(
        part="+parallel", fidelity="ours", **here,
        reading="The same as +weighed for a layer that the model does not have: made of its parts, with the "
        "feed-forward reading what the attention reads, as one layer with one query does.",
        title="How far the layers would be from joined attention where attention and feed-forward read the same",
        says=distance("weighed heads in parallel", weighed, update="plus feed-forward of the same input"),
        expects=Measured,
    ),
    *(
        Claim(
            part=f"+layer_{k}", fidelity="ours", **here,
            title=f"How far layer {k} is from attention over joined keys where every head may be weighed at will",
            says=distance("weighed heads", weighed, range(k, k + 1)),
            expects=Measured,
        )
        for k in every
    ),
)  # fmt: skip
