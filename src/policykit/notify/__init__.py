"""Sending notices: to whom, what was sent, and what waits to be sent again."""
