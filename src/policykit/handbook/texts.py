"""The texts of one policy: placeholders filled in, links resolved, other languages marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from policykit.handbook.anchors import Missed
from policykit.handbook.edition import Edition
from policykit.handbook.listing import Listed, listed
from policykit.handbook.values import (
    NOWHERE_NARROWED,
    channel_words,
    internal_term,
    is_public,
    quantity_words,
    term_words,
)
from policykit.model.book import (
    Block,
    BlockKind,
    Inline,
    LinkTo,
    Prose,
    Span,
    SpanKind,
    Unresolved,
    bare_text,
    plain_prose,
)
from policykit.model.errors import RenderError
from policykit.model.facts import Narrowing
from policykit.model.library import Entry
from policykit.model.policy import (
    Definition,
    EscalationStep,
    Feedback,
    Item,
    Kpi,
    Policy,
    Statement,
    Target,
)
from policykit.model.quantity.parse import is_term_name
from policykit.model.text import Placeholder

LONGEST_TITLE = 90
"""Characters of a sentence that stands for an item in a link or an index."""

_FORBIDDING = frozenset({"must_not", "should_not"})


@dataclass(slots=True)
class PolicyTexts:
    """Reads the texts of a policy for one book, and keeps what could not be said.

    `missing` are the addresses printed in the source language, None where that is all of
    them; `foreign` those met so far; `stale` those whose source has changed since they were
    translated, `outdated` those of them met so far; `internal` promises that a text for customers names and
    that are not public. With `linking` off, before anybody knows what is
    printed, links are their bare labels.
    """

    edition: Edition
    policy: Policy
    missing: frozenset[str] | None = frozenset()
    stale: frozenset[str] = frozenset()
    linking: bool = True
    foreign: set[str] = field(default_factory=set)
    outdated: set[str] = field(default_factory=set)
    unresolved: dict[Unresolved, None] = field(default_factory=dict)
    internal: dict[Unresolved, None] = field(default_factory=dict)

    def language(self, address: str) -> str:
        """The language of a text, '' where it is that of the book."""
        if self.missing is not None and address not in self.missing:
            if address in self.stale:
                self.outdated.add(address)
            return ""
        self.foreign.add(address)
        return self.edition.source

    def prose(
        self,
        text: str,
        address: str,
        narrowing: Narrowing = NOWHERE_NARROWED,
        *,
        keep_lines: bool = False,
    ) -> Prose:
        """A text of the policy at an address, for the cases of a narrowing."""
        if not text.strip():
            return Prose()
        language = self.language(address)
        meaning = _Meaning(self, address, narrowing)
        read = self.edition.reader.read(text, meaning, language, keep_lines=keep_lines)
        # A mark in a text that is sent as it stands would be sent, too.
        is_marked = address in self.stale and self.linking and not keep_lines
        return _marked(read, self.edition.text("stale-mark")) if is_marked else read

    def quantity(self, written: str, address: str, narrowing: Narrowing = NOWHERE_NARROWED) -> str:
        """A typed value in words; as written where it means nothing."""
        if not written:
            return ""
        if is_term_name(written):
            self.look_at(tuple(written.split(".")), written, address)
        words = quantity_words(self.edition, self.policy, written, narrowing)
        return words if words is not None else self.give_up(written, address)

    def quantity_prose(
        self, written: str, address: str, narrowing: Narrowing = NOWHERE_NARROWED
    ) -> Prose:
        """The same as prose."""
        return plain_prose(self.quantity(written, address, narrowing))

    def when(self, item: Item, address: str) -> Prose:
        """The words that say when an item holds."""
        return self.prose(item.narrowing.when, f"{address}#when", item.narrowing)

    def links(self, names: tuple[str, ...], address: str) -> tuple[LinkTo, ...]:
        """What names lead to; unknown ones are kept as unresolved and printed bare."""
        found: list[LinkTo] = []
        for name in names:
            link = self.edition.anchors.find(name, self.policy.id)
            if isinstance(link, LinkTo):
                found.append(link)
            elif link is Missed.UNKNOWN:
                found.append(LinkTo("", "", self.give_up(name, address)))
        return tuple(found)

    def headword(self, definition: Definition) -> Prose:
        """A defined word: its term, else as the organisation writes it, else its id in words."""
        if definition.term:
            language = self.language(f"definitions.{definition.id}#term")
            return plain_prose(definition.term, language)
        for entry in self.edition.organisation.glossary:
            if entry.id == definition.id:
                return plain_prose(entry.term)
        return plain_prose(definition.id.replace("-", " "), self._language_of_ids(definition.id))

    def _language_of_ids(self, name: str) -> str:
        """Ids are words of the source; one printed in another language counts as foreign."""
        source = self.edition.source
        if self.edition.locale.id == source:
            return ""
        self.foreign.add(f"definitions.{name}#term")
        return source

    def anchor(self, name: str) -> str:
        """The anchor of an item by its dotted id."""
        return f"{self.policy.id}.{name}"

    def aliases(self, item: Item, parent: str = "") -> tuple[str, ...]:
        """The anchors an item had under former ids."""
        before = f"{self.policy.id}.{parent}." if parent else f"{self.policy.id}."
        return tuple(f"{before}{former}" for former in item.former_ids if former != item.id)

    def look_at(self, names: tuple[str, ...], raw: str, address: str) -> None:
        """Keeps a promise that is not public, where customers would read its value."""
        if self.edition.view.public and internal_term(self.edition, self.policy, names):
            self.internal.setdefault(Unresolved(self.policy.id, address, raw))

    def give_up(self, raw: str, address: str) -> str:
        """Keeps something that leads nowhere, and gives it back to be printed as it is."""
        self.unresolved.setdefault(Unresolved(self.policy.id, address, raw))
        return raw


def _marked(prose: Prose, words: str) -> Prose:
    """A text with a remark at its end."""
    remark = Span(SpanKind.EMPHASIS, (f"({words})",))
    *blocks, last = prose.blocks
    if last.kind is BlockKind.PARAGRAPH:
        blocks.append(replace(last, inlines=(*last.inlines, " ", remark)))
    else:
        blocks += [last, Block(BlockKind.PARAGRAPH, (remark,))]
    return replace(prose, blocks=tuple(blocks))


class _Meaning:
    """What placeholders and links mean in one text."""

    def __init__(self, texts: PolicyTexts, address: str, narrowing: Narrowing) -> None:
        self._texts = texts
        self._address = address
        self._narrowing = narrowing

    def placeholder(self, found: Placeholder) -> Inline:
        edition, policy = self._texts.edition, self._texts.policy
        promised = term_words(edition, policy, found.names, self._narrowing, found.form)
        if promised is not None:
            self._texts.look_at(found.names, found.raw, self._address)
            value, cases = promised
            inlines = (value, Span(SpanKind.CASES, (cases,))) if cases else (value,)
            return Span(SpanKind.VALUE, inlines)
        words = channel_words(edition, found.names, policy.scope, self._narrowing)
        if words is not None:
            return Span(SpanKind.VALUE, (words,))
        if len(found.names) == 1 and found.names[0] in edition.organisation.names.get("field", {}):
            title = edition.title("field", found.names[0])
            return Span(SpanKind.BLANK, (edition.text("blank", title=title),))
        return self.odd(found.raw)

    def link(self, target: str, label: tuple[Inline, ...]) -> Inline:
        if not self._texts.linking:
            return Span(SpanKind.EMPHASIS, label)
        link = self._texts.edition.anchors.find(target, self._texts.policy.id)
        if isinstance(link, LinkTo):
            title = f"{link.number} {link.title}".strip()
            return Span(SpanKind.LINK, label or (title,), link.anchor, title)
        if link is Missed.HIDDEN:
            return label[0] if len(label) == 1 else Span(SpanKind.EMPHASIS, label or (target,))
        self._texts.give_up(target, self._address)
        return Span(SpanKind.UNRESOLVED, ("[", *label, f"]({target})"))

    def odd(self, raw: str) -> Inline:
        return Span(SpanKind.UNRESOLVED, (self._texts.give_up(raw, self._address),))


def texts_of(edition: Edition, entry: Entry, policy: Policy) -> PolicyTexts:
    """The texts of a policy, with what its translation lacks."""
    if edition.locale.id == edition.source:
        return PolicyTexts(edition, policy)
    if edition.locale.id not in entry.policies:
        return PolicyTexts(edition, policy, None)
    missing = set(entry.untranslated.get(edition.locale.id, ()))
    source = entry.policies.get(edition.source)
    if source is not None and source.tone == policy.tone:
        missing.update(("tone.say", "tone.avoid"))
    stale = (each.stale for each in entry.facts.words if each.locale == edition.locale.id)
    return PolicyTexts(edition, policy, frozenset(missing), frozenset(next(stale, ())))


def titles(texts: PolicyTexts, number: str) -> dict[str, LinkTo]:
    """The links of everything an edition prints of a policy, by dotted name and former name.

    Titles are bare words: links inside them lead nowhere.
    """
    policy, view = texts.policy, texts.edition.view
    texts.linking = False
    own = LinkTo(policy.id, number, policy.title or policy.id, texts.language("title"))
    found = {"": own}
    later: dict[str, LinkTo] = {}
    numbers = {each.id: index for index, each in enumerate(policy.statements, 1)}
    for term in policy.terms:
        if view.shows_item("promises", NOWHERE_NARROWED, public=is_public(term)):
            title = term.title or term.id.replace("-", " ")
            language = texts.language(f"terms.{term.id}")
            link = LinkTo(texts.anchor(term.id), "", title, language)
            found[term.id] = link
            later.update(dict.fromkeys(term.former_ids, link))
    hidden = ""
    for each in listed(policy):
        if hidden and each.name.startswith(hidden):
            continue
        public = each.item.public or "." in each.name
        if not view.shows_item(each.section, each.item.narrowing, public=public):
            hidden = f"{each.name}."
            continue
        hidden = ""
        title, language = _title(texts, each)
        rule = numbers.get(each.name) if each.section == "rules" else None
        numbered = f"{number}.{rule}" if rule else ""
        link = LinkTo(texts.anchor(each.name), numbered, title, language)
        found[each.name] = link
        later.setdefault(each.item.id, link)
        for former in each.former:
            later.setdefault(former, link)
    return {**later, **found}


def _title(texts: PolicyTexts, each: Listed) -> tuple[str, str]:
    """The words an item is known by in links, and their language ('' for that of the book)."""
    if isinstance(each.item, Definition):
        headword = texts.headword(each.item)
        return headword.text, headword.language
    words = _main_words(texts.prose(each.words, each.address, each.item.narrowing))
    if words:
        return shortened(f"{_refusal(texts, each.item)}{words}"), texts.language(each.address)
    return shortened(_known_as(texts.edition, each.item)), ""


def _refusal(texts: PolicyTexts, item: Item) -> str:
    """The level of a rule that forbids: without it, its words would say the opposite."""
    if isinstance(item, Statement) and item.level in _FORBIDDING:
        return f"{texts.edition.word('level', item.level)} "
    return ""


def _main_words(prose: Prose) -> str:
    """The words of a text without the values of special cases."""
    return " ".join(
        "".join(_main(inline) for inline in block.inlines) for block in prose.blocks
    ).strip()


def _main(inline: Inline) -> str:
    if isinstance(inline, str):
        return inline
    if inline.kind is SpanKind.CASES:
        return ""
    return "".join(_main(below) for below in inline.inlines) or bare_text(inline)


def _known_as(edition: Edition, item: Item) -> str:
    """What an item without words of its own is called."""
    if isinstance(item, Kpi) and item.measures:
        return edition.measure(item.measures[0])
    if isinstance(item, Feedback) and item.kind:
        return edition.title("feedback-kind", item.kind)
    if isinstance(item, EscalationStep):
        return edition.title("role", item.to) if item.to else edition.title("body", item.to_body)
    if isinstance(item, Target) and item.narrowing.channels:
        return edition.locale.listed(edition.titles("channel", item.narrowing.channels))
    return item.id.replace("-", " ")


def shortened(words: str) -> str:
    """A sentence that stands for an item, cut between words."""
    if len(words) <= LONGEST_TITLE:
        return words
    return f"{words[:LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(',;:')} …"


def known_names(policy: Policy) -> frozenset[str]:
    """Every name that leads to something of a policy, printed in this edition or not."""
    found = {"", *(term.id for term in policy.terms)}
    found.update(former for term in policy.terms for former in term.former_ids)
    for each in listed(policy):
        found.update((each.name, each.item.id, *each.former))
    return frozenset(found)


def demand_public(handbook: str, told: Iterable[PolicyTexts]) -> None:
    """Pass texts for customers that name no promise but public ones.

    Raises:
        RenderError: one names a promise that is not public.
    """
    found = [each for texts in told for each in texts.internal]
    if not found:
        return
    first = found[0]
    more = f" So do {len(found) - 1} more." if len(found) > 1 else ""
    raise RenderError(
        "internal-promise-in-public",
        f'A text for customers in the policy "{first.policy[:80]}" names {first.raw[:80]}, '
        f"which is not public.{more}",
        context=f"{first.policy[:80]}: {first.address[:120]} in the handbook {handbook}",
        hint="Mark the promise and its cases `public: true`, or say it without the promise.",
    )
