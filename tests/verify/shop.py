"""A shop whose handbook changes in every way one can, in a real repository."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.cli.conftest import AREAS, ORGANISATION
from tests.sources.repositories import GitFolder, new_repository

SETTINGS = """\
format: 1
frameworks: []
release_branch: main
locales: {source: en, offered: [sv]}
handbooks:
  staff: {title: Staff handbook, formats: [markdown], locales: [en]}
  nordic: {title: Nordic, formats: [markdown], locales: [sv]}
  charter: {title: Our promise, template: charter, formats: [markdown], locales: [en]}
  card: {template: quick-card, audience: each, formats: [markdown], locales: [en]}
"""

WORDS = """\
translates: {name}
locale: sv
title: {title}
statements:
  rule:
    text: {text}
"""


def policy(
    name: str,
    rule: str,
    *,
    version: str = "1.0.0",
    status: str = "active",
    effective: str = "2026-01-05",
    former: str = "",
    how: str = "Say it kindly.",
) -> str:
    """The text of a policy with one rule that customers may read."""
    return (
        f"format: 1\nid: {name}\ntitle: About {name}\nareas: [phone]\nstatus: {status}\n"
        + (f"former_ids: [{former}]\n" if former else "")
        + f"version: {version}\neffective: {effective}\nowner: head-of-customer-service\n"
        "audience: [head-of-customer-service]\nstatements:\n"
        f"  - id: rule\n    must: {rule}\n    how: {how}\n    public: true\n"
    )


def at(day: str) -> datetime:
    """Noon of a day."""
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


def build(place: Path) -> GitFolder:
    """The shop with its year; tags name the commits by what they brought."""
    folder = new_repository(place)

    def commit(name: str, day: str, files: dict[str, bytes | str | None]) -> None:
        folder.commit(name, files, on=at(day))
        folder.git("tag", name)

    commit(
        "begun",
        "2026-01-05",
        {
            "policykit.yaml": SETTINGS,
            "policies/organisation.yaml": ORGANISATION,
            "schemas/areas.yaml": AREAS,
            "templates/remark.txt": "Ours stand here.\n",
            "policies/calls.yaml": policy("calls", "Answer every call."),
            "policies/chats.yaml": policy("chats", "Answer a chat.", status="draft"),
        },
    )
    commit(
        "stricter",
        "2026-03-10",
        {
            "policies/calls.yaml": policy(
                "calls", "Answer every call at once.", version="1.1.0", effective="2026-03-10"
            )
        },
    )
    commit(
        "chats-active",
        "2026-04-02",
        {"policies/chats.yaml": policy("chats", "Answer a chat.", effective="2026-04-10")},
    )
    commit(
        "planned",
        "2026-05-01",
        {
            "policies/calls.next.yaml": policy(
                "calls", "Answer with a smile.", version="2.0.0", effective="2026-06-01"
            )
        },
    )
    commit("broken", "2026-06-20", {"policies/chats.yaml": "format: 1\nid: [chats\n"})
    commit(
        "mended",
        "2026-06-21",
        {
            "policies/chats.yaml": policy(
                "chats", "Answer a chat.", effective="2026-04-10", how="Say it warmly."
            )
        },
    )
    commit(
        "renamed",
        "2026-07-01",
        {
            "policies/calls.yaml": policy(
                "phone-calls",
                "Answer with a smile.",
                version="2.0.0",
                effective="2026-06-01",
                former="calls",
            ).replace("About phone-calls", "About calls"),
            "policies/calls.next.yaml": None,
        },
    )
    folder.git("mv", "policies/calls.yaml", "policies/phone-calls.yaml")
    commit("moved", "2026-07-02", {})
    commit(
        "swedish",
        "2026-08-01",
        {
            "policies/chats.sv.yaml": WORDS.format(
                name="chats", title="Om chatt", text="Svara i chatten."
            )
        },
    )
    commit("no-chats", "2026-09-01", {"policies/chats.yaml": None, "policies/chats.sv.yaml": None})
    return folder
