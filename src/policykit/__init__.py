"""Customer-service policies as data: lint, handbooks, differences by meaning, gaps."""

__version__ = "0.1.0"
