"""The site: Sphinx on the pages of this folder, and on those that are generated before it reads them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

project = "amverify"
author = "The amverify authors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "docs.claims", "docs.generated", "docs.docstrings", "docs.links"]
# Parts of kernel.md and second-kernel.md.
exclude_patterns = ["generated/rules.md", "generated/statement.md", "generated/outside.md", "generated/valueless.md"]

smartquotes = False  # "" is a value

html_theme = "furo"
html_title = "amverify"
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False

myst_heading_anchors = 3

# The types of SymPy, NumPy and torch are documented elsewhere: a site that needs no network does not link there.
nitpick_ignore_regex = [("py:.*", ".*")]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100
add_module_names = False
