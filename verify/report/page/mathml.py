"""The formulas of the ledger, which are LaTeX of our own printer, as MathML Core.

Two libraries were tried. Neither joins an exponent to the parentheses that it belongs to, nor makes the two bars of a
norm alike; here a pair of delimiters is one group, and a command that the printer does not use is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape


class NotRendered(Exception):
    """A formula with a command that has no place here."""


_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|\s+|.", re.DOTALL)


def _table(pairs: str) -> dict[str, str]:
    """Names, each followed by its character."""
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_GREEK = _table(
    "alpha α beta β gamma γ delta δ varepsilon ε epsilon ϵ zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ "
    "pi π rho ρ varrho ϱ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω ell ℓ"
)
_UPRIGHT = _table(
    "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω infty ∞ top ⊤ cdots ⋯ dots … surd √"
)
_NAMES = {"log", "exp", "cos", "arctan", "max", "min", "sup", "inf", "lim"}
_LIMITS = _NAMES - {"log", "exp", "cos", "arctan"}
_OPERATORS = _table(
    "le ≤ ge ≥ ne ≠ to → mapsto ↦ sim ∼ approx ≈ pm ± cdot · times × mid ∣ | ∥ Vert ‖ cup ∪ cap ∩ in ∈ propto ∝"
)
_LARGE = _table("sum ∑ prod ∏ int ∫")
_SPACES = {",": "0.17em", ":": "0.22em", ";": "0.28em", " ": "0.25em", "quad": "1em", "qquad": "2em", "!": "-0.17em"}
_OPEN = {"(": "(", "[": "[", "lvert": "|", "lVert": "‖", "langle": "⟨", "{": "{", "lfloor": "⌊", "lceil": "⌈"}
_CLOSE = {")": ")", "]": "]", "rvert": "|", "rVert": "‖", "rangle": "⟩", "}": "}", "rfloor": "⌋", "rceil": "⌉"}
_SIZES = {"bigl": "1.2em", "Bigl": "1.8em", "biggl": "2.4em", "Biggl": "3em"}
_SIZES |= {name[:-1] + "r": size for name, size in _SIZES.items()}
_RELATIONS = {*"=<>≤≥≠≈∼→↦∈∝"}
_SIGNS = {*"+−±"}
_BLACKBOARD = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "E": "𝔼", "P": "ℙ", "V": "𝕍"}


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece of MathML, and its kind, which says what stands beside it and where its scripts go.

    plain, fence, name (log) or limits (max), which want room before a letter, large (sum), operator, sign, space, text.
    """

    mathml: str
    kind: str = "plain"


@lru_cache(maxsize=20_000)
def mathml(latex: str) -> str:
    """The formula as <math> elements between whose ends a line may end: before relations, and before signs.

    NotRendered where it holds a command that is not known here.
    """
    reader = _Reader(latex)
    atoms = reader.row()
    if reader.peek() is not None:
        raise NotRendered(f"{latex}: {reader.peek()!r} closes what was not opened")
    return "".join(
        f'<math displaystyle="true"><mrow>{_joined(piece)}</mrow></math><wbr>' for piece in _pieces(atoms)
    ).removesuffix("<wbr>")


def _pieces(atoms: Sequence[_Atom]) -> Iterator[list[_Atom]]:
    """The atoms in runs, a new one before each relation and each sign that follows something."""
    piece: list[_Atom] = []
    for atom in atoms:
        infix = atom.kind == "operator" and 'form="infix"' in atom.mathml
        if piece and (atom.kind == "text" or infix):
            yield piece
            piece = []
        piece.append(atom)
    if piece:
        yield piece


def _joined(atoms: Sequence[_Atom]) -> str:
    """The row; a name such as log is parted from a letter after it, not from parentheses."""
    out: list[str] = []
    for place, atom in enumerate(atoms):
        before = atoms[place - 1] if place else None
        after = before is not None and before.kind == "name" and atom.kind in ("plain", "limits", "large")
        if after or (atom.kind == "name" and before is not None and before.kind in ("plain", "fence")):
            out.append('<mspace width="0.17em"></mspace>')
        out.append(atom.mathml)
    return "".join(out)


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, latex: str) -> None:
        self._latex = latex
        self._tokens = _TOKEN.findall(latex)
        self._place = 0

    def peek(self) -> str | None:
        """The next token that is no white space."""
        while self._place < len(self._tokens) and self._tokens[self._place].isspace():
            self._place += 1
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self) -> str:
        token = self.peek()
        if token is None:
            raise NotRendered(f"{self._latex}: it ends too early")
        self._place += 1
        return token

    def row(self) -> list[_Atom]:
        """Atoms with their scripts, up to what closes a group that was opened before."""
        atoms: list[_Atom] = []
        while (token := self.peek()) is not None and token != "}" and self._closing(token) is None:
            # Of what stands lower or higher in a sentence the base is before the formula.
            atom = _Atom("<mrow></mrow>") if token in ("_", "^") else self._atom(self._take(), atoms)
            if atom is not None:
                atoms.append(self._scripted(atom))
        return atoms

    def _closing(self, token: str) -> str | None:
        """The delimiter that the token, or the next one after a size, closes a group with."""
        name = token.removeprefix("\\")
        if token.startswith("\\") and name in _SIZES and name.endswith("r"):
            return name
        return _CLOSE.get(name) if name != "}" or token == "\\}" else None

    def _scripted(self, atom: _Atom) -> _Atom:
        scripts: dict[str, str] = {}
        while (token := self.peek()) in ("_", "^", "'"):
            self._take()
            assert token is not None
            scripts["^" if token == "'" else token] = "<mo>′</mo>" if token == "'" else self._argument()
        if not scripts:
            return atom
        beside = atom.kind not in ("limits", "large")
        name, over = ("sub", "sup") if beside else ("under", "over")
        parts = [scripts[mark] for mark in ("_", "^") if mark in scripts]
        tag = f"m{name if '_' in scripts else ''}{over if '^' in scripts else ''}"
        kind = {"limits": "name", "name": "name", "fence": "fence"}.get(atom.kind, "plain")
        return _Atom(f"<{tag}>{atom.mathml}{''.join(parts)}</{tag}>", kind)

    def _argument(self) -> str:
        """What stands in braces, or the next atom."""
        token = self._take()
        if token == "{":
            return _row(self._group())
        if token.isdigit():  # of ^12 the exponent is 1
            self._tokens[self._place - 1 : self._place] = [token[0], *([token[1:]] if token[1:] else [])]
            token = token[0]
        atom = self._atom(token, [])
        return atom.mathml if atom is not None else "<mrow></mrow>"

    def _group(self) -> list[_Atom]:
        atoms = self.row()
        if self._take() != "}":
            raise NotRendered(f"{self._latex}: a brace is not closed")
        return atoms

    def _raw(self) -> str:
        """The text in braces as it stands."""
        if self._take() != "{":
            raise NotRendered(f"{self._latex}: a brace is missing")
        start, depth = self._place, 1
        while depth:
            if self._place == len(self._tokens):
                raise NotRendered(f"{self._latex}: a brace is not closed")
            depth += {"{": 1, "}": -1}.get(self._tokens[self._place], 0)
            self._place += 1
        return "".join(self._tokens[start : self._place - 1])

    def _atom(self, token: str, before: Sequence[_Atom]) -> _Atom | None:
        if token == "{":
            return _Atom(_row(self._group()))
        if token.startswith("\\"):
            return self._command(token[1:], before)
        if token in _OPEN:
            return self._fenced(token, None)
        return _character(token, before)

    def _command(self, name: str, before: Sequence[_Atom]) -> _Atom | None:
        if name in ("allowbreak", "displaystyle"):
            return None
        if name in _SIZES:
            return self._fenced(self._take().removeprefix("\\"), _SIZES[name])
        if name in _OPEN:
            return self._fenced(name, None)
        if name in _SPACES:
            return _Atom(f'<mspace width="{_SPACES[name]}"></mspace>', "space")
        if name in _NAMES:
            return _Atom(f"<mi>{name}</mi>", "limits" if name in _LIMITS else "name")
        if name in _LARGE:
            return _Atom(f"<mo>{_LARGE[name]}</mo>", "plain" if name == "int" else "large")
        if name in _GREEK:
            return _Atom(f"<mi>{_GREEK[name]}</mi>")
        if name in _UPRIGHT:
            return _Atom(_upright(_UPRIGHT[name]))
        if name in _OPERATORS:
            return _character(_OPERATORS[name], before)
        return self._built(name)

    def _built(self, name: str) -> _Atom:
        match name:
            case "frac" | "tfrac" | "dfrac":
                above, below = self._argument(), self._argument()
                style = {"tfrac": ' displaystyle="false"', "dfrac": ' displaystyle="true"'}.get(name, "")
                return _Atom(f"<mfrac{style}>{above}{below}</mfrac>")
            case "sqrt":
                return self._root()
            case "mathrm" | "operatorname" | "mathbf" | "mathcal":
                return _Atom(_upright(escape(_said(self._raw()))), "name" if name == "operatorname" else "plain")
            case "mathbb":
                return _Atom(_upright(_BLACKBOARD[self._raw()]))
            case "text":
                return _Atom(f"<mtext>{escape(_said(self._raw()))}</mtext>", "text")
            case "bar" | "hat" | "tilde" | "overline":
                mark = {"bar": "¯", "hat": "^", "tilde": "~", "overline": "¯"}[name]
                return _Atom(f'<mover accent="true">{self._argument()}<mo>{mark}</mo></mover>')
            case "underbrace":
                return _Atom(f"<munder>{self._argument()}<mo>⏟</mo></munder>", "limits")
            case _:
                raise NotRendered(f"{self._latex}: \\{name} is not known here")

    def _root(self) -> _Atom:
        if self.peek() != "[":
            return _Atom(f"<msqrt>{self._argument()}</msqrt>")
        self._take()
        degree = self.row()
        self._take()
        return _Atom(f"<mroot>{self._argument()}{_row(degree)}</mroot>")

    def _fenced(self, opening: str, size: str | None) -> _Atom:
        """A pair of delimiters with what is between them, which scripts after it belong to."""
        inside = self.row()
        closing = self._take().removeprefix("\\")
        if closing in _SIZES:
            closing = self._take().removeprefix("\\")
        if opening not in _OPEN or closing not in _CLOSE:
            raise NotRendered(f"{self._latex}: {opening!r} is closed by {closing!r}")
        stretched = "false" if size is None else "true"
        first, last = (f'<mo stretchy="{stretched}">{mark}</mo>' for mark in (_OPEN[opening], _CLOSE[closing]))
        return _Atom(f"<mrow>{first}{_joined(inside)}{last}</mrow>", "fence")


def _row(atoms: Sequence[_Atom]) -> str:
    joined = _joined(atoms)
    return joined if len(atoms) == 1 else f"<mrow>{joined}</mrow>"


def _upright(name: str) -> str:
    return f'<mi mathvariant="normal">{name}</mi>'


def _said(words: str) -> str:
    """Text in TeX as plain text; in MathML a space at an end would be lost."""
    return re.sub(r"\\([_#%&$ ])", r"\1", words).replace(" ", "\u00a0")


def _character(token: str, before: Sequence[_Atom]) -> _Atom:
    if token[0].isdigit():
        return _Atom(f"<mn>{token}</mn>")
    if token.isalpha():
        return _Atom(f"<mi>{token}</mi>")
    if token in ",;":
        return _Atom(f'<mo separator="true">{token}</mo>', "operator")
    sign = {"-": "−", "*": "∗"}.get(token, token)
    if sign not in _RELATIONS | _SIGNS:
        return _Atom(f"<mo>{escape(sign)}</mo>", "operator")
    # Said in full: at the end of a row, where a line may break, a browser would take it for a sign of what follows.
    unary = sign in _SIGNS and (not before or before[-1].kind in ("operator", "text"))
    return _Atom(f'<mo form="{"prefix" if unary else "infix"}">{escape(sign)}</mo>', "sign" if unary else "operator")
