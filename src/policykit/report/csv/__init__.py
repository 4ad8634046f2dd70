"""CSV: a table for spreadsheets."""
