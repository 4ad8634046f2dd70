"""Where each sentence of an imported document went."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from policykit.model.policy_shape import LEVELS
from policykit.model.position import Pointer
from policykit.model.value import dataclass

_RULES: Final = frozenset((*(each.replace("_", " ") for each in LEVELS), "point"))


class Sure(StrEnum):
    """How sure it is that a sentence went to the right place."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSentence:
    """A sentence of a document, and what became of it.

    `number` counts from 1 in its document, `source` is the name of that file, `place` where it
    stands there in words, `heading` the headings above it. `kind` is what it became, `path`,
    `line` and `pointer` where that stands; no pointer leads into the notes file. `said` are its
    words that the place itself says now, such as "Staff must"; `check` is what people should look
    at, '' for nothing.
    """

    number: int
    text: str
    source: str
    place: str
    heading: str
    kind: str
    path: str
    line: int
    pointer: Pointer
    sure: Sure
    said: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPolicy:
    """A draft policy that was made: its file, its area with how sure that is, and how much is in it.

    `stands` is the id of a policy of the same name that is there already, '' for none. `apart` are
    the numbers in which policies of its area say otherwise.
    """

    id: str
    path: str
    title: str
    area: str
    sure: Sure
    statements: int
    terms: int
    stands: str = ""
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedDocument:
    """A document that was read: `locale` is the language it was read in.

    `notes` is the path of the file that holds what no policy has room for; `remarks` are
    whole sentences on how it was read, `deleted` what tracked changes took out of it.
    """

    name: str
    locale: str
    notes: str
    sentences: int
    remarks: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import made of its documents; `sentences` has every sentence of all of them.

    `mark` are the words that stand in the drafts where a person should look.
    """

    documents: tuple[ImportedDocument, ...]
    policies: tuple[ImportedPolicy, ...]
    sentences: tuple[ImportedSentence, ...]
    mark: str = "please check"

    @property
    def in_policies(self) -> int:
        """How many sentences stand in policies."""
        return sum(bool(each.pointer) for each in self.sentences)

    @property
    def rules(self) -> int:
        """How many sentences are rules or points of rules; the others in policies explain them."""
        return sum(each.kind in _RULES for each in self.sentences)

    @property
    def found(self) -> int:
        """How many sentences the documents have."""
        return sum(each.sentences for each in self.documents)

    @property
    def share(self) -> int:
        """Of a hundred sentences, how many have a place; 100 is all, and nothing is rounded up."""
        return 100 * len(self.sentences) // self.found if self.found else 100
