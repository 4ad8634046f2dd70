from __future__ import annotations

import dataclasses

from tests.model.declared import DECLARED, declared, types
from tests.model.readings import READINGS, readings


def test_every_spelling_is_read_as_it_was() -> None:
    assert readings() == READINGS.read_text("utf-8")


def test_words_and_shapes_are_those_that_were_read() -> None:
    assert declared() == DECLARED.read_text("utf-8")


MEANT: dict[str, str | int] = {
    "Book.template": "staff",
    "HandbookSettings.template": "staff",
    "HandbookSettings.page_size": "a4",
    "LintSettings.extends": "recommended",
    "LintSettings.fail_level": "error",
    "LocaleSettings.source": "en",
    "Design.page_size": "a4",
    "Facts.facts_version": 7,
    "TargetFact.by": "person",
    "Place.part": "value",
    "Requirement.severity": "error",
    "ImportReport.mark": "please check",
    "Organisation.time_zone": "UTC",
    "Page.fix": "none",
    "Page.preset": "recommended",
    "Statement.gains": "customer",
    "Target.by": "person",
    "_Part.sure": True,
    "NumberReading.sure": True,
    "Came.is_open": True,
    "FindingsReport.fail_level": "error",
    "Text.markup": True,
}
"""Defaults that are something, by type and field."""


def test_what_nobody_gave_is_nothing_but_for_a_few() -> None:
    found = {
        f"{name}.{each.name}": each.default
        for _, name, kind in types()
        if dataclasses.is_dataclass(kind)
        for each in dataclasses.fields(kind)
        if type(each.default) in {str, int, bool} and each.default
    }
    assert found == MEANT
