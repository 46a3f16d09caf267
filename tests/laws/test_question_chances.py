"""What a line costs who knows the law is -log of its chance, by a recogniser that is written from the facts."""

from __future__ import annotations

from math import exp, inf, isclose, log

import pytest

from numerics.question_chances import information, reader
from numerics.question_formation import Split, lines
from tests.question_formation import AS_TRAINED, GENERALISED, Recogniser
from theory.quantities.choices import one_of

LAWS: list[tuple[Split, Recogniser]] = [
    ("train", AS_TRAINED),
    ("dev", AS_TRAINED),
    ("test", AS_TRAINED),
    ("generalisation", GENERALISED),
]


@pytest.mark.parametrize(("split", "recogniser"), LAWS)
def test_is_minus_the_logarithm_of_the_chance(split: Split, recogniser: Recogniser) -> None:
    for line in lines(split, 3, 300):
        assert isclose(information(line, split), -log(recogniser.chance(line)), rel_tol=1e-12)


def test_of_the_lines_of_one_pattern_add_up_to_its_chance() -> None:
    """`the newt does swim`, with every word in its class: 6 determiners, 13 nouns, 2 auxiliaries, 9 verbs."""
    line = ["the", "newt", "does", "swim", ".", "decl", "the", "newt", "does", "swim", ".", "<end>"]
    whole = sum(
        p for (task, letters), p in AS_TRAINED.chances.items() if task == "decl" and letters in ("DsaI", "DsbI")
    )
    assert isclose(6 * 13 * 2 * 9 * exp(-information(line, "train")), float(whole), rel_tol=1e-12)


def test_does_not_look_at_the_target() -> None:
    for line in lines("test", 0, 20):
        source = line[: line.index(".") + 2]
        assert information(source, "test") == information(line, "test") == information([*line, *line], "test")


@pytest.mark.parametrize(
    "sentence",
    [
        "the newt do swim . decl",
        "newt does swim . quest",
        "the newt does swim the . decl",
        "the newt does . decl",
        ". decl",
    ],
)
def test_is_infinite_for_what_is_no_line(sentence: str) -> None:
    assert information(sentence.split(), "train") == inf


def test_of_questions_with_a_relative_clause_is_infinite_where_there_are_none() -> None:
    for line in lines("generalisation", 0, 20):
        assert information(line, "train") == inf
    for line in lines("train", 0, 20):
        assert information(line, "generalisation") == inf


def test_adds_up_the_ways_that_make_the_same_words() -> None:
    """a, a b: the words `a b` come as `a` then `b`, and as `a b` then nothing."""
    law = (one_of(["a", ("a", "b")]), one_of(["b", ()], [1, 3]))
    assert reader(law)(["a", "b"], 0) == {1: 3 / 8, 2: 1 / 2 * 1 / 4 + 1 / 2 * 3 / 4}
