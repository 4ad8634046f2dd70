"""What a Word document needs beyond its text: a whole package, a base of the company's own."""
