"""Statements and derivations: what the papers say, and what follows."""
