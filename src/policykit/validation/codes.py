"""The codes of what the schemas find wrong."""

from __future__ import annotations

from typing import Final

UNKNOWN_KEY: Final = "SCH001"
MISSING_KEY: Final = "SCH002"
WRONG_TYPE: Final = "SCH003"
ONE_OF_SEVERAL: Final = "SCH004"
NOT_IN_LIST: Final = "SCH005"
WRONG_FORM: Final = "SCH006"
WRONG_AMOUNT: Final = "SCH007"
NOT_TOGETHER: Final = "SCH008"
OWN_FIELD: Final = "SCH009"
SAID_TWICE: Final = "SCH010"
RESERVED_WORD: Final = "SCH011"
