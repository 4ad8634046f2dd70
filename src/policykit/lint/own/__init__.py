"""Custom rules: what policykit.yaml says under lint.custom_rules, as rules like all others."""
