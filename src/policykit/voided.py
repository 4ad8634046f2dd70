"""What changed in a text since it was approved, as far as the history of the files tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.earlier_texts import EarlierTexts, policy_text
from policykit.model.approval import ApprovalState, PolicyApproval, RoleApproval
from policykit.model.policy_shape import RULES_KEYS
from policykit.model.value import dataclass
from policykit.sources.worktree import file_now
from policykit.stamping import Texts

if TYPE_CHECKING:
    from policykit.model.change import Change


@dataclass(frozen=True, slots=True)
class Voided:
    """Finds the text a stamp is of among the commits up to the one that is checked out."""

    root: Path
    known: Texts
    earlier: EarlierTexts
    _told: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def opened(cls, root: Path, known: Texts, day: date) -> Iterator[Voided]:
        """With the history, or without any where there is none."""
        with EarlierTexts.opened(root, known.around, day) as earlier:
            yield cls(root, known, earlier)

    def told(self, approval: PolicyApproval, role: RoleApproval) -> RoleApproval:
        """A void approval with what changed since, as sentences; others as they are."""
        if role.state is not ApprovalState.VOID:
            return role
        source = self.known.around.settings.locales.source
        digest = dict(role.stamp.digests).get(source, "") if role.stamp is not None else ""
        if source not in role.differing or not digest:
            return role
        key = (approval.path, digest)
        if key not in self._told:
            self._told[key] = self._changes(approval, digest)
        return replace(role, changed=self._told[key])

    def _changes(self, approval: PolicyApproval, digest: str) -> tuple[str, ...]:
        then = next(
            (each for each in self.earlier.of(approval.policy) if self._is_of(each, digest)), None
        )
        if then is None:
            return ()
        now = file_now(self.root, approval.path)
        return self.earlier.changed(approval.path, then, now, _is_of_rules)

    def _is_of(self, content: bytes, digest: str) -> bool:
        from policykit.model.digest import RULES_PREFIX, finished

        text = policy_text("", content)
        if text is None:
            return False
        return finished(text.rules, RULES_PREFIX, self.known.oldest_name).startswith(digest)


def _is_of_rules(change: Change) -> bool:
    """Whether a change is of what an approval is bound to."""
    side = change.after or change.before
    return (
        side is not None
        and side.location.pointer[:1] != ()
        and (side.location.pointer[0] in RULES_KEYS)
    )
