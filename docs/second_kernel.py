"""What the second kernel is given, by an example, and what stays outside of it, by reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from theory.catalogue import Catalogue
from theory.derive import Derivations
from verify.coq.export import Exporter
from verify.coq.record import recorded

EXAMPLE = ("lemmas/gibbs", "bound")
_CITES = re.compile(r"^it cites \S+?(?:: |, )")


def statement(catalogue: Catalogue) -> str:
    """The statement of the example in Coq, and that it speaks of real numbers."""
    exporter = Exporter(catalogue.claims, Derivations(catalogue.claims))
    texts = (exporter.statement(*EXAMPLE).text, exporter.proof(*EXAMPLE).defined)
    return "```coq\n" + "\n\n".join(texts) + "\n```\n"


def outside() -> str:
    """How many sides are not confirmed, for each reason; what a side cites counts with the side."""
    reasons = Counter(_kind(reason) for sides in recorded().outside.values() for reason in sides.values())
    rows = [
        f"| {reason} | {count} |" for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    ]
    return "\n".join(["| reason | sides |", "|---|---:|", *rows]) + "\n"


def valueless(catalogue: Catalogue) -> str:
    """The definitions that occur in no statement whose values Coq and Arb are seen to agree on, by name."""
    exporter, record = Exporter(catalogue.claims, Derivations(catalogue.claims)), recorded()

    def used(keys: Iterable[tuple[str, str]]) -> set[str]:
        return {name for key in keys for name in exporter.definitions.names(exporter.statement(*key).text)}

    everywhere = used((claim, side) for claim, sides in record.confirmed.items() for side in sides)
    left = sorted(everywhere - used(record.valued))
    return (
        f"{len(left)} of {len(everywhere)}" + (f" ({', '.join(f'`{name}`' for name in left)})" if left else "") + "\n"
    )


def _kind(reason: str) -> str:
    """The reason without what is particular to one side."""
    while (found := _CITES.match(reason)) is not None:
        reason = reason[found.end() :]
    for kind, said in _KINDS:
        if kind in reason:
            return said
    return reason.replace("|", "\\|")


_KINDS = (
    ("not within", "Coq takes too long"),
    ("the negation: Coq refuses it", "a counterexample that Coq does not follow"),
    ("Coq refuses", "a step that Coq does not follow"),
    ("too deep", "its terms are too deep for the replay"),
    ("has no sign here", "a sign that is seen in a way without a counterpart"),
    ("seen in a way", "a sign that is seen in a way without a counterpart"),
    ("is not in normal form", "a power whose exponent has a normal form of its own"),
    ("different from zero", "a sign that is seen in a way without a counterpart"),
    ("has no definition", "a quantity without a definition for all its arguments"),
    ("is no size", "a length that is no sum or product of sizes"),
)
