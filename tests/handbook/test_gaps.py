"""What a managers' pack tells of gaps, in every format and language."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.handbook.folders import LOCALES, TEMPLATES, TODAY
from tests.handbook.pages import Page
from tests.handbook.papers import printed
from tests.handbook.word import W, Word
from tests.report.covered import HOSTILE, empty, one_region, report

from policykit.handbook.book import Imprint, book
from policykit.handbook.formats.docx import FORMAT as DOCX
from policykit.handbook.formats.html import FORMAT as HTML
from policykit.handbook.formats.markdown import FORMAT as MARKDOWN
from policykit.handbook.formats.site import FORMAT as SITE
from policykit.handbook.kinds import kind_names, kind_of, tells_gaps
from policykit.handbook.tables import head, row as filled
from policykit.handbook.view import View
from policykit.model.book import Book, Grid, plain_prose
from policykit.model.config import HandbookSettings
from policykit.model.coverage import CoverageReport, Lack, State
from policykit.model.library import Library

PACK = HandbookSettings(name="pack", template="managers-pack", locales=("en", "sv", "de"))
TABLES = ("coverage", "to_close", "waivers_ending", "practice")


def pack(
    library: Library,
    coverage: CoverageReport | None,
    locale: str = "en",
    handbook: HandbookSettings = PACK,
    view: View | None = None,
) -> Book:
    return book(
        library,
        handbook,
        locale,
        today=TODAY,
        locales=LOCALES,
        view=view,
        imprint=Imprint("edition", coverage=coverage),
    )


def told(book: Book) -> dict[str, Grid]:
    found = {grid.anchor.partition(":")[2]: grid for grid in book.overview}
    return {name: found[name] for name in TABLES if name in found}


def lines(grid: Grid) -> dict[str, list[str]]:
    return {
        row.anchor: [cell.text.replace("\u00a0", " ") for cell in row.cells] for row in grid.rows
    }


@pytest.fixture(scope="module")
def english(reference: Library) -> Book:
    return pack(reference, report())


def test_coverage_is_told_by_framework_in_numbers_words_and_a_share(english: Book) -> None:
    coverage = told(english)["coverage"]
    assert lines(coverage) == {
        "coverage:doubt-1": [
            "These numbers are not the whole truth",
            "What could not be read counts as missing: policies/broken.yaml.",
            "",
        ],
        "coverage:doubt-2": [
            "These numbers are not the whole truth",
            f"No policy holds in {HOSTILE}, so all that is required there is missing.",
            "",
        ],
        "coverage:eu-consumer": [
            "EU consumer law for retailers", "1 of 4 (25%)", "1 missing, 2 partly covered",
        ],
        "coverage:se-consumer": ["Swedish consumer law", "0 of 1 (0%)", "1 partly covered"],
        "coverage:core-service": [
            "Core of customer service in retail",
            "1 of 4 (25%)",
            "1 missing, 1 partly covered, 1 outdated, 2 waived",
        ],
        "coverage:havsby": ["Our own promises", "0 of 1 (0%)", "1 missing"],
        "coverage": [
            "All together",
            "2 of 10 (20%)",
            "3 missing, 4 partly covered, 1 outdated, 2 waived",
        ],
        "coverage:es-consumer": [
            "Spanish law on customer service", "holds from 28 December 2026", "",
        ],
        "coverage:idle": ["UK consumer law", "does not apply", ""],
    }  # fmt: skip
    shares = [row.shares for row in coverage.rows]
    assert [each[1] for each in shares if each] == [25, 0, 25, 0, 20]
    assert all(each[0] is each[2] is None for each in shares if each)


def test_what_falls_short_of_the_law_stands_first_with_both_numbers(english: Book) -> None:
    first, second, *_ = told(english)["to_close"].rows
    assert first.is_head
    assert first.cells[0].text == "Promises that fall short of the law"
    assert [cell.text.replace("\u00a0", " ") for cell in second.cells] == [
        "Pay back everything (Directive 2011/83/EU art. 13)",
        "partly covered (Sweden)",
        "“Time until your money is back” is 10 days today; change it to at most 14 days.",
        "returns lead",
    ]


def test_every_gap_is_named_once_and_nothing_else(english: Book) -> None:
    said = " ".join(" ".join(line) for line in lines(told(english)["to_close"]).values())
    for each in report().requirements:
        assert said.count(each.title) == (1 if each.state.is_gap else 0), each.name


def test_gaps_are_told_by_area_and_say_what_to_do_and_who(english: Book) -> None:
    told_of = lines(told(english)["to_close"])
    heads = [row.cells[0].text for row in told(english)["to_close"].rows if row.is_head]
    assert heads[1:] == [
        "Returns and refunds", "Complaints", "Delivery", "live chat", "crisis and continuity",
    ]  # fmt: skip
    assert told_of["gap:core-service.crisis-plan"][1:] == [
        "missing", "Write a policy for the area “crisis and continuity”.", "",
    ]  # fmt: skip
    assert told_of["gap:eu-consumer.delivery"][2].startswith("Count the time in “Delivery")
    assert told_of["gap:core-service.live-chat"][1] == "outdated"


def test_what_one_thing_closes_stands_together(reference: Library) -> None:
    one = next(each for each in report().requirements if each.name == "eu-consumer.delivery")
    many = tuple(replace(one, name=f"eu-consumer.{n}", title=f"Duty {n}") for n in range(1, 13))
    frameworks = (replace(report().frameworks[0], requirements=many),)
    table = told(pack(reference, replace(report(), frameworks=frameworks)))["to_close"]
    (row,) = [row for row in table.rows if not row.is_head]
    law = "(Directive 2011/83/EU art. 18)"
    named = [f"Duty {n} {law}" for n in range(1, 6)]
    assert row.cells[0].text == " ".join([*named, "and 7 more"])


def test_waivers_that_end_soon_or_are_over_are_told_and_no_others(english: Book) -> None:
    assert [line[-1] for line in lines(told(english)["waivers_ending"]).values()] == [
        "ended on 31 October 2026",
        "does not count",
        "10 December 2026",
    ]
    assert "Sweden" in lines(told(english)["waivers_ending"])["waiver:2"][0]


def test_practice_stands_beside_coverage_with_its_trend(english: Book) -> None:
    practice = told(english)["practice"]
    assert lines(practice) == {
        "practice:returns": [
            "Returns and refunds", "1 of 4 (25%)", "62% for 2 of 5 questions (20 October 2026)",
            "assessed for the first time",
        ],
        "practice:complaints": [
            "Complaints", "1 of 3 (33%)", "66% (2 November 2026)",
            "25 percentage points better than on 12 May 2026",
        ],
        "practice:delivery": [
            "Delivery", "0 of 1 (0%)", "62% (1 September 2026)",
            "25 percentage points worse than on 1 March 2026",
        ],
    }  # fmt: skip
    assert [row.shares for row in practice.rows] == [
        (None, 25, 62, None),
        (None, 33, 66, None),
        (None, 0, 62, None),
    ]


def test_nothing_that_applies_is_no_hundred_percent(reference: Library) -> None:
    tables = told(pack(reference, empty()))
    assert list(tables) == ["coverage"]
    said = lines(tables["coverage"])
    assert said["coverage"][0].startswith("No law or standard applies to us")
    assert "100" not in str(said)
    assert not any(row.shares for row in tables["coverage"].rows)


def test_without_regions_no_place_is_named(reference: Library) -> None:
    states = {line[1] for line in lines(told(pack(reference, one_region()))["to_close"]).values()}
    assert states == {"", "missing", "partly covered", "outdated"}


def test_an_edition_for_some_regions_or_areas_tells_of_those(reference: Library) -> None:
    german = told(pack(reference, report(), view=View(regions=("DE",))))
    assert "Sweden" not in str([lines(grid) for grid in german.values()]).partition("waiver:")[0]
    assert "gap:eu-consumer.refund" not in lines(german["to_close"])
    returns = told(pack(reference, report(), handbook=replace(PACK, areas=("returns",))))
    assert {row.cells[0].text for row in returns["to_close"].rows if row.is_head} == {
        "Promises that fall short of the law",
        "Returns and refunds",
    }
    assert list(lines(returns["practice"])) == ["practice:returns"]


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("sv", ("Luckor:", "1 av 4 (25 %)", "saknas", "ändra till högst 14 dagar", "Sverige")),
        ("de", ("Lücken:", "1 von 4 (25 %)", "fehlt", "auf höchstens 14 Tage ändern", "Schweden")),
    ],
)
def test_it_speaks_the_language_of_its_readers(
    reference: Library, locale: str, said: tuple[str, ...]
) -> None:
    made = pack(reference, report(), locale)
    doubt = told(made)["coverage"].rows[0]
    assert [cell.language for cell in doubt.cells] == ["", "en", ""]
    made = pack(reference, replace(report(), warnings=()), locale)
    words = " ".join(
        text.replace("\u00a0", " ")
        for grid in told(made).values()
        for text in (grid.caption.text, *(cell.text for row in grid.rows for cell in row.cells))
    )
    assert all(each in words for each in said)
    for english in ("missing", "outdated", "partly covered", "Write a policy", "assessed for"):
        assert english not in words
    languages = {cell.language for row in told(made)["to_close"].rows for cell in row.cells}
    assert "en" in languages, "what stands in English says so"


@pytest.mark.parametrize("locale", ["en", "sv", "de"])
def test_every_lack_and_state_has_words_of_its_own(locale: str) -> None:
    spoken = LOCALES.locale(locale)
    sentences = {spoken.text(f"gap.{each.value}", policy="P") for each in Lack}
    assert len(sentences) == len(Lack)
    assert all("P" in each for each in sentences)
    states = {spoken.text(f"coverage.{each.value}") for each in State if each is not State.COVERED}
    assert len(states) == len(State) - 1


def test_only_the_managers_pack_tells_of_gaps(reference: Library) -> None:
    kinds = {name for name in kind_names() if tells_gaps(replace(PACK, template=name))}
    assert kinds == {"managers-pack"}
    assert not tells_gaps(replace(PACK, template="nothing-of-that-name"))
    staff = replace(PACK, template="staff")
    assert pack(reference, report(), handbook=staff) == pack(reference, None, handbook=staff)
    assert kind_of(staff).gaps is None
    assert not told(pack(reference, None))


def test_sites_and_single_pages_draw_bars_with_words_beside_them(english: Book) -> None:
    for text in (
        {file.path: file for file in SITE.render(english, TEMPLATES)}["en/index.html"],
        HTML.render(english, TEMPLATES)[0],
    ):
        page = Page(text.content.decode())
        assert page.problems == []
        markup = text.content.decode()
        drawn = [row for grid in told(english).values() for row in grid.rows]
        bars = sum(share is not None for row in drawn for share in row.shares)
        assert markup.count('<svg class="bar"') == bars
        assert markup.count('aria-hidden="true" focusable="false"><rect class="whole"') == bars
        assert '<rect class="part" width="25"' in markup
        assert "=1+1 <b>bold</b>" not in markup
        assert "=1+1 &lt;b&gt;bold" in markup


def test_word_draws_bars_that_readers_aloud_pass_over(english: Book) -> None:
    word = Word(DOCX.render(english, TEMPLATES)[0].content)
    runs = [
        (style.get(f"{W}val"), "".join(text.text or "" for text in run.iter(f"{W}t")))
        for run in word.body.iter(f"{W}r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None
    ]
    bars = [(style, text) for style, text in runs if style in {"Bar", "BarRest"}]
    assert bars[:2] == [("Bar", "\u00a0" * 10), ("BarRest", "\u00a0" * 30)]
    assert {text.strip("\u00a0") for _, text in bars} == {""}
    groups = list(word.styled("CellGroup"))
    assert groups[0] == "Promises that fall short of the law"
    assert "1 of 4 (25%)" in word.said.replace("\u00a0", " ")


def test_paper_and_markdown_say_the_same(english: Book) -> None:
    paper = " ".join(printed(english).said.split())
    text = MARKDOWN.render(english, TEMPLATES)[0].content.decode().replace("\u00a0", " ")
    for said in ("Gaps: what is required of us", "2 of 10 (20%)", "ended on 31 October 2026"):
        assert said in paper.replace("\u00a0", " ")
        assert said in text
    assert HOSTILE not in text


def test_the_same_report_gives_the_same_bytes(reference: Library, english: Book) -> None:
    again = pack(reference, report())
    for form in (SITE, DOCX, MARKDOWN):
        assert form.render(again, TEMPLATES) == form.render(english, TEMPLATES)


def test_on_paper_a_group_stands_on_the_page_of_its_first_row(english: Book) -> None:
    lines_of_rows = (1, 2, 3, 1, 2)
    rows = tuple(
        row
        for number in range(100, 180)
        for row in (
            head(3, f"head:{number}", plain_prose(f"Group {number}")),
            filled(f"row:{number}", f"Row {number}", "word " * 12 * lines_of_rows[number % 5], ""),
        )
    )
    grid = replace(english.overview[0], rows=rows)
    pages = printed(replace(english, overview=(grid,))).pages
    assert len(pages) > 2
    for page in pages:
        assert re.findall(r"Group (\d+)", page) == re.findall(r"Row (\d+)", page)
