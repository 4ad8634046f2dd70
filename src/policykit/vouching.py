"""Whether signatures prove who approved: by a file of keys that is named in the call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from policykit.approvals.keys import made_by
from policykit.approvals.signing import Signer, allowed_signers, compact, doubt, signed_text
from policykit.approvals.stamps import fits
from policykit.model.approval import PolicyApproval, RoleApproval, Signed
from policykit.model.errors import PolicykitError
from policykit.model.facts import RecordFact, StampFact

_MOST_BYTES: Final = 1024 * 1024
"""What is read of a file of allowed signers, which has some hundred bytes for each person."""


def signers_of(file: Path) -> tuple[Signer, ...]:
    """Whose keys count.

    Raises:
        PolicykitError: the file cannot be read, or a line of it is none.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES).decode()
    except (OSError, UnicodeDecodeError) as trouble:
        raise PolicykitError(
            "unreadable-signers",
            "This file with the allowed signers cannot be read.",
            context=str(file),
            hint="Name a file of lines such as `a-03 ssh-ed25519 AAAA…`.",
        ) from trouble
    return allowed_signers(content, str(file))


def fitting(signature: str, message: bytes, by: str, day: str, signers: Path | None) -> str:
    """A signature as a record holds it, once it is known to be right.

    Args:
        signature: the file that `ssh-keygen` makes.
        message: what was to be signed.
        by: the code of whoever is said to have signed.
        day: the day of the stamp (ISO 8601).
        signers: the file that says whose keys count.

    Raises:
        PolicykitError: it proves nothing.
    """
    known = signers_of(signers) if signers is not None else ()
    compacted = compact(signature)
    wrong = doubt(compacted, message, by=by, day=day, signers=known, check=made_by)
    if wrong:
        raise PolicykitError(
            "signature-does-not-fit",
            f"This signature does not prove the approval. {wrong}",
            context="--signature",
            hint="Sign what --print-text prints now, with the same --role, --by and --on.",
        )
    return compacted


def vouched(
    approval: PolicyApproval, role: RoleApproval, signers: tuple[Signer, ...]
) -> RoleApproval:
    """An approval with what its signature shows."""
    stamp = role.stamp
    if stamp is None:
        return role
    if not stamp.signature:
        return replace(role, signed=Signed.NONE)
    wrong = _doubt(approval, stamp, signers)
    return replace(role, signed=Signed.BAD if wrong else Signed.GOOD, doubt=wrong)


def sworn(
    approval: PolicyApproval, record: RecordFact | None, signers: tuple[Signer, ...]
) -> tuple[str, ...]:
    """Those of the people who approved a text whose signature fits, in whichever role."""
    stamps = record.approvals if record is not None else ()
    signed = {
        stamp.by
        for stamp in stamps
        if stamp.signature
        and fits(stamp, approval.digests)
        and not _doubt(approval, stamp, signers)
    }
    return tuple(each for each in approval.people if each in signed)


def _doubt(approval: PolicyApproval, stamp: StampFact, signers: tuple[Signer, ...]) -> str:
    return doubt(
        stamp.signature,
        signed_text(approval.oldest_id, stamp.role, stamp.by, stamp.date, dict(stamp.digests)),
        by=stamp.by,
        day=stamp.date,
        signers=signers,
        check=made_by,
    )
