"""Links of README and CONTRIBUTING, which lead to files of the repository, as the site has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

from docs.claims import to
from docs.ledger import STATEMENTS

ROOT = Path(__file__).parents[1]


class Links(SphinxPostTransform):
    """A link to a page, or to the statements; of any other file its name. What is not there is left, for a warning."""

    default_priority = 8  # before MyST's own, which is 9

    def run(self, **_: Any) -> None:
        for node in list(self.document.findall(pending_xref)):
            made = self._resolved(str(node["reftarget"]), node) if node["reftype"] == "myst" else None
            if made is not None:
                node.replace_self(made)

    def _resolved(self, target: str, node: pending_xref) -> nodes.Element | None:
        shown = nodes.inline("", "", *(child.deepcopy() for child in node[0].children))
        if target.endswith(STATEMENTS):
            return to(self.env.docname, STATEMENTS, shown)
        path, mark, place = target.partition("#")
        page = path.removeprefix("docs/").removesuffix(".md")
        if path.startswith("docs/") and page in self.env.found_docs:
            return to(self.env.docname, f"{page}.html{mark}{place}", shown)
        return shown if path and (ROOT / path).exists() else None


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_post_transform(Links)
    return {"parallel_read_safe": True}
