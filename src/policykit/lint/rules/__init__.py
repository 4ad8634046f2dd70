"""One rule a file; each module has one RULE."""
