"""Catalogues, and the printing of quantities, dates and numbers."""
