"""What frameworks require, judged by what the policies offer as evidence: pure functions."""
