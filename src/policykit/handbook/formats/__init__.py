"""One handbook format a file; each module has one FORMAT."""
