"""Transformers: trained here, or trained elsewhere and as they are."""
