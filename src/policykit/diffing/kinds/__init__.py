"""The kinds of change, one module for each group of things; each has a `CHAPTER`."""
