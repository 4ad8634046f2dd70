"""Pages about notation that is sound YAML and refused, and about keys."""

from __future__ import annotations

from typing import Final

from policykit.model.page import Page
from policykit.yamlsource import codes
from policykit.yamlsource.catalogue.page import page
from policykit.yamlsource.limits import MAX_KEY_LENGTH

REFUSED_PAGES: Final[tuple[Page, ...]] = (
    page(
        codes.ANCHOR,
        "anchor",
        "A value begins with `&`.",
        why="`&name` names a value for use elsewhere in the file. Who reads the other place "
        "cannot see what stands there.",
        bad="must: &always Greet the customer.\n",
        good='must: "&always Greet the customer."\n',
        how="If it is text, put it in quotes. If not, delete the word with the `&`.",
    ),
    page(
        codes.ALIAS,
        "alias",
        "A value begins with `*`.",
        why="`*name` stands for a value from elsewhere in the file, and a few lines of it can "
        "stand for millions. Terms are the way to say a number once.",
        bad="must: *always\n",
        good='must: "*always"\n',
        how="If it is text, put it in quotes. If not, write the value out, or make it a term.",
    ),
    page(
        codes.MERGE_KEY,
        "merge-key",
        "The key `<<` takes over keys from elsewhere.",
        why="Who reads the place cannot see what it says.",
        bad="statement:\n  <<: {gains: customer}\n  may: Give a voucher.\n",
        good="statement:\n  gains: customer\n  may: Give a voucher.\n",
        how="Write the keys out. What holds for many policies belongs in `defaults` of "
        "organisation.yaml.",
    ),
    page(
        codes.TAG,
        "tag",
        "A value begins with `!`.",
        why="`!type` tells programs how to read a value. Policies mean one thing to every "
        "reader, so the schema says it, once.",
        bad="must: !Important Greet the customer.\n",
        good='must: "!Important Greet the customer."\n',
        how="If it is text, put it in quotes. If not, delete the word with the `!`.",
    ),
    page(
        codes.DIRECTIVE,
        "directive",
        "A line at the top begins with `%`.",
        why="Such lines change how the file is read. All policies are read in the same way.",
        bad="%YAML 1.1\n---\ntitle: Returns\n",
        good="title: Returns\n",
        how="Delete the line.",
    ),
    page(
        codes.DUPLICATE_KEY,
        "duplicate-key",
        "A key stands twice in the same place.",
        why="Only one of the two can count, and which one differs from program to program.",
        bad="title: Returns\nstatus: draft\ntitle: Returns and refunds\n",
        good="title: Returns and refunds\nstatus: draft\n",
        how="Keep one of the two. Until then the first one counts.",
    ),
    page(
        codes.KEY_NOT_TEXT,
        "key-not-text",
        "A key is a number, true, false, nothing, or a list.",
        why="Keys are names. `{{name}}` without quotes is read so too.",
        bad="greeting: {{customer-name}}\n",
        good='greeting: "{customer-name}"\n',
        how="Put the key in quotes or give it a name; put text with braces in quotes.",
    ),
    page(
        codes.KEY_TOO_LONG,
        "key-too-long",
        f"A key has more than {MAX_KEY_LENGTH} characters.",
        why="It is almost always a sentence with a colon in it.",
        bad=f"{'Greet the customer kindly and then ' * 4}ask: what is wrong\n",
        good="must: Greet the customer kindly, then ask what is wrong.\n",
        how="Give the sentence a short key in front.",
    ),
)
