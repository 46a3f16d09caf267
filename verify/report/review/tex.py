r"""The sheet as a LaTeX document of its own, which needs no other file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, assert_never

from verify.report.breaks import breakable
from verify.report.escaping import command, text
from verify.report.review.pieces import Code, Formula, Link, Piece, Sentence
from verify.report.review.sheet import Item, Sheet, sheets
from verify.report.review.words import HEADINGS, NOTHING
from verify.report.wording import prose

_PREAMBLE = r"""% Made by `python -m verify` from its ledger: do not edit.
\documentclass[a4paper,10pt]{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern,textcomp}
\usepackage{amsmath,amssymb}
\usepackage[margin=16mm,footskip=8mm]{geometry}
\usepackage{microtype,xcolor,booktabs}
\usepackage[hidelinks]{hyperref}
\setlength{\parindent}{0pt}\emergencystretch=3em\raggedbottom\hbadness=10000
\setcounter{secnumdepth}{0}
\relpenalty=10000 \binoppenalty=10000
\newcommand{\rvid}[1]{{\footnotesize\texttt{#1}}}
% what leads to where the statement is spoken of, the id of the claim
\newcommand{\rvlink}[2]{\hyperlink{#1}{\textcolor[rgb]{.10,.28,.60}{\rvid{#2}}}}
\newenvironment{rvtable}{\begin{tabular}{@{}lrp{.665\linewidth}@{}}\toprule
  Verdict & Statements & Numbered results among them \\ \midrule}{\bottomrule\end{tabular}\par}
\newcommand{\rvrow}[3]{#1 & #2 & \raggedright #3 \tabularnewline}
% target, where the statement stands, what it says
\newcommand{\rvitem}[3]{\par\addvspace{4pt plus 1pt}\raisebox{\baselineskip}[0pt][0pt]{\hypertarget{#1}{}}%
  #2\ #3\par\nobreak}
\newcommand{\rvline}[1]{{\footnotesize\rightskip=0pt plus 4em\leftskip=1.8em
  \noindent\hskip-.8em\hbox to .8em{\textperiodcentered\hss}#1\par}}
\newcommand{\rvhead}[1]{\par\addvspace{6pt plus 2pt}\textbf{#1}\par\nobreak\smallskip}
\makeatletter
\renewcommand\section{\@startsection{section}{1}{0pt}{-12pt plus -4pt}{4pt}{\large\bfseries}}
\makeatother
\begin{document}
"""


def review_tex(ledger: Mapping[str, Any]) -> str:
    """A sheet for each paper that the ledger has printed statements of; the summary has a page to itself."""
    made = "\\clearpage\n".join("".join(_sheet(sheet)) for sheet in sheets(ledger))
    return f"{_PREAMBLE}{made or NOTHING}\n\\end{{document}}\n"


def _sheet(sheet: Sheet) -> Iterator[str]:
    targets = {item.statement for section in sheet.sections for item in section.items}
    yield f"{{\\Large\\bfseries Review sheet}}\\par\\smallskip\n{{\\large {text(sheet.title)}}}\\par\n"
    yield f"{text(sheet.authors)}. {text(sheet.version)}.\\par\\medskip\n{{\\small\n"
    yield from (written(sentence, targets) + "\\par\\smallskip\n" for sentence in sheet.introduction)
    yield command("begin", "rvtable")
    for row in sheet.table:
        yield command("rvrow", HEADINGS[row.group], str(row.count), text("; ".join(row.labels)) or "--")
    yield command("end", "rvtable")
    yield from (command("rvhead", section.heading) + _listed(section.sentences, targets) for section in sheet.points)
    yield "}\\clearpage\n\\small\n"
    for section in sheet.sections:
        yield command("section", section.heading) + f"{section.lead}\\par\\smallskip\n"
        yield from (_item(item, targets) for item in section.items)
        yield _listed(section.sentences, targets)


def _item(item: Item, targets: Collection[str]) -> str:
    where = ", ".join(filter(None, (text(item.place), written((item.name,), targets))))
    head = f"\\textbf{{{text(item.label)}}} ({where})."
    return command("rvitem", item.statement, head, written(item.said, targets)) + _listed(item.lines, targets)


def _listed(sentences: Sequence[Sentence], targets: Collection[str]) -> str:
    return "".join(command("rvline", written(sentence, targets)) for sentence in sentences)


def written(sentence: Sentence, targets: Collection[str]) -> str:
    """The sentence; a claim leads to what is said of its statement, where the sheet says anything."""
    return "".join(_piece(piece, targets) for piece in sentence)


def _piece(piece: Piece, targets: Collection[str]) -> str:
    match piece:
        case str():
            return prose(piece)
        case Formula(latex=latex):
            return f"${breakable(latex)}$"
        case Link():
            return _link(piece, targets)
        case Code(said=said):
            return "\\texttt{" + text(said).replace("--", "-{}-") + "}"  # no dash of two hyphens
        case _:
            assert_never(piece)


def _link(link: Link, targets: Collection[str]) -> str:
    statement = link.claim.partition(":")[0].partition("+")[0]
    shown = text(link.shown)
    return f"\\rvlink{{{statement}}}{{{shown}}}" if statement in targets else f"\\rvid{{{shown}}}"
