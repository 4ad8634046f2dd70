"""Where catalogues and word lists stand: beside the code that reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

# importlib.resources would bring archives, temporary files and random numbers along.
FOLDER: Final = Path(__file__).resolve().parent
"""The folder of this package."""
