"""Bundle to facts: the one small record other policies, rules and reports work with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum

from policykit.library import read
from policykit.library.bundle import Bundle, mapping
from policykit.library.record_facts import record_fact, reference_fact, seen_facts
from policykit.library.suppressions import suppressions
from policykit.library.walk import FoundItem, Walk, walk
from policykit.library.words import overlay_texts, translation, with_words, words_state
from policykit.model.digest import content_digest, own_words, rules_digest
from policykit.model.document import Document, Json
from policykit.model.facts import (
    KEPT_REFERENCES,
    DigestFact,
    EscalationFact,
    ExceptionFact,
    Facts,
    HalfDigest,
    ItemFact,
    KpiFact,
    ModuleFact,
    TargetFact,
    WordsFact,
)
from policykit.model.policy_shape import LEVELS, NARROWING, POLICY
from policykit.model.position import shared
from policykit.model.text import Placeholder, segments
from policykit.model.translation import TranslatedText


def walks(bundle: Bundle) -> dict[str, Walk]:
    """What stands in the policy and in the coming one, by path."""
    return {
        document.path: walk(document.data, POLICY)
        for document in (bundle.policy, bundle.coming)
        if document is not None
    }


class _Digests(Enum):
    """Which digests facts have."""

    NONE = "none"
    PRINTED = "printed"
    ALL = "all"


def facts(
    bundle: Bundle,
    source_locale: str,
    *,
    digests: bool = True,
    printed_only: bool = False,
    walked: Mapping[str, Walk] | None = None,
) -> Facts | None:
    """The facts of a bundle, None when it has neither a policy nor a coming one.

    With `digests` off, digests of items and locales are left empty (they cost as much as
    all the rest); with `printed_only` there are those alone that a printed handbook is told
    by, of the content in each locale. The coming version's facts hang below, or stand alone where there is no
    version in force yet. `walked` is what `walks` gives, where others need it, too.
    """
    main = bundle.policy or bundle.coming
    if main is None:
        return None
    words = bundle.words if bundle.policy is not None else bundle.coming_words
    if walked is None:
        walked = walks(bundle)
    wanted = _Digests.ALL if digests else _Digests.NONE
    if printed_only:
        wanted = _Digests.PRINTED
    coming = None
    if bundle.policy is not None and bundle.coming is not None:
        below = walked[bundle.coming.path]
        overlays = bundle.coming_words
        coming = _facts(bundle.coming, below, overlays, None, source_locale, wanted)
    found = walked[main.path]
    told = _facts(main, found, words, bundle.record, source_locale, wanted, coming)
    if told.record is None or bundle.record is None:
        return told
    seen = tuple(seen_facts(told.id, mapping(bundle.record), walked))
    return replace(told, record=replace(told.record, seen=seen)) if seen else told


def with_printed_digests(
    told: Facts, bundle: Bundle, source_locale: str, walked: Mapping[str, Walk]
) -> Facts:
    """The facts of a bundle, told without digests, with those of `printed_only`."""

    def printed(
        version: Facts, document: Document | None, overlays: Mapping[str, Document]
    ) -> Facts:
        if document is None:
            return version
        found = walked[document.path]
        oldest = oldest_ids(found)
        data = mapping(document)
        digests = _digests(data, found, overlays, source_locale, oldest, _Digests.PRINTED)
        return replace(version, digests=digests)

    if bundle.policy is None:
        return printed(told, bundle.coming, bundle.coming_words)
    coming = told.coming and printed(told.coming, bundle.coming, bundle.coming_words)
    return replace(printed(told, bundle.policy, bundle.words), coming=coming)


def oldest_ids(found: Walk) -> dict[str, str]:
    """The oldest id of each item, by dotted id (`damaged-by-us.replace` for a point)."""
    return {
        f"{item.parent}.{item.id}" if item.parent else item.id: (
            former[0] if (former := _former(item)) else item.id
        )
        for item in found.items
    }


def _former(item: FoundItem) -> tuple[str, ...]:
    return read.names(item.value, "former_ids") if isinstance(item.value, dict) else ()


def _facts(
    document: Document,
    found: Walk,
    overlays: Mapping[str, Document],
    record: Document | None,
    source_locale: str,
    wanted: _Digests,
    coming: Facts | None = None,
) -> Facts:
    data = mapping(document)
    oldest = oldest_ids(found)
    terms = {
        name for item in found.items if item.kind == "term" for name in (item.id, *_former(item))
    }
    training = read.section(data, "training")
    return Facts(
        path=document.path,
        key=document.origin.key,
        id=read.text(data, "id"),
        former_ids=read.names(data, "former_ids"),
        title=read.text(data, "title"),
        areas=read.names(data, "areas"),
        status=read.text(data, "status"),
        version=read.text(data, "version"),
        effective=read.text(data, "effective"),
        retired_on=read.text(data, "retired_on"),
        replaced_by=read.names(data, "replaced_by"),
        comments_until=read.text(data, "comments_until"),
        owner=read.text(data, "owner"),
        audience=read.names(data, "audience"),
        scope=read.narrowing(read.section(data, "scope")),
        related=read.names(data, "related"),
        sections=tuple(sorted(key for key, value in data.items() if value not in (None, [], {}))),
        review_every=read.text(read.section(data, "review"), "every"),
        items=tuple(_item(item, oldest) for item in found.items),
        terms=tuple((name, dict(term)) for _, name, term in read.named(data, "terms")),
        targets=_targets(data),
        escalation=_escalation(data),
        handoffs=data.get("handoffs"),
        exceptions=_exceptions(data),
        training_for=read.names(training, "required_for"),
        training_refresh=read.text(training, "refresh"),
        modules=_modules(training),
        kpis=_kpis(data),
        feedback=tuple(
            (read.text(item, "kind"), read.text(item, "from"))
            for _, item in read.items(data, "feedback")
        ),
        safe_harbour=read.flag(read.section(data, "enforcement"), "safe_harbour"),
        references=tuple(
            [
                reference_fact(document.path, each)
                for each in found.references
                if each.kind in KEPT_REFERENCES
                and (each.kind != "item" or "." in each.raw or each.raw in terms)
            ]
        ),
        digests=_digests(data, found, overlays, source_locale, oldest, wanted),
        record=record_fact(record),
        words=tuple(
            _words(locale, overlay, found, oldest) for locale, overlay in sorted(overlays.items())
        ),
        suppressions=tuple(
            suppression
            for each in (document, *overlays.values(), *((record,) if record else ()))
            for suppression in suppressions(each)
        ),
        custom=data.get("custom"),
        coming=coming,
    )


def _item(item: FoundItem, oldest: Mapping[str, str]) -> ItemFact:
    pointer = shared(item.pointer)
    if not isinstance(item.value, dict):
        text = item.value if isinstance(item.value, str) else ""
        words = own_words(text, oldest) if text and item.kind == "point" else ""
        return ItemFact(item.kind, item.id, pointer, parent=item.parent, words=words)
    value = item.value
    level = next((key for key in LEVELS if key in value), "") if item.kind == "statement" else ""
    text = read.text(value, level or "text") if level or item.kind == "point" else ""
    words = own_words(text, oldest) if text else ""
    if _ITEM_KEYS.isdisjoint(value) and not level:
        return ItemFact(item.kind, item.id, pointer, parent=item.parent, words=words)
    gains = read.text(value, "gains")
    return ItemFact(
        kind=item.kind,
        id=item.id,
        pointer=pointer,
        former_ids=read.names(value, "former_ids"),
        parent=item.parent,
        level=level,
        narrowing=read.narrowing(value),
        law=read.names(value, "law"),
        covers=read.names(value, "covers"),
        phase=read.text(value, "phase"),
        public=read.flag(value, "public") is True,
        gains=gains or ("customer" if level and level != "may" else ""),
        who=read.names(value, "who"),
        decides=read.names(value, "decides"),
        limit=read.text(value, "limit"),
        instead_of=read.names(value, "instead_of"),
        words=words,
    )


_ITEM_KEYS = frozenset(
    {
        *NARROWING,
        "former_ids",
        "covers",
        "phase",
        "gains",
        "who",
        "decides",
        "limit",
        "instead_of",
    }
)


def _targets(data: Mapping[str, Json]) -> tuple[TargetFact, ...]:
    return tuple(
        TargetFact(
            id=read.text(item, "id"),
            pointer=pointer,
            narrowing=read.narrowing(item),
            by=read.text(item, "by") or "person",
            priority=read.text(item, "priority"),
            calendar=read.text(item, "calendar"),
            first_response=read.text(item, "first_response"),
            next_response=read.text(item, "next_response"),
            resolution=read.text(item, "resolution"),
            attain=read.text(item, "attain"),
        )
        for pointer, item in read.items(data, "response_targets")
    )


def _escalation(data: Mapping[str, Json]) -> tuple[EscalationFact, ...]:
    return tuple(
        EscalationFact(
            id=read.text(item, "id"),
            pointer=pointer,
            narrowing=read.narrowing(item),
            to=read.text(item, "to"),
            to_body=read.text(item, "to_body"),
            within=read.text(item, "within"),
            triggers=read.names(item, "triggers"),
        )
        for pointer, item in read.items(data, "escalation")
    )


def _exceptions(data: Mapping[str, Json]) -> tuple[ExceptionFact, ...]:
    return tuple(
        ExceptionFact(read.text(item, "id"), read.names(item, "from"), read.text(item, "expires"))
        for _, item in read.items(data, "exceptions")
    )


def _modules(training: Mapping[str, Json]) -> tuple[ModuleFact, ...]:
    return tuple(
        ModuleFact(
            read.text(item, "id"),
            read.names(item, "required_for"),
            read.names(item, "teaches"),
            read.text(item, "duration"),
        )
        for _, item in read.items(training, "modules")
    )


def _kpis(data: Mapping[str, Json]) -> tuple[KpiFact, ...]:
    return tuple(
        KpiFact(
            read.text(item, "id"),
            read.names(item, "use")
            or tuple(read.text(read.section(item, "ratio"), key) for key in ("of", "to")),
            tuple((key, str(value)) for key, value in read.section(item, "target").items()),
            read.text(item, "owner"),
        )
        for _, item in read.items(data, "kpis")
    )


def _digests(
    data: Mapping[str, Json],
    found: Walk,
    overlays: Mapping[str, Document],
    source_locale: str,
    oldest: Mapping[str, str],
    wanted: _Digests,
) -> tuple[DigestFact, ...]:
    if wanted is _Digests.NONE:
        return ()

    def told_of(locale: str, words: Mapping[str, Json]) -> DigestFact:
        rules = rules_digest(words, oldest) if wanted is _Digests.ALL else HalfDigest("", ())
        return DigestFact(locale, rules, content_digest(words, oldest))

    told = [told_of(source_locale, data)]
    for locale, overlay in sorted(overlays.items()):
        worded = with_words(dict(data), tuple(found.texts), overlay_texts(overlay.data, POLICY))
        if isinstance(worded, dict):
            told.append(told_of(locale, worded))
    return tuple(told)


def _words(locale: str, overlay: Document, found: Walk, oldest: Mapping[str, str]) -> WordsFact:
    words = translation(overlay, POLICY)
    state = words_state(tuple(found.texts), words.texts, dict(words.translated_from), oldest)
    return WordsFact(
        locale=locale,
        path=overlay.path,
        missing=state.missing,
        stale=state.stale,
        unknown=tuple(text.address for text in state.unknown),
        names=tuple(sorted(_names(words.texts) - _named(found))),
    )


def _names(texts: Iterable[TranslatedText]) -> set[str]:
    """The names in braces of texts in another language."""
    return {
        ".".join(part.names)
        for each in texts
        for line in ((each.text,) if isinstance(each.text, str) else each.text)
        if "{" in line
        for part in segments(line)
        if isinstance(part, Placeholder)
    }


def _named(found: Walk) -> set[str]:
    return {each.raw.partition(":")[0] for each in found.references if each.kind == "placeholder"}
