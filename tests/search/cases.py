"""A small book to search in, and queries with what they find in it, the best first."""

from __future__ import annotations

from policykit.locale.words import Locales
from policykit.model.book import (
    Badge,
    Book,
    Card,
    GlossaryLine,
    Language,
    OrganisationPage,
    PolicyPage,
    PromiseLine,
    Rule,
    ValueCase,
    plain_prose,
)

_LOCALES = Locales()


def rule(policy: str, name: str, number: str, text: str, **more: str) -> Rule:
    return Rule(
        anchor=f"{policy}.{name}",
        number=number,
        level="must",
        label="MUST",
        text=plain_prose(text),
        how=plain_prose(more.get("how", "")),
        badges=(Badge("channel", more["channel"]),) if "channel" in more else (),
    )


def script(policy: str, name: str, title: str, text: str) -> Card:
    return Card(anchor=f"{policy}.{name}", title=plain_prose(title), text=plain_prose(text))


def promise(policy: str, name: str, title: str, value: str) -> PromiseLine:
    return PromiseLine(
        anchor=f"{policy}.{name}",
        title=plain_prose(title),
        kind="",
        cases=(ValueCase(value),),
    )


def page(
    name: str,
    number: str,
    title: str,
    *,
    summary: str = "",
    rules: tuple[Rule, ...] = (),
    promises: tuple[PromiseLine, ...] = (),
    scripts: tuple[Card, ...] = (),
) -> PolicyPage:
    return PolicyPage(
        id=name,
        number=number,
        title=title,
        chapter="all",
        areas=(),
        state="in-force",
        badge="",
        version="1.0.0",
        summary=plain_prose(summary),
        rules=rules,
        promises=promises,
        scripts=scripts,
    )


def book_of(
    locale: str, *pages: PolicyPage, glossary: tuple[tuple[str, tuple[str, ...]], ...] = ()
) -> Book:
    spoken = _LOCALES.locale(locale)
    language = Language(spoken.id, spoken.name, spoken.direction)
    return Book(
        name="staff",
        title="Staff",
        language=language,
        languages=(language,),
        organisation=OrganisationPage("Havsby", plain_prose(""), plain_prose(""), ()),
        as_of="",
        policies=pages,
        glossary=tuple(
            GlossaryLine(f"glossary:word-{at}", term, plain_prose(""), others)
            for at, (term, others) in enumerate(glossary)
        ),
        words={key.replace("-", "_"): text for key, text in spoken.under("book.").items()},
    )


ENGLISH = book_of(
    "en",
    page(
        "returns",
        "1.1",
        "Returns",
        summary="Anybody may change their mind.",
        rules=(
            rule("returns", "refund", "1.1.1", "Refund the full price within 10 days."),
            rule("returns", "receipt", "1.1.2", "Ask for no receipt.", how="Refunds need a card."),
            rule("returns", "stop", "1.1.3", "Stopped trains are no reason to say no."),
            rule("returns", "chat", "1.1.10", "Plan answers in the chat.", channel="Chat"),
        ),
        promises=(promise("returns", "time", "Time until your refund", "10 days"),),
        scripts=(script("returns", "mail", "Your refund", "The money is on its way."),),
    ),
    page(
        "visits",
        "1.2",
        "Home visits",
        rules=(
            rule("visits", "come", "1.2.1", "Come on the day the policies name."),
            rule("visits", "cafe", "1.2.2", "Offer a café voucher for €2.50."),
            rule("visits", "chat", "1.2.3", "Plan the visit by email.", channel="Email"),
            rule("visits", "plan", "1.2.4", "Keep the plan."),
            rule("visits", "help", "1.2.5", "Call the police if anybody is hurt."),
            rule("visits", "kind", "1.2.6", "Take care on the stairs."),
            rule("visits", "lift", "1.2.7", "Let us carry it to the car."),
            rule("visits", "proof", "1.2.8", "Show the proof of the purchase."),
        ),
    ),
    glossary=(
        ("refund", ("money back", "reimbursement")),
        ("visit", ("house call",)),
        ("receipt", ("proof of purchase",)),
    ),
)
SWEDISH = book_of(
    "sv",
    page(
        "retur",
        "1.1",
        "Returer",
        rules=(
            rule("retur", "pengar", "1.1.1", "Betala tillbaka inom 10 dagar."),
            rule("retur", "kop", "1.1.2", "Godta återköp av oanvända varor."),
            rule("retur", "garanti", "1.1.3", "Kolla garantitiden för varan."),
            rule("retur", "produkt", "1.1.4", "Läs produktgarantin högt."),
            rule("retur", "kuvert", "1.1.5", "Lägg returneringen i ett kuvert."),
            rule("retur", "hantera", "1.1.6", "Sköt hantering av reklamation varje dag."),
            rule("retur", "order", "1.1.7", "Leta upp ordern först."),
            rule("retur", "ord", "1.1.8", "Håll dina ord."),
            rule("retur", "varning", "1.1.9", "Ge en varning innan linjen bryts."),
            rule("retur", "tid", "1.1.10", "Respektera tiden."),
            rule("retur", "tidning", "1.1.11", "Ta emot tidningar."),
            rule("retur", "raka", "1.1.12", "Räkor är färskvaror."),
            rule("retur", "faktura", "1.1.13", "Bifoga räkningen."),
            rule("retur", "tala", "1.1.14", "Tala med kunder på plats."),
        ),
    ),
    glossary=(("återköp", ("refund", "pengarna tillbaka")),),
)
GERMAN = book_of(
    "de",
    page(
        "rueckgabe",
        "1.1",
        "Rückgabe",
        rules=(
            rule("rueckgabe", "geld", "1.1.1", "Zahlen Sie das Geld zurück."),
            rule("rueckgabe", "strasse", "1.1.2", "Fragen Sie nach der Straße."),
            rule("rueckgabe", "frist", "1.1.3", "Beachten Sie die Rückgabefrist."),
            rule("rueckgabe", "kunden", "1.1.4", "Antworten Sie allen Kundinnen und Kunden."),
            rule("rueckgabe", "gast", "1.1.5", "Jeder Gast wird begrüßt."),
            rule("rueckgabe", "gas", "1.1.6", "Bei Geruch von Gas alle hinaus."),
        ),
    ),
)
JAPANESE = book_of(
    "ja",
    page(
        "henpin",
        "1.1",
        "返品",
        rules=(
            rule("henpin", "kigen", "1.1.1", "返品期限は30日です。"),
            rule("henpin", "okuru", "1.1.2", "商品を送る期限を守る。"),
        ),
    ),
)

MIXED = book_of(
    "sv",
    page(
        "retur",
        "1.1",
        "Returer",
        scripts=(
            Card(
                anchor="retur.brev",
                title=plain_prose("Brev"),
                text=plain_prose("Here is your refund.", "en"),
            ),
            Card(
                anchor="retur.kort",
                title=plain_prose("A card about the refund", "en"),
                text=plain_prose("Skicka refund med kort."),
            ),
        ),
    ),
)
"""A Swedish book in which something is in English."""

BOOKS = {"en": ENGLISH, "sv": SWEDISH, "de": GERMAN, "ja": JAPANESE}

CASES: dict[str, tuple[str, str, list[str], bool]] = {
    "rule, promise, script, glossary, then what is said by the way": (
        "en",
        "refund",
        [
            "returns.refund",
            "returns.time",
            "returns.mail",
            "glossary:word-0",
            "returns.receipt",
        ],
        False,
    ),
    "a title of a policy first": ("en", "returns", ["returns"], False),
    "capitals do not matter": ("en", "RETURNS", ["returns"], False),
    "another form": ("en", "stopping", ["returns.stop"], False),
    "policy and policies": ("en", "policy", ["visits.come"], False),
    "police is no policy": ("en", "police", ["visits.help"], False),
    "care is no car": ("en", "care", ["visits.kind"], False),
    "caring is care": ("en", "caring", ["visits.kind"], False),
    "carried is carry": ("en", "carried", ["visits.lift"], False),
    "a word stands before longer ones that begin with it": (
        "en",
        "car",
        ["visits.lift", "visits.kind", "returns.receipt"],
        False,
    ),
    "a phrase with a word that says nothing": (
        "en",
        "proof of purchase",
        ["visits.proof", "returns.receipt", "glossary:word-2"],
        False,
    ),
    "a word for such a phrase": (
        "en",
        "receipt",
        ["returns.receipt", "glossary:word-2", "visits.proof"],
        False,
    ),
    "a beginning": ("en", "rece", ["returns.receipt", "glossary:word-2"], False),
    "all words": ("en", "full price", ["returns.refund"], False),
    "a word of the title of the policy": ("en", "visits voucher", ["visits.cafe"], False),
    "words that say nothing": ("en", "the full price of", ["returns.refund"], False),
    "only words that say nothing": ("en", "on the", [], True),
    "letters without accents": ("en", "cafe", ["visits.cafe"], False),
    "letters with accents": ("en", "cafés", ["visits.cafe"], False),
    "a number of a rule": ("en", "1.1.2", ["returns.receipt"], False),
    "the beginning of a number": (
        "en",
        "1.2",
        [
            "visits",
            *("visits.come", "visits.cafe", "visits.chat", "visits.plan"),
            *("visits.help", "visits.kind", "visits.lift", "visits.proof"),
        ],
        False,
    ),
    "a sum": ("en", "2.50", ["visits.cafe"], False),
    "two words for one": (
        "en",
        "money back",
        [
            "returns.mail",
            "returns.refund",
            "returns.time",
            "glossary:word-0",
            "returns.receipt",
        ],
        False,
    ),
    "a slip": ("en", "voucehr", ["visits.cafe"], True),
    "a slip finds other forms": ("en", "recept", ["returns.receipt", "glossary:word-2"], True),
    "no slip in numbers": ("en", "2027", [], True),
    "words that never stand together": (
        "en",
        "voucher trains",
        ["returns.stop", "visits.cafe"],
        True,
    ),
    "nothing": ("en", "xylophone", [], True),
    "no words": ("en", " ?! ", [], False),
    "Swedish plural": ("sv", "vara", ["retur.kop", "retur.garanti"], False),
    "an order is no word": ("sv", "order", ["retur.order"], False),
    "orders are an order": ("sv", "ordrar", ["retur.order"], False),
    "a word is no order": ("sv", "ordet", ["retur.ord"], False),
    "a warning is no goods": ("sv", "varning", ["retur.varning"], False),
    "a paper is no time": ("sv", "tidning", ["retur.tidning"], False),
    "time is no paper": ("sv", "tider", ["retur.tid"], False),
    "a bill is no shrimp": ("sv", "räkning", ["retur.faktura"], False),
    "a bill without the ring": ("sv", "rakning", ["retur.faktura"], False),
    "a shrimp is no bill": ("sv", "räka", ["retur.raka"], False),
    "a verb and its particle": ("sv", "återbetalning", ["retur.pengar"], False),
    "a verb and its particle, without the ring": ("sv", "aterbetalas", ["retur.pengar"], False),
    "a word that says nothing is no slip": ("sv", "under", [], True),
    "a compound by its beginning": ("sv", "garanti", ["retur.garanti", "retur.produkt"], False),
    "a compound by its end": ("sv", "garantin", ["retur.garanti", "retur.produkt"], False),
    "without the ring": ("sv", "aterkop", ["retur.kop", "glossary:word-0"], False),
    "an English word of the glossary": (
        "sv",
        "refund",
        ["retur.kop", "glossary:word-0"],
        False,
    ),
    "a compound the book takes apart": (
        "sv",
        "reklamationshantering",
        ["retur.hantera"],
        True,
    ),
    "Swedish verb and noun": ("sv", "betalning", ["retur.pengar"], False),
    "German umlaut as two letters": ("de", "rueckgabe", ["rueckgabe", "rueckgabe.frist"], False),
    "German umlaut as one": ("de", "Rückgabe", ["rueckgabe", "rueckgabe.frist"], False),
    "a guest is no gas": ("de", "Gast", ["rueckgabe.gast"], False),
    "gas before what begins with it": ("de", "Gas", ["rueckgabe.gas", "rueckgabe.gast"], False),
    "a German verb and its particle": ("de", "Rückzahlung", ["rueckgabe.geld"], False),
    "sharp s": ("de", "STRASSE", ["rueckgabe.strasse"], False),
    "Swiss s": ("de", "strasse", ["rueckgabe.strasse"], False),
    "a short word by a longer form": ("de", "Geldes", ["rueckgabe.geld"], False),
    "an inner part": ("de", "frist", ["rueckgabe.frist"], False),
    "German plural": ("de", "Kunde", ["rueckgabe.kunden"], False),
    "signs in pairs": ("ja", "期限", ["henpin.kigen", "henpin.okuru"], False),
    "three signs": ("ja", "返品期限", ["henpin.kigen"], False),
    "one sign": ("ja", "返", ["henpin", "henpin.kigen"], False),
}
"""By what they show: locale, query, anchors found, and whether only something near was found."""
