"""What a policy offers as evidence: its rules, numbers and sections, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.bundle import Bundle, mapping
from policykit.model.document import Document, Json
from policykit.model.facts import Narrowing
from policykit.model.policy_shape import LEVELS
from policykit.model.position import Pointer, Span
from policykit.model.quantity.parse import is_term_name
from policykit.model.value import dataclass

_OTHERS: Final = {
    "procedures": ("procedure", "title"),
    "escalation": ("escalation step", "how"),
    "scripts": ("script", "title"),
    "scenarios": ("scenario", "title"),
    "faq": ("question", "q"),
    "monitoring": ("audit", "what"),
}
"""Sections whose items can name a requirement without being a rule: their kind and main text."""


_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing of a policy that can show that a need holds.

    `kind` is that of the need it answers, or that of another item that names a requirement;
    `item` its address inside the policy; `data` what is written there.
    """

    kind: str
    item: str
    pointer: Pointer
    span: Span | None
    text: str
    narrowing: Narrowing
    law: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    level: str = ""
    phase: str = ""
    public: bool = False
    who: tuple[str, ...] = ()
    data: Mapping[str, Json] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text of a policy: the main one or the coming one, with what it offers.

    Dates are as written, '' where absent; `looked_at` are the days of its reviews. `head` is the
    stretch of its id, `days` are all that it names where
    something in it may hold on certain days alone (ISO 8601, in order); `borrows`
    are the policies whose numbers its times can be.
    """

    path: str
    id: str
    title: str
    areas: tuple[str, ...]
    status: str
    version: str
    effective: str
    retired_on: str
    owner: str
    audience: tuple[str, ...]
    scope: Narrowing
    review_every: str
    looked_at: tuple[str, ...]
    sections: Mapping[str, Span | None]
    offers: tuple[Offer, ...]
    head: Span | None = None
    is_coming: bool = False
    days: tuple[str, ...] = ()
    borrows: tuple[str, ...] = ()


def offered(bundle: Bundle) -> tuple[Version, ...]:
    """The texts of a bundle: the main one, and the coming one behind it, where they are there."""
    reviews = tuple(
        read.text(item, "date") for _, item in read.items(mapping(bundle.record), "reviews")
    )
    return tuple(
        _version(document, reviews, is_coming=is_coming)
        for document, is_coming in ((bundle.policy, False), (bundle.coming, True))
        if document is not None and mapping(document)
    )


def _version(document: Document, reviews: tuple[str, ...], *, is_coming: bool) -> Version:
    data = mapping(document)
    offers = tuple(_offers(document, data))
    return Version(
        path=document.path,
        id=read.text(data, "id"),
        title=read.text(data, "title"),
        areas=read.names(data, "areas"),
        status=read.text(data, "status"),
        version=read.text(data, "version"),
        effective=read.text(data, "effective"),
        retired_on=read.text(data, "retired_on"),
        owner=read.text(data, "owner"),
        audience=read.names(data, "audience"),
        scope=read.narrowing(read.section(data, "scope")),
        review_every=read.text(read.section(data, "review"), "every"),
        looked_at=() if is_coming else reviews,
        sections={
            key: document.key_span((key,))
            for key, value in data.items()
            if value not in (None, [], {}, "")
        },
        offers=offers,
        head=document.value_span(("id",)),
        is_coming=is_coming,
        days=tuple(sorted(set(_DAY.findall(document.text)))) if "dates" in document.text else (),
        borrows=tuple(dict.fromkeys(_borrowed(offers))),
    )


def _borrowed(offers: tuple[Offer, ...]) -> Iterator[str]:
    """The first parts of the names that stand where a time is written."""
    for offer in offers:
        if offer.kind in _WITH_TIMES:
            for value in (offer.data or {}).values():
                if isinstance(value, str) and "." in value and is_term_name(value):
                    yield value.partition(".")[0]


_WITH_TIMES: Final = frozenset({"response_target", "training", "human", "feedback"})


def _offers(document: Document, data: Mapping[str, Json]) -> Iterator[Offer]:
    for pointer, item in read.items(data, "statements"):
        yield from _statement(document, pointer, item)
    for pointer, name, item in read.named(data, "terms"):
        yield _offer(document, "term", name, pointer, item, _value(item))
    for pointer, item in read.items(data, "response_targets"):
        name = read.text(item, "id")
        yield _offer(document, "response_target", name, pointer, item, _times(item))
    for pointer, item in read.items(data, "kpis"):
        name = read.text(item, "id")
        yield _offer(document, "kpi", name, pointer, item, _told(item, "title") or name)
    for number, (pointer, item) in enumerate(read.items(data, "feedback")):
        name = read.text(item, "id") or f"feedback-{number + 1}"
        yield _offer(document, "feedback", name, pointer, item, _told(item, "what"))
    training = read.section(data, "training")
    if training:
        whom = ", ".join(read.names(training, "required_for"))
        yield _offer(document, "training", "", ("training",), training, whom)
    human = read.section(read.section(data, "handoffs"), "human")
    if human:
        told = ", ".join(f"{key}: {value}" for key, value in human.items())
        yield _offer(document, "human", "", ("handoffs", "human"), human, told)
    for section, (kind, text) in _OTHERS.items():
        for pointer, item in read.items(data, section):
            if "law" in item or "covers" in item:
                name = read.text(item, "id")
                yield _offer(document, kind, name, pointer, item, read.text(item, text))


def _statement(document: Document, pointer: Pointer, item: Mapping[str, Json]) -> Iterator[Offer]:
    level = next((key for key in LEVELS if key in item), "")
    name = read.text(item, "id")
    yield _offer(document, "statement", name, pointer, item, read.text(item, level), level)
    phase = read.text(item, "phase")
    for section in ("points", "one_of"):
        for below, point, given in read.named(item, section, pointer):
            if "law" in given or "covers" in given:
                yield _offer(
                    document,
                    "statement",
                    f"{name}.{point}",
                    below,
                    {**_place(item), "phase": phase, **given},
                    read.text(given, "text"),
                    level,
                )


def _place(item: Mapping[str, Json]) -> dict[str, Json]:
    """What a point takes from the statement it stands in, where it says nothing itself."""
    keys = ("regions", "brands", "channels", "reasons", "groups", "audience", "dates", "who")
    return {key: item[key] for key in (*keys, "public") if key in item}


def _offer(
    document: Document,
    kind: str,
    name: str,
    pointer: Pointer,
    item: Mapping[str, Json],
    text: str,
    level: str = "",
) -> Offer:
    return Offer(
        kind=kind,
        item=name,
        pointer=pointer,
        span=_span(document, pointer, level),
        text=text,
        narrowing=read.narrowing(item),
        law=read.names(item, "law"),
        covers=read.names(item, "covers"),
        level=level,
        phase=read.text(item, "phase"),
        public=read.flag(item, "public") is True,
        who=read.names(item, "who"),
        data=item,
    )


def _span(document: Document, pointer: Pointer, level: str) -> Span | None:
    """The stretch to show: the words of a statement, the name of a term, the id of an item."""
    for below in ((level,) if level else (), ("id",)):
        if below and (span := document.value_span((*pointer, *below))) is not None:
            return span
    return document.key_span(pointer) or document.value_span(pointer)


def _value(item: Mapping[str, Json]) -> str:
    return next((f"{key}: {item[key]}" for key in _KINDS if key in item), "")


_KINDS: Final = ("window", "deadline", "allowance", "charge", "notice", "keeps", "threshold")
_TIMES: Final = ("first_response", "next_response", "resolution", "update_every")


def _times(item: Mapping[str, Json]) -> str:
    return ", ".join(
        f"{key.replace('_', ' ')} {read.text(item, key)}" for key in _TIMES if key in item
    )


def _told(item: Mapping[str, Json], key: str) -> str:
    """The text of a key, else what is measured or how people are heard."""
    return read.text(item, key) or read.text(item, "use") or read.text(item, "kind")
