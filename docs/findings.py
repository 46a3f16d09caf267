"""The findings on each paper: what is stated, what became of it, and what holds instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from docs.ledger import Record, claims
from docs.writing import formula, plain, sentence, table
from theory.catalogue import PRINTED
from theory.claims import Source
from verify.report.page.document import SAID
from verify.report.values import assignments
from verify.report.wording import domain_of, section_name
from verify.said import measured_text

HEAD = ("Statement", "What it says", "Verdict", "What holds instead")


def findings(ledger: Record, papers: Mapping[str, Source]) -> str:
    """The page that leads to the papers: of each how many statements hold, fail, are mixed, measured or open."""
    ours = {claim["paper"] for claim in ledger["claims"]} - {s["paper"] for s in ledger["statements"]}
    order = sorted(papers, key=lambda key: key in ours)  # lemmas of ours come last
    rows = [
        [f"[{plain(papers[key].title)}](findings/{key}.md)", plain(papers[key].version), _counts(ledger, key)]
        for key in order
    ]
    lists = "\n".join(f"findings/{key}" for key in order)
    return "\n".join(
        [
            "# Findings",
            "",
            "Made from the ledger of `python -m verify`. A statement counts once, whatever the number of its readings;",
            "[how to read a verdict](../verdicts.md) says what the words mean.",
            "",
            table(("Paper", "Version", "Its statements"), rows),
            "All derivations, witnesses, boxes and pictures are in [the statements one by one](../statements.html).",
            "",
            f"```{{toctree}}\n:hidden:\n\n{lists}\n```",
            "",
        ]
    )


def _counts(ledger: Record, key: str) -> str:
    found = Counter(s["verdict"] for s in ledger["statements"] if s["paper"] == key)
    if found:
        return ", ".join(f"{found[verdict]} {said}" for verdict, said in SAID.items() if found[verdict])
    ours = sum(claim["paper"] == key for claim in ledger["claims"])
    return f"no statement of a paper: {ours} facts that others rest on" if ours else "none yet"


def of_paper(ledger: Record, key: str, source: Source) -> str:
    """The page of one paper: a table for each of its sections, in its order."""
    parts = [f"# {plain(source.title)}", f"{plain(source.authors)}. {plain(source.version)}.", *_bibtex(source)]
    found = [claim for claim in ledger["claims"] if claim["paper"] == key]
    if not found:
        parts.append("No statement of this paper has been put in yet.")
    for section in dict.fromkeys(claim["section"] for claim in found):
        inside = [claim for claim in found if claim["section"] == section]
        parts += [f"## {plain(section_name(section))}", *_section(ledger, inside)]
    return "\n\n".join(parts) + "\n"


def _bibtex(source: Source) -> Iterator[str]:
    if source.bibtex:
        yield f"```bibtex\n{source.bibtex}\n```"


def _section(ledger: Record, inside: Sequence[Record]) -> Iterator[str]:
    """What the paper says as a table, then our own claims that repair nothing of it as another."""
    printed = [claim for claim in inside if claim["fidelity"] in PRINTED]
    if printed:
        verdicts = {s["id"]: s for s in ledger["statements"]}
        yield table(HEAD, _rows(printed, verdicts), "findings")
    if ours := [claim for claim in inside if claim["fidelity"] not in PRINTED]:
        rows = [[_place(c), _says(c), _verdict(c)] for c in ours]
        yield "Repairs of these statements and claims of ours:" if printed else "Claims of ours:"
        yield table(HEAD[:3], rows, "findings")


def _rows(printed: Sequence[Record], verdicts: Mapping[str, Record]) -> Iterator[list[str]]:
    for claim in printed:
        whole = verdicts[claim["statement"]]
        mixed = f"\n\nall readings: {whole['verdict']}" if whole["verdict"] == "mixed" else ""
        yield [_place(claim), _says(claim), _verdict(claim) + mixed, _instead(claim)]


def _place(claim: Record) -> str:
    link = f"{{place}}`{claim['id']}`"
    reading = f"\n\nRead so: {sentence(claim['reading'])}" if claim["reading"] else ""
    changed = f"\n\n{sentence(claim['changed'])}" if claim["changed"] else ""
    return f"{sentence(claim['cites'])}\n\n{link}\n\n{sentence(claim['title'])}{changed}{reading}"


def _says(claim: Record) -> str:
    said = stated(claim)
    where, given = domain_of(claim)
    domain = "".join(formula(w) if place % 2 else plain(w) for place, w in enumerate(where))
    domain += "".join(f", {formula(relation)}" for relation in given)
    return f"{said}\n\n{domain}" if claim["sides"] and domain else said


def stated(claim: Record) -> str:
    """The formula; of what is said in words the words, and of what says nothing the reason."""
    if claim["sides"]:
        return formula(claim["statement_latex"])
    return sentence(claim["reason"] or "; ".join(claim["statement_text"]), claims())


def _verdict(claim: Record) -> str:
    parts = [f"{{verdict}}`{claim['id']}`"]
    if claim["level"]:
        parts.append(claim["level"])
    if claim["witness"]:
        parts.append("at " + ", ".join(map(formula, assignments(claim["witness"]))))
    if claim["measured"]:
        parts.append(sentence(measured_text(claim)))
    if claim["trust"]:
        parts.append("rests on " + ", ".join(f"{{at}}`{fact}`" for fact in claim["trust"]))
    return "\n\n".join(parts)


def _instead(claim: Record) -> str:
    """The repairs and the sharper forms, each with its formula."""
    others = [claims()[name] for name in (*claim["repaired_by"], *claim["sharpened_by"]) if name in claims()]
    return "\n\n".join(f"{{at}}`{other['id']}`: {stated(other)}" for other in others)
