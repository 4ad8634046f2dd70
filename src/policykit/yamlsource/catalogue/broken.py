"""Pages about files that cannot be read."""

from __future__ import annotations

from typing import Final

from policykit.model.page import Page
from policykit.yamlsource import codes
from policykit.yamlsource.catalogue.page import page

BROKEN_PAGES: Final[tuple[Page, ...]] = (
    page(
        codes.COLON_IN_TEXT,
        "colon-in-text",
        "A text without quotes holds a colon with a space behind it.",
        why="A colon and a space mean that a value begins.",
        bad="must: Say this: we are sorry.\n",
        good='must: "Say this: we are sorry."\n',
        how="Put the text in quotes, or write it without the colon.",
    ),
    page(
        codes.SPECIAL_START,
        "special-start",
        "A text without quotes begins with a special character.",
        why="`{ [ * & ! % @ | >` and the backtick have a meaning at the start of a value.",
        bad="must: {refund-time} is the limit.\n",
        good='must: "{refund-time} is the limit."\n',
        how="Put the text in quotes, or begin with another word.",
    ),
    page(
        codes.TEXT_AFTER_QUOTE,
        "text-after-quote",
        "A text begins in quotes and goes on behind them.",
        why="The second quote mark ends the text. An apostrophe does the same in single quotes.",
        bad='must: "Sorry" is the first word.\n',
        good="must: '\"Sorry\" is the first word.'\n",
        how="Put the whole text in quotes of the other kind.",
    ),
    page(
        codes.TAB,
        "tab",
        "A tab stands where only spaces may stand.",
        why="A tab is as wide as each editor likes, so nobody could tell what stands under what.",
        bad="scope:\n\tregions: [SE]\n",
        good="scope:\n  regions: [SE]\n",
        how="Replace it by spaces. Editors can do so on their own for files ending in .yaml.",
    ),
    page(
        codes.NO_SPACE_AFTER_COLON,
        "no-space-after-colon",
        "There is no space behind the colon of a key.",
        why="Only a colon with a space behind it ends a key; 09:30 and web addresses stay whole.",
        bad="id: returns\ntitle:Returns\nstatus: draft\n",
        good="id: returns\ntitle: Returns\nstatus: draft\n",
        how="Put a space behind the colon.",
    ),
    page(
        codes.NO_SPACE_AFTER_DASH,
        "no-space-after-dash",
        "There is no space behind the dash of a list item.",
        why="Only a dash with a space behind it begins an item; -5 stays a number.",
        bad="areas:\n  - returns\n  -complaints\n",
        good="areas:\n  - returns\n  - complaints\n",
        how="Put a space behind the dash.",
    ),
    page(
        codes.UNCLOSED_QUOTE,
        "unclosed-quote",
        "A quote mark is not closed.",
        why="Everything up to the next quote mark, often many lines below, becomes one text.",
        bad='title: "Returns\nstatus: draft\n',
        good='title: "Returns"\nstatus: draft\n',
        how="Put the same quote mark at the end of the text.",
    ),
    page(
        codes.WORD_QUOTE,
        "word-quote",
        "A curly quote mark is used to quote a value.",
        why="The curly marks of word processors are ordinary letters here: they would be "
        "printed, and quote nothing.",
        bad="must: “Sorry: we were wrong.”\n",
        good='must: "Sorry: we were wrong."\n',
        how="Use straight quote marks, as they stand on the keyboard.",
    ),
    page(
        codes.WRONG_INDENT,
        "wrong-indent",
        "A line stands too far in or out.",
        why="The spaces at the start of a line say what it belongs to.",
        bad="statements:\n  - id: greet\n    must: Say hello.\n   how: Smile.\n",
        good="statements:\n  - id: greet\n    must: Say hello.\n    how: Smile.\n",
        how="Move the line so that it begins exactly under the key or dash it follows.",
    ),
    page(
        codes.MARK_IN_SHORT_FORM,
        "mark-in-short-form",
        "A text inside `{…}` or `[…]` holds a brace or a question mark.",
        why="These have a meaning there, so the text ends before them.",
        bad="step: {ask: How may I help?, next: listen}\n",
        good='step: {ask: "How may I help?", next: listen}\n',
        how="Put the text in quotes, or write it on a line of its own.",
    ),
    page(
        codes.UNCLOSED_BRACKET,
        "unclosed-bracket",
        "A bracket is not closed, or with one of another kind.",
        why="Everything up to the closing bracket belongs to the list.",
        bad="areas: [returns, complaints\nstatus: draft\n",
        good="areas: [returns, complaints]\nstatus: draft\n",
        how="Close it with the bracket of the same kind.",
    ),
    page(
        codes.NO_COLON,
        "no-colon",
        "A line at the place of a key has no colon.",
        why="It is neither a key with its value nor a part of the text above.",
        bad="id: returns\ntitle Returns\nstatus: draft\n",
        good="id: returns\ntitle: Returns\nstatus: draft\n",
        how="Write it as `key: value`. If it goes on from the text above, move it in by two "
        "spaces.",
    ),
    page(
        codes.UNKNOWN_ESCAPE,
        "unknown-escape",
        "A backslash in double quotes means nothing.",
        why="In double quotes a backslash begins a sign for another character.",
        bad='field: "C:\\customers"\n',
        good="field: 'C:\\customers'\n",
        how="Use single quotes, or write two backslashes.",
    ),
    page(
        codes.LIST_BESIDE_KEY,
        "list-beside-key",
        "A list begins on the line of its key.",
        why="The items of a list with dashes stand under each other, so the first one needs a "
        "line of its own.",
        bad="areas: - returns\n",
        good="areas:\n  - returns\n",
        how="Begin the list on the next line, or write `[returns]`.",
    ),
    page(
        codes.DASH_MISSING,
        "dash-missing",
        "A list item has no dash.",
        why="Without a dash its lines belong to the item above, where each key stands already.",
        bad="statements:\n  - id: greet\n    must: Greet.\n    id: thank\n    must: Thank.\n",
        good="statements:\n  - id: greet\n    must: Greet.\n  - id: thank\n    must: Thank.\n",
        how="Put a dash and a space before the first key of the item.",
    ),
    page(
        codes.MERGE_MARKS,
        "merge-marks",
        "Two versions stand in the file, between the marks of an unfinished merge.",
        why="Git could not tell which of two changes of the same lines is meant, so it left both "
        "for somebody to decide.",
        bad="title: Returns\n<<<<<<< HEAD\nstatus: draft\n=======\nstatus: active\n>>>>>>> theirs\n",
        good="title: Returns\nstatus: active\n",
        how="Keep the version that is right, and delete the three lines with marks.",
    ),
    page(
        codes.FOREIGN_CHARACTER,
        "foreign-character",
        "A character looks like a space or a colon and is none.",
        why="Texts from word processors and web pages bring spaces that do not break a line and "
        "wide colons along. In a sentence they do no harm; around a key they hide it.",
        bad="id: returns\ntitle:\u00a0Returns\nstatus: draft\n",
        good="id: returns\ntitle: Returns\nstatus: draft\n",
        how="Delete the character and type it anew.",
    ),
    page(
        codes.NOT_READABLE,
        "not-readable",
        "A file cannot be read from some place on.",
        why="The notation breaks off in a way that has no better name.",
        bad='title: Returns\n: "\n',
        good="title: Returns\n",
        how="Compare the line and the one above with a policy that works: the spaces at the "
        "start, quote marks and brackets.",
    ),
)
