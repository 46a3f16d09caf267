"""Niu, Bai, Deng and Han: Beyond Scaling Laws, version 2 of arXiv 2405.08707."""

from theory.claims import Source

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
    order=(
        "Equation (2)", "Section 3.1", "Assumption 1", "Definition 1", "Remark 1", "Assumption 2", "Attention",
        "Feed-forward as memory",
        "Assumption 3", "MCHN energy", "Section 4.1, convexity of MCHN", "Negative LogSumExp", "Eq. (3)", "Eq. (4)",
        "Section 4.1, softmax", "Proposition 1", "Proposition 2", "Proposition 3", "Energy near patterns",
        "Section 4.1, stationary points", "Section 4.1, before Eq. (5)", "Equation (5)",
        "Section 4.2, the energy of a layer", "Section 4.2, continuity", "Eq. (6)",
        "Section 4.2, majorization-minimization", "Majorization-minimization", "Section 4.2", "Equation (7)",
        "Equation (8)", "Equation (9)", "Remark 1 of version 1",
        "Equation (10)", "Equation (11)", "Proposition 4", "Section 5.1",
        "Equation (12)", "Equation (13)", "Section 5.2, by Lemma 5", "Section 5.2, the volume",
        "Section 5.2, the radius", "Equation (14)", "Proposition 5", "Z_t = 1", "Table 2", "Remark 2",
        "Table 1", "Equation (1), Table 2", "Proof of Proposition 4", "Equation (15)", "Theorem D.1",
        "Appendix E, the counts", "Equation (2), A", "Appendix E", "Appendix F.1", "Appendix F.2", "Appendix F.3",
        "Table 3",
    ),
)  # fmt: skip
