"""Signatures that ssh-keygen made, and what is wrong with others."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from tests.support.cases import cases

from policykit.approvals.keys import made_by
from policykit.approvals.signing import (
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
    assert caught.value.context == "signers:2"


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


@pytest.mark.parametrize(("bits", "fits"), [(1024, False), (2048, True)])
def test_a_short_key_proves_nothing(bits: int, fits: bool) -> None:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    own = rsa.generate_private_key(65537, bits)
    modulus = own.public_key().public_numbers().n.to_bytes(bits // 8 + 1)
    key = _field(b"ssh-rsa", b"\x01\x00\x01", modulus)
    signature = own.sign(b"text", padding.PKCS1v15(), hashes.SHA512())
    assert made_by(key, "rsa-sha2-512", signature, b"text") is fits
    assert made_by(key, "ssh-rsa", signature, b"text") is False


def _field(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4) + part for part in parts)


@pytest.mark.parametrize(("touched", "fits"), [(b"\x01", True), (b"\x05", True), (b"\x00", False)])
def test_a_key_on_a_token_counts_when_it_was_touched(touched: bytes, fits: bool) -> None:
    import hashlib

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    own = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    kind = b"sk-ssh-ed25519@openssh.com"
    key = _field(kind, own.public_key().public_bytes_raw(), b"ssh:")
    tail = touched + (7).to_bytes(4)
    whole = hashlib.sha256(b"ssh:").digest() + tail + hashlib.sha256(b"text").digest()
    signature = own.sign(whole) + tail
    assert made_by(key, kind.decode(), signature, b"text") is fits
    assert made_by(key, kind.decode(), signature, b"other") is False
    assert made_by(key, "ssh-ed25519", signature, b"text") is False
