"""Words that somebody has looked at: the digest of the source they are right for is noted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from policykit.library.words import OWN_WORDS
from policykit.lint.translations import marks
from policykit.model.errors import SourceError
from policykit.model.rewrite import Rewrite
from policykit.model.value import dataclass
from policykit.translating.drafting import chief_keys, order, rewrite_of
from policykit.translating.growing import Growth, grown
from policykit.translating.places import Way
from policykit.translating.subject import Subject
from policykit.translating.writing import Leaf

_STAMPS: Final = "translated_from"


@dataclass(frozen=True, slots=True)
class Stamped:
    """A file of words as it is and as it would be.

    `stamped` are the addresses whose digest is new, `were_stale` those of them whose words were
    made from an older text; `refused` are words with other placeholders or links than their source.
    """

    rewrite: Rewrite
    stamped: tuple[str, ...]
    were_stale: tuple[str, ...]
    refused: tuple[str, ...]


def stamped(subject: Subject, addresses: Sequence[str], older: Collection[str] = ()) -> Stamped:
    """The words of these addresses, or all there are, accepted for the source of today.

    The comments we wrote above them go: they have been read.

    Args:
        subject: whose words.
        addresses: which words, none for all.
        older: the addresses of words nobody accepted that are older than their source.

    Raises:
        SourceError: there are no words, or none at one of the addresses.
    """
    if not subject.exists:
        raise SourceError(
            "no-words",
            f"There are no {subject.locale} words of {subject.name} yet.",
            hint=f"Begin with `policykit translate {subject.name} --locale {subject.locale}`.",
        )
    translated = [
        address for address in subject.given if subject.digest(address) and address not in OWN_WORDS
    ]
    _demand(addresses, translated)
    # What is the same in every language needs nobody's yes.
    wanted = set(addresses or subject.counted)
    chosen = [each for each in translated if each in wanted]
    refused = tuple(
        each for each in chosen if _promises(subject, each) != marks(subject.given[each].text)
    )
    accepted = [each for each in chosen if each not in refused]
    fresh = tuple(each for each in accepted if subject.stamps.get(each) != subject.digest(each))
    noted = {subject.places[each]: () for each in accepted}
    growth = stamps_growth(subject, fresh, noted)
    return Stamped(
        rewrite_of(subject, grown(subject.raw.text, subject.path, growth)),
        fresh,
        tuple(each for each in fresh if each in subject.stamps or each in older),
        refused,
    )


def stamps_growth(
    subject: Subject, addresses: Iterable[str], noted: Mapping[Way, tuple[str, ...]]
) -> Growth:
    """The digests of these source texts put under translated_from."""
    added: dict[Way, Leaf] = {}
    set_to: dict[Way, str] = {}
    for address in addresses:
        way = (_STAMPS, address)
        if address in subject.stamps:
            set_to[way] = subject.digest(address)
        else:
            added[way] = Leaf(subject.digest(address))
    return Growth(
        added=added,
        set_to=set_to,
        noted=noted,
        order=order(subject),
        main=chief_keys(subject),
    )


def _promises(subject: Subject, address: str) -> object:
    source = subject.slots[address].source
    return marks(source.text) if source else None


def _demand(addresses: Sequence[str], translated: Sequence[str]) -> None:
    for address in addresses:
        if address in translated:
            continue
        near = get_close_matches(address, translated, 1)
        raise SourceError(
            "no-such-words",
            f"There are no words at {address[:120]} to accept.",
            hint=f"Did you mean {near[0]}?"
            if near
            else "An address is section.id, such as statements.withdrawal, or with the key of a "
            "text beside it, such as statements.withdrawal#how.",
        )
