"""Whatever stands in a file, lint tells what is wrong with it and never breaks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.lint.damage import bundles, damaged, everything, surroundings, write
from tests.lint.examples import TODAY

from policykit import api
from policykit.model.errors import PolicykitError
from policykit.model.report import FindingsReport
from policykit.report.formats import Style, findings_format, formats

FORMATS = st.sampled_from(formats("findings"))
SCRAPS = st.sampled_from(
    (
        "a",
        "id",
        "format",
        ": ",
        ":",
        "\n",
        "\n  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        '"',
        "|",
        "#",
    )
)
BYTES = st.one_of(
    st.binary(max_size=80), st.lists(SCRAPS, max_size=30).map(lambda each: "".join(each).encode())
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(everything(), tmp_path_factory.mktemp("everything"))


@pytest.fixture(scope="module")
def havsby(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(surroundings(), tmp_path_factory.mktemp("havsby"))


@cache
def codes() -> frozenset[str]:
    return frozenset(api.registry().pages)


def checked(
    root: Path, unsaved: dict[str, bytes], paths: tuple[str, ...] = ()
) -> FindingsReport | None:
    """What is found with these contents in place; None where the call is refused with a reason."""
    request = api.LintRequest(root=root, unsaved=unsaved, paths=paths)
    try:
        return api.lint(request, lambda _zone: TODAY)
    except PolicykitError as refusal:
        refused = refusal
    assert refused.reference
    assert refused.message.endswith((".", "?"))
    return None


def assert_sound(report: FindingsReport | None, name: str) -> None:
    """No rule broke, each finding says what to do and where, and the format can print it."""
    if report is None:
        return
    for each in report.findings:
        assert not each.code.startswith("BUG"), each.message
        assert each.code in codes()
        assert each.message
        # What may stand in a place is listed in the message itself.
        assert each.hint or each.mended or each.code == "SCH005", each
        text = report.texts.get(each.location.path)
        if each.location.span is not None:
            assert text is not None, each
            assert 1 <= each.location.span.start.line <= text.count("\n") + 1, each
    prints = [each.fingerprint for each in report.findings]
    assert len(set(prints)) == len(prints)
    assert isinstance(findings_format(name)(report, Style()), str)


@settings(max_examples=25)
@given(st.sampled_from(sorted(everything())), BYTES, FORMATS)
def test_any_bytes_in_any_file(shop: Path, path: str, content: bytes, name: str) -> None:
    assert_sound(checked(shop, {path: content}), name)


@settings(max_examples=25)
@given(st.data(), st.sampled_from(sorted(everything())), FORMATS)
def test_any_damage_to_any_file(shop: Path, data: st.DataObject, path: str, name: str) -> None:
    content = data.draw(damaged(everything()[path]))
    assert_sound(checked(shop, {path: content}), name)


@settings(max_examples=12)
@given(st.data(), st.sampled_from(sorted(bundles())), FORMATS)
def test_any_damage_to_a_policy_of_the_house(
    havsby: Path, data: st.DataObject, policy: str, name: str
) -> None:
    files = dict(bundles()[policy])
    path = data.draw(st.sampled_from(sorted(files)))
    files[path] = data.draw(damaged(files[path]))
    assert_sound(checked(havsby, files, tuple(files)), name)
