"""What the numbers say: certified decisions, searches for counterexamples, evidence."""
