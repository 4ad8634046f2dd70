"""What changed in a text since it was approved, as far as the history of the files tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.model.approval import ApprovalState, PolicyApproval, RoleApproval
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.stamping import Texts

if TYPE_CHECKING:
    from policykit.branch import Branch
    from policykit.diffing.sides import PolicyText

_MOST: Final = 400
"""Earlier texts of a policy that are looked through, the latest first."""

_AROUND: Final = 40
"""Characters of unchanged words that are shown beside those that are not."""

_NO_RULES: Final = frozenset({"script", "faq", "scenario", "objective", "feedback"})
"""Kinds of items whose words approvals are not bound to."""


@dataclass(frozen=True, slots=True)
class Voided:
    """Finds the text a stamp is of among the commits up to the one that is checked out."""

    root: Path
    known: Texts
    day: date
    branch: Branch | None
    _told: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def opened(cls, root: Path, known: Texts, day: date) -> Iterator[Voided]:
        """With the history, or without any where there is none."""
        from policykit.branch import opened_branch

        with ExitStack() as stack:
            branch = None
            try:
                branch = stack.enter_context(opened_branch(root, "HEAD"))
            except SourceError:
                branch = None
            yield cls(root, known, day, branch)

    def told(self, approval: PolicyApproval, role: RoleApproval) -> RoleApproval:
        """A void approval with what changed since, as sentences; others as they are."""
        if role.state is not ApprovalState.VOID or self.branch is None:
            return role
        source = self.known.around.settings.locales.source
        digest = dict(role.stamp.digests).get(source, "") if role.stamp is not None else ""
        if source not in role.differing or not digest:
            return role
        key = (approval.path, digest)
        if key not in self._told:
            self._told[key] = tuple(self._changes(approval, digest))
        return replace(role, changed=self._told[key])

    def _changes(self, approval: PolicyApproval, digest: str) -> Iterator[str]:
        from policykit.diffing.libraries import Asked, compare
        from policykit.diffing.sides import SideTexts
        from policykit.diffing.standing import Days
        from policykit.report.changed import marked, shortened

        now = _text(approval.path, (self.root / approval.path).read_bytes())
        then = self._then(approval, digest)
        if now is None or then is None:
            return
        around = self.known.around
        before, after = (SideTexts(texts=(text,), surroundings=around) for text in (then, now))
        found = compare(before, after, Asked(today=self.day, days=Days(self.day, self.day)))
        for each in found.policies:
            for change in each.changes:
                if change.item_kind not in _NO_RULES:
                    words = marked(shortened(change.redline, _AROUND))
                    yield f"{change.message} {words}".strip()

    def _then(self, approval: PolicyApproval, digest: str) -> PolicyText | None:
        """The text that has a digest, None where no commit has it."""
        from policykit.library.lineage import lineage
        from policykit.library.tracing import Tracer
        from policykit.model.digest import RULES_PREFIX, finished

        if self.branch is None:
            return None
        branch = self.branch
        tracer = Tracer(branch.history, branch.around.organisation.title)
        try:
            line = lineage(branch.landings, branch.days, approval.policy, tracer.former_ids)
        except SourceError:
            return None
        seen: set[str] = set()
        for stand in list(reversed(line.stands))[:_MOST]:
            for place in (stand.main, stand.coming):
                if place is None or place[1] in seen:
                    continue
                seen.add(place[1])
                text = _text(approval.path, branch.history.read(place[1]))
                if text is None:
                    continue
                whole = finished(text.rules, RULES_PREFIX, self.known.oldest_name)
                if whole.startswith(digest):
                    return text
        return None


def _text(path: str, content: bytes) -> PolicyText | None:
    from policykit.diffing.sides import texts_of
    from policykit.library.bundle import Bundle
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    document, _ = read(content, Origin(path, ""))
    return next(texts_of(Bundle(id="", policy=document)), None)
