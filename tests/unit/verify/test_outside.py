"""Papers in a folder of one's own: begun by the command, loaded like a built-in one, and held to the same rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from numerics.files import save
from tests.unit.measured.records import record
from tests.unit.verify.planted import FAILS, HOLDS, PAPER, Plant, Run, cited, file_of

OWN_QUANTITY = '''
"""What is ours alone."""
import sympy as sp
from theory.declare import declare
from theory.kernel import Family, Max, Quantity, fresh_index
from theory.symbols import n

loads = declare(Family("load_own", n), latex=r"\\ell", meaning="the loads, a point of R^n")


class Peak(Quantity):
    """The largest entry."""

    notation = r"\\operatorname{{peak}}({0})"
    plain = "peak({0})"

    def definition(self) -> sp.Expr:
        name = fresh_index()
        return Max.over(self.args[0].at(name), name, self.args[0].size)
'''
OWN_RULE = '''
"""A rule."""
from theory.kernel.chain import Support


class Sign:
    """Anything."""

    __module__ = "theory.kernel.rules.order"

    def check(self, goal, context):
        return Support()
'''
FALSE_BY_OWN = """Claim(
    **place, says=bound(0, "<", (x[1] ** 2 - 2) ** 2), expects=Holds,
    derivation={"bound": chain(sp.S.Zero, ("<", (x[1] ** 2 - 2) ** 2, Surely()))},
)"""
OF_IT = "from {paper}._quantities import Peak, loads\nfrom theory.kernel.rules import Definition, Entry"
PEAK = """Claim(
    **place, says=bound(loads[1], "<=", Peak(loads.vector())), expects=Holds,
    derivation={"bound": chain(
        loads[1], ("<=", Max(loads.vector()), Entry(1)), ("=", Peak(loads.vector()), Algebra())
    )},
)"""
MEASURED = """Claim(
    **place, expects=Measured,
    says=Measurement("the distance of a layer", "mine/first", ("near",), (sp.Integer(0), sp.Integer(1))),
)"""


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Folders that a test puts where Python looks for modules are gone after it."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    before = {*sys.modules}
    yield
    for name in {*sys.modules} - before:
        if name.startswith(("mine", "smith2026")):
            del sys.modules[name]


def put(folder: Path, paper: str = "mine", **files: str) -> Path:
    """A folder of papers with this one in it."""
    for name, text in {"__init__": PAPER, **files}.items():
        save(folder / paper / f"{name}.py", text)
    return folder


class TestNew:
    def test_writes_a_claim_file_that_verifies_as_it_is(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        built_in, own = plant(first=file_of(HOLDS)), tmp_path / "own"
        begun = run(built_in, "new", str(own), "smith2026/theorem_1")
        assert (begun.status, begun.err) == (0, "")
        assert f"python -m verify --claims {own} smith2026/theorem_1 --explain" in begun.out
        found = run(built_in, "--claims", str(own), "--json")
        verdicts = {name: (claim["verdict"], claim["as_expected"]) for name, claim in found.claims.items()}
        assert verdicts == {
            "planted/first": ("holds", True),
            "smith2026/theorem_1": ("fails", True),
            "smith2026/theorem_1+weak": ("holds", True),
        }
        assert found.claims["smith2026/theorem_1"]["witness"] == {"d": 1, "n": 1, "rho": [["0"]], "x": ["0"]}
        assert found.claims["smith2026/theorem_1"]["repaired_by"] == ["smith2026/theorem_1+weak"]

    def test_a_second_file_leaves_what_is_there(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        built_in, own = plant(first=file_of(HOLDS)), tmp_path / "own"
        run(built_in, "new", str(own), "smith2026/theorem_1")
        save(own / "smith2026/__init__.py", PAPER)
        assert run(built_in, "new", str(own), "smith2026/lemma_1").status == 0
        assert (own / "smith2026/__init__.py").read_text(encoding="utf-8") == PAPER
        again = run(built_in, "new", str(own), "smith2026/lemma_1")
        assert again.status == 2
        assert "lemma_1.py is there already" in again.complaint

    @pytest.mark.parametrize(
        "name", ["theorem_1", "Smith2026/theorem_1", "smith2026/", "../x/y", "smith2026/a.py", "_x/y"]
    )
    def test_what_is_no_id_is_refused(self, plant: Plant, run: Run, tmp_path: Path, name: str) -> None:
        found = run(plant(first=file_of(HOLDS)), "new", str(tmp_path / "own"), name)
        assert (found.status, repr(name) in found.complaint) == (2, True)
        assert not (tmp_path / "own").exists()

    def test_a_paper_that_is_built_in_is_refused(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        found = run(plant(first=file_of(HOLDS)), "new", str(tmp_path / "own"), "niu2024/lemma_9")
        assert (found.status, "built in" in found.complaint) == (2, True)

    @pytest.mark.parametrize("paper", ["json", "class", "numpy"])
    def test_a_name_that_python_knows_is_refused(self, plant: Plant, run: Run, tmp_path: Path, paper: str) -> None:
        found = run(plant(first=file_of(HOLDS)), "new", str(tmp_path / "own"), f"{paper}/lemma_9")
        assert (found.status, "another name" in found.complaint) == (2, True)

    def test_a_folder_that_cannot_be_made_is_said(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        save(tmp_path / "own", "a file")
        found = run(plant(first=file_of(HOLDS)), "new", str(tmp_path / "own"), "smith2026/lemma_9")
        assert (found.status, str(tmp_path / "own") in found.complaint) == (2, True)


class TestClaims:
    def test_of_a_folder_are_shown_like_those_that_are_built_in(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        own = put(
            tmp_path / "own",
            "mine",
            first=file_of(FAILS, cited("planted/first").replace("Claim(", 'Claim(part="+x", ')),
        )
        out = tmp_path / "out"
        found = run(plant(first=file_of(HOLDS)), "--claims", str(own), "--paper", "mine", "--out", str(out))
        assert (found.status, "mine: version 1" in found.out) == (0, True)
        assert "planted: version 1" not in found.out
        for name in ("bounds.tex", "review.md", "ledger.json"):
            assert "mine/first" in (out / name).read_text(encoding="utf-8"), name
        assert (out / "witnesses/mine.first.py").is_file()

    def test_have_quantities_and_letters_of_their_own(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        own = put(tmp_path / "own", _quantities=OWN_QUANTITY, first=file_of(PEAK, before=OF_IT.format(paper="mine")))
        found = run(plant(first=file_of(HOLDS)), "--claims", str(own), "--json")
        assert (found.status, found.claims["mine/first"]["level"]) == (0, "derived")
        assert {"name": "load_own", "latex": r"\ell", "meaning": "the loads, a point of R^n"} in found.ledger["symbols"]
        assert r"\operatorname{peak}(\ell)" in found.claims["mine/first"]["statement_latex"]

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [("operatorname{peak}({0})", "a brace is not doubled"), ("operatorname{{peak}}({0)", "a brace is not doubled")],
    )
    def test_of_a_quantity_that_cannot_be_printed_are_refused(
        self, plant: Plant, run: Run, tmp_path: Path, wrong: str, said: str
    ) -> None:
        quantity = OWN_QUANTITY.replace("operatorname{{peak}}({0})", wrong)
        own = put(tmp_path / "own", _quantities=quantity, first=file_of(PEAK, before=OF_IT.format(paper="mine")))
        found = run(plant(first=file_of(HOLDS)), "--claims", str(own))
        assert (found.status, "first.py" in found.complaint, said in found.complaint) == (2, True, True)

    def test_have_records_of_their_own(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        before = "from theory.measurement import Measurement\nfrom theory.verdict import Measured"
        own = put(tmp_path / "own", first=file_of(MEASURED, before=before))
        lost = run(plant(first=file_of(HOLDS)), "--claims", str(own), "--json")
        assert (lost.status, "mine/first.json: cannot be read" in lost.complaint) == (2, True)
        save(own / "mine/measurements/first.json", record({"near": [[k / 10] for k in range(8)]}))
        found = run(plant(first=file_of(HOLDS)), "--claims", str(own), "--json")
        measured = found.claims["mine/first"]["measured"]
        assert (measured["estimate"], measured["record"]) == ("0.35", "mine/measurements/first.json")

    def test_of_a_paper_that_is_there_already_are_refused(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        own = put(tmp_path / "own", "planted", first=file_of(HOLDS))
        found = run(plant(first=file_of(HOLDS)), "--claims", str(own))
        assert (found.status, "give this folder another name" in found.complaint) == (2, True)

    def test_in_a_folder_without_a_paper_are_missed(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        own = put(tmp_path / "own", first=file_of(HOLDS))
        built_in = plant(first=file_of(HOLDS))
        assert "no paper in it" in run(built_in, "--claims", str(tmp_path / "none")).complaint
        assert str(own) in run(built_in, "--claims", str(own / "mine")).complaint

    @pytest.mark.parametrize(
        ("line", "what"),
        [
            ("verdict = Holds('derived', 'everywhere')", "Holds"),
            ("from theory.kernel.theorem import accept", "theory.kernel.theorem"),
            ("from verify.judge import judge", "verify.judge"),
            ("class Mine:\n    pass", "class Mine"),
            ("import theory.kernel\nsurely = theory.kernel.prove", "prove"),
        ],
    )
    def test_that_do_more_than_claim_are_refused(
        self, plant: Plant, run: Run, tmp_path: Path, line: str, what: str
    ) -> None:
        own = put(tmp_path / "own", first=file_of(HOLDS) + f"\n{line}\n")
        found = run(plant(first=file_of(HOLDS)), "--claims", str(own))
        assert (found.status, repr(what) in found.complaint, "first.py, line" in found.complaint) == (2, True, True)

    def test_may_not_bring_rules_of_their_own(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        """A class may say that it is from the kernel's rules, and is none of them."""
        own = put(
            tmp_path / "own",
            _rule=OWN_RULE,
            first=file_of(FALSE_BY_OWN, before="from mine._rule import Sign as Surely"),
        )
        found = run(plant(first=file_of(HOLDS)), "--claims", str(own), "--json")
        assert found.status == 1
        assert found.claims["mine/first"]["verdict"] != "holds"

    def test_are_of_the_kind_itself(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        own = put(
            tmp_path / "own",
            _kind='"""A kind."""\nfrom theory.claims import Claim\n\n\nclass Mine(Claim):\n    """Mine."""\n',
            first=file_of(HOLDS.replace("Claim(", "Mine(")).replace(
                "\nclaims", "\nfrom mine._kind import Mine\nclaims"
            ),
        )
        assert "no `claims = (Claim(...), ...)`" in run(plant(first=file_of(HOLDS)), "--claims", str(own)).complaint

    @pytest.mark.parametrize("field", ["cites=1", "part=None", "title=3", "section=('1',)"])
    def test_with_a_field_that_is_no_text_are_refused(self, plant: Plant, run: Run, tmp_path: Path, field: str) -> None:
        name = field.partition("=")[0]
        claim = f"Claim(**{{**place, {name!r}: {field.partition('=')[2]}}}, says=bound(0, '<=', norm), expects=Open)"
        own = put(tmp_path / "own", first=file_of(claim))
        found = run(plant(first=file_of(HOLDS)), "--claims", str(own))
        assert (found.status, f"`{name}` cannot be" in found.complaint) == (2, True)

    @pytest.mark.parametrize(
        "wrong", ["title=None", "sections=1", "letters=(1,)", "letters={'x': 2}", "order=('a', 1)"]
    )
    def test_of_a_paper_that_is_not_described_are_refused(
        self, plant: Plant, run: Run, tmp_path: Path, wrong: str
    ) -> None:
        name = wrong.partition("=")[0]
        source = PAPER.replace('title="Planted"', wrong if name == "title" else 'title="Planted"')
        source = source.replace('sections=("1", "2")', wrong if name == "sections" else 'sections=("1", "2")')
        if name in ("letters", "order"):
            source = source.replace('sections=("1", "2")', f'sections=("1", "2"), {wrong}')
        save(tmp_path / "own/mine/__init__.py", source)
        save(tmp_path / "own/mine/first.py", file_of(HOLDS))
        found = run(plant(first=file_of(HOLDS)), "--claims", str(tmp_path / "own"))
        assert (found.status, "of its source is wrong" in found.complaint) == (2, True)

    def test_that_break_off_are_named(self, plant: Plant, run: Run, tmp_path: Path) -> None:
        own = put(tmp_path / "own", first="claims = (")
        assert "first.py: cannot be read" in run(plant(first=file_of(HOLDS)), "--claims", str(own)).complaint
