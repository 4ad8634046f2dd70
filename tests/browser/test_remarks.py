"""The way from a rule to the form for remarks on it, by mouse, by keyboard and for all readers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser
from tests.browser.opened import opened
from tests.browser.readable import barriers, looks
from tests.handbook.folders import TEMPLATES, made, written

from policykit.handbook.formats import html, site
from policykit.model.book import Book
from policykit.model.config import RemarkSettings
from policykit.model.remark_settings import kind_of

SAYS = "Say \\\"sorry\\\" & 'thanks' #1 <b>50 %</b> + 😀 javascript:alert(1)"
SAID = "Say \"sorry\" & 'thanks' #1 <b>50 %</b> + 😀 javascript:alert(1)"
POLICY = f"""\
format: 1
id: buns
title: Buns & more
status: active
version: 1.2.0
effective: 2026-01-01
owner: baker
terms:
  fresh: {{window: 1 day, title: Time to swap, public: true}}
statements:
  - id: swap
    must: "{SAYS}"
    public: true
    law: [house.rule]
  - id: greet
    should: Greet.
"""
FILES = {
    "policies/organisation.yaml": "format: 1\nname: Corner Bakery\nroles: {baker: {title: Baker}}\n",
    "policies/buns.yaml": POLICY,
}
TO = {
    "github": "https://github.com/acme/policies",
    "gitlab": "https://gitlab.com/acme/policies",
    "forgejo": "https://codeberg.org/acme/policies",
    "url": "https://forms.example.com/r?statement={policy}.{statement}&words={title} {version}",
}


def book(folder: Path, to: str) -> Book:
    library = written(folder, {**FILES, "policykit.yaml": "format: 1\n"})
    settings = replace(library.surroundings.settings, remarks=RemarkSettings(to=to))
    return made(replace(library, surroundings=replace(library.surroundings, settings=settings)))


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A server that notes what it is asked for."""
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Form</title>")

        def log_message(self, format: str, *_values: object) -> None:  # noqa: A002 - so it is called
            del format

    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def put(folder: Path, told: Book, host: str, server: str) -> None:
    for form in (site.FORMAT, html.FORMAT):
        for file in form.render(told, TEMPLATES):
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            # The form stands on the web; here a server on this machine stands in for it.
            path.write_bytes(
                file.content.replace(f"https://{host}/".encode(), f"{server}/".encode())
            )


@pytest.mark.parametrize("kind", TO)
@pytest.mark.parametrize("path", ["en/policies/buns.html", "staff.en.html"])
def test_the_server_is_told_which_rule_it_is(
    browser: Browser, tmp_path: Path, kind: str, path: str
) -> None:
    to = TO[kind].replace(" {version}", "{version}")
    assert kind_of(RemarkSettings(to=to)) == kind
    with listening() as (server, asked):
        put(tmp_path, book(tmp_path / "in", to), urlsplit(to).netloc, server)
        with opened(browser, tmp_path, path) as found:
            found.page.get_by_role("link", name=f"Remark on: {SAID}").click()
            found.page.wait_for_url(f"{server}/**")
    [one] = [each for each in asked if not each.endswith("favicon.ico")]
    given = dict(parse_qsl(urlsplit(one).query, strict_parsing=True))
    expected = {
        "github": {
            "template": "policy-remark.yml",
            "title": f"buns.swap: {SAID}",
            "statement": "buns.swap",
            "words": f"{SAID} (1.2.0, en)",
        },
        "forgejo": {
            "template": ".gitea/issue_template/policy-remark.yml",
            "title": f"buns.swap: {SAID}",
            "field:statement": "buns.swap",
            "field:words": f"{SAID} (1.2.0, en)",
        },
        "url": {"statement": "buns.swap", "words": f"{SAID}1.2.0"},
    }
    if kind == "gitlab":
        assert given["issue[title]"] == f"buns.swap: {SAID}"
        lines = given["issue[description]"].split("\n\n")
        assert lines[:4] == ["## Rule", "buns.swap", "## What it says", f"{SAID} (1.2.0, en)"]
    else:
        assert given == expected[kind]


def test_all_readers_reach_it(browser: Browser, tmp_path: Path) -> None:
    put(tmp_path, book(tmp_path / "in", TO["github"]), "nowhere", "")
    with opened(browser, tmp_path, "en/policies/buns.html") as found:
        page = found.page
        for width in looks(page):
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert barriers(page) == []
            for link in page.locator(".remark, .remark-policy").all():
                box = link.bounding_box()
                assert box is not None
                assert box["height"] >= 23.5, "a finger finds it"
        page.set_viewport_size({"width": 1280, "height": 900})
        found_by_tab: list[str] = []
        page.locator("main").press("Home")
        for _ in range(60):
            page.keyboard.press("Tab")
            name = page.evaluate(
                "document.activeElement.matches('.remark, .remark-policy')"
                " ? document.activeElement.getAttribute('aria-label') : ''"
            )
            found_by_tab += [name] if name else []
        assert list(dict.fromkeys(found_by_tab)) == [
            "Remark on: Time to swap",
            f"Remark on: {SAID}",
            "Remark on: Greet.",
            "Remark on this policy: Buns & more",
        ]
        assert found.wrong == []


@pytest.mark.parametrize("path", ["en/policies/buns.html", "en/print.html", "staff.en.html"])
def test_paper_has_the_name_and_a_line_in_place_of_links(
    browser: Browser, tmp_path: Path, path: str
) -> None:
    put(tmp_path, book(tmp_path / "in", TO["github"]), "nowhere", "")
    with opened(browser, tmp_path, path) as found:
        page = found.page
        line = page.get_by_text("Is a rule wrong, unclear or impossible?")
        assert line.is_hidden()
        page.emulate_media(media="print")
        assert line.is_visible()
        assert all(each.is_hidden() for each in page.locator(".remark, .remark-policy").all())
        for name in ("buns.swap", "buns.fresh"):
            assert page.get_by_text(name, exact=True).first.is_visible()
        assert found.wrong == []
