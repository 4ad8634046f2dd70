"""The Jinja environments: sandboxed, strict, escaped."""
