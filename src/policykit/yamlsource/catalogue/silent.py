"""Pages about slips that other programs read without a word, and wrongly."""

from __future__ import annotations

from typing import Final

from policykit.model.page import Page
from policykit.yamlsource import codes
from policykit.yamlsource.catalogue.page import page

SILENT_PAGES: Final[tuple[Page, ...]] = (
    page(
        codes.COMMA_CUTS_TEXT,
        "comma-cuts-text",
        "A comma cuts a sentence inside `{…}`.",
        why="Between braces a comma begins the next key, so the rest of the sentence becomes a "
        "key without a value and is lost.",
        bad="answer: {say: No, really}\n",
        good='answer: {say: "No, really"}\n',
        how="Put the sentence in quotes, or write it on a line of its own. Braces are for short "
        "ids and values.",
    ),
    page(
        codes.COMMENT_CUTS_TEXT,
        "comment-cuts-text",
        "`#` turns the rest of a text into a comment.",
        why="Behind a space `#` begins a comment, and what follows is never printed.",
        bad="must: Use form #12 now.\n",
        good='must: "Use form #12 now."\n',
        how="Put the text in quotes. If it is a comment, put a space behind the `#`.",
    ),
    page(
        codes.BRACES_AROUND_NAME,
        "braces-around-name",
        "A name in braces stands without quotes.",
        why="`{goodwill}` alone is read as a list of keys. Braces mark a place to fill only "
        "inside a text.",
        bad="limit: {goodwill}\n",
        good="limit: goodwill\n",
        how="Where a value is asked for, write the bare name; in a text, use quotes.",
    ),
    page(
        codes.LIST_IN_TEXT,
        "list-in-text",
        "A list is read as part of the text above it.",
        why="A text goes on over the next lines when they stand further in, dashes and all.",
        bad="must: Ask for\n  - the receipt\n  - the card\n",
        good="must: Ask for\npoints:\n  - the receipt\n  - the card\n",
        how="Give the list a key of its own. If it is one item of a list that stands too far "
        "in, move it under the other items.",
    ),
    page(
        codes.NUMBER_WOULD_CHANGE,
        "number-would-change",
        "A number would not be kept as it is written.",
        why="Without quotes `1.10` is the number 1.1, `010` is 10 and +46 loses its plus sign.",
        bad="article: 010\n",
        good='article: "010"\n',
        how="Put it in quotes.",
    ),
    page(
        codes.CODE_LIKE_NUMBER,
        "code-like-number",
        "A code looks like a number written in another way.",
        why="To some programs `1e10` is ten thousand million, `0x1f` is 31 and `1_000` is a "
        "thousand; long numbers lose their last digits.",
        bad="article: 1e10\n",
        good='article: "1e10"\n',
        how="Put it in quotes.",
    ),
)
