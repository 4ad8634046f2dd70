"""Words of a locale laid over the source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policykit.library.build import policy
from policykit.library.facts import oldest_ids
from policykit.library.walk import FoundText, walk
from policykit.library.words import overlay_texts, stamp, with_words, words_state
from policykit.model.document import Json, Origin
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY
from policykit.yamlsource import read

ROOT = Path(__file__).parents[2]

SOURCE: dict[str, Any] = {
    "id": "returns",
    "title": "Returns",
    "scope": {"excludes": {"business": "Not for firms."}},
    "definitions": {
        "fault": "Not as promised.",
        "proof": {"term": "proof of purchase", "text": "A receipt."},
    },
    "statements": [
        {"id": "refund", "must": "Pay.", "how": "At the till."},
        {"id": "broken", "must": "Choose", "one_of": {"how": "A way.", "swap": {"text": "New."}}},
    ],
    "procedures": [{"id": "till", "title": "At the till", "steps": [{"id": "greet", "do": "Hi."}]}],
    "tables": [
        {
            "id": "condition",
            "columns": {"state": "It is"},
            "rows": [{"id": "new", "cells": {"state": "new"}}],
        }
    ],
    "tone": {"say": ["Sorry.", "Thanks."], "avoid": ["No."]},
    "scenarios": [
        {
            "id": "queue",
            "situation": "Many.",
            "quiz": {"question": "What?", "right": "A", "wrong": ["B"]},
        }
    ],
    "training": {"modules": [{"id": "basics", "title": "Basics"}]},
    "communication": {"staff": [{"via": "email", "what": "News."}]},
    "supersedes": [{"version": "1.0.0", "reason": "Law."}],
}

ADDRESSES = {
    "title": "Returns",
    "scope.excludes.business": "Not for firms.",
    "definitions.fault": "Not as promised.",
    "definitions.proof#term": "proof of purchase",
    "definitions.proof": "A receipt.",
    "statements.refund": "Pay.",
    "statements.refund#how": "At the till.",
    "statements.broken": "Choose",
    "statements.broken.how": "A way.",
    "statements.broken.swap": "New.",
    "procedures.till": "At the till",
    "procedures.till.greet": "Hi.",
    "tables.condition.state": "It is",
    "tables.condition.new.state": "new",
    "tone.say": ("Sorry.", "Thanks."),
    "tone.avoid": ("No.",),
    "scenarios.queue#situation": "Many.",
    "scenarios.queue#question": "What?",
    "scenarios.queue#right": "A",
    "scenarios.queue#wrong": ("B",),
    "training.modules.basics": "Basics",
    "communication.staff.email": "News.",
    "supersedes.1.0.0": "Law.",
}

OVERLAY: dict[str, Any] = {
    "translates": "returns",
    "locale": "sv",
    "title": "Returer",
    "scope": {"excludes": {"business": "Inte för företag."}},
    "definitions": {
        "fault": "Inte som utlovat.",
        "proof": {"term": "köpbevis", "text": "Ett kvitto."},
    },
    "statements": {
        "refund": {"text": "Betala.", "how": "I kassan."},
        "broken": "Välja",
        "broken.how": "Ett sätt.",
        "broken.swap": "Ny.",
    },
    "procedures": {"till": {"title": "I kassan"}, "till.greet": "Hej."},
    "tables": {"condition.state": "Den är", "condition.new.state": "ny"},
    "tone": {"say": ["Förlåt."], "avoid": ["Nej."]},
    "scenarios": {
        "queue": {"situation": "Många.", "quiz": {"question": "Vad?", "right": "A", "wrong": ["B"]}}
    },
    "training": {"modules": {"basics": "Grunder"}},
    "communication": {"staff": {"email": "Nytt."}},
    "supersedes": {"1.0.0": "Lag."},
}


def _texts(data: Json) -> tuple[FoundText, ...]:
    return tuple(walk(data, POLICY).texts)


def test_every_text_has_one_address() -> None:
    assert {text.address: text.text for text in _texts(SOURCE)} == ADDRESSES


def test_an_overlay_reaches_every_address() -> None:
    given = overlay_texts(OVERLAY, POLICY)
    assert {text.address for text in given} == set(ADDRESSES)
    state = words_state(_texts(SOURCE), given, None, {})
    assert (state.missing, state.stale, state.unknown) == ((), (), ())


def test_words_replace_words_and_nothing_else() -> None:
    worded = with_words(SOURCE, _texts(SOURCE), overlay_texts(OVERLAY, POLICY))
    assert isinstance(worded, dict)
    found = policy("policies/returns.yaml", worded)
    assert found.title == "Returer"
    assert [s.text for s in found.statements] == ["Betala.", "Välja"]
    assert found.statements[0].how == "I kassan."
    assert [point.text for point in found.statements[1].points] == ["Ett sätt.", "Ny."]
    assert found.tone.say == ("Förlåt.",)
    assert found.tables[0].rows[0].cells == (("state", "ny"),)
    assert found.scenarios[0].quiz is not None
    assert found.scenarios[0].quiz.question == "Vad?"
    assert found.supersedes[0].reason == "Lag."
    assert [(each.id, each.term, each.text) for each in found.definitions] == [
        ("fault", "", "Inte som utlovat."),
        ("proof", "köpbevis", "Ett kvitto."),
    ]
    assert SOURCE["title"] == "Returns"


@pytest.mark.parametrize(
    ("own", "headwords", "missing"),
    [
        ({}, ["", "proof of purchase"], ["fault", "proof#term", "proof"]),
        ({"proof": "Ett kvitto."}, ["", "proof of purchase"], ["fault", "proof#term"]),
        ({"proof": {"term": "köpbevis"}}, ["", "köpbevis"], ["fault", "proof"]),
        (
            {"fault": {"term": "fel"}},
            ["fel", "proof of purchase"],
            ["fault", "proof#term", "proof"],
        ),
        (
            {"fault": {"term": "fel", "text": "Inte som utlovat."}},
            ["fel", "proof of purchase"],
            ["proof#term", "proof"],
        ),
    ],
)
def test_a_locale_may_name_a_word_that_the_source_calls_by_its_id(
    own: Json, headwords: list[str], missing: list[str]
) -> None:
    source: Json = {"definitions": SOURCE["definitions"]}
    given = overlay_texts({"definitions": own}, POLICY)
    state = words_state(_texts(source), given, None, {})
    assert state.unknown == ()
    assert state.missing == tuple(f"definitions.{name}" for name in missing)
    worded = with_words(source, _texts(source), given)
    assert isinstance(worded, dict)
    found = policy("policies/returns.yaml", worded).definitions
    assert [each.term for each in found] == headwords
    assert found[0].text in {"Not as promised.", "Inte som utlovat."}
    assert source == {"definitions": SOURCE["definitions"]}


@pytest.mark.parametrize(
    "own",
    [
        {"definitions": {"falt": {"term": "fel"}}},
        {"definitions": {"fault": {"terms": "fel"}}},
        {"scope": {"excludes": {"business": {"term": "företag"}}}},
        {"statements": {"refund": {"term": "pengar"}}},
    ],
)
def test_a_headword_belongs_to_a_definition(own: Json) -> None:
    given = overlay_texts(own, POLICY)
    state = words_state(_texts(SOURCE), given, None, {})
    assert [text.address for text in state.unknown] == [given[0].address]
    assert with_words(SOURCE, _texts(SOURCE), given) == SOURCE


def test_missing_stale_and_unknown_are_told() -> None:
    overlay: Json = {
        "title": "Returer",
        "statements": {"refund": "Betala.", "gone": "Borta.", "refund.x": "?"},
        "tone": {"say": ["Hej."]},
    }
    source = _texts(SOURCE)
    by_address = {text.address: text for text in source}
    stamps: Json = {
        "title": stamp(by_address["title"], {}),
        "statements.refund": "s-00000000",
        "tone.say": stamp(by_address["tone.say"], {}),
    }
    state = words_state(source, overlay_texts(overlay, POLICY), stamps, {})
    assert state.stale == ("statements.refund",)
    assert [text.address for text in state.unknown] == ["statements.gone", "statements.refund.x"]
    assert "statements.refund#how" in state.missing
    assert "title" not in state.missing
    assert "tone.avoid" not in state.missing, "say lists are written anew, not translated"


@pytest.mark.parametrize("overlay", [None, [], "text", {"statements": ["x"]}, {"title": {"a": 1}}])
def test_malformed_overlays_are_passed_over(overlay: Json) -> None:
    given = overlay_texts(overlay, POLICY)
    assert with_words(SOURCE, _texts(SOURCE), given) == SOURCE


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("policies/*.sv.yaml")), ids=lambda path: path.name
)
def test_the_reference_words_are_complete(path: Path) -> None:
    overlay, _ = read(path.read_bytes(), Origin(path.name, ""))
    name = path.name.removesuffix(".sv.yaml")
    document, _ = read((path.parent / f"{name}.yaml").read_bytes(), Origin(name, ""))
    shape = ORGANISATION if name == "organisation" else POLICY
    found = walk(document.data, shape)
    state = words_state(
        tuple(found.texts), overlay_texts(overlay.data, shape), None, oldest_ids(found)
    )
    assert state.missing == ()
    assert state.unknown == ()
