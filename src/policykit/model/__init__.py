"""Pure types of the domain, on the standard library alone: nothing here reads, prints or decides."""
