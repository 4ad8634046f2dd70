"""Findings for people at a terminal: excerpt, caret, reason, remedy."""
