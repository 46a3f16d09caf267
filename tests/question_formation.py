"""The chance of a line of Question-Formation by looking its word classes up: written from the facts, not from theory.

A letter stands for a word: D a determiner, s and p a noun, R a relative, P a preposition, a does, b doesn't, c do,
d don't, I and T a verb.  A line is a pattern of letters, and words that are equally likely in their classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

CLASSES = {
    "D": "the some my your our her",
    "s": "newt orangutan peacock quail raven salamander tyrannosaurus unicorn vulture walrus xylophone yak zebra",
    "p": "newts orangutans peacocks quails ravens salamanders tyrannosauruses unicorns vultures walruses xylophones "
    "yaks zebras",
    "R": "who that",
    "P": "around near with upon by behind above below",
    "a": "does",
    "b": "doesn't",
    "c": "do",
    "d": "don't",
    "I": "giggle smile sleep swim wait move change read eat",
    "T": "entertain amuse high_five applaud confuse admire accept remember comfort",
}
AUXILIARIES = {"s": "ab", "p": "cd"}
DENIED = {"a": "b", "b": "a", "c": "d", "d": "c"}
PREDICATES = ("intransitive", "bare", "PP", "RC")
SHARES = """
decl  bare 0.3  7.7  8.2 10.8
decl  PP   3.4  3.1  3.4  4.3
decl  RC   4.0  4.1  4.4  5.9
quest bare 0.3  7.8  8.3 10.2
quest PP   3.2  3.2  3.2  4.2
"""
HALF, QUARTER, EIGHTH = (Fraction(1, 2**k) for k in (1, 2, 3))
OF_SUBJECTS, OF_OBJECTS = (QUARTER,) * 4, (HALF, QUARTER, EIGHTH, EIGHTH)
Cell = tuple[str, str, str]  # task, kind of subject, kind of predicate
Weights = tuple[Fraction, ...]


def shares() -> dict[Cell, Fraction]:
    """The share of each cell."""
    rows = (line.split() for line in SHARES.split("\n") if line)
    return {
        (task, subject, predicate): Fraction(share) / 100
        for task, subject, *row in rows
        for predicate, share in zip(PREDICATES, row, strict=True)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A sentence in letters, the place of its main auxiliary, and its chance among those of its kinds."""

    letters: str
    main: int
    subject: str
    predicate: str
    chance: Fraction


def noun_phrases(number: str, weights: Weights) -> Iterator[tuple[str, str, Fraction]]:
    """Kind, letters and chance within the kind, of those with a head of this number."""
    head = f"D{number}"
    yield "bare", head, Fraction(1)
    for other in "sp":
        yield "PP", f"{head}PD{other}", HALF
    for auxiliary in AUXILIARIES[number]:
        yield "RC", f"{head}R{auxiliary}I", weights[0] / 2
        for other in "sp":
            yield "RC", f"{head}R{auxiliary}TD{other}", weights[1] / 4
    for other, weight in zip("sp", weights[2:], strict=True):
        for auxiliary in AUXILIARIES[other]:
            yield "RC", f"{head}RD{other}{auxiliary}T", weight / 2


def patterns() -> Iterator[Pattern]:
    """Every sentence of the grammar."""
    predicates = [("intransitive", "I", Fraction(1))]
    predicates += [(kind, f"T{np}", chance / 2) for n in "sp" for kind, np, chance in noun_phrases(n, OF_OBJECTS)]
    for number in "sp":
        subjects = noun_phrases(number, OF_SUBJECTS)
        for subject, auxiliary, predicate in product(subjects, AUXILIARIES[number], predicates):
            yield Pattern(
                letters=f"{subject[1]}{auxiliary}{predicate[1]}",
                main=len(subject[1]),
                subject=subject[0],
                predicate=predicate[0],
                chance=subject[2] * predicate[2] / 4,
            )


def beside(pattern: Pattern) -> bool:
    """Has the subject a relative clause with an auxiliary of the main one's number that says the opposite?"""
    within = [letter for letter in pattern.letters[: pattern.main] if letter in DENIED]
    return within == [DENIED[pattern.letters[pattern.main]]]


PATTERNS = {pattern.letters: pattern for pattern in patterns()}


def in_split() -> dict[tuple[str, str], Fraction]:
    """The chance of each pattern with each task, in train, dev and test."""
    return {
        (task, p.letters): share * p.chance
        for (task, subject, predicate), share in shares().items()
        for p in PATTERNS.values()
        if (p.subject, p.predicate) == (subject, predicate)
    }


def in_generalisation() -> dict[tuple[str, str], Fraction]:
    """The same there: statements with a relative clause on the subject, asked, where the auxiliaries differ so."""
    likely = {letters: p for (task, letters), p in in_split().items() if task == "decl" and beside(PATTERNS[letters])}
    return {("quest", letters): p / sum(likely.values()) for letters, p in likely.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """What a line's words are, and how likely each pattern is."""

    classes: Mapping[str, Sequence[str]]
    chances: Mapping[tuple[str, str], Fraction]

    def pattern(self, line: Sequence[str]) -> tuple[str, Pattern] | None:
        """The task and the sentence; None for what is no line, also where its target is another one."""
        letter_of = {word: letter for letter, words in self.classes.items() for word in words}
        tasks = [k for k, word in enumerate(line) if word in ("decl", "quest")]
        if len(tasks) != 1 or line[tasks[0] - 1] != ".":
            return None
        sentence, task = list(line[: tasks[0] - 1]), line[tasks[0]]
        found = PATTERNS.get("".join(letter_of.get(word, "?") for word in sentence))
        if found is None:
            return None
        target = [*sentence, ".", "<end>"]
        if task == "quest":
            main = sentence.pop(found.main)
            target = [main, *sentence, "?", "<end>"]
        return (task, found) if list(line[tasks[0] + 1 :]) == target else None

    def chance(self, line: Sequence[str]) -> Fraction:
        """Of drawing this very line."""
        match self.pattern(line):
            case None:
                return Fraction(0)
            case task, found:
                likely = self.chances.get((task, found.letters), Fraction(0))
                for letter in found.letters:
                    likely /= len(self.classes[letter])
                return likely


LISTED = {letter: words.split() for letter, words in CLASSES.items()}
AS_TRAINED = Recogniser(classes=LISTED, chances=in_split())
GENERALISED = Recogniser(classes=LISTED, chances=in_generalisation())
