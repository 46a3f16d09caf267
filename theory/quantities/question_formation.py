"""Question-Formation (McCoy, Frank and Linzen 2020) as a law of lines: its words, its grammar, measured shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from theory.quantities.choices import OneOf, Text, one_of

Number = Literal["singular", "plural"]
Task = Literal["decl", "quest"]
Kind = Literal["bare", "PP", "RC"]  # of a noun phrase
NUMBERS: tuple[Number, ...] = ("singular", "plural")
KINDS: tuple[Kind, ...] = ("bare", "PP", "RC")
FULL_STOP, QUESTION_MARK, END = ".", "?", "<end>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The classes of words; an auxiliary is a pair, the second one being the first one denied."""

    determiners: tuple[str, ...]
    relatives: tuple[str, ...]
    prepositions: tuple[str, ...]
    auxiliaries: Mapping[Number, tuple[str, str]]
    nouns: Mapping[Number, tuple[str, ...]]
    intransitive: tuple[str, ...]
    transitive: tuple[str, ...]


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


WORDS = Words(
    determiners=_listed("the some my your our her"),
    relatives=_listed("who that"),
    prepositions=_listed("around near with upon by behind above below"),
    auxiliaries={"singular": ("does", "doesn't"), "plural": ("do", "don't")},
    nouns={
        "singular": _listed(
            "newt orangutan peacock quail raven salamander tyrannosaurus unicorn vulture walrus xylophone yak zebra"
        ),
        "plural": _listed(
            "newts orangutans peacocks quails ravens salamanders tyrannosauruses unicorns vultures walruses xylophones "
            "yaks zebras"
        ),
    },
    intransitive=_listed("giggle smile sleep swim wait move change read eat"),
    transitive=_listed("entertain amuse high_five applaud confuse admire accept remember comfort"),
)

# Measured on the released dev and test lines, in tenths of a percent: task and subject, then without an object and
# with one of each kind.  The released lines are no plain sample of the grammar.
SHARES: Mapping[tuple[Task, Kind], tuple[int, int, int, int]] = {
    ("decl", "bare"): (3, 77, 82, 108),
    ("decl", "PP"): (34, 31, 34, 43),
    ("decl", "RC"): (40, 41, 44, 59),
    ("quest", "bare"): (3, 78, 83, 102),
    ("quest", "PP"): (32, 32, 32, 42),
}
# The four clauses in the order of `_relative_clauses`.
OF_SUBJECTS, OF_OBJECTS = (1, 1, 1, 1), (4, 2, 1, 1)


class Clause(NamedTuple):
    """A sentence in the parts that a question puts in another order."""

    subject: Text
    auxiliary: Text
    predicate: Text


class Cell(NamedTuple):
    """All lines of one task whose subjects and predicates are of one kind."""

    task: Task
    clauses: OneOf


def vocabulary(words: Words = WORDS) -> tuple[str, ...]:
    """All words with the two marks and the two tasks, without the end token."""
    forms = (*(w for n in NUMBERS for w in words.auxiliaries[n]), *(w for n in NUMBERS for w in words.nouns[n]))
    verbs = (*words.intransitive, *words.transitive)
    listed = (*words.determiners, *words.relatives, *words.prepositions, *forms, *verbs)
    return (*listed, FULL_STOP, QUESTION_MARK, "decl", "quest")


def source(words: Words = WORDS, shares: Mapping[tuple[Task, Kind], tuple[int, ...]] = SHARES) -> OneOf:
    """The law of the cells, and in each of its clauses: the line is made of task and clause.

    No two ways to choose make the same line, as the words of different classes differ.
    """
    cells = [(task, kind, place) for task, kind in shares for place in range(4)]
    texts = [Cell(task, _clauses(words, kind, place)) for task, kind, place in cells]
    return one_of(texts, [shares[task, kind][place] for task, kind, place in cells])


def generalisation(words: Words = WORDS) -> OneOf:
    """Questions with a relative clause on the subject, its auxiliary of the main one's number and denied where that is
    not, and the other way round.

    That is the grammar with this as a condition; the shares of the predicates are those of statements with such a
    subject, as none were measured.
    """
    cells = []
    for place in range(4):
        clauses = [
            Clause(_subject_beside(words, number, pair[1 - denied]), pair[denied], _predicate(words, place))
            for number, pair in words.auxiliaries.items()
            for denied in (0, 1)
        ]
        cells.append(Cell("quest", one_of(clauses)))
    return one_of(cells, SHARES["decl", "RC"])


def _clauses(words: Words, subject: Kind, place: int) -> OneOf:
    """Subject, main auxiliary and predicate, the auxiliary agreeing with the subject."""
    return one_of(
        [
            Clause(_noun_phrase(words, subject, n, OF_SUBJECTS), one_of(words.auxiliaries[n]), _predicate(words, place))
            for n in NUMBERS
        ]
    )


def _predicate(words: Words, place: int) -> Text:
    """What comes after the main auxiliary: a verb alone, place 0, or one with an object of each kind."""
    if place == 0:
        return one_of(words.intransitive)
    objects = [_noun_phrase(words, KINDS[place - 1], number, OF_OBJECTS) for number in NUMBERS]
    return (one_of(words.transitive), one_of(objects))


def _noun_phrase(words: Words, kind: Kind, number: Number, weights: tuple[int, ...]) -> Text:
    head = _noun(words, number)
    match kind:
        case "bare":
            return head
        case "PP":
            return (head, one_of(words.prepositions), _any_noun(words))
        case "RC":
            auxiliaries = {n: one_of(words.auxiliaries[n]) for n in NUMBERS}
            return (head, one_of(_relative_clauses(words, number, auxiliaries), weights))


def _relative_clauses(words: Words, head: Number, auxiliaries: Mapping[Number, Text]) -> list[Text]:
    """who does V, who does V the N, who the N does V, who the Ns do V: the first two agree with the head."""
    relative, transitive = one_of(words.relatives), one_of(words.transitive)
    return [
        (relative, auxiliaries[head], one_of(words.intransitive)),
        (relative, auxiliaries[head], transitive, _any_noun(words)),
        *((relative, _noun(words, number), auxiliaries[number], transitive) for number in NUMBERS),
    ]


def _subject_beside(words: Words, number: Number, auxiliary: str) -> Text:
    """A subject of this number whose relative clause has this auxiliary, of the same number."""
    clauses = _relative_clauses(words, number, dict.fromkeys(NUMBERS, auxiliary))
    weights = (*OF_SUBJECTS[:2], *(w * (n == number) for n, w in zip(NUMBERS, OF_SUBJECTS[2:], strict=True)))
    return (_noun(words, number), one_of(clauses, weights))


def _noun(words: Words, number: Number) -> Text:
    return (one_of(words.determiners), one_of(words.nouns[number]))


def _any_noun(words: Words) -> Text:
    return (one_of(words.determiners), one_of([one_of(words.nouns[number]) for number in NUMBERS]))
