"""Policy text stays text in every report of changes: no markup, command or terminal code."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from xml.parsers import expat

import jsonschema
import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt
from tests.handbook.pages import Page
from tests.report.changed import COMPARISON, ENDINGS, NO_QUESTIONS, WITHDRAWAL, shown
from tests.report.test_changes import SCHEMA
from tests.report.test_injection import PAYLOADS, visible_length

from policykit.model.change import (
    Acceptance,
    Comparison,
    Endpoint,
    FloorTouched,
    Line,
    Piece,
    PieceKind,
    PolicyComparison,
    Side,
    VersionVerdict,
)
from policykit.model.position import Location
from policykit.report.formats import Style
from policykit.report.markdown.changes import MARKER, MOST_CHARACTERS, document
from policykit.report.markdown.plain import in_html
from policykit.report.markdown.redline import redlined

OUR_TAGS = re.compile(rf"</?(?:details|summary|code|b)>|<br>|{MARKER}|\n")


def poisoned(text: str) -> Comparison:
    """A comparison with a text everywhere a policy, a path, a record or a commit can put one."""
    place = Location(f"policies/{text}.yaml", None, ("statements", text))
    side = Side(text, place)
    accepted = Acceptance(text, text, text, text)
    pieces = tuple(Piece(kind, text) for kind in (*PieceKind, *reversed(PieceKind)))
    change = replace(
        WITHDRAWAL,
        policy=text,
        policy_title=text,
        item_kind=text,
        item=text,
        title=text,
        message=text,
        before=side,
        after=side,
        where=text,
        regions=(text,),
        floors=(FloorTouched(text, text, text, text, (text,), crossed=True),),
        roles=(text,),
        retrain=(text,),
        fingerprint=text,
    )
    changes = (
        change,
        replace(change, redline=pieces, after=None),
        replace(change, before=None, accepted=accepted),
        replace(change, accepted=replace(accepted, stale=True)),
        replace(NO_QUESTIONS, editorial=True, title=text, message=text, redline=pieces),
    )
    policy = PolicyComparison(
        policy=text,
        title=text,
        path=place.path,
        owner=text,
        status=text,
        version_before=text,
        version_after=f"{text}.",
        verdict=VersionVerdict.TOO_SMALL,
        void=(text,),
        retrain=(text,),
        changes=changes,
        lines=(Line(text, text, text, text, pieces, heading=2),),
    )
    end = Endpoint(text, text, text, text, text)
    return Comparison(
        before=end,
        after=end,
        policies=(policy,),
        around=changes,
        accepted_in_vain=(accepted,),
        unread=((text, text),),
        notes=(text,),
        titles={"roles": {text: text}, "regions": {text: text}},
        name=text,
    )


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
@pytest.mark.parametrize("everything", [False, True], ids=["usual", "everything"])
@pytest.mark.parametrize("name", ENDINGS)
def test_nothing_in_a_report_acts_on_a_terminal_or_a_server(
    name: str, payload: str, *, everything: bool
) -> None:
    text = shown(name, poisoned(payload), Style(width=44, everything=everything))
    text.encode()
    assert visible_length(text) == ""
    assert not re.search(r"##\w*\[", text)
    own = re.compile(r"::(error|warning|notice) [^:]*::") if name == "github" else None
    for line in text.splitlines():
        assert not line.lstrip().startswith("::") or (own and own.match(line)), line


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_commands_are_as_many_as_changes(payload: str) -> None:
    text = shown("github", poisoned(payload), Style(everything=True))
    assert len(text.splitlines()) == 8


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_page_has_the_elements_it_has_with_harmless_text(payload: str) -> None:
    def elements(text: str) -> list[str]:
        return re.findall(r"<(/?\w+)", text)

    text = shown("html", poisoned(payload))
    page = Page(text)
    assert elements(text) == elements(shown("html", poisoned("harmless")))
    assert (page.problems, page.handlers, page.loads) == ([], [], ["data:,"])
    assert all(link.startswith("#") for link in page.links)
    assert "49" not in page.said
    for names in re.findall(r'data-(?:effects|roles)="(.*?)"', text):
        assert len(json.loads(unescape(names))) >= 1


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_comment_holds_no_markup_but_ours(payload: str) -> None:
    text = shown("markdown", poisoned(payload))
    read = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    kinds: list[list[str]] = []
    for each in (text, shown("markdown", poisoned("harmless"))):
        tokens = read.parse(each)
        every = [*tokens, *(child for token in tokens for child in token.children or [])]
        kinds.append([token.type for token in every if token.type not in {"text", "text_special"}])
        for token in every:
            if token.type == "html_inline":
                assert OUR_TAGS.sub("", token.content) == ""
            if token.type == "html_block":
                assert "<" not in OUR_TAGS.sub("", token.content)
        assert not re.search(r"[@#!]\w|https?://|www\.", re.sub(r"&#\d+;", " ", each))
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_json_and_xml_stay_what_they_are(payload: str) -> None:
    text = shown("json", poisoned(payload))
    assert text.isascii()
    body = json.loads(text)
    jsonschema.Draft202012Validator(_lenient()).validate(body)
    if "\ud800" not in payload:
        assert body["changes"][1]["redline"][0]["text"] == payload
    tags: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, _: tags.append(tag)
    parser.Parse(shown("junit", poisoned(payload)).encode(), True)
    assert tags.count("testcase") == 11


def _lenient() -> dict[str, object]:
    """The schema without the patterns that git, not an author, answers for."""
    found: dict[str, object] = json.loads(
        json.dumps(SCHEMA).replace('"pattern": "^[0-9a-f]*$", ', "")
    )
    return found


@settings(max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PieceKind),
            st.lists(
                st.sampled_from([*"ab `*_[](){}#+-.!|~<>&:/@\\\"'^1\n", "www.", "~~", "**"])
            ).map("".join),
        ),
        max_size=5,
    )
)
def test_a_redline_is_read_as_it_stands(pieces: list[tuple[PieceKind, str]]) -> None:
    """Rendered as GitHub would, each piece gives itself back, struck, bold or plain."""
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    whole = tuple(Piece(kind, text) for kind, text in pieces)
    said = rendered.renderInline(f"x {redlined(whole)}")
    for tag, kind in (("s", PieceKind.REMOVED), ("strong", PieceKind.ADDED)):
        found = re.findall(f"<{tag}>(.*?)</{tag}>", said)
        assert [_plain(each) for each in found] == [
            " ".join(piece.text.split())
            for piece in whole
            if piece.kind is kind and piece.text.strip()
        ]
    letters = re.sub(r"</?(?:s|strong)>", "", said)
    assert "<" not in letters
    assert re.sub(r"\s", "", _plain(letters)) == re.sub(
        r"\s", "", "x" + "".join(piece.text for piece in whole)
    )


def _plain(text: str) -> str:
    return unescape(text).replace("\u200b", "")


@pytest.mark.parametrize(
    "text",
    ["@shop/owners", "#12", "!7", "a@b.example", "https://a.example", "www.a", "<b>x</b>", "it's"],
)
def test_a_title_in_an_element_mentions_nobody_and_is_no_element(text: str) -> None:
    told = in_html(text)
    assert "<" not in told
    assert text[:1] in "<i" or text not in unescape(told)
    assert unescape(told).replace("\u200b", "") == text


def many(policies: int, each: int, length: int) -> Comparison:
    """So many changes with so long a text; the last is the one that crosses the law."""
    mild = replace(NO_QUESTIONS, redline=(Piece(PieceKind.ADDED, "x" * length),), floors=())
    found = [
        replace(COMPARISON.policies[0], title=f"Policy {nth}", changes=(mild,) * each, lines=())
        for nth in range(policies)
    ]
    return replace(COMPARISON, policies=tuple(found))


@pytest.mark.parametrize(("policies", "each"), [(1, 1), (1, 2_000), (900, 3)], ids=str)
def test_a_comment_keeps_within_its_limit_and_counts_the_others(policies: int, each: int) -> None:
    comparison = many(policies, each, 200)
    text = shown("markdown", comparison)
    assert len(text) <= MOST_CHARACTERS
    assert text.startswith(MARKER)
    assert text.count("<details") == text.count("</details>")
    told = text.count("\n- **Take goods back without questions**: ")
    assert (told == policies * each) is (" tells them all" not in text)


@settings(max_examples=40)
@given(st.integers(2_000, 30_000), st.integers(1, 40), st.integers(1, 8), st.integers(1, 5_000))
def test_any_limit_holds(limit: int, policies: int, each: int, length: int) -> None:
    text = document(many(policies, each, length), limit)
    assert len(text) <= limit
    assert text.count("<details") == text.count("</details>")


@pytest.mark.parametrize("name", ENDINGS)
def test_texts_without_end_are_no_burden(name: str) -> None:
    text = shown(name, poisoned("word " * 5_000 + "w" * 20_000))
    assert name != "markdown" or len(text) <= MOST_CHARACTERS
