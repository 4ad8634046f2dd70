"""Catalogues, word lists, and the printing of quantities, dates and numbers.

Nothing is imported here: the word lists serve lint, which has no need of Babel.
"""
