"""What Coq refuses is left out of the record, with the reason, and nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from verify.coq.export import Exporter
from verify.coq.project import Selection, lemmas_of
from verify.coq.survey import Survey

NORMAL, OTHER = ("lemmas/typical_volume+real", "upper"), ("lemmas/logarithms+weak", "bound")


@pytest.fixture
def survey(exporter: Exporter, honest: Path, tmp_path: Path) -> Survey:
    """Of an exporter of its own, in a folder in which the library is compiled."""
    folder = Path(shutil.copytree(honest, tmp_path / "survey"))
    return Survey(Exporter(exporter.claims, exporter.derivations), folder, lambda _: None)


def test_what_coq_accepts_is_selected(survey: Survey) -> None:
    found = survey.selection([NORMAL, OTHER], {}, Selection([]))
    assert {NORMAL, OTHER} <= set(found.proved)
    assert not survey.outside


def test_a_side_whose_lemma_is_refused_is_outside_and_others_are_not(survey: Survey) -> None:
    survey.exporter.proof(*NORMAL)
    own, lemmas = set(lemmas_of(survey.exporter, NORMAL)), survey.exporter.lemmas.made
    name = min(own - set(lemmas_of(survey.exporter, OTHER)))
    lemmas[name] = replace(lemmas[name], proof="  intros.\n  exact I.")
    found = survey.selection([NORMAL, OTHER], {}, Selection([]))
    assert NORMAL not in found.proved
    assert OTHER in found.proved
    assert survey.outside[NORMAL].startswith("Coq refuses the replay: exact I.: ")
