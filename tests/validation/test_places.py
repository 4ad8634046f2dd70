"""Which item a mistake belongs to, and where it is shown."""

from __future__ import annotations

from typing import Any

import pytest

from policykit.model.document import Document, Origin
from policykit.model.finding import Place, Subject
from policykit.model.position import Position, Span
from policykit.validation import Kind
from policykit.validation.places import at_group, source, subject, value_at
from policykit.yamlsource import read

POLICY = """\
id: refunds
former_ids: [money-back, paying-back]
"""


def document(text: str) -> Document:
    return read(text.encode(), Origin("x.yaml", ""))[0]


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("objectives", "objective"),
        ("statements", "statement"),
        ("response_targets", "target"),
        ("procedures", "procedure"),
        ("escalation", "escalation-step"),
        ("scripts", "script"),
        ("scenarios", "scenario"),
        ("faq", "faq"),
        ("exceptions", "exception"),
        ("kpis", "kpi"),
        ("feedback", "feedback"),
    ],
)
def test_an_item_of_a_list_is_named_by_its_oldest_id(section: str, kind: str) -> None:
    read = document(
        f"{POLICY}{section}:\n  - {{id: one, former_ids: [first, older]}}\n  - {{id: two, a: [b]}}\n"
    )

    assert subject(read, Kind.POLICY, (section, 0)) == Subject("money-back", kind, "first")
    assert subject(read, Kind.POLICY, (section, 1, "a", 0)) == Subject("money-back", kind, "two")
    assert subject(read, Kind.POLICY, (section,)) == Subject("money-back", "", "")


@pytest.mark.parametrize(
    ("section", "kind"),
    [("terms", "term"), ("definitions", "definition"), ("tables", "table")],
)
def test_an_item_of_a_mapping_is_named_by_its_key(section: str, kind: str) -> None:
    read = document(f"{POLICY}{section}:\n  one: {{id: other}}\n")

    found = subject(read, Kind.POLICY, (section, "one", "text"))

    assert found == Subject("money-back", kind, "one")


@pytest.mark.parametrize(
    ("above", "section", "kind"),
    [
        ("training", "modules", "module"),
        ("compliance", "evidence", "evidence"),
        ("enforcement", "monitoring", "audit"),
    ],
)
def test_an_item_below_a_section_is_found_too(above: str, section: str, kind: str) -> None:
    read = document(f"{POLICY}{above}:\n  {section}:\n    - {{id: one}}\n    - {{text: two}}\n")

    way = (above, section)
    assert subject(read, Kind.POLICY, (*way, 0, "id")) == Subject("money-back", kind, "one")
    assert subject(read, Kind.POLICY, (*way, 1, "text")) == Subject("money-back", "", "")


def test_the_innermost_item_counts() -> None:
    read = document(
        f"{POLICY}procedures:\n  - id: outer\n    terms:\n      inner: {{}}\n    faq:\n      - {{}}\n"
    )

    inner = subject(read, Kind.POLICY, ("procedures", 0, "terms", "inner"))
    nameless = subject(read, Kind.POLICY, ("procedures", 0, "faq", 0))

    assert inner == Subject("money-back", "term", "inner")
    assert nameless == Subject("money-back", "procedure", "outer")


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        (Kind.POLICY, "id: refunds\n", "refunds"),
        (Kind.POLICY, "id: refunds\nformer_ids: []\n", "refunds"),
        (Kind.POLICY, "id: refunds\nformer_ids: [1]\n", "refunds"),
        (Kind.POLICY, "id: refunds\nformer_ids: older\n", "refunds"),
        (Kind.POLICY, "id: 7\n", ""),
        (Kind.POLICY, "- refunds\n", ""),
        (Kind.TRANSLATION, "translates: refunds\nid: other\n", "refunds"),
        (Kind.FRAMEWORK, "framework: eu-consumer\nid: other\n", "eu-consumer"),
        (Kind.SETTINGS, "id: other\n", "settings"),
        (Kind.ORGANISATION, "name: Havsby\n", "organisation"),
    ],
)
def test_a_file_is_named_by_what_tells_it_from_others(kind: Kind, text: str, name: str) -> None:
    assert subject(document(text), kind, ()) == Subject(name, "", "")


@pytest.mark.parametrize(
    ("pointer", "found"),
    [
        ((), {"a": [10, 20], "b": None}),
        (("a",), [10, 20]),
        (("a", 0), 10),
        (("a", 1), 20),
        (("a", 2), None),
        (("a", -1), None),
        (("a", "0"), None),
        ((0,), None),
        (("c",), None),
        (("a", 0, "d"), None),
    ],
)
def test_a_pointer_leads_to_a_value_or_nowhere(
    pointer: tuple[str | int, ...], found: object
) -> None:
    data: Any = {"a": [10, 20], "b": None}

    assert value_at(data, pointer) == found


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        (("tone",), Place("x.yaml", ("tone",), "key")),
        (("faq", 0), Place("x.yaml", ("faq", 0, "q"), "key")),
        (("faq", 1), Place("x.yaml", ("faq", 1))),
        (("faq", 2), Place("x.yaml", ("faq", 2))),
        ((), Place("x.yaml", ("tone",), "key")),
    ],
)
def test_a_group_is_shown_at_the_key_above_it_or_at_its_first(
    pointer: tuple[str | int, ...], place: Place
) -> None:
    read = document("tone: {style: [calm]}\nfaq:\n  - {q: What?, a: That.}\n  - {}\n  - word\n")

    assert at_group(read, pointer) == place


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ((1, 3), (1, 5), "cd"),
        ((1, 3), (2, 2), "cdef\ng"),
        ((1, 1), (3, 3), "abcdef\nghijkl\nmn"),
        ((2, 6), (3, 1), "l\n"),
        ((9, 1), (9, 2), ""),
    ],
)
def test_the_text_of_a_stretch(start: tuple[int, int], end: tuple[int, int], text: str) -> None:
    read = document("abcdef\nghijkl\nmnopqr\n")

    assert source(read, Span(Position(*start), Position(*end))) == text
