from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from policykit.model.book import Inline, Prose, Span, SpanKind
from policykit.model.text import Placeholder
from policykit.rendering import ProseReader, plain
from policykit.rendering.html import href, inline_html, prose_html, values_html
from policykit.rendering.prose import MOST_IN_PARAGRAPH, MOST_IN_TEXT


class Echo:
    """Placeholders become values, links lead to their target, the rest is marked."""

    def placeholder(self, found: Placeholder) -> Inline:
        return Span(SpanKind.VALUE, (".".join(found.names),))

    def link(self, target: str, label: tuple[Inline, ...]) -> Inline:
        return Span(SpanKind.LINK, label, target)

    def odd(self, raw: str) -> Inline:
        return Span(SpanKind.UNRESOLVED, (raw,))


READER = ProseReader()


def read(text: str, language: str = "", *, keep_lines: bool = False) -> Prose:
    return READER.read(text, Echo(), language, keep_lines=keep_lines)


def html(text: str, up: str | None = "../", heading: int = 0) -> str:
    found = plain(read(text))
    assert isinstance(found, dict)
    return str(prose_html(found, up, heading))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words.", "<p>Plain words.</p>"),
        ("", ""),
        ("  \n ", ""),
        ("Pay within {x}.", '<p>Pay within <b class="value">x</b>.</p>'),
        ("Pay *within* {x.total}.", '<p>Pay <em>within</em> <b class="value">x.total</b>.</p>'),
        ("{{x}} stays", "<p>{x} stays</p>"),
        ("\\{x\\} *stays*", "<p>{x} <em>stays</em></p>"),
        ("Odd {x y} here", '<p>Odd <mark class="unresolved">{x y}</mark> here</p>'),
        ("{{7*7}}", "<p>{7*7}</p>"),
        ("`{x}` in code", '<p><code><b class="value">x</b></code> in code</p>'),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("one\ntwo", "<p>one two</p>"),
        ("one\\\ntwo", "<p>one<br>two</p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>'),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ("# Loud", "<p><strong>Loud</strong></p>"),
        ("[t](no-warning)", '<p><a href="../policies/no-warning.html">t</a></p>'),
        ("[t](a.b)", '<p><a href="../policies/a.html#a.b">t</a></p>'),
        (
            "[{x} t](a)",
            '<p><a href="../policies/a.html"><b class="value">x</b> t</a></p>',
        ),
        (
            "[t](https://a.example/?q=1&r=2)",
            '<p><a href="https://a.example/?q=1&amp;r=2" rel="noopener noreferrer">t</a></p>',
        ),
        ("<https://a.example>", "<p>&lt;https://a.example&gt;</p>"),
        ("![x](https://a.example/i.png)", None),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[a][b]\n\n[b]: https://x.example", None),
    ],
)
def test_texts(text: str, expected: str | None) -> None:
    made = html(text)
    if expected is not None:
        assert made == expected
    for dangerous in ("<img", "<script", "javascript:"):
        assert dangerous not in made


def test_line_breaks_are_kept_where_they_count() -> None:
    found = plain(read("Hello {x},\nwe are here.\n", keep_lines=True))
    assert isinstance(found, dict)
    assert str(prose_html(found)) == '<p>Hello <b class="value">x</b>,<br>we are here.</p>'


def test_headings_start_where_the_page_wants_them() -> None:
    assert html("# A\n\n## B", heading=2) == "<h2>A</h2><h3>B</h3>"
    assert html("###### A", heading=4) == "<h6>A</h6>"


def test_another_language_is_marked() -> None:
    found = plain(read("Hej", "sv"))
    assert isinstance(found, dict)
    assert str(prose_html(found)) == '<div lang="sv" class="foreign"><p>Hej</p></div>'
    assert str(inline_html(found)) == '<span lang="sv" class="foreign">Hej</span>'


def test_inline_text_has_no_blocks() -> None:
    found = plain(read("a\n\n- b\n- *c*"))
    assert isinstance(found, dict)
    assert str(inline_html(found)) == "a<br>b<br><em>c</em>"
    assert str(values_html([found, {"blocks": [], "language": ""}])) == "a<br>b<br><em>c</em>, "
    assert values_html([]) == ""


@pytest.mark.parametrize(
    ("anchor", "up", "expected"),
    [
        ("returns", "", "policies/returns.html"),
        ("returns.a.b", "../", "../policies/returns.html#returns.a.b"),
        ("returns:rules", "../", "../policies/returns.html#returns:rules"),
        ("returns.a", None, "#returns.a"),
    ],
)
def test_addresses(anchor: str, up: str | None, expected: str) -> None:
    assert href(anchor, up) == expected


LIVE = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert%281%29)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example/a)",
    "[x](vbscript:x)",
    '[x](https://a.example/" onmouseover="alert(1))',
    "[x](https://a.example\u202e)",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "`<script>`",
    "    <script>alert(1)</script>",
    "```html\n<script>\n```",
    "&lt;script&gt;",
    "&#x3c;script&#x3e;",
    "{{ config }} {% raw %} ${7*7} #{7*7} <%= 7*7 %>",
]


@pytest.mark.parametrize("text", LIVE)
def test_nothing_comes_alive(text: str) -> None:
    from html.parser import HTMLParser

    seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    class Look(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, attrs))

    Look().feed(html(text))
    for tag, attributes in seen:
        assert tag in {"p", "a", "b", "code", "pre", "mark", "em", "strong"}
        for name, value in attributes:
            assert name in {"href", "rel", "class", "title"}
            if name == "href":
                assert value is not None
                assert value.startswith(("https://", "../policies/"))


@given(st.text(alphabet=st.sampled_from("ab {}*_<>&\\\n-#.!\"'"), max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    said = read(text).text
    assert [said.count(letter) for letter in "ab"] == [text.count(letter) for letter in "ab"]


@given(st.text(alphabet=st.sampled_from("ab {}*_[]()<>&`\\\n-#.!\"'"), max_size=60))
def test_any_text_is_read_the_same_twice(text: str) -> None:
    assert html(text) == html(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 400_000,
        "[" * MOST_IN_TEXT,
        "[" * MOST_IN_PARAGRAPH,
        ("[" * (MOST_IN_PARAGRAPH - 10) + "\n\n") * 3,
        "![" * 200_000,
        "{[" * 200_000,
        "*a " * 3_300 + "a*" * 3_300,
        "**a_" * 100_000,
    ],
    ids=lambda text: f"{len(text)} of {text[:4]}",
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    assert read(text)
    # Twenty times what it takes here; without a bound the first alone takes twenty seconds.
    assert time.process_time() - begun < 5


def test_a_paragraph_of_any_length_keeps_its_words() -> None:
    short = "*yes* {x} "
    text = f"- {short}\n\n{short * (MOST_IN_PARAGRAPH // len(short) + 1)}\n\n{short}"
    made = html(text)
    assert made.startswith('<ul><li><p><em>yes</em> <b class="value">x</b></p></li></ul><p>*yes*')
    assert made.endswith('<p><em>yes</em> <b class="value">x</b></p>')
    assert made.count('*yes* <b class="value">x</b>') == MOST_IN_PARAGRAPH // len(short) + 1


def test_a_text_of_any_length_keeps_its_words() -> None:
    text = "- *no*\n" * (MOST_IN_TEXT // 7 + 1)
    assert read(text).text.split() == text.split()


@pytest.mark.parametrize("depth", [5, 20, 21, 500, 3_000])
def test_spans_in_spans_keep_their_words(depth: int) -> None:
    found = read("*a " * depth + "x" + " a*" * depth)
    assert found.text.split() == [*("a" * depth), "x", *("a" * depth)]
    made = html("*a " * depth + "x" + " a*" * depth)
    assert made.count("<em>") == made.count("</em>") == min(depth, 20)
