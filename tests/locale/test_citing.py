"""Acts of the European Union are cited as lawyers of the language cite them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policykit.locale.citing import cited

FRAMEWORKS = Path(__file__).parents[2] / "schemas" / "frameworks"

CASES = [
    (
        "Directive 2011/83/EU art. 9",
        "Richtlinie 2011/83/EU Art. 9",
        "Direktiv 2011/83/EU artikel 9",
    ),
    (
        "Directive 2011/83/EU art. 11a, added by Directive (EU) 2023/2673",
        "Richtlinie 2011/83/EU Art. 11a, eingefügt durch Richtlinie (EU) 2023/2673",
        "Direktiv 2011/83/EU artikel 11a, tillagd genom direktiv (EU) 2023/2673",
    ),
    (
        "Regulation (EU) 2016/679 art. 12(3)",
        "Verordnung (EU) 2016/679 Art. 12 Abs. 3",
        "Förordning (EU) 2016/679 artikel 12.3",
    ),
    (
        "Directive (EU) 2019/771 art. 13 to 16",
        "Richtlinie (EU) 2019/771 Art. 13 bis 16",
        "Direktiv (EU) 2019/771 artikel 13 till 16",
    ),
    ("Directive 98/6/EC art. 6a", "Richtlinie 98/6/EG Art. 6a", "Direktiv 98/6/EG artikel 6a"),
    (
        "Directive (EU) 2019/882 Annex I",
        "Richtlinie (EU) 2019/882 Anhang I",
        "Direktiv (EU) 2019/882 bilaga I",
    ),
    (
        "Directive (EU) 2024/825; Implementing Regulation (EU) 2025/1960",
        "Richtlinie (EU) 2024/825; Durchführungsverordnung (EU) 2025/1960",
        "Direktiv (EU) 2024/825; genomförandeförordning (EU) 2025/1960",
    ),
]


@pytest.mark.parametrize(("text", "german", "swedish"), CASES)
def test_an_act_is_cited_in_the_language(text: str, german: str, swedish: str) -> None:
    assert (cited(text, "de"), cited(text, "sv"), cited(text, "en")) == (german, swedish, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ISO 10002:2018, 4.4 to 4.8, 7.1",
        "SFS 2022:260, 5 kap. 2 §",
        "Consumer Contracts Regulations 2013 reg. 34",
        "Directive 2011/83/EU art. 9 and our own choice",
        "See Directive 2011/83/EU",
    ],
)
def test_what_is_no_act_of_the_union_stays(text: str) -> None:
    assert [cited(text, each) for each in ("de", "sv", "en", "fr")] == [text] * 4


def test_every_act_of_the_shipped_frameworks_is_understood() -> None:
    told = {
        found
        for path in FRAMEWORKS.glob("eu-*.yaml")
        for found in re.findall(
            r"^\s+cite: ((?:Directive|Regulation) .*)$", path.read_text(), re.MULTILINE
        )
    }
    assert len(told) > 20
    for text in told:
        for language in ("de", "sv"):
            mended = cited(text, language)
            assert mended != text
            assert not re.search(
                r"\b(?:Directive|Regulation|art\.|added|changed|to|and|Annex)\b", mended
            )
