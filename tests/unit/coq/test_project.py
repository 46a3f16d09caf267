"""What files Coq is given, in what order, and that the audits look at all of them."""

from __future__ import annotations

import re

import pytest

from theory.catalogue import load
from theory.derive import Derivations
from verify.coq import parts
from verify.coq.export import Exporter
from verify.coq.kernel import selected
from verify.coq.project import File, Selection, project
from verify.coq.record import recorded

PROVED = {
    "niu2024/attention_decrease+mchn_bounds",
    "niu2024/softmax_gradient",
    "niu2024/appendix_f1+near",
    "lemmas/ball_mass",
}
FALSE = {"niu2024/appendix_f1:B", "niu2024/assumption_2:A"}
VALUED = {"lemmas/gibbs", "lemmas/cauchy_schwarz", "lemmas/ball_mass"}


@pytest.fixture(scope="module")
def files() -> list[File]:
    """Of some recorded sides, with enclosures and without, in parts so small that there are many."""
    claims = load().claims
    whole = selected(claims, recorded())
    part = Selection(
        [key for key in whole.proved if key[0] in PROVED],
        {key: at for key, at in whole.refuted.items() if key[0] in FALSE},
        [key for key in whole.valued if key[0] in VALUED],
    )
    assert {key[0] for key in (*part.proved, *part.refuted)} == PROVED | FALSE
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "_CHARACTERS", 30_000)
        return project(Exporter(claims, Derivations(claims)), part)


def kinds(files: list[File]) -> list[str]:
    return [re.sub(r"_\d+$", "", file.name) for file in files]


def test_each_file_comes_once_and_after_what_it_needs(files: list[File]) -> None:
    seen: set[str] = set()
    for file in files:
        assert set(file.needs) <= seen
        assert file.name not in seen
        seen.add(file.name)


def test_a_lemma_is_in_one_file_before_those_that_use_it(files: list[File]) -> None:
    """Or before its uses in the same."""
    names = re.findall(r"^Lemma (lemma_\w+) :", "\n".join(file.text for file in files), re.MULTILINE)
    used_elsewhere = 0
    for name in names:
        [place] = [file for file in files if f"Lemma {name} :" in file.text]
        assert f"({name} " not in place.text.partition(f"Lemma {name} :")[0]
        using = [file for file in files if f"({name} " in file.text and file != place]
        assert all(place.name in file.needs for file in using)
        used_elsewhere += bool(using)
    assert used_elsewhere > 10


def test_each_theorem_is_looked_at_by_one_audit(files: list[File]) -> None:
    texts = {file.name: file.text for file in files}
    proved = {
        f"{file.name}.{theorem}"
        for file in files
        if re.fullmatch(r"(Proofs|Enclosed|Refuted|Enclosed_refuted|Instances)_\d+", file.name)
        for theorem in re.findall(r"^(?:Theorem|Example) (\w+)", file.text, re.MULTILINE)
    }
    found: list[str] = []
    for audit in ("Audit", "Enclosed_audit"):
        checked = re.findall(r"^Check \((\S+) : ", texts[audit], re.MULTILINE)
        assert sorted(re.findall(r"@([\w.]+)", texts[audit])) == sorted(checked)
        assert texts[audit].endswith("Print Assumptions everything.\n")
        found += checked
    assert sorted(found) == sorted(proved)
    suffixes = {re.sub(r".*?_(defined_proof|proof|refuted|at_\d+)$", r"\1", name) for name in proved}
    assert {"proof", "defined_proof", "refuted", "at_1"} <= suffixes


def test_what_encloses_numbers_is_audited_apart(files: list[File]) -> None:
    [audit, enclosed] = [{*file.needs} for name in ("Audit", "Enclosed_audit") for file in files if file.name == name]
    assert not any(re.match("Enclosed|Instances", name) for name in audit)
    assert {"Enclosed_1", "Enclosed_refuted_1", "Instances_1"} <= enclosed
    assert not any(name.startswith(("Proofs", "Refuted")) for name in enclosed)


def test_what_no_proof_waits_for_comes_before_the_last_proofs(files: list[File]) -> None:
    """So that no core waits for the audits alone."""
    order = kinds(files)
    assert order[-3:] == ["Enclosed_audit", "Restated", "Audit"]
    proofs = [place for place, kind in enumerate(order) if kind in {"Proofs", "Enclosed"}]
    assert len(proofs) > parts.CORES + 1
    assert all(
        proofs[-parts.CORES - 1] < place < proofs[-parts.CORES]
        for place, kind in enumerate(order)
        if kind in {"Refuted", "Enclosed_refuted", "Instances"}
    )
