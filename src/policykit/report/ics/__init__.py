"""Days for a calendar."""
