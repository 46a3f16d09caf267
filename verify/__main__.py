"""`python -m verify`: verdicts for all claims, or for some."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from numerics.attack import NORMAL, THOROUGH, Budget
from numerics.grid import NoCluster, workers
from theory.catalogue import BUILT_IN, Catalogue, near
from theory.checks import BadClaimFile
from theory.kernel import Circle
from verify.begin import CannotBegin, begin
from verify.compared import listing, summary
from verify.difference import Change, Kind, differences
from verify.earlier import NotALedger, read
from verify.entry import Entry
from verify.ledger import CannotWrite, assemble, prepare, rendered, write
from verify.report.files import OWNED, reports
from verify.run import Broken, Folders, opened, verify_claims
from verify.table import explanation, table, totals

DEFAULT_OUT = Path("build/verify")
WIDTH_ELSEWHERE = 160


class WrongUse(Exception):
    """A word on the command line that means nothing here."""


def main(words: Sequence[str] | None = None, folders: Folders = (BUILT_IN,)) -> int:
    """0: every verdict is as expected; 1: one differs or contradicts itself; 2: wrong use."""
    words = sys.argv[1:] if words is None else words
    try:
        if words[:1] == ["new"]:
            return _new(words[1:])
        options = _parser().parse_args(words)
        return _run(options, (*folders, *options.claims))
    except (WrongUse, BadClaimFile, CannotBegin, CannotWrite, NoCluster, NotALedger, Broken) as error:
        print(f"verify: {error}", file=sys.stderr)
    except Circle as error:
        print(f"verify: the derivations lead back to themselves: {error}", file=sys.stderr)
    except BrokenPipeError:
        # Whoever read the output has gone; what is left of it goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("verify: interrupted; an earlier ledger is as it was", file=sys.stderr)
    return 2


def _new(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m verify new", description="Begin a claim file that verifies as it is, to be changed from there."
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of your papers")
    parser.add_argument("id", metavar="ID", help="a paper and a statement, as in smith2026/theorem_1")
    options = parser.parse_args(words)
    for path in begin(options.folder, options.id):
        print(f"written: {path}")
    print(f"now: python -m verify --claims {shlex.quote(str(options.folder))} {options.id} --explain")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m verify",
        description="Verdicts on the claims of theory papers; `python -m verify new DIR ID` begins one of your own.",
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="claims or printed statements; all, if none is named")
    parser.add_argument("--paper", metavar="KEY", help="the claims of one paper")
    parser.add_argument(
        "--claims", type=Path, metavar="DIR", action="append", default=[], help="also the papers in this folder"
    )
    parser.add_argument("--explain", action="store_true", help="derivations line by line, witnesses with their numbers")
    parser.add_argument("--thorough", action="store_true", help="search for counterexamples a hundred times longer")
    parser.add_argument("--json", action="store_true", help="print the ledger, and nothing else, to standard output")
    parser.add_argument("--dask", metavar="ADDRESS", help="on the workers of a Dask cluster, by its scheduler")
    parser.add_argument(
        "--diff", type=Path, metavar="OLD", help="then tell what changed since that ledger.json (with --json on stderr)"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help=f"where the ledger and the reports go (default: {DEFAULT_OUT})"
    )
    return parser


def _run(options: argparse.Namespace, folders: Folders) -> int:
    begun = time.monotonic()
    # Before the work begins, and before a new ledger takes its place.
    earlier = read(options.diff) if options.diff is not None else None
    catalogue, _ = opened(folders)
    names = chosen(catalogue, options.ids, options.paper)
    partial = bool(options.ids or options.paper)
    out = options.out or (None if partial else DEFAULT_OUT)
    if out is not None:
        prepare(out)
    with workers(None, options.dask) if options.dask else nullcontext() as executor:
        entries = _with_progress(names, folders, THOROUGH if options.thorough else NORMAL, executor)
    ledger = assemble(entries, catalogue)
    seconds = time.monotonic() - begun
    if out is not None:
        made = {"ledger.json": rendered(ledger), "run.json": _circumstances(options.thorough, seconds)}
        with Console(stderr=True).status("writing the reports"):
            write(out, made | reports(ledger, catalogue), OWNED)
    claims = ledger["claims"]
    assert isinstance(claims, list)
    if options.json:
        print(rendered(ledger), end="")
    else:
        _show(claims, catalogue, options.explain, seconds, out)
    if earlier is not None:
        changes = differences(earlier, ledger, names if partial else None)
        _show_changes(changes, summary(changes, str(options.diff)), sys.stderr if options.json else sys.stdout)
    return 0 if all(e["as_expected"] for e in claims) else 1


def chosen(catalogue: Catalogue, ids: Sequence[str], paper: str | None) -> list[str]:
    """The claims that are asked for: a statement stands for its readings and repairs."""
    if paper is not None and paper not in catalogue.papers:
        raise WrongUse(f"no paper {paper!r}: the papers are {', '.join(catalogue.papers)}")
    names = [c.id for c in catalogue.claims.values() if paper is None or c.paper == paper]
    if not ids:
        return names
    found: list[str] = []
    for word in ids:
        matches = [word] if word in catalogue.claims else []
        if not matches or catalogue.claims[word].part == "":
            matches = [n for n in names if catalogue.claims[n].statement == word] or matches
        matches = [n for n in matches if n in names]
        if not matches:
            raise WrongUse(f"no claim {word!r}: {near(word, names)}")
        found += [m for m in matches if m not in found]
    return [n for n in names if n in found]


def _with_progress(names: Sequence[str], folders: Folders, budget: Budget, executor: Executor | None) -> list[Entry]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("verifying", total=len(names))

        def report(made: Entry) -> None:
            progress.update(task, advance=1, description=str(made["id"]))

        return verify_claims(names, folders, budget, report, executor)


def _show(claims: Sequence[Entry], catalogue: Catalogue, explain: bool, seconds: float, out: Path | None) -> None:
    console = Console(soft_wrap=False, width=None if sys.stdout.isatty() else WIDTH_ELSEWHERE)
    if explain:
        for claim in claims:
            for line in explanation(claim):
                print(line)
            print()
    else:
        for key, source in catalogue.papers.items():
            if entries := [e for e in claims if e["paper"] == key]:
                console.print(table(key, source.version, entries))
    print(totals(claims, seconds))
    if out is not None:
        print(f"written: {out / 'index.html'}, review.md, review.tex, bounds.tex, claims.tex, ledger.json, witnesses/")
    for claim in claims:
        if claim["verdict"] == "contradiction":
            print(f"contradiction in {claim['id']}: {claim['reason']}")


def _show_changes(changes: Sequence[Change], line: str, stream: TextIO) -> None:
    """The changes one by one where there are any, then the line that sums them up."""
    console = Console(file=stream, soft_wrap=False, width=None if stream.isatty() else WIDTH_ELSEWHERE)
    if any(change.kind is not Kind.DETAILS for change in changes):
        console.print(listing(changes))
    print(line, file=stream)


def _circumstances(thorough: bool, seconds: float) -> str:
    """What varies between runs: kept apart from the ledger."""
    packages = ("sympy", "mpmath", "numpy", "scipy", "python-flint", "hypothesis")
    made = {
        "seconds": round(seconds, 1),
        "thorough": thorough,
        "python": platform.python_version(),
        "system": platform.system(),
        "versions": {name: version(name) for name in packages},
    }
    return json.dumps(made, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main())
