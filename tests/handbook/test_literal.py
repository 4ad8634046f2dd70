"""Whatever authors type stands there as they typed it, in every format, and is nothing more."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader
from tests.handbook.hostile_files import Hostile, said_by
from tests.handbook.word import Word, said
from tests.support.program import run_afresh

from policykit.handbook.making import format_names

HANDBOOKS = ("staff", "charter", "managers-pack", "quick-card", "board")
_UNSEEN = re.compile("[\\s\u00ad\u200b\u2060\ufeff\u00b7]")


@dataclass(frozen=True)
class Made:
    """The repository, the folder around everything, and what was rendered."""

    hostile: Hostile
    folder: Path
    output: Path

    def files(self, ending: str) -> list[Path]:
        return sorted(self.output.rglob(f"*.{ending}"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("literal")
    hostile = Hostile(folder / "repository")
    before = _listing(folder)
    formats = [word for name in format_names() for word in ("--format", name)]
    output = folder / "out"
    done = run_afresh(
        hostile.root, "render", *HANDBOOKS, *formats, "--locale", "en", "--output", str(output)
    )
    assert done.exit_code == 0, done.stdout + done.stderr
    after = {path for path in _listing(folder) if not path.startswith("out/")}
    assert after - {"out"} == before
    return Made(hostile, folder, output)


def _listing(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if "__pycache__" not in path.parts
    }


class Words(HTMLParser):
    """The words of a page, and what a browser would do with it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.apart: list[str] = []
        self.data: list[str] = []
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self._inside = "data" if ("type", "application/json") in attrs else tag
        self.tags.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        inside = {"": self.words, "data": self.data}.get(self._inside, self.apart)
        inside.append(data)


def _plain(text: str) -> str:
    return _UNSEEN.sub("", text)


def _on_paper(text: str) -> str:
    """Without what breaks lines, and without codes of what no font has."""
    return re.sub(r"U\+(?:200B|2060|FEFF)|[-\u2010]", "", _plain(text))


def _demand_literal(
    made: Made, text: str, squeeze: Callable[[str], str] = _plain, *, least: float
) -> None:
    """Every text that is found whole is the one that was typed; `least` is which share is found."""
    found = said_by(text, squeeze)
    wrong = {
        number: told
        for number, told in found.items()
        if told.isdisjoint(map(squeeze, made.hostile.printed[number]))
    }
    assert not wrong
    first = made.hostile.of_organisation
    of_policies = [number for number in made.hostile.printed if number > first]
    assert len([number for number in found if number > first]) >= least * len(of_policies)


HEAD_OF_PAGES = re.compile(r'content: "(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*"')


def test_web_pages_hold_the_very_words_and_nothing_that_runs(made: Made) -> None:
    told: list[str] = []
    for path in made.files("html"):
        page = Words(path.read_text(encoding="utf-8"))
        told.append("".join(page.words))
        assert not set(page.tags) & {"iframe", "object", "embed", "base", "frame"}
        assert not [name for _, name, _ in page.attributes if name.startswith("on")]
        for tag, name, value in page.attributes:
            if name in {"href", "src", "action"}:
                assert not re.match(r"\s*(?:javascript|vbscript|data:text)", value, re.IGNORECASE)
                assert "evil" not in value
            if tag in {"script", "img", "link"} and name in {"src", "href"}:
                assert not re.match(r"(?:[a-z]+:)?//", value), value
        # Heads of printed pages hold the title: in letters, digits and codes, which end no text.
        apart = [HEAD_OF_PAGES.sub("", part) for part in page.apart]
        assert not [part for part in apart if re.search(r"q\d+q", part)]
        # What is searched is data to the browser, and nothing in it can end it.
        assert not [part for part in page.data if "<" in part or not json.loads(part)["groups"]]
    _demand_literal(made, "\n".join(told), least=0.85)


def test_paper_holds_the_very_words_and_no_foreign_link(made: Made) -> None:
    for name in HANDBOOKS:
        (path,) = (path for path in made.files("pdf") if path.name.startswith(name))
        reader = PdfReader(io.BytesIO(path.read_bytes()))
        text = "\n".join(page.extract_text() for page in reader.pages)
        least = 0.8 if name == "staff" else 0.01
        _demand_literal(made, text, _on_paper, least=least)
        for page in reader.pages:
            for note in page.get("/Annots", []):
                action = note.get_object().get("/A", {})
                assert str(action.get("/S", "/GoTo")) in {"/GoTo", "/URI"}
                assert "evil" not in str(action.get("/URI", ""))
        with pikepdf.open(path) as opened:
            assert "/OpenAction" not in opened.Root
            assert "/JavaScript" not in opened.Root.get("/Names", {})


def test_word_documents_hold_the_very_words_and_no_field_of_theirs(made: Made) -> None:
    for path in made.files("docx"):
        word = Word(path.read_bytes())
        text = "\n".join(said(each) for each in word.body.iter() if each.tag.endswith("}p"))
        least = 0.85 if path.name.startswith("staff") else 0.01
        _demand_literal(made, text, least=least)
        told = [
            each.text or ""
            for part in word.parts.values()
            for each in part.iter()
            if each.tag.endswith("}instrText") or each.get("instr")
        ]
        assert not [code for code in told if re.search(r"DDE|INCLUDE|q\d+q", code)]
        assert not [target for target, _ in word.relations.values() if "evil" in target]


def test_markdown_holds_the_very_words_and_no_markup_of_theirs(made: Made) -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    kinds = {"text", "text_special", "code_inline", "code_block", "fence"}
    for path in made.files("md"):
        tokens = list(_flat(reader.parse(path.read_text(encoding="utf-8"))))
        text = "".join(token.content for token in tokens if token.type in kinds)
        _demand_literal(made, text, least=0.85 if path.name.startswith("staff") else 0.01)
        html = {token.content for token in tokens if token.type.startswith("html")}
        assert all(re.fullmatch(r'</a>|<a id="[a-z0-9.:-]+">', each) for each in html)
        links = {str(token.attrGet("href")) for token in tokens if token.type == "link_open"}
        assert not [link for link in links if "evil" in link or "script" in link.split(":")[0]]
        assert "image" not in {token.type for token in tokens}


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])
