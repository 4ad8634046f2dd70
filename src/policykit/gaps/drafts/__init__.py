"""One module for each kind of evidence: what an author could write so that it is there."""
