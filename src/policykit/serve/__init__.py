"""The live preview: a handbook in the browser that follows the files as they are written."""
