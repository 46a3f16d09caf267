"""Trained transformers as they are: their activations and weights as arrays."""
