"""All rules of a run: the shipped ones, those of the repository, and those of plugins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policykit.lint.own.reading import CATEGORY, OwnRules, own_rules
from policykit.lint.plugins import load_plugins
from policykit.lint.registry import Registry, load_registry
from policykit.lint.rule import Rule
from policykit.model.document import Json
from policykit.model.errors import PolicykitError, SettingsError


def all_rules(custom: Mapping[str, Json], plugins: Iterable[str] = ()) -> tuple[Registry, OwnRules]:
    """All rules of a run, and the custom ones among them.

    Args:
        custom: what lint.custom_rules says.
        plugins: the names of the plugins whose rules run, too.

    Raises:
        SettingsError: custom rules that cannot stand beside the others.
        PolicykitError: a plugin that is not there or cannot be used.
    """
    shipped, own = load_registry(), own_rules(custom)
    return joined(shipped, own, load_plugins(plugins, shipped)), own


def joined(registry: Registry, own: OwnRules, plugins: Iterable[Rule] = ()) -> Registry:
    """The registry with custom rules and the rules of plugins.

    Raises:
        SettingsError: a custom rule is called as something that is there already.
        PolicykitError: a rule of a plugin is.
    """
    for rule in own.rules:
        if _is_taken(registry, rule.page.name):
            raise SettingsError(
                "rule-name-taken",
                f"The custom rule {rule.page.name} is called as another rule or a category.",
                context=f"lint.custom_rules: {rule.page.name} in policykit.yaml",
                hint="Give it another name; `policykit rules` lists those that are taken.",
                pointer=("lint", "custom_rules", rule.page.name),
            )
        registry = _with(registry, rule)
    for rule in plugins:
        page = rule.page
        if page.code in registry.pages or _is_taken(registry, page.name):
            raise PolicykitError(
                "plugin-rule-taken",
                f"The plugin {rule.plugin} has a rule {page.code} {page.name}, "
                "and one of these is taken.",
                hint="`policykit rules` lists all codes and names. Ask the makers of the plugin "
                "to change theirs, or rename the custom rule.",
            )
        registry = _with(registry, rule)
    return registry


def _is_taken(registry: Registry, name: str) -> bool:
    return name == CATEGORY or any(
        name in {page.name, page.category} for page in registry.pages.values()
    )


def _with(registry: Registry, rule: Rule) -> Registry:
    code = rule.page.code
    return Registry(
        dict(sorted({**registry.rules, code: rule}.items())),
        dict(sorted({**registry.pages, code: rule.page}.items())),
    )
