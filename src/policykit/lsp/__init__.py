"""The server that editors speak to: buffers, places as a client counts them, and what is asked.

Nothing else knows the protocol. What an answer says is worked out in `policykit.authoring`.
"""
