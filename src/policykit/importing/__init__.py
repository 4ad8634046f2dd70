"""Handbooks written elsewhere become draft policies, and no sentence is lost on the way."""
