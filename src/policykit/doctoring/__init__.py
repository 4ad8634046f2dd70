"""A look at what policykit stands on: Python, Git, settings, fonts, cache, terminal.

Nothing is written, nothing is fetched, and whatever is broken is told and never raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from policykit import __version__
from policykit.doctoring import files, history, installed, machine, printing
from policykit.doctoring.surroundings import Place as Place, wrong
from policykit.model.checkup import Check, Checkup
from policykit.model.errors import PolicykitError

_LOOKS: tuple[tuple[str, Callable[[Place], Iterable[Check]]], ...] = (
    (installed.TOPIC, installed.checks),
    (history.TOPIC, history.checks),
    (files.TOPIC, files.checks),
    (printing.TOPIC, printing.checks),
    (machine.TOPIC, machine.checks),
)


def checkup(place: Place) -> Checkup:
    """Look at everything, part by part; a part that cannot be looked at is told as wrong."""
    checks: list[Check] = []
    if place.root is not None:
        try:
            place = replace(place, reading=files.read(place.root))
        except Exception as fault:  # noqa: BLE001 - as below
            checks.append(_told(files.TOPIC, fault))
    for topic, look in _LOOKS:
        try:
            checks += look(place)
        except Exception as fault:  # noqa: BLE001 - whoever asks what is broken needs an answer
            checks.append(_told(topic, fault))
    order = [topic for topic, _ in _LOOKS]
    checks.sort(key=lambda check: order.index(check.topic))
    root = str(place.root or "").encode("utf-8", "replace").decode()
    return Checkup(version=__version__, root=root, checks=tuple(checks))


def _told(topic: str, fault: Exception) -> Check:
    if isinstance(fault, PolicykitError):
        return wrong(
            fault.reference,
            topic,
            fault.message + (f" ({fault.context[:120]})" if fault.context else ""),
            f"policykit explain {fault.reference}",
        )
    return wrong(
        "not-looked-at",
        topic,
        f"This could not be looked at: {type(fault).__name__}, {str(fault)[:120]}.",
        "policykit --version --verbose",
    )
