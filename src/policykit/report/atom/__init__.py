"""Notices as a feed."""
