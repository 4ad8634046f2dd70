"""Documents and their problems, for the tests of validation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from policykit.model.document import Document, Origin
from policykit.model.finding import Problem
from policykit.sources.port import blob_key
from policykit.validation import Kind, Schemas, load_schemas, validate
from policykit.yamlsource import read

Check: TypeAlias = Callable[..., list[Problem]]


def _document(text: str, path: str = "policies/phone-manners.yaml") -> Document:
    content = text.encode()
    document, slips = read(content, Origin(path, blob_key(content)))
    assert not slips, slips
    return document


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """A text as a document; it must be without slips in the notation."""
    return _document


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return load_schemas()


@pytest.fixture(scope="session")
def check(schemas: Schemas) -> Check:
    """All problems of a text."""

    def problems(text: str, kind: Kind = Kind.POLICY, own: Schemas = schemas) -> list[Problem]:
        return list(validate(_document(text), kind, own))

    return problems


@pytest.fixture(scope="session")
def data() -> Path:
    return Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def small() -> str:
    """The smallest policy, in ten lines; what is added begins in line 11."""
    return """\
format: 1
id: phone-manners
title: How we answer the phone
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service
statements:
  - id: greet
    must: Give your first name.
"""
