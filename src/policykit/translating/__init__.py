"""Words in other languages: files to fill in, kept up to date, looked at, sent out and taken back."""
