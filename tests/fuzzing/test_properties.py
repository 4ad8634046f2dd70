"""What holds of every repository that can be written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings, strategies as st
from tests.fuzzing.libraries import Data, files_of, libraries, policies, written
from tests.lint.damage import write
from tests.lint.test_shards import merged, shards

from policykit import api
from policykit.formatting.formatting import formatted
from policykit.model.document import Origin
from policykit.model.errors import RenderError, SourceError
from policykit.model.report import BaselineRequest
from policykit.validation import Kind, Schemas, load_schemas
from policykit.yamlsource import read

# A whole repository is a long thing to print.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

DAY = date(2026, 11, 22)
PATH = "policies/returns.yaml"
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""A smaller repository that breaks the same is looked for by hand: it takes minutes."""

SOME = settings(
    max_examples=settings().max_examples // 4, suppress_health_check=QUIET, phases=PHASES
)
FEW = settings(SOME, max_examples=settings().max_examples // 12)
"""Each example is a whole repository; more of them come with the profile that explores."""


def today(_zone: str) -> date:
    return DAY


@cache
def schemas() -> Schemas:
    return load_schemas(())


@contextmanager
def repository(library: dict[str, Data]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield write(files_of(library), Path(folder))


def _codes(root: Path) -> set[str]:
    """The codes of all findings, whatever a repository wants to hear of."""
    request = api.LintRequest(root=root, select=("ALL",), obey_suppressions=False)
    return {each.code for each in api.lint(request, today).findings}


@SOME
@given(policies())
def test_what_is_written_is_read_and_laid_out_the_same(policy: Data) -> None:
    content = written(policy)
    document, problems = read(content, Origin(PATH, ""))
    assert problems == ()
    assert document.data == policy
    laid_out = formatted(content, PATH, Kind.POLICY, schemas())
    assert laid_out.trouble == ""
    again, _ = read(laid_out.content, Origin(PATH, ""))
    assert again.data == policy
    assert formatted(laid_out.content, PATH, Kind.POLICY, schemas()) == laid_out


@FEW
@given(libraries())
def test_lint_has_an_answer_and_in_shards_the_same(library: dict[str, Data]) -> None:
    with repository(library) as root:
        request = api.LintRequest(root=root, baseline=BaselineRequest())
        found = api.lint(request, today)
        assert [
            each for each in found.findings if each.code.startswith(("BUG", "SCH", "YML"))
        ] == []
        assert len({each.fingerprint for each in found.findings}) == len(found.findings)
        assert merged(request, shards(request, 2, DAY)) == found


@FEW
@given(libraries())
def test_gaps_have_an_answer(library: dict[str, Data]) -> None:
    with repository(library) as root:
        report = api.gaps(api.GapsRequest(root=root), today)
        assert {each.id for each in report.frameworks} <= {"shop-law", "shop-care"}
        named = {data["id"] for data in library.values() if "id" in data}
        assert report.policies == len(named)


@FEW
@given(libraries(), st.sampled_from(["markdown", "html"]))
def test_handbooks_are_made_of_what_is_valid(library: dict[str, Data], form: str) -> None:
    with repository(library) as root:
        try:
            made = api.render(api.RenderRequest(root=root, formats=(form,)), today)
        except RenderError as refusal:
            # Drafts and what is retired are for nobody.
            if refusal.reference != "empty-handbook":
                raise
            event("nothing to print")
            return
        except SourceError as refusal:
            # Words in another language may name what their text does not; lint tells where.
            if refusal.reference != "handbook-with-holes":
                raise
            assert "TRN003" in _codes(root)
            event("holes in words of another language")
            return
        if made.report is not None:
            codes = {each.code for each in made.report.findings if each.severity == "error"}
            assert codes
            assert {each[:3] for each in codes} <= {"REF", "STR"}, made.report.findings
            event("something in the way")
            return
        event("made")
        assert all(each.files for each in made.handbooks)
