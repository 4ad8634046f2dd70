"""JSON Schema to findings in the author's words."""
