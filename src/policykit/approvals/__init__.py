"""Who must approve a policy, what their stamps are worth, and when it is to be read again."""
