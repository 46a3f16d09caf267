r"""The ledger as LaTeX: `bounds.tex`, which compiles alone, and `claims.tex`, from which papers cite by `\amclaim`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from theory.symbols import LATEX

Record = Mapping[str, Any]

_OPERATORS = {"=": "=", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "_": r"\_", "#": r"\#", "%": r"\%", "&": r"\&", "$": r"\$",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "|": r"\textbar{}", "\"": r"\textquotedbl{}",
    "<=": r"$\le$", ">=": r"$\ge$", "<": "$<$", ">": "$>$", "->": r"$\to$", "+/-": r"$\pm$",
    "≤": r"$\le$", "≥": r"$\ge$", "→": r"$\to$", "±": r"$\pm$", "∞": r"$\infty$", "∑": r"$\sum$", "·": r"$\cdot$",
    "×": r"$\times$", "−": "$-$", "ρ": r"$\rho$", "β": r"$\beta$", "λ": r"$\lambda$", "ξ": r"$\xi$", "√": r"$\surd$",
    "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"\dots{}",
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
    if c in _SPECIAL:
        return _SPECIAL[c]
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
        return f"{sign}{'' if head == '1' else head + r' \cdot '}10^{{{len(zeros)}}}"
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
    return entries[0] if len(entries) == 1 else f"({r',\allowbreak '.join(entries)})"


def breakable(formula: str) -> str:
    """The formula with places for a line to end: before a relation, or at worse cost before + and -."""
    parts, depth = [""], 0
    for token in re.findall(r"\\[a-zA-Z]+|\\.|[^\\]", formula):
        depth += {"{": 1, "}": -1}.get(token, 0)
        before = parts[-1].rstrip()
        starts = (
            not before or re.search(r"(\\le|\\ge|[=<>(,]|\\[lr]vert|\\lVert|\\mapsto)$", before) is not None
        )
        if depth == 0 and token in (r"\le", r"\ge", "=", "<", ">") and before:
            parts.append(r"\allowbreak ")
        elif depth == 0 and token in "+-" and not starts:
            parts.append(r"\penalty600 ")
        parts.append(parts.pop() + token)
    return "".join(parts)


def _link(claim: str) -> str:
    return rf"\hyperref[{claim}]{{{_id(claim)}}}"


def _id(claim: str) -> str:
    return r"\texttt{" + re.sub(r"([/+:]|\\_)", r"\1\\allowbreak{}", text(claim)) + "}"


def _links(claims: Sequence[str]) -> str:
    return ", ".join(map(_link, claims))


def _domain(claim: Record) -> str:
    """The scope with its symbols in mathematics, and the hypotheses after it."""
    words = claim.get("scope", "").split(", with ")[0] if claim["hypotheses"] else claim.get("scope", "")
    symbols = re.compile(r"\b(?:[dnlxy]|rho|beta|lambda|xi)\b")
    shown = re.split(r"(\b(?:[dnlxy]|rho|beta|lambda|xi)\b)", words)
    domain = "".join(f"${LATEX.get(w, w)}$" if symbols.fullmatch(w) else text(w) for w in shown)
    given = " and ".join(f"${h}$" for h in claim["hypotheses"])
    return f"{domain}{', with ' if domain and given else ''}{given}"


def _definition(claim: Record) -> str:
    fields = (claim["id"], text(claim["cites"]), breakable(claim["statement_latex"]), _domain(claim))
    return (
        "\\amdefine" + "".join(f"{{{f}}}" for f in (*fields, claim["verdict"], claim["level"] or "")) + "\n"
    )


def _summary(claims: Sequence[Record]) -> str:
    rows = "".join(
        f"{text(c['cites'])}{_FORMS[c['fidelity']]} & {_link(c['id'])} & \\amword{{{c['verdict']}}} & {c['level'] or '--'} \\\\\n"
        for c in claims
    )
    return _TABLE.replace("ROWS", rows)


def _notation(entries: Sequence[Record]) -> str:
    if not entries:
        return ""
    lines = "".join(f"\\amdisplay{{{breakable(e['name'] + ' = ' + e['definition'])}}}\n" for e in entries)
    return f"\\section*{{Notation}}\n{lines}"


def _section(paper: Record) -> str:
    source = ". ".join(text(paper[part]) for part in ("authors", "version"))
    return f"\\section{{{text(paper['title'])}}}\n\\noindent {source}.\n"


def _statements(claims: Sequence[Record], statements: Sequence[Record]) -> Iterator[str]:
    """The claims of one paper under headings, one a printed statement."""
    verdicts = {s["id"]: s for s in statements}
    for name in dict.fromkeys(c["statement"] for c in claims):
        group = [c for c in claims if c["statement"] == name]
        first = group[0]
        where = text(first["section"])
        place = where if where.startswith("App") else f"Section {where}"
        yield f"\\subsection{{{text(first['cites'])} ({place})}}\n\\noindent In the paper: {text(first['printed_text'])}\n"
        if found := verdicts.get(name):
            yield f"\\quad The printed statement: \\amword{{{found['verdict']}}} ({text(found['rule'])}).\n"
        yield from map(_claim, group)


def _claim(claim: Record) -> str:
    refuted = claim["verdict"] == "fails"
    name = _REFUTED[claim["fidelity"]] if refuted else _NAMES[claim["verdict"]]
    note = text(claim["cites"]) + _FORMS[claim["fidelity"]]
    body = [
        f"\\begin{{amitem}}{{{claim['verdict']}}}{{{name}}}{{{note}}}{{{claim['level'] or ''}}}{{{claim['id']}}}",
        f"{text(claim['title'])}: {_domain(claim)},",
        f"\\amdisplay{{\\amformula{{{claim['id']}}}}}",
        f"\\noindent{{\\footnotesize {_id(claim['id'])}\\par}}",
        *_failure(claim),
        *_proofs(claim),
        *(f"\\amnote{{{label}}}{{{content}}}" for label, content in _notes(claim) if content),
        "\\end{amitem}\n",
    ]
    return "\n".join(body)


def _failure(claim: Record) -> Iterator[str]:
    """The counterexample, the side that it violates and by how much."""
    if not claim.get("witness"):
        return
    found = claim.get("violation")
    by = ""
    if found:
        side = _SIDES.get(found["side"], found["side"])
        by = f" There the slack of the {text(side)} is ${value(found['slack'])}$, and the statement asks for "
        by += "$> 0$." if found["slack"].strip() in ("0", "[0 +/- 0]") else r"$\ge 0$ or more."
    yield f"\\amnote{{Counterexample}}{{{_point(claim['witness'])}.{by}}}"


def _notes(claim: Record) -> Iterator[tuple[str, str]]:
    yield "Reading", text(claim.get("reading") or "")
    yield "Open", text(claim.get("reason") or "") if claim["verdict"] == "open" else ""
    yield "Changed", text(claim.get("changed") or "")
    for label, key in (
        ("Defeats", "defeats"), ("Repaired by", "repaired_by"), ("Repairs", "repairs"),
        ("Sharpened by", "sharpened_by"), ("Uses", "uses"), ("The printed proof rests on", "paper_uses"),
        ("Rests on facts of the literature", "trust"),
    ):  # fmt: skip
        yield label, _links(claim.get(key) or ())
    for side, how in (claim.get("sharp") or {}).items():
        if how:
            yield f"Sharp, {text(_SIDES.get(side, side))}", f"{text(how['kind'])} at {_point(how['at'])}"


def _proofs(claim: Record) -> Iterator[str]:
    for side, lines in (claim.get("derivation") or {}).items():
        if lines:
            what = (
                ""
                if len(claim["derivation"]) == 1 and claim["verdict"] == "holds"
                else f" of the {text(_SIDES.get(side, side))}"
            )
            yield f"\\begin{{amproof}}{{Proof{what}.}}\n{_chain(lines, 0)}\\end{{amproof}}"


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
            out.append(f"\\amstart{{{word}}}{{{breakable(line['lhs_latex'])}}}\n")
        out.append(
            f"\\amstep{{{_OPERATORS[line['op']]}}}{{{breakable(line['rhs_latex'])}}}{{{_rule(line['rule'])}}}\n"
        )
        if inner:
            out.append(f"\\begin{{aminner}}\n{_chain(inner, depth + 1)}\\end{{aminner}}\n")
        before = line["rhs_latex"]
    return "".join(out)


def _rule(rule: str) -> str:
    """The rule, with the claim that it cites as a link."""
    return "".join(_link(p) if re.fullmatch(_ID, p) else text(p) for p in re.split(f"({_ID})", rule))


_ID = r"\w+/\w+(?:[+:]\w+)?"
