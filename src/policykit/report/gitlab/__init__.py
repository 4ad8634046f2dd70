"""Code Quality of GitLab."""
