"""What to do about a gap, in the language of a book.

A gap report says it to those who write policies; here it is said to those who answer for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.handbook.edition import Edition
from policykit.model.book import Book, PolicyPage, PromiseLine
from policykit.model.coverage import Lack, Reason, RequirementCoverage

_OF_A_NUMBER: Final = frozenset({Lack.BELOW, Lack.SOMETIMES})


class GapWords:
    """Says what to do, with the policies of a book as it calls them; make one for a book."""

    def __init__(self, edition: Edition, book: Book) -> None:
        self._edition = edition
        self._pages = {page.id: page for page in book.policies}
        self._promises = {line.anchor: line for page in book.policies for line in page.promises}
        self._homes: Mapping[str, PolicyPage] = {
            area.anchor: page for page in reversed(book.policies) for area in page.areas
        }

    def to_do(self, requirement: RequirementCoverage) -> tuple[str, ...]:
        """What closes the gaps of a requirement, one whole sentence each, in their order."""
        every = (
            self._sentence(requirement, reason)
            for gap in requirement.gaps
            for reason in gap.reasons
        )
        return tuple(dict.fromkeys(every))

    def _sentence(self, requirement: RequirementCoverage, reason: Reason) -> str:
        policy = self._policy(requirement, reason)
        if not policy:
            return self._edition.text("gap.no-policy", area=self._edition.area(requirement.area))
        if reason.lack in _OF_A_NUMBER:
            told = next(self._numbers(requirement, reason), "")
            if told:
                return told
        return self._edition.text(f"gap.{reason.lack.value}", policy=policy)

    def _policy(self, requirement: RequirementCoverage, reason: Reason) -> str:
        """The title of the policy to change, '' where there is none yet."""
        if reason.found:
            first = reason.found[0]
            page = self._pages.get(first.policy)
            return page.title if page is not None else first.policy_title or first.policy
        page = self._pages.get(requirement.policy) or self._homes.get(requirement.area)
        return page.title if page is not None else ""

    def _numbers(self, requirement: RequirementCoverage, reason: Reason) -> Iterator[str]:
        """What is promised beside what is asked for, where both can be said."""
        regions = tuple(gap.region for gap in requirement.gaps if reason in gap.reasons)
        where = self._edition.titles("region", tuple(filter(None, regions)))
        for found in reason.found:
            line = self._promises.get(found.name)
            floor = "" if line is None else _floor(line, requirement.name)
            if line is not None and floor:
                yield self._edition.text(
                    "gap.number", promise=line.title.text, ours=_ours(line, where), floor=floor
                )


def _ours(line: PromiseLine, regions: tuple[str, ...]) -> str:
    """What is promised in some regions: the cases that name them, else the one for all others."""
    named = [case for case in line.cases if any(each in case.where for each in regions)]
    told = named or [case for case in line.cases if not case.where] or line.cases
    return "; ".join(dict.fromkeys(case.value for case in told))


def _floor(line: PromiseLine, requirement: str) -> str:
    return next((law.floor for law in line.law if law.id == requirement), "")
