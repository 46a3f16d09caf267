"""The text of the ledger: exact, of no time, host or path, and the same bytes every time."""

from __future__ import annotations

import getpass
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.unit.verify.ledgers import Ledger, by_id
from tests.unit.verify.planted import REPORTS
from verify.ledger import rendered

ROOT = Path(__file__).parents[3]


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every value that is no container, with the keys that lead to it."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, (*path, "[]"))
    else:
        yield path, value


class TestValues:
    def test_no_value_is_a_float(self, ledger: Ledger) -> None:
        wrong = [path for path, v in leaves(ledger) if not isinstance(v, str | int | bool | None)]
        assert wrong == []

    def test_no_time_host_or_path(self, ledger: Ledger, built_in: Path) -> None:
        text = rendered(ledger)
        for varies in (platform.node(), str(ROOT), str(Path.home()), str(built_in), os.getcwd(), "/tmp/"):
            assert varies not in text
        assert getpass.getuser() not in {v for _, v in leaves(ledger)}
        assert not re.search(r"\d{4}-\d\d-\d\d|\b\d\d:\d\d\b", text)
        keys = {key for path, _ in leaves(ledger) for key in path}
        assert not {k for k in keys if re.search(r"time|second|date|host|path|version|python", k)} - {"version"}

    def test_ends_with_one_newline_and_reads_back_the_same(self, built_in: Path, ledger: Ledger) -> None:
        assert (built_in / "ledger.json").read_text(encoding="utf-8") == rendered(ledger)
        assert rendered(ledger).endswith("}\n")


class TestTheSameBytes:
    def test_whatever_other_modules_are_loaded(self) -> None:
        """Hypothesis draws constants that it finds in the sources of all loaded modules of ours."""
        code = (
            "from numerics.attack import Budget, attack; from theory.catalogue import load; "
            "found = attack(load().claims['niu2024/lemma_2+strict'], "
            "Budget(per_shape=1, draws=1, examples=100, starts=1)); "
            "print(found.met, found.tried, found.undecided)"
        )
        more = "import verify.__main__, numerics.enclose, tests.unit.verify.test_command; "
        started = [
            subprocess.Popen([sys.executable, "-c", c], cwd=ROOT, stdout=subprocess.PIPE, text=True)
            for c in (code, more + code)
        ]
        first, second = (process.communicate(timeout=120)[0] for process in started)
        assert first
        assert first == second

    def test_under_other_hash_seeds_in_other_processes(self, tmp_path: Path, ledger: Ledger) -> None:
        """A set is ordered by the hashes of its members: two seeds show what rests on that order."""
        name = "niu2024/proposition_1+strict"
        outs = [tmp_path / seed for seed in ("1", "2")]
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "verify", name, "--out", str(out)],
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": out.name},
                stdout=subprocess.DEVNULL,
            )
            for out in outs
        ]
        assert [process.wait(timeout=120) for process in started] == [0, 0]
        for file in sorted(REPORTS | {"ledger.json"}):
            first, second = ((out / file).read_bytes() for out in outs)
            assert first == second
        [alone] = json.loads((outs[0] / "ledger.json").read_text(encoding="utf-8"))["claims"]
        pointers = {"repaired_by": None, "sharpened_by": None}
        assert alone | pointers == by_id(ledger)[name] | pointers
