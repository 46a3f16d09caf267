"""Experiments, one a folder; each writes a record from which the verdicts on measured claims are computed."""
