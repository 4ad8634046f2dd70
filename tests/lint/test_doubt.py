"""One slip gives one finding: what follows from it alone is not said."""

from __future__ import annotations

import re

import pytest
from tests.lint.examples import lint

from policykit.lint.engine import LintResult
from policykit.model.document import Origin
from policykit.validation import Kind, load_schemas, validate
from policykit.yamlsource import read

POLICY = """\
# policies/returns.yaml
status: active
effective: 2026-01-01
audience: [store-associate]
terms:
  window: {window: 30 days, from: delivery}
statements:
  - id: back
    must: Take it back within {window}.
review: {every: 1 year}
"""
WORDS = """\
# policies/returns.sv.yaml
title: Returer
statements:
  back: Ta tillbaka inom {window}.
"""
RECORD = """\
# policies/returns.record.yaml
approvals:
  - {role: compliance-officer, by: a-03, date: 2026-06-14, digests: {en: "pk1-0000aaaa"}}
"""
OTHER = """\
# policies/complaints.yaml
terms:
  limit: {allowance: 5 EUR}
statements:
  - id: calm
    must: Give {limit} and keep to {returns.window}, see [back](returns.back) and [it](returns).
  - id: quick
    instead_of: [returns.back]
    when: People wait.
    must: Hurry.
related: [returns]
"""


def codes(result: LintResult) -> list[str]:
    return [
        f"{each.location.path.removeprefix('policies/')} {each.code}"
        for each in result.findings
        if each.code not in {"LIF001", "TRN001", "TRN009", "PIT001", "PPL006"}
    ]


def several(*parts: str) -> str:
    return "---\n".join(parts)


def broken(part: str, line: str) -> str:
    """A part with a line in its midst that nobody can read."""
    head, _, rest = part.partition("statements:")
    assert rest
    return f"{head}{line}\nstatements:{rest}"


def test_what_is_sound_is_checked() -> None:
    result = lint(several(POLICY, WORDS, RECORD, OTHER))
    assert codes(result) == ["returns.record.yaml LIF003"]
    wrong = OTHER.replace("returns.window", "returns.widow").replace("[returns]", "[retuns]")
    assert codes(lint(several(POLICY, WORDS, wrong))) == [
        "complaints.yaml REF001",
        "complaints.yaml REF003",
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- stray", "YML069"),
        ("title: [one", "YML060"),
        ("   sumary: So they say", "YML058"),
        ("--- ", "YML012"),
        ('title: "We: so', "YML056"),
        (f"custom: {{a: {'[' * 60}{']' * 60}}}", "YML013"),
    ],
)
def test_a_policy_read_in_part_gives_its_slip_alone(line: str, code: str) -> None:
    result = lint(several(broken(POLICY, line), WORDS, RECORD, OTHER))
    found = [f"{each.location.path} {each.code}" for each in result.findings]
    here = [each for each in found if "returns" in each]
    assert here
    assert here[0] == f"policies/returns.yaml {code}"
    assert all(each.startswith("policies/returns.yaml YML") for each in here)
    assert codes(result) == [each.removeprefix("policies/") for each in here]


def test_behind_a_slip_that_means_one_thing_all_is_checked() -> None:
    policy = POLICY.replace("[store-associate]", "[store-asociate]")
    source = broken(policy, "summary: So: they say asap")
    result = lint(several(source, WORDS, OTHER.replace("returns.window", "returns.widow")))
    assert sorted(codes(result)) == [
        "complaints.yaml REF001",
        "returns.yaml REF003",
        "returns.yaml YML050",
    ]
    assert all(each.location.path != "policies/returns.record.yaml" for each in result.findings)


def test_on_the_line_of_such_a_slip_the_slip_alone_is_told() -> None:
    source = broken(POLICY, "custom: {a: 1}\nowner: hed: of the shop")
    found = [
        (each.code, each.location.span.start.line)
        for each in lint(several(source, WORDS)).findings
        if each.location.path == "policies/returns.yaml" and each.location.span is not None
    ]
    line = next(line for code, line in found if code == "YML050")
    assert [code for code, at in found if at == line] == ["YML050"]


def test_on_the_line_of_a_slip_nobody_wants_to_hear_of_the_rest_is_told_and_not_mended() -> None:
    source = broken(POLICY, "summary: See: the {nothing-here} of it")
    told = lint(several(source, WORDS), ignore=["YML050"]).findings
    found = next(each for each in told if each.code == "REF001")
    assert found.fix is None
    assert not found.mended
    assert "YML050" not in {each.code for each in told}


def test_a_policy_that_names_one_read_in_part_is_held_against_no_digest() -> None:
    record = RECORD.replace("returns", "complaints")
    other = OTHER.replace(
        "# policies/complaints.yaml\n", "# policies/complaints.yaml\nstatus: active\n"
    )
    sound = several(POLICY, other, record)
    assert "complaints.record.yaml LIF003" in codes(lint(sound))
    in_part = several(broken(POLICY, "- stray"), other, record)
    assert "complaints.record.yaml LIF003" not in codes(lint(in_part))


def test_a_policy_of_which_nothing_could_be_read_gives_one_finding() -> None:
    unread = "# policies/returns.yaml\n- stray\n- more\n"
    assert codes(lint(several(unread, WORDS, RECORD, OTHER))) == ["returns.yaml YML069"]


def test_a_slip_in_one_key_hides_nothing_else() -> None:
    twice = POLICY + "owner: head-of-customer-service\nowner: nobody\nsumary: Mistyped.\n"
    assert codes(lint(several(twice, WORDS, RECORD, OTHER))) == [
        "returns.yaml YML030",
        "returns.yaml SCH001",
    ]


def test_schema_errors_above_a_slip_are_told_and_the_slip_stands_first() -> None:
    text = "# policies/returns.yaml\nsumary: Mistyped.\naudience: {}\nrelated:\nx: [\n"
    assert codes(lint(text)) == [
        "returns.yaml YML060",
        "returns.yaml SCH001",
        "returns.yaml SCH003",
    ]


def test_words_read_in_part_silence_what_is_said_of_words_and_approvals() -> None:
    example = several(
        POLICY.replace("status: active", "status: actve"), broken(WORDS, "- stray"), RECORD
    )
    assert [f"{each.location.path} {each.code}" for each in lint(example).findings] == [
        "policies/returns.sv.yaml YML069",
        "policies/returns.yaml SCH005",
    ]


def test_a_record_read_in_part_silences_what_is_said_of_the_way_of_a_policy() -> None:
    bad = "# policies/returns.record.yaml\nreviews: []\n- stray\n"
    result = lint(several(POLICY + "related: [nowhere]\n", WORDS, bad))
    assert codes(result) == ["returns.record.yaml YML069", "returns.yaml REF003"]
    assert "LIF001" not in {each.code for each in result.findings}


ORGANISATION = "# policies/organisation.yaml\nformat: 1\n- stray\n"
NAMES = """\
# policies/returns.yaml
audience: [nobody]
scope: {channels: [pigeon], regions: [SE]}
terms:
  window: {window: 30 days, from: never}
  window: {window: 30 days, from: never}
statements:
  - id: back
    must: Take it back, {customer-nam}, {pigeon.hours}, within {window:short}.
"""


def test_an_organisation_read_in_part_declares_nobody_knows_what() -> None:
    assert codes(lint(several(ORGANISATION, NAMES))) == [
        "organisation.yaml YML069",
        "returns.yaml YML030",
        "returns.yaml REF001",
    ]


def test_it_is_told_even_where_only_a_policy_was_asked_for() -> None:
    found = codes(lint(several(ORGANISATION, NAMES), paths=("policies/returns.yaml",)))
    assert found[0] == "organisation.yaml YML069"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("# schemas/areas.yaml\n- stray\n", "areas: [nowhere]"),
        (
            "# schemas/measures.yaml\n- stray\n",
            "kpis: [{id: k, use: nothing, target: {at_most: 5 days}, period: month}]",
        ),
        (
            "# schemas/frameworks/own.yaml\n- stray\n",
            "terms: {w: {window: 3 days, law: [own.x]}}\nstatements: [{id: s, must: 'Give {w}.'}]",
        ),
    ],
    ids=["areas", "measures", "framework"],
)
def test_other_declarations_read_in_part(file: str, name: str) -> None:
    policy = f"# policies/returns.yaml\n{name}\n"
    assert "returns.yaml REF003" in codes(lint(policy))
    found = codes(lint(several(file, policy)))
    assert len(found) == 1
    assert found[0].startswith("schemas/")


def test_settings_read_in_part_require_nothing() -> None:
    result = lint("# policykit.yaml\n- stray\n---\n# policies/returns.yaml\nstatus: active\n")
    assert {each.code for each in result.findings} == {"YML069", "LIF001", "PIT001", "PPL006"}


def test_a_comment_is_not_called_unused_where_something_was_left_unsaid() -> None:
    comment = POLICY + "# policykit: ignore[LIF003] A promise of ours\ntitle: Returns\n"
    assert "returns.yaml SUP002" in codes(lint(several(comment, WORDS)))
    assert "returns.yaml SUP002" not in codes(lint(several(comment, broken(WORDS, "- stray"))))
    assert "returns.yaml SUP002" not in codes(lint(several(ORGANISATION, comment, WORDS)))


MISSING = ("policies/organisation.yaml", "policies/organisation.sv.yaml")


def test_a_missing_organisation_is_one_finding() -> None:
    result = lint(NAMES.replace("{window:short}", "{window}"), without=MISSING)
    assert codes(result) == ["returns.yaml YML030", "policykit.yaml FIL005"]
    (told,) = [each for each in result.findings if each.code == "FIL005"]
    assert told.severity.value == "error"
    lines = "\n".join(re.findall("`(.*?)`", told.hint))
    document, slips = read(lines.encode(), Origin("policies/organisation.yaml", ""))
    assert not slips
    assert list(validate(document, Kind.ORGANISATION, load_schemas())) == []


def test_a_missing_organisation_is_told_where_findings_are_wanted() -> None:
    example = several(POLICY, OTHER)
    for paths, place in (
        (("policies/returns.yaml",), "returns.yaml"),
        (("policies",), "complaints.yaml"),
        (("policykit.yaml",), ""),
    ):
        found = codes(lint(example, without=MISSING, paths=paths))
        assert found == ([f"{place} FIL005"] if place else [])
    assert codes(lint(example, without=(*MISSING, "policykit.yaml"))) == ["complaints.yaml FIL005"]


def test_a_misnamed_organisation_is_told_once() -> None:
    misnamed = "# policies/organisation.old.old.yaml\nname: Havsby\n"
    found = codes(lint(several(misnamed, POLICY, OTHER), without=MISSING))
    assert found == ["organisation.old.old.yaml FIL002"]


@pytest.mark.parametrize(
    ("paths", "policies"),
    [
        ((), 2),
        (("policies/returns.yaml",), 1),
        (("policies/returns.sv.yaml",), 1),
        (("policies/complaints.yaml", "policies/returns.yaml"), 2),
        (("schemas",), 0),
    ],
)
def test_policies_are_counted_that_findings_were_wanted_for(
    paths: tuple[str, ...], policies: int
) -> None:
    assert lint(several(POLICY, WORDS, RECORD, OTHER), paths=paths).policies == policies


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("    musst: Take", "    must: Take", "SCH001"),
        ("  - must: Take", "  - id: back\n    must: Take", "SCH002"),
    ],
)
def test_words_are_not_blamed_for_a_key_of_their_source(wrong: str, right: str, code: str) -> None:
    source = POLICY.replace("status: active\n", "")
    mistaken = source.replace(right, wrong)
    assert mistaken != source
    more = WORDS + "  gone: Borta.\n"
    found = {(each.location.path, each.code) for each in lint(several(mistaken, more)).findings}
    assert ("policies/returns.yaml", code) in found
    assert not [each for each in found if each[1] in {"TRN001", "TRN004"}]
    sound = {each.code for each in lint(several(source, more.replace("  back", "  bak"))).findings}
    assert {"TRN001", "TRN004"} <= sound


def test_words_of_the_organisation_are_not_blamed_for_a_key_of_it() -> None:
    words = "# policies/organisation.sv.yaml\nsystems: {desk: {title: Diskar}}\n"
    assert "organisation.sv.yaml TRN004" in codes(lint(words))
    names = "# policies/organisation.yaml\nsytems: {desk: {title: Desk}}\n"
    found = codes(lint(several(names, words)))
    assert "organisation.yaml SCH001" in found
    assert "organisation.sv.yaml TRN004" not in found


def test_a_mended_name_is_offered_only_where_it_is_declared() -> None:
    result = lint("owner: Anna\naudience: [Store-Associate]\n")
    found = [(each.code, each.mended) for each in result.findings if each.code != "TRN001"]
    assert found == [
        ("REF003", ""),
        ("REF003", ""),
        ("SCH006", "audience: [store-associate]"),
    ]
    assert all(each.fix is not None for each in result.findings if each.code == "SCH006")
    assert not any("anna" in each.hint for each in result.findings)
