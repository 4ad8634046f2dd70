"""Templates listed, shown and ejected, as people do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from tests.cli.conftest import make_small
from tests.handbook.folders import ROOT, TEMPLATES, library_of
from tests.handbook.papers import narrowed
from tests.support.program import Program

from policykit import resources
from policykit.ejecting import FOLDERS, eject, template_text, templates
from policykit.handbook.making import format_names
from policykit.model.book import Book, OutputFile
from policykit.model.errors import RenderError
from policykit.opening import templates_of
from policykit.rendering.outline import block_text, built_on

SHIPPED = resources.shipped("templates")
Blocks: TypeAlias = Callable[[str, list[str]], Iterator[str]]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return make_small(tmp_path / "shop")


@pytest.fixture(scope="module")
def book() -> Book:
    return narrowed(library_of(ROOT))


def listed(program: Program) -> dict[str, dict[str, Any]]:
    outcome = program("templates", "list", "--format", "json")
    assert outcome.exit_code == 0, outcome.stderr
    return {each["name"]: each for each in json.loads(outcome.stdout)["templates"]}


def write(shop: Path, name: str, text: str) -> None:
    place = shop / "templates" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def test_every_form_has_templates() -> None:
    assert set(format_names()) <= set(FOLDERS)


def test_what_is_shipped_is_listed_with_its_blocks(shop: Path, policykit: Program) -> None:
    found = listed(policykit.at(shop))
    for folder in FOLDERS:
        for file in (SHIPPED / folder).glob("*.*"):
            name = f"{folder}/{file.name}"
            assert found[name]["from"] == "shipped"
            written = re.findall(r"\{%-? block (\w+)", file.read_text(encoding="utf-8"))
            assert [each["name"] for each in found[name]["blocks"]] == written
    assert not any(name.startswith("report/") for name in found)


def test_where_each_block_is_in_force_from(shop: Path, policykit: Program) -> None:
    extends = '{% extends "shipped/site/article.html" %}\n'
    write(shop, "site/article.html", extends + "{% block rules %}{% endblock %}\n")
    write(shop, "site/front.html", "{% block mine %}{% endblock %}")
    write(shop, "site/own.html", "{{ book.title }}")
    found = listed(policykit.at(shop))
    policy = {each["name"]: each for each in found["site/article.html"]["blocks"]}
    assert (policy["rules"]["from"], policy["rules"]["line"]) == ("yours", 2)
    assert policy["why"]["from"] == "shipped"
    assert found["site/article.html"]["extends_shipped"] is True
    assert [each["name"] for each in found["site/front.html"]["blocks"]] == ["mine"]
    assert found["site/own.html"]["shipped"] is False
    text = policykit.at(shop)("templates").stdout
    assert "site/article.html" in text
    assert "yours, on top of the shipped one\n  rules: yours, line 2\n  shipped: " in text
    assert "yours, in place of the shipped one\n  blocks: mine\n" in text
    assert "yours; no shipped one\n" in text


def test_a_block_nobody_prints_is_told_with_what_may_be_meant(
    shop: Path, policykit: Program
) -> None:
    extends = '{% extends "shipped/site/article.html" %}\n\n'
    write(shop, "site/article.html", extends + "{% block ruls %}{% endblock %}\n")
    text = policykit.at(shop)("templates").stdout
    assert (
        "  ruls: yours, line 3; but the shipped one has no such block, so it is never printed "
        "(did you mean rules?)\n"
    ) in text


def test_render_tells_once_of_a_block_nobody_prints(shop: Path, policykit: Program) -> None:
    extends = '{% extends "shipped/site/article.html" %}\n\n'
    block = "{% block ruls %}{% endblock %}\n"
    write(shop, "site/article.html", extends + block)
    told = (
        "templates/site/article.html:3: the shipped template has no block ruls, "
        "so yours is never printed. Did you mean rules?"
    )
    for formats, count in ((("site", "html"), 1), (("html",), 1), (("markdown",), 0)):
        asked = [part for name in formats for part in ("--format", name)]
        done = policykit.at(shop)("render", *asked, "--output", str(shop / "out"))
        assert done.exit_code == 0
        assert done.stdout.count(told) == count
    write(shop, "site/article.html", extends + block + "{% block zzz %}{% endblock %}\n")
    said = policykit.at(shop)("render", "--output", str(shop / "out")).stdout
    assert f"{told} 1 more: `policykit templates` lists them." in said
    write(shop, "site/article.html", extends + block.replace("ruls", "rules"))
    assert "never printed" not in policykit.at(shop)("render", "--output", str(shop / "out")).stdout


def test_a_block_of_the_frame_of_all_pages_is_printed(shop: Path, policykit: Program) -> None:
    extends = '{% extends "shipped/site/policy.html" %}\n'
    frame = re.findall(r"\{%-? block (\w+)", (SHIPPED / "site/base.html").read_text("utf-8"))
    write(shop, "site/policy.html", extends + f"{{% block {frame[0]} %}}x{{% endblock %}}\n")
    blocks = {
        each["name"]: each for each in listed(policykit.at(shop))["site/policy.html"]["blocks"]
    }
    assert blocks[frame[0]]["printed"] is True


def test_show_prints_what_is_in_force(shop: Path, policykit: Program) -> None:
    run = policykit.at(shop)
    name = "markdown/chapter.md"
    shipped = (SHIPPED / name).read_text(encoding="utf-8")
    assert run("templates", "show", name).stdout == shipped
    write(shop, name, "ours\n")
    assert run("templates", "show", name).stdout == "ours\n"
    assert run("templates", "show", name, "--shipped").stdout == shipped
    block = run("templates", "show", "site/article.html", "--block", "faq").stdout
    assert block.startswith("{% block faq %}")
    assert block.endswith("{% endblock %}\n")


def test_a_block_of_ones_own_is_shown_and_the_others_are_the_shipped_ones(shop: Path) -> None:
    extends = '{% extends "shipped/site/article.html" %}\n'
    write(shop, "site/article.html", extends + "{% block faq %}ours{% endblock %}\n")
    assert template_text(shop, "site/article.html", "faq") == "{% block faq %}ours{% endblock %}\n"
    assert "policy.rules" in template_text(shop, "site/article.html", "rules")
    assert "policy.faq" in template_text(shop, "site/article.html", "faq", shipped=True)


def test_eject_copies_one_file_and_never_overwrites(shop: Path, policykit: Program) -> None:
    run = policykit.at(shop)
    made = run("templates", "eject", "site/site.css")
    file = shop / "templates" / "site" / "site.css"
    assert made.exit_code == 0
    assert made.stdout.startswith("wrote templates/site/site.css\nIt is yours: change it")
    assert file.read_bytes() == (SHIPPED / "site/site.css").read_bytes()
    file.write_text("ours", encoding="utf-8")
    again = run("templates", "eject", "site/site.css")
    assert again.exit_code == 2
    assert again.stderr.startswith("error[template-there]: There is one of your own already")
    assert file.read_text(encoding="utf-8") == "ours"
    assert [each.name for each in (shop / "templates").rglob("*") if each.is_file()] == ["site.css"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("eject", "site/policyy.html"), "Did you mean site/policy.html?"),
        (("show", "policy.html"), "Did you mean"),
        (("show", "../policykit.yaml"), "There is no template"),
        (("eject", "report/findings.html"), "There is no template"),
        (("eject", "site/article.html", "--block", "ruls"), "Did you mean rules?"),
        (("eject", "site/site.css", "--block", "x"), "It has no blocks."),
        (("eject",), "Which template is it to eject?"),
        (("remove", "site/article.html"), "Use list, show NAME or eject NAME."),
        (("list", "--format", "xml"), "Use text or json."),
    ],
)
def test_mistakes(arguments: tuple[str, ...], told: str, shop: Path, policykit: Program) -> None:
    outcome = policykit.at(shop)("templates", *arguments)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert told in outcome.stderr
    assert not (shop / "templates").exists()


def test_nothing_is_written_behind_a_link(shop: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (shop / "templates").mkdir()
    (shop / "templates" / "site").symlink_to(outside)
    with pytest.raises(RenderError):
        eject(shop, "site/site.css")
    assert list(outside.iterdir()) == []


def test_the_shipped_templates_are_not_ejected_onto_themselves() -> None:
    with pytest.raises(RenderError, match="the shipped one itself"):
        eject(ROOT, "site/site.css")


def rendered(name: str, book: Book, shop: Path | None = None) -> tuple[OutputFile, ...]:
    import importlib

    module = importlib.import_module(f"policykit.handbook.formats.{name}")
    made: tuple[OutputFile, ...] = module.FORMAT.render(
        book, TEMPLATES if shop is None else templates_of(shop)
    )
    return made


def outermost(text: str, names: list[str]) -> Iterator[str]:
    """Blocks in no other block."""
    blocks = [block_text(text, each) for each in names]
    yield from (
        each for each in blocks if not any(each in other for other in blocks if other != each)
    )


def innermost(text: str, names: list[str]) -> Iterator[str]:
    """Blocks with no other block in them."""
    for block in (block_text(text, each) for each in names):
        if block.count("{% block") == 1:
            yield block


@pytest.mark.parametrize("name", ["site", "markdown", "docx"])
@pytest.mark.parametrize("which", [outermost, innermost])
def test_ejected_blocks_print_what_the_shipped_ones_print(
    name: str, which: Blocks, book: Book, shop: Path
) -> None:
    ejected = 0
    for each in templates(shop):
        if each.name.startswith(f"{name}/") and each.blocks:
            text = template_text(shop, each.name)
            blocks = tuple(which(text, [block.name for block in each.blocks]))
            ejected += len(blocks)
            write(shop, each.name, built_on(each.name, "\n".join(blocks)))
    assert ejected
    ours, theirs = rendered(name, book, shop), rendered(name, book)
    assert [each.path for each in ours] == [each.path for each in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert one.content == other.content, one.path


@pytest.mark.parametrize(
    ("template", "where", "near"),
    [
        ("{% block rules %}\n{{ policy.ruls }}{% endblock %}", 3, "policy.rules"),
        ("{% block rules %}{{ polcy.rules }}{% endblock %}", 2, "policy"),
        ("{% block rules %}{{ rules }}{% endblock %}", 2, "policy.rules"),
        ("{% block rules %}\n\n{{ book.words.edishon }}{% endblock %}", 4, "book.words.edition"),
        ("{% block rules %}\n{{ policy.summary | prse }}{% endblock %}", 3, "prose"),
        ('{% block rules %}{% include "site/news.htm" %}{% endblock %}', 2, "site/news.html"),
        ('{% include "shipped/site/artcle.html" %}', 2, "shipped/site/article.html"),
    ],
)
def test_a_mistake_in_a_template_is_told_and_the_old_handbook_stays(
    template: str, where: int, near: str, shop: Path, policykit: Program
) -> None:
    run = policykit.at(shop)
    assert run("render", "--today", "2026-10-01").exit_code == 0
    output = shop / "build" / "handbook"
    before = {each: each.read_bytes() for each in output.rglob("*") if each.is_file()}
    write(shop, "site/article.html", '{% extends "shipped/site/article.html" %}\n' + template)

    outcome = run("render", "--today", "2026-10-01")

    assert outcome.exit_code == 2
    assert f"where: templates/site/article.html:{where}\n" in outcome.stderr
    assert f'do: Did you mean "{near}"?' in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert {each: each.read_bytes() for each in output.rglob("*") if each.is_file()} == before


@pytest.mark.parametrize("value", ["policy.rules", "policy.summary", "policy.rules[0].text"])
def test_a_group_of_values_is_never_printed(value: str, shop: Path, policykit: Program) -> None:
    template = f"{{% block rules %}}{{{{ {value} }}}}{{% endblock %}}"
    write(shop, "site/article.html", '{% extends "shipped/site/article.html" %}\n' + template)

    outcome = policykit.at(shop)("render", "--today", "2026-10-01")

    assert outcome.exit_code == 2
    assert "error[template-prints-data]" in outcome.stderr
    assert "where: templates/site/article.html:2\n" in outcome.stderr
    assert "the filter prose or inline" in outcome.stderr
