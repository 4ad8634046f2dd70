"""Fonts for PDF: which languages of the repository they can print."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final

from policykit.doctoring.surroundings import Place, look, ok, wrong
from policykit.model.checkup import Check

TOPIC: Final = "Handbooks"
_LONGEST: Final = 20.0
"""Seconds own fonts may take to be looked through."""
_FONTS: Final = {
    "CJK": "NotoSansCJK-Regular.ttc",
    "HIRAGANA": "NotoSansCJK-Regular.ttc",
    "KATAKANA": "NotoSansCJK-Regular.ttc",
    "HANGUL": "NotoSansCJK-Regular.ttc",
    "LATIN": "NotoSans-Regular.ttf",
    "GREEK": "NotoSans-Regular.ttf",
    "CYRILLIC": "NotoSans-Regular.ttf",
}
"""A freely licensed font that has a script, where it is not called after the script alone."""


def checks(place: Place) -> Iterator[Check]:
    """Whether handbooks can be printed, language by language."""
    if place.root is None:
        return
    asked = sorted(each.name for each in place.reading.settings.handbooks if "pdf" in each.formats)
    if find_spec("typst") is None:
        if asked:
            yield wrong(
                "fonts",
                TOPIC,
                f"The handbook {asked[0][:80]} is to be a PDF, and the part that sets type is not "
                "installed.",
                place.install("policykit-handbook[pdf]"),
            )
        return
    from policykit.locale.letters import letters
    from policykit.opening import templates_of
    from policykit.rendering.sheets import unprintable
    from policykit.rendering.typesetting import Fonts

    known = {name: letters(name) for name in place.reading.settings.locales.all}
    fonts = Fonts(templates_of(place.root).folders("pdf/fonts"))
    every = "".join(sorted(frozenset().union(*known.values())))
    lost = frozenset(unprintable(every, fonts, longest=_LONGEST))
    tell = wrong if asked else look
    for language, own in known.items():
        if missing := sorted(own & lost):
            shown = " ".join(missing[:8])
            yield tell(
                f"fonts-{language}",
                TOPIC,
                f"No font has {len(missing)} letters of the language {language} ({shown} …), so "
                "PDF handbooks print boxes for them.",
                _adding(place, missing[0]),
            )
        elif not own:
            yield look(
                f"fonts-{language}",
                TOPIC,
                f"{language[:40]} is no language whose letters are known, so its fonts cannot be "
                "looked at.",
                "policykit render --format pdf",
            )
        else:
            yield ok(
                f"fonts-{language}",
                TOPIC,
                f"The fonts have every letter of the language {language}.",
            )


def _adding(place: Place, letter: str) -> str:
    script = unicodedata.name(letter, "LATIN").split()[0]
    font = _FONTS.get(script, f"NotoSans{script.capitalize()}-Regular.ttf")
    if place.is_windows:
        # It makes the folders, and every shell there can start it.
        return f"xcopy {font} templates\\pdf\\fonts\\"
    return f"mkdir -p templates/pdf/fonts && cp {font} templates/pdf/fonts/"
