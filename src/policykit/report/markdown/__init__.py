"""Markdown: a comment on a pull request, or the summary of a run."""
