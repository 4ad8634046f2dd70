"""A small policy repository with a text of every kind."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import make_small

POLICY = "policies/phone-manners.yaml"
WORDS = "policies/phone-manners.sv.yaml"

SOURCE = """\
format: 1
id: phone-manners
title: How we answer the phone
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service
definitions:
  silence: Nobody says a word.
terms:
  answer-in:
    deadline: 20 seconds
    from: call-offered
    title: Time until we answer
statements:
  - id: greet
    must: Answer within {answer-in} and give your first name.
    how: Smile, see [the table](who).
  - id: hang-up
    must_not: Hang up first.
  - id: listen
    must: Listen
    points:
      first: Let them finish.
      then: Say it back.
tables:
  - id: who
    title: Who answers
    columns:
      who: You are
    rows:
      - id: new
        cells:
          who: new here
tone:
  style: [calm]
  say:
    - How can I help you?
scenarios:
  - id: queue
    title: A queue
    situation: |
      Five people wait.
      One is "in a hurry": really.
    good: Tell them how long it takes.
    bad: Look away.
    supports: [greet]
    quiz:
      question: What comes first?
      right: The greeting
      wrong:
        - The name
        - The number
supersedes:
  - version: 0.0.1
    reason: It was too short.
"""

DRAFT = """\
# yaml-language-server: $schema=../schemas/translation.schema.json
# Write the words of this language behind each key. Above it stands the source, marked #>, and
# what its {placeholders} stand for, marked #:. Write {placeholders} and the targets of links as
# they are there. What stays empty is missing: readers get the source. Once you have read it
# through: policykit translate phone-manners --locale sv --stamp

translates: phone-manners
locale: sv
#> How we answer the phone
title:

definitions:
  silence:
    #> The word itself, as the handbook prints it. In the source it goes by its id: silence
    term:
    #> Nobody says a word.
    text:

terms:
  answer-in:
    #> Time until we answer
    title:

statements:
  greet:
    #> (must) Answer within {answer-in} and give your first name.
    #: {answer-in} is 20 seconds
    text:
    #> Smile, see [the table](who).
    how:

  #> (must not) Hang up first.
  hang-up:
  #> (must) Listen
  listen:
  #> Let them finish.
  listen.first:
  #> Say it back.
  listen.then:

tables:
  who:
    #> Who answers
    title:

  #> You are
  who.who:
  #> new here
  who.new.who:

tone:
  #> Your own words for this language, not a translation. In the source:
  #> - How can I help you?
  say:

scenarios:
  queue:
    #> A queue
    title:
    #> Five people wait.
    #> One is "in a hurry": really.
    situation:
    #> Tell them how long it takes.
    good:
    #> Look away.
    bad:
    quiz:
      #> What comes first?
      question:
      #> The greeting
      right:
      #> - The name
      #> - The number
      wrong:

supersedes:
  #> It was too short.
  0.0.1:
"""

WHOLE = """\
# yaml-language-server: $schema=../schemas/translation.schema.json
translates: phone-manners
locale: sv
title: Så svarar vi i telefon
definitions:
  silence: Ingen säger något.

terms:
  answer-in:
    title: Tid tills vi svarar

statements:
  greet:
    text: Svara inom {answer-in} och säg ditt förnamn.
    how: Le, se [tabellen](who).
  hang-up: Lägga på först.  # kort
  listen: Lyssna
  listen.first: Låt dem tala till punkt.
  listen.then: Säg om det.

tables:
  who:
    title: Vem svarar
  who.who: Du är
  who.new.who: ny här

tone:
  say:
    - Vad kan jag hjälpa dig med?

scenarios:
  queue:
    title: En kö
    situation: |
      Fem personer väntar.
      En har "bråttom": på riktigt.
    good: Säg hur lång tid det tar.
    bad: Titta bort.
    quiz:
      question: Vad kommer först?
      right: Hälsningen
      wrong:
        - Namnet
        - Numret
supersedes:
  0.0.1: Den var för kort.
"""

ORGANISATION_WORDS = "policies/organisation.sv.yaml"


def make_shop(target: Path, words: str | bytes | None = WHOLE, source: str = SOURCE) -> Path:
    """The repository, with its words in Swedish or without any."""
    root = make_small(target)
    (root / "policykit.yaml").write_text(
        "format: 1\nframeworks: []\nlocales: {source: en, required: [sv], offered: [de]}\n",
        encoding="utf-8",
    )
    (root / POLICY).write_text(source, encoding="utf-8")
    if words is not None:
        (root / WORDS).write_bytes(words.encode() if isinstance(words, str) else words)
    return root
