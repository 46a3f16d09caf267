"""The mean under softmax weights: squared distances to it, and its norm."""

from theory.claims import Claim
from theory.kernel import Max, Sum, Vector, chain
from theory.kernel.rules import Algebra, Entry, Monotone, Sign
from theory.quantities import Softmax, SquaredDistance, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import b, i, k, m, n, u, x, y
from theory.verdict import Holds

X, Y, vectors, logits = x.vector(), y.vector(), u.vector(), b.vector()
mean = Vector(Sum.over(Softmax(logits, i) * u[i, k], i, m), k, n)
changes = Sum.over(Softmax(logits, i) * (SquaredDistance(X, vectors.at(i)) - SquaredDistance(Y, vectors.at(i))), i, m)
change = SquaredDistance(X, mean) - SquaredDistance(Y, mean)
spread = Sum.over(Sum.over(Softmax(logits, i) * (u[i, k] - mean.at(k)) ** 2, i, m), k, n)
largest = Max.over(SquaredNorm(vectors.at(i)), i, m)

claims = (
    Claim(
        fidelity="ours", cites="Mean of squared distances", section="Vectors",
        title="The mean change of the squared distances to points is the change of the squared distance to their mean",
        says=Identity(changes, change),
        derivation={"identity": chain(changes, ("=", change, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+norm", fidelity="ours", cites="Mean of squared distances", section="Vectors",
        title="The squared norm of a mean is at most the largest squared norm",
        says=bound(SquaredNorm(mean), "<=", largest),
        derivation={
            "bound": chain(
                SquaredNorm(mean),
                ("=", Sum.over(Softmax(logits, i) * SquaredNorm(vectors.at(i)), i, m) - spread, Algebra()),
                ("<=", Sum.over(Softmax(logits, i) * SquaredNorm(vectors.at(i)), i, m), Sign()),
                ("<=", Sum.over(Softmax(logits, i) * largest, i, m), Monotone(Entry())),
                ("=", largest, Algebra()),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
