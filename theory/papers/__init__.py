"""Papers: a folder each, a file in it for each printed statement."""
