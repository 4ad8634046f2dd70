"""WRD001: a duty says by when, not "as soon as possible"."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.places import part_of
from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.lint.sentences import spans
from policykit.locale.word_lists import WordList, word_list
from policykit.model.facts import ItemFact
from policykit.model.finding import Problem, Severity
from policykit.model.page import Page
from policykit.model.text import Placeholder, segments

_LEVELS = frozenset({"must", "should"})


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    terms = frozenset(item.id for item in _terms(examined.facts.items))
    for text in _promises(examined):
        language = word_list(text.locale)
        if language.vague_time.search(text.text):
            yield from _problems(text, language, terms)


def _terms(items: tuple[ItemFact, ...]) -> Iterator[ItemFact]:
    return (item for item in items if item.kind == "term")


def _promises(examined: Examined) -> Iterator[HumanText]:
    """Duties, scripts, and when a target holds: what somebody relies on."""
    for duty in examined.duties:
        if duty.level in _LEVELS:
            yield duty.text
    for text in examined.texts:
        if (text.section == "scripts" and not text.key) or (
            text.section == "response_targets" and text.key == "when"
        ):
            yield text


def _problems(text: HumanText, language: WordList, terms: frozenset[str]) -> Iterator[Problem]:
    for start, end in spans(text.text, language):
        words = text.text[start:end]
        if language.length_of_time.search(words) or _names_a_term(words, terms):
            continue
        for found in language.vague_time.finditer(text.text, start, end):
            place = part_of(text.path, text.pointer, text.text, found.start(), found.end())
            yield Problem(
                place=place,
                message=f'"{place.words}" names no time that could be kept or measured.',
                hint="Make the time a term, such as reply-time: {deadline: 1 business day, from: "
                "message-received}, and write within {reply-time}.",
                value=place.words.lower(),
            )


def _names_a_term(sentence: str, terms: frozenset[str]) -> bool:
    """Whether a sentence sets a limit beside the vague words: a term of any policy."""
    return any(
        isinstance(segment, Placeholder)
        and (segment.names[0] in terms or _is_elsewhere(segment.names))
        for segment in segments(sentence)
    )


def _is_elsewhere(names: tuple[str, ...]) -> bool:
    return len(names) > 1 and names[-1] not in {"hours", "languages", "cost"}


RULE = Rule(
    page=Page(
        code="WRD001",
        name="vague-time",
        category="words",
        severity=Severity.WARNING,
        summary='A duty or script puts a time off with words such as "as soon as possible".',
        why='Everybody reads "promptly" in their own way: staff as when the queue is gone, '
        "customers as today. A time that is not named can be neither kept nor measured.",
        bad="""\
statements:
  - id: call-back
    must: Call the customer back as soon as possible.
""",
        good="""\
terms:
  call-back-time: {deadline: 2 hours, from: message-received}
statements:
  - id: call-back
    must: Call the customer back within {call-back-time}.
""",
        how="Name the time as a term and write its placeholder. The vague words may stay beside "
        'it, as in "without delay, and within {refund-time}".',
    ),
    per_policy=_check,
)
