"""STR001: a file is called what it is."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.assessments import file_for, named
from policykit.library.bundle import mapping
from policykit.library.files import file_name
from policykit.library.load import Surrounded
from policykit.lint.assessed import assessments
from policykit.lint.rule import Examined, Options, Rule
from policykit.model.document import Document
from policykit.model.finding import Place, Problem, Severity
from policykit.model.ids import is_id, suggested_id
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown


def _here(examined: Examined, _options: Options) -> Iterator[Problem]:
    bundle = examined.bundle
    for document in (bundle.policy, bundle.coming):
        if document is not None:
            yield from _same(document, "id", file_name(document.path).id)
    for document in (*bundle.words.values(), *bundle.coming_words.values()):
        yield from _same(document, "translates", file_name(document.path).id)
        yield from _same(document, "locale", file_name(document.path).locale)


def _same(document: Document, key: str, expected: str) -> Iterator[Problem]:
    given = read.text(mapping(document), key)
    if given and given != expected:
        name = document.path.rpartition("/")[2]
        yield Problem(
            place=Place(document.path, (key,)),
            message=f"The file is called {name}, but it says {key}: {shown(given)}.",
            hint=_same_again(document.path, key, given, expected),
            value=given,
        )


def _same_again(path: str, key: str, given: str, expected: str) -> str:
    """How file and id become one; neither a name nor an id that may not be is advised."""
    write = f"Write {key}: {expected}"
    if key == "locale" or (is_id(given) and is_id(expected)):
        return f"{write}, or rename the file to {_renamed(path, key, given)}."
    if is_id(expected):
        return f"{write}."
    name = given if is_id(given) else suggested_id(expected) or suggested_id(given)
    if not name:
        return "Call both by one id: small letters, digits and single hyphens, as in no-receipt."
    also = "" if name == given else f" and write {key}: {name}"
    return f"Rename the file to {_renamed(path, key, name)}{also}."


def _renamed(path: str, key: str, given: str) -> str:
    folder, slash, name = path.rpartition("/")
    parts = name.removesuffix(".yaml").split(".")
    parts[-1 if key == "locale" else 0] = given
    return f"{folder}{slash}{'.'.join(parts)[:120]}.yaml"


def _around(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    for document in assessments(surrounded):
        yield from _assessment(document)
    yield from _frameworks(surrounded)


def _assessment(document: Document) -> Iterator[Problem]:
    data, name = mapping(document), named(document.path)
    area, day = read.text(data, "assessment"), read.text(data, "date")
    if name is None or not is_id(area) or not day or name.fits(area, day):
        return
    key, given = ("date", day) if name.nth(area) else ("assessment", area)
    yield Problem(
        place=Place(document.path, (key,)),
        message=f"The file is called {document.path.rpartition('/')[2]}, but it says {key}: "
        f"{shown(given)}.",
        hint=f"Correct the {'date' if key == 'date' else 'area'}, or rename the file to "
        f"{file_for(area, day[:10]).rpartition('/')[2]}.",
        value=given,
    )


def _frameworks(surrounded: Surrounded) -> Iterator[Problem]:
    for framework in surrounded.surroundings.frameworks.values():
        expected = file_name(framework.path).id
        if framework.id and expected and framework.id != expected:
            name = framework.path.rpartition("/")[2]
            folder = framework.path.removesuffix(name)
            yield Problem(
                place=Place(framework.path, ("framework",)),
                message=f"The file is called {name}, but it says framework: {shown(framework.id)}.",
                hint=f"Write framework: {expected}, or rename the file to "
                f"{folder}{framework.id[:120]}.yaml.",
                value=framework.id,
            )


RULE = Rule(
    page=Page(
        code="STR001",
        name="file-name-is-not-id",
        category="structure",
        severity=Severity.ERROR,
        preset="minimal",
        summary="The id in a file is not the name of the file.",
        why="People find a policy by its file and refer to it by its id. When the two differ, a "
        "reference that looks right leads nowhere.",
        bad="""\
# policies/returns.yaml
id: retuns
""",
        good="""\
# policies/returns.yaml
id: returns
""",
        how="Make them the same. When others refer to an id, let `policykit rename` change it: "
        "it changes it there too and keeps the old one under former_ids.",
    ),
    per_policy=_here,
    around=_around,
)
