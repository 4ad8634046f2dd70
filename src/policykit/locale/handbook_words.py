"""How handbooks word rules and promises in prose, one file a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Final

from policykit.locale.folder import FOLDER
from policykit.locale.word_lists import alternatives, word_list
from policykit.model.value import dataclass

LOCALES: Final = ("en", "sv", "de")
"""The languages whose handbooks can be read, the commonest first."""


@dataclass(frozen=True, slots=True)
class LevelWords:
    """Words that carry a level; `none` is for words that say that something is not asked for.

    `at_start` hold at the start of a sentence alone, `inner` ones behind who is to do it;
    `is_kept` says that they stay in the rule. `is_doubtful` words often say something else.
    `split` finds words that carry the level only with a denial further on in the sentence, `reach`
    says behind how many words at most, 0 for any. `unless` finds sentences in which they say
    something else.
    """

    level: str
    pattern: re.Pattern[str]
    at_start: bool = False
    inner: bool = False
    is_kept: bool = False
    is_doubtful: bool = False
    split: re.Pattern[str] | None = None
    reach: int = 0
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """Words around a number that tell what it promises; `id` is what to call the term.

    `before` stand right before the number, `unless` say that it is something else.
    """

    kind: str
    id: str
    sums: bool
    words: re.Pattern[str] | None
    before: re.Pattern[str] | None
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class StepWords:
    """How the steps of an escalation are written in a list.

    `lead` finds what only says which step it is, `after` how long the one before had,
    `within_first` and `within_last` its own time before and behind the role, `to` what leads to
    the role. `endings` are those of a role with its article behind.
    """

    lead: re.Pattern[str]
    after: tuple[re.Pattern[str], ...]
    within_first: re.Pattern[str]
    within_last: re.Pattern[str]
    to: re.Pattern[str]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandbookWords:
    """What a language has for the parts of a handbook. Headings and names are in lower case.

    `imperative` finds how a sentence begins that tells people what to do, beside the verbs in
    `orders`; `order_end` how one ends that says it with an infinitive. `infinitives` are verbs with
    the form they have in an order. `leads` begin a sentence that goes on with an order behind a
    comma, `softeners` may stand before its verb, `no_order` are words behind a first word that is
    no verb then. `promising` finds what promises when a number stands beside it. `titles` are
    names of terms, `keep` is a rule for what has none.
    """

    locale: str
    common: frozenset[str]
    staff: frozenset[str]
    customers: frozenset[str]
    let: str
    relatives: frozenset[str]
    clauses: frozenset[str]
    happening: frozenset[str]
    headings: Mapping[str, frozenset[str]]
    imperative: re.Pattern[str]
    order_end: re.Pattern[str]
    orders: frozenset[str]
    infinitives: Mapping[str, str]
    leads: frozenset[str]
    softeners: frozenset[str]
    no_order: frozenset[str]
    prepositions: frozenset[str]
    promising: re.Pattern[str]
    titles: Mapping[str, str]
    keep: str
    meaning: tuple[re.Pattern[str], ...]
    saying: frozenset[str]
    question: re.Pattern[str]
    answer: re.Pattern[str]
    steps: StepWords
    levels: tuple[LevelWords, ...]
    promises: tuple[PromiseWords, ...]
    events: Mapping[str, re.Pattern[str]]
    columns: Mapping[str, frozenset[str]]
    channels: Mapping[str, frozenset[str]]
    areas: Mapping[str, tuple[str, ...]]


_HEADINGS: Final = (
    "dos",
    "donts",
    "rationale",
    "about",
    "faq",
    "definitions",
    "escalation",
    "parts",
)


@cache
def handbook_words(locale: str) -> HandbookWords:
    """The words of a locale such as `sv` or `de-AT`: its language's; those of English for others."""
    language = locale.partition("-")[0]
    name = language if language in LOCALES else LOCALES[0]
    data = tomllib.loads((FOLDER / "importing" / f"{name}.toml").read_text(encoding="utf-8"))
    denials = alternatives(tuple(data.get("split_negations", ())))
    infinitives = {each: each for each in data.get("same_orders", ())}
    infinitives |= dict(each.split() for each in data.get("other_orders", ()))
    return HandbookWords(
        locale=name,
        common=frozenset(data["common"]),
        staff=frozenset(data["staff"]),
        customers=frozenset(data["customers"]),
        let=data["let"],
        relatives=frozenset(data["relatives"]),
        clauses=frozenset(data["clauses"]),
        happening=frozenset(data["happening"]),
        headings={key: frozenset(data[key]) for key in _HEADINGS},
        imperative=re.compile(data.get("imperative", "(?!)")),
        order_end=re.compile(data.get("order_end", "(?!)")),
        orders=frozenset((*word_list(name).verbs, *data["orders"], *infinitives.values()))
        - (infinitives.keys() - set(infinitives.values())),
        infinitives=infinitives,
        leads=frozenset(data["leads"]),
        softeners=frozenset(data["softeners"]),
        no_order=frozenset(data["no_order"]),
        prepositions=frozenset(data.get("prepositions", ())),
        promising=re.compile(data["promising"], re.IGNORECASE),
        titles=data["titles"],
        keep=data["keep"],
        meaning=tuple(re.compile(each, re.IGNORECASE) for each in data["meaning"]),
        saying=frozenset(data["saying"]),
        question=_label(data["question"]),
        answer=_label(data["answer"]),
        steps=_steps(data["steps"]),
        levels=tuple(_level(each, denials) for each in data["levels"]),
        promises=tuple(_promise(each) for each in data["promises"]),
        events={key: re.compile(each, re.IGNORECASE) for key, each in data["events"].items()},
        columns=_sets(data["columns"]),
        channels=_sets(data["channels"]),
        areas={key: tuple(each) for key, each in data["areas"].items()},
    )


def _sets(lists: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(each) for key, each in lists.items()}


def _label(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(tuple(words))})\s?[:.]\s+", re.IGNORECASE)


def _steps(data: Mapping[str, str | list[str]]) -> StepWords:
    lead, within, to = (str(data[key]) for key in ("lead", "within", "to"))
    parted = r"\s*(?::|,|\s[-\u2013\u2014]|\u2013|\u2014)\s*"
    time = r"(?P<time>[^:,()\u2013\u2014]+?)"
    flags = re.IGNORECASE
    return StepWords(
        lead=re.compile(rf"(?:{lead})(?:{parted}|\s+)", flags),
        after=tuple(
            re.compile(rf"(?:{each.replace('TIME', time)}){parted}", flags)
            for each in data["after"]
        ),
        within_first=re.compile(rf"(?:{within}) {time}{parted}", flags),
        within_last=re.compile(rf"(?:{parted}|\s+)\(?(?:{within}) {time}\)?$", flags),
        to=re.compile(rf"(?:{to})\s+", flags),
        endings=tuple(data["endings"]),
    )


def _level(data: Mapping[str, object], denials: str) -> LevelWords:
    phrases = data.get("phrases")
    words = alternatives(tuple(map(str, phrases if isinstance(phrases, list) else ())))
    at_start = bool(data.get("start"))
    plain = rf"^(?:{words})(?![\w-])" if at_start else rf"(?<![\w-])(?:{words})(?![\w-])"
    return LevelWords(
        level=str(data["level"]),
        pattern=re.compile(str(data.get("find", plain)), re.IGNORECASE),
        at_start=at_start,
        inner=bool(data.get("inner")),
        is_kept=bool(data.get("kept")),
        is_doubtful=bool(data.get("doubtful")),
        split=re.compile(rf"(?<![\w-])(?:{denials})(?![\w-])(?!\s+nur\b)", re.IGNORECASE)
        if data.get("split")
        else None,
        reach=int(str(data.get("reach", 0))),
        unless=re.compile(str(data["unless"]), re.IGNORECASE) if "unless" in data else None,
    )


def _promise(data: Mapping[str, object]) -> PromiseWords:
    found = {
        key: re.compile(str(data[key]), re.IGNORECASE) for key in ("words", "unless") if key in data
    }
    before = data.get("before")
    return PromiseWords(
        kind=str(data["kind"]),
        id=str(data["id"]),
        sums=bool(data.get("sums")),
        words=found.get("words"),
        before=re.compile(
            rf"\b{before}\s+(?:a |an |the |en |ett |eine[rnm]? |de[rnms] )?$", re.IGNORECASE
        )
        if before
        else None,
        unless=found.get("unless"),
    )
