"""Niu, Bai, Deng and Han: Beyond Scaling Laws, version 2 of arXiv 2405.08707."""

from theory.claim import Source

source = Source(
    title="Beyond Scaling Laws: Understanding Transformer Performance with Associative Memory",
    authors="Xueyan Niu, Bo Bai, Lei Deng, Wei Han",
    version="arXiv 2405.08707v2, 28 November 2024",
    bibtex=r"""@misc{niu2024,
  author = {Niu, Xueyan and Bai, Bo and Deng, Lei and Han, Wei},
  title = {Beyond Scaling Laws: Understanding Transformer Performance with Associative Memory},
  year = {2024},
  note = {Version 2, 28 November 2024},
  eprint = {2405.08707},
  archivePrefix = {arXiv}
}""",
    sections=("1", "2", "3", "4.1", "4.2", "5.1", "5.2", "5.3", "7", "App. A", "App. B", "App. C", "App. D", "App. E",
              "App. F", "App. G"),
)  # fmt: skip
