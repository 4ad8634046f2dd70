"""Tables, row by row and cell by cell."""

from __future__ import annotations

from policykit.diffing.comparers import thing
from policykit.diffing.kind import Chapter
from policykit.diffing.who import nobody, unclear

CHAPTER = Chapter(
    things={
        "table": thing("table-added", "table-removed", unclear),
        "row": thing("row-added", "row-removed", unclear),
        "column": thing("column-added", "column-removed", nobody),
        "cell": thing("cell-added", "cell-removed", unclear),
    },
)
