"""The pages of what the schemas find wrong: why it matters, a bad and a good example, the way out."""

from __future__ import annotations

from typing import Final

from policykit.model.finding import Severity
from policykit.model.page import Fixable, Page
from policykit.validation import codes

_HEAD: Final = """\
format: 1
id: phone-manners
title: How we answer the phone
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service
"""
_STATEMENT: Final = """\
statements:
  - id: greet
    must: Give your first name.
"""

_FIXES: Final[dict[str, Fixable]] = {
    codes.UNKNOWN_KEY: "unsafe",
    codes.WRONG_TYPE: "safe",
    codes.NOT_IN_LIST: "unsafe",
    codes.WRONG_FORM: "safe",
}


def _page(code: str, name: str, summary: str, why: str, *, bad: str, good: str, how: str) -> Page:
    fix: Fixable = _FIXES.get(code, "none")
    return Page(code, name, "schema", Severity.ERROR, summary, why, bad, good, how, fix)


PAGES: Final[tuple[Page, ...]] = (
    _page(
        codes.UNKNOWN_KEY,
        "unknown-key",
        "A key stands where it is not known.",
        "A key that nothing reads looks like a rule and is none. It is mostly a slip of the "
        "fingers, or a line with too many or too few spaces before it.",
        bad=_HEAD + "sumary: How we greet.\n" + _STATEMENT,
        good=_HEAD + "summary: How we greet.\n" + _STATEMENT,
        how="Mend the spelling, or move the key to the place it belongs. Fields of your own go "
        "under `custom`.",
    ),
    _page(
        codes.MISSING_KEY,
        "missing-key",
        "A key that is needed is missing.",
        "Without it the entry cannot be used: a statement without an id cannot be referred to, "
        "a policy without an owner is nobody's.",
        bad=_HEAD + "statements:\n  - must: Give your first name.\n",
        good=_HEAD + _STATEMENT,
        how="Add the key. The message shows an example.",
    ),
    _page(
        codes.WRONG_TYPE,
        "wrong-type",
        "A value of another sort is expected.",
        "A list and a text, or a number and a text, are read in different ways; the program "
        "does not guess which was meant.",
        bad=_HEAD.replace("[phone]", "phone") + _STATEMENT,
        good=_HEAD + _STATEMENT,
        how="Write a list as `[phone]` or with hyphens, one entry a line; put a number that is "
        "meant as words in quotes.",
    ),
    _page(
        codes.ONE_OF_SEVERAL,
        "one-of-several",
        "Of several keys that exclude each other, not exactly one is there.",
        "A statement that both must and should be kept has no clear level, and one without a "
        "level is no rule. The same holds for the kinds of a term.",
        bad=_HEAD
        + "statements:\n  - id: greet\n    must: Give your first name.\n"
        + "    should: Give your last name.\n",
        good=_HEAD + _STATEMENT,
        how="Keep one of the keys. Make a second statement or term of the other.",
    ),
    _page(
        codes.NOT_IN_LIST,
        "not-in-list",
        "A value is not one of those that may stand here.",
        "Some values are fixed, because the program does something with each of them.",
        bad=_HEAD.replace("draft", "drafted") + _STATEMENT,
        good=_HEAD + _STATEMENT,
        how="Choose one of the values in the message.",
    ),
    _page(
        codes.WRONG_FORM,
        "wrong-form",
        "A value is not written in the accepted form.",
        "Times, sums, dates and ids are compared and reckoned with. There is one way to write "
        "each of them, so that everybody reads the same.",
        bad=_HEAD + "terms:\n  answer-in: {deadline: 20s, from: call-offered}\n" + _STATEMENT,
        good=_HEAD
        + "terms:\n  answer-in: {deadline: 20 seconds, from: call-offered}\n"
        + _STATEMENT,
        how="Write it as the message says: `14 days`, `20 EUR`, `90 %`, `2026-07-01`.",
    ),
    _page(
        codes.WRONG_AMOUNT,
        "wrong-amount",
        "There is too little or too much of something.",
        "An empty list says nothing and looks as if it did; an endless title breaks the page.",
        bad=_HEAD.replace("[phone]", "[]") + _STATEMENT,
        good=_HEAD + _STATEMENT,
        how="Add what is missing, shorten what is too long, or leave the key out.",
    ),
    _page(
        codes.NOT_TOGETHER,
        "not-together",
        "A key does not go together with another.",
        "Some keys only make sense beside others: who decides can be said only where people "
        "are free to act, an extension only where there is a time to extend.",
        bad=_HEAD
        + "statements:\n  - id: greet\n    must: Give your first name.\n"
        + "    decides: [team-leader]\n",
        good=_HEAD
        + "statements:\n  - id: greet\n    may: Give your first name.\n"
        + "    gains: customer\n    decides: [team-leader]\n",
        how="Take one of the two out.",
    ),
    _page(
        codes.OWN_FIELD,
        "own-field",
        "A field of your own is not as your own schema wants it.",
        "Your schemas in `schemas/extensions` say what may stand under `custom`. The bad "
        "example is bad when one of them wants `cost-centre` to be four digits.",
        bad=_HEAD + _STATEMENT + 'custom: {cost-centre: "47"}\n',
        good=_HEAD + _STATEMENT + 'custom: {cost-centre: "4711"}\n',
        how="Mend the field, or the schema that the message names.",
    ),
    _page(
        codes.SAID_TWICE,
        "said-twice",
        "A list says the same twice.",
        "The second entry changes nothing, and the next reader wonders what else was meant.",
        bad=_HEAD + "audience: [team-leader, team-leader]\n" + _STATEMENT,
        good=_HEAD + "audience: [team-leader]\n" + _STATEMENT,
        how="Keep one of them.",
    ),
    _page(
        codes.RESERVED_WORD,
        "reserved-word",
        "An id is a word with a meaning of its own.",
        "`{answer-time.total}` asks for the part of a term and `none` says that there is no "
        "value; an id of that name could not be told from it.",
        bad=_HEAD + "terms:\n  total: {deadline: 20 seconds, from: call-offered}\n" + _STATEMENT,
        good=_HEAD
        + "terms:\n  answer-in: {deadline: 20 seconds, from: call-offered}\n"
        + _STATEMENT,
        how="Choose another id, such as one of two words.",
    ),
)
