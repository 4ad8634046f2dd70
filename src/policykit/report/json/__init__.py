"""Results for programs, with a published schema."""
