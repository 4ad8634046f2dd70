"""What a reader of typed values says when it cannot take a text."""

from __future__ import annotations

import unicodedata

from policykit.model.value import dataclass

LONGEST_SHOWN = 120
"""Characters of a value that a message repeats."""

LONGEST_READ = 200
"""Characters beyond which no reader looks for what was meant."""

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_PLAIN = dict.fromkeys([0x2010, 0x2012, 0x2013, 0x2014, 0x2212], "-") | {0x2019: "'"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A text that is not in the accepted form.

    `message` says what is wrong in one sentence, `form` how it is written, with an example.
    `suggestion` is the text that was probably meant, in the accepted form, or empty. `safe`
    says that the suggestion can mean nothing else, so a program may put it in unasked.
    """

    message: str
    form: str
    suggestion: str = ""
    safe: bool = False


def shown(text: str) -> str:
    """A value as a message repeats it: quoted, on one line, at most 120 characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(line) > LONGEST_SHOWN:
        line = line[: LONGEST_SHOWN - 1] + "…"
    return f'"{line}"'


def tidy(text: str) -> str:
    """The text with plain spaces, digits, dashes and apostrophes, and nothing invisible in it.

    Empty when the text is too long to be a value.
    """
    if len(text) > LONGEST_READ:
        return ""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_PLAIN)
    return " ".join(plain.split())


def respelled(text: str, suggestion: str, form: str) -> Mistake:
    """The mistake of a text whose meaning is plain and only the spelling is off."""
    if shown(text) == shown(suggestion):
        return Mistake(
            f"{shown(text)} holds a character that only looks like a plain one; type it anew.",
            form,
            suggestion,
            safe=True,
        )
    return Mistake(
        f"{shown(text)} is understood, but not the accepted spelling; write {suggestion}.",
        form,
        suggestion,
        safe=True,
    )
