"""Signatures that ssh-keygen made, and what is wrong with others."""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, strategies as st
from tests.support.cases import cases

from policykit.approvals.keys import made_by
from policykit.approvals.signing import (
    Signer,
    allowed_signers,
    compact,
    doubt,
    parsed,
    signed_text,
)
from policykit.model.errors import PolicykitError

DATA: dict[str, Any] = cases(Path(__file__).with_name("signatures.yaml"))
MADE: dict[str, dict[str, str]] = DATA["signatures"]
OTHER = "another namespace"
TEXT = DATA["text"].encode()
DAY = "2026-11-21"
KEY = MADE["ed25519"]["key"]


def _doubt(
    name: str = "ed25519", signers: str = "", text: bytes = TEXT, by: str = "a-03", day: str = DAY
) -> str:
    made = MADE[name]
    known = allowed_signers(signers or f"a-03 {made['key']} of Ann\n", "signers")
    return doubt(compact(made["signature"]), text, by=by, day=day, signers=known, check=made_by)


def test_what_is_signed_says_all() -> None:
    assert signed_text("returns", "legal", "a-03", DAY, {"en": "pk1-0a"}) == TEXT


@pytest.mark.parametrize("name", [name for name in MADE if name != OTHER])
def test_a_signature_of_ssh_keygen_fits(name: str) -> None:
    assert _doubt(name) == ""
    assert _doubt(name, text=TEXT.replace(b"0a", b"0b")) == (
        "It is of another text, day, role or person."
    )


DOUBTS: dict[str, tuple[dict[str, Any], str]] = {
    "another person's key": ({"signers": f"a-09 {KEY}"}, "Its key is not one of a-03's."),
    "nobody's key": ({"signers": f"a-03 {MADE['rsa']['key']}"}, "Nobody vouches for its key."),
    "no keys": ({"signers": "# none yet\n\n"}, "Nobody vouches for its key."),
    "made for something else": ({"name": OTHER}, "It was made for 'git' and not for 'policykit'."),
    "a key for something else": (
        {"signers": f'a-03 namespaces="git,file" {KEY}'},
        "The key of a-03 did not hold on 2026-11-21 for approvals.",
    ),
    "a key that held no more": (
        {"signers": f'a-03 valid-before="20261121" {KEY}'},
        "The key of a-03 did not hold on 2026-11-21 for approvals.",
    ),
    "a key that did not hold yet": (
        {"signers": f'a-03 valid-after="20261122Z" {KEY}'},
        "The key of a-03 did not hold on 2026-11-21 for approvals.",
    ),
    "a key of an authority": (
        {"signers": f"a-03 cert-authority {KEY}"},
        "Nobody vouches for its key.",
    ),
    "all but this one": ({"signers": f"*,!a-03 {KEY}"}, "Its key is not one of a-03's."),
}


@pytest.mark.parametrize(("given_", "told"), DOUBTS.values(), ids=DOUBTS.keys())
def test_what_is_wrong_with_a_signature(given_: dict[str, Any], told: str) -> None:
    assert _doubt(**given_) == told


@pytest.mark.parametrize(
    "options",
    [
        'namespaces="policykit"',
        'namespaces="git,policy*"',
        'valid-after="20261121",valid-before="20261122120000Z"',
        'NAMESPACES="policykit",valid-after="20200101"',
    ],
)
@pytest.mark.parametrize("names", ["a-03", "a-*", "a-0?", "x,a-03", '"a-03"', "*3"])
def test_a_key_that_holds(names: str, options: str) -> None:
    assert _doubt(signers=f"{names} {options} {KEY}\n") == ""


@pytest.mark.parametrize(
    "line",
    [
        "a-03",
        "a-03 ssh-ed25519",
        "a-03 ssh-ed25519 !!!",
        f"a-03 {KEY.replace('ed25519', 'rsa')}",
        f'a-03 valid-after="soon" {KEY}',
        f"a-03 valid-before=20200101 {KEY}",
        f"a-03 namespaces=git {KEY}",
        f"a-03 namespaces='git' {KEY}",
        f'a-03 namespaces="" {KEY}',
        f'a-03 namespaces="policykit",valid-befor="20200101" {KEY}',
        f'a-03 namespaces="git",namespaces="policykit" {KEY}',
        f'a-03 namespaces="policykit",,valid-before="20300101" {KEY}',
        f'a-03 namespaces="policykit", {KEY}',
        f'a-03 cert-authority="yes" {KEY}',
        f"a-03 valid-before {KEY}",
        f"a-03 no-touch-required {KEY}",
    ],
)
def test_a_line_that_ssh_keygen_would_not_take_is_told(line: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        allowed_signers(f"# ours\n{line}\n", "signers")
    assert (caught.value.reference, caught.value.context) == ("no-signer", "signers:2")


@pytest.mark.parametrize(
    "armored",
    [
        "",
        "hello",
        "-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\n....\n-----END SSH SIGNATURE-----",
        MADE["ed25519"]["signature"].replace("SSH SIGNATURE", "PGP SIGNATURE"),
        MADE["ed25519"]["signature"].replace("-----END", "AAAA\n-----END"),
    ],
)
def test_what_is_no_signature_is_told(armored: str) -> None:
    with pytest.raises(PolicykitError, match="This is no signature of an SSH key"):
        compact(armored)


@given(name=st.sampled_from([name for name in MADE if name != OTHER]), data=st.data())
def test_no_other_signature_fits(name: str, data: st.DataObject) -> None:
    body = bytearray(base64.b64decode(compact(MADE[name]["signature"])))
    place = data.draw(st.integers(0, len(body) - 1))
    body[place] ^= data.draw(st.integers(1, 255))
    known = allowed_signers(f"a-03 {MADE[name]['key']}", "signers")
    changed = base64.b64encode(bytes(body)).decode()
    assert doubt(changed, TEXT, by="a-03", day=DAY, signers=known, check=made_by)


@given(st.text(st.sampled_from("ABCDwxyz0189+/="), max_size=200))
def test_anything_at_all_is_read_or_refused(text: str) -> None:
    with pytest.raises(PolicykitError):
        parsed("U1NIU0lH" + text)


def _field(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def _number(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1)


@pytest.mark.parametrize(("bits", "fits"), [(1024, False), (2048, True)])
def test_a_short_key_proves_nothing(bits: int, fits: bool) -> None:
    own = rsa.generate_private_key(65537, bits)
    key = _field(b"ssh-rsa", b"\x01\x00\x01", _number(own.public_key().public_numbers().n))
    long, short = (
        own.sign(b"text", padding.PKCS1v15(), each) for each in (hashes.SHA512(), hashes.SHA256())
    )
    assert made_by(key, "rsa-sha2-512", long, b"text") is fits
    assert made_by(key, "rsa-sha2-256", short, b"text") is fits
    assert made_by(key, "rsa-sha2-256", long, b"text") is False
    assert made_by(key, "ssh-rsa", long, b"text") is False


CURVES = {
    "nistp256": (ec.SECP256R1(), hashes.SHA256()),
    "nistp384": (ec.SECP384R1(), hashes.SHA384()),
    "nistp521": (ec.SECP521R1(), hashes.SHA512()),
}


def _on_a_curve(
    curve: str, message: bytes, kind: str, *more: bytes
) -> tuple[bytes, tuple[int, int]]:
    """A key of a kind, and the numbers of its signature over a message."""
    own = ec.derive_private_key(7, CURVES[curve][0])
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    made = own.sign(message, ec.ECDSA(CURVES[curve][1]))
    return _field(kind.encode(), curve.encode(), point, *more), decode_dss_signature(made)


@pytest.mark.parametrize("curve", CURVES)
def test_a_key_on_a_curve(curve: str) -> None:
    kind = f"ecdsa-sha2-{curve}"
    key, (r, s) = _on_a_curve(curve, b"text", kind)
    good = _field(_number(r), _number(s))
    assert made_by(key, kind, good, b"text") is True
    assert made_by(key, kind, good, b"other") is False
    for bad in ((0, s), (r, 0), (-r, s), (r, -s)):
        parts = (each.to_bytes(70, signed=True) for each in bad)
        assert made_by(key, kind, _field(*parts), b"text") is False
    assert made_by(key, kind, good + b"x", b"text") is False
    unknown = key.replace(b"\x08" + curve.encode(), b"\x08nistk163")
    assert made_by(unknown, kind, good, b"text") is False


TAIL = (7).to_bytes(4)


def _by_a_token(message: bytes, touched: bytes) -> bytes:
    """What a token signs: where its key is for, what it saw, what it was given."""
    own, given_to_it = (hashlib.sha256(each).digest() for each in (b"ssh:", message))
    return own + touched + TAIL + given_to_it


def test_where_nothing_can_check_signatures_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    with pytest.raises(PolicykitError) as caught:
        made_by(b"", "ssh-ed25519", b"", b"")
    assert caught.value.reference == "no-signatures"


DEVICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ON_DEVICE = "sk-ssh-ed25519@openssh.com"
DEVICE_KEY = _field(ON_DEVICE.encode(), DEVICE.public_key().public_bytes_raw(), b"ssh:")


@pytest.mark.parametrize(("touched", "fits"), [(b"\x01", True), (b"\x05", True), (b"\x00", False)])
def test_a_key_on_a_token_counts_when_it_was_touched(touched: bytes, fits: bool) -> None:
    signature = DEVICE.sign(_by_a_token(b"text", touched)) + touched + TAIL
    assert made_by(DEVICE_KEY, ON_DEVICE, signature, b"text") is fits
    assert made_by(DEVICE_KEY, ON_DEVICE, signature, b"other") is False
    assert made_by(DEVICE_KEY, "ssh-ed25519", signature, b"text") is False
    assert made_by(DEVICE_KEY + b"x", ON_DEVICE, signature, b"text") is False
    for end in range(6):
        assert made_by(DEVICE_KEY, ON_DEVICE, signature[:end], b"text") is False


def test_a_key_on_a_token_may_be_one_on_a_curve() -> None:
    kind = "sk-ecdsa-sha2-nistp256@openssh.com"
    key, numbers = _on_a_curve("nistp256", _by_a_token(b"text", b"\x01"), kind, b"ssh:")
    signature = _field(*map(_number, numbers)) + b"\x01" + TAIL
    assert made_by(key, kind, signature, b"text") is True
    assert made_by(key, kind, signature, b"other") is False


@pytest.mark.parametrize("digest", ["sha256", "sha512"])
def test_a_signature_of_a_token_is_read_with_what_the_token_adds(digest: str) -> None:
    about = (b"policykit", b"", digest.encode())
    told = b"SSHSIG" + _field(*about, hashlib.new(digest, TEXT).digest())
    blob = DEVICE.sign(_by_a_token(told, b"\x01"))
    whole = _field(ON_DEVICE.encode(), blob) + b"\x01" + TAIL
    body = b"SSHSIG" + (1).to_bytes(4) + _field(DEVICE_KEY, *about, whole)
    known = allowed_signers(f"a-03 {ON_DEVICE} {base64.b64encode(DEVICE_KEY).decode()}", "signers")
    written = base64.b64encode(body).decode()
    assert doubt(written, TEXT, by="a-03", day=DAY, signers=known, check=made_by) == ""


def test_a_line_says_whose_key_for_what_and_how_long() -> None:
    kind, blob = KEY.split()
    key = base64.b64decode(blob)
    lines = f"""
        # ours
        a-03,!b-* {kind} {blob} of Ann
        "a-04" namespaces="git,policykit",Valid-After="20260102",valid-before="20270102093000Z" {KEY}
        a-05 cert-authority,namespaces="policykit" {KEY}
    """
    assert allowed_signers(lines, "signers") == (
        Signer(("a-03", "!b-*"), key),
        Signer(("a-04",), key, ("git", "policykit"), "2026-01-02", "2027-01-02"),
    )


@pytest.mark.parametrize(
    ("name", "pattern", "fits"),
    [
        ("a-03", "", False),
        ("a-03", "*", True),
        ("a-03", "a-03*", True),
        ("a-03", "a-03?", False),
        ("a-03", "a*0*", True),
        ("a-03", "*0", False),
        ("a-0303", "*03", True),
        ("a-0304", "*03*4", True),
        ("a-03", "a-0", False),
        ("a-03", "a**3", True),
        ("a*", "a?", True),
        ("abab", "*ab?b", True),
    ],
)
def test_a_pattern_names_people(name: str, pattern: str, fits: bool) -> None:
    told = "" if fits else f"Its key is not one of {name}'s."
    (signer,) = allowed_signers(f'"{pattern}" {KEY}', "signers")
    found = doubt(
        compact(MADE["ed25519"]["signature"]),
        TEXT,
        by=name,
        day=DAY,
        signers=[signer],
        check=lambda *_: True,
    )
    assert found == told


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (9, "It is of version 2, and there is only 1."),
        (0, "It is something else."),
        (13, "It breaks off or holds what no signature holds."),
    ],
)
def test_what_is_wrong_with_what_a_record_holds(place: int, told: str) -> None:
    body = bytearray(base64.b64decode(compact(MADE["ed25519"]["signature"])))
    body[place] ^= 3
    with pytest.raises(PolicykitError) as caught:
        parsed(base64.b64encode(bytes(body)).decode())
    assert caught.value.reference == "no-signature"
    assert caught.value.message == f"This is no signature of an SSH key. {told}"


def test_no_signature_is_that_long() -> None:
    body = base64.b64decode(compact(MADE["ed25519"]["signature"]))
    with pytest.raises(PolicykitError, match="It is something else"):
        parsed(base64.b64encode(body + bytes(8_192)).decode())


def test_a_signature_over_a_digest_nobody_knows() -> None:
    body = base64.b64decode(compact(MADE["ed25519"]["signature"])).replace(b"sha512", b"sha384")
    known = allowed_signers(f"a-03 {KEY}", "signers")
    written = base64.b64encode(body).decode()
    found = doubt(written, TEXT, by="a-03", day=DAY, signers=known, check=lambda *_: True)
    assert found == "Its digest 'sha384' is none we know."
