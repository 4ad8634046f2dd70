"""A policy with the organisation's defaults under it: nobody has to paste them."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.model.document import Json


def filled(data: Mapping[str, Json], defaults: Mapping[str, Json]) -> dict[str, Json]:
    """The data of a policy, completed by the organisation's defaults.

    A mapping is completed key by key; a list or value is taken only where the policy has
    none of its own. Sections the defaults do not name stay as they are.
    """
    whole = dict(data)
    for key, default in defaults.items():
        own = data.get(key)
        if own is None:
            whole[key] = default
        elif isinstance(own, dict) and isinstance(default, dict):
            whole[key] = {**default, **own}
    return whole
