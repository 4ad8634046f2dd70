"""Library to Book, and Book to files."""
