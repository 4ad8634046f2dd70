"""Signatures of approvals, as SSH keys make them: what is signed, by whom, and whether it fits."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from policykit.approvals.wire import WireError, fields, text
from policykit.model.errors import PolicykitError
from policykit.model.value import dataclass

NAMESPACE: Final = "policykit"
"""What a signature is for, so that one made for something else counts for nothing here."""

MOST_CHARACTERS: Final = 8_192
"""A signature of the largest key in use has some 1,500."""

_MAGIC: Final = b"SSHSIG"
_VERSION: Final = 1
_BEGIN: Final = "-----BEGIN SSH SIGNATURE-----"
_END: Final = "-----END SSH SIGNATURE-----"
_HASHES: Final = {"sha256": hashlib.sha256, "sha512": hashlib.sha512}
_WORD: Final = re.compile(r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+')
_OPTION: Final = re.compile(r'([a-z-]+)(?:="((?:[^"\\]|\\.)+)")?(?:,(?=.)|$)', re.IGNORECASE)
_AUTHORITY: Final = "cert-authority"
_WITH_VALUE: Final = frozenset({"namespaces", "valid-after", "valid-before"})
_MOMENT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{4}(?:\d\d)?)?Z?")

KeyCheck = Callable[[bytes, str, bytes, bytes], bool]
"""Whether a key (its blob), by an algorithm, made a signature (its blob) over a message."""


def signed_text(policy: str, role: str, by: str, day: str, digests: Mapping[str, str]) -> bytes:
    """What whoever approves a policy signs; `policy` is the first id it ever had."""
    lines = [
        "policykit approval",
        f"policy: {policy}",
        f"role: {role}",
        f"by: {by}",
        f"date: {day}",
    ]
    lines += [f"{locale}: {digest}" for locale, digest in sorted(digests.items())]
    return "".join(f"{line}\n" for line in lines).encode()


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature and the public key that is said to have made it, as blobs of SSH."""

    key: bytes
    namespace: str
    hashed_by: str
    algorithm: str
    blob: bytes


@dataclass(frozen=True, slots=True)
class Signer:
    """A line of an allowed-signers file: whose key, for what, and from when until when.

    `names` are patterns; days are ISO 8601, '' for no limit.
    """

    names: tuple[str, ...]
    key: bytes
    namespaces: tuple[str, ...] = ()
    after: str = ""
    before: str = ""


def compact(armored: str) -> str:
    """A signature file on one line, as a record holds it.

    Raises:
        PolicykitError: it is no signature that an SSH key made.
    """
    lines = [line.strip() for line in armored[:MOST_CHARACTERS].strip().splitlines()]
    if lines[:1] != [_BEGIN] or lines[-1:] != [_END]:
        raise _no_signature("It does not begin and end as one.")
    joined = "".join(lines[1:-1])
    parsed(joined)
    return joined


def parsed(compacted: str) -> Signature:
    """The signature a record holds.

    Raises:
        PolicykitError: it is none.
    """
    try:
        body = base64.b64decode(compacted, validate=True)
        if not body.startswith(_MAGIC) or len(compacted) > MOST_CHARACTERS:
            raise _no_signature("It is something else.")
        version, rest = int.from_bytes(body[6:10]), body[10:]
        if version != _VERSION:
            raise _no_signature(f"It is of version {version}, and there is only 1.")
        key, namespace, _, hashed_by, signature = fields(rest, 5)
        algorithm, blob = fields(signature, 2, more=True)
        return Signature(
            key, text(namespace), text(hashed_by), text(algorithm), _with_tail(signature, blob)
        )
    except (WireError, binascii.Error, ValueError) as trouble:
        raise _no_signature("It breaks off or holds what no signature holds.") from trouble


def _with_tail(signature: bytes, blob: bytes) -> bytes:
    """The blob of a signature with what keys on a token add behind it."""
    start = 4 + int.from_bytes(signature[:4]) + 4 + len(blob)
    return blob + signature[start:]


def doubt(
    compacted: str,
    message: bytes,
    *,
    by: str,
    day: str,
    signers: Sequence[Signer],
    check: KeyCheck,
) -> str:
    """What is wrong with a signature, '' where it is right.

    Args:
        compacted: the signature as a record holds it.
        message: what was to be signed.
        by: the code of whoever is said to have signed.
        day: the day of the stamp (ISO 8601).
        signers: whose keys count.
        check: what does the mathematics.
    """
    try:
        signature = parsed(compacted)
    except PolicykitError as trouble:
        return trouble.message
    if signature.namespace != NAMESPACE:
        return f"It was made for {signature.namespace[:40]!r} and not for {NAMESPACE!r}."
    hashed = _HASHES.get(signature.hashed_by)
    if hashed is None:
        return f"Its digest {signature.hashed_by[:20]!r} is none we know."
    own = [each for each in signers if each.key == signature.key]
    named = [each for each in own if _is_named(by, each.names)]
    if not named:
        return f"Its key is not one of {by}'s." if own else "Nobody vouches for its key."
    if not any(_holds(each, day) for each in named):
        return f"The key of {by} did not hold on {day} for approvals."
    whole = _MAGIC + b"".join(
        len(part).to_bytes(4) + part
        for part in (
            signature.namespace.encode(),
            b"",
            signature.hashed_by.encode(),
            hashed(message).digest(),
        )
    )
    if not check(signature.key, signature.algorithm, signature.blob, whole):
        return "It is of another text, day, role or person."
    return ""


def allowed_signers(content: str, path: str) -> tuple[Signer, ...]:
    """The lines of an allowed-signers file, as `ssh-keygen` takes it; authorities are left out.

    Raises:
        PolicykitError: a line is none.
    """
    return tuple(
        signer
        for number, line in enumerate(content.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
        for signer in _signers(line.strip(), f"{path}:{number}")
    )


def _signers(line: str, where: str) -> Iterator[Signer]:
    words = _WORD.findall(line)
    options: dict[str, str] = {}
    at = 1
    if len(words) > at and not _is_key(words, at):
        options = _options(words[1], where)
        at += 1
    if not _is_key(words, at):
        raise PolicykitError(
            "no-signer",
            "This line of the allowed signers names no key.",
            context=where,
            hint="Write a code, then the public key, as in `a-03 ssh-ed25519 AAAA…`.",
        )
    if _AUTHORITY in options:
        return
    days = {name: _day(options.get(name, ""), where) for name in ("valid-after", "valid-before")}
    yield Signer(
        tuple(words[0].strip('"').split(",")),
        base64.b64decode(words[at + 1]),
        tuple(filter(None, options.get("namespaces", "").split(","))),
        days["valid-after"],
        days["valid-before"],
    )


def _options(written: str, where: str) -> dict[str, str]:
    """The options of a line by name, all of them understood: each makes a key count for less.

    Raises:
        PolicykitError: one is written otherwise than `ssh-keygen` takes it.
    """
    options: dict[str, str] = {}
    at = 0
    while at < len(written):
        found = _OPTION.match(written, at)
        name, value = (found[1].lower(), found[2] or "") if found is not None else ("", "")
        is_known = name in _WITH_VALUE if value else name == _AUTHORITY
        if found is None or not is_known or name in options:
            raise PolicykitError(
                "no-signer",
                f"This line of the allowed signers has an option that is none: {written[at:][:40]}",
                context=where,
                hint="Write options once each, joined by commas, with their values in quotes: "
                'namespaces="policykit",valid-after="20260101",valid-before="20270101".',
            )
        options[name] = value
        at = found.end()
    return options


def _is_key(words: Sequence[str], at: int) -> bool:
    try:
        blob = base64.b64decode(words[at + 1], validate=True)
        return text(fields(blob, 1, more=True)[0]) == words[at]
    except (IndexError, ValueError, WireError):
        return False


def _day(moment: str, where: str) -> str:
    if not moment:
        return ""
    found = _MOMENT.fullmatch(moment)
    if found is None:
        raise PolicykitError(
            "no-signer",
            "This line of the allowed signers has a day that is none.",
            context=where,
            hint="Write days as YYYYMMDD.",
        )
    return "-".join(found.groups())


def _holds(signer: Signer, day: str) -> bool:
    within = (not signer.after or signer.after <= day) and (
        not signer.before or day < signer.before
    )
    return within and (not signer.namespaces or _is_named(NAMESPACE, signer.namespaces))


def _is_named(name: str, patterns: Sequence[str]) -> bool:
    """Whether patterns with `*` and `?` name something and none with `!` in front does."""
    if any(_fits(name, each[1:]) for each in patterns if each.startswith("!")):
        return False
    return any(_fits(name, each) for each in patterns if not each.startswith("!"))


def _fits(name: str, pattern: str) -> bool:
    """Two fingers go along; a star that took too little takes one letter more."""
    at, star, taken = 0, -1, 0
    place = 0
    while place < len(name):
        if at < len(pattern) and pattern[at] in {"?", name[place]} and pattern[at] != "*":
            at, place = at + 1, place + 1
        elif at < len(pattern) and pattern[at] == "*":
            star, taken, at = at, place, at + 1
        elif star >= 0:
            taken += 1
            at, place = star + 1, taken
        else:
            return False
    return all(sign == "*" for sign in pattern[at:])


def _no_signature(why: str) -> PolicykitError:
    return PolicykitError(
        "no-signature",
        f"This is no signature of an SSH key. {why}",
        hint="Make one with `ssh-keygen -Y sign -n policykit -f KEY FILE`.",
    )
