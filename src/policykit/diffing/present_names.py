"""What policies name in one another, on the earlier side, by the names it has on the later one.

A policy that leads to something which is only called otherwise now says what it said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace

from policykit.diffing.match import How, Pair
from policykit.diffing.sides import PolicyText
from policykit.diffing.translations import Worded
from policykit.diffing.tree import tree
from policykit.library.cited import Cited, Names
from policykit.library.renamed import Changes, Renamed, applied, in_text
from policykit.library.walk import FoundReference, marks, walk
from policykit.model.document import Json
from policykit.model.policy_shape import POLICY
from policykit.model.translation import TranslatedText
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class PresentNames:
    """What policies and their items are called now, by what they were called.

    `items` has dotted ids for each policy by its earlier id, of things that are called
    otherwise alone.
    """

    policies: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> PresentNames:
        """The names that are otherwise in pairs of policies."""
        policies: dict[str, str] = {}
        items: dict[str, Mapping[str, str]] = {}
        for pair in pairs:
            if pair.before is None or pair.after is None:
                continue
            if pair.before.id != pair.after.id:
                policies[pair.before.id] = pair.after.id
            renamed = dict(_renamed(pair))
            if renamed:
                items[pair.before.id] = {**items.get(pair.before.id, {}), **renamed}
        return cls(policies, items)

    def __bool__(self) -> bool:
        return bool(self.policies or self.items)

    def of_cited(self, cited: Cited) -> Cited:
        """The same thing under the name it has now; things of one's own are left to `Context`."""
        if not cited.says_owner or cited.space != "policy":
            return cited
        renamed = self.items.get(cited.owner, {})
        first, dot, rest = cited.item.partition(".")
        item = renamed.get(cited.item) or f"{renamed.get(first, first)}{dot}{rest}"
        return replace(cited, owner=self.policies.get(cited.owner, cited.owner), item=item)

    def told(self, text: PolicyText) -> PolicyText:
        """A text of the earlier side that names things in other policies by present names."""
        data: Json = dict(text.data)
        walked = walk(data, POLICY)
        names = Names.of(text.node.id, walked)
        changes = tuple(self._otherwise(walked.references, names))
        worded = {locale: self._worded(each, names) for locale, each in text.worded.items()}
        changed = applied(data, Changes(changes)) if changes else data
        if not isinstance(changed, dict) or (not changes and worded == text.worded):
            return text
        return replace(text, data=changed, node=tree(changed, text.oldest), worded=worded)

    def _otherwise(self, references: Iterable[FoundReference], names: Names) -> Iterator[Renamed]:
        for found in references:
            cited = names.cited(found)
            now = self.of_cited(cited).written if cited is not None else found.raw
            if now == found.raw or (cited is not None and cited.written != found.raw):
                continue
            if found.words:
                after = found.words.replace(found.raw, now, 1)
                yield Renamed(found.pointer, found.words, after, words=True, nth=found.nth)
            else:
                yield Renamed(found.pointer, found.raw, now)

    def _worded(self, worded: Worded, names: Names) -> Worded:
        def told(words: str) -> str:
            return in_text(words, tuple(self._otherwise(marks(words, ()), names)))

        texts = tuple(_retold(each, told) for each in worded.words.texts)
        if texts == worded.words.texts:
            return worded
        return Worded(replace(worded.words, texts=texts), worded.state)


def _retold(text: TranslatedText, told: Callable[[str], str]) -> TranslatedText:
    words = told(text.text) if isinstance(text.text, str) else tuple(map(told, text.text))
    return replace(text, text=words)


def _renamed(policy: Pair) -> Iterator[tuple[str, str]]:
    for pair in policy.below():
        if pair.before is None or pair.after is None or pair.how is How.LIKENESS:
            continue
        if pair.before.id and pair.after.id and pair.before.address != pair.after.address:
            yield pair.before.address, pair.after.address
