"""What the command shows on a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from numerics.experiments.radius.raw import BEYOND, CHANCE, CLOUD, DOCUMENT, EXCESS, MEAN, NEXT, OTHERS, SINGLE, TOKEN
from numerics.experiments.radius.sample import PERCENTS
from numerics.experiments.radius.told import GROUPS, Middle, Told, of_group, where_of

CALLED: Mapping[str, str] = {
    "": "all vectors",
    OTHERS: "those of other chunks",
    SINGLE: "one vector a chunk",
    CLOUD: "Gaussian cloud of equal mean and covariance",
}
KINDS: Mapping[str, str] = {
    DOCUMENT: "of the same document",
    BEYOND: "of the same document, other chunks alone",
    NEXT: "before the same next token",
    TOKEN: "at the same token",
}


def tables(told: Told) -> list[Table]:
    """Distances by sample; beside what is predicted and what they may be compared with; what the nearest are."""
    return [_distances(told), _beside(told), _shares(told)]


def _distances(told: Told) -> Table:
    where = f"{told.about['model']}, {where_of(told.about['layer'])}"
    made = _table(
        f"distance to the nearest neighbour: {where}", "among", "%", "vectors", "mean", "median", _median(told)
    )
    for group in GROUPS:
        for percent, series, vectors in zip(PERCENTS, of_group(group), told.vectors(group), strict=True):
            name = CALLED[group] if percent == PERCENTS[0] else ""
            numbers = (f"{number:.4g}" for number in told.pooled(series))
            made.add_row(name, str(percent), f"{vectors:,}", *numbers, _shown(told.middle([series])))
        made.add_section()
    return made


def _beside(told: Told) -> Table:
    made = _table("beside", "what", "", _median(told))
    for what, distance in told.predicted().items():
        made.add_row(f"2 sqrt(n / (2 pi e)), {what}", f"{distance:.4g}", "")
    beside = told.beside()
    made.add_row("distance over that in the Gaussian cloud", "", _shown(beside[CLOUD]))
    made.add_row("distance over the distance to the mean", "", _shown(beside[MEAN]))
    for group, found in zip(GROUPS, told.exponents().values(), strict=True):
        made.add_row(f"exponent of the sample size, {CALLED[group]}", "", _shown(found))
    return made


def _shares(told: Told) -> Table:
    made = _table(
        "share of nearest neighbours", "that are", "share", "by chance", f"share less chance, {_median(told)}"
    )
    for share, parts in told.shares().items():
        value, chance = (f"{told.pooled(series)[0]:.3f}" for series in (share, f"{share}, {CHANCE}"))
        made.add_row(KINDS[share], value, chance, _shown(parts[EXCESS], "+.3f"))
    return made


def _table(title: str, first: str, *others: str) -> Table:
    made = Table(first, title=title, title_justify="left")
    for heading in others:
        made.add_column(heading, justify="right")
    return made


def _median(told: Told) -> str:
    """What the last column holds."""
    count = told.about["documents with queries"]
    return f"median of {count} document{'s' if count > 1 else ''}"


def _shown(found: Middle | None, digits: str = ".4g") -> str:
    """The number with its interval, or as much as there is."""
    if found is None:
        return "none"
    ends = "" if found.low is None or found.high is None else f" ({found.low:{digits}} to {found.high:{digits}})"
    return f"{found.value:{digits}}{ends}"
