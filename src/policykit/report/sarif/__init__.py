"""SARIF 2.1.0: what code scanning reads."""
