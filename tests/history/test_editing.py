"""The edits a story is made of: each changes what it names and no other line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from tests.history import blocks, records
from tests.history.blocks import StoryError
from tests.history.building import stream
from tests.history.telling import told

TEXT = """\
# a comment
id: returns
summary: Words, with a comma.

terms:
  # about time
  window:
    window: 30 days
    varies:
      - regions: [SE]
        value: 40 days
  limit: {allowance: 5 EUR}

statements:
  - id: look
    must: Look for [the card](card.bank) within {window}.
    law: [eu.a, eu.b]
    points:
      - One
      - Two
  - id: card
    how: |
      First line.

      id: look
    supports: [look]
"""

EDITS: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a value": (
        partial(blocks.with_value, place="terms/window/window", new="14 days"),
        "    window: 30 days\n",
        "    window: 14 days\n",
    ),
    "a value of an item in a list": (
        partial(blocks.with_value, place="terms/window/varies/[SE]/value", new="50 days"),
        "        value: 40 days\n",
        "        value: 50 days\n",
    ),
    "a key": (
        partial(blocks.with_key, place="statements/look/must", new="should"),
        "    must: Look",
        "    should: Look",
    ),
    "a block in place of another": (
        partial(blocks.with_block, place="terms/limit", raw="limit:\n  charge: 1 EUR\n"),
        "  limit: {allowance: 5 EUR}\n",
        "  limit:\n    charge: 1 EUR\n",
    ),
    "a block more": (
        partial(blocks.with_block, place="statements/pay", raw="- id: pay\n  may: Pay.\n"),
        "    supports: [look]\n",
        "    supports: [look]\n  - id: pay\n    may: Pay.\n",
    ),
    "a block less": (
        partial(blocks.without_block, place="terms/window/varies/[SE]/value"),
        "        value: 40 days\n",
        "",
    ),
    "the last block of its kind": (
        partial(blocks.without_block, place="terms/window/varies/[SE]"),
        "    varies:\n      - regions: [SE]\n        value: 40 days\n",
        "",
    ),
    "a section": (
        partial(blocks.without_block, place="summary"),
        "summary: Words, with a comma.\n",
        "",
    ),
    "another order": (
        partial(blocks.reordered, place="statements/look", keys=["points", "law"]),
        (
            "    must: Look for [the card](card.bank) within {window}.\n    law: [eu.a, eu.b]\n"
            "    points:\n      - One\n      - Two\n"
        ),
        (
            "    points:\n      - One\n      - Two\n    law: [eu.a, eu.b]\n"
            "    must: Look for [the card](card.bank) within {window}.\n"
        ),
    ),
    "a folded text": (
        partial(blocks.folded, place="summary"),
        "summary: Words, with a comma.\n",
        "summary: >-\n  Words, with a comma.\n",
    ),
    "a name out of a list": (
        partial(blocks.without_listed, name="eu.a"),
        "    law: [eu.a, eu.b]\n",
        "    law: [eu.b]\n",
    ),
    "the only name of a list": (
        partial(blocks.without_listed, name="look"),
        "    supports: [look]\n",
        "",
    ),
    "a link": (
        partial(blocks.unlinked, target="card"),
        "[the card](card.bank)",
        "the card",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_what_it_names(name: str) -> None:
    edit, before, after = EDITS[name]
    assert TEXT.count(before) == 1
    assert edit(TEXT) == TEXT.replace(before, after)


MISTAKES: dict[str, tuple[Callable[[str], str], str]] = {
    "nothing there": (
        partial(blocks.with_value, place="terms/windows/window", new="1 day"),
        "there is nothing at terms/windows/window",
    ),
    "text in a block": (
        partial(blocks.without_block, place="statements/card/id/look"),
        "there is nothing at statements/card/id/look",
    ),
    "no such key": (
        partial(blocks.reordered, place="statements/look", keys=["how"]),
        "statements/look has no how",
    ),
    "already a block": (
        partial(blocks.folded, place="statements/card/how"),
        "statements/card/how is no text on one line",
    ),
    "the key of an item": (
        partial(blocks.without_block, place="statements/look/id"),
        "statements/look/id is the key the item goes by",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_is_not_there_is_a_mistake(name: str) -> None:
    edit, said = MISTAKES[name]
    with pytest.raises(StoryError) as trouble:
        edit(TEXT)
    assert str(trouble.value) == said


@given(st.from_regex(r"[a-z0-9][a-z0-9 ,.{}-]{0,40}[a-z0-9.]", fullmatch=True))
def test_a_value_that_is_set_is_the_value(value: str) -> None:
    changed = blocks.with_value(TEXT, "statements/look/must", value)
    assert blocks.value(changed, "statements/look/must") == value
    old = blocks.value(TEXT, "statements/look/must")
    assert blocks.with_value(changed, "statements/look/must", old) == TEXT


RECORD = """\
# a schema
drafted:
  - by: a-1
    date: 2026-03-01
consulted:
  - role: customer
    date: 2026-03-04
    outcome: >-
      Two lines
      of text.
evidence:
  - id: ev-1
    found: A queue.
    date: 2026-02-28
law_checked:
  date: 2026-05-01
  by: a-3
approvals:
  - role: head
    date: 2026-03-10
    digests:
      en: pk1-0000
      sv: pk1-1111
    by: a-2
  - role: hr-partner
    by: a-8
    date: 2026-03-12
"""


def test_a_record_on_an_earlier_day() -> None:
    assert records.until(RECORD, date(2026, 5, 1)) == RECORD
    assert records.until(RECORD, date(2026, 2, 27)) == ""
    assert records.until(RECORD, date(2026, 3, 10)) == (
        RECORD.replace("law_checked:\n  date: 2026-05-01\n  by: a-3\n", "").replace(
            "  - role: hr-partner\n    by: a-8\n    date: 2026-03-12\n", ""
        )
    )


def test_a_record_of_an_earlier_version() -> None:
    assert (
        records.of_version(RECORD, -timedelta(days=365))
        == """\
# a schema
drafted:
  - by: a-1
    date: 2025-03-01
consulted:
  - role: customer
    date: 2025-03-04
law_checked:
  date: 2025-05-01
  by: a-3
approvals:
  - role: head
    date: 2025-03-10
    by: a-2
  - role: hr-partner
    by: a-8
    date: 2025-03-12
"""
    )


STORY = """\
commits:
  - {on: 2024-01-01 10:00, by: ada, message: First, arrives: [tea]}
  - on: 2024-01-02 10:00
    by: ada
    message: Warmer
    before:
      - {file: tea, EDIT}
"""
WRONG = {
    "set: {cups: 1}": "2024-01-02 Warmer, tea: there is nothing at cups",
    "set: {heat: 90}": "2024-01-02 Warmer, tea: the words before and after are the same",
    "swap: {milk: sugar}": "2024-01-02 Warmer, tea: there is no “milk”",
    "without: [sip]": "2024-01-02 Warmer, tea: there is no item sip",
    "was: {heat: cold}": "2024-01-02 Warmer, tea: nothing says that heat was cold",
    "was_policy: chai": "2024-01-02 Warmer, tea: nothing says that tea was chai",
}


@pytest.mark.parametrize("edit", WRONG)
def test_a_story_that_does_not_fit_says_where(edit: str, tmp_path: Path) -> None:
    (tmp_path / "authors.yaml").write_text("ada: {name: Ada, email: a@b.example, zone: '+0000'}")
    (tmp_path / "2024.yaml").write_text(STORY.replace("EDIT", edit))
    with pytest.raises(StoryError) as trouble:
        stream({"policies/tea.yaml": "id: tea\nheat: 90\n"}, told(tmp_path))
    assert str(trouble.value).startswith(WRONG[edit])


def test_what_the_story_does_not_tell_comes_last(tmp_path: Path) -> None:
    (tmp_path / "authors.yaml").write_text("ada: {name: Ada, email: a@b.example, zone: '+0000'}")
    (tmp_path / "2024.yaml").write_text(STORY.replace("EDIT", "set: {heat: 80}"))
    now = {"policies/tea.yaml": "id: tea\nheat: 90\n", "policies/jam.yaml": "id: jam\n"}
    assert (
        stream(now, told(tmp_path)).decode()
        == """\
commit refs/heads/main
mark :1
author Ada <a@b.example> 1704103200 +0000
committer Ada <a@b.example> 1704103200 +0000
data 6
First

M 100644 inline policies/tea.yaml
data 17
id: tea
heat: 80

commit refs/heads/main
mark :2
author Ada <a@b.example> 1704189600 +0000
committer Ada <a@b.example> 1704189600 +0000
data 7
Warmer

from :1
M 100644 inline policies/jam.yaml
data 8
id: jam

M 100644 inline policies/tea.yaml
data 17
id: tea
heat: 90

done
"""
    )


def test_an_author_lives_by_a_clock_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "authors.yaml").write_text("ada: {name: Ada, email: a@b.example, zone: '+0530'}")
    (tmp_path / "2024.yaml").write_text(STORY.replace("EDIT", "set: {heat: 80}"))
    first = told(tmp_path)[0].on
    assert (first.hour, first.utcoffset()) == (10, timedelta(hours=5, minutes=30))
