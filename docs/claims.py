"""Roles that write a claim, a verdict or a formula into a page; an id that does not exist fails the build."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.util.typing import ExtensionMetadata

from docs.ledger import STATEMENTS, Record, claims, page_of
from verify.report.page.mathml import NotRendered, mathml
from verify.said import verdict_text

Parts = tuple[list[nodes.Node], list[nodes.system_message]]


class Formula(SphinxRole):
    """LaTeX of our printer as MathML, which a browser shows without a script or a font from elsewhere."""

    def run(self) -> Parts:
        try:
            return [formula(self.text)], []
        except NotRendered as error:
            return self.refused(str(error))

    def refused(self, why: str) -> Parts:
        """A message that makes an error of the build."""
        return [], [self.inliner.reporter.error(why, line=self.lineno)]


class OfClaim(Formula):
    """What knows a claim by its id."""

    def run(self) -> Parts:
        claim = claims().get(self.text)
        if claim is None:
            return self.refused(f"no claim {self.text!r} is in the ledger")
        return self.said(claim), []

    def said(self, claim: Record) -> list[nodes.Node]:
        raise NotImplementedError

    def link(self, claim: Record, page: str) -> nodes.reference:
        """Its id, which leads to where it stands on the page; on the page of its paper without the paper."""
        name = claim["id"]
        shown = name.partition("/")[2] if page == f"{self.env.docname}.html" else name
        return to(self.env.docname, f"{page}#{name}", nodes.literal("", shown))


class Link(OfClaim):
    """The id."""

    def said(self, claim: Record) -> list[nodes.Node]:
        return [self.link(claim, page_of(claim))]


class Whole(OfClaim):
    """The id, what is claimed, and the verdict."""

    def said(self, claim: Record) -> list[nodes.Node]:
        return [self.link(claim, page_of(claim)), nodes.Text(": "), stated(claim), nodes.Text(" "), verdict(claim)]


class Verdict(OfClaim):
    """The verdict in a word."""

    def said(self, claim: Record) -> list[nodes.Node]:
        return [verdict(claim)]


class Place(OfClaim):
    """The place to which links lead, once in the site: the id, which leads on to everything that was found."""

    def said(self, claim: Record) -> list[nodes.Node]:
        return [nodes.inline("", "", self.link(claim, STATEMENTS), ids=[claim["id"]])]


def to(here: str, target: str, shown: nodes.TextElement) -> nodes.reference:
    """A link from one page of the site to a file of it."""
    return nodes.reference("", "", shown, internal=True, refuri="../" * here.count("/") + target)


def formula(latex: str) -> nodes.raw:
    """The formula, and its LaTeX for who searches or copies."""
    return nodes.raw("", f'<span class="formula" title="{escape(latex)}">{mathml(latex)}</span>', format="html")


def stated(claim: Record) -> nodes.Node:
    """The formula; words where the claim is in words."""
    if claim["sides"]:
        return formula(claim["statement_latex"])
    return nodes.Text(claim["reason"] or "; ".join(claim["statement_text"]))


def verdict(claim: Record) -> nodes.inline:
    """The verdict in a word or two, in its colour."""
    said = verdict_text(claim)
    return nodes.inline("", said, classes=["verdict", *said.replace(",", "").split()])


def setup(app: Sphinx) -> ExtensionMetadata:
    for name, role in {"formula": Formula, "claim": Whole, "at": Link, "verdict": Verdict, "place": Place}.items():
        app.add_role(name, role())
    return {"parallel_read_safe": True}
