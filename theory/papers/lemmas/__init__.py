"""Facts that claims of several papers use: derived here, or cited from the literature."""

from theory.claims import Source

source = Source(
    title="Lemmas of this project",
    authors="The amverify authors",
    version="Facts that several papers use, as this version of the verifier states them",
    bibtex=r"""@software{amverify,
  author = {{The amverify authors}},
  title = {amverify: a verifier for the theory of transformers as associative memories}
}""",
    sections=("Numbers", "Vectors", "Fixed points"),
)
