"""Who is to be heard about a policy, and who was."""
