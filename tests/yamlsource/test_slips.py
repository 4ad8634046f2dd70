"""Every slip of an author: its code, its exact place, the mended line and what is still read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.yamlsource.support import PARSERS, assert_consistent, read_text, start_of

from policykit.model.document import Json
from policykit.yamlsource.parsers import ParserName


@dataclass(frozen=True)
class Slip:
    """A text, and for each finding its code, line, column and mended line."""

    text: str
    expected: tuple[tuple[str, int, int, str], ...]
    data: Json


def one(text: str, code: str, line: int, column: int, mended: str, data: Json) -> Slip:
    return Slip(text, ((code, line, column, mended),), data)


SLIPS = {
    # a colon in a text
    "colon in value": one(
        "id: a\nmust: Say this: be kind.\nowner: b\n", "YML050", 2, 15,
        'must: "Say this: be kind."', {"id": "a", "must": "Say this: be kind.", "owner": "b"},
    ),
    "colon in item": one(
        "say:\n  - Say this: be: kind\n", "YML050", 2, 17,
        '  - "Say this: be: kind"', {"say": ["Say this: be: kind"]},
    ),
    "colon before a comment": one(
        "must: Say this: be kind. # soon\n", "YML050", 1, 15,
        'must: "Say this: be kind." # soon', {"must": "Say this: be kind."},
    ),
    "colon before a list": one(
        "must: Ask for:\n  - the receipt\n", "YML050", 1, 14, "", {"must": "Ask for"},
    ),
    "colon on a second line": one(
        "must: Say this and\n  that thing: be kind.\n", "YML050", 2, 13, "",
        {"must": "Say this and that thing"},
    ),
    "colon in short form": one(
        "a: {say: yes: no}\n", "YML050", 1, 13, 'a: {say: "yes: no"}', {"a": {"say": "yes: no"}},
    ),
    "colon with quotes inside": one(
        'must: Say "hello": always.\n', "YML050", 1, 18,
        "must: 'Say \"hello\": always.'", {"must": 'Say "hello": always.'},
    ),
    # special characters at the start
    "brace": one(
        "t:\n  must: {answer-in} is the limit.\nb: 1\n", "YML051", 2, 9,
        '  must: "{answer-in} is the limit."', {"t": {"must": "{answer-in} is the limit."}, "b": 1},
    ),
    "link": one(
        "must: [a threat](no-warning) ends it.\n", "YML051", 1, 7,
        'must: "[a threat](no-warning) ends it."', {"must": "[a threat](no-warning) ends it."},
    ),
    "star": one("a: *Always* ask\nb: 1\n", "YML051", 1, 4, 'a: "*Always* ask"',
                {"a": "*Always* ask", "b": 1}),
    "ampersand": one("a: & more\n", "YML051", 1, 4, 'a: "& more"', {"a": "& more"}),
    "percent": one("a: % more\n", "YML051", 1, 4, 'a: "% more"', {"a": "% more"}),
    "at": one("- x\n", "YML011", 1, 1, "", None),
    "handle": one("a:\n  - @shop\n", "YML051", 2, 5, '  - "@shop"', {"a": ["@shop"]}),
    "backtick": one("a: `x`\n", "YML051", 1, 4, 'a: "`x`"', {"a": "`x`"}),
    "greater than": one("a: > 5 days\n", "YML051", 1, 4, 'a: "> 5 days"', {"a": "> 5 days"}),
    "bar": one("a: | x\n", "YML051", 1, 4, 'a: "| x"', {"a": "| x"}),
    "comma": one("a: , x\n", "YML051", 1, 4, 'a: ", x"', {"a": ", x"}),
    "question": one("a: ? x\n", "YML051", 1, 4, 'a: "? x"', {"a": "? x"}),
    # quotes
    "text after quote": one(
        'a: "Hello" he said\nb: 1\n', "YML052", 1, 11, "a: '\"Hello\" he said'",
        {"a": '"Hello" he said', "b": 1},
    ),
    "quotes inside quotes": one(
        'a: "Say "hello" first"\n', "YML052", 1, 10, "a: 'Say \"hello\" first'",
        {"a": 'Say "hello" first'},
    ),
    "apostrophe": one("a: 'Don't do it'\nb: 1\n", "YML052", 1, 9, 'a: "Don\'t do it"',
                      {"a": "Don't do it", "b": 1}),
    "apostrophe, not closed": one("a: 'Don't do it\nb: 1\n", "YML052", 1, 9, 'a: "Don\'t do it"',
                                  {"a": "Don't do it", "b": 1}),
    "unclosed to the end": one(
        'a: "Hello\nb: 1\nc: 2\n', "YML056", 1, 4, 'a: "Hello"', {"a": "Hello", "b": 1, "c": 2},
    ),
    "unclosed to the next quote": one(
        'a: "Hello\nb: 1\nc: "x"\nd: 1\n', "YML056", 1, 4, 'a: "Hello"',
        {"a": "Hello", "b": 1, "c": "x", "d": 1},
    ),
    "unclosed in a list": one(
        'a:\n  - "Hello\n  - "you"\nd: 1\n', "YML056", 2, 5, '  - "Hello"',
        {"a": ["Hello", "you"], "d": 1},
    ),
    "unclosed in short form": one(
        'a: ["x, y]\nb: "z"\n', "YML056", 1, 5, 'a: ["x", y]', {"a": ["x", "y"], "b": "z"},
    ),
    "word quotes": one(
        "a: “Hello: you”\n", "YML057", 1, 4, 'a: "Hello: you"', {"a": "Hello: you"},
    ),
    "word quotes around a word": one(
        "limit: “4711”\n", "YML057", 1, 8, 'limit: "4711"', {"limit": "“4711”"},
    ),
    "word quotes around a key": one("“a”: b\n", "YML057", 1, 1, '"a": b', {"“a”": "b"}),
    "word quotes around a sentence": Slip("a: “Hello you”\n", (), {"a": "“Hello you”"}),
    # tabs
    "tab as indent": one("a:\n\tb: 1\n", "YML053", 2, 1, "  b: 1", {"a": {"b": 1}}),
    "tab as deeper indent": one("a:\n  b:\n\t\tc: 2\n", "YML053", 3, 1, "    c: 2",
                                {"a": {"b": {"c": 2}}}),
    "tab behind a colon": one("a:\tb\n", "YML053", 1, 3, "a: b", {"a": "b"}),
    "tab at the end": one("a: b\t\nc: d\n", "YML053", 1, 5, "a: b", {"a": "b", "c": "d"}),
    "tab inside a text": one("a: b\tc\n", "YML053", 1, 5, "a: b c", {"a": "b c"}),
    "tab inside quotes": Slip('a: "b\tc"\n', (), {"a": "b\tc"}),
    # missing spaces
    "no space after colon": one(
        "id: r\ntitle:Returns\nstatus: x\n", "YML054", 2, 6, "title: Returns",
        {"id": "r", "title": "Returns", "status": "x"},
    ),
    "no space after the first colon": one(
        "title:Returns\nid: x\n", "YML054", 1, 6, "title: Returns", {"title": "Returns", "id": "x"},
    ),
    "no space after an inner colon": one(
        "a:\n  b:1\n  c: 2\n", "YML054", 2, 4, "  b: 1", {"a": {"b": 1, "c": 2}},
    ),
    "no space in short form": one("a: {b:1, c: 2}\n", "YML054", 1, 5, "a: {b: 1, c: 2}",
                                  {"a": {"b:1": None, "c": 2}}),
    "no space after dash": one(
        "a:\n  - x\n  -y\n", "YML055", 3, 3, "  - y", {"a": ["x", "y"]},
    ),
    "no space after any dash": one("a:\n  -x\n  -y\n", "YML055", 2, 3, "  - x", {"a": "-x -y"}),
    "no space after the first dash": one("a:\n  -x\n  - y\n", "YML055", 2, 3, "  - x",
                                         {"a": "-x - y"}),
    "no space after dash before a key": one(
        "a:\n  - id: x\n    b: 2\n  -id: y\n    b: 3\n", "YML055", 4, 3, "  - id: y",
        {"a": [{"id": "x", "b": 2}, {"id": "y", "b": 3}]},
    ),
    "no space after the only dash": one("a:\n  -id: x\n", "YML055", 2, 3, "  - id: x",
                                        {"a": {"-id": "x"}}),
    # indentation
    "item too far out": one("a:\n  - x\n - y\n", "YML058", 3, 2, "  - y", {"a": ["x", "y"]}),
    "item too far in": one("a:\n  - x\n   - y\n", "YML043", 3, 4, "  - y", {"a": ["x - y"]}),
    "item too far in behind keys": one(
        "a:\n    - id: x\n      b: 1\n     - id: y\n", "YML058", 4, 6, "    - id: y",
        {"a": [{"id": "x", "b": 1}, {"id": "y"}]},
    ),
    "key too far out": one(
        "a:\n  - id: x\n    b: y\n   c: z\n", "YML058", 4, 4, "    c: z",
        {"a": [{"id": "x", "b": "y", "c": "z"}]},
    ),
    "key too far in": one(
        "a:\n  - id: x\n    b: y\n     c: z\n", "YML058", 4, 6, "    c: z",
        {"a": [{"id": "x", "b": "y", "c": "z"}]},
    ),
    "second line too far in": one("id: x\n title: y\n", "YML058", 2, 2, "title: y",
                                  {"id": "x", "title": "y"}),
    "first line too far in": one(" id: x\ntitle: y\n", "YML058", 1, 1, "id: x",
                                 {"id": "x", "title": "y"}),
    "key between two levels": one("a:\n  b:\n    c: 1\n   d: 2\n", "YML058", 4, 4, "    d: 2",
                                  {"a": {"b": {"c": 1, "d": 2}}}),
    # short form
    "question mark": one("a: {text: Is it ok?, b: 1}\n", "YML059", 1, 19,
                         'a: {text: "Is it ok?", b: 1}', {"a": {"text": "Is it ok?", "b": 1}}),
    "placeholder in short form": one(
        "a: {text: Answer in {answer-in} now, b: 1}\n", "YML059", 1, 21,
        'a: {text: "Answer in {answer-in} now", b: 1}',
        {"a": {"text": "Answer in {answer-in} now", "b": 1}},
    ),
    "placeholder in a short list": one("a: [in {x} now, b]\n", "YML059", 1, 8,
                                       'a: ["in {x} now", b]', {"a": ["in {x} now", "b"]}),
    "unclosed list": one("a: [x, y\nb: 1\n", "YML060", 1, 4, "a: [x, y]",
                         {"a": ["x", "y"], "b": 1}),
    "unclosed braces": one("a: {x: y\nb: 1\n", "YML060", 1, 4, "a: {x: y}",
                           {"a": {"x": "y"}, "b": 1}),
    "wrong bracket": one("a: {x: y]\nb: 1\n", "YML060", 1, 9, "a: {x: y}",
                         {"a": {"x": "y"}, "b": 1}),
    # no colon at all
    "no colon": one("a: 1\ntitle Returns\nb: 2\n", "YML061", 2, 1, "title: Returns",
                    {"a": 1, "title": "Returns", "b": 2}),
    "text at the left edge": one("a: Ask first\nand then do it\nb: 2\n", "YML061", 2, 1, "  and then do it",
                                 {"a": "Ask first and then do it", "b": 2}),
    # escapes
    "windows path": one('a: "C:\\Users"\nb: 1\n', "YML062", 1, 7, 'a: "C:\\\\Users"',
                        {"a": "C:\\Users", "b": 1}),
    "unknown escape": one('a: "\\c"\n', "YML062", 1, 5, 'a: "\\\\c"', {"a": "\\c"}),
    "escape beyond all characters": one('a: "\\U00110000"\n', "YML062", 1, 5, "", {}),
    "list beside key": one("a: - x\n", "YML063", 1, 4, "", {}),
    # silently wrong
    "cut by a comma": one("a: {b: No, really}\n", "YML040", 1, 12, 'a: {b: "No, really"}',
                          {"a": {"b": "No", "really": None}}),
    "cut by two commas": one(
        "a: {b: No, really, truly, c: 1}\n", "YML040", 1, 12, 'a: {b: "No, really, truly", c: 1}',
        {"a": {"b": "No", "really": None, "truly": None, "c": 1}},
    ),
    "braces for a list": one("a: {b, c}\n", "YML040", 1, 5, "a: [b, c]",
                             {"a": {"b": None, "c": None}}),
    "empty on purpose": Slip("a: {b: , c: 1}\n", (), {"a": {"b": None, "c": 1}}),
    "comment cuts": one("must: Use form #12 now\n", "YML041", 1, 16, 'must: "Use form #12 now"',
                        {"must": "Use form"}),
    "comment cuts all": one("article: #4711\n", "YML041", 1, 10, 'article: "#4711"',
                            {"article": None}),
    "comment cuts an item": one("a:\n  - form #12\n", "YML041", 2, 10, '  - "form #12"',
                                {"a": ["form"]}),
    "comment with a space": Slip("must: Use form # 12 now\n", (), {"must": "Use form"}),
    "comment behind a list": Slip("a: [b] #12\n", (), {"a": ["b"]}),
    "comment behind a quote": Slip('a: "b" #12\n', (), {"a": "b"}),
    "comment above a block": Slip("a: #12\n  b: 1\n", (), {"a": {"b": 1}}),
    "suppression": Slip("a: b #policykit: ignore[RSP001] known\n", (), {"a": "b"}),
    "comment inside a text": one("must: Use\n  # twelve\n  now\n", "YML041", 2, 3, "",
                                 {"must": "Use"}),
    "name in braces": one("limit: {goodwill}\n", "YML042", 1, 9, "limit: goodwill",
                          {"limit": {"goodwill": None}}),
    "name in braces in a list": one("say:\n  - {name}\n", "YML042", 2, 6, '  - "{name}"',
                                    {"say": [{"name": None}]}),
    "name in braces in short form": one("a: {text: {x}}\n", "YML042", 1, 12, 'a: {text: "{x}"}',
                                        {"a": {"text": {"x": None}}}),
    "name in two braces": one("a: {{x}}\n", "YML031", 1, 5, 'a: "{{x}}"', {"a": {}}),
    "list in text": one("must: Ask for\n  - the receipt\n  - the card\n", "YML043", 2, 3, "",
                        {"must": "Ask for - the receipt - the card"}),
    "trailing zero": one("a: 1.10\n", "YML044", 1, 4, 'a: "1.10"', {"a": "1.10"}),
    "leading zero": one("a: [010, 7]\n", "YML044", 1, 5, 'a: ["010", 7]', {"a": ["010", 7]}),
    "phone number": one("a: +46701234567\n", "YML044", 1, 4, 'a: "+46701234567"',
                        {"a": "+46701234567"}),
    "digest": one("a: 12e4567\n", "YML045", 1, 4, 'a: "12e4567"', {"a": "12e4567"}),
    "long number": one("a: 1234567890123456\n", "YML045", 1, 4, 'a: "1234567890123456"',
                       {"a": "1234567890123456"}),
    # refused notation
    "anchor": one("a: &co more\n", "YML020", 1, 4, 'a: "&co more"', {"a": "more"}),
    "alias": one("a: *b\n", "YML021", 1, 4, 'a: "*b"', {"a": "*b"}),
    "merge key": one("a:\n  <<: {b: 1}\n", "YML022", 2, 3, "", {"a": {"<<": {"b": 1}}}),
    "tag": one("a: !str more\n", "YML023", 1, 4, 'a: "!str more"', {"a": "more"}),
    "directive": one("# x\n%YAML 1.1\n---\na: 1\n", "YML024", 2, 1, "", {"a": 1}),
    "unknown directive": one("%SHOP 1\n---\na: 1\n", "YML024", 1, 1, "", {"a": 1}),
    "second document": one("a: 1\n---\nb: 2\n", "YML012", 2, 1, "", {"a": 1}),
    "second document behind dots": one("a: 1\n...\nb: 2\n", "YML012", 3, 1, "", {"a": 1}),
    # keys
    "duplicate": one("a: 1\nb: 2\na: {c: [3]}\nd: 4\n", "YML030", 3, 1, "",
                     {"a": 1, "b": 2, "d": 4}),
    "duplicate in short form": one("a: {b: 1, 'b': 2}\n", "YML030", 1, 11, "", {"a": {"b": 1}}),
    "number as key": one("2026: x\n", "YML031", 1, 1, '"2026": x', {"2026": "x"}),
    "true as key": one("true: x\n", "YML031", 1, 1, '"true": x', {"true": "x"}),
    "nothing as key": one("~: x\n", "YML031", 1, 1, '"~": x', {"~": "x"}),
    "colon without a key": one("a: 1\n: x\n", "YML069", 2, 1, "", {"a": 1}),
    "list as key": one("a: 1\n[b]: x\nc: 2\n", "YML031", 2, 1, "", {"a": 1, "c": 2}),
    "no as key": Slip("no: x\non: y\n", (), {"no": "x", "on": "y"}),
    "long key": one(f"a: 1\n{'k' * 129}: 2\n", "YML032", 2, 1, "", {"a": 1, "k" * 129: 2}),
    "longest key": Slip(f"{'k' * 128}: 2\n", (), {"k" * 128: 2}),
    "endless key": one(f"a: 1\n{'k' * 1100}: 2\n", "YML032", 2, 1, "", {"a": 1}),
    # several in one run
    "three in one file": Slip(
        "id:a\nmust: Say: hello\nhow: 'Don't'\nend: 1\n",
        (
            ("YML054", 1, 3, "id: a"),
            ("YML050", 2, 10, 'must: "Say: hello"'),
            ("YML052", 3, 11, 'how: "Don\'t"'),
        ),
        {"id": "a", "must": "Say: hello", "how": "Don't", "end": 1},
    ),
    "windows line ends": one(
        "id: a\r\nmust: Say: hello\r\nend: 1\r\n", "YML050", 2, 10, 'must: "Say: hello"',
        {"id": "a", "must": "Say: hello", "end": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_slip(slip: Slip, parser: ParserName) -> None:
    document, problems = read_text(slip.text, parser)
    found = tuple(
        (problem.code, *start_of(document, problem), problem.mended) for problem in problems
    )
    assert found == slip.expected
    assert document.data == slip.data
    assert_consistent(document)


@pytest.mark.parametrize("name", sorted(SLIPS))
def test_mended_line_is_sound(name: str) -> None:
    """Putting in the mended lines leaves nothing to say about those lines."""
    slip = SLIPS[name]
    lines = slip.text.split("\n")
    for _, line, _, mended in slip.expected:
        if mended:
            lines[line - 1] = mended
    if not all(mended for *_, mended in slip.expected):
        return
    if name in {"no space after any dash", "no space after the first dash"}:
        lines[2] = lines[2].replace("-y", "- y")
    _, problems = read_text("\n".join(lines))
    assert problems == ()


def test_duplicate_key_shows_both_places() -> None:
    document, problems = read_text("a:\n  - b: 1\n    c: 2\n    b: {d: 1}\n    e: 1\n")
    assert document.data == {"a": [{"b": 1, "c": 2, "e": 1}]}
    (problem,) = problems
    assert start_of(document, problem) == (4, 5)
    ((words, first),) = problem.related
    assert words == "the first `b`"
    assert first.span is not None
    assert (first.span.start.line, first.span.start.column) == (2, 5)
    assert document.key_span(first.pointer) == first.span
    assert_consistent(document)


def test_problems_inside_a_dropped_value_have_a_span() -> None:
    document, problems = read_text("a: 1\na: {b: 010, c: &x y}\n")
    assert document.data == {"a": 1}
    assert [(p.code, start_of(document, p)) for p in problems] == [
        ("YML030", (2, 1)),
        ("YML044", (2, 8)),
        ("YML020", (2, 16)),
    ]
    assert all(problem.place.span is not None for problem in problems)


def test_message_and_hint_are_whole_sentences_without_line_breaks() -> None:
    for slip in SLIPS.values():
        for problem in read_text(slip.text)[1]:
            for words in (problem.message, problem.hint):
                assert words
                assert "\n" not in words
                assert "{text}" not in words
                assert len(words) < 300


def test_value_is_cut_at_120_characters() -> None:
    _, problems = read_text(f"{'k' * 500}: 1\n")
    assert problems[0].value == "k" * 119 + "…"


def test_a_line_that_is_mended_to_read_on_is_mended_in_one_way() -> None:
    """The second finding is about another line than the one that stands in the file."""
    document, (indent, quotes) = read_text("a:\n  - id: x\n    b: y\n   c: “z”\n")

    assert document.data == {"a": [{"id": "x", "b": "y", "c": "“z”"}]}
    assert (indent.code, indent.mended) == ("YML058", "    c: “z”")
    assert (quotes.code, quotes.mended, quotes.fix) == ("YML057", "", None)
