"""The Jinja environments: sandboxed, strict, escaped."""

from policykit.rendering.html import Plain as Plain, href as href
from policykit.rendering.plain import plain as plain
from policykit.rendering.prose import Meaning as Meaning, ProseReader as ProseReader
from policykit.rendering.templates import OutputKind as OutputKind, Templates as Templates
