"""How much a file may hold. Everything beyond is refused, with its place."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 1 << 20
"""Bytes of a file: 1 MiB, some two hundred times a long policy."""

MAX_DEPTH: Final = 50
"""Containers inside one another; a policy needs about eight."""

MAX_NODES: Final = 200_000
"""Keys and values of a file."""

MAX_KEY_LENGTH: Final = 128
"""Characters of a key: twice an id."""

MAX_PROBLEMS: Final = 200
"""Problems listed for one file; more would be read by nobody."""

CAREFUL_LENGTH: Final = 65_536
"""Characters up to which the slow parser has the last word on a doubtful text.

The two parsers agree on every sound text, but not on every unsound one. Reading this many
characters with the slow one takes about a tenth of a second.
"""

CAREFUL_TOKENS: Final = 6_000
"""Marks such as colons, commas and dashes up to which the same holds."""

LONGEST_LINE: Final = 4_096
"""Characters of a line up to which a slip is looked for in it and mended."""

MAX_COMMENTS: Final = 20_000
"""Comments kept of one file."""

MAX_REPAIRS: Final = 8
"""Broken lines that are mended in memory to read on behind them."""

REPAIR_WORK: Final = 16_000
"""Nodes, and thirds of a hundred characters, read over all attempts to read on.

Enough to list some six broken lines of a long policy; keeps a hostile file cheap.
"""
