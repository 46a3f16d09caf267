"""What a referee would paste: the printed statements of a paper by gravity, after one page of summary."""

from verify.report.review.markdown import review_md
from verify.report.review.tex import review_tex

__all__ = ["review_md", "review_tex"]
