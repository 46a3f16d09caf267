r"""The ledger as LaTeX: `bounds.tex`, a document, and `claims.tex`, from which papers cite by `\amclaim`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from theory.symbols import LATEX

Record = Mapping[str, Any]

_OPERATORS = {"=": "=", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "_": r"\_", "#": r"\#",
    "%": r"\%", "&": r"\&", "$": r"\$", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "\u00a0": "~", "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"\dots{}",
}  # fmt: skip
_MATHEMATICAL = {
    "<=": r"\le", ">=": r"\ge", "<": "<", ">": ">", "->": r"\to", "+/-": r"\pm", "≤": r"\le", "≥": r"\ge",
    "→": r"\to", "±": r"\pm", "∞": r"\infty", "∑": r"\sum", "·": r"\cdot", "×": r"\times", "−": "-",
    "√": r"\surd", "ρ": r"\rho", "β": r"\beta", "λ": r"\lambda", "ξ": r"\xi",
}  # fmt: skip
_NAMES = {"holds": "Theorem", "open": "Statement", "measured": "Measurement", "contradiction": "Statement"}
_REFUTED = {
    "printed": "Printed statement",
    "reading": "Reading",
    "repaired": "Form of ours",
    "ours": "Form of ours",
}
_FORMS = {"printed": "", "reading": ", a reading", "repaired": ", repaired", "ours": ", our form"}
_SIDES = {"bound": "bound", "lower": "lower bound", "upper": "upper bound", "identity": "identity"}


def bounds_tex(ledger: Record) -> str:
    """A document of all claims, each with its verdict and with its derivation or its witness."""
    body = [_summary(ledger["claims"]), _notation(ledger.get("notation", ()))]
    for key, paper in ledger["papers"].items():
        claims = [c for c in ledger["claims"] if c["paper"] == key]
        body.append(_section(paper) + "".join(_statements(claims, ledger.get("statements", ()))))
    return "\n".join([_BOUNDS_BEFORE, *body, "\\end{document}\n"])


def claims_tex(ledger: Record) -> str:
    r"""`\amclaim{id}` for every claim; an id that is not in the ledger is a LaTeX error that names it."""
    return _CLAIMS_BEFORE + "".join(map(_definition, ledger["claims"])) + "\\makeatother\n\\endinput\n"


def text(plain: str) -> str:
    """Plain text for TeX: every character prints, or as its code point where TeX has no glyph for it."""
    return re.sub(r"<=|>=|->|\+/-|.", lambda found: _character(found[0]), plain, flags=re.DOTALL)


def _character(c: str) -> str:
    if c in _SPECIAL or c in _MATHEMATICAL:
        return _SPECIAL.get(c) or f"${_MATHEMATICAL[c]}$"
    plain = unicodedata.normalize("NFD", c)
    if all(ord(p) < 128 for p in c) or (
        plain[0].isascii() and len(plain) == 2 and "\u0300" <= plain[1] <= "\u030c"
    ):
        return c
    return f"[U+{ord(c):04X}]"


def value(number: str) -> str:
    """A rational, a decimal or a ball of the ledger in math mode."""
    if ball := re.fullmatch(r"\[(.+) \+/- (.+)\]", number):
        return rf"{value(ball[1])} \pm {value(ball[2])}"
    if fraction := re.fullmatch(r"(-?)(\d+)/(\d+)", number):
        sign, above, below = fraction.groups()
        short = len(above) + len(below) < 12
        return rf"{sign}\tfrac{{{above}}}{{{below}}}" if short else f"{sign}{value(above)} / {value(below)}"
    if decimal := re.fullmatch(r"(-?[\d.]+)[eE]\+?(-?)0*(\d+)", number):
        mantissa = "" if decimal[1] == "1" else rf"{decimal[1]} \cdot "
        return f"{mantissa}10^{{{decimal[2]}{decimal[3]}}}"
    if round_number := re.fullmatch(r"(-?)(\d{1,6}?)(0{6,})", number):
        sign, head, zeros = round_number.groups()
        mantissa = "" if head == "1" else rf"{head} \cdot "
        return f"{sign}{mantissa}10^{{{len(zeros)}}}"
    if re.fullmatch(r"-?[\d.]+", number):
        return re.sub(r"(\d{12})(?=\d)", r"\1\\allowbreak ", number)
    return rf"\text{{{text(number)}}}"


def _point(values: Mapping[str, Any]) -> str:
    """The values of a configuration: d = 2, rho^1 = (0, 1)."""
    return ", ".join(f"${pair}$" for name, at in values.items() for pair in _assignments(name, at))


def _assignments(name: str, at: Any) -> Iterator[str]:
    symbol = LATEX.get(name) or (name if len(name) == 1 else rf"\mathrm{{{text(name)}}}")
    if isinstance(at, Sequence) and not isinstance(at, str) and at and not isinstance(at[0], str | int):
        yield from (f"{symbol}^{{{i}}} = {_vector(row)}" for i, row in enumerate(at, start=1))
    else:
        yield f"{symbol} = {_vector(at)}"


def _vector(at: Any) -> str:
    if isinstance(at, str | int):
        return value(str(at))
    entries = [_vector(entry) for entry in at]
    listed = r",\allowbreak ".join(entries)
    return listed if len(entries) == 1 else f"({listed})"


def breakable(formula: str) -> str:
    """The formula with places for a line to end: before relations and signs, rather outside parentheses."""
    parts, depth, inside = [""], 0, 0
    for token in re.findall(r"\\[a-zA-Z]+|\\.|[^\\]", formula):
        depth += {"{": 1, "}": -1}.get(token, 0)
        inside += {"(": 1, r"\lvert": 1, ")": -1, r"\rvert": -1}.get(token, 0)
        before = parts[-1].rstrip()
        starts = (
            not before or re.search(r"(\\le|\\ge|[=<>(,]|\\[lr]vert|\\lVert|\\mapsto)$", before) is not None
        )
        if depth == 0 and token in (r"\le", r"\ge", "=", "<", ">") and before:
            parts.append(r"\allowbreak ")
        elif depth == 0 and token in "+-" and not starts:
            parts.append(rf"\penalty{min(9000, 100 + 900 * inside)} ")
        parts.append(parts.pop() + token)
    return "".join(parts)


def _link(claim: str) -> str:
    return rf"\hyperref[{claim}]{{{_id(claim)}}}"


def _id(claim: str) -> str:
    return r"\texttt{" + re.sub(r"([/+:]|\\_)", r"\1\\allowbreak{}", text(claim)) + "}"


def _links(claims: Sequence[str]) -> str:
    return ", ".join(map(_link, claims))


def _domain(claim: Record) -> str:
    """For which values the claim is stated, symbols in mathematics, with its hypotheses."""
    words = claim.get("domain") or ("" if claim["verdict"] == "fails" else claim.get("scope", ""))
    words = words.split(", with ")[0] if claim["hypotheses"] else words
    words = re.sub(r" (>=|<=|>|<|=) ", "\u00a0\\1\u00a0", words)
    symbols = re.compile(r"\b(?:[dnlxy]|rho|beta|lambda|xi)\b")
    shown = re.split(r"(\b(?:[dnlxy]|rho|beta|lambda|xi)\b)", words)
    domain = "".join(f"${LATEX.get(w, w)}$" if symbols.fullmatch(w) else text(w) for w in shown)
    given = " and ".join(f"${h}$" for h in claim["hypotheses"])
    return f"{domain}{', with ' if domain and given else ''}{given}"


def _command(name: str, *arguments: str) -> str:
    return f"\\{name}" + "".join(f"{{{argument}}}" for argument in arguments) + "\n"


def _definition(claim: Record) -> str:
    formula = breakable(claim["statement_latex"])
    found = (claim["verdict"], claim["level"] or "")
    return _command("amdefine", claim["id"], text(claim["cites"]), formula, _domain(claim), *found)


def _summary(claims: Sequence[Record]) -> str:
    rows = ((_where(c), _link(c["id"]), f"\\amword{{{c['verdict']}}}", c["level"] or "--") for c in claims)
    return _TABLE.replace("ROWS", "".join(" & ".join(row) + " \\\\\n" for row in rows))


def _where(claim: Record) -> str:
    return text(claim["cites"]) + _FORMS[claim["fidelity"]]


def _notation(entries: Sequence[Record]) -> str:
    if not entries:
        return ""
    lines = "".join(_command("amdisplay", breakable(f"{e['name']} = {e['definition']}")) for e in entries)
    return f"\\section*{{Notation}}\n{lines}"


def _section(paper: Record) -> str:
    source = ". ".join(text(paper[part]) for part in ("authors", "version"))
    return f"\\section{{{text(paper['title'])}}}\n\\noindent {source}.\n"


def _statements(claims: Sequence[Record], statements: Sequence[Record]) -> Iterator[str]:
    """The claims of one paper under headings, one a printed statement."""
    verdicts = {s["id"]: s for s in statements}
    groups: dict[str, list[Record]] = {}
    for claim in claims:
        groups.setdefault(claim["statement"], []).append(claim)
    labels = [group[0]["cites"] for group in groups.values()]
    for name, group in groups.items():
        first = group[0]
        label = text(first["cites"])
        if labels.count(first["cites"]) > 1:
            label += f": {text(first['title'])}"
        place = text(first["section"])
        yield f"\\subsection{{{label} ({place if place.startswith('App') else f'Section {place}'})}}\n"
        printed = text(first["printed_text"])
        yield f"\\noindent As encoded: {{\\raggedright\\small\\texttt{{{printed}}}\\par}}\n"
        if found := verdicts.get(name):
            verdict = f"\\amword{{{found['verdict']}}} ({text(found['rule'])})"
            yield f"\\noindent The printed statement: {verdict}.\n"
        yield from map(_claim, group)


def _claim(claim: Record) -> str:
    refuted = claim["verdict"] == "fails"
    name = _REFUTED[claim["fidelity"]] if refuted else _NAMES[claim["verdict"]]
    head = (claim["verdict"], name, _where(claim), claim["level"] or "", claim["id"])
    said = (text(claim["title"]), _domain(claim))
    body = [
        _command("begin", "amitem", *head),
        f"{'Claimed, and false: ' if refuted else ''}{'; '.join(filter(None, said))}:\n",
        _command("amdisplay", f"\\amformula{{{claim['id']}}}"),
        f"\\noindent{{\\footnotesize {_id(claim['id'])}\\par}}\n",
        _command("amnote", "Counterexample", _failure(claim)) if claim.get("witness") else "",
        *_proofs(claim),
        *(_command("amnote", label, content) for label, content in _notes(claim) if content),
        _command("end", "amitem") + "\n",
    ]
    return "".join(body)


def _failure(claim: Record) -> str:
    """The counterexample, the side that it violates and by how much."""
    at, found = f"{_point(claim['witness'])}.", claim.get("violation")
    if not found:
        return at
    slack = value(found["slack"])
    if found["side"] == "identity":
        slack += r" \ne 0"
    elif slack.startswith("-"):
        slack += " < 0"
    wanted = ", where it should be positive" if slack == "0" else ""
    return f"{at} There the slack of the {_side(found['side'])} is ${{{slack}}}${wanted}."


def _side(side: str) -> str:
    return text(_SIDES.get(side, side))


def _notes(claim: Record) -> Iterator[tuple[str, str]]:
    yield "Reading", text(claim.get("reading") or "")
    yield "Open", text(claim.get("reason") or "") if claim["verdict"] == "open" else ""
    yield "Changed", text(claim.get("changed") or "")
    for label, key in (
        ("Defeats", "defeats"), ("Repaired by", "repaired_by"), ("Repairs", "repairs"),
        ("Sharpened by", "sharpened_by"), ("Uses", "uses"), ("The printed proof rests on", "paper_uses"),
        ("Rests on facts of the literature", "trust"),
    ):  # fmt: skip
        yield label, _links([other for other in claim.get(key) or () if other != claim["id"]])
    yield from _tightness(claim)


def _tightness(claim: Record) -> Iterator[tuple[str, str]]:
    """Where each inequality that holds is sharp; of the others, the least slack that was found."""
    for side, slack in (claim.get("slack") or {}).items():
        if slack is None or side == "identity" or claim.get("sides", {}).get(side, "holds") != "holds":
            continue
        how = (claim.get("sharp") or {}).get(side)
        if how is None:
            yield f"Smallest slack found, {_side(side)}", f"{_about(slack)}"
        elif how["kind"] == "attained":
            yield f"Sharp, {_side(side)}", f"attained at {_point(how['at'])}"
        else:
            yield f"Sharp, {_side(side)}", f"approached; slack {_about(slack)} at {_point(how['at'])}"


def _about(number: str) -> str:
    """A number to three digits; of one that is tiny beyond measure, the exponent alone to three digits."""
    found = re.match(r"\[?(-?[\d.]+)(?:e([+-]?)(\d+))?", number)
    if found is None or re.fullmatch(r"-?\d+(/\d+)?", number):
        return f"${value(number)}$"
    mantissa, sign, power = found.groups(default="")
    if len(power) > 6:
        return rf"about $10^{{{sign}{power[0]}.{power[1:3]} \cdot 10^{{{len(power) - 1}}}}}$"
    return f"about ${value(f'{Decimal(mantissa).scaleb(int(sign + power or 0)):.3g}')}$"


def _proofs(claim: Record) -> Iterator[str]:
    for side, lines in (claim.get("derivation") or {}).items():
        if lines:
            alone = len(claim["derivation"]) == 1 and claim["verdict"] == "holds"
            what = "" if alone else f" of the {_side(side)}"
            steps = re.sub(r"\}\n((?:\\end\{aminner\}\n)*)\Z", r"\\amqed}\n\1", _chain(lines, 0))
            yield f"\\begin{{amproof}}{{Proof{what}.}}\n{steps}\\end{{amproof}}"


def _chain(lines: Sequence[Record], depth: int) -> str:
    """The lines from `depth` on, a new start where a line does not go on from the one before it."""
    out, before = [], None
    for place, line in enumerate(lines):
        if line["depth"] != depth:
            continue
        inner = []
        for later in lines[place + 1 :]:
            if later["depth"] <= depth:
                break
            inner.append(later)
        if before is None or line["lhs_latex"] != before:
            word = "" if depth == 0 else ("since" if before is None else "and")
            out.append(_command("amstart", word, breakable(line["lhs_latex"])))
        step = (_OPERATORS[line["op"]], breakable(line["rhs_latex"]), _rule(line["rule"]))
        out.append(_command("amstep", *step))
        if inner:
            out.append(f"\\begin{{aminner}}\n{_chain(inner, depth + 1)}\\end{{aminner}}\n")
        before = line["rhs_latex"]
    return "".join(out)


def _rule(rule: str) -> str:
    """The rule, with the claim that it cites as a link."""
    shown = "".join(_link(p) if re.fullmatch(_ID, p) else text(p) for p in re.split(f"({_ID})", rule))
    return f"\\mbox{{{shown}}}" if len(rule) < 60 else shown


_ID = r"\w+/\w+(?:[+:]\w+)?"

_CLAIMS_BEFORE = r"""% Made by `python -m verify` from its ledger: do not edit.
% \input this file after \usepackage{amsmath}; then
%   \amclaim{id}    displays the claim with its hypotheses, its id and its verdict,
%   \amformula{id}  is its formula, for math mode,
%   \amverdict{id}  is its verdict with the level.
\makeatletter
\providecommand{\mathbb}[1]{\mathbf{#1}}
\@ifundefined{am@box}{\newbox\am@box}{}
\def\am@get#1#2{\@ifundefined{am@#1@\detokenize{#2}}{\am@unknown{#2}}{\@nameuse{am@#1@\detokenize{#2}}}}
\def\am@unknown#1{\PackageError{amclaims}{There is no claim `\detokenize{#1}'}%
  {The ids are those of the ledger; claims.tex has one \string\amdefine\space for each.}}
\def\amdefine#1#2#3#4#5#6{\@namedef{am@cites@\detokenize{#1}}{#2}\@namedef{am@formula@\detokenize{#1}}{#3}%
  \@namedef{am@domain@\detokenize{#1}}{#4}\@namedef{am@word@\detokenize{#1}}{#5}%
  \@namedef{am@level@\detokenize{#1}}{#6}}
\@namedef{am@paint@holds}#1{\textcolor[rgb]{.05,.42,.22}{#1}}
\@namedef{am@paint@fails}#1{\textcolor[rgb]{.72,.08,.10}{#1}}
\@namedef{am@paint@mixed}#1{\textcolor[rgb]{.72,.08,.10}{#1}}
\@namedef{am@paint@contradiction}#1{\textcolor[rgb]{.72,.08,.10}{#1}}
\@namedef{am@paint@open}#1{\textcolor[rgb]{.60,.38,.00}{#1}}
\@namedef{am@paint@measured}#1{\textcolor[rgb]{.10,.28,.60}{#1}}
\DeclareRobustCommand{\ampaint}[2]{%
  \@ifundefined{textcolor}{#2}{\@ifundefined{am@paint@#1}{#2}{\@nameuse{am@paint@#1}{#2}}}}
\DeclareRobustCommand{\amword}[1]{\ampaint{#1}{\textbf{#1}}}
\DeclareRobustCommand{\amlevel}[1]{\if\relax\detokenize{#1}\relax\else\ (#1)\fi}
\DeclareRobustCommand{\amformula}[1]{\am@get{formula}{#1}}
\DeclareRobustCommand{\amverdict}[1]{\@ifundefined{am@word@\detokenize{#1}}{\am@unknown{#1}}{%
  \edef\am@now{{\@nameuse{am@word@\detokenize{#1}}}}\expandafter\amword\am@now
  \edef\am@now{{\@nameuse{am@level@\detokenize{#1}}}}\expandafter\amlevel\am@now}}
% A display that may end its lines before a relation or a sign where it is wider than the page.
\DeclareRobustCommand{\amdisplay}[1]{\setbox\am@box\hbox{$\displaystyle#1$}%
  \ifdim\wd\am@box>\linewidth
    \begin{trivlist}\item\relax\raggedright\hangindent=2em\hangafter=1\relpenalty=10000\binoppenalty=10000
    $\displaystyle#1$\end{trivlist}%
  \else\[#1\]\fi}
\DeclareRobustCommand{\amclaim}[1]{\@ifundefined{am@formula@\detokenize{#1}}{\am@unknown{#1}}{%
  \amdisplay{\amformula{#1}}%
  \begin{trivlist}\setlength{\topsep}{0pt}\item\relax\centering\footnotesize
  \am@get{cites}{#1}, \am@get{domain}{#1}.\\\texttt{\detokenize{#1}}: \amverdict{#1}\end{trivlist}}}
"""

_BOUNDS_BEFORE = r"""% Made by `python -m verify` from its ledger: do not edit.
\documentclass[a4paper,10pt]{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern,textcomp}
\usepackage{amsmath,amssymb,mathtools}
\usepackage[margin=25mm]{geometry}
\usepackage{microtype,xcolor,booktabs,longtable}
\usepackage[hidelinks]{hyperref}
\input{claims.tex}
\makeatletter
\newcounter{amitem}
\def\am@state@fails{ (fails)}
% verdict, name, note, level, id
\newenvironment{amitem}[5]{\par\addvspace{14pt plus 4pt}\refstepcounter{amitem}\label{#5}\noindent
  \ampaint{#1}{\rule[-.35ex]{3pt}{2.1ex}}\enspace\textbf{#2~\theamitem\@nameuse{am@state@#1}}\ (#3)%
  \hfill\amword{#1}\amlevel{#4}\par\nobreak\smallskip\noindent\ignorespaces}{\par}
\newcommand{\amnote}[2]{\par\smallskip\noindent\hangindent=1.5em\hangafter=1
  {\small\rightskip=0pt plus 1fil\textbf{#1.}\enspace#2\par}}
\newdimen\am@base \newdimen\am@col \newbox\am@start
\newenvironment{amproof}[1]{\par\smallskip\noindent\textit{#1}\par\nobreak\small\am@base=1em
  \setlength{\parskip}{1.5pt plus 1pt}}{\par}
\newcommand{\amqed}{\enspace\textcolor{black}{$\square$}}
\newenvironment{aminner}{\par\footnotesize\advance\am@base by 2.2em}{\par}
\newcommand{\am@math}[1]{\relpenalty=10000\binoppenalty=10000 $\displaystyle#1$}
% Where a chain starts: beside its first step, or on a line of its own where it is long.
\newcommand{\amstart}[2]{\par\setbox\am@start\hbox{\if\relax#1\relax\else\textit{#1}\enspace\fi$\displaystyle#2$}%
  \ifdim\wd\am@start<.36\linewidth
    \am@col=\dimexpr\am@base+\wd\am@start\relax
  \else
    {\leftskip=\dimexpr\am@base+1em\relax\rightskip=0pt plus 1fil\noindent\hskip-1em
     \if\relax#1\relax\else\textit{#1}\enspace\fi\am@math{#2}\par}\nobreak
    \setbox\am@start\box\voidb@x\am@col=\dimexpr\am@base+1em\relax
  \fi}
% relation, right-hand side, rule
\newcommand{\amstep}[3]{\par{\leftskip=\dimexpr\am@col+1.9em\relax\rightskip=0pt plus 1fil\noindent
  \llap{\ifvoid\am@start\else\box\am@start\fi\hbox to 1.9em{\hss$#1$\hss}}\am@math{#2}%
  \unskip\nobreak\hfill\penalty50\hskip2em\hbox{}\nobreak\hfill{\footnotesize\color{black!65}#3}%
  \parfillskip=0pt\finalhyphendemerits=0\par}}
\makeatother
\setlength{\parindent}{0pt}
\title{Statements on associative memories, checked}
\author{}
\date{}
\begin{document}
\maketitle
\section*{How to read this}
Each claim has a verdict. It \amword{holds} if it is derived: a chain of steps, printed with the rule of
each, that a small program has replayed for all sizes and all values in its scope. It \amword{fails} if
there is a counterexample, printed with its numbers; one is enough. Otherwise it is \amword{open}. The
level says on what a verdict rests: \emph{derived}, as above; \emph{enclosed}, by ball arithmetic on a
whole box; \emph{pointwise}, certified at many configurations, none of which violates it. Only a
derivation makes a statement hold for all values; the other two are evidence. A statement that fails
points at forms of it that hold. An index $i$, $j$, $p$ or $q$ of a sum, maximum, minimum or vector runs
over $1, \dots, d$, an index $k$, $m$, $r$ or $s$ over $1, \dots, n$; the slack of an inequality is its
larger side less its smaller one.
"""

_TABLE = r"""\section*{All claims}
{\small
\begin{longtable}{@{}llll@{}}
\toprule Where & Claim & Verdict & Level \\ \midrule \endhead \bottomrule \endfoot
ROWS\end{longtable}}
"""
