"""What is otherwise in one library than in another, by meaning and word for word."""
