"""The picture of a command's distances: how they are distributed, and how they change with the sample."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from numerics.experiments.radius.raw import CLOUD, OTHERS, SINGLE
from numerics.experiments.radius.sample import PERCENTS
from numerics.experiments.radius.told import GROUPS, Told, of_group, where_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, FAINT = "#22262b", "#8b939c"
COLOURS = {"": "#0b62a4", OTHERS: "#c04a00", SINGLE: "#5d3a9b", CLOUD: "#7a7f85"}  # also told apart by their dashes
DASHES = {"": "-", OTHERS: (0, (6, 2)), SINGLE: (0, (3, 1.5, 1, 1.5)), CLOUD: (0, (1, 1.2))}
MARKS = {"": "o", OTHERS: "s", SINGLE: "D", CLOUD: "^"}
LABELS = {
    "": "all vectors",
    OTHERS: "those of other chunks",
    SINGLE: "one vector a chunk",
    CLOUD: "Gaussian cloud",
}
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "radius",  # the ids in the file are a function of what is drawn
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "font.size": 9,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
}
BINS = 40


def svg(told: Told) -> bytes:
    """The picture, the same bytes for the same samples and version of matplotlib."""
    # Nothing else needs this.
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context(STYLE):
        figure = Figure(figsize=(9.2, 4.1), layout="constrained")
        left, right = figure.subplots(1, 2)
        for axes in (left, right):
            axes.spines[["top", "right"]].set_visible(False)
        _distribution(told, left)
        _growth(told, right)
        figure.legend(*right.get_legend_handles_labels(), loc="outside lower center", ncols=len(GROUPS))
        where, of = where_of(told.about["layer"]), told.about["model"]
        figure.suptitle(f"Nearest neighbours of activations of {of}, {where}", fontsize=10.5)
        made = BytesIO()
        FigureCanvasSVG(figure).print_svg(made, metadata={"Date": None, "Creator": None})
        return made.getvalue()


def _distribution(told: Told, axes: Axes) -> None:
    """How many queries have which distance, at the whole sample."""
    drawn = {group: np.concatenate(told.samples[of_group(group)[-1]]) for group in ("", OTHERS, CLOUD)}
    most = float(np.quantile(np.concatenate(list(drawn.values())), 0.995))
    predicted = told.predicted()
    near = {what: distance for what, distance in predicted.items() if distance <= 1.6 * most}
    edges = np.linspace(0, max([most, *(1.05 * distance for distance in near.values())]), BINS + 1).tolist()
    for group, values in drawn.items():
        style: dict[str, Any] = {"color": COLOURS[group], "linestyle": DASHES[group], "linewidth": 1.4}
        share = np.full(len(values), 1 / len(values))
        axes.hist(values, edges, weights=share, histtype="step", **style)
        if group == "":
            axes.hist(values, edges, weights=share, color=COLOURS[group], alpha=0.12)
    top = 1.32 * axes.get_ylim()[1]
    axes.set_ylim(0, top)
    axes.set_xlim(0, edges[-1])
    in_order = sorted(predicted.items(), key=lambda pair: pair[0] in near)  # no line crosses what is said of another
    for place, (what, distance) in enumerate(in_order):
        height = (0.97 - 0.065 * place) * top
        n = int(what.split("= ")[-1])
        said = f"2 √(n / 2πe) = {distance:.4g} for n = {n:,}"
        if what in near:
            axes.axvline(distance, color=INK, linewidth=1, ymax=height / top)
            is_left = distance > edges[-1] / 2
            side = "right" if is_left else "left"
            axes.annotate(f"{said} " if is_left else f" {said}", (distance, height), va="top", ha=side, fontsize=8)
        else:
            axes.annotate(f"{said}  →", (edges[-1], height), va="top", ha="right", fontsize=8)
    axes.set_xlabel("distance to the nearest neighbour, whole sample")
    axes.set_ylabel("share of the queries")


def _growth(told: Told, axes: Axes) -> None:
    """Medians over documents with their intervals, by the share of the sample; side by side, so that all are seen."""
    for place, group in enumerate(GROUPS):
        middles = [told.middle([series]) for series in of_group(group)]
        found = [middle for middle in middles if middle is not None]
        across = [percent + 0.9 * (place - (len(GROUPS) - 1) / 2) for percent in PERCENTS]
        ends = [(m.value - m.low, m.high - m.value) for m in found if m.low is not None and m.high is not None]
        axes.errorbar(
            across,
            [middle.value for middle in found],
            yerr=np.transpose(ends) if ends else None,
            label=LABELS[group],
            color=COLOURS[group],
            linestyle=DASHES[group],
            marker=MARKS[group],
            markersize=4,
            linewidth=1.4,
            elinewidth=0.8,
            capsize=2,
        )
    axes.set_ylim(0, None)
    axes.set_xlim(20, 105)
    axes.set_xticks(PERCENTS, [f"{size:,}\n{percent} %" for size, percent in zip(told.sizes, PERCENTS, strict=True)])
    axes.set_xlabel("vectors in the sample")
    axes.set_ylabel("median distance of a document")
