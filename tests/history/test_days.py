"""Day by day, history, show and the past of the whole branch tell of the same texts in force."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.history.reading import TIME_ZONE, Told
from tests.sources.repositories import GitFolder

from policykit.branch import Branch, opened_branch
from policykit.library.facets import in_one_line
from policykit.library.files import file_name
from policykit.library.lineage import Lineage, lineage
from policykit.library.past import Past
from policykit.library.tracing import Target, Tracer, reigns, told
from policykit.library.walk import walk
from policykit.model.document import Origin
from policykit.model.history import Told as Value
from policykit.model.policy_shape import POLICY
from policykit.opening import moments_of
from policykit.showing import ShowRequest, show
from policykit.sources.git_history import GitHistory
from policykit.validation import load_schemas
from policykit.yamlsource import read

TODAY = date(2026, 11, 22)
MONTHS = [date(year, month, 3 + month) for year in range(2023, 2028) for month in range(1, 13)]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ways:
    """The three ways to ask what was in force in one repository."""

    branch: Branch
    tracer: Tracer
    past: Past
    _lines: dict[str, Lineage] = field(default_factory=dict)
    _held: dict[date, dict[str, tuple[str, str]]] = field(default_factory=dict)
    _worded: dict[str, dict[str, str]] = field(default_factory=dict)

    def versions_told(self, policy: str) -> tuple[Value, ...]:
        """What `history` says of a policy."""
        return self.values_told(policy, "")

    def values_told(self, policy: str, item: str) -> tuple[Value, ...]:
        """What `history` says of something in a policy."""
        line = self.line(policy)
        target = self.tracer.target(line, item)
        landed = {
            each.commit: (each, day)
            for each, day in zip(self.branch.landings, self.branch.days, strict=True)
        }
        return told(line, self.tracer.versions(line, target), target, landed)

    def line(self, policy: str) -> Lineage:
        """The files of a policy through time."""
        if policy not in self._lines:
            branch = self.branch
            self._lines[policy] = lineage(
                branch.landings, branch.days, policy, self.tracer.former_ids
            )
        return self._lines[policy]

    def shown(self, policy: str, days: list[date]) -> Iterator[str]:
        """The content that `show` takes its text from, day by day; '' where nothing holds."""
        line = self.line(policy)
        versions = self.tracer.versions(line, Target())
        for day in days:
            found = reigns(line, versions, day)
            holds = bool(found) and found[-1].last_day is None
            yield found[-1].in_force.version.key if holds else ""

    def held(self, policy: str, day: date) -> tuple[str, str]:
        """Version and content that the past has of a policy, '' and '' where nothing holds."""
        if day not in self._held:
            self._held[day] = {
                file_name(each.version.path).id: (each.version.version, each.version.key)
                for each in self.past.held(day)
            }
        held = self._held[day]
        return next((held[it] for it in self.line(policy).names if it in held), ("", ""))

    def worded(self, key: str) -> Mapping[str, str]:
        """What each item in a content says, in one line."""
        if key not in self._worded:
            data = read(self.branch.history.read(key), Origin("", ""))[0].data
            title = self.branch.around.organisation.title
            self._worded[key] = {
                f"{it.parent}.{it.id}" if it.parent else it.id: in_one_line(it, title)
                for it in walk(data, POLICY).items
            }
        return self._worded[key]


@contextmanager
def opened(folder: Path) -> Iterator[Ways]:
    with opened_branch(folder, "") as branch:
        past = Past(moments_of(GitHistory(branch.repository), "main", TIME_ZONE, load_schemas(())))
        yield Ways(branch, Tracer(branch.history, branch.around.organisation.title), past)


@pytest.fixture(scope="module")
def ways(folder: Path) -> Iterator[Ways]:
    with opened(folder) as found:
        yield found


def of_day(values: tuple[Value, ...], day: date) -> list[Value]:
    return [
        value
        for value in values
        for days in value.in_force
        if days.first <= day and (days.last is None or day <= days.last)
    ]


def agree(ways: Ways, policy: str, days: list[date]) -> None:
    """Demand that the three tell of the same version on each day."""
    versions = ways.versions_told(policy)
    for day, shown in zip(days, ways.shown(policy, days), strict=True):
        version, key = ways.held(policy, day)
        assert (day, shown) == (day, key)
        assert (day, [each.version for each in of_day(versions, day)]) == (
            day,
            [version] if version else [],
        )


def agree_on(ways: Ways, policy: str, item: str, days: list[date]) -> None:
    """Demand that on each day the value in force is the one in the text in force."""
    values = ways.values_told(policy, item)
    for day in days:
        _, key = ways.held(policy, day)
        words = ways.worded(key).get(item) if key else None
        assert (day, [each.words for each in of_day(values, day)]) == (
            day,
            [] if words is None else [words],
        )


def policies(now: Mapping[str, str]) -> list[str]:
    names = [file_name(path).id for path in now if path.startswith("policies/")]
    return sorted(
        {
            name
            for name in names
            if f"policies/{name}.yaml" in now and name not in {"organisation", ""}
        }
    )


def test_versions_month_by_month(ways: Ways, now: Mapping[str, str]) -> None:
    found = policies(now)
    assert len(found) > 30
    for policy in found:
        agree(ways, policy, MONTHS)


def test_values_month_by_month(ways: Ways, now: Mapping[str, str]) -> None:
    compared = 0
    for policy in policies(now):
        data = read(now[f"policies/{policy}.yaml"].encode(), Origin("", ""))[0].data
        items = [it for it in walk(data, POLICY).items if not it.parent and not _renamed(it.value)]
        firsts = {it.kind: it.id for it in reversed(items) if it.kind in {"term", "statement"}}
        for item in firsts.values():
            agree_on(ways, policy, item, MONTHS)
            compared += 1
    assert compared > 60


def _renamed(value: object) -> bool:
    return isinstance(value, dict) and "former_ids" in value


@pytest.mark.parametrize(
    ("policy", "day"),
    [
        ("returns", date(2024, 4, 2)),
        ("returns", date(2026, 9, 13)),
        ("phone-support", date(2026, 3, 2)),
        ("training", date(2024, 10, 15)),
        ("difficult-meetings", date(2026, 4, 26)),
        ("member-club", date(2026, 1, 19)),
    ],
)
def test_show_tells_the_same(ways: Ways, folder: Path, policy: str, day: date) -> None:
    found = show(ShowRequest(root=folder, name=policy, on=day), lambda _: TODAY)
    assert found.version == ways.held(policy, day)[0]
    values = of_day(ways.versions_told(policy), day)
    since = next((days.first for it in values for days in it.in_force), None)
    assert found.since == since


RETURNS = "policies/returns.yaml"


def copied(folder: Path, target: Path, commit: str) -> GitFolder:
    """A copy of the repository whose main branch ends with a commit."""
    shutil.copytree(folder, target)
    copy = GitFolder(target)
    copy.git("reset", "--quiet", "--hard", commit)
    return copy


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def around(first: date, last: date) -> list[date]:
    return [first + _DAY * number for number in range(-3, (last - first).days + 4)]


def test_a_text_that_breaks_off_for_a_commit_stays_in_force(folder: Path, tmp_path: Path) -> None:
    copy = copied(folder, tmp_path / "shop", "main")
    text = (copy.path / RETURNS).read_text(encoding="utf-8")
    for begin in ("terms:", "title:", "summary:", "statements:", "faq:"):
        broken = text.replace(f"\n{begin}", f"\n{begin} [", 1)
        assert broken != text
        copy.commit(f"Broken at {begin}", {RETURNS: broken}, noon(TODAY))
        copy.commit("Mended", {RETURNS: text}, noon(TODAY))
    with opened(copy.path) as ways:
        days = around(TODAY, TODAY)
        agree(ways, "returns", days)
        agree_on(ways, "returns", "refund-time", days)
        cut, now = ways.values_told("returns", "refund-time")
        assert (cut.words, now.words) == ("14 days", "10 days")
        assert [(it.first, it.last) for it in now.in_force] == [(date(2025, 9, 1), None)]
        assert now.gone is None


def test_a_value_written_with_a_slip_elsewhere_holds_once_that_is_mended(
    folder: Path, tmp_path: Path
) -> None:
    copy = copied(folder, tmp_path / "shop", "main")
    text = (copy.path / RETURNS).read_text(encoding="utf-8")
    new = text.replace("deadline: 10 days\n", "deadline: 9 days\n", 1)
    assert new != text
    broken, mended = TODAY, TODAY + _DAY * 4
    copy.commit("Nine", {RETURNS: new.replace("\nfaq:", "\nfaq: [", 1)}, noon(broken))
    copy.commit("Mended", {RETURNS: new}, noon(mended))
    with opened(copy.path) as ways:
        days = around(broken, mended)
        agree(ways, "returns", days)
        agree_on(ways, "returns", "refund-time", days)
        last = ways.values_told("returns", "refund-time")[-1]
        assert (last.words, last.landed.day) == ("9 days", mended)
        assert [(it.first, it.last) for it in last.in_force] == [(mended, None)]


def test_a_coming_text_that_breaks_off_comes_into_force_on_its_day(
    folder: Path, tmp_path: Path, named: dict[str, Told]
) -> None:
    copy = copied(folder, tmp_path / "shop", named["phone-postponed"].id)
    path = "policies/phone-support.next.yaml"
    text = (copy.path / path).read_text(encoding="utf-8")
    effective = date(2026, 3, 2)
    broken = text.replace("\nstatements:", "\nstatements: [", 1)
    assert broken != text
    copy.commit("Broken", {path: broken}, noon(effective - _DAY * 2))
    copy.commit("Mended", {path: text}, noon(effective + _DAY * 3))
    with opened(copy.path) as ways:
        days = around(effective, effective + _DAY * 3)
        agree(ways, "phone-support", days)
        agree_on(ways, "phone-support", "answer-in", days)
        assert ways.held("phone-support", effective - _DAY)[0] == "1.3.0"
        assert ways.held("phone-support", effective)[0] == "2.0.0"


def test_a_policy_that_begins_with_a_slip_is_in_force_once_that_is_mended(
    folder: Path, tmp_path: Path
) -> None:
    copy = copied(folder, tmp_path / "shop", "main")
    text = (copy.path / RETURNS).read_text(encoding="utf-8")
    own = text.replace("id: returns\n", "id: gifts\n", 1).replace("former_ids:", "tags:", 1)
    path, mended = "policies/gifts.yaml", TODAY + _DAY * 2
    copy.commit("Begun", {path: own.replace("\nterms:", "\nterms: [", 1)}, noon(TODAY))
    copy.commit("Mended", {path: own}, noon(mended))
    with opened(copy.path) as ways:
        agree(ways, "gifts", around(TODAY, mended))
        assert ways.held("gifts", mended - _DAY) == ("", "")
        assert ways.held("gifts", mended)[0] == "3.0.0"
