"""What `policykit notify` tells, to whom, and in which forms."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy as mail_policies
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from tests.handbook.hostile import HOSTILE
from tests.notify.conftest import ORGANISATION, SWEDISH_ORGANISATION, TODAY, returns
from tests.sources.repositories import GitFolder
from tests.support.program import ROOT, Program

from policykit.model.notice import Labels, News, NewsItem, Notice
from policykit.report.atom.notice import render as in_atom
from policykit.report.eml.notice import render as in_eml
from policykit.report.formats import Style, formats
from policykit.report.html.notice import render as in_html
from policykit.report.json.notice import render as in_json
from policykit.report.markdown.notice import render as in_markdown
from policykit.report.text.notice import render as in_text

SCHEMA = json.loads((ROOT / "schemas/output/notice.schema.json").read_text(encoding="utf-8"))

AGENT = """\
Corner Shop · What is new for: Agent
Changes from 1 January 2026 to 1 June 2026

Returns 2.0.0
  Holds from 1 July 2026.
  - Time until the money is back: 14 days → 21 days (worse for customers)
  - Changed
    Before: MUST: Note the number of the receipt at the till.
    Now: MUST: Note the number of the order at the till.
  What to do:
  - Take the training before that day: Returns basics; At the till.
  - Hear more about it: Team meeting, by 25 June 2026.
  - Customers are told: Website, by 1 July 2026.
  Read it in the handbook: https://handbook.example/staff/en/policies/returns.html
"""

CASHIER = """\
Corner Shop · What is new for: Cashier
Changes from 1 January 2026 to 1 June 2026

Returns 2.0.0
  Holds from 1 July 2026.
  - Time until the money is back: 14 days → 21 days (worse for customers)
  What to do:
  - Read what is new before you next work by it.
  - Hear more about it: Team meeting, by 25 June 2026.
  - Customers are told: Website, by 1 July 2026.
  Read it in the handbook: https://handbook.example/staff/en/policies/returns.html
  Also changed, for others: Agent.
"""

HEAD = """\
Corner Shop · What is new for: Head of service
Changes from 1 January 2026 to 1 June 2026

Nothing changed.
"""

CUSTOMERS = """\
Corner Shop · Nyheter för dig som är kund hos oss
Ändringar från 1 januari 2026 till 1 juni 2026

Returer 2.0.0
  Gäller från 1 juli 2026.
  - Tid tills pengarna är tillbaka: 14 dagar → 21 dagar
  Här ska det stå:
  - Webbplats, senast 1 juli 2026
"""

SWEDISH = """\
Corner Shop · Nyheter för: Handläggare
Ändringar från 1 januari 2026 till 1 juni 2026

Returer 2.0.0
  Gäller från 1 juli 2026.
  - Tid tills pengarna är tillbaka: 14 dagar → 21 dagar (sämre för kunden)
  - Ändrat
    Förut: SKA: Skriv numret på kvittot i kassan.
    Nu: SKA: Skriv numret på ordern i kassan.
  Det här gör du:
  - Gå utbildningen före den dagen: Returns basics (på engelska); At the till (på engelska).
  - Mer får du veta så här: Teammöte, senast 25 juni 2026.
  - Kunderna får veta det: Webbplats, senast 1 juli 2026.
  Läs i handboken: https://handbook.example/staff/sv/policies/returns.html
"""


def told(program: Program, *arguments: str, since: str = "HEAD~1") -> str:
    done = program("notify", "--since", since, "--today", TODAY, *arguments)
    assert (done.stderr, done.exit_code) == ("", 0)
    return done.stdout.replace("\u00a0", " ")


def data(program: Program, *arguments: str, since: str = "HEAD~1") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(program, *arguments, "--format", "json", since=since))
    jsonschema.validate(found, SCHEMA)
    return found


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--for", "agent"], AGENT),
        (["--for", "cashier"], CASHIER),
        (["--for", "customers", "--locale", "sv"], CUSTOMERS),
        (["--for", "agent", "--locale", "sv"], SWEDISH),
        (["--for", "floor"], AGENT.replace("for: Agent", "for: The floor")),
        (["--for", "head"], HEAD),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_each_role_hears_what_is_its_own(
    program: Program, arguments: list[str], expected: str
) -> None:
    assert told(program, *arguments) == expected


def test_every_form_that_is_promised_is_there() -> None:
    assert formats("notice") == ("atom", "eml", "html", "json", "markdown", "text")


def test_days_count_as_revisions(program: Program) -> None:
    by_days = told(program, "--for", "agent", "--to", "2026-06-01", since="2026-05-31")
    assert by_days == AGENT
    assert "Nothing changed" in told(program, "--for", "agent", "--until", "2026-05-31")


def test_a_draft_and_a_text_in_review_are_no_news(program: Program, shop: GitFolder) -> None:
    for status in ("draft", "in-review"):
        text = returns(status=status, version="3.0.0", time="30 days")
        shop.commit(status, {"policies/returns.yaml": text})
        found = told(program, "--for", "agent")
        assert "Nothing changed." in found
        assert "nobody is bound by a draft or a text in review: returns." in found


def test_customers_hear_only_what_is_public(program: Program, shop: GitFolder) -> None:
    secret = returns(time="7 days", what="sealed bag").replace("public: true", "public: false")
    shop.commit("Nothing of it is for customers", {"policies/returns.yaml": secret})
    found = data(program, "--for", "customers")
    assert found["news"] == []
    assert "sealed bag" not in json.dumps(found)
    assert "sealed bag" in json.dumps(data(program, "--for", "agent"))


@pytest.mark.parametrize(
    ("then", "now", "told_as"),
    [
        (
            "must: Pay the money back within {refund-time}.",
            "should: Pay the money back within {refund-time}.",
            ("No longer holds", "We will: Pay the money back within 21 days.", ""),
        ),
        (
            "must: Pay the money back within {refund-time}.\n    who: [agent]\n    channels: [phone]",
            "must: Pay the money back quickly.\n    who: [cashier]",
            (
                "Changed",
                "We will: Pay the money back within 21 days. (Phone)",
                "We will: Pay the money back quickly.",
            ),
        ),
        (
            "must: Pay the money back within {refund-time}.",
            "must: Pay the money back within {refund-time}.\n    channels: [phone]",
            (
                "Changed",
                "We will: Pay the money back within 21 days.",
                "We will: Pay the money back within 21 days. (Phone)",
            ),
        ),
        (
            "must: Pay the money back within {refund-time}.",
            "must: Pay the money back within {secret-time}.",
            ("No longer holds", "We will: Pay the money back within 21 days.", ""),
        ),
    ],
    ids=[
        "no promise any more",
        "once for one thing",
        "where it holds",
        "names what is internal",
    ],
)
def test_customers_read_promises_and_nothing_else(
    program: Program, shop: GitFolder, then: str, now: str, told_as: tuple[str, str, str]
) -> None:
    written = "must: Pay the money back within {refund-time}."
    base = returns(version="2.0.0", time="21 days").replace(
        "statements:", "  secret-time: {deadline: 3 days, from: request-received}\nstatements:"
    )
    for words in (then, now):
        shop.commit(words, {"policies/returns.yaml": base.replace(written, words)})
    (news,) = data(program, "--for", "customers")["news"]
    found = [(item["message"], item["before"], item["after"]) for item in news["items"]]
    assert [tuple(text.replace("\u00a0", " ") for text in item) for item in found] == [told_as]
    assert "3 days" not in json.dumps(news)


def test_a_policy_that_is_gone_is_told(program: Program, shop: GitFolder) -> None:
    shop.commit("Away", {"policies/returns.yaml": None, "policies/returns.sv.yaml": None})
    (news,) = data(program, "--for", "agent")["news"]
    assert (news["policy"], news["effective"], news["tasks"]) == ("returns", "", [])
    assert news["items"]


def test_news_keeps_its_id_until_it_says_something_else(program: Program, shop: GitFolder) -> None:
    def ids(*arguments: str, since: str = "HEAD~1") -> list[str]:
        found = data(program, "--for", "agent", *arguments, since=since)
        return [news["id"] for news in found["news"]]

    first = ids()
    shop.commit("Elsewhere", {"README.md": "Hello"}, on=datetime(2026, 6, 5, 12, tzinfo=UTC))
    assert ids(since="HEAD~2") == first
    assert ids("--locale", "sv", since="HEAD~2") != first
    later = returns(version="2.0.0", effective="2026-09-01", time="21 days", what="order")
    shop.commit("Postponed", {"policies/returns.yaml": later})
    assert ids(since="HEAD~3") != first


def test_a_mail_is_the_same_each_time_and_whole(program: Program, tmp_path: Path) -> None:
    places = [tmp_path / "one.eml", tmp_path / "two.eml"]
    for place, zone in zip(places, ("UTC", "Asia/Tokyo"), strict=True):
        done = program.afresh(
            *("notify", "--since", "HEAD~1", "--for", "agent", "--today", TODAY),
            *("--format", f"eml:{place}"),
            TZ=zone,
            PYTHONHASHSEED=str(len(zone)),
        )
        assert (done.stderr, done.exit_code) == ("", 0)
    first, second = (place.read_bytes() for place in places)
    assert first == second
    assert b"\n" not in first.replace(b"\r\n", b"")
    message = message_from_bytes(first, policy=mail_policies.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    assert message["Subject"] == "Corner Shop · What is new for: Agent"
    assert message["From"] == "Corner Shop <no-reply@policykit.invalid>"
    assert message["Date"].datetime == datetime(2026, 6, 10, tzinfo=UTC)
    assert message["Content-Language"] == "en"
    assert message["Message-ID"].endswith("@policykit.invalid>")
    plain, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None
    assert "14 days → 21 days" in plain.get_content()
    assert (
        '<a href="https://handbook.example/staff/en/policies/returns.html">' in page.get_content()
    )
    assert "http" not in page.get_content().replace("https://handbook.example", "")


def test_a_feed_is_read_by_a_reader_of_feeds(program: Program) -> None:
    read = feedparser.parse(told(program, "--for", "agent", "--format", "atom").encode())
    assert (read.bozo, read.version) == (False, "atom10")
    assert read.feed.id.startswith("urn:uuid:")
    assert read.feed.updated == "2026-06-01T00:00:00Z"
    (entry,) = read.entries
    assert entry.id == data(program, "--for", "agent")["news"][0]["id"]
    assert entry.link == "https://handbook.example/staff/en/policies/returns.html"
    assert "<del>14 days</del> → <ins>21 days</ins>" in entry.content[0].value.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("arguments", "reference"),
    [
        (["--since", "HEAD~1"], "nobody-to-tell"),
        (["--for", "agent"], "nobody-to-tell"),
        (["--since", "HEAD~1", "--for", "agnet"], "unknown-role"),
        (["--since", "HEAD~1", "--for", "agent", "--locale", "fi"], "unknown-locale"),
        (["--since", "HEAD~1..HEAD", "--for", "agent"], "wrong-revision"),
        (["--since", "2026-13-01", "--for", "agent"], "wrong-date"),
        (["--since", "2020-01-01", "--for", "agent"], "nothing-that-day"),
        (["--since", "2099-01-01", "--for", "agent"], "day-to-come"),
        (["--since", "HEAD", "--until", "HEAD~1", "--for", "agent"], "end-before-beginning"),
        (["--since", "HEAD~1", "--for", "agent", "--format", "pdf"], "unknown-format"),
        (["--since", "HEAD~1", "--for", "agent", "--send"], "no-target"),
        (["--resend", "--since", "HEAD~1"], "two-ways"),
    ],
    ids=str,
)
def test_what_cannot_be_told_is_said(
    program: Program, arguments: list[str], reference: str
) -> None:
    done = program("notify", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"error[{reference}]" in done.stderr


def test_an_end_before_the_beginning_is_turned_round(program: Program) -> None:
    done = program("notify", "--since", "HEAD", "--until", "2026-01-31", "--for", "agent")
    call = "notify --since 2026-01-31 --until HEAD --for agent"
    assert "2026-01-31 was before HEAD" in done.stderr
    assert f"`policykit {call}`" in " ".join(done.stderr.split())
    turned = program(*call.split(), "--today", TODAY).stdout.replace("\u00a0", " ")
    assert turned == told(program, "--for", "agent")


def hostile(words: str) -> Notice:
    item = NewsItem(message=words, before=words, after=words, where=words, effect=words, train=True)
    news = News(
        id="urn:uuid:c662a88b-8377-58cb-a501-24fd9462bb95",
        policy="returns",
        title=words,
        version="1.0.0",
        holds=words,
        updated="2026-06-01",
        items=(item,),
        tasks=(words,),
        ways=(words,),
    )
    labels = Labels(
        before="Before", after="Now", to_do="Do", to_publish="Publish", read="Read",
        nothing="Nothing",
    )  # fmt: skip
    return Notice(
        id="urn:uuid:9ac368bd-5f32-5cfe-a0c9-07c59d7881b3",
        role="agent",
        role_title=words,
        locale="en",
        organisation=words,
        subject=words,
        title=words,
        period=words,
        day="2026-06-10",
        labels=labels,
        news=(news,),
    )


INJECTED = (
    *HOSTILE,
    "Returns\r\nBcc: everyone@example.com\r\n\r\n<b>body</b>",
    "Returns\nX-Evil: yes",
    'a" <evil@example.com>, b@example.com',
    "=?utf-8?q?=0D=0ABcc=3A_evil=40example=2Ecom?=",
    "::error::gone ##[command]x",
)


@pytest.mark.parametrize("words", INJECTED)
def test_no_text_of_a_policy_is_more_than_a_text(words: str) -> None:
    notice = hostile(words)
    raw = in_eml(notice, Style())
    assert not re.search(rb"(?m)^\s*::|##\w*\[", raw)
    message = message_from_bytes(raw, policy=mail_policies.default)
    assert isinstance(message, EmailMessage)
    assert set(message.keys()) == {
        "Subject", "From", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type",
        "Content-Language",
    }  # fmt: skip
    assert [each.addr_spec for each in message["From"].addresses] == ["no-reply@policykit.invalid"]
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    page = in_html(notice, Style())
    for tag in ("<script", "<b>", "<a id", "<!--", "<? p", "<open", "<w:p"):
        assert tag not in page
    read = feedparser.parse(in_atom(notice, Style()), sanitize_html=False)
    assert not read.bozo
    assert len(read.entries) == 1
    assert "<script" not in read.entries[0].content[0].value
    assert json.loads(in_json(notice, Style()))["news"][0]["title"] == words
    plain = in_text(notice, Style())
    assert all(line.isprintable() for line in plain.split("\n"))
    assert not any(
        line.lstrip().startswith("::") for line in in_markdown(notice, Style()).split("\n")
    )


def test_where_it_holds_is_told_in_each_language(program: Program, shop: GitFolder) -> None:
    two = ORGANISATION.replace("  GB:", "  SE: {title: Sweden, currency: SEK}\n  GB:")
    swedish = SWEDISH_ORGANISATION + "regions: {SE: {title: Sverige}}\n"
    for days in ("7 days", "9 days"):
        varies = f"varies: [{{regions: [SE], value: {days}}}]"
        text = returns().replace("    public: true\n", f"    public: true\n    {varies}\n", 1)
        shop.commit(
            days,
            {
                "policies/organisation.yaml": two,
                "policies/organisation.sv.yaml": swedish,
                "policies/returns.yaml": text,
            },
        )
    where = {
        locale: data(program, "--for", "agent", "--locale", locale)["news"][0]["items"][0]["after"]
        for locale in ("en", "sv")
    }
    assert {key: text.replace("\xa0", " ") for key, text in where.items()} == {
        "en": "14 days (Sweden: 9 days)",
        "sv": "14 dagar (Sverige: 9 dagar)",
    }


@pytest.mark.parametrize("command", ["notify", "calendar", "review", "approve"])
def test_no_line_of_a_log_is_a_command_of_a_build_server(
    program: Program, shop: GitFolder, command: str
) -> None:
    text = (shop.path / "policies" / "organisation.yaml").read_text(encoding="utf-8")
    policy = (
        returns(version="3.0.0", effective="2026-07-01", time="30 days")
        .replace("title: Returns\n", 'title: "::error::Returns"\n')
        .replace("owner: head", 'owner: "::error::x"')
        .replace("Note the number", f"{'::warning::x ' * 20}note the number")
        .replace("title: Returns basics", 'title: "::error::basics"')
    )
    shop.commit(
        "Other names",
        {
            "policies/organisation.yaml": text.replace(
                "name: Corner Shop", 'name: "::add-mask::Shop"'
            ),
            "policies/returns.yaml": policy,
        },
    )
    arguments = {
        "notify": ("--since", "HEAD~1", "--for", "agent"),
        "calendar": (),
        "review": ("--all",),
        "approve": ("--status",),
    }[command]
    done = program(command, *arguments, "--format", "text", "--today", TODAY, COLUMNS="40")
    assert done.exit_code == 0, done.stderr
    assert "::" in done.stdout or "\\u003a" in done.stdout
    assert [line for line in done.stdout.split("\n") if line.lstrip().startswith("::")] == []
