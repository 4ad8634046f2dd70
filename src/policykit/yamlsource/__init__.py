"""Bytes to documents: strict YAML with a place for every key and value."""
