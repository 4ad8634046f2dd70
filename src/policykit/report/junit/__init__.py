"""JUnit XML: what servers of every kind count and show."""
