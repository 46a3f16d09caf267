"""What the sheet says at its top and over each group, whatever the paper."""

from __future__ import annotations

from verify.report.review.grouping import Group
from verify.report.review.pieces import Code, Sentence

HEADINGS = {
    Group.CONTRADICTION: "Set aside",
    Group.FAILS: "Fail under every reading",
    Group.HYPOTHESIS: "Need a hypothesis",
    Group.MIXED: "Depend on the reading",
    Group.MEASURED: "Measured",
    Group.OPEN: "Open",
    Group.HOLDS: "Stand",
}
LEADS = {
    Group.CONTRADICTION: "Here the verifier contradicts itself. That is a fault of ours and says nothing of the paper.",
    Group.FAILS: "Under every reading that we found these have a counterexample or, for an order of growth, a derived "
    "bound against them. Below each stands what holds instead, where we know it.",
    Group.HYPOTHESIS: "As printed these fail; with hypotheses added, and nothing else changed, they hold.",
    Group.MIXED: "The readings of these, or the several things that one of them says, have different verdicts. Those "
    "that hold are named first.",
    Group.MEASURED: "What experiments found beside what the statement asks for under a reading; a number that is asked "
    "for is one of the reading, and need not be printed.",
    Group.OPEN: "Nothing here is held against the paper: each entry says why there is no verdict.",
    Group.HOLDS: "These hold as printed or under every reading that we found.",
}
PROOFS = "Only the printed proof fails"
PROOFS_LEAD = "A result that cites what fails is not false for that: these hold all the same."
EXPERIMENTS = "Our measurements"
EXPERIMENTS_LEAD = "Forms of ours of what the paper says, measured beside what they ask for."
NOTHING = "The ledger has no printed statement to review."


def introduction(version: str, count: int, example: str) -> tuple[Sentence, ...]:
    """What the verdicts mean, what was read, and how to check a line again."""
    return (
        (
            "A statement holds where every step of a derivation of it was replayed by a program, for all values "
            "in its scope, given the facts of the literature that are named with it, or where all of the finitely"
            " many cases that it speaks of were checked; it fails where there is a counterexample with exact "
            "numbers or, for an order of growth, a derived bound that leaves it no constants. Where the print can"
            " be read in several ways each reading has its own verdict, open is what is undecided or says nothing"
            " that could be true or false, and measured is what an experiment found.",
        ),
        (
            f"The paper was read in the version {version}; {count} of its statements were encoded. This sheet is "
            "generated from the ledger of verdicts, and what it says of each is found there under the name beside it. "
            "To check one again put the paper's key before the name: ",
            Code(said=f"python -m verify {example} --explain"),
            ". A reading A of a statement is the statement's name with :A, and a form of ours that is called +weak "
            "under a statement is its name with +weak.",
        ),
    )
