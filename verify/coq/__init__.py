"""A second kernel: statements and derivations written for Coq, compiled, audited, and recorded side by side."""
