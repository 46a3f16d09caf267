"""Which sides Coq confirms: each derivation and each refutation given to it alone, what it cites being assumed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from numerics.configurations import Configuration
from numerics.files import save
from theory.kernel import Circle
from verify.coq import alone, project
from verify.coq.compiler import Refused, compile_file
from verify.coq.errors import Untranslatable
from verify.coq.export import Exporter, Key
from verify.coq.parts import batches
from verify.coq.project import Refuted, Selection
from verify.coq.record import NO_REFUTATION, hashed

SECONDS = 120.0  # for one side; what takes longer is left out
LEMMAS = 64  # that are asked for at once; where one is refused, it is found by halves
Report = Callable[[str], None]


@dataclass(slots=True)
class Survey:
    """Attempts on the sides of an exporter's claims, in a folder in which the library is compiled.

    What Coq said of a text is kept in the folder, so that a later survey asks again only for what has changed.
    """

    exporter: Exporter
    folder: Path
    report: Report
    outside: dict[Key, str] = field(default_factory=dict)

    def selection(self, derived: Iterable[Key], false: Mapping[Key, Configuration], known: Selection) -> Selection:
        """What Coq confirms of the derivations and counterexamples, with what is known; why not the others is kept."""
        proved = [*known.proved, *self._proved(derived)]
        refuted = {**known.refuted, **self._refuted(false)}
        there = dict.fromkeys((*proved, *refuted))
        return Selection(proved, refuted, self._valued([key for key in known.valued if key in there], there))

    def _proved(self, keys: Iterable[Key]) -> list[Key]:
        # Coq works on the first derivations while the next are written.
        wanted = (key for key in keys if self._is_written(key))
        each = (other for key in wanted for other in project.with_cited(self.exporter, [key]))
        said = self._accepted((key, alone.alone(self.exporter, key)) for key in _once(each))
        refused = self._refused_lemmas(said)
        for key, fault in said.items():
            if not fault and (bad := refused.keys() & project.lemmas_of(self.exporter, key)):
                said[key] = fault = refused[min(bad)]
            if fault:
                self.outside[key] = f"Coq refuses the replay: {fault}"
        good: dict[Key, bool] = {}

        def is_good(key: Key) -> bool:
            if key not in good:
                bad = [other for other in self.exporter.proof(*key).cites if not is_good(other)]
                good[key] = not said[key] and not bad
                if bad and not said[key]:
                    self.outside[key] = f"it cites {bad[0][0]}, whose replay Coq refuses"
            return good[key]

        return [key for key in said if is_good(key)]

    def _refused_lemmas(self, keys: Iterable[Key]) -> dict[str, str]:
        """What Coq has against lemmas that proofs of these sides use, by name; it is asked for many at a time."""
        made = self.exporter.lemmas.made
        names = dict.fromkeys(name for key in keys for name in project.lemmas_of(self.exporter, key))
        parts = [list(part) for part in batches([made[name] for name in names], LEMMAS)]
        refused: dict[str, str] = {}
        while parts:
            asked = {(part[0].name, part[-1].name): part for part in parts}
            parts = []
            texts = ((key, alone.lemmas_alone(self.exporter, part)) for key, part in asked.items())
            for key, fault in self._accepted(texts).items():
                part = asked[key]
                if fault and len(part) == 1:
                    refused[part[0].name] = fault
                elif fault:
                    parts += [part[: len(part) // 2], part[len(part) // 2 :]]
        return refused

    def _is_written(self, key: Key) -> bool:
        """Can the derivation be written for Coq?"""
        try:
            self.exporter.proof(*key)
        except Untranslatable as reason:
            self.outside[key] = str(reason)
        except (Circle, RecursionError):
            self.outside[key] = "its terms are too deep for the replay"
        return key not in self.outside

    def _refuted(self, false: Mapping[Key, Configuration]) -> dict[Key, Refuted]:
        """By exact arithmetic where that is enough, else by enclosures."""
        found: dict[Key, Refuted] = {}
        left = dict(false)
        for key in list(left):
            try:
                self.exporter.statement(*key)
            except Untranslatable as reason:
                self.outside[key] = f"{NO_REFUTATION}{reason}"
                del left[key]
        for enclosing in (False, True):
            tried = {key: Refuted(at, enclosing) for key, at in left.items()}
            written = ((key, alone.refuted_alone(self.exporter, key, one)) for key, one in tried.items())
            said = self._accepted(written)
            found |= {key: tried[key] for key, fault in said.items() if not fault}
            self.outside |= {key: f"{NO_REFUTATION}Coq refuses it: {fault}" for key, fault in said.items() if fault}
            left = {key: at for key, at in left.items() if key not in found}
        self.outside = {key: reason for key, reason in self.outside.items() if key not in found}
        return {key: found[key] for key in false if key in found}

    def _valued(self, before: Sequence[Key], keys: Iterable[Key]) -> list[Key]:
        """Statements whose values Coq finds as Arb does, so many that each definition occurs in one, if it can be.

        Those that did before are asked at once, the others one after the other.
        """
        definitions = self.exporter.definitions
        unseen = {generic.name for generic in definitions.made.values()}

        def seen(key: Key) -> set[str]:
            return unseen.intersection(definitions.names(self.exporter.statement(*key).text))

        said = self._accepted((key, text) for key in before if (text := self._values(key)))
        found = [key for key, fault in said.items() if not fault]
        for key in found:
            unseen -= seen(key)
        for key in keys:
            if key not in said and seen(key) and (text := self._values(key)) and not self._accepted([(key, text)])[key]:
                found.append(key)
                unseen -= seen(key)
        return found

    def _values(self, key: Key) -> str:
        """That the terms of the statement have their values; empty where they have none that say something."""
        with suppress(Untranslatable):
            return alone.valued_alone(self.exporter, key)
        return ""

    def _accepted(self, texts: Iterable[tuple[Key, str]]) -> dict[Key, str]:
        """What Coq has against the text of each, in one line; nothing where it accepts it."""

        def attempt(key: Key, text: str) -> str:
            name = f"Alone_{hashed(text, project.library_digest(project.imported(text)))}"
            answer = self.folder / f"{name}.txt"
            if not answer.is_file():
                save(self.folder / f"{name}.v", text)
                try:
                    compile_file(self.folder, name, SECONDS)
                    save(answer, "")
                except Refused as fault:
                    save(answer, str(fault))
            self.report(f"{key[0]}, {key[1]}")
            return answer.read_text(encoding="utf-8").partition(": ")[2]

        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            under_way = {key: pool.submit(attempt, key, text) for key, text in texts}
        return {key: one.result() for key, one in under_way.items()}


def _once(keys: Iterable[Key]) -> Iterator[Key]:
    """Each at its first place, as soon as it comes."""
    seen: set[Key] = set()
    for key in keys:
        if key not in seen:
            seen.add(key)
            yield key
