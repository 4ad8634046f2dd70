"""Which sentences are rules, and at which level: what the level says is taken out of the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policykit.importing.orders import as_order
from policykit.importing.phrases import DOUBT, REWORD, SHORTEN, SPLIT, TURN, WITHIN
from policykit.importing.quotations import quotations
from policykit.locale.handbook_words import HandbookWords, LevelWords
from policykit.locale.word_lists import word_list
from policykit.model.imported import Sure
from policykit.model.value import dataclass

_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NO_VERB: Final = ("from", "for", "circumstances", "omständigheter", "zu", "verpflichtet")
_STRESS: Final = frozenset({"*", "_"})
_MOST_SUBJECT: Final = 12
_TURNED: Final = {"may": "must_not", "must": "must_not", "should": "should_not"}
_YES: Final = {"must_not": "must", "should_not": "should"}


@dataclass(frozen=True, slots=True)
class Ruled:
    """A sentence as a rule.

    `said` are the words that the level says now, `added` those that were put in so that the rest
    reads well; `subject` is who the sentence was about, in lower case.
    """

    level: str
    text: str
    said: str = ""
    added: str = ""
    subject: str = ""
    sure: Sure = Sure.SURE
    check: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    words: LevelWords
    start: int
    end: int
    denial: tuple[int, int] | None = None


def ruled(text: str, words: HandbookWords) -> Ruled | None:
    """The rule in a sentence; None where it has no words of a level, or is a question."""
    if text.endswith("?"):
        return None
    found = sorted(_all(text, words), key=lambda each: (each.start, words.levels.index(each.words)))
    if not found or found[0].words.level == "none":
        return None
    made = _ruled(text, found[0], words)
    if made is None:
        return None
    others = [
        each
        for each in found[1:]
        if each.start >= found[0].end
        and each.words.level not in {"none", found[0].words.level}
        and not each.words.is_doubtful
        and not (each.words.inner or each.words.split)
        and each.start != (found[0].denial or (-1, -1))[0]
    ]
    if _denies(made, words):
        level = _YES[made.level]
        return Ruled(level, text, subject=made.subject, sure=Sure.UNSURE, check=TURN)
    if others:
        return Ruled(made.level, made.text, made.said, made.added, made.subject, Sure.UNSURE, SPLIT)
    return made


def forced(text: str, level: str, words: HandbookWords) -> Ruled:
    """A sentence as a rule of a level that something else says: a lead-in, a heading, a column."""
    made = ruled(text, words)
    if made is not None and made.level == level and made.check != SPLIT:
        return made
    plain = Ruled(level, _capital(text))
    if _denies(plain, words):
        return Ruled(_YES[level], _capital(text), sure=Sure.UNSURE, check=TURN)
    return plain


def _all(text: str, words: HandbookWords) -> Iterator[_Found]:
    quoted = quotations(text)
    for level in words.levels:
        for match in level.pattern.finditer(text):
            if any(start <= match.start() < end for start, end in quoted):
                continue
            if _is_month(text, match):
                continue
            if level.unless is not None and level.unless.search(text):
                continue
            if level.split is not None:
                denial = level.split.search(text, match.end())
                between = text[match.end() : denial.start()] if denial else ""
                is_near = not level.reach or len(between.split()) <= level.reach
                if denial and is_near and not re.search(r"[,;:]", between):
                    yield _Found(level, *match.span(), denial.span())
                continue
            if _is_told(text[: match.start()], words):
                continue
            if level.inner and text[: match.start()].strip().lower() not in words.staff:
                continue
            yield _Found(level, *match.span())


def _is_told(before: str, words: HandbookWords) -> bool:
    """Whether what follows is told about somebody: `people who need to`, `those who, if asked, may`."""
    plain = before.rstrip()
    if plain.endswith(","):
        plain = plain[:-1].rpartition(",")[0]
    found = plain.split()
    return len(found) > 1 and found[-1].lower() in words.relatives


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether `May` is the month and no permission."""
    return match.group() == "May" and (
        match.start() > 0 or text[match.end() : match.end() + 2].strip().isdigit()
    )


def _ruled(text: str, found: _Found, words: HandbookWords) -> Ruled | None:
    level = found.words.level
    # "You **must** wait": without the word its marks would be left.
    is_stressed = {text[found.start - 1 : found.start], text[found.end : found.end + 1]} & _STRESS
    if found.words.is_kept or is_stressed:
        kept = Ruled(level, _capital(text), sure=Sure.LIKELY)
        return _whole(kept, text) if is_stressed else kept
    match = text[found.start : found.end]
    prefix, rest = text[: found.start].strip(), text[found.end :].strip()
    said = match
    if found.denial is not None:
        start, end = found.denial
        said = f"{match} {text[start:end]}"
        rest = f"{text[found.end : start].strip()} {text[end:].strip()}".strip()
    if found.words.at_start:
        return _made(level, rest, said) if _says(rest) else None
    head, _, tail = prefix.rpartition(",")
    if head and not _leads(head, words):
        # What stands before the comma is no clause of its own but one of several subjects.
        head, tail = "", prefix
    subject = (tail if head else prefix).strip()
    name = subject.lower()
    lead = f"{head.strip()}, " if head else ""
    if name in words.staff or name in {f"the {each}" for each in words.staff}:
        if said.lower().endswith(("for", "from")):
            # "You are responsible for keeping" says no verb that could stand alone.
            return _whole(Ruled(level, text, subject=name), text)
        if not _says(rest):
            # "Staff must:" says the level of what comes behind it, and no more.
            is_lead = rest == ":" and not head
            return Ruled(level, "", f"{subject} {said}", subject=name) if is_lead else None
        happens = level in {"may", "should"} and not words.happening.isdisjoint(
            _lower_words(rest)[:1] + _lower_words(rest)[-1:]
        )
        is_doubtful = happens or (found.words.is_doubtful and found.denial is None)
        made = _made(level, f"{lead}{rest}", f"{subject} {said}", "", name)
        doubtful = replace(made, sure=Sure.UNSURE, check=DOUBT) if is_doubtful else made
        return _plain(text, lead, rest, doubtful, words)
    if words.locale != "en":
        inverted = _inverted(text, prefix, rest, said, level, words)
        if inverted is not None:
            return inverted
    about_customers = any(each in words.customers for each in _lower_words(subject))
    if found.words.is_doubtful and found.denial is None and not about_customers:
        return None
    return _about_others(text, found, lead, subject, rest, said, words)


def _plain(text: str, lead: str, rest: str, made: Ruled, words: HandbookWords) -> Ruled:
    """What the reader of a handbook is to do, without what the level says; whole where unsure.

    Args:
        text: the sentence.
        lead: the clause before its subject.
        rest: what follows the words of the level.
        made: the rule that is left when those are taken out.
        words: those of the language.
    """
    if words.locale == "sv" and made.level not in {"must", "should"}:
        # "Får inte skrika": the level and an infinitive make a sentence, but behind a clause
        # they make none.
        return _whole(made, text) if lead else made
    order = as_order(rest, words)
    if order is None:
        return made if rest.endswith(":") else _whole(made, text)
    said = f"{made.said} {order.said}".strip()
    return replace(made, text=_capital(f"{lead}{order.text}"), said=said, added=order.added)


def _whole(made: Ruled, text: str) -> Ruled:
    """A sentence as it is, where taking words out would leave no natural one."""
    if made.level in _YES:
        return Ruled(_YES[made.level], _capital(text), "", "", made.subject, Sure.UNSURE, TURN)
    sure = Sure.LIKELY if made.sure is Sure.SURE else made.sure
    return Ruled(made.level, _capital(text), "", "", made.subject, sure, made.check or SHORTEN)


def _leads(head: str, words: HandbookWords) -> bool:
    """Whether what stands before a comma is a clause the rest can go without."""
    first = _lower_words(head)[:1]
    return bool(first) and (first[0] in words.leads or len(_lower_words(head)) == 1)


def _about_others(
    text: str,
    found: _Found,
    lead: str,
    subject: str,
    rest: str,
    said: str,
    words: HandbookWords,
) -> Ruled | None:
    """A rule whose subject is no staff: a prohibition or permission lets it, or lets it not."""
    level = found.words.level
    is_within = not words.clauses.isdisjoint(_lower_words(subject))
    if is_within and text.rstrip().endswith(":"):
        # What leads to a list would make a rule of each of its items.
        return None
    is_customer = not words.customers.isdisjoint(_lower_words(subject))
    may_happen = level == "may" and not is_customer
    is_doubtful = may_happen or (found.words.is_doubtful and found.denial is None)
    name = subject.lower()
    if is_within and not is_doubtful:
        return Ruled(_YES.get(level, level), text, subject=name, sure=Sure.UNSURE, check=WITHIN)
    sure = Sure.UNSURE if is_doubtful else Sure.LIKELY
    if level in {*_YES, "may"} and _can_let(subject, rest, said, level, words):
        let = words.let if not lead else words.let.lower()
        body = f"{lead}{let} {_lower(subject, words)} {rest}"
        return _made(level, body, said, words.let, name, sure, DOUBT if is_doubtful else REWORD)
    made = Ruled(level, text, "", "", name, sure, DOUBT if is_doubtful else "")
    return _whole(made, text)


def _can_let(subject: str, rest: str, said: str, level: str, words: HandbookWords) -> bool:
    """Whether "Let customers return goods" is said as one would say it."""
    if not words.let or not subject or len(subject.split()) > _MOST_SUBJECT or not _says(rest):
        return False
    if said.lower().endswith(_NO_VERB) or not _is_plain(subject, words):
        return False
    if words.locale == "en":
        return True
    first = _lower_words(rest)[:1]
    return level == "may" and bool(first) and first[0] in words.infinitives


def _inverted(
    text: str, prefix: str, rest: str, said: str, level: str, words: HandbookWords
) -> Ruled | None:
    """A rule with who is to keep it behind the verb: `Vid retur måste du …`."""
    if not prefix:
        return None
    subject = next(
        (
            each
            for each in sorted(words.staff, key=len, reverse=True)
            if rest.lower().startswith(f"{each} ")
        ),
        "",
    )
    if not subject:
        return None
    said = f"{said} {rest[: len(subject)]}"
    rest = rest[len(subject) :].strip()
    first, _, after = rest.partition(" ")
    if first.lower() in word_list(words.locale).negations and level in _TURNED:
        said, rest, level = f"{said} {first}", after.strip(), _TURNED[level]
    if not _says(rest):
        return None
    order = as_order(rest, words) if level in {"must", "should"} or words.locale == "de" else None
    first = _lower_words(prefix)[0] if _lower_words(prefix) else ""
    has_comma = prefix.endswith(",")
    is_clause = has_comma or (words.locale == "sv" and first in words.leads)
    is_phrase = first in words.prepositions and "," not in prefix
    if order is None or not (is_clause or is_phrase):
        return _whole(Ruled(level, text, subject=subject), text)
    parting = " " if is_phrase and not has_comma else ", "
    body = f"{prefix.rstrip(',')}{parting}{order.text}"
    return _made(level, body, f"{said} {order.said}", order.added, subject, Sure.LIKELY, "")


def _made(
    level: str,
    body: str,
    said: str,
    added: str = "",
    subject: str = "",
    sure: Sure = Sure.SURE,
    check: str = "",
) -> Ruled:
    return Ruled(level, _capital(body), " ".join(said.split()), added, subject, sure, check)


def _denies(made: Ruled, words: HandbookWords) -> bool:
    """Whether a prohibition denies what it forbids, within the words that lint looks at."""
    if made.level not in _YES:
        return False
    language = word_list(words.locale)
    found = [each.group().lower() for each in _WORD.finditer(made.text)]
    return not language.negations.isdisjoint(found[: language.negation_reach])


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_plain(subject: str, words: HandbookWords) -> bool:
    """Whether a subject begins with a word that is no name, so that it can stand within."""
    first = subject.split(" ", 1)[0].lower()
    return first in words.common | words.customers | words.staff or first in {
        "an", "any", "no", "all", "every", "each", "this", "that", "these", "those", "their",
        "your", "its", "his", "her", "such", "some", "personal", "en", "ett", "alla", "varje",
    }  # fmt: skip


def _lower(subject: str, words: HandbookWords) -> str:
    return subject[:1].lower() + subject[1:] if _is_plain(subject, words) else subject


def _lower_words(text: str) -> list[str]:
    return [each.group().lower() for each in _WORD.finditer(text)]
