"""The canonical layout of files: same data, same comments, one way to write it."""
