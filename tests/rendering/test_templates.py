from __future__ import annotations

from pathlib import Path

import pytest

from policykit.model.errors import RenderError
from policykit.rendering import OutputKind, Plain, Templates, plain
from policykit.resources import shipped

SITE = shipped("templates")


def fill(folder: Path, source: str, **data: Plain) -> str:
    (folder / "page.html").write_text(source, encoding="utf-8")
    return Templates(folder).render("page.html", data)


def refused(folder: Path, source: str, **data: Plain) -> RenderError:
    with pytest.raises(RenderError) as caught:
        fill(folder, source, **data)
    return caught.value


@pytest.mark.parametrize("name", ["page.html", "page.html.j2", "page.md", "page.svg", "page.txt"])
@pytest.mark.parametrize("kind", [each for each in OutputKind if each is not OutputKind.MARKDOWN])
def test_everything_is_escaped_whatever_the_name(
    tmp_path: Path, name: str, kind: OutputKind
) -> None:
    (tmp_path / name).write_text('<p title="{{ x }}">{{ x }}</p>', encoding="utf-8")
    made = Templates(tmp_path).render(name, {"x": "<b>\"&'"}, kind)
    assert made == '<p title="&lt;b&gt;&#34;&amp;&#39;">&lt;b&gt;&#34;&amp;&#39;</p>'


def test_in_markdown_every_value_is_words(tmp_path: Path) -> None:
    source = "{{ x }} {% macro m(y) %}*{{ y }}*{% endmacro %}{{ m(x) }} {{ [x, x] | join('; ') }}"
    (tmp_path / "page.md").write_text(source, encoding="utf-8")
    made = Templates(tmp_path).render("page.md", {"x": "<b> *&amp;"}, OutputKind.MARKDOWN)
    word = "\\<b\\> \\*\\&amp;"
    assert made == f"{word} *{word}* {word}; {word}"


@pytest.mark.parametrize(
    ("source", "reference", "line"),
    [
        ("a\n{{ titel }}", "template-unknown-name", 2),
        ("{% for x in book.chaptres %}{% endfor %}", "template-unknown-name", 1),
        ("\n\n{{ book.title.oops }}", "template-unknown-name", 3),
        ("{% if missing %}x{% endif %}", "template-unknown-name", 1),
        ("a\n\n{{ book.title", "template-syntax", 3),
        ("{% for %}", "template-syntax", 1),
        ("{{ book|nothing }}", "template-syntax", 1),
        ("{{ 1 / 0 }}", "template-failed", 1),
        ("\n{{ 1 + book.title }}", "template-failed", 2),
    ],
)
def test_a_broken_template_says_where(
    tmp_path: Path, source: str, reference: str, line: int
) -> None:
    error = refused(tmp_path, source, book={"title": "T", "chapters": []}, title="t")
    assert error.reference == reference
    assert error.context == f"templates/page.html:{line}"
    assert error.hint


def test_unknown_names_get_a_suggestion(tmp_path: Path) -> None:
    data: dict[str, Plain] = {"book": {"title": "T", "chapters": []}}
    assert 'Did you mean "book.chapters"?' in refused(tmp_path, "{{ book.chaptres }}", **data).hint
    assert 'Did you mean "book"?' in refused(tmp_path, "{{ bok }}", **data).hint
    missing = refused(tmp_path, '{% include "pag.html" %}')
    assert missing.reference == "template-missing"
    assert 'Did you mean "page.html"?' in missing.hint


@pytest.mark.parametrize("name", ["prose", "inline", "values"])
def test_a_filter_tells_of_what_it_cannot_print(tmp_path: Path, name: str) -> None:
    error = refused(
        tmp_path, "{{ x | " + name + " }}", x=["words"] if name == "values" else "words"
    )
    assert error.reference == "template-failed"
    assert error.context == "templates/page.html:1"


ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ x.__class__.__base__ }}",
    "{{ ''|attr('__class__') }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ '{0.__class__}'.format('') }}",
    "{{ '{0.__class__}'.format_map({'a': 1}) }}",
    "{{ ['{0.__class__}']|map('format', '')|list }}",
    "{{ '%s' % x }}",
    "{{ x.append(1) }}",
    "{{ d.update({'a': 1}) }}",
    "{{ lipsum.__globals__ }}",
    "{{ 'x'|safe }}",
    "{{ [1]|random }}",
    "{{ {'a b': 'c'}|xmlattr }}",
]


@pytest.mark.parametrize("source", ESCAPES)
def test_templates_cannot_look_behind_their_data(tmp_path: Path, source: str) -> None:
    error = refused(tmp_path, source, x=[1], d={"b": 2})
    assert error.reference in {
        "template-forbidden",
        "template-unknown-name",
        "template-syntax",
        "template-failed",
    }


GREEDY = [
    "{{ 'a' * 100000000 }}",
    "{{ 100000000 * 'a' }}",
    "{{ [1] * 100000000 }}",
    "{{ 9 ** 99999999 }}",
    "{{ 'a'.center(100000000) }}",
    "{{ 'a'.ljust(100000000) }}",
    "{{ 'a'|center(100000000) }}",
    "{{ '%100000000d' % 1 }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxx{% endfor %}{% endfor %}",
    "{% for a in range(1000000000) %}{% endfor %}",
    "{% include 'page.html' %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
]


@pytest.mark.parametrize("source", GREEDY)
def test_greedy_templates_are_stopped(tmp_path: Path, source: str) -> None:
    (tmp_path / "page.html").write_text(source, encoding="utf-8")
    with pytest.raises(RenderError):
        Templates(tmp_path, limit=100_000).render("page.html", {})


def test_a_key_may_have_the_name_of_a_method(tmp_path: Path) -> None:
    data: Plain = {"items": "I", "keys": "K", "values": "V", "get": "G"}
    assert fill(tmp_path, "{{ x.items }}{{ x.keys }}{{ x.values }}{{ x.get }}", x=data) == "IKVG"


def test_own_templates_come_first_and_may_extend_the_shipped_ones(tmp_path: Path) -> None:
    ours, own = tmp_path / "ours", tmp_path / "own"
    for folder in (ours, own):
        (folder / "site").mkdir(parents=True)
    (ours / "site/a.html").write_text(
        "<{% block x %}shipped{% endblock %}|{% block y %}y{% endblock %}>"
    )
    (ours / "site/b.html").write_text("b")
    (own / "site/a.html").write_text(
        '{% extends "shipped/site/a.html" %}{% block x %}own{% endblock %}'
    )
    templates = Templates(ours, own)
    assert templates.render("site/a.html", {}) == "<own|y>"
    assert templates.render("site/b.html", {}) == "b"
    assert templates.render("shipped/site/a.html", {}) == "<shipped|y>"


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "a/../../secret", "site\\x.html", "", "shipped/../secret"]
)
def test_no_name_leads_out_of_the_folders(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    own = tmp_path / "own"
    own.mkdir()
    with pytest.raises(RenderError) as caught:
        Templates(own, own).render(name, {})
    assert caught.value.reference == "template-missing"


def test_no_link_leads_out_of_the_folders(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    own = tmp_path / "own"
    own.mkdir()
    (own / "page.html").symlink_to(tmp_path / "secret")
    (own / "outside").symlink_to(tmp_path)
    for name in ("page.html", "outside/secret"):
        with pytest.raises(RenderError) as caught:
            Templates(SITE, own).render(name, {})
        assert caught.value.reference == "template-outside"


def test_files_that_are_no_templates(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"\xff\xfe")
    with pytest.raises(RenderError) as caught:
        Templates(tmp_path).render("page.html", {})
    assert caught.value.reference == "template-encoding"
    (tmp_path / "page.html").write_bytes(b"x" * 600_000)
    with pytest.raises(RenderError) as caught:
        Templates(tmp_path).render("page.html", {})
    assert caught.value.reference == "template-too-large"
    with pytest.raises(RenderError) as caught:
        Templates(tmp_path).text("site.css")
    assert caught.value.reference == "template-missing"


@pytest.mark.parametrize("value", [object(), 1.5, {1, 2}, b"x", Path("x"), [Path("x")]])
def test_only_plain_data_is_let_in(value: object) -> None:
    with pytest.raises(TypeError):
        plain(value)


ENDLESS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) if a < 0 %}{% for b in x %}{% endfor %}{% endfor %}" * 40,
    "{% for a in range(99999) %}{% for b in range(99)|map('string') %}{% endfor %}{% endfor %}",
    "{% for a in 'x'.split('x') recursive %}{{ loop(x) }}{% endfor %}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    (
        "{% macro m() %}{{ caller() }}{% endmacro %}"
        "{% for a in range(99999) %}{% call m() %}{% endcall %}{% endfor %}"
    ),
    "{% set d = d|default(0) + 1 %}{% if d < 60 %}"
    + "{% include 'page.html' %}" * 2
    + "{% endif %}",
    "{% set d = d|default(0) + 1 %}{% if d < 60 %}"
    + "{% import 'page.html' as p with context %}" * 2
    + "{% endif %}",
    "{% block b %}{% endblock %}{% for a in range(99999) %}{{ self.b() }}{% endfor %}",
    "{% for a in range(9999) %}{{ range(99999)|sum }}{% endfor %}",
    "{% for a in range(99999) %}" + "{% set x = 1 %}" * 1000 + "{% endfor %}",
]


@pytest.mark.parametrize("source", ENDLESS)
def test_templates_that_print_nothing_for_long_are_stopped(tmp_path: Path, source: str) -> None:
    (tmp_path / "page.html").write_text(source, encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        Templates(tmp_path, steps=1_000_000).render("page.html", {"x": [1, 2, 3] * 40_000})
    assert caught.value.reference in {"template-too-long", "template-recursion"}
    assert caught.value.context.startswith("templates/page.html")


def test_every_page_adds_steps_and_no_page_keeps_them_all(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% for a in x %}{{ a }}{% endfor %}", encoding="utf-8")
    templates = Templates(tmp_path, steps=0)
    for _ in range(100):
        assert templates.render("page.html", {"x": [1, 2]}) == "12"
    with pytest.raises(RenderError):
        templates.render("page.html", {"x": [1] * 20_000_000})


def test_loops_know_where_they_are_though_they_are_counted(tmp_path: Path) -> None:
    source = (
        "{% for a in x %}{{ loop.index }}/{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}"
        "{% for a in x|map('upper') %}{{ loop.revindex }}{{ a }}{% else %}none{% endfor %}"
        "{% for a in [] %}{% else %}none{% endfor %}"
        "{% for k, v in d.items() recursive %}{{ k }}{{ loop(v.items()) if v }}{% endfor %}"
    )
    tree: Plain = {"a": {"b": {}}, "c": {}}
    assert fill(tmp_path, source, x=["p", "q"], d=tree) == "1/2,2/22P1Qnoneabc"


def test_the_templates_folder_lies_inside_its_root(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "elsewhere").mkdir()
    own = tmp_path / "root" / "templates"
    own.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RenderError) as caught:
        Templates(SITE, own, root=tmp_path / "root")
    assert caught.value.reference == "templates-outside"
    assert Templates(SITE, own, root=tmp_path).text("site/site.css")


def test_what_has_the_name_of_a_template_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "site.css").mkdir()
    (tmp_path / "broken.css").symlink_to("nothing")
    for name in ("site.css", "broken.css"):
        with pytest.raises(RenderError) as caught:
            Templates(SITE, tmp_path).text(name)
        assert caught.value.reference == "template-no-file"


def test_a_name_too_long_for_a_file_is_told(tmp_path: Path) -> None:
    error = refused(tmp_path, "{% include '" + "a" * 5000 + "' %}")
    assert error.reference == "template-unreadable"
    assert len(error.message) < 250
