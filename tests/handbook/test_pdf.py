from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.handbook.folders import LOCALES, ROOT, TEMPLATES, made
from tests.handbook.papers import Paper, leaflet, narrowed, printed, prose
from tests.support.program import scrubbed

from policykit import resources
from policykit.handbook.formats.pdf import FORMAT, pages
from policykit.handbook.register import register
from policykit.model.book import (
    Block,
    BlockKind,
    Book,
    Design,
    LinkTo,
    NewsLine,
    OrganisationPage,
    Prose,
    Span,
    SpanKind,
)
from policykit.model.config import HandbookSettings
from policykit.model.errors import RenderError
from policykit.model.library import Library
from policykit.rendering import Templates

WORDS = {key.replace("-", "_"): text for key, text in LOCALES.locale("en").under("book.").items()}
HOSTILE = (
    '#import "@preview/evil:1.0.0": *',
    "#panic[now] $x^2$ @label <label> // not a comment",
    "*not bold* _not slanted_ `not code` = not a heading",
    '#read("/etc/passwd") \\u{41} \\ ~ -- --- ...',
    "{{ 7 * 7 }} {% raw %} <script>alert(1)</script>",
    '"]) #text(size: 90pt)[big] ([" }} ]]',
    "(unbalanced [brackets {and braces",
)


@pytest.fixture(scope="session")
def paper(reference: Library) -> Paper:
    return printed(narrowed(reference))


@pytest.fixture(scope="session")
def swedish(reference: Library) -> Paper:
    return printed(narrowed(reference, "sv"))


def test_the_file_says_what_it_is(paper: Paper) -> None:
    with paper.opened() as pdf, pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == "Staff handbook"
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert pdf.check_pdf_syntax() == []
        assert "/JavaScript" not in pdf.Root
        assert "/OpenAction" not in pdf.Root


def test_the_language_of_the_file_is_that_of_the_book(swedish: Paper) -> None:
    with swedish.opened() as pdf:
        assert str(pdf.Root.Lang) == "sv"
    assert "Sida 1 av " in swedish.said
    assert "Läst och förstått" in swedish.said


def test_tags_say_what_things_are(paper: Paper) -> None:
    tags = paper.tags()
    kinds = {kind for kind, _ in tags}
    expected = {"H1", "H2", "H3", "H4", "TOC", "TOCI", "L", "LI", "Lbl", "LBody"}
    assert expected <= kinds
    assert {"Table", "THead", "TR", "TH", "TD", "Link", "P"} <= kinds
    assert all(alt for kind, alt in tags if kind == "Figure")


def test_each_step_of_a_ladder_after_the_first_has_an_arrow_that_says_where_to(
    paper: Paper,
) -> None:
    arrows = [alt for kind, alt in paper.tags() if kind == "Figure"]
    ladders = [policy.escalation for policy in paper.book.policies if policy.escalation]
    assert arrows == [f"Then to {rung.to}" for ladder in ladders for rung in ladder[1:]]
    assert arrows


def test_bookmarks_lead_to_where_chapters_policies_and_sections_stand(paper: Paper) -> None:
    found = dict(paper.outline)
    for chapter in paper.book.chapters:
        title = f"{chapter.number} {chapter.title}"
        assert title in paper.pages[found[title]]
    for policy in paper.book.policies:
        title = f"{policy.number} {policy.title}"
        assert title in paper.pages[found[title]]
    titles = [title for title, _ in paper.outline]
    for policy in paper.book.policies:
        assert all(section.title in titles for section in policy.sections)


@pytest.mark.parametrize("name", ["paper", "swedish"])
def test_the_contents_name_the_pages(name: str, request: pytest.FixtureRequest) -> None:
    found: Paper = request.getfixturevalue(name)
    start = min(page for _, page in found.outline)
    contents = " ".join(found.pages[start : found.labels.index("1")])
    places = dict(found.outline)
    for policy in found.book.policies:
        title = f"{policy.number} {policy.title}"
        row = re.search(rf"{re.escape(title)}[ .]*(\d+)", contents)
        assert row is not None, title
        assert row.group(1) == found.labels[places[title]]


def test_page_numbers_beside_rules_are_those_the_rules_stand_on(paper: Paper) -> None:
    numbers = {rule.number for policy in paper.book.policies for rule in policy.rules}
    beside = re.findall(r"\b(\d+\.\d+\.\d+) [^()]{0,200}?\(p\. (\d+)\)", paper.said)
    told = [(number, page) for number, page in beside if number in numbers]
    assert len(told) > len(paper.book.decisions)
    for number, page in re.findall(r"(\d+\.\d+\.\d+) \(p\. (\d+)\)", paper.said):
        assert re.search(rf"{re.escape(number)} (MUST|SHOULD|MAY)", paper.labelled(page)), number


def test_the_list_of_all_rules_has_every_rule_with_its_page(paper: Paper) -> None:
    start = dict(paper.outline)["All rules"]
    end = dict(paper.outline)["Glossary"]
    listed = " ".join(paper.pages[start:end])
    for policy in paper.book.policies:
        for rule in policy.rules:
            row = re.search(
                rf"{re.escape(rule.number)} {rule.label} (.+?) (\d+) "
                r"(?=\d+\.\d+|Staff handbook)",
                listed,
            )
            assert row is not None, rule.number
            assert rule.number in paper.labelled(row.group(2))


def test_the_index_names_each_page_once_and_in_order(paper: Paper) -> None:
    words = paper.book.words["word_index"]
    start = next(page for title, page in paper.outline if title == words)
    end = next(page for title, page in paper.outline if page > start)
    said = " ".join(paper.pages[start:end])
    found = [
        [int(page) for page in run.split(", ")] for run in re.findall(r", (\d+(?:, \d+)*)", said)
    ]
    assert len(found) > 50
    flowing = " ".join(said.split())
    for group in register(paper.book, LOCALES.locale("en")):
        for part in (part for line in group.lines for part in line.below):
            assert re.search(rf"{re.escape(part.text)}, \d", flowing), part.text
    assert any(len(pages) > 1 for pages in found)
    assert all(pages == sorted(set(pages)) for pages in found)


def test_the_contents_name_the_preface() -> None:
    title = Block(BlockKind.HEADING, ("Welcome all",), level=1)
    inner = Block(BlockKind.HEADING, ("Then",), level=2)
    found = printed(replace(leaflet(WORDS), preface=Prose((title, inner, *prose("Hello.").blocks))))
    titles = [name for name, _ in found.outline]
    assert "Welcome all" in titles
    assert "Then" not in titles
    assert re.search(r"Welcome all[ .\u2060]*[ivx]+\b", found.said)


def test_long_numbers_of_rules_stand_apart_from_the_rule() -> None:
    book = leaflet(WORDS)
    (policy,) = book.policies
    (rule,) = policy.rules
    long = replace(book, policies=(replace(policy, rules=(replace(rule, number="15.12.126"),)),))
    assert "15.12.126 MUST Be kind." in printed(long).said


def test_every_page_says_which_policy_edition_and_page_it_is(paper: Paper) -> None:
    first = paper.labels.index("1")
    total = len(paper.pages) - first
    starts = [dict(paper.outline)[f"{each.number} {each.title}"] for each in paper.book.policies]
    for index, text in enumerate(paper.pages[first:], first):
        assert f"Page {index - first + 1} of {total}" in text
        assert "Edition 7F3A-22C1 · Revision 9f3c1ab" in text
    for policy, start in zip(paper.book.policies, starts, strict=True):
        head = f"Havsby {policy.number} {policy.title}".replace("\u00a0", " ")
        assert head in paper.pages[start]
    assert paper.labels[1:first] == ["i", "ii", "iii", "iv"][: first - 1]


def test_the_draft_has_its_word_across_each_page_and_nothing_else_has(paper: Paper) -> None:
    (draft,) = [policy for policy in paper.book.policies if policy.badge]
    order = [dict(paper.outline)[f"{each.number} {each.title}"] for each in paper.book.policies]
    here = paper.book.policies.index(draft)
    start = order[here]
    end = order[here + 1] if here + 1 < len(order) else dict(paper.outline)["Who may decide what"]
    marked = [index for index, text in enumerate(paper.pages) if draft.badge.upper() in text]
    assert marked == list(range(start, end))


def test_every_text_of_the_policies_is_printed(paper: Paper) -> None:
    squeezed = re.sub(r"[\s\u00ad\u2060-]", "", paper.said)
    missing = [
        text
        for policy in paper.book.policies
        for text in (
            policy.summary.text,
            *(rule.text.text for rule in policy.rules),
            *(rung.to for rung in policy.escalation),
            *(step.text.text for each in policy.procedures for step in each.steps),
            *(card.title.text for card in (*policy.scripts, *policy.faq)),
            *(card.title.text for card in policy.scenarios),
            *(cell.text for grid in policy.tables for row in grid.rows for cell in row.cells),
        )
        if "(" not in text and "[" not in text and not _with_page(text, squeezed)
    ]
    assert missing == []


def _with_page(text: str, squeezed: str) -> bool:
    """Whether a text is printed; links in it may have a page number behind them."""
    words = [re.sub(r"[\s\u00ad\u2060-]", "", word) for word in text.split()]
    return re.search(r"(\(p\.\d+\))?".join(map(re.escape, words)), squeezed) is not None


def test_the_last_sheet_is_to_be_signed(paper: Paper) -> None:
    last = paper.pages[-1]
    assert "Read and understood" in last
    for word in ("Name", "Role and workplace", "Date", "Signature", "Edition 7F3A-22C1"):
        assert word in last


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_template(text: str) -> None:
    book = leaflet(WORDS, text=text, title=text)
    book = replace(
        book,
        title=text,
        organisation=replace(book.organisation, name=text),
        edition=text,
        revision=text,
        subtitle=text,
    )
    found = printed(book)
    squeezed = re.sub(r"[\s\u2060]", "", found.said)
    assert squeezed.count(re.sub(r"\s", "", text)) >= 7
    assert str(found.reader.metadata.title if found.reader.metadata else "") == text


def test_hostile_anchors_links_and_languages_are_data() -> None:
    book = leaflet(WORDS)
    rule = book.policies[0].rules[0]
    odd = '<x> #panic() "]'
    to = (LinkTo(odd, "1.1.2", "Elsewhere"), LinkTo("nowhere", "9", "Gone"), LinkTo("", "", "?"))
    policy = replace(
        book.policies[0],
        language="xx-#panic",
        rules=(
            replace(rule, instead_of=to),
            replace(rule, anchor=odd, number="1.1.2", text=replace(prose("Ja."), language="sv-SE")),
        ),
    )
    said = printed(replace(book, policies=(policy,))).said
    assert "1.1.2 Elsewhere (p. 1)" in said
    assert "9 Gone · ?" in said


def test_a_character_without_a_letter_is_a_box_with_its_code() -> None:
    book = leaflet(WORDS, text="Hej \U0001f600 och 中\ue000!", title="Kind \U0001f600")
    assert FORMAT.prints(book, TEMPLATES).boxed == ("中", "\ue000", "\U0001f600")
    found = printed(book)
    for code in ("U+1F600", "U+4E2D", "U+E000"):
        assert code in found.said
    assert "printed as boxes with their codes: 3." in found.said
    alternatives = [alt for kind, alt in found.tags() if kind == "Figure"]
    assert "grinning face" in alternatives


def test_ordinary_letters_and_signs_have_no_boxes() -> None:
    signs = "åäöÅÄÖ éèüß ÆØ ½ § € £ kr – — ’ “ ” „ … • · × − ≤ ≥ → ← ↑ ↓ ☐ ☑ ✓ ✗ ☎ ⚠ ™ © ①"
    book = leaflet(WORDS, text=signs)
    assert FORMAT.prints(book, TEMPLATES).boxed == ()
    assert "boxes" not in printed(book).said


@pytest.mark.parametrize(
    ("size", "points"), [("a4", (595, 842)), ("a5", (420, 595)), ("letter", (612, 792))]
)
def test_paper_colour_and_logo_are_those_of_the_design(size: str, points: tuple[int, int]) -> None:
    logo = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    news = (NewsLine(LinkTo("kindness", "1.1", "Kindness"), "1.0.0", "1 May 2026", prose("New.")),)
    words = {**WORDS, "news": "What is new", "coming": "What is coming"}
    book = replace(
        leaflet(words),
        design=Design(page_size=size, accent="#ffd400", logo=logo),
        news=news,
        coming=news,
        subtitle="For all of us",
    )
    found = printed(book)
    box = found.reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == points
    assert ("Figure", "Havsby") in found.tags()
    for text in ("For all of us", "What is new", "What is coming", "1 May 2026"):
        assert text in found.said


def test_a_logo_that_is_no_picture_is_refused() -> None:
    book = replace(leaflet(WORDS), design=Design(logo="data:text/html,hello"))
    with pytest.raises(RenderError) as caught:
        printed(book)
    assert caught.value.reference == "logo-unreadable"


@pytest.mark.parametrize(
    "logo", ["data:image/png;base64,iVBORw0KGgo=", "data:image/svg+xml,%3Csvg/%3E", "data:,x"]
)
def test_a_logo_that_cannot_be_printed_is_blamed_on_no_template(logo: str) -> None:
    with pytest.raises(RenderError, match='logo of the handbook "leaflet"') as caught:
        printed(replace(leaflet(WORDS), design=Design(logo=logo)))
    assert caught.value.context == "policykit.yaml: handbooks.leaflet.logo"


def test_a_mistake_of_a_template_is_not_blamed_on_the_logo(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "pdf"
    own.mkdir(parents=True)
    own.joinpath("receipt.typ").write_text("#unknown-name", encoding="utf-8")
    templates = Templates(
        resources.shipped("templates"), own.parent, root=tmp_path, runs_programs=True
    )
    logo = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    with pytest.raises(RenderError) as caught:
        FORMAT.render(replace(leaflet(WORDS), design=Design(logo=logo)), templates)
    assert caught.value.context == "templates/pdf/receipt.typ:1"


def test_a_logo_without_a_name_beside_it_is_described_by_the_title() -> None:
    logo = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    nameless = OrganisationPage("", Prose(), Prose(), ())
    book = replace(leaflet(WORDS), organisation=nameless, design=Design(logo=logo))
    assert ("Figure", "Leaflet") in printed(book).tags()


def test_a_link_that_leads_nowhere_and_a_rule_without_a_name_are_printed() -> None:
    words = Prose((Block(BlockKind.PARAGRAPH, (Span(SpanKind.LINK, ("there",), ""),)),))
    book = leaflet(WORDS)
    rule = replace(book.policies[0].rules[0], anchor="")
    policy = replace(book.policies[0], summary=words, rules=(rule,))
    assert "there" in printed(replace(book, policies=(policy,))).said


PROGRAM = """
import hashlib, sys
from tests.handbook.papers import leaflet, printed
from tests.handbook.test_pdf import WORDS
book = leaflet(WORDS, text="Hej \\U0001f600 du")
sys.stdout.write(hashlib.sha256(printed(book).content).hexdigest())
"""


def test_equal_books_give_equal_bytes_anywhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    marks = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            check=True,
            cwd=tmp_path_factory.mktemp("somewhere"),
            env=scrubbed(os.environ)
            | {
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
                "PYTHONHASHSEED": seed,
                "TZ": zone,
            },
        ).stdout
        for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Los_Angeles"))
    }
    assert len(marks) == 1


def test_without_the_typesetter_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(RenderError) as caught:
        printed(leaflet(WORDS))
    assert caught.value.reference == "pdf-not-installed"
    assert 'pip install "policykit-handbook[pdf]"' in caught.value.hint


def test_pdfua_finds_nothing(paper: Paper, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("pdfua") / "handbook.pdf"
    file.write_bytes(paper.content)
    done = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", str(file)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_all_languages_have_the_words_of_print() -> None:
    for locale in ("en", "sv", "de"):
        words = LOCALES.locale(locale).under("book.")
        assert "{page}" in words["page-of"]
        assert "{pages}" in words["page-of"]
        assert "{page}" in words["page-short"]


def test_books_without_anything_to_say_are_still_whole() -> None:
    bare: Book = replace(
        leaflet(WORDS),
        chapters=(),
        policies=(),
        title="",
        organisation=replace(leaflet(WORDS).organisation, name=""),
    )
    found = printed(bare)
    assert str(found.reader.metadata.title if found.reader.metadata else "") == "leaflet"
    assert found.labels == ["1"]


@pytest.mark.parametrize(("kind", "most"), [("quick-card", 2), ("board", 1), ("managers-pack", 8)])
def test_a_book_of_tables_is_a_sheet_without_a_cover(
    reference: Library, kind: str, most: int
) -> None:
    handbook = HandbookSettings(name="sheet", title="A sheet", template=kind, locales=("en",))
    found = printed(made(reference, handbook=handbook))
    (file,) = FORMAT.render(found.book, TEMPLATES)
    assert pages(file) == len(found.pages) <= most
    assert found.labels[0] == "1"
    assert "A sheet" in found.pages[0]
    titles = [title for title, _ in found.outline]
    assert titles == [" ".join(one.caption.text.split()) for one in found.book.overview]
    assert "Signature" not in found.said
    assert not found.book.policies


def test_customers_get_no_indexes_and_sign_nothing(reference: Library) -> None:
    areas = ("returns", "product-faults")
    handbook = HandbookSettings(name="charter", template="charter", public=True, areas=areas)
    said = printed(made(reference, handbook=handbook)).said
    assert "What we do for you" in said
    for word in ("Signature", "All rules", "Who may decide what", "Glossary"):
        assert word not in said


def test_unchanged_copies_of_all_templates_print_the_same(tmp_path: Path) -> None:
    shipped = resources.shipped("templates")
    (tmp_path / "templates" / "pdf").mkdir(parents=True)
    for each in shipped.joinpath("pdf").iterdir():
        if each.name.endswith(".typ"):
            (tmp_path / "templates" / "pdf" / each.name).write_bytes(each.read_bytes())
    own = Templates(shipped, tmp_path / "templates", root=tmp_path, runs_programs=True)
    book = leaflet(WORDS, text="Take it back.")
    assert FORMAT.render(book, own) == FORMAT.render(book, TEMPLATES)
