"""PRV002: records name people by a code, never by their names."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.files import FileKind
from policykit.lint.personal import looks_like_a_name
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer

_PEOPLE = (
    ("drafted", ("by",)),
    ("comments", ("by", "settled_by")),
    ("reviews", ("by",)),
    ("approvals", ("by",)),
)


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    record = examined.bundle.record
    roles = examined.surroundings.names.get("role")
    if record is None or roles is None:
        return
    data = mapping(record)
    places: list[tuple[Pointer, str]] = [
        ((*pointer, key), read.text(item, key))
        for section, keys in _PEOPLE
        for pointer, item in read.items(data, section)
        for key in keys
    ]
    places.append((("law_checked", "by"), read.text(read.section(data, "law_checked"), "by")))
    for pointer, person in places:
        if person not in roles and looks_like_a_name(person):
            yield Problem(
                place=Place(record.path, pointer),
                message="This looks like the name of a person, and records stay for ever.",
                hint="Write the person's number or a short code with a digit, such as a-17; who "
                "that is stands in the staff system. Where a role is enough, write the role.",
                value=pointer[0] if isinstance(pointer[0], str) else "",
            )


RULE = Rule(
    page=Page(
        code="PRV002",
        name="person-in-record",
        category="privacy",
        severity=Severity.WARNING,
        summary="A record names a person instead of a code or a role.",
        why="Records are kept for years and cannot be changed afterwards. A name in them is "
        "personal data that nobody can take out again.",
        bad="""\
# policies/phone-manners.record.yaml
drafted:
  - {by: maja-lindgren, date: 2026-05-02}
""",
        good="""\
# policies/phone-manners.record.yaml
drafted:
  - {by: a-21, date: 2026-05-02}
""",
        how="Write a number or a short code for the person; the list of codes stays where personal "
        "data is looked after.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.RECORD, FileKind.ORGANISATION}),
)
