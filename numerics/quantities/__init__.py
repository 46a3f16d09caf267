"""The quantities of theory in floating point, batched; a law test holds each against its expression."""
