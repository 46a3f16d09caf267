"""Lines of Question-Formation have the measured shares, agree in number, and move the main auxiliary to ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import islice

import pytest
from scipy.stats import binom

from numerics import question_formation
from numerics.question_formation import SIZES, VOCABULARY, Exhausted, Line, NoSuchSplit, Split, lines
from tests.question_formation import AS_TRAINED, CLASSES, GENERALISED, LISTED, PATTERNS, Pattern, beside, shares
from theory.quantities.choices import ways
from theory.quantities.question_formation import SHARES, WORDS, Words, generalisation, source

HOW_MANY = 20_000
LISTED_SPLITS: list[Split] = ["train", "dev", "test"]
UNSURE = 1e-7  # of each of about 200 bounds, so that one is missed by chance in 50,000 seeds
FEW = Words(
    determiners=("the",),
    relatives=("who",),
    prepositions=("near",),
    auxiliaries=WORDS.auxiliaries,
    nouns={"singular": ("yak",), "plural": ("yaks",)},
    intransitive=("swim",),
    transitive=("amuse",),
)


def plausible(count: int, of: int, chance: float) -> bool:
    """Is the count between the outer quantiles of the binomial distribution?"""
    return bool(binom.ppf(UNSURE / 2, of, chance) <= count <= binom.isf(UNSURE / 2, of, chance))


def parsed(drawn: Iterable[Line]) -> list[tuple[str, Pattern]]:
    """The task and the pattern of each line, every one being a line of the grammar."""
    found = [AS_TRAINED.pattern(line) for line in drawn]
    assert None not in found
    return [each for each in found if each is not None]


def implausible(drawn: Iterable[Line]) -> set[tuple[str, str, str]]:
    """The cells whose share of the lines is not that of the table."""
    found = parsed(drawn)
    counts = Counter((task, p.subject, p.predicate) for task, p in found)
    return {cell for cell, share in shares().items() if not plausible(counts[cell], len(found), float(share))}


class TestVocabulary:
    def test_has_sixty_eight_words_without_the_end_token(self) -> None:
        assert len(VOCABULARY) == len(set(VOCABULARY)) == 68
        assert "<end>" not in VOCABULARY

    def test_is_that_of_the_facts(self) -> None:
        assert set(VOCABULARY) == {w for words in CLASSES.values() for w in words.split()} | {".", "?", "decl", "quest"}

    def test_is_all_used(self) -> None:
        drawn = {word for line in lines("train", 0, 2_000) for word in line}
        assert drawn == {*VOCABULARY, "<end>"}


class TestShares:
    def test_are_those_of_the_facts(self) -> None:
        table = {(task, kind, place): n for (task, kind), row in SHARES.items() for place, n in enumerate(row)}
        assert list(table.values()) == [1_000 * share for share in shares().values()]
        assert sum(table.values()) == 1_000

    @pytest.mark.parametrize("unique", [True, False])
    @pytest.mark.parametrize("split", LISTED_SPLITS)
    def test_are_drawn(self, split: Split, unique: bool) -> None:
        assert implausible(lines(split, 0, HOW_MANY, unique)) == set()

    def test_that_are_off_by_a_percent_are_seen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        wrong = {**SHARES, ("decl", "RC"): (50, 41, 44, 49)}
        monkeypatch.setattr(question_formation, "source", lambda words: source(words, wrong))
        seen = implausible(lines("train", 0, HOW_MANY))
        assert seen == {("decl", "RC", "intransitive"), ("decl", "RC", "RC")}

    def test_of_relative_clauses_and_numbers(self) -> None:
        patterns = [p for _, p in parsed(lines("train", 0, HOW_MANY, unique=False))]
        subjects = Counter(clause(p.letters[: p.main]) for p in patterns if p.subject == "RC")
        objects = Counter(clause(p.letters[p.main + 2 :]) for p in patterns if p.predicate == "RC")
        for found, chances in ((subjects, (1, 1, 1, 1)), (objects, (4, 2, 1, 1))):
            for kind, weight in zip(range(1, 5), chances, strict=True):
                assert plausible(found[kind], found.total(), weight / sum(chances))
        assert plausible(sum(p.letters[1] == "s" for p in patterns), len(patterns), 1 / 2)
        assert plausible(sum(p.letters[p.main] in "ac" for p in patterns), len(patterns), 1 / 2)

    def test_of_words_in_their_classes(self) -> None:
        words = Counter(word for line in lines("train", 0, HOW_MANY, unique=False) for word in line[: line.index(".")])
        for letter, listed in LISTED.items():
            total = sum(words[word] for word in listed)
            assert letter in "abcd" or all(plausible(words[word], total, 1 / len(listed)) for word in listed)


def clause(noun_phrase: str) -> int:
    """Which of the four relative clauses it is, in the order of the facts."""
    after = noun_phrase[3:]
    return {"I": 1, "T": 2, "s": 3, "p": 4}[after[1]]


class TestLines:
    def test_of_generalisation_ask_with_an_opposite_auxiliary_beside(self) -> None:
        for line in lines("generalisation", 0, 2_000):
            task, pattern = parsed([line])[0]
            assert (task, pattern.subject) == ("quest", "RC")
            assert beside(pattern)
            assert GENERALISED.chance(line) > 0
            assert AS_TRAINED.chance(line) == 0

    def test_of_the_other_splits_never_ask_about_a_relative_clause(self) -> None:
        assert not [p for task, p in parsed(lines("train", 0, HOW_MANY)) if task == "quest" and p.subject == "RC"]

    def test_agree_and_have_the_target_of_their_task(self) -> None:
        """The auxiliary that is asked with is the first one, or the second after a relative clause on the subject."""
        auxiliaries = {word for pair in WORDS.auxiliaries.values() for word in pair}
        for split, which in (("train", 0), ("generalisation", 1)):
            for line in lines(split, 0, 2_000):  # type: ignore[arg-type]
                place = next(k for k, word in enumerate(line) if word in ("decl", "quest"))
                sentence, target = line[: place - 1], line[place + 1 :]
                if line[place] == "quest":
                    main = [k for k, word in enumerate(sentence) if word in auxiliaries][which]
                    assert target == [sentence[main], *sentence[:main], *sentence[main + 1 :], "?", "<end>"]
                else:
                    assert target == [*sentence, ".", "<end>"]

    @pytest.mark.parametrize("split", list(SIZES))
    def test_are_the_same_for_the_same_seed_and_no_other(self, split: Split) -> None:
        first, again, other = (list(lines(split, seed, 50)) for seed in (3, 3, 4))
        assert first == again != other

    def test_of_two_splits_differ(self) -> None:
        assert list(lines("train", 0, 50)) != list(lines("dev", 0, 50))

    def test_are_the_same_on_every_machine(self) -> None:
        [line] = lines("train", 0, 1)
        sentence = "our newts with some vulture do applaud her xylophone ."
        assert " ".join(line) == f"{sentence} decl {sentence} <end>"

    @pytest.mark.parametrize("split", list(SIZES))
    def test_are_all_different_where_asked_for(self, split: Split) -> None:
        assert len({tuple(line) for line in lines(split, 0, 5_000)}) == 5_000

    def test_come_again_where_not(self) -> None:
        assert len({tuple(line) for line in lines("train", 0, HOW_MANY, unique=False)}) < HOW_MANY

    def test_of_one_kind_are_all_drawn_before_none_is_left(self) -> None:
        drawn = lines("train", 0, 10**6, words=FEW)
        found: set[tuple[str, ...]] = set()
        with pytest.raises(Exhausted) as raised:
            found.update(map(tuple, drawn))
        form = r"all (\d+) lines of one kind are drawn: ask for fewer, with this seed for (\d+) at most"
        said = re.fullmatch(form, str(raised.value))
        assert said is not None
        assert int(said[2]) == len(found) == len(list(lines("train", 0, len(found), words=FEW)))
        kinds = [(task, p.subject, p.predicate) for task, p in parsed([list(line) for line in found])]
        full = {cell: ways(text) for cell, text in zip(shares(), source(FEW).texts, strict=True)}
        assert any(kinds.count(cell) == most == int(said[1]) for cell, most in full.items())
        assert all(kinds.count(cell) <= most for cell, most in full.items())

    def test_of_a_split_that_is_not_there(self) -> None:
        with pytest.raises(NoSuchSplit, match="'valid': take one of train, dev, test, generalisation"):
            lines("valid", 0, 1)  # type: ignore[arg-type]


class TestPlanted:
    """What is wrong has no chance, by the table of patterns that knows nothing of the generator."""

    LINE = "the yak who doesn't swim does amuse my yaks . decl the yak who doesn't swim does amuse my yaks . <end>"
    ASKED = "my yak near the yaks does amuse her zebra . quest does my yak near the yaks amuse her zebra ? <end>"

    def test_is_none_in_these(self) -> None:
        assert AS_TRAINED.chance(self.LINE.split()) > 0
        assert AS_TRAINED.chance(self.ASKED.split()) > 0

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("does amuse", "do amuse"),
            ("doesn't swim", "don't swim"),
            ("who doesn't", "who near doesn't"),
            ("my yaks . <end>", "my yaks ."),
            ("my yaks . <end>", "my yaks ? <end>"),
            ("decl the", "decl a"),
            ("decl the", "quest the"),
            ("decl the", "decl my"),
            ("decl", "decl decl"),
            ("amuse my", "swim my"),
        ],
    )
    def test_change_of_a_statement(self, old: str, new: str) -> None:
        changed = self.LINE.replace(old, new)
        assert changed != self.LINE
        assert AS_TRAINED.chance(changed.split()) == 0

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("? <end>", ". <end>"),
            ("quest does my yak", "quest my yak does"),
            ("quest does", "quest do"),
            ("near the yaks amuse", "near the yaks does amuse"),
            ("quest", "decl"),
        ],
    )
    def test_change_of_a_question(self, old: str, new: str) -> None:
        changed = self.ASKED.replace(old, new)
        assert changed != self.ASKED
        assert AS_TRAINED.chance(changed.split()) == 0

    def test_grammar_without_agreement(self) -> None:
        wrong = replace(WORDS, auxiliaries={"singular": ("does", "don't"), "plural": ("do", "doesn't")})
        chances = [AS_TRAINED.chance(line) for line in lines("train", 0, 1_000, words=wrong)]
        assert chances.count(Fraction(0)) > 500

    @pytest.mark.parametrize("main", [lambda p: 0, lambda p: p.main + 1])
    def test_grammar_that_asks_with_another_word(self, main: object, monkeypatch: pytest.MonkeyPatch) -> None:
        drawn = list(islice((line for line in lines("train", 0, 1_000) if "quest" in line), 100))
        moved = {letters: replace(p, main=main(p)) for letters, p in PATTERNS.items()}  # type: ignore[operator]
        monkeypatch.setattr("tests.question_formation.PATTERNS", moved)
        assert all(AS_TRAINED.chance(line) == 0 for line in drawn)

    def test_relative_clause_asked_about_in_training(self) -> None:
        assert all(AS_TRAINED.chance(line) == 0 for line in lines("generalisation", 0, 100))

    def test_generalisation_that_is_that_of_all_relative_clauses(self, monkeypatch: pytest.MonkeyPatch) -> None:
        every = {("quest", kind): row for (task, kind), row in SHARES.items() if (task, kind) == ("decl", "RC")}
        monkeypatch.setattr(question_formation, "generalisation", lambda words: source(words, every))  # type: ignore[arg-type]
        chances = [GENERALISED.chance(line) for line in lines("generalisation", 0, 1_000)]
        assert 0 < chances.count(Fraction(0)) < 1_000

    def test_table_has_every_pattern_once(self) -> None:
        assert len(PATTERNS) == 26 * 2 * 27
        assert sum(AS_TRAINED.chances.values()) == sum(GENERALISED.chances.values()) == 1
        assert ways(generalisation(FEW)) == len(GENERALISED.chances)
