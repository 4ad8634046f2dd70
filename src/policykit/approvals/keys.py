"""The mathematics of signatures: whether a public SSH key made one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from policykit.approvals.wire import WireError, fields, text
from policykit.model.errors import PolicykitError

_LEAST_BITS: Final = 2048
_TOKEN: Final = "@openssh.com"  # noqa: S105 - the end of the name of a kind of key
_PRESENT: Final = 1
"""The mark of a token that somebody touched it."""

_TAIL: Final = 5
"""Behind the signature of a token: one byte of marks and a counter of four."""


def made_by(key: bytes, algorithm: str, signature: bytes, message: bytes) -> bool:
    """Whether a key made a signature over a message; keys on tokens must have been touched.

    Args:
        key: the public key as SSH writes it.
        algorithm: how it was signed, by its name in SSH.
        signature: its blob; that of a token with its marks and counter behind.
        message: what was signed.

    Raises:
        PolicykitError: the library that can tell is not installed.
    """
    try:
        from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    except ImportError as trouble:
        raise PolicykitError(
            "no-signatures",
            "To check signatures, a library is needed that is not installed.",
            hint='Install it with `pip install "policykit-handbook[sign]"`.',
        ) from trouble
    try:
        kind = text(fields(key, 1, more=True)[0])
        if kind.startswith("sk-"):
            if len(signature) <= _TAIL:
                return False
            signature, tail = signature[:-_TAIL], signature[-_TAIL:]
            if not tail[0] & _PRESENT:
                return False
            *_, application = fields(key, 4 if "ecdsa" in kind else 3)
            message = hashlib.sha256(application).digest() + tail + hashlib.sha256(message).digest()
        check = _CHECKS.get(kind)
        if check is not None and algorithm in _ALGORITHMS[kind]:
            check(key, algorithm, signature, message)
            return True
    except (InvalidSignature, UnsupportedAlgorithm, WireError, ValueError):
        return False
    return False


def _edwards(key: bytes, _algorithm: str, signature: bytes, message: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    _, point = fields(key, 2, more=True)
    Ed25519PublicKey.from_public_bytes(point).verify(signature, message)


def _elliptic(key: bytes, _algorithm: str, signature: bytes, message: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    kinds: dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
        "nistp256": (ec.SECP256R1(), hashes.SHA256()),
        "nistp384": (ec.SECP384R1(), hashes.SHA384()),
        "nistp521": (ec.SECP521R1(), hashes.SHA512()),
    }
    _, name, point = fields(key, 3, more=True)
    if text(name) not in kinds:
        raise WireError("no curve we know")
    curve, digest = kinds[text(name)]
    r, s = (int.from_bytes(each, signed=True) for each in fields(signature, 2))
    if r <= 0 or s <= 0:
        raise WireError("no signature has such numbers")
    public = ec.EllipticCurvePublicKey.from_encoded_point(curve, point)
    public.verify(encode_dss_signature(r, s), message, ec.ECDSA(digest))


def _rivest(key: bytes, algorithm: str, signature: bytes, message: bytes) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    _, exponent, modulus = fields(key, 3)
    numbers = rsa.RSAPublicNumbers(
        int.from_bytes(exponent, signed=True), int.from_bytes(modulus, signed=True)
    )
    if numbers.n.bit_length() < _LEAST_BITS:
        raise WireError("too short to be sure")
    digest = hashes.SHA256() if algorithm == "rsa-sha2-256" else hashes.SHA512()
    numbers.public_key().verify(signature, message, padding.PKCS1v15(), digest)


_CHECKS: Final[dict[str, Callable[[bytes, str, bytes, bytes], None]]] = {
    "ssh-ed25519": _edwards,
    f"sk-ssh-ed25519{_TOKEN}": _edwards,
    "ecdsa-sha2-nistp256": _elliptic,
    "ecdsa-sha2-nistp384": _elliptic,
    "ecdsa-sha2-nistp521": _elliptic,
    f"sk-ecdsa-sha2-nistp256{_TOKEN}": _elliptic,
    "ssh-rsa": _rivest,
}
_ALGORITHMS: Final = {
    **{kind: frozenset({kind}) for kind in _CHECKS},
    "ssh-rsa": frozenset({"rsa-sha2-256", "rsa-sha2-512"}),
}
"""How a kind of key may sign; SHA-1 may not."""
