from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from jinja2.compiler import CodeGenerator

from policykit.model.errors import RenderError
from policykit.rendering import OutputKind, Templates, compiled


def _compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is compiled from now on."""
    asked: list[str] = []
    kept = CodeGenerator.__init__

    def begin(
        self: CodeGenerator,
        environment: Environment,
        name: str,
        *more: Any,  # noqa: ANN401 - the library's own signature
        **by: Any,  # noqa: ANN401 - the same
    ) -> None:
        asked.append(name)
        kept(self, environment, name, *more, **by)

    monkeypatch.setattr(CodeGenerator, "__init__", begin)
    return asked


def test_the_same_source_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _compiling(monkeypatch)
    source = f"{{% for x in book %}}{{{{ x }}}}{{% endfor %}}{{# {tmp_path} #}}"
    (tmp_path / "page.html").write_text(source, encoding="utf-8")
    assert Templates(tmp_path).render("page.html", {"book": ["<a>"]}) == "&lt;a&gt;"
    assert Templates(tmp_path).render("page.html", {"book": ["b", "c"]}) == "bc"
    assert asked == ["page.html"]
    # Another kind has filters and escapes of its own.
    markdown = Templates(tmp_path).render("page.html", {"book": ["*"]}, OutputKind.MARKDOWN)
    assert markdown == "\\*"
    assert asked == ["page.html", "page.html"]
    (tmp_path / "page.html").write_text(f"{source}!", encoding="utf-8")
    assert Templates(tmp_path).render("page.html", {"book": []}) == "!"
    assert len(asked) == 3


def test_what_was_compiled_for_another_run_is_bounded_as_before(tmp_path: Path) -> None:
    source = "{% for x in range(900) %}{% for y in range(900) %}{% endfor %}{% endfor %}"
    (tmp_path / "page.html").write_text(source, encoding="utf-8")
    assert Templates(tmp_path, steps=10**9).render("page.html", {}) == ""
    with pytest.raises(RenderError) as caught:
        Templates(tmp_path, steps=10).render("page.html", {})
    assert caught.value.reference == "template-too-long"


def test_the_oldest_goes_where_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_MOST", 2)
    kept = compiled.Compiled()
    monkeypatch.setattr("policykit.rendering.templates.compiled", lambda _: kept)
    asked = _compiling(monkeypatch)
    for name in ("a", "b", "c", "b", "a"):
        (tmp_path / name).write_text(name, encoding="utf-8")
        assert Templates(tmp_path).render(name, {}) == name
    assert asked == ["a", "b", "c", "a"]
