"""The checks a custom rule can make, one a module: each has a KEY and reads what stands there."""
