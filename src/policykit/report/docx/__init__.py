"""One Word document to read, to comment on and to accept."""
