"""What an author sees while writing: names to go on with, where they lead, what they say.

Pure: a snapshot of a repository and a place in a file go in, plain values come out. Nothing
here knows of an editor or its protocol.
"""
