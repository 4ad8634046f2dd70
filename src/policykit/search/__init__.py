"""Search in texts without a server: an index, and what a query finds in it.

`query` says what is found; the script of the site does the same in a browser, and tests hold
the two together. Everything here is pure: a book in, an index or hits out.
"""
