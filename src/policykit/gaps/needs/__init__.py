"""One module for each kind of evidence a framework can ask for, each with a `judge`."""
