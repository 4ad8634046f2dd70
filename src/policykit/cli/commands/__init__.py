"""One command a file; each module has one register function."""
