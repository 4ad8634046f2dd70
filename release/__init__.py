"""What a release is made with: docs/releasing.md."""
