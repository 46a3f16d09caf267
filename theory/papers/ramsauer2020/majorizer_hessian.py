"""The Hessian of the surrogate E_C(xi, xi^t) in xi is the identity."""

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra
from theory.quantities import ConcaveConvex, InnerProduct
from theory.sides import derivative
from theory.statement import Derivative
from theory.symbols import beta, rho, v, w, x, y
from theory.verdict import Holds

X, Y, V, W, patterns = x.vector(), y.vector(), v.vector(), w.vector(), rho.vector()
surrogate = ConcaveConvex(X, Y, patterns, beta)

claims = (
    Claim(
        cites="Appendix A.1.4", section="App. A.1.4", title="The Hessian of the surrogate is the identity",
        says=Derivative(surrogate, ((x, V), (x, W)), InnerProduct(V, W)),
        derivation={"derivative": chain(
            derivative(surrogate, (x, V), (x, W)), ("=", InnerProduct(V, W), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
