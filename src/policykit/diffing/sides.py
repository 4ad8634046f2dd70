"""One side of a comparison: the policies that may be otherwise, and what they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from policykit.diffing.translations import Worded, worded
from policykit.diffing.tree import Node, tree
from policykit.library.bundle import Bundle, mapping
from policykit.library.facts import oldest_ids
from policykit.library.record import record
from policykit.library.walk import walk
from policykit.model.digest import rules_digest
from policykit.model.document import Document, Json
from policykit.model.facts import HalfDigest
from policykit.model.policy_shape import POLICY
from policykit.model.record import Record
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyText:
    """One text of a policy: the one of today or, when `coming`, the one to come.

    `oldest` gives the oldest id of each of its items.
    """

    path: str
    node: Node
    data: Mapping[str, Json]
    coming: bool
    oldest: Mapping[str, str]
    worded: Mapping[str, Worded] = field(default_factory=dict)
    record: Record | None = None

    @property
    def rules(self) -> HalfDigest:
        """What approvals are bound to."""
        return rules_digest(self.data, self.oldest)

    @property
    def names(self) -> frozenset[str]:
        """Every id the policy has or had."""
        return self.node.names


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTexts:
    """The texts of one side, what they stand in, and the documents of that by path.

    Policies that are the same on both sides may be left out on both.
    """

    texts: tuple[PolicyText, ...]
    surroundings: Surroundings
    around: Mapping[str, Document] = field(default_factory=dict)


def texts_of(bundle: Bundle) -> Iterator[PolicyText]:
    """The texts of a bundle: its policy, then the coming one; neither where it has neither."""
    happened = (
        record(bundle.record.path, mapping(bundle.record)) if bundle.record is not None else None
    )
    for document, overlays, coming in (
        (bundle.policy, bundle.words, False),
        (bundle.coming, bundle.coming_words, True),
    ):
        if document is not None and mapping(document):
            yield _text(document, overlays, happened, coming=coming)


def _text(
    document: Document, overlays: Mapping[str, Document], happened: Record | None, *, coming: bool
) -> PolicyText:
    data = mapping(document)
    walked = walk(document.data, POLICY)
    oldest = oldest_ids(walked)
    return PolicyText(
        path=document.path,
        node=tree(data, oldest),
        data=data,
        coming=coming,
        oldest=oldest,
        worded={
            locale: worded(words, POLICY, walked, oldest) for locale, words in overlays.items()
        },
        record=happened,
    )
