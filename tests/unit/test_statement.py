"""What a statement refuses to say: a derivative along what is no direction."""

import pytest
import sympy as sp

from theory.kernel import Vector
from theory.kernel.errors import Ill
from theory.quantities import HopfieldStep
from theory.statement import Derivative
from theory.symbols import beta, i, k, psi, rho, v, w, x, y

X, patterns = x.vector(), rho.vector()
seen = HopfieldStep(X, patterns, beta, sp.S.One) * x.axes[0] * w[1]  # of patterns with n components each, and of n


class TestDerivative:
    """A point moves along any vector of its shape, all lengths of which are given."""

    def test_along_a_matrix_whose_lengths_the_function_speaks_of(self) -> None:
        assert Derivative(seen, ((rho, psi.vector()),), seen).directions[0][0] == rho

    @pytest.mark.parametrize("point", [x, rho])
    def test_along_itself(self, point: object) -> None:
        with pytest.raises(Ill, match="is not any direction"):
            Derivative(seen, ((point, point.vector()),), seen)  # type: ignore[attr-defined, arg-type]

    def test_along_what_the_function_speaks_of(self) -> None:
        of_w = Vector(Vector(psi[i, k] * w[k], k, rho.axes[1]), i, rho.axes[0])
        with pytest.raises(Ill, match="is not any direction"):
            Derivative(seen, ((rho, of_w),), seen)

    def test_along_a_vector_of_another_shape(self) -> None:
        with pytest.raises(Ill, match="has not the shape"):
            Derivative(seen, ((rho, v.vector()),), seen)

    def test_of_what_does_not_occur(self) -> None:
        with pytest.raises(Ill, match="does not depend"):
            Derivative(seen, ((y, v.vector()),), seen)
