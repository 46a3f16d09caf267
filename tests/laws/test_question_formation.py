"""The entropy of Question-Formation is that of its lines: by listing them all, and by drawing some."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import log, prod, sqrt

import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.configurations import Configuration
from numerics.exact import precision
from numerics.interpret import ARB, evaluate
from numerics.pointwise import decide
from numerics.question_formation import Line, lines
from tests.question_formation import AS_TRAINED, Recogniser, in_generalisation, in_split, shares
from theory.kernel import Relation
from theory.quantities.choices import Logs, NoChoice, OneOf, Text, entropy, in_logs, mean_length, one_of, ways
from theory.quantities.question_formation import WORDS, Cell, Words, generalisation, source, vocabulary
from theory.quantities.token_entropy import LineTokens, TokenEntropy

Spoken = tuple[str, ...]
DRAWN = 30_000


def few(determiners: int, nouns: int, verbs: int, others: int) -> Words:
    """The grammar's words, but so many in each class."""
    return Words(
        determiners=WORDS.determiners[:determiners],
        relatives=WORDS.relatives[:others],
        prepositions=WORDS.prepositions[:others],
        auxiliaries=WORDS.auxiliaries,
        nouns={"singular": WORDS.nouns["singular"][:nouns], "plural": WORDS.nouns["plural"][:1]},
        intransitive=WORDS.intransitive[:verbs],
        transitive=WORDS.transitive[: 3 - verbs],
    )


SHRUNKEN = {"one word a class": few(1, 1, 1, 1), "two determiners": few(2, 1, 2, 1), "two nouns": few(1, 2, 2, 1),
            "two relatives": few(1, 1, 2, 2)}  # fmt: skip


def outcomes(text: Text) -> Iterator[tuple[Fraction, Spoken]]:
    """Every way in which the choices can fall, with its chance and its words."""
    match text:
        case str():
            yield Fraction(1), (text,)
        case tuple():
            for parts in product(*(list(outcomes(part)) for part in text)):
                yield prod((p for p, _ in parts), start=Fraction(1)), tuple(w for _, words in parts for w in words)
        case OneOf():
            for chance, option in zip(text.chances, text.texts, strict=True):
                yield from ((chance * p, words) for p, words in outcomes(option))


def law(text: OneOf) -> dict[Spoken, Fraction]:
    """The chance of each task and sentence, however many ways lead to it."""
    found: defaultdict[Spoken, Fraction] = defaultdict(Fraction)
    for chance, words in outcomes(text):
        found[words] += chance
    return found


def entropy_of(chances: Counter[Fraction]) -> Logs:
    """sum -p log p over the chances, each as often as it says, by the primes of p."""
    found: defaultdict[int, Fraction] = defaultdict(Fraction)
    for p, often in chances.items():
        for whole, sign in ((p.denominator, 1), (p.numerator, -1)):
            for prime, power in sp.factorint(whole).items():
                found[prime] += sign * power * p * often
    return {prime: found[prime] for prime in sorted(found) if found[prime]}


def as_classes(words: Words) -> dict[str, tuple[str, ...]]:
    """The letters of the patterns, for these words."""
    (a, b), (c, d) = words.auxiliaries["singular"], words.auxiliaries["plural"]
    return {"D": words.determiners, "s": words.nouns["singular"], "p": words.nouns["plural"], "R": words.relatives,
            "P": words.prepositions, "I": words.intransitive, "T": words.transitive,
            "a": (a,), "b": (b,), "c": (c,), "d": (d,)}  # fmt: skip


def written(task: str, sentence: Spoken, letters: Recogniser) -> Line:
    """The line of a task and a sentence, the main auxiliary being where the pattern has it."""
    of_statement = [*sentence, ".", "decl", *sentence, ".", "<end>"]
    if task == "decl":
        return of_statement
    found = letters.pattern(of_statement)
    assert found is not None
    place = found[1].main
    return [*sentence, ".", task, sentence[place], *sentence[:place], *sentence[place + 1 :], "?", "<end>"]


@pytest.mark.parametrize("words", SHRUNKEN.values(), ids=SHRUNKEN)
@pytest.mark.parametrize(("made", "table"), [(source, in_split), (generalisation, in_generalisation)])
class TestListed:
    """With few words in a class all lines can be listed."""

    def test_lines_each_arise_in_one_way(
        self, words: Words, made: Callable[[Words], OneOf], table: Callable[[], object]
    ) -> None:
        assert len(law(made(words))) == ways(made(words))

    def test_entropy_and_length_are_those_of_the_lines(
        self, words: Words, made: Callable[[Words], OneOf], table: Callable[[], object]
    ) -> None:
        found = law(made(words))
        assert sum(found.values()) == 1
        assert entropy(made(words)) == entropy_of(Counter(found.values()))
        assert mean_length(made(words)) == sum(p * len(line) for line, p in found.items())

    def test_chances_are_those_of_the_patterns(
        self, words: Words, made: Callable[[Words], OneOf], table: Callable[[], dict[tuple[str, str], Fraction]]
    ) -> None:
        letters = Recogniser(classes=as_classes(words), chances=table())
        for (task, *sentence), chance in law(made(words)).items():
            assert letters.chance(written(task, tuple(sentence), letters)) == chance


class TestOneWay:
    """At one word a class each line arises in one way; a word shows its class, so the same is true of all words."""

    def test_classes_have_no_word_in_common(self) -> None:
        assert len(set(vocabulary())) == len(vocabulary())

    def test_a_grammar_with_two_ways_is_seen(self) -> None:
        twice = one_of(["swim", ("swim",)])
        assert len(law(twice)) == 1 < ways(twice)
        assert entropy(twice) == {2: 1} != entropy_of(Counter(law(twice).values()))

    def test_a_word_in_two_classes_is_seen(self) -> None:
        """The number of a noun that no auxiliary agrees with is lost with its plural."""
        words = few(1, 1, 1, 1)
        alike = replace(words, nouns=dict.fromkeys(words.nouns, ("yak",)))
        assert len(law(source(alike))) < ways(source(alike))


class TestChoices:
    def test_of_unequal_weight(self) -> None:
        text = one_of(["a", ("b", one_of(["c", "d"])), "e"], [1, 2, 0])
        assert text.chances == (Fraction(1, 3), Fraction(2, 3))
        assert text.places == ("a", text.texts[1], text.texts[1])
        assert (ways(text), mean_length(text)) == (3, Fraction(5, 3))
        assert entropy(text) == {3: 1} == entropy_of(Counter([Fraction(1, 3)] * 3))
        assert in_logs(entropy(text)) == sp.log(3)

    @pytest.mark.parametrize(("texts", "weights"), [([], None), (["a"], [0]), (["a", "b"], [2, -1])])
    def test_without_any_to_choose(self, texts: list[Text], weights: list[int] | None) -> None:
        with pytest.raises(NoChoice, match="each of positive weight"):
            one_of(texts, weights)


class TestDrawn:
    """The mean of -log p over drawn lines is the entropy, p being the chance by the table of patterns."""

    @staticmethod
    def surprisals(drawn: Iterator[Line]) -> tuple[list[float], list[int]]:
        found = [(AS_TRAINED.chance(line), len(line)) for line in drawn]
        return [log(p.denominator) - log(p.numerator) for p, _ in found], [length for _, length in found]

    @staticmethod
    def agree(values: list[float] | list[int], mean: float) -> bool:
        """Is it within five standard errors of the mean of the values?"""
        return bool(abs(np.mean(values) - mean) <= 5 * np.std(values) / sqrt(len(values)))

    @pytest.mark.parametrize("seed", range(2))
    def test_lines_have_the_entropy_and_the_tokens(self, seed: int) -> None:
        nats, tokens = self.surprisals(lines("train", seed, DRAWN, unique=False))
        total, length = float(in_logs(entropy(source()))), float(LineTokens(sp.S.One, sp.S.One).definition())
        assert self.agree(nats, total)
        assert self.agree(tokens, length)
        assert self.agree([n - total / length * t for n, t in zip(nats, tokens, strict=True)], 0)
        for forgotten in (log(2), -log(2)):
            assert not self.agree(nats, total + forgotten)
        assert not self.agree(tokens, length + 1)


class TestTokenEntropy:
    @staticmethod
    def value(e: sp.Expr) -> arb:
        with precision(200):
            found: arb = evaluate(e, {}, {}, ARB)
        return found

    @pytest.mark.parametrize(("targets", "ends"), [(1, 1), (1, 0), (0, 1), (4, 2)])
    def test_is_the_entropy_over_the_tokens_by_the_patterns(self, targets: int, ends: int) -> None:
        """From the table of patterns: the classes are uniform, so a letter has the logarithm of their size."""
        nats = tokens = arb(0)
        with precision(200):
            for (_, letters), p in in_split().items():
                chance = fmpq(p.numerator, p.denominator)
                sizes = sum((arb(len(AS_TRAINED.classes[letter])).log() for letter in letters), arb(0))
                nats += chance * (sizes - arb(chance).log())
                tokens += chance * ((1 + targets) * (len(letters) + 1) + 1 + ends)
            at = (sp.Integer(targets), sp.Integer(ends))
            assert abs(self.value(LineTokens(*at)) - tokens) < arb(10) ** -50
            assert abs(self.value(TokenEntropy(*at)) - nats / tokens) < arb(10) ** -50

    def test_is_below_one_whatever_the_shares_were_rounded_from(self) -> None:
        """H - T is concave in the shares p, with slope g = H(cell) - T(cell) - log p - 1 in each; shares add up to 1.

        So it is at most its value at the table's shares and 1/2000 of the sum of all |g - m|, with any m.
        """
        slopes, here = [], arb(0)
        with precision(200):
            for share, cell in zip(shares().values(), source().texts, strict=True):
                assert isinstance(cell, Cell)
                chance = fmpq(share.numerator, share.denominator)
                length = 2 * mean_length(cell.clauses) + 4
                own = self.value(in_logs(entropy(cell))) - fmpq(length.numerator, length.denominator)
                slopes.append(own - arb(chance).log() - 1)
                here += chance * (own - arb(chance).log())
            middle = sorted(slopes, key=float)[len(slopes) // 2]
            assert here + sum((abs(g - middle) for g in slopes), arb(0)) / 2000 < 0
        below = Relation(TokenEntropy(sp.S.One, sp.S.One), "<", sp.S.One)
        assert decide(below, Configuration({}, {})).holds
