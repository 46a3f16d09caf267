"""On Question-Formation, with D = 2M tokens of 68 words and 6 and 10 layers of width 512, training losses settle at
about 1, as predicted in Proposition 4.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.quantities.token_entropy import TokenEntropy
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Appendix F.2, Question-Formation", "section": "App. F"}
reading: dict[str, Any] = {"fidelity": "reading", **here}
ours: dict[str, Any] = {"fidelity": "ours", **here}
record, one, two = "niu2024/question_formation", "1 layer", "2 layers"
no_target, twice = f"{one}, no target", f"{one}, target twice"
written = {one: "with their target", two: "with their target", no_target: "without target", twice: "with it twice"}
targets = {no_target: 0, one: 1, twice: 2}
last = tuple(f"training loss, line {line}" for line in range(16, 21))  # the last quarter of the steps
margin, near, far = sp.Rational(1, 20), sp.Rational(1, 20), sp.Rational(1, 10)
few = (
    "Six seeds of models of width 128 with 0.1 million parameters in one layer and 0.3 million in two, on a "
    "million tokens at most, no line twice: smaller and shorter than the paper's."
)
about = f"{few} The loss is the mean over the last quarter of the steps, and about 1 is read as"
law = (
    f"{few} Less what a model pays that knows the law of the lines, on the same lines: no model pays less in the mean, "
    "by Gibbs' inequality. A model that has learned the lines is no more than a twentieth above."
)


def settled(model: str, predicted: tuple[sp.Expr, sp.Expr]) -> Measurement:
    """The training loss of the last quarter."""
    return Measurement(
        quantity=f"the training loss of a model of {model.split(',')[0]} over the last quarter of its steps, on lines "
        f"{written[model]}",
        record=record, each="seed",
        samples=tuple(f"{model}: {line}" for line in last), number="mean", predicted=predicted,
        unit="nats a token",
    )  # fmt: skip


def above(model: str, split: str, of: str = "", predicted: tuple[sp.Expr, sp.Expr] | None = None) -> Measurement:
    """The loss at the weights after training less the law's own."""
    return Measurement(
        quantity=f"the loss of a model of {model.split(',')[0]} after training{of} of {split} lines {written[model]}, "
        "less what the law of the lines makes it",
        record=record, each="seed",
        samples=(f"{model}: {split}, loss{of}",), beside=(f"{model}: {split}, law's own{of}",),
        number="difference", predicted=predicted or (sp.S.Zero, margin), unit="nats a token",
    )  # fmt: skip


def right(split: str, what: str, said: str) -> Measurement:
    """The share of lines."""
    return Measurement(
        quantity=f"the share of {split} lines of which a model of 2 layers writes {said}",
        record=record, each="seed",
        samples=(f"{two}: {split}, {what}",), number="mean", predicted=None,
    )  # fmt: skip


def curve(model: str) -> tuple[tuple[sp.Rational, tuple[str, ...]], ...]:
    """The training loss over the share of the steps that are made."""
    return tuple((sp.Rational(line, 20), (f"{model}: training loss, line {line}",)) for line in range(2, 21))


def flat(value: sp.Expr) -> tuple[tuple[sp.Rational, sp.Expr], ...]:
    """The same number over all steps that are drawn."""
    return ((sp.Rational(1, 10), value), (sp.S.One, value))


over_steps = Plot(
    variable="share of the steps", record=record,
    lines=tuple((model, curve(model)) for model in (one, two)),
    levels=(
        ("1, as Proposition 4 has it", flat(sp.S.One)),
        ("entropy of the lines", flat(TokenEntropy(sp.S.One, sp.S.One))),
    ),
    caption="Training losses on Question-Formation, in nats a token",
)  # fmt: skip
over_targets = Plot(
    variable="targets in a line", record=record, number="mean",
    lines=(("loss after training", tuple((sp.Integer(k), (f"{m}: training, loss",)) for m, k in targets.items())),),
    levels=(
        ("entropy of the lines", tuple((sp.Integer(k), TokenEntropy(sp.Integer(k), sp.S.One)) for k in range(3))),
        ("1, as Proposition 4 has it", tuple((sp.Integer(k), sp.S.One) for k in range(3))),
    ),
    caption="Losses of models of 1 layer on the lines that they learned, by how often a line holds its target",
)  # fmt: skip

claims = (
    Claim(
        part=":A", **reading, reading=f"{about} 0.95 to 1.05.",
        title="What training losses of small models of two layers settle at",
        says=settled(two, (1 - near, 1 + near)), figure=over_steps,
        expects=Measured,
    ),
    Claim(
        part=":B", **reading, reading=f"{about} 0.95 to 1.05.",
        title="What training losses of small models of one layer settle at", says=settled(one, (1 - near, 1 + near)),
        expects=Measured,
    ),
    Claim(
        part=":C", **reading, reading=f"{about} 0.9 to 1.1, which is charitable.",
        title="What training losses of small models of one layer settle at, read charitably",
        says=settled(one, (1 - far, 1 + far)),
        expects=Measured,
    ),
    Claim(
        part=":D", **reading,
        reading=f"{about} 0.9 to 1.1. The words are the same, and so is the entropy of a line, and what is predicted "
        "does not depend on how often a line holds its target; so lines that hold none settle there as well.",
        title="What training losses of small models settle at where lines hold no target",
        says=settled(no_target, (1 - far, 1 + far)),
        expects=Measured,
    ),
    Claim(
        part=":E", **reading,
        reading=f"{few} Proposition 4 has the loss at 1 or more, whatever lines there are: these hold a target twice.",
        title="Whether training losses of small models stay above 1 where lines hold their target twice",
        says=settled(twice, (sp.S.One, sp.oo)),
        expects=Measured,
    ),
    Claim(
        part="+above", **ours, reading=law,
        title="How far small models of one layer are above the entropy of the lines that they learned",
        says=above(one, "training"),
        expects=Measured,
    ),
    Claim(
        part="+above_two", **ours, reading=law,
        title="How far small models of two layers are above the entropy of the lines that they learned",
        says=above(two, "training"),
        expects=Measured,
    ),
    Claim(
        part="+no_target", **ours, reading=law,
        title="How far small models are above the entropy where lines hold no target",
        says=above(no_target, "training"), figure=over_targets,
        expects=Measured,
    ),
    Claim(
        part="+target_twice", **ours, reading=law,
        title="How far small models are above the entropy where lines hold their target twice",
        says=above(twice, "training"),
        expects=Measured,
    ),
    Claim(
        part="+held_out", **ours, reading=f"{law} No test line is in the training.",
        title="How far small models of one layer are above the entropy of lines that they have not seen",
        says=above(one, "test"),
        expects=Measured,
    ),
    Claim(
        part="+source", **ours, reading=f"{law} All the entropy of a line is in its source.",
        title="How far small models of one layer are above the entropy of the source alone",
        says=above(one, "test", " on the source"),
        expects=Measured,
    ),
    Claim(
        part="+target", **ours,
        reading=f"{few} A target is a function of its source: a model that knows it has loss 0 there. A model that has "
        "learned it is no more than a twentieth above.",
        title="The loss of small models of one layer on the targets of lines that they have not seen",
        says=Measurement(
            quantity="the loss of a model of 1 layer after training on the targets of test lines",
            record=record, each="seed",
        samples=(f"{one}: test, loss on the target",), number="mean",
            predicted=(sp.S.Zero, margin), unit="nats a token",
        ),
        expects=Measured,
    ),
    Claim(
        part="+completed", **ours, reading=f"{few} Each time the likeliest word; every word and the end must be right.",
        title="How many targets small models of two layers write without a mistake",
        says=right("test", "completed", "the whole target without a mistake"),
        expects=Measured,
    ),
    Claim(
        part="+completed_generalisation", **ours,
        reading=f"{few} Questions with a relative clause on the subject, of which the training has none. Each time the "
        "likeliest word; every word and the end must be right.",
        title="How many targets of questions of another kind small models of two layers write without a mistake",
        says=right("generalisation", "completed", "the whole target without a mistake"),
        expects=Measured,
    ),
    Claim(
        part="+first_word", **ours,
        reading=f"{few} Questions with a relative clause on the subject, of which the training has none: its auxiliary "
        "and the main one differ, and the main one comes first in the target. Guessing among the two is right in half.",
        title="How often small models of two layers begin a question of another kind with the right auxiliary",
        says=right("generalisation", "first word", "the first word of the target right"),
        expects=Measured,
    ),
)  # fmt: skip
