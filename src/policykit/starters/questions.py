"""What is asked of a company that begins: each question with its option, its default and its check."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from difflib import get_close_matches
from typing import Final

from policykit.locale.territories import countries, is_language, language_of
from policykit.model.ids import is_id, suggested_id
from policykit.model.value import dataclass
from policykit.starters.company import (
    CALLED,
    CHANNELS,
    FIRST_OWNER,
    HOSTINGS,
    SIZES,
    Company,
    channel,
    country,
)
from policykit.starters.persons import looks_like_a_person
from policykit.starters.phrases import has_words
from policykit.starters.shipped import SOURCE
from policykit.starters.standing import OFFERED

Said = Mapping[str, tuple[str, ...]]
"""Answers by the key of the question."""

_LONGEST_NAME: Final = 120
_MOST_COUNTRIES: Final = 40
_USUAL: Final = ("in-person", "phone", "email")


class NotUnderstoodError(Exception):
    """An answer that cannot be; its text says why and what could, for the one who typed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    `words` ask it, `example` shows an answer, `default` gives one from the answers before it,
    () where nobody but the company knows. `read` makes the answer of what was typed. `called`
    are the words for answers that are typed in another way than they are written in files.
    `echoes` says that what was understood is told where it differs from what was typed.
    """

    key: str
    option: str
    words: str
    example: str
    default: Callable[[Said], tuple[str, ...]]
    read: Callable[[str], tuple[str, ...]]
    called: Mapping[str, str] = field(default_factory=dict)
    echoes: bool = False

    def shown(self, answer: Sequence[str]) -> str:
        """An answer in the words of the question, as one could type it."""
        return ",".join(self.called.get(each, each) for each in answer)


def _name(typed: str) -> tuple[str, ...]:
    name = " ".join(typed.split())
    if not name or not name.isprintable():
        message = "A company has a name, such as Corner Shop."
        raise NotUnderstoodError(message)
    if len(name) > _LONGEST_NAME:
        message = f"That name is longer than {_LONGEST_NAME} letters; a short one prints better."
        raise NotUnderstoodError(message)
    return (name,)


def _countries(typed: str) -> tuple[str, ...]:
    codes: list[str] = []
    for each in _split(typed, lambda words: bool(country(words))):
        code = country(each)
        if not code:
            raise NotUnderstoodError(_no_country(each))
        codes.append(code)
    if not codes:
        message = "Name at least one country, such as Sweden or SE."
        raise NotUnderstoodError(message)
    if len(codes) > _MOST_COUNTRIES:
        message = f"More than {_MOST_COUNTRIES} countries are too many to begin with."
        raise NotUnderstoodError(message)
    return tuple(dict.fromkeys(codes))


def _no_country(word: str) -> str:
    names = {name.casefold(): name for name in countries("en").values()}
    near = get_close_matches(word.casefold(), names, 1, cutoff=0.75)
    guess = f" Did you mean {names[near[0]]}?" if near else ""
    return (
        f"{word[:40]} is no country we know.{guess} Use its name, or a code of two letters such as "
        "SE for Sweden; US-CA is California."
    )


def _languages(typed: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(_split(typed)))
    for each in codes:
        if not _is_locale(each):
            message = (
                f"{each[:40]} is no language we know. Use codes such as en, sv or de, the one you "
                "write policies in first."
            )
            raise NotUnderstoodError(message)
    if not codes:
        message = "Name at least one language, such as en."
        raise NotUnderstoodError(message)
    return codes


def _is_locale(code: str) -> bool:
    parts = code.split("-")
    shaped = parts[0].islower() and parts[0].isascii() and len(parts[0]) in {2, 3}
    rest = all(each.isascii() and (each.isupper() or each.istitle()) for each in parts[1:])
    return shaped and rest and len(parts) <= 3 and is_language(code)  # noqa: PLR2004 - language, script, country


def _channels(typed: str) -> tuple[str, ...]:
    named = [channel(each) for each in _split(typed, lambda words: channel(words) in CHANNELS)]
    for each in named:
        if each not in CHANNELS:
            words = tuple(CALLED.get(one, one) for one in CHANNELS)
            raise NotUnderstoodError(_unknown(each, "channel", words))
    if not named:
        message = "Name at least one way customers reach you, such as store or phone."
        raise NotUnderstoodError(message)
    return tuple(each for each in CHANNELS if each in named)


def _owner(typed: str) -> tuple[str, ...]:
    title = " ".join(typed.split())
    role = title if is_id(title) else suggested_id(title)
    if not role or len(title) > _LONGEST_NAME:
        message = "Name a role, such as head-of-customer-service, and not a person."
        raise NotUnderstoodError(message)
    if looks_like_a_person(title):
        message = (
            f"{title} looks like a person. Policies are owned by roles, which stay when people "
            f"move on, such as {FIRST_OWNER}. If it is a role, write it in small letters: {role}."
        )
        raise NotUnderstoodError(message)
    return (role,) if role == title else (role, title)


def _one_of(kind: str, choices: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    def read(typed: str) -> tuple[str, ...]:
        word = typed.strip().lower()
        if word not in choices:
            raise NotUnderstoodError(_unknown(word, kind, choices))
        return (word,)

    return read


def _unknown(word: str, kind: str, choices: tuple[str, ...]) -> str:
    near = get_close_matches(word, choices, 1)
    guess = f" Did you mean {near[0]}?" if near else ""
    return f"There is no {kind} {word[:40]}.{guess} Choose from {', '.join(choices)}."


_PARTS: Final = re.compile(r"[,;/]")
_JOINED: Final = frozenset({"and", "och", "und", "&", "+"})


def _split(typed: str, is_known: Callable[[str], bool] = lambda _: False) -> list[str]:
    """What was listed, by commas or by spaces; known names of several words stay whole."""
    found: list[str] = []
    for piece in _PARTS.split(typed):
        words = piece.split()
        while words:
            ends = (end for end in range(len(words), 1, -1) if is_known(" ".join(words[:end])))
            end = next(ends, 1)
            if words[0].lower() not in _JOINED or end > 1:
                found.append(" ".join(words[:end]))
            words = words[end:]
    return found


def _spoken(said: Said) -> tuple[str, ...]:
    """The languages of the countries, the first one's first."""
    countries = (each.partition("-")[0] for each in said.get("countries", ()))
    return tuple(dict.fromkeys(filter(_is_locale, map(language_of, countries)))) or ("en",)


QUESTIONS: Final = (
    Question(
        key="name",
        option="--name",
        words="What is your company called?",
        example="Corner Shop",
        default=lambda _: (),
        read=_name,
    ),
    Question(
        key="countries",
        option="--countries",
        words="In which countries do you sell? Names or codes of two letters, the main one first.",
        example="Sweden,GB",
        default=lambda _: (),
        read=_countries,
        echoes=True,
    ),
    Question(
        key="languages",
        option="--languages",
        words="In which languages do your people read? The one you write policies in first.",
        example="en,sv",
        default=_spoken,
        read=_languages,
    ),
    Question(
        key="channels",
        option="--channels",
        words="How do customers reach you? store, phone, email, chat, social, web, app, post.",
        example="store,phone,email",
        default=lambda _: _USUAL,
        read=_channels,
        called=CALLED,
        echoes=True,
    ),
    Question(
        key="size",
        option="--size",
        words="With how much to begin: small (six to eight short policies) or chain (all areas)?",
        example="small",
        default=lambda _: (SIZES[0],),
        read=_one_of("size", SIZES),
    ),
    Question(
        key="owner",
        option="--owner",
        words="Which role answers for customer service? A role, not a person.",
        example=FIRST_OWNER,
        default=lambda _: (FIRST_OWNER,),
        read=_owner,
    ),
    Question(
        key="hosting",
        option="--hosting",
        words="Where will the files live? github, gitlab, forgejo, or none.",
        example="github",
        default=lambda _: (HOSTINGS[0],),
        read=_one_of("kind of server", HOSTINGS),
    ),
)
"""The questions in the order they are asked."""


def company_of(said: Said, known: Said | None = None) -> Company:
    """The company that all answers together tell of.

    Where there are no words at all in the language policies are to be written in, they are
    written in that of the starters: a page says then which language it is in. What is `known`
    of policies that are there stays as it is.
    """
    owner, languages = said["owner"], said["languages"]
    if known and known.get("languages") == languages:
        offered = known.get(OFFERED, ())
    else:
        first = next(filter(has_words, languages), SOURCE)
        if not has_words(languages[0]):
            languages = tuple(dict.fromkeys((first, *languages)))
        offered = tuple(each for each in languages if not has_words(each))
    return Company(
        name=said["name"][0],
        countries=said["countries"],
        languages=languages,
        channels=said["channels"],
        size=said["size"][0],
        owner=owner[0],
        owner_title=owner[1] if owner[1:] else "",
        hosting=said["hosting"][0],
        offered=offered,
    )
