"""What an attack on an energy answers: a certified ascent, or how hard it tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flint import arb, fmpq

from numerics.configurations import Configuration
from numerics.pointwise import enclosure
from numerics.updates.one_update import shown

FIRST = "enumeration"  # the stage that finds the smallest


@dataclass(frozen=True, slots=True, kw_only=True)
class Ascent:
    """A configuration at which one update certainly raises the energy, with enclosures of what it does there.

    `found_by` the enumeration it is the first in the order of the search: fewest patterns, lowest dimension, least
    height, lexicographic.  Found later, it has been made simpler as long as the ascent stayed certain.  `tried` counts
    the configurations by stage.
    """

    at: Configuration
    image: tuple[arb, ...]
    before: arb
    after: arb
    rise: arb
    found_by: str
    tried: Mapping[str, int]

    @property
    def written(self) -> Mapping[str, object]:
        """The configuration by names, rationals as p/q."""
        return self.at.written()

    def __str__(self) -> str:
        order = "the smallest in the order of the search" if self.found_by == FIRST else "then made simpler"
        return "\n".join((
            "One update raises the energy (certified by ball arithmetic, seconded by mpmath):",
            f"  at      {shown(self.at)}",
            f"  T(x)    [{', '.join(map(ball_text, self.image))}]",
            f"  E(x)    {ball_text(self.before)}",
            f"  E(T(x)) {ball_text(self.after)}",
            f"  rise    {ball_text(self.rise)}",
            f"  found by {self.found_by} as configuration {sum(self.tried.values()):,}, {order}",
        ))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """By how much an update lowered the energy, and where; `share` is that over the squared length of the step."""

    at: Configuration
    drop: arb
    share: arb


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAscent:
    """No ascent was found, which proves nothing: what was tried, by stage.

    Of the configurations `met` had both energies, `equal` of them exactly the same; at `undecided` of them no precision
    that was tried gave the rise a sign.  `least` is the drop that was the least share of its squared step: near a point
    that stays put every drop is small.
    """

    tried: Mapping[str, int]
    met: int
    equal: int
    undecided: int
    least: Drop | None

    def __str__(self) -> str:
        stages = ", ".join(f"{count:,} by {stage}" for stage, count in self.tried.items())
        said = (
            f"No ascent in {sum(self.tried.values()):,} configurations ({stages}): {self.met:,} with both energies, "
            f"{self.equal:,} exactly equal, {self.undecided:,} undecided; "
        )
        if self.least is not None:
            share, drop = ball_text(self.least.share), ball_text(self.least.drop)
            said += f"least drop {drop}, {share} of the squared step, at {shown(self.least.at)}; "
        return said + "this proves nothing"


def ball_text(value: arb) -> str:
    """A ball as it is printed: [m +/- r]."""
    return enclosure((fmpq(0), value))
