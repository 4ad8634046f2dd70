"""The earlier texts of a policy, as far as the history of the files tells, and what changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.model.errors import SourceError
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.branch import Branch
    from policykit.diffing.sides import PolicyText
    from policykit.library.lineage import Lineage, Lineages
    from policykit.model.change import Change
    from policykit.model.surroundings import Surroundings

_MOST: Final = 400
"""Earlier texts of a policy that are looked through, the latest first."""

_AROUND: Final = 40
"""Characters of unchanged words that are shown beside those that are not."""


@dataclass(frozen=True, slots=True)
class EarlierTexts:
    """The texts policies had in the commits up to the one that is checked out; none without Git."""

    branch: Branch | None
    around: Surroundings
    day: date
    lineages: Lineages | None = None
    _lines: dict[str, Lineage | None] = field(default_factory=dict)
    _compared: dict[tuple[str, bytes, bytes], tuple[Change, ...]] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def opened(cls, root: Path, around: Surroundings, day: date) -> Iterator[EarlierTexts]:
        """With the history, or without any where there is none."""
        from policykit.branch import opened_branch
        from policykit.library.lineage import Lineages
        from policykit.library.tracing import Tracer

        with ExitStack() as stack:
            branch = lineages = None
            # A folder without history has no earlier texts.
            with suppress(SourceError):
                branch = stack.enter_context(opened_branch(root, "HEAD"))
            if branch is not None:
                tracer = Tracer(branch.history, branch.around.organisation.title)
                lineages = Lineages.of(branch.landings, branch.days, tracer.former_ids)
            yield cls(branch, around, day, lineages)

    def of(self, policy: str) -> Iterator[bytes]:
        """Every text a policy had, coming ones too, each once and the latest first."""
        line = self._line(policy)
        if line is None or self.branch is None:
            return
        told: set[str] = set()
        for stand in list(reversed(line.stands))[:_MOST]:
            for place in (stand.main, stand.coming):
                if place is not None and place[1] not in told:
                    told.add(place[1])
                    yield self.branch.history.read(place[1])

    def changed(
        self, path: str, then: bytes, now: bytes, counts: Callable[[Change], bool]
    ) -> tuple[str, ...]:
        """What is otherwise between two texts of a policy, as sentences with the words.

        Args:
            path: where the policy stands.
            then: the earlier text.
            now: the later one.
            counts: whether a change is to be told.
        """
        from policykit.report.changed import marked, shortened

        return tuple(
            " ".join(
                part
                for part in (
                    change.message,
                    change.where and f"({change.where})",
                    marked(shortened(change.redline, _AROUND)),
                )
                if part
            )
            for change in self._changes(path, then, now)
            if counts(change)
        )

    def _changes(self, path: str, then: bytes, now: bytes) -> tuple[Change, ...]:
        """All that is otherwise between two texts, worked out once for each two."""
        key = (path, then, now)
        if key not in self._compared:
            self._compared[key] = tuple(self._compare(path, then, now))
        return self._compared[key]

    def _compare(self, path: str, then: bytes, now: bytes) -> Iterator[Change]:
        from policykit.diffing.libraries import Asked, compare
        from policykit.diffing.sides import SideTexts
        from policykit.diffing.standing import Days

        texts = policy_text(path, then), policy_text(path, now)
        if texts[0] is None or texts[1] is None:
            return
        before, after = (
            SideTexts(texts=(text,), surroundings=self.around) for text in texts if text is not None
        )
        found = compare(before, after, Asked(today=self.day, days=Days(self.day, self.day)))
        for each in found.policies:
            yield from each.changes

    def _line(self, policy: str) -> Lineage | None:
        if self.lineages is None:
            return None
        if policy not in self._lines:
            try:
                self._lines[policy] = self.lineages.lineage(policy)
            except SourceError:
                self._lines[policy] = None
        return self._lines[policy]


def policy_text(path: str, content: bytes) -> PolicyText | None:
    """The text a file holds, None where it holds none."""
    from policykit.diffing.sides import texts_of
    from policykit.library.bundle import Bundle
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    document, _ = read(content, Origin(path, ""))
    return next(texts_of(Bundle(id="", policy=document)), None)
