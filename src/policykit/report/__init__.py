"""Findings as text, lines or JSON."""
