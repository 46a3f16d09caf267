"""How the steps by each rule of our kernel are proved in Coq; a rule that no module here enters has no counterpart."""

from verify.coq.chains import chained
from verify.coq.rules import calculus, cases, citation, convexity, indexed, monotone, order, sizes

__all__ = ["calculus", "cases", "chained", "citation", "convexity", "indexed", "monotone", "order", "sizes"]
