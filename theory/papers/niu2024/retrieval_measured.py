"""Stored patterns can be retrieved from partial contents of the patterns."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.verdict import Measured

RECORD = "niu2024/retrieval"
here: dict[str, Any] = {"cites": "Section 3.1, retrieval", "section": "3"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
whole = (sp.S.One, sp.S.One)
rounding = sp.Rational(1, 10**5)
few = "six seeds of a model of 0.1 million parameters"
learned = (
    "A model has learned d random sequences of 16 tokens, out of 16 different ones, by heart, from clean sequences "
    "alone, and completes them by the most likely token each time."
)
condition = (
    "Patterns are the final states of the model at all memorised beginnings, in 64 dimensions; the condition is that "
    "of storage+explicit, which is enough for the attention step to lead from a ball to one fixed point in it."
)
of_errors = (
    f"{condition} A copy is the first half of a sequence with one token replaced; its state is compared with that of "
    "the unchanged half."
)
chances = ("1/16", "1/8", "1/4", "1/2")
beginnings = (1, 2, 4, 8, 15)


def first(tokens: int) -> str:
    """So long a beginning, as the record has it."""
    return f"first {tokens} tokens" if tokens > 1 else "first 1 token"


def said(tokens: int) -> str:
    """The same in words."""
    return f"first {tokens} tokens" if tokens > 1 else "first token"


def share(quantity: str, series: str, predicted: tuple[sp.Expr, sp.Expr] | None = None, rows: int = 64) -> Measurement:
    """A share, as the mean over what is 1 or 0; the quantity says of what."""
    return Measurement(
        quantity=f"the share {quantity}", record=RECORD, samples=(f"{series}, d = {rows}, width 64",),
        predicted=predicted, number="mean", each="seed",
    )  # fmt: skip


def by_beginning(what: str, rows: int) -> tuple[tuple[sp.Rational, tuple[str, ...]], ...]:
    """The points of a line over the length of the beginning."""
    return tuple((sp.Integer(k), (f"{what}, {first(k)}, d = {rows}, width 64",)) for k in beginnings)


def by_chance(what: str) -> tuple[tuple[sp.Rational, tuple[str, ...]], ...]:
    """The points of a line over p."""
    return tuple((sp.Rational(p), (f"{what}, p = {p}, d = 64, width 64",)) for p in chances)


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{learned} The partial content is the first half, and every sequence is meant.",
        title=f"How many of 64 memorised sequences are completed from their first halves: {few}",
        says=share("of 64 memorised sequences that are completed exactly from 8 of 16 tokens",
                   f"completed exactly, {first(8)}", whole),
        figure=Plot(
            variable="tokens that are given, of 16", record=RECORD, number="mean",
            lines=(
                *((f"completed exactly, d = {d}", by_beginning("completed exactly", d)) for d in (64, 256)),
                *((f"possible, d = {d}", by_beginning("possible", d)) for d in (64, 256)),
            ),
            caption="The share of sequences that are completed exactly from a beginning, and the largest share that "
            "any rule can complete",
        ),
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"{learned} As in A, where the partial content is the first token; how many can be, +possible_64_1 "
        "says.",
        title=f"How many of 64 memorised sequences are completed from their first tokens: {few}",
        says=share("of 64 memorised sequences that are completed exactly from 1 of 16 tokens",
                   f"completed exactly, {first(1)}", whole),
        expects=Measured,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading=f"{learned} The partial content is a copy of the first half, in which each token is replaced by "
        "another one with probability 1/16; the other half is to follow, of every copy.",
        title=f"How many copies of halves of 64 memorised sequences with few errors are completed: {few}",
        says=share("of copies of halves with errors, p = 1/16, that are completed exactly",
                   "completed exactly, p = 1/16", whole),
        figure=Plot(
            variable="p, with which a token is replaced", record=RECORD, number="mean",
            lines=(
                ("completed exactly", by_chance("completed exactly")),
                ("nearest stored half is the own", by_chance("nearest stored")),
                ("attention steps lead back", by_chance("led back")),
                ("the condition holds", by_chance("within")),
            ),
            caption="Shares of copies of halves of 64 memorised sequences with errors, by how likely an error is",
        ),
        expects=Measured,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading=f"{learned} As in C with probability 1/4, for which see also +nearest; can be "
        "retrieved is taken as one time in two at least.",
        title=f"How many copies of halves of 64 memorised sequences with errors are completed: {few}",
        says=share("of copies of halves with errors, p = 1/4, that are completed exactly", "completed exactly, p = 1/4",
                   (sp.Rational(1, 2), sp.S.One)),
        expects=Measured,
    ),
    *(
        Claim(
            part=f"+possible_{rows}_{k}", **ours,
            reading=f"{learned} Of c sequences that begin alike at most one is completed exactly, whatever the rule: "
            "the largest share that can be is the number of different beginnings over d. A model that gives each "
            "sequence 1 / d, see token_loss+memoriser, completes each beginning to one of its sequences.",
            title=f"From the {said(k)} as many of {rows} sequences are completed exactly as can be: {few}",
            says=share(
                f"of {rows} memorised sequences completed exactly from the {said(k)}, less the largest share possible,",
                f"completed exactly less possible, {first(k)}", (-rounding, rounding), rows),
            expects=Measured,
        )
        for rows, k in ((64, 1), (256, 2))
    ),
    Claim(
        part="+nearest", **ours,
        reading="The copies of D, without any model: a look-up among the first halves by the number of places where "
        "they differ, ties shared. No rule has a larger share in the mean.",
        title="How often the nearest stored half is the own one of a copy with errors: six seeds",
        says=share("of copies of halves with errors, p = 1/4, to which the own half is the nearest of 64",
                   "nearest stored, p = 1/4"),
        expects=Measured,
    ),
    Claim(
        part="+stored", **ours, reading=condition,
        title=f"How many final states surely are attractors of the attention step in some ball: {few}",
        says=share("of final states at memorised beginnings for which the condition holds with some radius",
                   "stored in some ball, final"),
        expects=Measured,
    ),
    Claim(
        part="+stored_before", **ours,
        reading=f"{condition} The same for the states after the first of two layers: what the condition says "
        "depends on the scale of the states, which the final norm sets for the final ones.",
        title=f"How many states after one layer surely are attractors of the attention step in some ball: {few}",
        says=share("of states after layer 1 at memorised beginnings for which the condition holds with some radius",
                   "stored in some ball, after layer 1"),
        expects=Measured,
    ),
    Claim(
        part="+within", **ours, reading=of_errors,
        title=f"How many copies with one error lie in a ball in which the pattern surely is stored: {few}",
        says=share("of copies with one error for which the condition holds", "within, one error"),
        expects=Measured,
    ),
    Claim(
        part="+led_back", **ours,
        reading=f"{of_errors} Led back means that repeated attention steps end nearest to the own pattern: where the "
        "condition holds that is a theorem, and the record's control.",
        title=f"How many copies for which the condition holds are led back by attention steps: {few}",
        says=share("led back of copies with one error for which the condition holds",
                   "led back, one error, within", whole),
        expects=Measured,
    ),
    Claim(
        part="+led_back_beyond", **ours, reading=f"{of_errors} Led back is meant as in +led_back.",
        title=f"How many copies are led back by attention steps although the condition does not hold: {few}",
        says=share("led back of copies with one error for which the condition does not hold",
                   "led back, one error, beyond"),
        expects=Measured,
    ),
    Claim(
        part="+completed_within", **ours, reading=f"{learned} {of_errors} What is retrieved by the attention step is "
        "a state; the model goes on from the copy itself, and the condition says nothing of that.",
        title=f"How many copies for which the condition holds are completed exactly by the model: {few}",
        says=share("completed exactly of copies with one error for which the condition holds",
                   "completed exactly, one error, within"),
        expects=Measured,
    ),
    Claim(
        part="+completed_beyond", **ours, reading=f"{learned} {of_errors}",
        title=f"How many copies are completed exactly by the model although the condition does not hold: {few}",
        says=share("completed exactly of copies with one error for which the condition does not hold",
                   "completed exactly, one error, beyond"),
        expects=Measured,
    ),
)  # fmt: skip
