"""Notes put into words for the people who write policies."""

from __future__ import annotations

from typing import Final

from policykit.model.document import unpack
from policykit.model.finding import Place, Problem
from policykit.model.position import Span
from policykit.yamlsource import codes
from policykit.yamlsource.limits import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_KEY_LENGTH,
    MAX_NODES,
    MAX_PROBLEMS,
)
from policykit.yamlsource.notes import Note

_LONGEST_VALUE = 120

_WORDS: Final[dict[str, tuple[str, str]]] = {
    codes.FILE_TOO_LARGE: (
        f"This file is larger than {MAX_BYTES >> 20} MiB, which a policy file never has to be.",
        "Split it into several policies, and keep pictures and exports in other files.",
    ),
    codes.NOT_UTF8: (
        "A character here is not stored as UTF-8{text}.",
        "Save the file again with the encoding UTF-8.",
    ),
    codes.WRONG_ENCODING: (
        "This file is stored as {text}; policies are stored as UTF-8.",
        "Save the file again with the encoding UTF-8.",
    ),
    codes.REFUSED_CHARACTER: (
        "Here stands {text}, which cannot be seen and does harm in print and on screens.",
        "Delete it and type the words around it again.",
    ),
    codes.STRANGE_LINE_BREAK: (
        "Here stands {text}, which some programs take for the end of the line and some do not.",
        "Delete it and press Enter where a new line is meant.",
    ),
    codes.REFUSED_ESCAPE: (
        "This text in double quotes stands for {text} by means of a backslash.",
        "Write the character itself, or two backslashes (\\\\) where a backslash is meant.",
    ),
    codes.EMPTY_FILE: (
        "This file is empty.",
        "Fill it in, or delete it.",
    ),
    codes.NOT_KEYED: (
        "This file begins with {text} where it should begin with keys.",
        "Begin with a line such as `format: 1`; every line at the left edge is `key: value`.",
    ),
    codes.SECOND_DOCUMENT: (
        "A second document begins here; a file holds one.",
        "Delete this line, or move what follows into a file of its own.",
    ),
    codes.TOO_DEEP: (
        f"This stands more than {MAX_DEPTH} levels deep, and nothing behind it was read.",
        "Say it with fewer levels; a policy needs about eight.",
    ),
    codes.TOO_MANY_VALUES: (
        (
            f"The file holds more than {MAX_NODES:,} keys and values, and nothing behind this "
            "place was read."
        ),
        "Split it into several policies.",
    ),
    codes.TOO_MANY_PROBLEMS: (
        f"There are more than {MAX_PROBLEMS} problems in this file; the rest is not listed.",
        "Mend the first ones and check again.",
    ),
    codes.ANCHOR: (
        (
            "A value that begins with `&` gives it a name for use elsewhere, which policies do "
            "not allow."
        ),
        "If it is text, put the whole text in quotes. If not, delete the word with the `&`.",
    ),
    codes.ALIAS: (
        "`{text}` stands for a value from elsewhere in the file, which policies do not allow.",
        "If it is text, put the whole text in quotes. If not, write the value out.",
    ),
    codes.MERGE_KEY: (
        "`<<` takes over keys from elsewhere in the file, which policies do not allow.",
        "Write the keys out.",
    ),
    codes.TAG: (
        "A value that begins with `!` says of what type it is, which policies do not allow.",
        "If it is text, put the whole text in quotes. If not, delete the word with the `!`.",
    ),
    codes.DIRECTIVE: (
        (
            "A line that begins with `%` is an instruction to the program that reads the file, "
            "which policies do not allow."
        ),
        "Delete the line.",
    ),
    codes.DUPLICATE_KEY: (
        "The key `{text}` stands twice; only the first one counts.",
        "Delete one of the two, or give this one the name it should have.",
    ),
    codes.KEY_NOT_TEXT: (
        "A key must be a word; {text} is not read as one.",
        "Put the key in quotes, or give it a name. If this is text, put the whole text in quotes.",
    ),
    codes.KEY_TOO_LONG: (
        f"A key may be at most {MAX_KEY_LENGTH} characters long: `{{text}}`",
        "If this is text, give it a short key in front, as in `text: …`.",
    ),
    codes.COMMA_CUTS_TEXT: (
        (
            "Between `{{` and `}}` a comma begins a new key, so `{text}` was read as a key without "
            "a value."
        ),
        "Put the whole text in quotes, or write it on a line of its own.",
    ),
    codes.COMMENT_CUTS_TEXT: (
        "`#` behind a space begins a comment, so `#{text}` is not part of the text.",
        "Put the whole text in quotes. If a comment is meant, put a space behind the `#`.",
    ),
    codes.BRACES_AROUND_NAME: (
        "`{{{text}}}` without quotes is read as a list of keys, not as the value of `{text}`.",
        "Where a value is asked for, write the bare name. In a text, put the whole text in quotes.",
    ),
    codes.LIST_IN_TEXT: (
        "This line looks like an item of a list, but it is read as part of the text above.",
        "Give the list a key of its own, or delete the text behind the key above the list.",
    ),
    codes.NUMBER_WOULD_CHANGE: (
        "Without quotes `{text}` is a number, and it would not be kept as it is written.",
        'Put it in quotes: "{text}"',
    ),
    codes.CODE_LIKE_NUMBER: (
        "Without quotes `{text}` can be taken for a number that is written quite differently.",
        'Put it in quotes: "{text}"',
    ),
    codes.COLON_IN_TEXT: (
        "A colon with a space behind it begins a new value, so this text cannot be read.",
        "Put the whole text in quotes, or write it without the colon.",
    ),
    codes.SPECIAL_START: (
        "A text cannot begin with “{text}” unless it stands in quotes.",
        "Put the whole text in quotes.",
    ),
    codes.TEXT_AFTER_QUOTE: (
        "The text ends at the second quote mark, but here more follows.",
        "Put the whole text in quotes of the other kind.",
    ),
    codes.TAB: (
        "Here stands a tab; only spaces may stand before, between and behind keys and values.",
        "Replace it by {text}.",
    ),
    codes.NO_SPACE_AFTER_COLON: (
        "There is no space behind the colon, so this is not read as a key and its value.",
        "Put a space behind the colon.",
    ),
    codes.NO_SPACE_AFTER_DASH: (
        "There is no space behind the dash, so this is not read as an item of a list.",
        "Put a space behind the dash.",
    ),
    codes.UNCLOSED_QUOTE: (
        "The quote mark {text} that begins here is not closed on this line.",
        "Put the same quote mark at the end of the text.",
    ),
    codes.WORD_QUOTE: (
        (
            "The curly quote mark {text} is an ordinary letter here, not the beginning of a quoted "
            "text."
        ),
        "Use straight quote marks, as they stand on the keyboard.",
    ),
    codes.WRONG_INDENT: (
        "This line does not stand under the lines it belongs to.",
        "Move it so that it begins exactly under the key or dash it follows.",
    ),
    codes.MARK_IN_SHORT_FORM: (
        "Inside `[…]` and `{{…}}` a text cannot hold `{text}` unless it stands in quotes.",
        "Put the whole text in quotes, or write it on a line of its own.",
    ),
    codes.UNCLOSED_BRACKET: (
        "The bracket `{text}` that begins here is not closed as it should be.",
        "Close it with the bracket of the same kind.",
    ),
    codes.NO_COLON: (
        "This line stands where a key is expected, but it has no colon: `{text}`",
        "Write it as `key: value`. If it goes on from the text above, move it in by two spaces.",
    ),
    codes.UNKNOWN_ESCAPE: (
        "In double quotes a backslash has a meaning, and `{text}` has none that can be used.",
        "Write two backslashes where one is meant, or use single quotes.",
    ),
    codes.LIST_BESIDE_KEY: (
        "A list cannot begin on the line of its key `{text}`.",
        "Begin the list on the next line. If this is text, put the whole text in quotes.",
    ),
    codes.DASH_MISSING: (
        "A dash is missing before `{text}`: another item of the list begins here.",
        "Put `- ` before it, under the dash of the item above.",
    ),
    codes.MERGE_MARKS: (
        "Two people changed this place, and Git kept both versions between three marks.",
        (
            "Keep the version that is right, or put both together, and delete the lines that "
            "begin with `<<<<<<<`, `=======` and `>>>>>>>`."
        ),
    ),
    codes.FOREIGN_CHARACTER: (
        "Here stands {text}; it only looks like the character that has a meaning here.",
        "Type it anew. It often comes along with text that was copied from elsewhere.",
    ),
    codes.NOT_READABLE: (
        "From here on the file cannot be read.",
        (
            "Compare this line and the one above with a policy that works: the spaces at the "
            "start, quote marks and brackets."
        ),
    ),
}


def problem(note: Note, path: str) -> Problem:
    """A note in words.

    Args:
        note: what was noted.
        path: the file, POSIX and relative to the root.
    """
    message, hint = _WORDS[note.code]
    shown = shorten(note.text)
    if note.code == codes.NOT_UTF8 and shown:
        shown = f"; in an old Windows encoding it would be “{shown}”"
    elif note.code == codes.KEY_NOT_TEXT:
        shown = f"`{shown}`" if shown else "this"
    pointer = note.pointer
    span = None
    if note.start and not note.placed:
        span = _span(note.start, note.end)
    related: tuple[tuple[str, Place], ...] = ()
    if note.first is not None:
        first = Place(path, pointer, part="key", span=_span(*note.first))
        related = ((f"the first `{shown}`", first),)
    return Problem(
        Place(path, pointer, part=note.part, span=span),
        message.format(text=shown),
        hint=hint.format(text=shown) if "{text}" in hint else hint,
        code=note.code,
        mended=note.mended,
        related=related,
        value="" if note.code == codes.TAB else shown,
    )


def shorten(text: str) -> str:
    """A text on one line, cut at 120 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_VALUE else f"{line[: _LONGEST_VALUE - 1]}…"


def _span(start: int, end: int) -> Span:
    return Span(unpack(start), unpack(end))
