"""How a new folder gets onto a server, word by word: the parts that each server has of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A kind of server: what it is called and an address on it; by language how to go about it.

    `create` makes an empty repository in the browser, `without` brings the files there without a
    terminal.
    """

    called: Mapping[str, str]
    address: str
    create: Mapping[str, str]
    without: Mapping[str, str]


SERVERS: Final[Mapping[str, Server]] = {
    "github": Server(
        called={"en": "GitHub", "sv": "GitHub", "de": "GitHub"},
        address="https://github.com/YOUR-NAME/policies.git",
        create={
            "en": "Sign in on github.com, click **+** at the top and **New repository**. Call it "
            "`policies`, choose **Private**, leave everything else off, and click **Create "
            "repository**.",
            "sv": "Logga in på github.com, klicka på **+** högst upp och på **New repository**. "
            "Kalla det `policies`, välj **Private**, kryssa inte i något annat, och klicka på "
            "**Create repository**.",
            "de": "Auf github.com anmelden, oben auf **+** und dann auf **New repository** klicken. "
            "Es `policies` nennen, **Private** wählen, nichts weiter ankreuzen und auf **Create "
            "repository** klicken.",
        },
        without={
            "en": "install GitHub Desktop, choose **File**, **Add local repository…** and this "
            "folder, then **Commit to main**, then **Publish repository**.",
            "sv": "installera GitHub Desktop, välj **File**, **Add local repository…** och den här "
            "mappen, sedan **Commit to main** och sedan **Publish repository**.",
            "de": "GitHub Desktop installieren, **File**, **Add local repository…** und diesen "
            "Ordner wählen, dann **Commit to main**, dann **Publish repository**.",
        },
    ),
    "gitlab": Server(
        called={"en": "GitLab", "sv": "GitLab", "de": "GitLab"},
        address="https://gitlab.com/YOUR-NAME/policies.git",
        create={
            "en": "Sign in on your GitLab, click **+** and **New project/repository**, then "
            "**Create blank project**. Call it `policies`, choose **Private**, take the mark off "
            "**Initialize repository with a README**, and click **Create project**.",
            "sv": "Logga in på ert GitLab, klicka på **+** och **New project/repository**, sedan "
            "på **Create blank project**. Kalla det `policies`, välj **Private**, ta bort bocken "
            "vid **Initialize repository with a README**, och klicka på **Create project**.",
            "de": "Auf Ihrem GitLab anmelden, auf **+** und **New project/repository** klicken, "
            "dann auf **Create blank project** (die Namen stehen hier auf Englisch). Es `policies` "
            "nennen, **Private** wählen, das Häkchen bei **Initialize repository with a README** "
            "wegnehmen und auf **Create project** klicken.",
        },
        without={
            "en": "GitHub Desktop works with GitLab, too. Choose **File**, **Add local "
            "repository…** and this folder, put the address under **Repository**, **Repository "
            "settings…**, **Remote**, then **Commit to main** and **Push origin**.",
            "sv": "GitHub Desktop fungerar med GitLab också. Välj **File**, **Add local "
            "repository…** och den här mappen, skriv adressen under **Repository**, **Repository "
            "settings…**, **Remote**, sedan **Commit to main** och **Push origin**.",
            "de": "GitHub Desktop kann auch GitLab. **File**, **Add local repository…** und diesen "
            "Ordner wählen, die Adresse unter **Repository**, **Repository settings…**, **Remote** "
            "eintragen, dann **Commit to main** und **Push origin**.",
        },
    ),
    "forgejo": Server(
        called={"en": "your server", "sv": "er server", "de": "Ihren Server"},
        address="https://codeberg.org/YOUR-NAME/policies.git",
        create={
            "en": "Sign in on your server, click **+** at the top and **New repository**. Call it "
            "`policies`, mark it as private, leave **Initialize repository** off, and click "
            "**Create repository**.",
            "sv": "Logga in på er server, klicka på **+** högst upp och på det första valet (på "
            "engelska **New repository**). Kalla det `policies`, gör det privat, låt **Initialize "
            "repository** vara, och klicka på knappen längst ned (**Create repository**).",
            "de": "Auf Ihrem Server anmelden, oben auf **+** und auf **Neues Repository** klicken. "
            "Es `policies` nennen, es privat machen, das Initialisieren weglassen und auf "
            "**Repository erstellen** klicken.",
        },
        without={
            "en": "GitHub Desktop works with your server, too. Choose **File**, **Add local "
            "repository…** and this folder, put the address under **Repository**, **Repository "
            "settings…**, **Remote**, then **Commit to main** and **Push origin**.",
            "sv": "GitHub Desktop fungerar med er server också. Välj **File**, **Add local "
            "repository…** och den här mappen, skriv adressen under **Repository**, **Repository "
            "settings…**, **Remote**, sedan **Commit to main** och **Push origin**.",
            "de": "GitHub Desktop kann auch Ihren Server. **File**, **Add local repository…** und "
            "diesen Ordner wählen, die Adresse unter **Repository**, **Repository settings…**, "
            "**Remote** eintragen, dann **Commit to main** und **Push origin**.",
        },
    ),
}
"""The servers by what `--hosting` calls them."""
