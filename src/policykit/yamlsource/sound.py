"""Whether some bytes are sound YAML, told without building anything of them."""

from __future__ import annotations

from typing import Any

from yaml.error import YAMLError
from yaml.events import DocumentStartEvent, StreamEndEvent

from policykit.yamlsource.decoding import decode
from policykit.yamlsource.parsers import open_parser, parser_name


def is_sound(content: bytes) -> bool:
    """Whether a parser reads a piece of a file to its end, as one document.

    What can be wrong in sound YAML (a key that stands twice, an anchor) is not looked for.
    """
    decoded = decode(content)
    if decoded.sound is None or decoded.notes or decoded.sound.lstrip().startswith("%"):
        return False
    documents = 0
    try:
        parser = open_parser(decoded.sound, parser_name())
        kind: Any = None
        while kind is not StreamEndEvent:
            kind = parser.get_event().__class__
            documents += kind is DocumentStartEvent
    except YAMLError:
        return False
    return documents == 1
