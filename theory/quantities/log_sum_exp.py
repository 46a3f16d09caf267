"""LogSumExp, the smooth maximum."""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory.kernel import Quantity, Sum, Vector, fresh_index


class LogSumExp(Quantity):
    """beta^-1 log sum_i exp(beta y_i); beta = 1 where none is given (Niu et al., App. A)."""

    notation = r"\operatorname{{LogSumExp}}\left({1:unless 1:*, }{0}\right)"

    def _sympystr(self, printer: Any) -> str:
        vector, beta = (printer._print(a) for a in self.args)
        return f"LogSumExp({vector})" if beta == "1" else f"LogSumExp({beta}, {vector})"

    def __new__(cls, vector: Vector, beta: sp.Expr | int = 1) -> LogSumExp:
        made: LogSumExp = super().__new__(cls, vector, sp.sympify(beta))
        return made

    def definition(self) -> sp.Expr:
        vector, beta = self.args
        name = fresh_index()
        return sp.log(Sum.over(sp.exp(beta * vector.at(name)), name, vector.size)) / beta
