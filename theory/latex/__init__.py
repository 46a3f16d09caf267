"""The one printer: expressions, relations and statements as LaTeX that needs amsmath and nothing else."""

from theory.latex.definitions import definitions
from theory.latex.printer import OPERATORS, latex, latex_relation
from theory.latex.statement import latex_statement

__all__ = ["OPERATORS", "definitions", "latex", "latex_relation", "latex_statement"]
