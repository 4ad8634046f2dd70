"""Which sentences are rules, and at which level: what the level says is taken out of the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policykit.locale.handbook_words import HandbookWords, LevelWords
from policykit.locale.word_lists import word_list
from policykit.model.imported import Sure
from policykit.model.value import dataclass

_QUOTED: Final = re.compile(r"“[^”]*”|„[^“]*“|\"[^\"]*\"|»[^«]*«|”[^”]*”")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NO_VERB: Final = ("from", "for", "circumstances", "omständigheter", "zu", "verpflichtet")
_MOST_SUBJECT: Final = 12
_TURNED: Final = {"may": "must_not", "must": "must_not", "should": "should_not"}
_YES: Final = {"must_not": "must", "should_not": "should"}

SHORTEN: Final = "The level says this already; shorten the words if you like."
REWORD: Final = "Say it in your own words."
TURN: Final = "It says no. Turn it round: under must_not, name what is forbidden."
SPLIT: Final = "It holds two levels. Make two rules of it."
WITHIN: Final = "Is this the rule, or only told within the sentence?"
DOUBT: Final = "Is it a permission, or only something that is possible?"


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
    quoted = [each.span() for each in _QUOTED.finditer(text)]
    for level in words.levels:
        for match in level.pattern.finditer(text):
            if any(start <= match.start() < end for start, end in quoted):
                continue
            if _is_month(text, match):
                continue
            if level.split is not None:
                denial = level.split.search(text, match.end())
                if denial and not re.search(r"[,;:]", text[match.end() : denial.start()]):
                    yield _Found(level, *match.span(), denial.span())
                continue
            before = text[: match.start()].split()
            if len(before) > 1 and before[-1].lower() in words.relatives:
                continue
            if level.inner and text[: match.start()].strip().lower() not in words.staff:
                continue
            yield _Found(level, *match.span())


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether `May` is the month and no permission."""
    return match.group() == "May" and (
        match.start() > 0 or text[match.end() : match.end() + 2].strip().isdigit()
    )


def _ruled(text: str, found: _Found, words: HandbookWords) -> Ruled | None:
    level = found.words.level
    if found.words.is_kept:
        return Ruled(level, _capital(text), sure=Sure.LIKELY)
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
    subject = (tail if head else prefix).strip()
    name = subject.lower()
    lead = f"{head.strip()}, " if head else ""
    if name in words.staff or name in {f"the {each}" for each in words.staff}:
        if said.lower().endswith("for"):
            # "You are responsible for keeping" says no verb that could stand alone.
            return Ruled(level, _capital(text), subject=name, sure=Sure.LIKELY, check=SHORTEN)
        if not _says(rest):
            # "Staff must:" says the level of what comes behind it, and no more.
            is_lead = rest == ":" and not head
            return Ruled(level, "", f"{subject} {said}", subject=name) if is_lead else None
        happens = level in {"may", "should"} and not words.happening.isdisjoint(
            _lower_words(rest)[:1] + _lower_words(rest)[-1:]
        )
        is_doubtful = happens or (found.words.is_doubtful and found.denial is None)
        sure = Sure.UNSURE if is_doubtful else Sure.SURE
        check = DOUBT if sure is Sure.UNSURE else ""
        return _made(level, f"{lead}{rest}", f"{subject} {said}", "", name, sure, check)
    if not words.let or words.locale != "en":
        inverted = _inverted(prefix, rest, said, level, words)
        if inverted is not None:
            return inverted
    about_customers = any(each in words.customers for each in _lower_words(subject))
    if found.words.is_doubtful and found.denial is None and not about_customers:
        return None
    return _about_others(text, found, lead, subject, rest, said, words)


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
    if is_within and not is_doubtful:
        return Ruled(
            _YES.get(level, level), text, subject=subject.lower(), sure=Sure.UNSURE, check=WITHIN
        )
    check = DOUBT if is_doubtful else REWORD
    sure = Sure.UNSURE if check == DOUBT else Sure.LIKELY
    name = subject.lower()
    can_let = (
        bool(subject)
        and len(subject.split()) <= _MOST_SUBJECT
        and not said.lower().endswith(_NO_VERB)
        and _says(rest)
    )
    if level in {"must_not", "should_not", "may"} and can_let:
        if words.let:
            let = words.let if not lead else words.let.lower()
            body = f"{lead}{let} {_lower(subject, words)} {rest}"
            return _made(level, body, said, words.let, name, sure, check)
        if level != "may":
            return _made(level, f"{lead}{subject} {rest}", said, "", name, sure, check)
    if level in _YES:
        return Ruled(_YES[level], text, subject=name, sure=Sure.UNSURE, check=TURN)
    return Ruled(
        level, _capital(text), subject=name, sure=sure, check=check if check == DOUBT else SHORTEN
    )


def _inverted(prefix: str, rest: str, said: str, level: str, words: HandbookWords) -> Ruled | None:
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
    return _made(level, f"{prefix.rstrip(',')}, {rest}", said, "", subject, Sure.LIKELY, "")


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


def _lower(subject: str, words: HandbookWords) -> str:
    first = subject.split(" ", 1)[0].lower()
    is_plain = first in words.common | words.customers | words.staff or first in {
        "an", "any", "no", "all", "every", "each", "this", "that", "these", "those", "their",
        "your", "its", "his", "her", "such", "some", "personal", "en", "ett", "alla", "varje",
    }  # fmt: skip
    return subject[:1].lower() + subject[1:] if is_plain else subject


def _lower_words(text: str) -> list[str]:
    return [each.group().lower() for each in _WORD.finditer(text)]
