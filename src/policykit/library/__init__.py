"""Documents to the Library: bundles, facts, and what was in force."""
