"""The discovery of claim files: a folder a paper, a file a printed statement, no registry."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from theory.checks import BadClaimFile, check_fields, check_source, check_text
from theory.claims import Claim, Source
from theory.kernel import foundations
from theory.measurement import Measurement, Plot
from theory.sides import trusted
from theory.statement import Standard

T = TypeVar("T")

BUILT_IN = Path(__file__).parent / "papers"
MOST_NAMED = 20  # claims, to someone who asks for one that is not there
PRINTED = ("printed", "reading")  # what the paper says, as against repairs and forms of ours


class NoSuchClaim(LookupError):
    """An id that no claim has."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Papers by key, claims by id in the order of their papers' sections."""

    papers: Mapping[str, Source]
    claims: Mapping[str, Claim]

    def claim(self, name: str) -> Claim:
        """The claim of this id; NoSuchClaim, with those that have a like name, where there is none."""
        if name not in self.claims:
            raise NoSuchClaim(f"no claim {name!r}: {near(name, tuple(self.claims))}")
        return self.claims[name]

    def readings(self, statement: str) -> tuple[Claim, ...]:
        """The printed form of a statement and its readings, without repairs."""
        found = (c for c in self.claims.values() if c.statement == statement)
        return tuple(c for c in found if c.fidelity in PRINTED)

    def pointing_at(self, claim: Claim, how: str) -> tuple[str, ...]:
        """The ids of the claims that repair or sharpen this one."""
        return tuple(c.id for c in self.claims.values() if claim.id in getattr(c, how))


def near(name: str, among: Sequence[str]) -> str:
    """What to say to someone who asks for a name that is not there."""
    part = name.strip("/")
    close = [n for n in among if part in n] or get_close_matches(name, among, n=3)
    if close:
        return f"perhaps {', '.join(close)}"
    if len(among) <= MOST_NAMED:
        return f"the claims are {', '.join(among)}"
    return f"there are {len(among)}, in {', '.join(dict.fromkeys(n.partition('/')[0] for n in among))}"


def load(folders: Iterable[Path] = (BUILT_IN,), *, seen: bool = False) -> Catalogue:
    """Every paper under the folders; BadClaimFile, in one line, where a file is wrong.

    A file whose name begins with an underscore holds no claims: in a folder of one's own, quantities and symbols that
    claim files import from `PAPER._name`.  Files that another process has `seen`, and found right, are not looked
    through again.
    """
    papers: dict[str, Source] = {}
    claims: dict[str, Claim] = {}
    for folder in map(Path, folders):
        for home in _papers(folder):
            if home.name in papers:
                raise BadClaimFile(f"{home}: there is a paper {home.name!r} already: give this folder another name")
            if not seen and folder != BUILT_IN:
                check_text(home)
            papers[home.name] = _source(home)
            for claim in sorted(_claims(home, seen), key=lambda c: _place(c, papers[home.name])):
                claims[claim.id] = claim
    catalogue = Catalogue(papers, claims)
    if not seen:
        _check_references(catalogue)
    return catalogue


def loaded(folders: tuple[Path, ...], *, seen: bool = False) -> Catalogue:
    """`load`, once a process; again where a file outside the repository has changed."""
    outside = (folder for folder in folders if folder != BUILT_IN)
    files = (path for folder in outside for path in sorted(folder.glob("*/*.py")))
    return _loaded(folders, seen, tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=2)
def _loaded(folders: tuple[Path, ...], seen: bool, files: tuple[tuple[Path, int], ...]) -> Catalogue:
    return load(folders, seen=seen)


def _papers(folder: Path) -> list[Path]:
    """The folders of the papers in it, which is put where Python looks for modules; BadClaimFile where none is."""
    found = sorted(p.parent for p in folder.glob("*/__init__.py"))
    if not found:
        own = (folder / "__init__.py").is_file()
        way = f"name the folder that it lies in, {folder.absolute().parent}" if own else "`verify new` begins one"
        raise BadClaimFile(f"{folder}: no paper in it, which would be a folder with an __init__.py: {way}")
    if folder != BUILT_IN:
        if str(folder.absolute()) not in sys.path:
            sys.path.append(str(folder.absolute()))
        for home in found:  # what another folder, or an earlier state of this one, has left
            for name in [n for n in sys.modules if n.startswith(f"{home.name}._")]:
                del sys.modules[name]
    return found


def _place(claim: Claim, source: Source) -> tuple[object, ...]:
    if claim.section not in source.sections:
        raise BadClaimFile(
            f"{claim.id}: {claim.section!r} is no section of {claim.paper}; its sections: {source.sections}"
        )
    met = [label for label in source.order if claim.cites.startswith(label)]
    place = source.order.index(max(met, key=len)) if met else len(source.order)
    number = "".join(c if c.isdigit() else " " for c in claim.cites).split()
    first = int(number[0]) if number else 0
    return source.sections.index(claim.section), place, first, claim.cites, claim.statement


def _source(home: Path) -> Source:
    source = getattr(_module(home / "__init__.py", home.name), "source", None)
    if type(source) is not Source:
        raise BadClaimFile(f"{home / '__init__.py'}: no `source = Source(...)` that says which paper this is")
    check_source(home, source)
    return source


def _claims(home: Path, seen: bool) -> Iterator[Claim]:
    for path in sorted(home.glob("*.py")):
        if path.name.startswith("_"):
            continue
        module = _module(path, f"{home.name}.{path.stem}")
        found = getattr(module, "claims", None)
        if not isinstance(found, tuple) or not all(type(c) is Claim for c in found):
            raise BadClaimFile(f"{path}: no `claims = (Claim(...), ...)` at its end")
        parts = [c.part for c in found]
        if len(set(parts)) != len(parts):
            raise BadClaimFile(f"{path}: two claims have the same part: {', '.join(map(repr, parts))}")
        yield from (_placed(c, home, path.stem, module, seen) for c in found)


def _placed(claim: Claim, home: Path, stem: str, module: ModuleType, seen: bool) -> Claim:
    paper, statement = home.name, f"{home.name}/{stem}"

    def full(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name if "/" in name else f"{statement}{name}" for name in names)

    text = " ".join((module.__doc__ or "").split())
    if not seen:
        check_fields(replace(claim, paper=paper, statement=statement))
    return replace(
        claim,
        paper=paper,
        statement=statement,
        printed_text=text if any(c.fidelity in PRINTED for c in module.claims) else "",
        repairs=full(claim.repairs),
        sharpens=full(claim.sharpens),
        says=_at_home(claim.says, home),
        figure=_at_home(claim.figure, home),
    )


def _at_home(part: T, home: Path) -> T:
    """What is measured, with the folder that a record of the paper may lie in."""
    return replace(part, home=home) if isinstance(part, Measurement | Plot) else part


def _module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_claims.{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        message = " ".join(str(error).split())
        raise BadClaimFile(f"{path}: {type(error).__name__}: {message}") from error
    return module


def _check_references(catalogue: Catalogue) -> None:
    for claim in catalogue.claims.values():
        for how in ("repairs", "sharpens", "paper_uses"):
            for name in getattr(claim, how):
                if name not in catalogue.claims:
                    raise BadClaimFile(f"{claim.id}: `{how}` names {name!r}, which does not exist")
        for name in trusted(claim.says).union(*map(foundations, claim.terms)):
            if name not in catalogue.claims or not isinstance(catalogue.claims[name].says, Standard):
                raise BadClaimFile(f"{claim.id}: it rests on {name}, which is no Standard fact of these papers")
        if unknown := set(claim.derivation) - set(claim.sides):
            raise BadClaimFile(f"{claim.id}: a derivation for {sorted(unknown)}; its sides: {', '.join(claim.sides)}")
