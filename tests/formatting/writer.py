"""Writes data as YAML in ways authors choose at random: layouts, quotes, breaks, comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from policykit.model.document import Json
from policykit.yamlsource.plain import needs_no_quotes

_REMARKS = (
    "",
    "c",
    " policykit: ignore[REF001] for a reason",
    " why this is so",
    " see above: yes",
    "# more",
    " “quoted”",
)


@dataclass
class Writer:
    """One way to write; every choice comes from `random`.

    `remarks` are the comments written, in no order.
    """

    random: Random
    comments: bool = True
    remarks: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def write(self, data: dict[str, Json]) -> str:
        self._group(data, 0)
        self._remark("")
        return "\n".join(self.lines) + ("\n" if self.random.random() < 0.9 else "")

    def _group(self, data: dict[str, Json] | list[Json], indent: int) -> None:
        pad = " " * indent
        pairs: list[tuple[str | None, Json]] = (
            list(data.items()) if isinstance(data, dict) else [(None, each) for each in data]
        )
        if isinstance(data, dict) and self.random.random() < 0.7:
            self.random.shuffle(pairs)
        for key, value in pairs:
            if self.random.random() < 0.1:
                self.lines += [""] * self.random.randint(1, 2)
            self._remark(pad)
            self._entry(pad + ("-" if key is None else f"{self._key(key)}:"), value, indent)
        if self.random.random() < 0.1:
            self._remark(pad)

    def _entry(self, head: str, value: Json, indent: int) -> None:
        if isinstance(value, str) and "\n" in value:
            self._kept(head, value, indent)
        elif not isinstance(value, dict | list):
            self._scalar(head, value, indent)
        elif not value or self.random.random() < 0.3:
            short = self._short(value)
            self.lines.append(f"{head} {short}{self._beside()}")
        elif head.endswith("-") and isinstance(value, dict):
            start = len(self.lines)
            inner = Writer(self.random, comments=False)
            inner._group(value, indent + 2)
            lines = [line for line in inner.lines if line.strip()]
            lines[0] = f"{head} {lines[0].lstrip()}"
            self.lines[start:] = lines
        else:
            self.lines.append(head + self._beside())
            step = self.random.choice((2, 2, 4))
            if isinstance(value, list) and not head.endswith("-") and self.random.random() < 0.3:
                step = 0
            self._group(value, indent + step)

    def _scalar(self, head: str, value: Json, indent: int) -> None:
        if isinstance(value, str) and " " in value and self.random.random() < 0.3:
            self._broken(head, value, indent)
        else:
            self.lines.append(f"{head} {self._value(value)}{self._beside()}")

    def _broken(self, head: str, value: str, indent: int) -> None:
        """A text over several lines, with or without quotes."""
        words = value.split(" ")
        if any(not word for word in words) or any(w[:1] in "-#" or w[-1:] == ":" for w in words):
            self.lines.append(f"{head} {self._value(value)}")
            return
        cut = self.random.randint(1, len(words) - 1)
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        pad = " " * (indent + self.random.choice((2, 3, 6)))
        quote = self.random.choice(("", '"', "'"))
        if not needs_no_quotes(value, short=False):
            quote = "" if '"' in value and "'" in value else quote or '"'
            quote = "'" if '"' in value else quote
            quote = '"' if "'" in value else quote
            if not quote or "\\" in value:
                self.lines.append(f"{head} {self._value(value)}")
                return
        if quote and quote in value:
            quote = ""
        if "\\" in value and quote == '"':
            quote = ""
        if self.random.random() < 0.3:
            self.lines += [head, f"{pad}{quote}{first}", f"{pad}{second}{quote}"]
        else:
            self.lines += [f"{head} {quote}{first}", f"{pad}{second}{quote}{self._beside()}"]

    def _kept(self, head: str, value: str, indent: int) -> None:
        step = self.random.choice((2, 3, 4))
        body = value.rstrip("\n")
        chomp = "" if value == body + "\n" else "-" if value == body else "+"
        told = str(step) if body[:1] in {" ", "\n"} or self.random.random() < 0.1 else ""
        self.lines.append(f"{head} |{told}{chomp}{self._beside()}")
        pad = " " * (indent + step)
        text = body if chomp != "+" else value[:-1]
        self.lines += [pad + line if line else "" for line in text.split("\n")]

    def _short(self, value: Json) -> str:
        if isinstance(value, dict):
            inside = ", ".join(
                f"{self._key(key)}: {self._short(each)}" for key, each in value.items()
            )
            return f"{{{inside}}}"
        if isinstance(value, list):
            return f"[{', '.join(map(self._short, value))}]"
        return self._value(value, short=True)

    def _value(self, value: Json, *, short: bool = False) -> str:
        match value:
            case None:
                return "null"
            case bool():
                return "true" if value else "false"
            case str():
                return self._text(value, short=short)
            case _:
                return str(value)

    def _text(self, value: str, *, short: bool) -> str:
        choice = self.random.random()
        if needs_no_quotes(value, short=short) and choice < 0.6:
            return value
        if "\n" in value or "\t" in value or ("'" in value and choice < 0.8):
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'
        return "'" + value.replace("'", "''") + "'"

    def _key(self, key: str) -> str:
        return f'"{key}"' if self.random.random() < 0.05 else key

    def _remark(self, pad: str) -> None:
        if self.comments and self.random.random() < 0.15:
            self.lines.append(f"{pad}#{self._chosen()}")

    def _beside(self) -> str:
        if not self.comments or self.random.random() > 0.15:
            return ""
        return f"  # {self._chosen().strip()}".rstrip()

    def _chosen(self) -> str:
        return self.random.choice(_REMARKS)
