"""What a script has to see of a violation, and how many digits that takes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from theory.kernel import Op

EQUAL_DIGITS = 1_000  # at which both sides of what is claimed to be strict are the same number


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How the sides are related, and what is known of them.

    `zeros` is how many the violation begins with, `equal` whether it is that both sides are equal, `length` how many
    digits the longest number of the witness has.
    """

    op: Op
    integrates: bool
    zeros: int
    equal: bool
    length: int

    @property
    def digits(self) -> int:
        """Those that mpmath computes with; an integral is not known to many."""
        if self.integrates:
            return 25
        return EQUAL_DIGITS if self.equal else 10 * (4 + (self.zeros + 2 * self.length) // 10)

    @property
    def _power(self) -> int:
        if self.integrates:
            return self.zeros + (20 if self.equal else 3)
        return EQUAL_DIGITS - 10 if self.equal else self.zeros + 10

    @property
    def tiny(self) -> str:
        """Far above the rounding, and below the violation."""
        return f"1e-{self._power}" if self._power < 300 else f"mpf(10)**-{self._power}"

    @property
    def remark(self) -> str:
        """What is to be said where the violation is that both sides are equal, as far as digits show."""
        if not self.equal:
            return ""
        return f"  # equal, to {self.digits if not self.integrates else self._power} digits, where {self.op} is claimed"

    def seen(self, exact: bool) -> str:
        """The violation as a condition of Python."""
        tiny = "0" if exact else self.tiny
        if self.op == "=":
            return f"abs({self.apart}) > {tiny}"
        if self.equal:
            return "left == right" if exact or not self.integrates else f"abs({self.apart}) < {tiny}"
        return f"{self.apart} > {tiny}"

    @property
    def apart(self) -> str:
        """What is positive where the relation fails; of an equation, what is not 0."""
        return "right - left" if self.op in (">", ">=") else "left - right"


def leading_zeros(violation: str) -> int:
    """How many zeros follow the decimal point of a rational or a ball of the ledger."""
    middle = violation.strip("[]").split(" ")[0]
    above, _, below = middle.partition("/")
    size = abs(Decimal(above) / Decimal(below or 1))
    return max(0, -size.adjusted()) if size else 0
