"""The texts of a policy as readers get them: placeholders filled in, values by place."""

from __future__ import annotations

from functools import cache

from policykit.alone import named_policies, with_others
from policykit.authoring.following import facts_of
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.things import Mention
from policykit.handbook.edition import Edition
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.values import channel_words, in_words, term_cases, term_words, universe
from policykit.handbook.view import View
from policykit.library import read
from policykit.library.build import policy as built
from policykit.library.bundle import mapping
from policykit.library.files import file_name
from policykit.library.walk import walk
from policykit.library.words import overlay_texts, with_words
from policykit.locale.words import Locale, Locales
from policykit.model.book import ValueCase
from policykit.model.document import Document, Json
from policykit.model.facts import Facts, Narrowing
from policykit.model.library import Entry
from policykit.model.policy import Policy
from policykit.model.policy_shape import POLICY
from policykit.model.position import Pointer
from policykit.model.text import Placeholder, segments
from policykit.model.value import dataclass
from policykit.rendering import ProseReader


@dataclass(frozen=True, slots=True, eq=False)
class Worded:
    """A version of a policy in a language, to be read out."""

    texts: PolicyTexts
    data: dict[str, Json]

    @property
    def edition(self) -> Edition:
        """What is the same for all of its texts."""
        return self.texts.edition

    @property
    def policy(self) -> Policy:
        """The policy in that language."""
        return self.texts.policy

    def values(self, names: tuple[str, ...]) -> tuple[ValueCase, ...]:
        """The values of a term of this policy or another one, by where they hold."""
        owner = names[0] if len(names) > 1 else self.policy.id
        found = self.edition.term(owner, names[-1])
        if found is None:
            return ()
        policy, term = found
        cases = universe(self.edition, policy.scope, Narrowing())
        return term_cases(self.edition, policy, term, cases)

    def value(self, mention: Mention, data: Json = None) -> tuple[str, str]:
        """What is printed for a placeholder: most often, and elsewhere; '' for what has no value.

        `data` is that of the file, for what it says of where the text holds.
        """
        found = next(iter(segments(mention.words)), None) if mention.words else None
        if isinstance(found, Placeholder):
            names, form = found.names, found.form
        else:
            names, form = tuple(mention.whole.split(".")), ""
        narrowing = narrowing_at(data, mention.pointer)
        words = term_words(self.edition, self.policy, names, narrowing, form)
        if words is not None:
            return words
        channel = channel_words(self.edition, names, self.policy.scope, narrowing)
        if channel is not None:
            return channel, ""
        return self.edition.organisation.examples.get(names[0], ""), ""

    def cases(self, cases: tuple[ValueCase, ...]) -> str:
        """Values in one line."""
        return "".join(in_words(self.edition, cases))


def narrowing_at(data: Json, pointer: Pointer) -> Narrowing:
    """Where the innermost thing around a place holds, as far as it says so."""
    found = Narrowing()
    value = data
    for part in pointer:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            break
        if isinstance(value, dict):
            here = read.narrowing(value)
            found = found if here == Narrowing() else here
    return found


def worded(snapshot: Snapshot, path: str, locale: str = "") -> Worded | None:
    """The policy that a file is of, with the values of others that its texts name.

    Args:
        snapshot: the repository.
        path: a policy, its coming version, its words or its record.
        locale: the language; '' for that of the file.
    """
    key, name = snapshot.key_of(path), file_name(path)
    facts = snapshot.facts_of(key) if key is not None else None
    if key is None or facts is None:
        return None
    version = facts.coming if name.coming and facts.coming is not None else facts
    source = snapshot.around.settings.locales.source
    language = locale or name.locale or source
    found = _policy(snapshot, version, language)
    if found is None:
        return None
    data, policy = found
    entry = Entry(facts=version, policies={language: policy})
    others = (_other(snapshot, each, language) for each in named_policies(entry))
    library = with_others(snapshot.around, entry, (each for each in others if each is not None))
    edition = Edition(
        library=library,
        locale=_locales().locale(language),
        view=View(),
        today=snapshot.today,
        reader=ProseReader(),
    )
    return Worded(PolicyTexts(edition, policy, linking=False), data)


def _other(snapshot: Snapshot, name: str, locale: str) -> Entry | None:
    facts = facts_of(snapshot, name)
    found = None if facts is None else _policy(snapshot, facts, locale)
    if facts is None or found is None:
        return None
    return Entry(facts=facts, policies={locale: found[1]})


def _policy(snapshot: Snapshot, facts: Facts, locale: str) -> tuple[dict[str, Json], Policy] | None:
    document = snapshot.document(facts.path)
    if document is None:
        return None
    data = dict(mapping(document))
    overlay = _overlay(snapshot, facts, locale)
    if overlay is not None:
        texts = tuple(walk(data, POLICY).texts)
        words = with_words(data, texts, overlay_texts(overlay.data, POLICY))
        data = words if isinstance(words, dict) else data
    return data, built(facts.path, data)


def _overlay(snapshot: Snapshot, facts: Facts, locale: str) -> Document | None:
    path = f"{facts.path.removesuffix('.yaml')}.{locale}.yaml"
    return snapshot.document(path) if path in snapshot.entries else None


def locale_of(snapshot: Snapshot) -> Locale:
    """The language policies are written in, for what it calls other languages."""
    return _locales().locale(snapshot.around.settings.locales.source)


@cache
def _locales() -> Locales:
    """The languages, whose words are read once."""
    return Locales()
