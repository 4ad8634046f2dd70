"""Kinds of handbooks: what each holds, and that customers never read what is internal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.handbook.folders import STAFF, TEMPLATES, made, written
from tests.handbook.pages import Page
from tests.handbook.test_book import FILES, ORGANISATION, SETTINGS

from policykit.handbook.at_hand import by_weight
from policykit.handbook.formats.site import FORMAT
from policykit.handbook.kinds import kind_names
from policykit.handbook.kinds.quick_card import (
    MOST_DECISIONS,
    MOST_REASONS,
    MOST_RULES,
    MOST_RUNGS,
    MOST_WORDS,
    shape,
)
from policykit.handbook.roles import for_each
from policykit.handbook.workplace import own_channels
from policykit.model.book import Book, Grid, Span, SpanKind
from policykit.model.config import HandbookSettings
from policykit.model.errors import RenderError
from policykit.model.library import Library

SUMS = ("board", "managers-pack", "quick-card")


def of_kind(library: Library, kind: str, locale: str = "en", **keys: object) -> Book:
    handbook = HandbookSettings(name=kind, template=kind, locales=("en", "sv"))
    return made(library, locale, handbook=replace(handbook, **keys))  # type: ignore[arg-type] # passed through


def everything(value: object) -> list[str]:
    """Every text that stands anywhere in a book, but for the interface words."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return []
    if isinstance(value, tuple):
        return [text for each in value for text in everything(each)]
    if is_dataclass(value):
        return [text for each in fields(value) for text in everything(getattr(value, each.name))]
    return []


def cells(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def spans(value: object) -> list[Span]:
    found = [value] if isinstance(value, Span) else []
    if isinstance(value, tuple):
        return [span for each in value for span in spans(each)]
    if is_dataclass(value):
        for each in fields(value):
            found.extend(spans(getattr(value, each.name)))
    return found


def test_these_are_the_kinds() -> None:
    assert kind_names() == ("board", "charter", "managers-pack", "quick-card", "staff")


@pytest.mark.parametrize("kind", SUMS)
def test_a_kind_that_sums_up_is_whole_pages_without_dead_links(
    reference: Library, kind: str
) -> None:
    book = of_kind(reference, kind, "sv")
    assert not book.policies
    assert not [each for each in spans(book.overview) if each.kind is SpanKind.LINK]
    assert {each.kind for each in book.choices} <= {
        badge.kind for grid in book.overview for row in grid.rows for badge in row.badges
    }
    anchors = [row.anchor for grid in book.overview for row in grid.rows]
    assert len(anchors) == len(set(anchors))
    assert all(len(row.cells) == len(grid.columns) for grid in book.overview for row in grid.rows)
    files = {file.path: file.content.decode() for file in FORMAT.render(book, TEMPLATES)}
    assert sorted(files) == ["assets/site.css", "assets/site.js", "index.html", "sv/index.html"]
    page = Page(files["sv/index.html"])
    assert page.problems == []
    assert all(link.partition("#")[2] in page.ids for link in page.links if "#" in link)
    assert "kind-" + kind in files["sv/index.html"]


def test_the_board_reads_numbers(reference: Library) -> None:
    book = of_kind(reference, "board")
    figures = dict(cells(book.overview[0]))
    states = [page.state for page in made(reference).policies]
    assert figures["Policies in force"] == str(states.count("in-force"))
    assert figures["Policies being written or agreed"] == str(states.count("not-in-force"))
    assert figures["New policies and versions to come"] == "1"
    assert ["Time until your money is back", "10\u00a0days"] in [
        line[:2] for line in cells(book.overview[1])
    ]
    asked = {line[0]: line[2] for line in cells(book.overview[1])}
    assert asked["Time to answer a request"].startswith("at most 1\u00a0month (")


@pytest.mark.parametrize(
    ("locale", "measure", "told"),
    [
        (
            "en",
            "Satisfied customers",
            (
                "at least 85% (Phone, Return, Product safety); at least 84% (Email, App, Chat); "
                "at least 80% (Social media, Privacy request); and 5 more"
            ),
        ),
        (
            "sv",
            "Löst vid första kontakten",
            (
                "minst 75\u00a0% (Telefon, När ett ärende ska vidare); minst 70\u00a0% (Mejl); "
                "minst 74\u00a0% (Chatt)"
            ),
        ),
        ("en", "Checks passed when we listen and read", "at least 88%"),
    ],
)
def test_the_board_reads_what_each_target_is_for(
    reference: Library, locale: str, measure: str, told: str
) -> None:
    (grid,) = (g for g in of_kind(reference, "board", locale).overview if g.anchor.endswith("kpis"))
    rows = dict(cells(grid))
    assert rows[measure] == told
    assert len(rows) == len(grid.rows) <= 10
    assert str(len(rows)) in grid.caption.text


def test_a_managers_pack_tells_where_each_policy_stands(reference: Library) -> None:
    staff = made(reference)
    book = of_kind(reference, "managers-pack")
    by_anchor = {grid.anchor.partition(":")[2]: grid for grid in book.overview}
    assert list(by_anchor) == ["status", "decisions", "kpis", "owners"]
    status = cells(by_anchor["status"])
    coming = [row for row in by_anchor["status"].rows if row.anchor.startswith("coming:")]
    (place,) = (at for at, row in enumerate(by_anchor["status"].rows) if row in coming)
    assert status[place] == [
        "14.1 Delivery to the door and into the room",
        "In force from 1\u00a0February\u00a02027",
        "2.0.0",
        "Logistics manager",
        "",
    ]
    assert status.pop(place)[0] == status[place - 1][0]
    assert [line[0] for line in status] == [f"{p.number} {p.title}" for p in staff.policies]
    assert [line[1] for line in status] == [p.badge or "In force" for p in staff.policies]
    measures = by_anchor["kpis"].rows
    heads = [row.cells[0].text for row in measures if row.is_head]
    assert heads == [f"{p.number} {p.title}" for p in staff.policies if p.kpis]
    assert measures[0].is_head
    assert len(measures) - len(heads) == sum(len(p.kpis.rows) for p in staff.policies if p.kpis)
    assert all(not any(row.cells[1:]) for row in measures if row.is_head)
    assert len(by_anchor["decisions"].rows) == len(staff.decisions)
    assert [line[0] for line in cells(by_anchor["owners"])] == [each.role for each in staff.owners]


def test_reviews_stand_first_once_they_are_due(reference: Library) -> None:
    handbook = HandbookSettings(name="pack", template="managers-pack")
    later = made(reference, handbook=handbook, today=date(2027, 3, 1))
    assert later.overview[0].anchor == "overview:reviews"
    words = [line[2] for line in cells(later.overview[0])]
    first_due = next(index for index, word in enumerate(words) if word.startswith("Review due"))
    assert all(word.startswith("Review was due on") for word in words[:first_due])
    assert all(word.startswith("Review due by") for word in words[first_due:])


@pytest.fixture(scope="module")
def cards(reference: Library) -> dict[str, Book]:
    every = HandbookSettings(name="card", template="quick-card", for_each_role=True)
    return {each.name: made(reference, handbook=each) for each in for_each(every, reference)}


def grids(book: Book) -> dict[str, Grid]:
    return {grid.anchor.partition(":")[2]: grid for grid in book.overview}


def test_a_quick_card_is_for_one_role_and_short(cards: dict[str, Book]) -> None:
    assert "card-store-associate" in cards
    assert not {"card-bot", "card-board", "card-frontline"} & set(cards)
    limits = {
        "card_decisions": MOST_DECISIONS,
        "asked_most": MOST_REASONS,
        "always_and_never": MOST_RULES,
        "way_up": MOST_RUNGS,
        "words_to_use": MOST_WORDS,
        "answer_times": 8,
    }
    for book in cards.values():
        found = grids(book)
        assert list(found) == [name for name in limits if name in found]
        assert all(len(found[name].rows) <= limits[name] for name in found)
        assert sum(len(text) for text in everything(book.overview)) < 12_000


def test_nothing_stands_twice_on_a_quick_card(cards: dict[str, Book]) -> None:
    for book in cards.values():
        for name, grid in grids(book).items():
            columns = zip(*cells(grid), strict=True)
            told = [list(filter(None, column)) for column in columns]
            for column in told if name == "words_to_use" else told[:1]:
                assert len(column) == len(set(column)), (book.name, name)


def test_a_quick_card_holds_what_its_role_does_where_it_works(
    cards: dict[str, Book], reference: Library
) -> None:
    card = cards["card-store-associate"]
    assert card.subtitle == "Store associate"
    assert [channel.id for channel in card.works_in] == ["in-person"]
    found = grids(card)
    rules = found["always_and_never"]
    assert all(re.match(r"MUST( NOT)? ", line[0]) for line in cells(rules))
    numbers = [tuple(map(int, line[1].split("."))) for line in cells(rules)]
    assert numbers == sorted(numbers)
    pages = {page.number: page for page in made(reference).policies}
    for grid in card.overview:
        for line in cells(grid):
            if re.fullmatch(r"[\d.]+", line[-1]):
                page = pages[".".join(line[-1].split(".")[:2])]
                assert not page.badge
                assert not page.channels or "in-person" in page.channels
    assert [line[0] for line in cells(found["answer_times"])] == ["In the shop"]
    assert not re.search("machine|robot", str(cells(found["words_to_use"])))
    way_up = [line[0] for line in cells(found["way_up"])]
    assert way_up[0] == "Store manager"
    assert not {"Store associate", "Team leader", "Contact centre agent"} & set(way_up)
    assert all(": " in line[1] or line[1].endswith("refusal") for line in cells(found["way_up"]))
    asked = {line[2]: line for line in cells(found["asked_most"])}
    assert asked["15.1"][0] == "Return, Refund, Exchange"
    assert "30\u00a0days" in asked["15.1"][1]


def test_a_case_is_passed_to_nobody_it_begins_with(reference: Library) -> None:
    book = made(reference)
    first = replace(book.policies[0], channels=())
    assert [step.to for step in first.escalation if not step.triggers]
    one = replace(book, policies=(first,), works_in=(), audience=())
    told = [line[0] for line in cells(grids(shape(one))["way_up"])]
    assert told == [step.to for step in first.escalation if step.triggers]
    without = tuple(replace(step, triggers=()) for step in first.escalation)
    bare = replace(one, policies=(replace(first, escalation=without),))
    assert [line[0] for line in cells(grids(shape(bare))["way_up"])] == [
        step.to for step in first.escalation
    ]


def test_a_quick_card_says_how_much_it_leaves_out(cards: dict[str, Book]) -> None:
    told = re.match(
        r"The (\d+) rules you need most, of (\d+) ", cards["card-store-associate"].preface.text
    )
    assert told
    shown = len(grids(cards["card-store-associate"])["always_and_never"].rows)
    assert int(told[1]) == shown < int(told[2])


ROLES = {
    "store-associate": ("in-person",),
    "specialist": ("in-person",),
    "contact-centre-agent": ("phone", "email", "chat", "social", "web", "app", "post"),
    "social-editor": ("social", "web", "app"),
    "web-shop-manager": ("web", "app"),
    "compliance-officer": (),
    "nobody": (),
}


@pytest.mark.parametrize("role", ROLES)
def test_channels_of_a_role_are_those_its_work_names(reference: Library, role: str) -> None:
    assert own_channels(reference, (role,)) == ROLES[role]


@given(
    sizes=st.lists(st.integers(0, 9), max_size=6),
    weights=st.lists(st.floats(0.1, 9), min_size=6, max_size=6),
    most=st.integers(0, 20),
)
def test_lines_are_shared_by_weight(sizes: list[int], weights: list[float], most: int) -> None:
    groups = {str(at): [(at, turn) for turn in range(size)] for at, size in enumerate(sizes)}
    told = {str(at): weight for at, weight in enumerate(weights)}
    chosen = by_weight(groups, told, most)
    assert len(chosen) == min(most, sum(sizes)) == len(set(chosen))
    taken = {at: [turn for one, turn in chosen if one == at] for at in range(len(sizes))}
    for at, turns in taken.items():
        assert turns == list(range(len(turns)))
        for other, size in enumerate(sizes):
            if weights[other] >= weights[at] and size >= len(turns):
                assert len(taken[other]) >= len(turns) - (weights[other] == weights[at])


def test_a_charter_holds_what_is_public_and_nothing_about_us(reference: Library) -> None:
    book = of_kind(reference, "charter")
    staff = made(reference)
    assert (book.decisions, book.owners, book.index, book.glossary) == ((), (), (), ())
    assert (book.news, book.coming) == ((), ())
    assert {each.kind for each in book.choices} == {"channel"}
    assert not any(page.audience for page in book.policies)
    public = {rule.anchor for page in staff.policies for rule in page.rules if rule.public}
    told = {rule.anchor for page in book.policies for rule in page.rules}
    assert told <= public
    assert {page.state for page in book.policies} == {"in-force"}
    for page in book.policies:
        inside = (page.facts, page.rationale, page.definitions, page.scripts, page.kpis)
        assert {rule.level for rule in page.rules} <= {"must", "must_not"}
        levels = [rule.level for rule in page.rules]
        assert levels == sorted(levels)
        assert page.sections
        assert not any(inside)
        assert not any((page.escalation, page.review_badge, page.procedures))
        assert {badge.kind for rule in page.rules for badge in rule.badges} <= {
            "region",
            "channel",
            "brand",
            "reason",
            "group",
            "date",
        }


def test_a_charter_does_not_take_customers_for_machines_or_staff(reference: Library) -> None:
    for locale, wrong in (
        ("en", "you are a machine|a promise you made"),
        ("sv", "du är en maskin"),
    ):
        told = [
            rule.text.text
            for page in of_kind(reference, "charter", locale).policies
            for rule in page.rules
        ]
        assert len(told) > 200
        assert not [text for text in told if re.search(wrong, text)]


def test_a_charter_leads_nowhere_where_nothing_stands(tmp_path: Path) -> None:
    buns = FRAME.replace("NAME", "buns").replace("MARK", "it") + (
        "statements:\n  - {id: s, must: 'Swap [kindly](buns.k) and [well](cakes).', public: true}\n"
        "  - {id: k, should: Smile., public: true}\n"
    )
    cakes = FRAME.replace("NAME", "cakes").replace("MARK", "it") + (
        "statements:\n  - {id: m, may: Taste., public: true}\n"
    )
    library = written(tmp_path, {**FILES, "policies/buns.yaml": buns, "policies/cakes.yaml": cakes})
    book = of_kind(library, "charter")
    assert [page.id for page in book.policies] == ["buns"]
    (rule,) = book.policies[0].rules
    assert rule.text.text == "Swap kindly and well."
    assert not [span for span in spans(book.policies) if span.kind is SpanKind.LINK]


MARK = "qzx"
"""Stands in every text that customers may not read, and in no word of ours."""

ITEMS = {
    "statements": "{id: s, must: Tell MARK., PUBLIC}",
    "points": "{id: p, must: Tell, points: {a: One MARK.}, PUBLIC}",
    "terms": "",
    "exceptions": "{id: e, what: Not for MARK., from: [open], PUBLIC}",
    "faq": "{id: f, q: Why MARK?, a: Because MARK., PUBLIC}",
    "scripts": "{id: w, title: Sorry MARK, text: Dear MARK., PUBLIC}",
    "response_targets": "{id: t, channels: [phone], first_response: 7 hours, when: MARK calls., PUBLIC}",
    "escalation": "{id: u, to: manager, how: Call MARK., PUBLIC}",
}
"""An item of each section that may be marked public."""

INSIDE = """
summary: About MARK.
rationale: Because of MARK.
definitions: {word: A MARK.}
objectives: [{id: o, text: More MARK.}]
tone: {say: [Say MARK.], avoid: [Not MARK.]}
scenarios: [{id: c, title: T MARK, situation: S MARK., good: G MARK., bad: B MARK.}]
monitoring: [{id: m, what: Look at MARK., every: 1 month}]
supersedes: [{version: 0.9.0, reason: There was MARK.}]
procedures: [{id: r, title: How MARK, steps: [{id: q, do: Do MARK.}]}]
tables: [{id: b, columns: {x: X MARK}, rows: [{id: y, cells: {x: Y MARK}}]}]
"""
"""What is never for customers, or here is not marked as such."""

FRAME = """
format: 1
id: NAME
title: Title of NAME
areas: [returns]
status: active
version: 1.0.0
effective: 2026-11-01
owner: manager
customer_benefit: You win.
scope: {excludes: {no: Not MARK.}}
"""


def policy(public: Mapping[str, bool]) -> str:
    def item(name: str, text: str) -> str:
        mark = "" if public[name] else MARK
        return text.replace("MARK", mark).replace("PUBLIC", f"public: {str(public[name]).lower()}")

    statements = [
        "{id: open, must: Be kind., public: true}",
        item("statements", ITEMS["statements"]),
        item("points", ITEMS["points"]),
    ]
    mark = "" if public["terms"] else MARK
    lines = [
        FRAME.replace("NAME", "buns").replace("MARK", MARK),
        INSIDE.replace("MARK", MARK),
        f"terms: {{t1: {{title: Long {mark}, window: 3 days, public: {str(public['terms']).lower()}}}}}",
        "statements:",
        *(f"  - {each}" for each in statements),
    ]
    for name in ("exceptions", "faq", "scripts", "response_targets", "escalation"):
        lines += [f"{name}:", f"  - {item(name, ITEMS[name])}"]
    return "\n".join(lines) + "\n"


@settings(max_examples=12, deadline=None)
@given(public=st.fixed_dictionaries(dict.fromkeys(ITEMS, st.booleans())))
def test_an_internal_text_never_reaches_customers(
    tmp_path_factory: pytest.TempPathFactory, public: dict[str, bool]
) -> None:
    files = {
        "policykit.yaml": SETTINGS.replace("required: [sv]", ""),
        "policies/organisation.yaml": ORGANISATION,
        "policies/buns.yaml": policy(public),
        "policies/cakes.yaml": FRAME.replace("NAME", "cakes").replace("Title", f"Title {MARK}")
        + f"statements:\n  - {{id: s, must: Hide {MARK}.}}\n",
    }
    library = written(tmp_path_factory.mktemp("shop"), files)
    assert any(MARK in text for text in everything(made(library)))
    book = of_kind(library, "charter", locales=("en",))
    assert [page.id for page in book.policies] == ["buns"]
    assert [text for text in everything(book) if MARK in text] == []
    for file in FORMAT.render(book, TEMPLATES):
        assert MARK.encode() not in file.content
    page = book.policies[0]
    assert bool(page.promises) == public["terms"]
    assert bool(page.faq) == public["faq"]
    assert bool(page.exceptions) == public["exceptions"]
    assert (page.targets is not None) == public["response_targets"]
    assert len(page.rules) == 1 + public["statements"] + public["points"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("window: 3 days", "Swap within {t}."),
        (
            "window: 3 days, public: true, varies: [{regions: [SE], value: 9 days, public: false}]",
            "{t}",
        ),
        ("window: 3 days", "Swap within {buns.t}."),
        ("window: 3 days", "Swap within {t:adjective} days."),
    ],
)
def test_a_public_text_that_names_an_internal_promise_is_refused(
    tmp_path: Path, term: str, text: str
) -> None:
    buns = (
        FRAME.replace("NAME", "buns")
        + f"terms: {{t: {{{term}}}}}\nstatements:\n  - {{id: s, must: '{text}', public: true}}\n"
    )
    library = written(tmp_path, {**FILES, "policies/buns.yaml": buns})
    assert made(library).policies
    with pytest.raises(RenderError, match="which is not public") as caught:
        of_kind(library, "charter")
    assert caught.value.reference == "internal-promise-in-public"
    assert caught.value.context == "buns: statements.s in the handbook charter"
    mended = (
        buns.replace("window: 3 days", "window: 3 days, public: true", 1)
        .replace("public: true, public: true", "public: true")
        .replace("public: false", "public: true")
    )
    assert of_kind(written(tmp_path, {"policies/buns.yaml": mended}), "charter").policies


def test_what_is_new_and_what_is_coming_is_told_by_day(tmp_path: Path) -> None:
    def told(name: str, status: str, day: str, more: str = "") -> str:
        text = FRAME.replace("NAME", name).replace("status: active", f"status: {status}")
        text = text.replace("2026-11-01", day).replace("MARK", "it")
        return text + more + "statements:\n  - {id: s, must: Bake.}\n"

    notes = "supersedes:\n  - {version: 0.2.0, reason: Old.}\n  - {version: 0.10.0, reason: New.}\n"
    files = {
        **FILES,
        "policies/edge.yaml": told("edge", "active", "2026-08-23"),
        "policies/past.yaml": told("past", "active", "2026-08-22"),
        "policies/fresh.yaml": told("fresh", "active", "2026-11-21", notes),
        "policies/early.yaml": told("early", "draft", "2026-11-20"),
        "policies/soon.yaml": told("soon", "active", "2027-01-01", notes),
        "policies/past.next.yaml": told("past", "draft", "2026-12-24", notes),
    }
    book = made(written(tmp_path, files), handbook=replace(STAFF, locales=("en",)))
    assert [(line.policy.anchor, line.text.text) for line in book.news] == [
        ("fresh", "New."),
        ("edge", ""),
    ]
    assert [(line.policy.anchor, line.date, line.text.text) for line in book.coming] == [
        ("past", "24\u00a0December\u00a02026", "New."),
        ("soon", "1\u00a0January\u00a02027", "New."),
    ]


def test_a_cover_says_the_subtitle_in_its_language(reference: Library) -> None:
    handbook = replace(STAFF, subtitle="For all of us", subtitle_words={"sv": "För oss alla"})
    told = [made(reference, name, handbook=handbook) for name in ("en", "sv", "de")]
    assert [(book.subtitle, book.subtitle_language) for book in told] == [
        ("For all of us", ""),
        ("För oss alla", ""),
        ("For all of us", "en"),
    ]
