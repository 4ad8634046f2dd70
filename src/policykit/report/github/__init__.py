"""Annotations on GitHub, as commands in the log of a run."""
