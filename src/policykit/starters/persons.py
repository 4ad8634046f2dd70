"""Whether a name that was given for a role is rather that of a person."""

from __future__ import annotations

from typing import Final

_OF_ROLES: Final = (
    *("admin", "agent", "advis", "assist", "boss", "care", "cashier", "ceo", "chief", "clerk"),
    *("complian", "contact", "coordinat", "counsel", "customer", "deput", "desk", "direct"),
    *("expert", "floor", "founder", "head", "host", "keeper", "lead", "legal", "manag", "market"),
    *("office", "operat", "owner", "partner", "planner", "president", "privacy", "quality"),
    *("represent", "sales", "seller", "senior", "service", "shop", "special", "staff", "store"),
    *("supervis", "support", "team", "trainer", "warehouse", "web", "welfare", "worker"),
    *("ansvarig", "butik", "chef", "grupp", "handläggar", "ledare", "ledning", "kassa", "kund"),
    *("medarbetar", "ombud", "personal", "platschef", "ordförande", "säljar", "ägare"),
    *("beauftragt", "betreu", "büro", "filial", "führ", "geschäft", "inhab", "laden", "leit"),
    *("markt", "meister", "verantwort", "verkauf", "vertrieb", "vorstand", "zentral"),
    *("beheer", "eigenaar", "encargad", "geren", "gérant", "hoofd", "jefe", "kierownik"),
    *("propri", "respons", "titolar"),
)
"""Parts of words for work, in the languages that are spoken most where there are starters."""

_MOST: Final = 4


def looks_like_a_person(title: str) -> bool:
    """Whether a title is words with a capital each, none of which is about work.

    `Anna Svensson` is, `Store Manager` and `anne` are not: small letters are how a role is
    written as an id.
    """
    words = title.split()
    return (
        0 < len(words) <= _MOST
        and all(each.istitle() and each.replace("-", "").isalpha() for each in words)
        and not any(part in title.casefold() for part in _OF_ROLES)
    )
