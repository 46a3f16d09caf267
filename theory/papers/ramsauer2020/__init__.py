"""Ramsauer et al.: Hopfield Networks is All You Need, version 3 of arXiv 2008.02217."""

from theory.claims import Source

source = Source(
    title="Hopfield Networks is All You Need",
    authors="Hubert Ramsauer, Bernhard Schäfl, Johannes Lehner, Philipp Seidl, Michael Widrich, Thomas Adler, "
    "Lukas Gruber, Markus Holzleitner, Milena Pavlović, Geir Kjetil Sandve, Victor Greiff, David Kreil, "
    "Michael Kopp, Günter Klambauer, Johannes Brandstetter, Sepp Hochreiter",
    version="arXiv 2008.02217v3, 28 April 2021",
    bibtex=r"""@inproceedings{ramsauer2020,
  author = {Ramsauer, Hubert and Sch\"afl, Bernhard and Lehner, Johannes and Seidl, Philipp and Widrich, Michael and
            Adler, Thomas and Gruber, Lukas and Holzleitner, Markus and Pavlovi\'c, Milena and Sandve, Geir Kjetil and
            Greiff, Victor and Kreil, David and Kopp, Michael and Klambauer, G\"unter and Brandstetter, Johannes and
            Hochreiter, Sepp},
  title = {Hopfield Networks is All You Need},
  booktitle = {International Conference on Learning Representations},
  year = {2021},
  note = {Version 3, 28 April 2021},
  eprint = {2008.02217},
  archivePrefix = {arXiv}
}""",
    sections=("2", "App. A.1.2", "App. A.1.3", "App. A.1.4", "App. A.1.5.1", "App. A.1.5.2", "App. A.1.5.3",
              "App. A.1.5.4", "App. A.1.6.1", "App. A.1.7", "App. A.1.8", "App. A.2"),
    order=(
        "Equation (2)", "Section 2, the energy", "Section 2, convexity", "Equation (3)", "Section 2, the update",
        "Theorem 1", "Theorem 2", "Section 2, limit points", "Section 2, modes",
        "Definition 1", "Definition 2", "Equation (140)", "Theorem 3", "Theorem 4", "Equation (180)", "Theorem 5",
        "Equation (405)", "Section 2, fixed points",
        "Equation (10)", "Appendix A.1.2", "Appendix A.1.4", "Equation (56)", "Equation (59)",
        "Appendix A.1.5.2", "Definition 3", "Equation (183)", "Definition 4", "Lemma A", "Equation (303)",
        "Equation (311)", "Theorem A", "Corollary A", "Appendix",
    ),
    letters={
        "d": "N", "n": "d", "x": r"\xi", "rho": "x", "xi": "x_i", "sigma": r"x_j,\ j \neq i", "m": "N - 1",
    },
)  # fmt: skip
