"""How many claims and printed statements of each paper have which verdict, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from verify.report.escaping import text
from verify.said import coq_text, verdict_text

Record = Mapping[str, Any]

_ORDER = ("holds", "fails", "open", "measured", "measured, agrees", "measured, disagrees", "contradiction")
_LEVELS = ("derived", "standard", "enclosed", "pointwise", None)
_MIXED = (*_ORDER[:3], "mixed", "measured", "contradiction")


def counts(ledger: Record) -> str:
    """A row for each verdict and level that occurs, a column for each paper; then the same for printed statements."""
    papers = list(ledger["papers"])
    claims = Counter((verdict_text(c), c["level"], c["paper"]) for c in ledger["claims"])
    printed = Counter((s["verdict"], s["paper"]) for s in ledger.get("statements", ()))
    kinds = sorted({key[:2] for key in claims}, key=lambda kind: (_ORDER.index(kind[0]), _LEVELS.index(kind[1])))
    rows = [_row(_kind(*kind), [claims[*kind, paper] for paper in papers]) for kind in kinds]
    rows.append("\\midrule\n" + _row("All claims", [sum(c["paper"] == p for c in ledger["claims"]) for p in papers]))
    rows.append(
        _row(
            "Confirmed by Coq", [sum(coq_text(c) == "yes" for c in ledger["claims"] if c["paper"] == p) for p in papers]
        )
    )
    verdicts = [v for v in _MIXED if any(printed[v, paper] for paper in papers)]
    rows += [
        ("\\midrule\n" if place == 0 else "") + _row(f"Printed: {_word(v)}", [printed[v, paper] for paper in papers])
        for place, v in enumerate(verdicts)
    ]
    width = f"{min(0.24, 0.66 / max(1, len(papers))):.3f}"  # of the line, that the first column has room beside them
    heads = " & ".join(rf"\amhead{{{width}}}{{{text(ledger['papers'][paper]['title'])}}}" for paper in papers)
    columns = "r" * len(papers)
    return (
        f"\\begin{{center}}\\small\\begin{{tabular}}{{@{{}}l{columns}@{{}}}}\\toprule\n"
        f" & {heads} \\\\\\midrule\n{''.join(rows)}\\bottomrule\n\\end{{tabular}}\\end{{center}}\n"
    )


def _kind(verdict: str, level: str | None) -> str:
    return _word(verdict) + (f" ({level})" if level else "")


def _word(verdict: str) -> str:
    return rf"\ammark{{{verdict}}}\amword{{{verdict}}}"


def _row(head: str, numbers: Sequence[int]) -> str:
    return f"{head} & {' & '.join(str(number) if number else '--' for number in numbers)} \\\\\n"
