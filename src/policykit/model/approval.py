"""Who has approved what: the matrix of policies and roles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from policykit.model.facts import StampFact
from policykit.model.unread import Unread
from policykit.model.value import dataclass


class ApprovalState(StrEnum):
    """What there is of a role's approval of a text, the best first."""

    APPROVED = "approved"
    """Somebody of the role approved this very text."""
    OWN = "own"
    """The one who wrote it approved it, and nobody else of the role."""
    UNBOUND = "unbound"
    """There is an approval that does not say of which text."""
    VOID = "void"
    """The text that was approved is another one."""
    MISSING = "missing"
    """Nobody of the role has approved any text."""


class Signed(StrEnum):
    """What a signature shows, as far as anybody asked."""

    UNCHECKED = ""
    GOOD = "signed"
    NONE = "not signed"
    BAD = "signature does not fit"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleApproval:
    """A role and what there is of its approval.

    `why` is '' for a role that nothing asks for. `by` and `on` are of the approval that is told
    of, '' where there is none; `locales` are those it is of, `unread` those of the policy it is
    not, `differing` those whose text has changed since. `stamp` is what the record has of it. `changed` are the items that are another
    since, as far as they could be found. `signed` is what its signature shows, `doubt` what is
    wrong with it.
    """

    role: str
    state: ApprovalState
    why: str = ""
    by: str = ""
    on: str = ""
    locales: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    stamp: StampFact | None = None
    signed: Signed = Signed.UNCHECKED
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyApproval:
    """A text of a policy, and each role that must approve it or has.

    `coming` says that it is the coming one. `people` are those whose approval of this text
    counts, `quorum` how many there must be, `sworn` those of them whose signature fits, None
    where nobody asked. `is_decided` says that its status asks for all this.
    """

    policy: str
    oldest_id: str
    title: str
    path: str
    status: str
    version: str
    owner: str
    coming: bool
    is_decided: bool
    digests: Mapping[str, str]
    roles: tuple[RoleApproval, ...]
    people: tuple[str, ...]
    quorum: int
    sworn: tuple[str, ...] | None = None

    @property
    def lacks_people(self) -> bool:
        """Whether too few different people have approved."""
        return bool(self.roles) and len(self.people) < self.quorum

    @property
    def lacks_signatures(self) -> bool:
        """Whether too few of the people who must approve have signed it."""
        return self.sworn is not None and bool(self.roles) and len(self.sworn) < self.quorum


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalReport:
    """Who has approved what, in a repository on a day."""

    name: str
    today: date
    policies: tuple[PolicyApproval, ...]
    unread: tuple[Unread, ...] = ()
