"""What becomes of files when a thing in them gets another name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.renaming.shop import FILES, RETURNS, WORDS, files, make_shop

from policykit.model.errors import PolicykitError
from policykit.renaming import rename


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return make_shop(tmp_path / "shop")


def _after(text: str, *pairs: tuple[str, str]) -> str:
    for before, after in pairs:
        assert before in text, before
        text = text.replace(before, after)
    return text


_RENAMES: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "returns.refund-time pay-time": {
        "policies/returns.yaml": (
            ("  refund-time: {deadline", "  pay-time: {former_ids: [refund-time], deadline"),
            ("{refund-time} starts", "{pay-time} starts"),
            ("by: refund-time", "by: pay-time"),
            ("within {refund-time} or {refund-time:", "within {pay-time} or {pay-time:"),
            ("limit: refund-time", "limit: pay-time"),
            ("Folded {refund-time}", "Folded {pay-time}"),
            ("in {returns.refund-time}", "in {returns.pay-time}"),
        ),
        "policies/returns.sv.yaml": (
            ("kvitto, {refund-time}", "kvitto, {pay-time}"),
            ("  refund-time:\n", "  pay-time:\n"),
            ("inom {refund-time}", "inom {pay-time}"),
        ),
        "policies/returns.record.yaml": (("{refund-time: s-9999}", "{pay-time: s-9999}"),),
        "policies/returns.next.yaml": (
            ("  refund-time: {", "  pay-time: {former_ids: [refund-time], "),
            ("within {refund-time}", "within {pay-time}"),
        ),
        "policies/other.yaml": (("returns.refund-time", "returns.pay-time"),),
        "docs/hello.md": (("returns.refund-time", "returns.pay-time"),),
    },
    "returns.refund returns.pay-back": {
        "policies/returns.yaml": (
            ('  - id: "refund"\n', '  - id: "pay-back"\n    former_ids: [refund]\n'),
            ("[this](refund)", "[this](pay-back)"),
            ("instead_of: [refund]", "instead_of: [pay-back]"),
            ("(returns.refund)", "(returns.pay-back)"),
            ("supports: [refund,", "supports: [pay-back,"),
        ),
        "policies/returns.sv.yaml": (
            ("  refund:\n", "  pay-back:\n"),
            ("[det](refund)", "[det](pay-back)"),
            ("statements.refund", "statements.pay-back"),
        ),
        "policies/returns.record.yaml": (
            ("[refund, ", "[pay-back, "),
            ("  refund: {", "  pay-back: {"),
        ),
        "policies/returns.next.yaml": (
            ("  - id: refund\n", "  - id: pay-back\n    former_ids: [refund]\n"),
        ),
        "policies/other.yaml": (
            ("(returns.refund)", "(returns.pay-back)"),
            ("[returns.refund]", "[returns.pay-back]"),
        ),
        "docs/hello.md": (("(returns.refund)", "(returns.pay-back)"),),
    },
    "returns.quick swift": {
        "policies/returns.yaml": (
            ("{id: quick, former_ids: [fast]", "{id: swift, former_ids: [fast, quick]"),
        ),
    },
    "returns.damaged hurt": {
        "policies/returns.yaml": (
            ("      - broken   # once\n", "      - broken   # once\n      - damaged\n"),
            ("id: damaged", "id: hurt"),
            ("(damaged.replace)", "(hurt.replace)"),
            ("supports: [refund, damaged]", "supports: [refund, hurt]"),
        ),
        "policies/returns.sv.yaml": (("damaged.replace:", "hurt.replace:"),),
        "policies/returns.record.yaml": (
            ('"damaged"', '"hurt"'),
            ("damaged.replace:", "hurt.replace:"),
        ),
    },
    "returns.damaged.replace swap": {
        "policies/returns.yaml": (
            (
                "      replace: A new item.   # yes\n",
                "      swap:\n        text: A new item.   # yes\n        former_ids: [replace]\n",
            ),
            ("(damaged.replace)", "(damaged.swap)"),
        ),
        "policies/returns.sv.yaml": (("damaged.replace:", "damaged.swap:"),),
        "policies/returns.record.yaml": (("damaged.replace:", "damaged.swap:"),),
    },
    "returns.damaged.repair mend": {
        "policies/returns.yaml": (
            (
                "      repair: 'It is\n        mended.'\n",
                "      mend:\n        text: 'It is\n          mended.'\n        former_ids: [repair]\n",
            ),
        ),
    },
    "returns.proof evidence": {
        "policies/returns.yaml": (
            (
                "  proof: |\n    A receipt or a card.\n    {refund-time} starts with it.\n",
                (
                    "  evidence:\n    text: |\n      A receipt or a card.\n"
                    "      {refund-time} starts with it.\n    former_ids: [proof]\n"
                ),
            ),
        ),
        "policies/returns.sv.yaml": (("  proof: Ett", "  evidence: Ett"),),
    },
    "returns.condition.state how-it-is": {
        "policies/returns.yaml": (
            (
                "      state: The item is…\n",
                "      how-it-is:\n        text: The item is…\n        former_ids: [state]\n",
            ),
            ("cells: {state: unused", "cells: {how-it-is: unused"),
        ),
        "policies/returns.sv.yaml": (
            ("  condition.state:", "  condition.how-it-is:"),
            ("condition.unused.state:", "condition.unused.how-it-is:"),
        ),
    },
    "returns.till.look-up find": {
        "policies/returns.yaml": (
            ("if_not: look-up", "if_not: find"),
            ("      - id: look-up\n", "      - id: find\n        former_ids: [look-up]\n"),
        ),
        "policies/returns.sv.yaml": (("till.look-up:", "till.find:"),),
    },
    "house.greet hello": {
        "schemas/frameworks/house.yaml": (
            ("  - id: greet\n", "  - id: hello\n    former_ids: [greet]\n"),
            ("house.greet", "house.hello"),
        ),
        "policykit.yaml": (("house.greet", "house.hello"),),
    },
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("asked", _RENAMES)
def test_every_name_and_nothing_else(tmp_path: Path, asked: str, line_end: str) -> None:
    shop = make_shop(tmp_path / "shop")
    if line_end != "\n":
        for path, text in FILES.items():
            (shop / path).write_bytes(text.replace("\n", line_end).encode())
    expected = files(shop)
    for path, pairs in _RENAMES[asked].items():
        lined = ((one.replace("\n", line_end), two.replace("\n", line_end)) for one, two in pairs)
        expected[path] = _after(expected[path], *lined)
    rename(shop, *asked.split())
    assert files(shop) == expected


def test_a_policy_takes_its_files_along(shop: Path) -> None:
    expected = files(shop)
    for path in [each for each in expected if each.startswith("policies/returns.")]:
        expected[path.replace("returns", "refunds", 1)] = expected.pop(path)
    for path, *pairs in (
        (
            "policies/refunds.yaml",
            (
                "id: returns   # as the file\n",
                "id: refunds   # as the file\nformer_ids: [returns]\n",
            ),
            ("(returns.refund), in {returns.", "(refunds.refund), in {refunds."),
        ),
        ("policies/refunds.next.yaml", ("id: returns\n", "id: refunds\nformer_ids: [returns]\n")),
        ("policies/refunds.sv.yaml", ("translates: returns", "translates: refunds")),
        (
            "policies/other.yaml",
            ("(returns.refund)", "(refunds.refund)"),
            ("[all](returns)", "[all](refunds)"),
            ("returns.refund-time", "refunds.refund-time"),
            ("[returns.refund]", "[refunds.refund]"),
            ("related: [returns]", "related: [refunds]"),
        ),
        ("policykit.yaml", ("policies/returns.", "policies/refunds.")),
        ("docs/hello.md", ("{returns.", "{refunds."), ("(returns", "(refunds")),
    ):
        expected[path] = _after(expected[path], *pairs)
    outcome = rename(shop, "returns", "refunds")
    assert files(shop) == expected
    assert [each.becomes for each in outcome.changes if each.moves] == [
        "policies/refunds.next.yaml",
        "policies/refunds.record.yaml",
        "policies/refunds.sv.yaml",
        "policies/refunds.yaml",
    ]


@pytest.mark.parametrize("asked", ["returns refunds", *_RENAMES])
def test_back_again_is_as_it_was_but_for_former_ids(shop: Path, asked: str) -> None:
    old, new = asked.split()
    before = files(shop)
    outcome = rename(shop, old, new)
    rename(shop, outcome.after, outcome.before)
    after = files(shop)
    assert after.keys() == before.keys()
    for path, text in after.items():
        if path != "policies/returns.yaml":
            was, kept = before[path], text
            noted = f"former_ids: [{old.rpartition('.')[2]}, {new.rpartition('.')[2]}]"
            for form in (f"    {noted}\n", f"{noted}\n", f"{noted}, "):
                kept = kept.replace(form, "")
            assert kept == was, path


def test_an_empty_list_of_former_ids_is_filled(shop: Path) -> None:
    place = shop / "policies/returns.yaml"
    before = RETURNS.replace("former_ids: [fast]", "former_ids: [ ]  ").replace("  , sh", ", sh")
    place.write_text(before, "utf-8")
    rename(shop, "returns.quick", "swift")
    now = place.read_text("utf-8")
    assert now == before.replace("id: quick, former_ids: [ ]", "id: swift, former_ids: [quick]")


_REFUSALS = [
    ("retuns", "x", "There is nothing called retuns here.", "Did you mean returns?"),
    ("returns.", "x", "There is nothing called returns. here.", "Did you mean returns?"),
    ("returns.refnd", "x", "There is nothing called returns.refnd here.", "returns.refund?"),
    ("returns.fast", "x", "returns.fast is called returns.quick now.", "Rename returns.quick."),
    ("returns.refund", "quick", "A statement here is called quick", "Take another id."),
    ("returns.refund", "fast", "A statement here was once called fast", "Take another id."),
    ("returns.refund", "proof", "A definition here is called proof", "Take another id."),
    ("returns.damaged.replace", "repair", "A point here is called repair", "Take another id."),
    ("returns.refund", "refund", "It is called refund already.", ""),
    ("returns.refund", "Pay Back", "Pay Back cannot be an id.", "Did you mean pay-back?"),
    ("returns.refund", "none", "none means something else", "An id has"),
    ("returns.refund", "other.pay", "keeps its place", "rename returns.refund pay."),
    ("returns", "other", "There are files of a policy other already.", "Take another id."),
    ("returns", "organisation", "that file is something else", "Take another id."),
    ("returns", "CON", "called CON on Windows", "such as con-policy"),
    ("returns", "lpt1.yaml", "called lpt1.yaml on Windows", "such as lpt1-policy"),
    ("house", "home", "A framework such as house keeps its name", "framework.requirement"),
    ("house.greet", "house.greet", "It is called greet already.", ""),
    ("returns.till.look-up", "refund", "would lead to something else", "Take another id"),
    ("returns", "greet", "would lead to something else", "Take another id than greet."),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), _REFUSALS)
def test_what_cannot_be_is_refused_and_nothing_written(
    shop: Path, old: str, new: str, message: str, hint: str
) -> None:
    before = files(shop)
    with pytest.raises(PolicykitError) as refused:
        rename(shop, old, new)
    assert message in refused.value.message
    assert hint in refused.value.hint
    assert files(shop) == before


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("policies/returns.yaml", RETURNS + "broken: [\n", "mistakes in its notation"),
        ("policies/returns.sv.yaml", WORDS + "returns: 'x\n", "mistakes in its notation"),
        (
            "policies/returns.yaml",
            RETURNS.replace("see [this](refund)", r"see [this](\x72efund)"),
            "cannot be changed without touching more",
        ),
        ("policies/returns.yaml", RETURNS.replace("quick", "refund"), "stands twice"),
    ],
)
def test_files_that_cannot_be_edited_are_left_alone(
    shop: Path, path: str, text: str, message: str
) -> None:
    (shop / path).write_bytes(text.encode())
    before = files(shop)
    with pytest.raises(PolicykitError, match=message) as refused:
        rename(shop, "returns.refund", "pay-back")
    assert path in refused.value.context
    assert files(shop) == before


def test_a_term_cannot_take_the_name_of_a_merge_field(shop: Path) -> None:
    place = shop / "policies/organisation.yaml"
    place.write_text(place.read_text("utf-8") + "fields:\n  name: {example: Ann}\n", "utf-8")
    with pytest.raises(PolicykitError, match="merge field of the organisation"):
        rename(shop, "returns.refund-time", "name")


def test_nothing_is_written_when_only_asked(shop: Path) -> None:
    before = files(shop)
    outcome = rename(shop, "returns", "refunds", writes=False)
    assert files(shop) == before
    assert len(outcome.changes) == 7
