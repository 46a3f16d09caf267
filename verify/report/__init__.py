"""Reports made from the ledger alone."""
