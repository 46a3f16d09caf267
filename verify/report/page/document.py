"""The page put together: templates, style, script, and the panels compressed beside them."""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from theory.latex import OPERATORS
from verify.report.page.graph import MARKS, graph_svg
from verify.report.page.panel import contexts
from verify.report.page.prose import domain, formula, prose, reference, signs
from verify.report.pictures import STYLE
from verify.report.wording import section_name
from verify.said import verdict_text

Record = Mapping[str, Any]

HERE = Path(__file__).parent
FORMS = {"printed": "as printed", "reading": "a reading", "repaired": "repaired", "ours": "ours"}
SAID = {"holds": "hold", "fails": "fail", "mixed": "mixed", "open": "open", "measured": "measured"} | {
    "contradiction": "contradict themselves"
}


def index_html(ledger: Record, scripts: Mapping[str, str]) -> str:
    """The whole page in one text; `scripts` are those of the witnesses, by file name.

    The panels are JSON, compressed, so that the page opens at once and stays small.
    """
    reviewed = {statement["paper"] for statement in ledger["statements"]}
    papers = sorted(ledger["papers"], key=lambda key: key not in reviewed)  # lemmas of ours come last
    ledger = dict(ledger) | {"claims": sorted(ledger["claims"], key=lambda claim: papers.index(claim["paper"]))}
    environment = _environment()
    panel = environment.get_template("panel.html")
    panels = {name: panel.render(context) for name, context in contexts(ledger, scripts)}
    blob = base64.b64encode(zlib.compress(json.dumps(panels, ensure_ascii=False).encode(), 9)).decode("ascii")
    claims = ledger["claims"]
    return environment.get_template("page.html").render(
        papers=[ledger["papers"][key] for key in papers if key in reviewed],
        sections=[_paper(key, ledger) for key in papers],
        total=len(claims),
        counted=len(ledger["statements"]),
        counts=_counted(MARKS, [s["verdict"] for s in ledger["statements"]]),
        verdicts=_counted(MARKS, [c["verdict"] for c in claims]),
        fidelities=_counted(FORMS, [c["fidelity"] for c in claims]),
        levels=_counted(("derived", "pointwise", "enclosed", "standard", ""), [c["level"] or "" for c in claims]),
        notation=ledger["notation"],
        graph=graph_svg(ledger),
        css=Markup(_asset("page.css") + STYLE),
        js=Markup(_asset("page.js")),
        blob=blob,
    )


def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "domain": domain,
        "formula": formula,
        "prose": prose,
        "reference": reference,
        "section": section_name,
        "signs": signs,
        "verdict_text": verdict_text,
    }
    made.globals |= {"marks": MARKS, "forms": FORMS, "said": SAID, "operators": OPERATORS}
    return made


def _asset(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _counted(order: Sequence[str] | Mapping[str, object], found: Sequence[str]) -> list[tuple[str, int]]:
    counts = Counter(found)
    return [(name, counts[name]) for name in order if counts[name]]


def _paper(key: str, ledger: Record) -> dict[str, Any]:
    """The paper's sections in order, each with its statements and their claims."""
    verdicts = {s["id"]: s for s in ledger["statements"]}
    sections: dict[str, dict[str, list[Record]]] = {}
    for claim in ledger["claims"]:
        if claim["paper"] == key:
            sections.setdefault(claim["section"], {}).setdefault(claim["statement"], []).append(claim)
    made = [
        {"name": name, "groups": [_group(statement, claims, verdicts) for statement, claims in groups.items()]}
        for name, groups in sections.items()
    ]
    return {"key": key, "sections": made, "letters": ledger["papers"][key].get("letters", ())}


def _group(statement: str, claims: Sequence[Record], verdicts: Mapping[str, Record]) -> dict[str, Any]:
    found = verdicts.get(statement, {"verdict": "", "rule": ""})
    first = claims[0]
    return {
        "id": statement,
        "cites": first["cites"],
        "printed_text": first["printed_text"],
        "verdict": found["verdict"],
        "rule": found["rule"],
        "text": f"{statement} {first['cites']} {first['printed_text']}".lower(),
        "claims": [dict(claim) | {"part": claim["id"].removeprefix(statement)} for claim in claims],
    }
