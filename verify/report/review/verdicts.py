"""The verdict on one claim as a sentence: what defeats it, how far off it is, or why there is no verdict."""

from __future__ import annotations

from decimal import Decimal

from verify.report.proof import EQUATIONS, side_name
from verify.report.review.pieces import Formula, Record, Sentence, links, mixed
from verify.report.values import about, point
from verify.said import disagrees, predicted_text

LONGEST = 300  # characters of a witness or a formula in a line; a longer one is at the claim alone
_SHORT = 12  # characters of a fraction that is read as one
_SIDES = {"convexity": "inequality of convexity"}


OPEN = {
    "no_meaning": "Says nothing that could be true or false",
    "unstated": "Cannot be stated here",
    "undecided": "Undecided",
}


def verdict(reading: Record) -> Sentence:
    """The verdict in a sentence, with what it rests on where that is not a derivation."""
    match reading["verdict"]:
        case "holds":
            return _holds(reading)
        case "fails":
            return _defeat(reading)
        case "measured":
            return measured(reading)
        case "open":
            return (f"{OPEN[reading['kind']]}: {_uncapital(reading['reason'])}",)
        case _:
            return (f"The verifier contradicts itself, which is a fault of ours: {reading['reason']}",)


def _holds(reading: Record) -> Sentence:
    """With its level where that is not a derivation, and with the facts of the literature that it rests on."""
    level = "" if reading["level"] == "derived" else f" ({reading['level']}: {reading['scope']})"
    facts = [fact for fact in reading["trust"] if fact != reading["id"]]
    return (f"Holds{level}, given ", *links(facts), ".") if facts else (f"Holds{level}.",)


def _uncapital(reason: str) -> str:
    """As it goes on after a colon."""
    return reason[:1].lower() + reason[1:] if reason[1:2].islower() or reason[1:2] == " " else reason


def _defeat(reading: Record) -> Sentence:
    """The witness in one line; of an order of growth what is derived, since no point speaks against it."""
    if reading["witness"] is None:
        # What the printer puts after a wide space: how the ratio of the two sides is bounded.
        bounded = Formula(latex=reading["statement_latex"].rpartition(r"\quad ")[2])
        return ("Fails, since what is derived leaves the order of growth no constants: ", bounded, ".")
    at = point(reading["witness"])
    where = (" at ", *mixed(at)) if at else ()
    if len(at) > LONGEST:
        where = (" at the configuration that the claim gives",)
    return ("Fails", *where, ": ", *_off(reading), ".")


def _off(reading: Record) -> Sentence:
    """Which side is violated, and by how much."""
    side, slack = reading["violated"]["side"], reading["violation"]
    if side in EQUATIONS:
        return ("the two sides differ by ", *mixed(about(_size(slack))))
    name = _SIDES.get(side, side_name(side))
    if slack == "0":
        return (f"the {name} is claimed to be strict and is an equality",)
    return (f"the {name} is off by ", *mixed(about(_size(slack))))


def _size(slack: str) -> str:
    """Without its sign; a fraction of many digits as a decimal."""
    size = slack.replace("[-", "[").removeprefix("-")
    above, fraction, below = size.partition("/")
    return f"{Decimal(above) / Decimal(below):.6e}" if above.isdigit() and fraction and len(size) > _SHORT else size


def measured(claim: Record) -> Sentence:
    """The median with its interval beside what the claim asks for."""
    found = claim["measured"]
    if found["prediction"] is None:
        return (*_median(found), "; nothing is predicted.")
    met = "not met" if disagrees(claim) else "met"
    return (*_median(found), f"; predicted {predicted_text(found)}, {met}.")


def _median(found: Record) -> Sentence:
    middle, low, high = (
        mixed(about(value).removeprefix("about ")) for value in (found["estimate"], *found["interval"])
    )
    within = f" (confidence {found['confidence']}, {found['count']} {found['each']}s)"
    return ("Measured median ", *middle, ", from ", *low, " to ", *high, within)
