"""Where policy files come from: work tree, Git revision, overlay."""
