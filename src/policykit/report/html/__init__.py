"""One page to look at, in a file of its own."""
