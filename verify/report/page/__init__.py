"""The web page: the ledger as one HTML file that opens from disk."""

from verify.report.page.document import index_html

__all__ = ["index_html"]
