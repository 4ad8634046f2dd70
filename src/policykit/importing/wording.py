"""Words of a document as they stand in a policy: none of them is markup or a placeholder there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

from policykit.model.ids import LONGEST_ID, is_id

_SPECIAL: Final = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)")
_START: Final = re.compile(
    r"^(?:(?P<digits>\d{1,9})(?=[.)](?:\s|$))|[-+>](?=\s|$)|>|#{1,6}(?=\s|$)|=+\s*$)"
)
_ESCAPED: Final = re.compile(r"\\([^\w\s])")
_TOKEN: Final = re.compile(r"\w+")
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "Æ": "Ae", "Ø": "O", "ł": "l", "đ": "d"}
)
_MOST_WORDS: Final = 5
_MOST_LETTERS: Final = 40


def escaped(text: str, *, is_start: bool = True) -> str:
    """Words so that Markdown and placeholders leave them as they are."""
    made = _SPECIAL.sub(lambda found: f"\\{found.group()}", text)
    made = made.replace("{", "{{").replace("}", "}}")
    if is_start and (start := _START.match(made)):
        at = start.end("digits") if start["digits"] else 0
        made = f"{made[:at]}\\{made[at:]}"
    return made


def fitting(text: str, most: int) -> str:
    """The beginning of some words, escaped, of as many characters as there may be at most."""
    text = text[:most].strip()
    while len(made := escaped(text)) > most:
        text = text[:-1].strip()
    return made


def unescaped(text: str) -> str:
    """The words again."""
    return _ESCAPED.sub(r"\1", text).replace("{{", "{").replace("}}", "}")


def tokens(text: str) -> Counter[str]:
    """The words of a text, however they are written large or small, and how often each stands."""
    return Counter(each.casefold() for each in _TOKEN.findall(text))


def name_of(text: str, dull: Iterable[str]) -> str:
    """An id for a text from its first words that say something; '' where there is none."""
    words = _plain(text)
    skipped = frozenset(each for word in dull for each in _plain(word))
    telling = [each for each in words if each not in skipped] or words
    while telling and telling[0][0].isdigit():
        telling = telling[1:]
    name = ""
    for each in telling[:_MOST_WORDS]:
        longer = f"{name}-{each}" if name else each[:_MOST_LETTERS]
        if len(longer) > _MOST_LETTERS:
            break
        name = longer
    return name if is_id(name) else ""


def _plain(text: str) -> list[str]:
    """The words of a text in the letters of ids."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore")
    return re.findall(r"[a-z0-9]+", folded.decode().lower())


class Names:
    """Ids that are given once each."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._reached: dict[str, int] = {}

    def give(self, wanted: str, otherwise: str) -> str:
        """An id like the one wanted that nothing else has."""
        base = wanted if is_id(wanted) else otherwise
        # No name is ever given back, so all numbers up to the last one are taken for good.
        found, number = base, self._reached.get(base, 1)
        while found in self._taken or not is_id(found):
            number += 1
            end = f"-{number}"
            found = f"{base[: LONGEST_ID - len(end)].rstrip('-')}{end}"
        self._reached[base] = number
        self._taken.add(found)
        return found
