"""Results as text, lines or JSON: a package a format, in it a module a kind of result."""
