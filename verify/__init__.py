"""What we report: verdicts, the ledger, and what people read."""
